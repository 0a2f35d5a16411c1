"""`certify check`: one submission, judged and explained."""

from collections.abc import Callable, Mapping
from pathlib import Path

from certify.cli.output import UsageError, coloured, complain, deliver, prepare_streams
from certify.judging.judge import judge
from certify.language import Lang, Text
from certify.problems import Problem, excerpt, has_errors
from certify.reading.formats import is_readable, unreadable_format
from certify.reading.review import read_review
from certify.reading.submission import SubmissionReading, read_submission
from certify.reading.units import Unit, default_units, read_units
from certify.reporting.check_report import CheckReporter
from certify.reporting.shapes import CheckReport, to_json
from certify.rules.load import UnknownRuleSetError, available_rulesets, find_ruleset
from certify.rules.ruleset import RuleSet
from certify.rules.vocabulary import vocabulary

DEFAULT_RULES = "shandong-2024"
EXITS = {
    "ready": 0,
    "recommendable": 0,
    "not_ready": 1,
    "not_recommendable": 1,
    "incomplete": 3,
    "invalid": 4,
}
FORMATS = {".txt": "text", "": "text", ".json": "json", ".md": "md", ".html": "html", ".htm": "html"}


def run(
    file: Path,
    rules: str | None,
    review: Path | None,
    units: Path | None,
    form: str | None,
    output: Path | None,
    lang: Lang,
) -> int:
    """Judge `file`, deliver the report, and return the exit status."""
    prepare_streams()
    try:
        _exists(file, lang)
        for beside in (review, units):
            if beside is not None:
                _exists(beside, lang)
        chosen = _format(form, output, lang)
        _spare(output, (file, review, units), lang)
        report, ruleset = check(file, rules, review, lang, units)
        text = render(report, ruleset, chosen, lang, colour=output is None and coloured())
        deliver(text, output, lang, for_machines=chosen != "text")
    except UsageError as error:
        complain(str(error))
        return 2
    return EXITS[report.outcome]


def _exists(file: Path, lang: Lang) -> None:
    if _is(Path.is_dir, file):
        raise UsageError(
            f"{file} 是文件夹；批量评判请用 certify batch" if lang == "zh" else f"{file} is a folder; see certify batch"
        )
    if not _is(Path.is_file, file):
        raise UsageError(f"文件不存在：{file}" if lang == "zh" else f"no such file: {file}")


def _format(form: str | None, output: Path | None, lang: Lang) -> str:
    """Return the format asked for, else the one that the ending of the output's name says."""
    if form is not None or output is None:
        return form or "text"
    found = FORMATS.get(output.suffix.lower())
    if found is None:
        raise UsageError(
            f"不知道 {output.name} 要写成什么格式：请用 .txt .json .md .html，或者加 --format"
            if lang == "zh"
            else f"{output.name} does not say its format: use .txt .json .md .html, or add --format"
        )
    return found


def _spare(output: Path | None, inputs: tuple[Path | None, ...], lang: Lang) -> None:
    """Refuse to write a report over one of the files that it is made from."""
    if output is not None and any(one is not None and one.resolve() == output.resolve() for one in inputs):
        raise UsageError(
            f"{output} 是输入文件，不能用报告覆盖它"
            if lang == "zh"
            else f"{output} is an input; it is not written over"
        )


def _is(kind: Callable[[Path], bool], file: Path) -> bool:
    """Ask the system about a file; a name that it does not take names none."""
    try:
        return kind(file)
    except OSError:
        return False


def check(
    file: Path, wanted: str | None, review: Path | None, lang: Lang, listed: Path | None = None
) -> tuple[CheckReport, RuleSet | None]:
    """Return the report on `file`, and the rule set it was judged by; `listed` is a list of units of its own."""
    words = vocabulary()
    units, faults_of_units = (default_units(), ()) if listed is None else read_units(listed)
    reporter = CheckReporter(words, lang, lambda id_: units[id_].label if id_ in units else None)
    reviewed = None if review is None else review.name
    named = wanted
    if named is not None:
        rules = _asked(named, lang)
        reading = _read(file, rules, units)
    else:
        rules = find_ruleset(DEFAULT_RULES)
        reading = _read(file, rules, units)
        written = reading.header.get("assessment.ruleset")
        if written is not None:
            try:
                rules = find_ruleset(str(written))
            except UnknownRuleSetError as error:
                problem = unknown_ruleset(reading, error)
                problems = (*reading.problems, problem)
                return reporter.invalid(reading.name, reading.digest, None, reading.header, reviewed, problems), None
            if rules.id != DEFAULT_RULES:
                reading = _read(file, rules, units)
    problems = (*faults_of_units, *reading.problems)
    entries = None
    if review is not None:
        organization = reading.header.get("organization.id")
        entries, faults = read_review(review, rules, None if organization is None else str(organization))
        problems += faults
    if reading.submission is None or has_errors(list(problems)):
        return reporter.invalid(reading.name, reading.digest, rules, reading.header, reviewed, problems), rules
    judgement = judge(reading.submission, rules, entries)
    problems += tuple(
        Problem("warning", "review_without_effect", entry.where, params={"check": entry.check})
        for entry in judgement.ineffective_entries()
    )
    return reporter.report(judgement, problems), rules


def _read(file: Path, rules: RuleSet, units: Mapping[str, Unit]) -> SubmissionReading:
    if not is_readable(file):
        problem = unreadable_format(file.name)
        return SubmissionReading(file.name, "", None, {}, (problem,))
    return read_submission(file, vocabulary(), {one.id for one in rules.checks()}, units)


def unknown_ruleset(reading: SubmissionReading, error: UnknownRuleSetError) -> Problem:
    """Return the problem of a submission that names a rule set which does not exist."""
    params = {"found": excerpt(error.wanted), "suggestion": error.suggestion, "accepted": tuple(error.available)}
    return Problem("error", "unknown_ruleset", reading.place("assessment.ruleset"), "assessment.ruleset", params)


def _asked(named: str, lang: Lang) -> RuleSet:
    try:
        return find_ruleset(named)
    except UnknownRuleSetError as error:
        listed = "、".join(available_rulesets())
        near = error.suggestion
        hint = Text(f"是否应为 {near}？" if near else "", f"did you mean {near}? " if near else "")
        said = Text(f"没有规则 {named}。{hint.zh}现有：{listed}", f"no rule set {named}; {hint.en}available: {listed}")
        raise UsageError(said.to(lang)) from error


def render(report: CheckReport, rules: RuleSet | None, form: str, lang: Lang, *, colour: bool = False) -> str:
    """Return a report in one of the formats."""
    tiers = dict(rules.tiers) if rules else {}
    match form:
        case "json":
            return to_json(report).decode() + "\n"
        case "md":
            from certify.reporting.pages import render_markdown  # noqa: PLC0415

            return render_markdown(report, tiers, lang)
        case "html":
            from certify.reporting.pages import render_html  # noqa: PLC0415

            return render_html(report, tiers, lang)
        case _:
            from certify.reporting.text import render_text  # noqa: PLC0415

            return render_text(report, tiers, lang, colour=colour)
