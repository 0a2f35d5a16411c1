"""The notices to organizations, to print and stamp: what to put right or supply, and submissions sent back."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment

from certify.facts import Facts
from certify.language import Lang
from certify.problems import Problem
from certify.programme.standing import Reason
from certify.reading.batch import Batch
from certify.reporting.batch.notice_fields import NoticeFields
from certify.reporting.check_report import CheckReporter
from certify.reporting.pages import dotted
from certify.reporting.shapes import ProblemShape
from certify.reporting.templating import chooser, environment, native
from certify.rules.ruleset import Purpose
from certify.wording.reasons import reason_text

# What no repair and no other file changes.
FINAL = ("city_level", "unit_covered", "unit_without_quota", "already_recognized")
# Where a notice says what keeps the organization out of the batch; text of others is escaped and cannot hold it.
_STANDING = re.compile(rb"(?<=<!-- standing -->).*?(?=<!-- /standing -->)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Place:
    """A problem on a notice: its place without the name of the file, which stands above."""

    where: str
    problem: ProblemShape


def render_notice(fields: NoticeFields, lang: Lang) -> str:
    """Return the notice as a web page."""
    return (
        _environment()
        .get_template("notice.html.j2")
        .render(t=chooser(lang), lang=lang, monitoring=fields["rules"]["purpose"] == "monitoring", **fields)
    )


def render_return(
    reporter: CheckReporter, header: Facts, file: str, batch: Batch, problems: tuple[Problem, ...]
) -> str:
    """Return the notice that sends back a submission with errors, each with its place and how to mend it."""
    places = [_place(reporter.problem(problem), file) for problem in problems]
    return (
        _environment()
        .get_template("return.html.j2")
        .render(
            t=chooser(reporter.lang),
            lang=reporter.lang,
            batch=batch.title,
            monitoring=batch.rules.purpose == "monitoring",
            organization=reporter.organization(header),
            file=file,
            errors=[place for place in places if place.problem.level == "error"],
            warnings=[place for place in places if place.problem.level != "error"],
            version=reporter.version,
        )
    )


def standing_note(bars: Sequence[Reason], lang: Lang, purpose: Purpose) -> str:
    """Return what a notice page says of an organization that the batch cannot take in; empty where it can."""
    text = _not_counted(bars, lang) if purpose == "monitoring" else standing_text(bars, lang)
    return f'<p class="standing">{native(text, lang)}</p>' if text else ""


def standing_text(bars: Sequence[Reason], lang: Lang) -> str:
    """Return in words that the batch cannot take an organization in, and why; empty where it can."""
    if not bars:
        return ""
    say = chooser(lang)
    reasons = say("；", "; ").join(reason_text(reason, lang) for reason in bars)
    if any(reason.code in FINAL for reason in bars):
        return say(
            f"你单位不能列入本批次推荐：{reasons}。下列事项办结也不改变本批次的结果，供以后申报参考。",
            f"Your organization cannot be put forward in this batch: {reasons}. Repairs do not change the result of "
            "this batch; they serve a later one.",
        )
    return say(
        f"你单位目前不能列入本批次推荐：{reasons}。请先与评查单位解决这一问题；在此之前，下列事项办结也不改变本批次的结果。",
        f"As things stand your organization cannot be put forward in this batch: {reasons}. Settle this with the "
        "reviewing authority first; until then, repairs do not change the result of this batch.",
    )


def _not_counted(bars: Sequence[Reason], lang: Lang) -> str:
    """Return in words that a submission does not enter the figures of a batch for monitoring, and why."""
    if not bars:
        return ""
    say = chooser(lang)
    reasons = say("；", "; ").join(reason_text(reason, lang) for reason in bars)
    return say(
        f"这份材料没有计入本批次的数字：{reasons}。请先改正；下列事项按材料所填内容列出，供参考。",
        f"This submission is not counted in the figures of this batch: {reasons}. Correct that first; what follows is "
        "listed as the submission says and serves for information.",
    )


def with_standing(page: bytes, note: str) -> bytes:
    """Return a notice with `note` in place of what it said of the standing."""
    return _STANDING.sub(lambda _: note.encode(), page, count=1)


def without_standing(page: bytes) -> bytes:
    """Return a notice without what it says of the standing; any other page as it is."""
    return with_standing(page, "")


@cache
def _environment() -> Environment:
    made = environment(autoescape=True)
    made.filters["dotted"] = dotted
    return made


def _place(problem: ProblemShape, file: str) -> Place:
    return Place(problem.where.removeprefix(f"{file}:"), problem)
