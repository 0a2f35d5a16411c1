"""The report on duties as Markdown and as one self-contained web page."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from certify.language import Lang, Text, joined
from certify.reporting.pages import markdown, web
from certify.reporting.tasks.shapes import (
    LateTaskShape,
    TaskCountsShape,
    TaskGroupShape,
    TaskItemShape,
    TaskShape,
    TasksReport,
)
from certify.reporting.templating import chooser
from certify.wording import tasks as words
from certify.wording.terms import LEVELS

# The look of a state or a timing is that of a verdict.
TONES = {
    "done": "met",
    "in_time": "met",
    "ongoing": "needs_review",
    "in_progress": "needs_review",
    "not_started": "missing",
    "no_report": "not_applicable",
    "refused": "missing",
    "clashing": "missing",
    "open": "missing",
    "unnamed": "not_applicable",
    "extra": "not_applicable",
    "overdue": "not_met",
    "warning": "missing",
    "late": "missing",
    "doubtful": "missing",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table of counts: what is counted, then the figures in the order of `COUNTED`."""

    name: str
    counts: Mapping[str, int]


def line(name: str, counts: TaskCountsShape) -> Line:
    """Return counts as a line of a table."""
    return Line(name, {key: getattr(counts, key) for key in words.COUNTED})


def counted_lines(groups: Sequence[TaskGroupShape], whole: Text, lang: Lang) -> list[Line]:
    """Return groups as lines; one without a name is called as `whole` says."""
    return [line(joined([name or whole.to(lang) for name in group.names], lang), group.counts) for group in groups]


def namer(report: TasksReport, lang: Lang) -> Callable[[TaskItemShape | LateTaskShape], str]:
    """Return what names whose item it is."""
    among = any(name for group in report.by_city for name in group.names)

    def who(one: TaskItemShape | LateTaskShape) -> str:
        reported = one.status != "no_report"
        return words.who(one.city, one.body, one.year, lang, among_cities=among, reported=reported)

    return who


@dataclass(frozen=True, slots=True)
class Silent:
    """Items of one task without a report that stand alike to their deadline, in one year: whose they are, city by city.

    `later` says that something was reported after the day of the report.
    """

    timing: str
    year: int | None
    due_latest: str | None
    later: bool
    who: list[str]


def silent_of(task: TaskShape, lang: Lang) -> list[Silent]:
    """Return the items of a task that nobody has reported on, those that stand alike together."""
    found: dict[tuple[str, int | None, str | None, bool], dict[str, list[str]]] = {}
    for item in task.items:
        if item.status == "no_report":
            alike = found.setdefault((item.timing, item.year, item.due_latest, item.reported_later), {})
            alike.setdefault(item.city, []).append(item.body)
    return [
        Silent(*key, [words.of_city(city, bodies, key[1], lang) for city, bodies in cities.items()])
        for key, cities in found.items()
    ]


def silent_words(silent: Silent, lang: Lang) -> str:
    """Return what is said of items without a report: that there is none, that there was none then, or of whom none is wanted."""
    return (words.LATER if silent.later else words.STATES["no_report"]).to(lang)


def remarks(item: TaskItemShape, lang: Lang) -> list[str]:
    """Return everything that is to be said of an item besides its note, each with what it is."""
    t = chooser(lang)
    found = [f"{words.SPEAKS_FOR.to(lang)}{joined(item.speaks_for, lang)}"] if item.speaks_for else []
    entry = item.entry
    if entry is not None:
        found += [f"{t('存在问题：', 'Obstacles: ')}{entry.obstacles}"] if entry.obstacles else []
        found += [f"{t('下一步：', 'Next: ')}{entry.next_step}"] if entry.next_step else []
        found += [f"{t('佐证：', 'Evidence: ')}{t('；', '; ').join(entry.evidence)}"] if entry.evidence else []
        found += [words.LATER_DONE.to(lang)] if item.reported_later and item.status == "done" else []
    found += [f"{words.TAKEN_BACK.to(lang)}{item.taken_back}"] if item.taken_back else []
    if item.wrong:
        wrong = words.WRONG.to(lang) if item.entry is None else f"{words.STATES['refused'].to(lang)}{t('：', ': ')}"
        found.append(f"{wrong}{joined(item.wrong, lang)}")
    return found


def until(one: TaskItemShape | LateTaskShape | TaskShape, lang: Lang) -> str:
    """Return the days of a deadline: one, or the two that it can mean."""
    if one.due_earliest is None or one.due_latest is None or one.due_earliest == one.due_latest:
        return one.due_latest or ""
    return f"{one.due_earliest} / {one.due_latest}" if lang == "zh" else f"{one.due_earliest} or {one.due_latest}"


def _context(report: TasksReport, lang: Lang) -> dict[str, object]:
    return {
        "report": report,
        "lang": lang,
        "t": chooser(lang),
        "words": {name: text.to(lang) for name, text in vars(words).items() if isinstance(text, Text)},
        "states": _said(words.STATES, lang),
        "timings": _said(words.TIMINGS, lang),
        "explained": _said(words.EXPLAINED, lang),
        "counted": _said(words.COUNTED, lang),
        "rules": [rule.to(lang) for rule in words.RULES],
        "marks": words.MARKS,
        "tones": TONES,
        "tone": _tone(report),
        "outcome": outcome(report, lang),
        "totals": line(chooser(lang)("合计", "In all"), report.counts),
        "cities": counted_lines(report.by_city, words.OWN_LEVEL, lang),
        "bodies": counted_lines(report.by_body, words.WHOLE, lang),
        "tasks": [line(f"{task.id} {task.name}", task.counts) for task in report.tasks],
        "who": namer(report, lang),
        "silent": lambda task: silent_of(task, lang),
        "silent_words": lambda one: silent_words(one, lang),
        "remarks": lambda item: remarks(item, lang),
        "day_from": day_from(report, lang),
        "until": lambda one: until(one, lang),
        "levels": _said(LEVELS, lang),
    }


def day_from(report: TasksReport, lang: Lang) -> list[str]:
    """Return what is said of the day: the row that it comes from, what was updated after it; and who handed in nothing."""
    colon = chooser(lang)("：", ": ")
    said = [words.NO_CLOCK.to(lang)] if report.as_of_from == "document" else []
    said += [f"{words.AS_OF_FROM.to(lang)}{colon}{report.as_of_where}"] if report.as_of_where else []
    said += [f"{words.UPDATED_LATER.to(lang)}{colon}{report.updated_later}"] if report.updated_later else []
    if report.silent_cities:
        said.append(
            f"{words.SILENT_CITIES.to(lang)} {len(report.silent_cities)}{colon}{joined(report.silent_cities, lang)}"
        )
    return said


def _said(terms: Mapping[str, Text], lang: Lang) -> dict[str, str]:
    return {key: term.to(lang) for key, term in terms.items()}


def _tone(report: TasksReport) -> str:
    if report.counts.overdue:
        return "not_met"
    return "missing" if report.counts.warning or report.counts.open else "needs_review"


def outcome(report: TasksReport, lang: Lang) -> str:
    """Return what the whole comes to, in one sentence."""
    counts = report.counts
    if lang == "zh":
        return f"截至 {report.as_of}：应报 {counts.items} 项，已完成 {counts.done} 项，逾期 {counts.overdue} 项，未填报 {counts.no_report} 项"
    return (
        f"As of {report.as_of}: {counts.items} items, {counts.done} done, "
        f"{counts.overdue} overdue, {counts.no_report} without a report"
    )


def render_html(report: TasksReport, lang: Lang) -> str:
    """Return the report as one web page that needs no other file."""
    return web().get_template("tasks.html.j2").render(_context(report, lang))


def render_markdown(report: TasksReport, lang: Lang) -> str:
    """Return the report as Markdown with tables."""
    return markdown().get_template("tasks.md.j2").render(_context(report, lang))
