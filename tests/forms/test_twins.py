"""A form says the same as the YAML or JSON of the same content, to the letter."""

import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from certify.language import Lang
from certify.reading.submission import SubmissionReading, read_submission
from certify.reading.units import default_units
from certify.reporting.shapes import CheckReport, to_json
from certify.rules.load import find_ruleset
from certify.rules.vocabulary import vocabulary
from certify.running.one import check_submission

from .making import form_of, random_submission, whole_plan

SAMPLE = Path(__file__).parents[2] / "submissions" / "shandong-2025-5-sample" / "submissions"
# Of each kind; more can be asked for.
TWINS = int(os.environ.get("CERTIFY_TWINS", "17"))
CHECKS = frozenset(one.id for one in find_ruleset("shandong-2024").checks())


def read(path: Path) -> SubmissionReading:
    return read_submission(path, vocabulary(), CHECKS, default_units())


def told(reading: SubmissionReading) -> list[tuple[str, str]]:
    return sorted((problem.code, problem.field) for problem in reading.problems)


def same(source: Path, form: Path) -> None:
    one, two = read(source), read(form)
    assert told(one) == told(two)
    assert (one.submission is None) == (two.submission is None)
    if one.submission is not None and two.submission is not None:
        assert dict(one.submission.facts) == dict(two.submission.facts)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("seed", range(25))
def test_a_form_gives_the_facts_of_its_twin(seed: int, lang: Lang, tmp_path: Path) -> None:
    source = tmp_path / "twin.json"
    source.write_text(random_submission(seed), encoding="utf-8")
    assert read(source).submission is not None
    same(source, form_of(source, tmp_path / "twin.xlsx", lang, whole_plan()))


@pytest.mark.parametrize("source", sorted(SAMPLE.rglob("*.yaml")), ids=lambda path: path.stem)
def test_the_sample_as_forms(source: Path, tmp_path: Path) -> None:
    if source.name.endswith(".review.yaml") or read(source).submission is None:
        pytest.skip("no submission that can be read")
    for beside in source.parent.iterdir():
        if beside.suffix == ".csv":
            shutil.copy(beside, tmp_path)
        elif beside.is_dir():
            shutil.copytree(beside, tmp_path / beside.name)
    same(source, form_of(source, tmp_path / "twin.xlsx", "zh"))


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize(("first", "ending"), [(100, "xlsx"), (200, "ods"), (300, "xls")])
def test_a_form_saved_by_libreoffice_gives_the_report_of_its_twin(first: int, ending: str, tmp_path: Path) -> None:
    sources, forms = tmp_path / "twins", tmp_path / "forms"
    sources.mkdir()
    forms.mkdir()
    for seed in range(first, first + TWINS):
        source = sources / f"{seed}.json"
        source.write_text(random_submission(seed), encoding="utf-8")
        form_of(source, forms / f"{seed}.xlsx", "zh", whole_plan())
    saved = tmp_path / "saved"
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to", ending]
    subprocess.run(
        [*command, "--outdir", saved, *sorted(forms.iterdir())], check=True, capture_output=True, timeout=400
    )
    assert len(list(saved.iterdir())) == TWINS
    for source in sorted(sources.iterdir()):
        one, two = report(source), report(saved / f"{source.stem}.{ending}")
        assert to_json(one) == to_json(two), source.stem


def report(path: Path) -> CheckReport:
    """The report without what names the file."""
    found = check_submission(path, "shandong-2024", None, "zh").report
    problems = [replace(problem, where="") for problem in found.problems]
    return replace(found, file="", digest="", problems=sorted(problems, key=lambda problem: problem.field))
