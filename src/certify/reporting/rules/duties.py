"""A duty of a government explained, in the words of its document."""

from certify.language import Lang
from certify.reporting.rules.shapes import DutyShape, NamedShape
from certify.reporting.tasks.listing import deadline, owners, yearly
from certify.reporting.tasks.report import short_name
from certify.rules.duties import Duty, DutyDocument


def duty_title(duty: Duty) -> str:
    """Return what a duty is called: its title, else its measure, else the beginning of its words."""
    return duty.title or duty.measure or short_name(duty)


def duty_shape(document: DutyDocument, duty: Duty, lang: Lang) -> DutyShape:
    """Return a duty with everything that its document says of it."""
    return DutyShape(
        id=duty.id,
        title=duty_title(duty),
        text=duty.text,
        document=NamedShape(key=document.id, label=document.title.to(lang)),
        citation=f"{document.source.number} {duty.clause} {duty.section}",
        owners=owners(duty, lang),
        bodies=[body.name for body in duty.bodies],
        deadline=deadline(duty, lang),
        yearly=yearly(duty.yearly, lang) if duty.yearly else "",
        notes=[note.to(lang) for note in duty.notes],
        horizon=document.horizon.text,
    )
