"""A whole batch: every submission accounted for, then all reports written as one."""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from certify.language import Lang
from certify.problems import Problem
from certify.programme.candidate import Candidate, Unreadable
from certify.programme.coverage import coverage
from certify.programme.standing import RECOMMENDABLE, Standing, standings
from certify.reading.batch import Batch, lone_reviews, submission_files
from certify.reading.review import review_beside
from certify.reporting.batch_page import render_index
from certify.reporting.batch_report import BatchReporter
from certify.reporting.batch_shapes import BatchReport
from certify.reporting.recommendation_table import render_table
from certify.reporting.shapes import to_json
from certify.rules.vocabulary import vocabulary
from certify.running.cache import NAME, Kept
from certify.running.engine_digest import engine_digest
from certify.running.pool import Lost, run
from certify.running.staging import MARK, staged
from certify.running.work import NOTICES, PAGES, Done, Task, Worker, serve

INDEX = "index.html"
TABLE = "推荐汇总表.csv"
_UNSAFE = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class Options:
    """How a batch is run; none of it changes a verdict."""

    lang: Lang
    workers: int
    pages: bool
    keep: bool


class AccountingError(Exception):
    """Submission files went in that did not come out: a fault of the program, never of an input."""


def run_batch(
    batch: Batch,
    batch_file: Path,
    output: Path,
    problems: tuple[Problem, ...],
    options: Options,
    progress: Callable[[int, int], None],
) -> BatchReport:
    """Judge every submission of a batch and write its reports to `output`; `progress(done, all)` is called as it goes.

    Raises `ForeignFolderError` where `output` holds something else, and `AccountingError` where a file was lost.
    """
    files, unread = submission_files(batch, batch_file, output.resolve())
    with staged(output) as staging:
        (staging / NOTICES).mkdir()
        if options.pages:
            (staging / PAGES).mkdir()
        kept = Kept(output, staging)
        outcomes = _outcomes(batch, files, kept, staging, options, progress)
        _account([_name(batch, path) for path in files], outcomes)
        report, places = _conclude(batch, outcomes, (*problems, *unread, *_lone(batch)), options.lang)
        _write(staging, INDEX, render_index(report, batch.rules, options.lang).encode())
        _write(staging, TABLE, render_table(batch, vocabulary(), places, options.lang))
        _write(staging, MARK, to_json(report, indent=1))
        if options.keep:
            kept.write(staging / NAME)
    return report


def _name(batch: Batch, path: Path) -> str:
    """Return the name of a file in the reports; bytes that are no text become question marks."""
    name = path.relative_to(batch.submissions).as_posix()
    return name.encode(errors="replace").decode() if not name.isprintable() else name


def tasks_of(batch: Batch, files: list[Path], options: Options) -> Iterator[Task]:
    """Yield the task of every submission file, with its key where results are kept."""
    common = _common_key(batch, options) if options.keep else ""
    names = [_name(batch, path) for path in files]
    stems = _stems(names)
    for path, file in zip(files, names, strict=True):
        review = review_beside(path)
        key = _key(f"{common}\n{file}\n{stems[file]}\n", path, review) if options.keep else ""
        yield Task(file, path, review if review.is_file() else None, stems[file], key)


def _common_key(batch: Batch, options: Options) -> str:
    """Return what the results of all submissions depend on."""
    digests = (engine_digest(), batch.digest, batch.rules.digest, vocabulary().digest)
    return "\n".join((*digests, options.lang, str(options.pages)))


def _key(common: str, *files: Path) -> str:
    """Return the digest of everything that a result depends on."""
    digest = hashlib.sha256(common.encode(errors="surrogateescape"))
    for path in files:
        digest.update(_file_digest(path))
    return digest.hexdigest()


def _file_digest(path: Path) -> bytes:
    if not path.is_file():
        return b"none"
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").digest()
    except OSError as error:
        return str(error.errno).encode()


def _stems(names: list[str]) -> dict[str, str]:
    """Return the names of the pages: the file's own, made safe, with a digest where two would be the same."""
    plain = {name: _UNSAFE.sub("_", name.rpartition(".")[0].replace("/", "__")).strip("._") for name in names}
    count = Counter(stem.casefold() for stem in plain.values())
    return {
        name: stem if stem and count[stem.casefold()] == 1 else _numbered(name, stem) for name, stem in plain.items()
    }


def _numbered(name: str, stem: str) -> str:
    return f"{stem}-{hashlib.sha256(name.encode(errors='surrogateescape')).hexdigest()[:8]}"


def _outcomes(
    batch: Batch, files: list[Path], kept: Kept, staging: Path, options: Options, progress: Callable[[int, int], None]
) -> dict[str, Candidate | Unreadable]:
    """Return the outcome of every file by its name, from an earlier run where nothing changed."""
    outcomes: dict[str, Candidate | Unreadable] = {}

    def waiting() -> Iterator[Task]:
        for task in tasks_of(batch, files, options):
            found = kept.find(task) if options.keep else None
            if found is None:
                yield task
            else:
                outcomes[task.file] = _held(found.outcome)

    lost = Worker(batch, options.lang, staging, pages=False)
    setup = (batch, options.lang, staging, options.pages)
    for task, done in run(waiting(), serve, setup, min(options.workers, max(1, len(files)))):
        if isinstance(done, Lost):
            problem = Problem("error", "judging_failed", f"{task.file}:1:1", params={"reason": done.reason})
            outcomes[task.file] = lost.unreadable(task, {}, (problem,))
        else:
            assert isinstance(done, Done)
            outcomes[task.file] = _held(done.outcome)
            if options.keep:
                kept.keep(task, done)
        progress(len(outcomes), len(files))
    return outcomes


def _held(outcome: Candidate | Unreadable) -> Candidate | Unreadable:
    return outcome.interned() if isinstance(outcome, Candidate) else outcome


def _account(files: list[str], outcomes: dict[str, Candidate | Unreadable]) -> None:
    if sorted(files) != sorted(outcomes):
        raise AccountingError(f"{len(files)} submission files in, {len(outcomes)} out")


def _conclude(
    batch: Batch, outcomes: dict[str, Candidate | Unreadable], problems: tuple[Problem, ...], lang: Lang
) -> tuple[BatchReport, list[Standing]]:
    candidates = [one for one in outcomes.values() if isinstance(one, Candidate)]
    unreadable = sorted((one for one in outcomes.values() if isinstance(one, Unreadable)), key=lambda one: one.file)
    places = standings(batch, candidates)
    units = coverage(batch, places, unreadable)
    found = (*problems, *_acts(batch, places, unreadable), *_empty(batch, outcomes))
    report = BatchReporter(batch, vocabulary(), lang).report(places, units, unreadable, found)
    return report, places


def _acts(batch: Batch, places: list[Standing], unreadable: list[Unreadable]) -> Iterator[Problem]:
    """Yield what is wrong with the acts on record: of organizations not in the batch, too many, or without reason."""
    known = {place.candidate.id for place in places} | {one.id for one in unreadable}
    for decision in batch.decisions:
        if decision.organization not in known:
            params = {"found": decision.organization}
            yield Problem("error", "organization_not_in_batch", decision.where, params=params)
    outcomes = {place.candidate.id: place.candidate.outcome for place in places}
    eligible = {place.candidate.id for place in places if place.eligible}
    for entry in batch.recommendations or ():
        params = {"found": entry.organization}
        if entry.organization not in known:
            yield Problem("error", "organization_not_in_batch", entry.where, params=params)
        elif entry.organization not in eligible:
            yield Problem("error", "recommended_barred", entry.where, params=params)
        elif outcomes.get(entry.organization) != RECOMMENDABLE and not entry.override:
            yield Problem("error", "override_needed", entry.where, params=params)
    if batch.recommendations is not None:
        yield from _too_many(batch, places)
        yield from _over_quota(batch, places)


def _too_many(batch: Batch, places: list[Standing]) -> Iterator[Problem]:
    by_unit: dict[str, int] = {}
    for place in places:
        if place.recommended:
            by_unit[place.candidate.jurisdiction] = by_unit.get(place.candidate.jurisdiction, 0) + 1
    for unit, count in sorted(by_unit.items()):
        if count > batch.most:
            params = {"found": batch.units[unit].label, "count": count, "most": batch.most}
            where = batch.recommendations[0].where if batch.recommendations else ""
            yield Problem("error", "too_many_recommended", where, params=params)


def _over_quota(batch: Batch, places: list[Standing]) -> Iterator[Problem]:
    units = {place.candidate.jurisdiction for place in places if place.recommended}
    cities = Counter(batch.units[unit].city for unit in units)
    for city, count in sorted(cities.items()):
        most = (batch.quota_cities or {}).get(city, 0)
        if batch.quota_cities is not None and count > most:
            params = {"found": city, "count": count, "most": most}
            where = batch.recommendations[0].where if batch.recommendations else ""
            yield Problem("error", "over_city_quota", where, params=params)


def _lone(batch: Batch) -> Iterator[Problem]:
    for path in lone_reviews(batch):
        name = path.relative_to(batch.submissions).as_posix()
        yield Problem("error", "review_without_submission", f"{name}:1:1")


def _empty(batch: Batch, outcomes: dict[str, Candidate | Unreadable]) -> Iterator[Problem]:
    """Yield what makes a report mean less than it seems to: no submission, or no recognized organization on record."""
    if not batch.register:
        yield Problem("warning", "no_register", "batch.yaml:1:1")
    if not outcomes:
        yield Problem("warning", "no_submissions", f"{batch.submissions.name}:1:1")


def _write(staging: Path, name: str, content: bytes) -> None:
    (staging / name).write_bytes(content)
