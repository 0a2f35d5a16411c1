"""Documents of duties and single duties in their own words, for a terminal."""

from collections.abc import Iterator, Sequence

from certify.language import Lang, joined
from certify.reporting.tasks.report import short_name
from certify.reporting.templating import chooser
from certify.rules.duties import Duty, DutyDocument, Yearly
from certify.wording import tasks as words


def list_text(documents: Sequence[DutyDocument], lang: Lang) -> str:
    """Return the documents, one a paragraph: how many tasks each has, and how many of them have a deadline."""
    return "".join("".join(f"{line}\n" for line in _summary(document, lang)) for document in documents)


def _summary(document: DutyDocument, lang: Lang) -> Iterator[str]:
    t = chooser(lang)
    dated = sum(duty.deadline is not None and duty.deadline.due is not None for duty in document.duties)
    ongoing = sum(duty.deadline is not None and duty.deadline.due is None for duty in document.duties)
    yearly = sum(duty.yearly is not None for duty in document.duties)
    named = sum(bool(duty.bodies) for duty in document.duties)
    counts = [
        t(f"{len(document.duties)} 项", f"{len(document.duties)} tasks"),
        t(f"写明责任单位 {named} 项", f"{named} name bodies"),
        t(f"有期限 {dated} 项", f"{dated} with a deadline"),
        t(f"持续推进 {ongoing} 项", f"{ongoing} ongoing"),
        t(f"每年一次 {yearly} 项", f"{yearly} yearly"),
    ]
    yield f"{document.id}  {document.title.to(lang)}{t('：', ': ')}{joined(counts, lang)}"
    yield f"    {document.source.number}  {words.HORIZON.to(lang)}{t('：', ': ')}{document.horizon.text}"


def document_text(document: DutyDocument, lang: Lang) -> str:
    """Return a document with all its duties, each on two lines."""
    lines = [*_summary(document, lang), *(f"    {note.to(lang)}" for note in document.notes)]
    section = measure = ""
    for duty in document.duties:
        if duty.section != section:
            section = duty.section
            lines += ["", section]
        if duty.measure != measure:
            measure = duty.measure
            lines.append(f"  {measure}")
        when = (duty.deadline.text if duty.deadline else "") + (f" {duty.yearly.text}" if duty.yearly else "")
        lines.append(f"  {duty.id}  {short_name(duty)}")
        lines.append(f"      {owners(duty, lang)}{chooser(lang)('；', '; ')}{when or words.TIMINGS['none'].to(lang)}")
    return "".join(f"{line}\n" for line in lines)


def duty_text(document: DutyDocument, duty: Duty, lang: Lang) -> str:
    """Return one duty in full: words, citation, bodies, deadline, notes."""
    t = chooser(lang)
    colon = t("：", ": ")
    lines = [f"{duty.id}  {duty.title or duty.measure or short_name(duty)}", f"  {duty.text}"]
    lines.append(f"  {t('出处', 'Source')}{colon}{document.source.number} {duty.clause} {duty.section}")
    lines.append(f"  {t('责任单位', 'Bodies')}{colon}{owners(duty, lang)}")
    if duty.bodies:
        lines.append(f"  {t('拆分为', 'that is')}{colon}{joined([body.name for body in duty.bodies], lang)}")
    lines.append(f"  {t('时限', 'Deadline')}{colon}{deadline(duty, lang)}")
    if duty.yearly is not None:
        lines.append(f"  {t('每年', 'Yearly')}{colon}{yearly(duty.yearly, lang)}")
    lines += [f"  {t('说明', 'Note')}{colon}{note.to(lang)}" for note in duty.notes]
    lines.append(f"  {words.HORIZON.to(lang)}{colon}{document.horizon.text}")
    return "".join(f"{line}\n" for line in lines)


def owners(duty: Duty, lang: Lang) -> str:
    """Return who is responsible, in the words of the text."""
    return " ".join(duty.owners) or words.NOBODY.to(lang)


def deadline(duty: Duty, lang: Lang) -> str:
    """Return the deadline in the words of the text, and the days that it can mean."""
    if duty.deadline is None:
        return words.TIMINGS["none"].to(lang)
    if duty.deadline.due is None:
        return f"{duty.deadline.text} [{words.EXPLAINED['ongoing'].to(lang)}]"
    days = dict.fromkeys((duty.deadline.due.earliest.isoformat(), duty.deadline.due.latest.isoformat()))
    return f"{duty.deadline.text} [{' / '.join(days)}]"


def yearly(found: Yearly, lang: Lang) -> str:
    """Return what is wanted every year in the words of the text, and its days."""
    t = chooser(lang)
    since = f"{found.since} {t('至', 'to')} " if found.since else t("不晚于 ", "by ")
    return f"{found.text} [{since}{found.by}]"
