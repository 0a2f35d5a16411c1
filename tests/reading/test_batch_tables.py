"""The tables of a batch: units, register, decisions, recommendations; a bad row is left out, a bad table stops."""

from pathlib import Path

import pytest

from tests.documents.conftest import told
from tests.reading.conftest import read_a_batch

UNITS = "id,city,name,kind,source,as_of\n370102,济南市,历下区,county,x,2024-12-31\n3701Z1,济南市,高新区,zone,x,\n"
REGISTER = (
    "id,name,jurisdiction,batch,recognized_on,status\n1,甲,370102,b-1,2022-05-01,\n2,乙,370103,,2022-05-02,终止\n"
)
DECISIONS = (
    "organization,decision,on,by,note\na,recognized,2025-11-20,省厅,\nb,not_recognized,2025-11-21,省厅,材料不全\n"
)
CHOSEN = "organization,on,by,override\na,2025-10-20,市局,\nb,2025-10-21,市局,有特殊情况\n"


def test_tables_beside_the_batch_are_read(tmp_path: Path) -> None:
    files = {"r.csv": REGISTER, "t/d.csv": DECISIONS, "c.csv": CHOSEN}
    batch, problems = read_a_batch(tmp_path, files, register="r.csv", decisions="t/d.csv", recommendations="c.csv")
    assert problems == ()
    assert batch is not None
    assert [(one.id, one.jurisdiction, one.ended) for one in batch.register] == [
        ("1", "370102", False),
        ("2", "370103", True),
    ]
    assert [(one.organization, one.recognized, one.where) for one in batch.decisions] == [
        ("a", True, "t/d.csv:2:1"),
        ("b", False, "t/d.csv:3:1"),
    ]
    assert batch.recommendations is not None
    assert [(one.organization, one.override) for one in batch.recommendations] == [("a", ""), ("b", "有特殊情况")]


def test_units_and_quota_are_read(tmp_path: Path) -> None:
    batch, problems = read_a_batch(
        tmp_path, {"u.csv": UNITS}, units="u.csv", quota="{units: [3701Z1], cities: {济南市: ３}}"
    )
    assert problems == ()
    assert batch is not None
    assert batch.quota_units == ("3701Z1",)
    assert batch.quota_cities == {"济南市": 3}
    assert {unit.id: unit.kind for unit in batch.units.values()} == {"370102": "county", "3701Z1": "zone"}


@pytest.mark.parametrize(
    ("name", "text", "wrong"),
    [
        ("register", REGISTER + "3,丙,999999,,2022-05-03,\n", ["unit_not_listed t.csv:4:1"]),
        ("register", REGISTER + "3,丙,370102,,,\n", ["required t.csv:4:5"]),
        ("register", REGISTER + "3,丙,370102,,2022-05-03,没了\n", ["unknown_choice t.csv:4:6"]),
        ("decisions", DECISIONS + "a,recognized,2025-11-22,省厅,\n", ["decided_twice t.csv:4:1"]),
        ("decisions", DECISIONS + "c,maybe,2025-11-22,省厅,\n", ["unknown_choice t.csv:4:2"]),
        ("recommendations", CHOSEN + "c,2025-10-32,市局,\n", ["no_such_date t.csv:4:2"]),
        ("recommendations", CHOSEN + ",2025-10-30,市局,\n", ["required t.csv:4:1"]),
    ],
)
def test_a_bad_row_of_a_table_is_told_and_the_batch_goes_on(
    tmp_path: Path, name: str, text: str, wrong: list[str]
) -> None:
    batch, problems = read_a_batch(tmp_path, {"t.csv": text}, **{name: "t.csv"})
    assert batch is not None
    told(problems)
    assert [f"{problem.code} {problem.where}" for problem in problems] == wrong


def test_of_two_decisions_the_first_is_kept(tmp_path: Path) -> None:
    batch, _ = read_a_batch(tmp_path, {"d.csv": DECISIONS + "a,not_recognized,2025-11-22,省厅,\n"}, decisions="d.csv")
    assert batch is not None
    assert [(one.organization, one.recognized) for one in batch.decisions] == [("a", True), ("b", False)]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (UNITS + "370102,济南市,历下区,county,x,\n", ["unit_twice 4:1"]),
        (UNITS + "370103,济南市,市中区,district,x,\n", ["unknown_choice 4:4"]),
        (UNITS + "370103,济南市,,county,x,\n", ["required 4:3"]),
        ("id,name\n", ["column_missing 1:1", "column_missing 1:1"]),
    ],
)
def test_a_bad_list_of_units_stops_the_batch(tmp_path: Path, text: str, wrong: list[str]) -> None:
    batch, problems = read_a_batch(tmp_path, {"u.csv": text}, units="u.csv")
    assert batch is None
    assert told(problems) == wrong


@pytest.mark.parametrize("name", ["register", "decisions", "recommendations"])
@pytest.mark.parametrize(
    ("text", "code"),
    [("id,name\n", "column_missing"), ('"', "csv_syntax"), ("\0", "table_not_text"), (None, "file_unreadable")],
)
def test_a_table_that_is_none_stops_the_batch(tmp_path: Path, name: str, text: str | None, code: str) -> None:
    files = {"t/x.csv": ""} if text is None else {"t": text}
    batch, problems = read_a_batch(tmp_path, files, **{name: "t"})
    assert batch is None
    assert code in {problem.code for problem in problems}


@pytest.mark.parametrize("name", ["register", "decisions", "recommendations"])
def test_a_table_that_is_not_there_is_told(tmp_path: Path, name: str) -> None:
    assert told(read_a_batch(tmp_path, **{name: "no.csv"})[1])[0].startswith("file_not_there 9:")


def test_a_register_that_is_not_there_stops_the_batch(tmp_path: Path) -> None:
    assert read_a_batch(tmp_path, register="no.csv")[0] is None


def test_the_digest_names_the_batch_file_and_its_tables(tmp_path: Path) -> None:
    digests = set()
    for text in (REGISTER, REGISTER + "\n"):
        batch, _ = read_a_batch(tmp_path, {"r.csv": text}, register="r.csv")
        assert batch is not None
        digests.add(batch.digest)
    assert len(digests) == 2
