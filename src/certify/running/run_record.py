"""The record of a run: what each verdict rests on, so that it can be worked out again without the files.

A line each in JSON: the head, every submission, every unit, and the end, which seals what stands above it. Nobody's data
is in it: of a text nothing but that it is given, and of texts that some condition compares, which of a submission's are the
same. Not even a digest of a text is kept, since a short number or a name could be guessed from it.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from certify import __version__
from certify.facts import Facts, Value
from certify.judging.attribution import DATES
from certify.judging.evaluate import compared_form
from certify.judging.judge import Judgement
from certify.programme.candidate import Candidate, Unreadable
from certify.programme.recorded import INVALID
from certify.reading.units import Unit
from certify.reporting.batch.shapes import BatchReport
from certify.reporting.monitoring.shapes import MonitoringReport
from certify.rules.conditions import compared_texts_of
from certify.rules.ruleset import RuleSet
from certify.rules.vocabulary import Field, Vocabulary

FORMAT = "certify-run/1"
RUN_FILE = "run.jsonl"
GIVEN = "given"
_LEFT_OUT = ("assessment", "evidence")
# The texts of one submission that were met so far, in the form that is compared, with their numbers.
Seen = dict[str, int]
Encode = Callable[[Any, Seen], object]


def judged_line(
    candidate: Candidate, judgement: Judgement, looked_at: Iterable[tuple[str, str]], words: Vocabulary
) -> bytes:
    """Return the line of a submission that was judged; `looked_at` are the files beside it that were looked for."""
    submission, review = judgement.submission, judgement.review
    entries = None
    if review is not None:
        entries = [[entry.check, entry.outcome, entry.on.isoformat()] for entry in review.latest().values()]
    return _line(
        {
            **_head(candidate),
            "outcome": candidate.outcome,
            "fault": "",
            "submission": content_digest(submission.digest, looked_at),
            "review": "" if review is None else review.digest,
            "ledger": submission.ledger is not None,
            "verdicts": {result.check.id: result.on(judgement.track).value for result in judgement.checks()},
            "entries": entries,
            "facts": reduced(submission.facts, words, compared_texts(judgement.rules)),
        }
    )


def unread_line(unreadable: Unreadable, submission: str, review: str, looked_at: Iterable[tuple[str, str]]) -> bytes:
    """Return the line of a submission that could not be judged, by the digests of its files."""
    return _line(
        {
            **_head(unreadable),
            "outcome": INVALID,
            "fault": unreadable.fault,
            "submission": content_digest(submission, looked_at),
            "review": review,
            "ledger": False,
            "verdicts": {},
            "entries": None,
            "facts": {},
        }
    )


def content_digest(submission: str, looked_at: Iterable[tuple[str, str]]) -> str:
    """Return the digest of a submission with what was found of the files that it names."""
    listed = [f"{name}\n{state}\n" for name, state in looked_at]
    if not listed:
        return submission
    return "sha256:" + hashlib.sha256("".join((submission, "\n", *listed)).encode(errors="surrogatepass")).hexdigest()


@cache
def compared_texts(rules: RuleSet) -> frozenset[str]:
    """Return the paths of the texts that some condition of a rule set compares with one another."""
    conditions = [part for check in rules.checks() for part in (check.guard, check.rule)]
    conditions += [rule.rule for rule in rules.type_rules]
    return frozenset(path for condition in conditions for path in compared_texts_of(condition))


def reduced(facts: Facts, words: Vocabulary, compared: frozenset[str]) -> dict[str, object]:
    """Return facts by flat name, every one on which a verdict can rest, and no text that can be read or guessed.

    Of the texts at the paths `compared` a number says which are the same.
    """
    return _record(facts, _encoders(words, "", compared), {})


@cache
def _encoders(words: Vocabulary, above: str, compared: frozenset[str]) -> Mapping[str, Encode | None]:
    """Return by flat name how each fact of a record is kept; `above` is the path of the list that it stands in."""
    start = f"{above}." if above else ""
    paths = (path for path in words.by_path if path.startswith(start))
    return {path.removeprefix(start): _encoder(path, words, compared) for path in paths}


def _encoder(path: str, words: Vocabulary, compared: frozenset[str]) -> Encode | None:
    """Return how a fact is kept, or nothing where no verdict rests on it: it says who declares, or where proof lies."""
    field = words.by_path[path]
    if path not in DATES and path.partition(".")[0] in _LEFT_OUT:
        return None
    match field.type:
        case "records":
            return lambda listed, seen: [_record(record, _encoders(words, path, compared), seen) for record in listed]
        case "text" | "doc":
            return _text if path in compared else _given
        case "set":
            return lambda chosen, _: _set(chosen, field)
        case "enum":
            return lambda chosen, _: chosen if chosen in field.options else GIVEN
        case "date":
            return lambda day, _: date.isoformat(day)
        case "decimal":
            return lambda figure, _: f"{Decimal(figure):f}"
        case _:
            return _itself


def _record(record: Facts, encoders: Mapping[str, Encode | None], seen: Seen) -> dict[str, object]:
    """Return a record in the order of the vocabulary, so that numbers of texts do not hang on how a file is ordered."""
    return {
        name: encode(record[name], seen) for name, encode in encoders.items() if encode is not None and name in record
    }


def _itself(value: Value, _seen: Seen) -> object:
    return value


def _given(value: Value, _seen: Seen) -> object:
    return False if value is False else GIVEN


def _text(value: Value, seen: Seen) -> object:
    """Return what stands for a text: the same for all that are the same in their submission, and nothing of what it says."""
    return False if value is False else f"text-{seen.setdefault(compared_form(str(value)), len(seen) + 1)}"


def _set(chosen: tuple[str, ...], field: Field) -> list[object]:
    """Return the members of a set in its order: that of the choices, then other words, of which only the number counts."""
    own: list[object] = [one for one in chosen if one in field.options]
    return [*own, *(f"{GIVEN}-{number + 1}" for number in range(len(chosen) - len(own)))]


def _head(outcome: Candidate | Unreadable) -> dict[str, object]:
    return {"file": outcome.file, "id": outcome.id, "name": outcome.name, "unit": outcome.jurisdiction}


def run_lines(
    report: BatchReport | MonitoringReport, units: Mapping[str, Unit], submissions: Iterable[bytes]
) -> Iterator[bytes]:
    """Yield the record of a run, line by line; `submissions` are the lines of its files."""
    yield _line(
        {
            "run": FORMAT,
            "certify_version": __version__,
            "batch": report.batch.id,
            "title": report.batch.title,
            "digest": report.batch.digest,
            "ruleset": f"{report.ruleset.id}@{report.ruleset.version}",
            "ruleset_digest": report.ruleset.digest,
            "readings": report.ruleset.readings,
        }
    )
    yield from submissions
    covered = _covered(report) if isinstance(report, BatchReport) else {}
    for name, unit in units.items():
        yield _line({"unit": name, "name": unit.label.zh, "covered": covered.get(name)})


def _covered(report: BatchReport) -> Mapping[str, object]:
    recommended: dict[str, list[str]] = {}
    for row in report.organizations:
        if row.recommended:
            recommended.setdefault(row.jurisdiction, []).append(row.id)
    return {
        unit.id: {
            "before": unit.covered_before,
            "if_recognized": unit.covered_if_recognized,
            "after": unit.covered_after,
            "recommended": sorted(recommended.get(unit.id, ())),
        }
        for unit in report.units
    }


def write_run(path: Path, lines: Iterable[bytes]) -> None:
    """Write a record, sealed: its end says how many lines stand above it, and their digest."""
    digest, count = hashlib.sha256(), 0
    with path.open("wb") as file:
        for line in lines:
            digest.update(line)
            file.write(line)
            count += 1
        file.write(_line({"lines": count, "digest": f"sha256:{digest.hexdigest()}"}))


def _line(content: Mapping[str, object]) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode(errors="replace") + b"\n"
