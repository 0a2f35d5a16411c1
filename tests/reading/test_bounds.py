"""However much is wrong, no more is told than anybody reads, nothing faulty is kept, and reading takes no longer."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from certify.documents.bounds import MOST_PROBLEMS
from certify.reading.batch import STRUCTURAL
from certify.reading.forms import table_columns
from certify.reading.submission import file_state
from certify.reading.tables import MOST_BYTES, read_table
from certify.spelling import nearest
from tests.documents.conftest import parsed
from tests.reading.conftest import read_a_batch, read_more
from tests.reading.test_ledger import HEAD, ledger

DECISIONS = "organization,decision,on,by,note\n"
CODES = ["more_problems"]


def test_a_faulty_row_beyond_the_bound_is_left_out_too(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    bad, good = "a,x,2025-11-20,y,\n", "b,recognized,2025-11-20,y,\n"
    path.write_text(DECISIONS + bad * 600 + good + bad * 5, encoding="utf-8")
    assert [line for line, _ in read_table(path, table_columns("decisions")).rows] == [602]


def test_a_table_with_more_problems_than_are_told_stops_the_batch(tmp_path: Path) -> None:
    assert "more_problems" in STRUCTURAL
    rows = "a,x,2025-11-20,y,\n" * 600
    batch, problems = read_a_batch(tmp_path, {"d.csv": DECISIONS + rows}, decisions="d.csv")
    assert batch is None
    assert problems[-1].code == "more_problems"


@pytest.mark.parametrize("again", ["id: b-6", "period: {start: 2025-01-01, end: 2025-10-31}", "register: r.csv"])
def test_a_key_that_stands_twice_stops_the_batch(tmp_path: Path, again: str) -> None:
    register = {"r.csv": "id,name,jurisdiction,batch,recognized_on,status\n"}
    text = "" if not again.startswith("register") else f"submissions/\n{again}\n{again}"
    fields = {"submissions": text} if text else {"title": f"第五批\n{again}"}
    batch, problems = read_a_batch(tmp_path, {**register, "submissions/a.yaml": "x"}, **fields)
    assert batch is None
    assert [problem.code for problem in problems] == ["duplicate_key"]


@pytest.mark.parametrize(
    "rows", ["1,2025-01-02,2025-01-01,agreed\n", "{n},2025-01-02,,agreed\n", "{n},2026-01-02,,pending\n"]
)
def test_no_more_problems_of_a_ledger_are_told_than_anybody_reads(tmp_path: Path, rows: str) -> None:
    reading = ledger(tmp_path, f"{HEAD}\n" + "".join(rows.format(n=number) for number in range(700)))
    codes = [problem.code for problem in reading.problems]
    assert len(codes) == MOST_PROBLEMS + 1
    assert codes.count("more_problems") == 1
    assert reading.submission is None


@pytest.mark.parametrize("name", ["f.yaml", "f.json"])
def test_no_more_doubled_keys_are_told_than_anybody_reads(name: str) -> None:
    text = "{" + ", ".join(['"a": 1'] * 3000) + "}"
    codes = [problem.code for problem in parsed(text, name).problems]
    assert codes == ["duplicate_key"] * MOST_PROBLEMS + CODES


@pytest.fixture
def searches(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a nearest word was looked for: the costly part of telling a problem."""
    found: list[str] = []

    def counted(word: str, accepted: Iterable[str]) -> str:
        found.append(word)
        return nearest(word, accepted)

    for module in ("field_values", "sink", "tables"):
        monkeypatch.setattr(f"certify.reading.{module}.nearest", counted)
    return found


def test_in_a_ledger_full_of_unknown_words_few_are_compared(tmp_path: Path, searches: list[str]) -> None:
    rows = "".join(f"{number},2025-01-01,2025-01-02,达成{number}\n" for number in range(30_000))
    reading = ledger(tmp_path, f"{HEAD}\n{rows}")
    assert 0 < len(searches) <= MOST_PROBLEMS + 1
    assert reading.problems[0].params["accepted"]
    assert len(reading.problems) == MOST_PROBLEMS + 1


def test_an_unknown_word_is_told_with_the_nearest_choice(tmp_path: Path) -> None:
    (problem,) = ledger(tmp_path, f"{HEAD}\n1,2025-01-01,2025-01-02,agred\n").problems
    assert problem.params["suggestion"] == "agreed"


def test_in_a_head_of_many_unknown_columns_few_are_compared(tmp_path: Path, searches: list[str]) -> None:
    path = tmp_path / "t.csv"
    path.write_text(",".join(f"column{number}" for number in range(50_000)) + "\n", encoding="utf-8")
    read_table(path, table_columns("decisions"))
    assert 0 < len(searches) <= MOST_PROBLEMS + 1


def test_a_ledger_that_is_too_large_is_one_problem_and_little_memory(tmp_path: Path) -> None:
    with (tmp_path / "l.csv").open("wb") as file:
        file.truncate(20 * MOST_BYTES)
    reading = read_more(tmp_path, "ledger: {file: l.csv}\n")
    assert [problem.code for problem in reading.problems] == ["file_too_large"]
    assert reading.looked_at[0][0] == "l.csv"


def test_the_state_of_a_large_file_says_its_size(tmp_path: Path) -> None:
    states = []
    for more in (1, 2):
        with (tmp_path / "l.csv").open("wb") as file:
            file.truncate(MOST_BYTES + more)
        states.append(file_state(tmp_path, "l.csv", content=True))
    assert len(set(states)) == len(states)


@pytest.mark.parametrize("reason", ["Permission denied", "Input/output error"])
def test_a_ledger_that_cannot_be_opened_is_told_where_it_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reason: str
) -> None:
    (tmp_path / "l.csv").write_text(f"{HEAD}\n", encoding="utf-8")
    opened = Path.open

    def closed(path: Path, *mode: str, **more: str) -> object:
        if path.name == "l.csv":
            raise OSError(13, reason)
        return opened(path, *mode, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", closed)
    (problem,) = read_more(tmp_path, "ledger: {file: l.csv}\n").problems
    assert (problem.code, problem.field, problem.where) == ("file_unreadable", "ledger.file", "s.yaml:3:16")
    assert problem.params == {"reason": reason}
