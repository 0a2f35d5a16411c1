"""Events added to a register file: what stands there is kept byte for byte, and the whole must hold together."""

import csv
import io
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from certify.problems import Problem
from certify.programme.acts import units_of_acts
from certify.programme.register import register_of
from certify.programme.standing import standings
from certify.reading.batch import batch_path, read_batch
from certify.reading.forms import table_columns
from certify.reading.register import read_events
from certify.running.coverage_run import judge_batch
from certify.spelling import folded

# A title may stand above the heads.
MOST_ABOVE_HEADS = 10
HEADS = ("id", "event", "on", "name", "jurisdiction", "batch", "into", "by", "note")


class RegisterFileError(Exception):
    """An event cannot be added; `problems` say why."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Take everything that is wrong."""
        self.problems = tuple(problems)
        super().__init__(f"{len(self.problems)} problems")


def appended(file: Path, rows: Collection[Mapping[str, str]], units: Collection[str]) -> bytes:
    """Return the content of a register with events added at its end.

    Raises `RegisterFileError` where the file lacks a column that a row needs, or where the register would not hold
    together afterwards.
    """
    raw = file.read_bytes() if file.exists() else b""
    raw = raw if raw.strip() else _text([HEADS]).encode()
    encoding = _encoding(raw, file.name)
    ends = "\r\n" if b"\r\n" in raw else "\n"
    heads = _heads(raw.decode(encoding))
    listed = [[row.get(name, "") for name in heads] for row in rows]
    lacking = sorted({name for row in rows for name, value in row.items() if value and name not in heads})
    if lacking:
        where = f"{file.name}:1:1"
        raise RegisterFileError(Problem("error", "register_without", where, params={"name": name}) for name in lacking)
    between = b"" if raw.endswith(b"\n") else ends.encode()
    content = raw + between + _text(listed, ends).encode("utf-8" if encoding == "utf-8-sig" else encoding)
    _hold_together(file.name, content, units)
    return content


def decided_rows(
    batch_file: Path, register: Path, workers: int
) -> tuple[list[dict[str, str]], list[Problem], Collection[str]]:
    """Return a batch's recognitions that the register does not hold yet as rows, problems on the way, and the units."""
    batch, problems = read_batch(batch_path(batch_file))
    if batch is None:
        raise RegisterFileError(problems)
    events, faults = read_events(register, batch.units) if register.exists() else ([], [])
    register_now, impossible = register_of(events)
    entries = register_now.at(date.max)
    judged, _, unread = judge_batch(batch, batch_path(batch_file), "zh", workers, lambda _done, _all: None)
    places = standings(batch, judged.candidates, judged.unreadable)
    acts, unclear = units_of_acts(batch, places, judged.unreadable)
    names = {one.id: one.name for one in judged.unreadable if one.name}
    names |= {one.candidate.id: one.candidate.name for one in reversed(places)}
    rows = []
    found = [*problems, *unread, *faults, *impossible]
    for decision in batch.decisions:
        name = decision.organization
        entry = entries.get(name)
        known = entry is not None and (entry.ended_on is None or decision.on <= entry.ended_on)
        if not decision.recognized or known:
            continue
        if name not in acts or name not in names:
            code = "recognized_in_which_unit" if decision in unclear else "organization_not_in_batch"
            found.append(Problem("error", code, decision.where, params={"found": name, "units": []}))
            continue
        rows.append(
            {
                "id": name,
                "event": "认定",
                "on": decision.on.isoformat(),
                "name": names[name],
                "jurisdiction": acts[name],
                "batch": batch.id,
                "by": decision.by,
                "note": decision.note,
            }
        )
    return rows, found, batch.units


def _encoding(raw: bytes, name: str) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding
    raise RegisterFileError([Problem("error", "wrong_encoding", f"{name}:1:1", params={"kind": "UTF-16"})])


def _heads(text: str) -> list[str]:
    """Return the names of the columns in their order; a column that is not known has none."""
    words = {
        folded(word): field.name
        for field in table_columns("events")
        for word in (*field.aliases, field.label.en, field.label.zh, field.name)
    }
    found = [
        [words.get(folded(cell), "") for cell in row] for row in islice(csv.reader(io.StringIO(text)), MOST_ABOVE_HEADS)
    ]
    return max(found, key=lambda names: sum(map(bool, names)), default=[])


def _text(rows: Iterable[Iterable[str]], ends: str = "\n") -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator=ends).writerows(rows)
    return out.getvalue()


def _hold_together(name: str, content: bytes, units: Collection[str]) -> None:
    """Read the register as it would be; raise `RegisterFileError` with everything that is wrong with it."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "register.csv"
        path.write_bytes(content)
        events, problems = read_events(path, units, name)
    _, faults = register_of(events)
    wrong = [one for one in (*problems, *faults) if one.level == "error"]
    if wrong:
        raise RegisterFileError(wrong)
