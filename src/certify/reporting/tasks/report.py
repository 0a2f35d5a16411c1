"""Items of duties to the public report: in words, counted by task, city and body."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Literal

from certify import __version__
from certify.language import Lang
from certify.masking import without_numbers
from certify.problems import Problem
from certify.programme.duties import Item
from certify.reading.progress import Progress
from certify.reporting.common_shapes import problem_shape
from certify.reporting.tasks.shapes import (
    LateTaskShape,
    TaskCountsShape,
    TaskDocumentShape,
    TaskEntryShape,
    TaskFileShape,
    TaskGroupShape,
    TaskItemShape,
    TaskShape,
    TasksReport,
)
from certify.rules.duties import Duty, DutyDocument

# How much of a duty's words names it where it has no title.
LONGEST_NAME = 26
_WORST_FIRST = ("overdue", "open", "warning", "late", "doubtful")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a report is asked for: the day, where it comes from and the row of it, and the cities and bodies in words."""

    as_of: date
    as_of_from: Literal["given", "files", "document"]
    as_of_where: str | None = None
    cities: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Around:
    """What a report needs besides: what bodies are put together by, the cities without a file, what was updated later."""

    key: Callable[[Item], str]
    silent: tuple[str, ...]
    updated_later: int


def tasks_report(
    document: DutyDocument,
    items: Sequence[Item],
    asked: Asked,
    files: Sequence[TaskFileShape],
    problems: Iterable[Problem],
    around: Around,
    lang: Lang,
) -> TasksReport:
    """Return the report on a document's duties."""
    of_duty = {duty: list(found) for duty, found in groupby(items, key=lambda item: item.duty)}
    return TasksReport(
        certify_version=__version__,
        lang=lang,
        document=document_shape(document, lang),
        as_of=asked.as_of.isoformat(),
        as_of_from=asked.as_of_from,
        as_of_where=asked.as_of_where,
        updated_later=around.updated_later,
        cities=list(asked.cities),
        bodies=list(asked.bodies),
        silent_cities=list(around.silent),
        files=list(files),
        counts=_counts(items),
        late=_late(items, document, asked.as_of),
        by_city=_groups(items, lambda item: item.city, lambda item: item.city),
        by_body=_groups(items, around.key, lambda item: item.body),
        tasks=[task_shape(duty, of_duty.get(duty.id, []), asked.as_of, lang) for duty in document.duties],
        problems=[problem_shape(problem, lang) for problem in problems],
    )


def short_name(duty: Duty) -> str:
    """Return the title of a duty, else how its words begin."""
    if duty.title:
        return duty.title
    first = duty.text.partition("。")[0]
    return first if len(first) <= LONGEST_NAME else first[: LONGEST_NAME - 1] + "…"


def document_shape(document: DutyDocument, lang: Lang) -> TaskDocumentShape:
    """Return which document the duties are from."""
    source = document.source
    return TaskDocumentShape(
        id=document.id,
        title=document.title.to(lang),
        number=source.number,
        name=source.title,
        issued_by=source.issued_by,
        issued_on=source.issued_on,
        horizon=document.horizon.text,
        digest=document.digest,
        tasks=len(document.duties),
        notes=[note.to(lang) for note in document.notes],
    )


def task_shape(duty: Duty, items: Sequence[Item], as_of: date, lang: Lang) -> TaskShape:
    """Return a duty with its items."""
    due = duty.deadline.due if duty.deadline else None
    return TaskShape(
        id=duty.id,
        name=short_name(duty),
        section=duty.section,
        measure=duty.measure,
        title=duty.title,
        clause=duty.clause,
        text=duty.text,
        owners=list(duty.owners),
        bodies=[body.name for body in duty.bodies],
        deadline=duty.deadline.text if duty.deadline else None,
        due_earliest=due.earliest.isoformat() if due else None,
        due_latest=due.latest.isoformat() if due else None,
        ongoing=duty.deadline is not None and due is None,
        yearly=duty.yearly.text if duty.yearly else None,
        notes=[note.to(lang) for note in duty.notes],
        counts=_counts(items),
        items=[_item(item, as_of) for item in items],
    )


def _item(item: Item, as_of: date) -> TaskItemShape:
    return TaskItemShape(
        city=without_numbers(item.city),
        body=without_numbers(item.body),
        year=item.year,
        role=item.role,
        speaks_for=list(item.speaks_for),
        status=item.state,
        timing=item.timing,
        due_earliest=item.due.earliest.isoformat() if item.due else None,
        due_latest=item.due.latest.isoformat() if item.due else None,
        days_late=_days_late(item, as_of),
        without_evidence=item.lacks_evidence,
        wrong=list(item.wrong),
        reported_later=item.later,
        taken_back=item.taken_back.where if item.taken_back else None,
        entry=_entry(item.entry) if item.entry else None,
        earlier=[_entry(entry) for entry in item.earlier],
    )


def _entry(entry: Progress) -> TaskEntryShape:
    return TaskEntryShape(
        status=entry.status,
        done_on=entry.done_on.isoformat() if entry.done_on else None,
        updated_on=entry.updated_on.isoformat(),
        note=without_numbers(entry.note),
        obstacles=without_numbers(entry.obstacles),
        next_step=without_numbers(entry.next_step),
        evidence=[without_numbers(paper) for paper in entry.evidence],
        where=entry.where,
    )


def _days_late(item: Item, as_of: date) -> int | None:
    if item.due is None or item.timing not in ("overdue", "late"):
        return None
    done_on = item.entry.done_on if item.entry else None
    return ((done_on or as_of) - item.due.latest).days


def _counts(items: Iterable[Item]) -> TaskCountsShape:
    every = list(items)
    roles = [item.role for item in every]
    listed = [item for item in every if item.role == "owed"]
    states, timings = [item.state for item in listed], [item.timing for item in listed]
    return TaskCountsShape(
        items=len(listed),
        done=states.count("done"),
        ongoing=states.count("ongoing"),
        in_progress=states.count("in_progress"),
        not_started=states.count("not_started"),
        no_report=states.count("no_report"),
        refused=states.count("refused"),
        clashing=states.count("clashing"),
        overdue=timings.count("overdue"),
        open=timings.count("open"),
        warning=timings.count("warning"),
        late=timings.count("late"),
        doubtful=timings.count("doubtful"),
        without_evidence=sum(item.lacks_evidence for item in listed),
        unnamed=roles.count("unnamed"),
        extra=roles.count("extra"),
    )


def _groups(items: Iterable[Item], key: Callable[[Item], str], name: Callable[[Item], str]) -> list[TaskGroupShape]:
    """Return items put together by a key, in the order of their first names."""
    found: dict[str, list[Item]] = {}
    for item in items:
        found.setdefault(key(item), []).append(item)
    groups = [
        (list(dict.fromkeys(without_numbers(name(item)) for item in listed)), listed) for listed in found.values()
    ]
    return [TaskGroupShape(names=names, counts=_counts(listed)) for names, listed in groups]


def _late(items: Iterable[Item], document: DutyDocument, as_of: date) -> list[LateTaskShape]:
    """Return what is late on the day: overdue before what is between its bounds, and that before what was done late."""
    late = [item for item in items if item.timing in _WORST_FIRST]
    return [
        LateTaskShape(
            task=item.duty,
            name=short_name(document.by_id[item.duty]),
            city=without_numbers(item.city),
            body=without_numbers(item.body),
            year=item.year,
            status=item.state,
            timing=item.timing,
            due_earliest=item.due.earliest.isoformat(),
            due_latest=item.due.latest.isoformat(),
            done_on=item.entry.done_on.isoformat() if item.entry and item.entry.done_on else None,
            days_late=_days_late(item, as_of),
            wrong=list(item.wrong),
        )
        for item in sorted(late, key=lambda item: _WORST_FIRST.index(item.timing))
        if item.due is not None
    ]
