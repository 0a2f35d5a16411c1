"""Check reports of any content in any format, as a user gets them."""

import json
import re
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from certify.reporting.shapes import CheckReport
from tests.running.calling import clean, inside
from tests.running.submissions import RULES, Content, text

Report = dict[str, Any]
TIERS = dict(RULES.tiers)
_SHAPE = TypeAdapter(CheckReport)
_DIGEST = re.compile("sha256:[0-9a-f]{64}")
_VERSION = re.compile(r"(certify(?:_version\": \"| ))\d+\.\d+\.\d+[\w.]*")


def asked(folder: Path, content: Content, form: str = "json", reviewed: Content | None = None, lang: str = "zh") -> str:
    """Return the report on a submission in a format."""
    submission, review = folder / "submission.yaml", folder / "reviewed.yaml"
    submission.write_text(text(content), encoding="utf-8")
    options: list[str | Path] = []
    if reviewed is not None:
        review.write_text(text(reviewed), encoding="utf-8")
        options = ["--review", review]
    called = clean(inside("check", submission, "--format", form, "--lang", lang, *options))
    assert called.stderr == ""
    return called.stdout


def report(folder: Path, content: Content, reviewed: Content | None = None, lang: str = "zh") -> Report:
    """Return the report on a submission as JSON."""
    found: Report = json.loads(asked(folder, content, "json", reviewed, lang))
    return found


def shaped(found: Report) -> CheckReport:
    """Return a report as the renderers take it."""
    return _SHAPE.validate_python(found)


def checks(found: Report) -> dict[str, Report]:
    """Return every sub-check of a report by its id."""
    return {check["id"]: check for criterion in found["criteria"] for check in criterion["checks"]}


def settled(written: str) -> str:
    """Return a report without what changes with every version of program and rules: versions and digests."""
    return _VERSION.sub(r"\g<1>…", _DIGEST.sub("sha256:…", written))
