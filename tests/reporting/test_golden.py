"""Reports as they were approved, byte for byte. `CERTIFY_REWRITE=1` writes them anew, for a person to look over."""

import os
from pathlib import Path

import pytest

from tests.reporting.asking import settled
from tests.running.calling import clean, inside

FOLDER = Path(__file__).parent / "golden"
REWRITE = os.environ.get("CERTIFY_REWRITE") == "1"
STATUSES = {"ready": 0, "not_ready": 1, "incomplete": 3, "invalid": 4}
FORMS = {"txt": "text", "json": "json"}
CASES = [(name, lang, "txt") for name in STATUSES for lang in ("zh", "en")] + [("not_ready", "zh", "json")]


def compare(golden: Path, written: str) -> None:
    """Compare a report with the approved one, or approve it where that was asked for."""
    if REWRITE:
        golden.write_text(written, encoding="utf-8", newline="\n")
    assert written == golden.read_text(encoding="utf-8"), f"{golden.name}: look it over, then CERTIFY_REWRITE=1"


@pytest.mark.parametrize(("name", "lang", "form"), CASES, ids=[".".join(case) for case in CASES])
def test_a_report_is_the_one_approved(name: str, lang: str, form: str) -> None:
    review = FOLDER / f"{name}.review.yaml"
    options: list[str | Path] = ["--review", review] if review.exists() else []
    called = clean(inside("check", FOLDER / f"{name}.yaml", "--format", FORMS[form], "--lang", lang, *options))
    assert called.stderr == ""
    assert called.returncode == STATUSES[name]
    compare(FOLDER / f"{name}.{lang}.{form}", settled(called.stdout))


def test_every_approved_report_is_compared() -> None:
    approved = {path.name for path in FOLDER.iterdir() if path.suffix in (".txt", ".json")}
    assert approved == {f"{name}.{lang}.{form}" for name, lang, form in CASES}
