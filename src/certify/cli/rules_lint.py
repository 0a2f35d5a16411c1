"""`certify rules lint`: every mistake and every doubt in rule-set files."""

from collections.abc import Sequence
from pathlib import Path

from certify.cli.output import UsageError, complain, deliver, prepare_streams
from certify.cli.rule_references import unknown_rules
from certify.cli.targets import INPUTS, in_json, must_exist
from certify.language import Lang, Text
from certify.reporting.rules.lint_report import render_text
from certify.reporting.shapes import to_json
from certify.rules.home import criteria_home
from certify.rules.load import UnknownRuleSetError, available_rulesets, is_version
from certify.running.lint import lint

_NONE = Text(
    "文件夹 {folder} 里没有规则文件（如 1.0.0.yaml）", "the folder {folder} holds no rule-set file such as 1.0.0.yaml"
)


def run(files: Sequence[Path], form: str | None, output: Path | None, lang: Lang) -> int:
    """Look through rule-set files, by default all of the criteria folder; return 4 where there is a mistake, else 0."""
    prepare_streams()
    try:
        json = in_json(form, output, lang)
        chosen = [path for file in files for path in _rule_files(file, lang)]
        report = lint(chosen, criteria_home(), lang)
        text = to_json(report).decode() + "\n" if json else render_text(report)
        deliver(text, output, lang, for_machines=json)
    except UsageError as error:
        complain(str(error))
        return 2
    return 4 if report.errors else 0


def _rule_files(file: Path, lang: Lang) -> list[Path]:
    """Return a rule-set file, the versions in a folder of one, or those of a rule set named `ID` or `ID@VERSION`."""
    if not file.is_dir():
        if not file.exists() and len(file.parts) == 1 and file.suffix.lower() not in INPUTS:
            return _versions(str(file), lang)
        must_exist(file, lang)
        return [file]
    found = sorted(path for path in file.glob("*.yaml") if is_version(path.stem))
    if not found:
        raise UsageError(_NONE.to(lang).format(folder=file))
    return found


def _versions(reference: str, lang: Lang) -> list[Path]:
    available = available_rulesets()
    pairs = [(one, *one.split("@")) for one in available]
    found = [criteria_home() / name / f"{version}.yaml" for one, name, version in pairs if reference in (one, name)]
    if not found:
        raise UsageError(unknown_rules(UnknownRuleSetError(reference, available), lang))
    return found
