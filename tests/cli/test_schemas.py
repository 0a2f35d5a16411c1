"""The JSON Schemas that the command offers are those that there are."""

import json

import pytest

from certify.cli.app import SchemaName
from certify.reporting.schemas import NAMES
from tests.running.calling import clean, inside


def test_every_schema_is_offered() -> None:
    assert {one.value for one in SchemaName} == set(NAMES)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_every_schema_is_one(name: str, lang: str) -> None:
    called = clean(inside("schema", name, "--lang", lang))
    assert called.returncode == 0
    assert json.loads(called.stdout)["$schema"].startswith("https://json-schema.org/")
