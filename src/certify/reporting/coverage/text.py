"""The coverage report as Markdown, with the content of the page in its order, and as CSV, a row a unit."""

import csv
import io
from collections.abc import Iterator
from functools import cache

from jinja2 import Environment

from certify.language import Lang, joined
from certify.reporting.batch.recommendation_table import safe
from certify.reporting.coverage.page import failing_first
from certify.reporting.coverage.shapes import CandidateShape, CoverageReport, UnitShape
from certify.reporting.coverage.words import (
    DUE,
    KIND_OF_ONE,
    KINDS,
    LOOK_OF_CAUSE,
    OWN,
    PENDING,
    Shown,
    kinds_shown,
    others,
    words_of,
)
from certify.reporting.pages import code, escaped
from certify.reporting.templating import environment
from certify.wording.terms import OUTCOME_NAMES


def render_coverage_markdown(report: CoverageReport, lang: Lang) -> str:
    """Return the report as Markdown with tables."""
    shown = Shown(report, lang)
    kinds = kinds_shown(report)
    return (
        _markdown()
        .get_template("coverage.md.j2")
        .render(
            report=report,
            shown=shown,
            t=shown.say,
            lang=lang,
            kinds={kind: KINDS[kind].to(lang) for kind in kinds},
            kind_of_one={kind: word.to(lang) for kind, word in KIND_OF_ONE.items()},
            counts=[report.counties, report.zones][: len(kinds)],
            gaps=[(unit, shown.nearest(unit)) for unit in shown.gaps()],
            clauses=sorted(report.clauses, key=lambda clause: (-clause.not_met, -clause.open)),
            causes=[cause for cause in LOOK_OF_CAUSE if cause in report.causes],
            due={key: word.to(lang) for key, word in DUE.items()},
            pending={key: word.to(lang) for key, word in PENDING.items()},
            outcomes={key: word.to(lang) for key, word in OUTCOME_NAMES.items()},
            tracked=[*failing_first(report.tracked), *(one for one in report.tracked if not one.submission)],
            joined=lambda parts: joined(list(parts), lang),
            own=OWN,
            others=others,
            words_of=words_of,
        )
    )


@cache
def _markdown() -> Environment:
    made = environment(autoescape=False)
    made.filters |= {"md": escaped, "code": code}
    return made


def render_coverage_csv(report: CoverageReport, lang: Lang) -> bytes:
    """Return the units in UTF-8 with a byte order mark, which spreadsheet programs want."""
    shown = Shown(report, lang)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([safe(head) for head in _heads(shown)])
    for unit in report.units:
        writer.writerow([safe(cell) for cell in _cells(unit, shown)])
    return out.getvalue().encode("utf-8-sig")


def _heads(shown: Shown) -> Iterator[str]:
    say = shown.say
    yield from (
        say("编号", "Id"),
        say("市", "City"),
        say("单位", "Unit"),
        say("类别", "Kind"),
        say("同一区域的其他编号", "Other ids of the same area"),
        say("已覆盖", "Covered"),
        say("可能覆盖", "May be covered"),
        say("情形或原因", "State or cause"),
        say("原因代码", "Cause"),
        say("只由未达新指标的组织覆盖", "Only by organizations below the new indicators"),
        say("认定组织", "Recognized organizations"),
        say("认定日期", "Recognized on"),
    )
    yield from (point.day for point in shown.report.points)
    yield from (
        say("批次", "Batch"),
        say("候选组织（家）", "Candidates"),
        say("最近的候选组织编号", "Nearest candidate"),
        say("最近的候选组织", "Its name"),
        say("结论", "Outcome"),
        say("要整改（项）", "To repair"),
        say("本组织可办（项）", "Its own"),
        say("取决于别的部门（项）", "Hanging on others"),
        say("要整改的子项", "Sub-checks to repair"),
        say("要补充、审核（项）", "To settle"),
    )


def _cells(unit: UnitShape, shown: Shown) -> Iterator[str]:
    say = shown.say
    between = say("；", "; ")
    words = (say("否", "no"), say("是", "yes"))
    yield from (unit.id, unit.city, unit.name)
    yield KIND_OF_ONE[unit.kind].to(shown.lang) if unit.kind in KIND_OF_ONE else unit.kind
    yield joined(unit.also, shown.lang)
    yield words[unit.covered]
    yield words[unit.may_be_covered]
    yield shown.state(unit)
    yield unit.cause or ""
    yield words[unit.only_by_holders_below_indicators]
    yield between.join(f"{one.name} {one.id}".strip() for one in unit.holders)
    yield between.join(one.since for one in unit.holders)
    yield from (words[held] for held in unit.history)
    yield unit.batch
    yield str(len(unit.candidates))
    yield from _nearest(shown.nearest(unit), shown)


def _nearest(one: CandidateShape | None, shown: Shown) -> tuple[str, ...]:
    if one is None:
        return ("",) * 8
    repairs = one.repairs
    failed = shown.say("；", "; ").join(
        f"{shown.body(body)} {words_of(checks)}" for body, checks in repairs.failed.items()
    )
    outcome = OUTCOME_NAMES[one.outcome].to(shown.lang) if one.outcome in OUTCOME_NAMES else one.outcome
    figures = (repairs.total_failed, repairs.own_failed, repairs.others_failed)
    return one.organization, one.name, outcome, *map(str, figures), failed, str(repairs.total_open)
