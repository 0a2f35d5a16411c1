"""The monitoring report as one web page: what is wrong, how the requirements stand, every organization by clause."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from certify.language import Lang
from certify.reporting.batch.matrix import Group
from certify.reporting.monitoring.shapes import ClauseTally, MonitoredRow, MonitoringReport
from certify.reporting.pages import TONES, web
from certify.reporting.templating import chooser
from certify.rules.ruleset import RuleSet
from certify.wording.purposes import ADVISORY, outcome_names, statement
from certify.wording.terms import VERDICTS, marks


@dataclass(frozen=True, slots=True)
class Tile:
    """A figure of the summary."""

    figure: int
    label: str
    tone: str


def render_monitoring(report: MonitoringReport, rules: RuleSet, lang: Lang) -> str:
    """Return the page: one file that needs no other and no network."""
    context = {
        "report": report,
        "rules": rules,
        "t": chooser(lang),
        "lang": lang,
        "marks": marks(lang),
        "verdicts": {key: word.to(lang) for key, word in VERDICTS.items()},
        "outcomes": {key: word.to(lang) for key, word in outcome_names("monitoring").items()},
        "tones": {**TONES, "not_ready": "not_met"},
        "advisory": ADVISORY.to(lang),
        "statement": statement("", track_of(report), "monitoring", lang),
        "tiles": list(_tiles(report, lang)),
        "groups": groups_of(rules, lang),
        "tallies": sorted(report.clauses, key=_worst_first),
        "cities": [city for city in report.cities if city.organizations],
        "advised": {criterion.id for criterion in rules.criteria if criterion.advisory},
        "readings": [
            (reading.title.to(lang), reading.values[report.ruleset.readings[reading.key]].to(lang), reading.key)
            for reading in rules.readings
        ],
    }
    return web().get_template("monitoring.html.j2").render(context)


def groups_of(rules: RuleSet, lang: Lang) -> list[Group]:
    """Return the clauses that stand beside each other in the document, under its own heads."""
    found = groupby(rules.criteria, key=lambda criterion: criterion.dimension)
    return [Group(rules.dimensions[name].to(lang), tuple(criteria)) for name, criteria in found]


def track_of(report: MonitoringReport) -> str:
    """Return what the report rests on: reviewers' entries only where there are any."""
    return "verified" if any(row.track == "verified" for row in report.organizations) else "declared"


def _worst_first(tally: ClauseTally) -> tuple[bool, int, int]:
    return tally.advisory, -tally.not_met, -(tally.missing + tally.needs_review)


def _tiles(report: MonitoringReport, lang: Lang) -> Iterator[Tile]:
    say = chooser(lang)
    counted: list[MonitoredRow] = [row for row in report.organizations if row.counts]
    outcomes = Counter(row.outcome for row in counted)
    yield Tile(report.files, say("自评表", "submissions"), "plain")
    if report.invalid:
        yield Tile(len(report.invalid), say("材料有误", "invalid"), "not_met")
    for outcome, word in outcome_names("monitoring").items():
        if outcomes[outcome] or outcome in ("ready", "not_ready"):
            yield Tile(outcomes[outcome], word.to(lang), TONES.get(outcome, "not_met"))
    unreviewed = sum(row.track == "declared" for row in counted)
    if unreviewed:
        yield Tile(unreviewed, say("尚未审核", "not reviewed"), "needs_review")
    apart = len(report.organizations) - len(counted)
    if apart:
        yield Tile(apart, say("不计入", "not counted"), "missing")
