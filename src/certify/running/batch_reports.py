"""The reports of a batch whose submissions are all judged: of recognition, or of monitoring where nobody is put forward."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from certify.documents.files import on_disk, shown_name
from certify.language import Lang
from certify.problems import Problem
from certify.programme.acts import problems_of_acts
from certify.programme.candidate import Candidate, Unreadable
from certify.programme.coverage import coverage
from certify.programme.monitoring import monitored
from certify.programme.standing import Standing, standings
from certify.reading.batch import Batch
from certify.reporting.batch.notice import standing_text
from certify.reporting.batch.notice_fields import NoticeFields
from certify.reporting.batch.page import render_index
from certify.reporting.batch.recommendation_table import render_table, table_rows
from certify.reporting.batch.report import BatchReporter
from certify.reporting.batch.shapes import BatchReport
from certify.reporting.batch.workbook import render_batch_workbook
from certify.reporting.monitoring.page import render_monitoring
from certify.reporting.monitoring.report import MonitoringReporter
from certify.reporting.monitoring.shapes import MonitoringReport
from certify.reporting.monitoring.workbook import render_monitoring_workbook
from certify.reporting.shapes import to_json
from certify.reporting.word.documents import WordDocuments
from certify.rules.vocabulary import vocabulary
from certify.running.notices import tell, tell_standings
from certify.running.run_record import RUN_FILE, run_lines, write_run
from certify.running.staging import MARK

Outcomes: TypeAlias = Mapping[str, Candidate | Unreadable]

INDEX = "index.html"
TABLE = "推荐汇总表.csv"
WORKBOOK = "汇总表.xlsx"


@dataclass(frozen=True, slots=True)
class Judged:
    """A judged batch: the outcome of every file, the fields of notices by file, the problems of the batch itself."""

    batch: Batch
    outcomes: Outcomes
    fields: Mapping[str, NoticeFields]
    problems: tuple[Problem, ...]

    @property
    def candidates(self) -> list[Candidate]:
        """What was judged."""
        return [one for one in self.outcomes.values() if isinstance(one, Candidate)]

    @property
    def unreadable(self) -> list[Unreadable]:
        """What could not be judged, in the order of the files."""
        found = (one for one in self.outcomes.values() if isinstance(one, Unreadable))
        return sorted(found, key=lambda one: one.file)


def write_reports(
    staging: Path,
    judged: Judged,
    lines: Iterable[bytes],
    lang: Lang,
    *,
    workbook: bool,
    word: WordDocuments | None,
) -> BatchReport | MonitoringReport:
    """Write all reports but those of single submissions, and return the one that sums up.

    `lines` are what the record of the run keeps of every file.
    """
    report: BatchReport | MonitoringReport
    if judged.batch.rules.purpose == "monitoring":
        report = _monitoring(staging, judged, lang, workbook=workbook)
    else:
        report = _recognition(staging, judged, lang, workbook=workbook, word=word)
    _write(staging, MARK, to_json(report, indent=1))
    write_run(staging / RUN_FILE, run_lines(report, judged.batch.units, lines))
    return report


def _recognition(
    staging: Path, judged: Judged, lang: Lang, *, workbook: bool, word: WordDocuments | None
) -> BatchReport:
    batch, unreadable = judged.batch, judged.unreadable
    places = standings(batch, judged.candidates, unreadable)
    units = coverage(batch, places, unreadable)
    found = (*judged.problems, *problems_of_acts(batch, places, unreadable), *_nothing(judged))
    report = BatchReporter(batch, vocabulary(), lang).report(places, units, unreadable, found)
    tell_standings(staging, batch, places, unreadable, lang)
    _write(staging, INDEX, render_index(report, batch.rules, lang).encode())
    rows = list(table_rows(batch, vocabulary(), places, lang))
    _write(staging, TABLE, render_table(rows, lang))
    if workbook:
        _write(staging, WORKBOOK, render_batch_workbook(report, batch.rules, lang))
    if word is not None:
        for name, content in word.documents(report, rows, batch.decisions):
            _write(staging, name, content)
        for name, content in _notices(word, places, judged.fields, lang):
            _write(staging, name, content)
    return report


def _notices(
    word: WordDocuments, places: Sequence[Standing], fields: Mapping[str, NoticeFields], lang: Lang
) -> Iterator[tuple[str, bytes]]:
    for place in places:
        notice, found = place.candidate.notice, fields.get(place.candidate.file)
        if notice and found is not None:
            yield notice.removesuffix(".html") + ".docx", word.notice(found, standing_text(place.bars, lang))


def _monitoring(staging: Path, judged: Judged, lang: Lang, *, workbook: bool) -> MonitoringReport:
    batch, unreadable = judged.batch, judged.unreadable
    seen = monitored(batch, judged.candidates, unreadable)
    noticed = ((one.candidate.notice, one.bars) for one in seen if one.candidate.notice)
    tell(staging, noticed, lang, batch.rules.purpose)
    report = MonitoringReporter(batch, vocabulary(), lang).report(
        seen, unreadable, (*judged.problems, *_no_submissions(judged))
    )
    _write(staging, INDEX, render_monitoring(report, batch.rules, lang).encode())
    if workbook:
        _write(staging, WORKBOOK, render_monitoring_workbook(report, batch.rules, lang))
    return report


def _nothing(judged: Judged) -> Iterator[Problem]:
    """Yield what makes a report mean less than it seems to: no recognized organization on record, or no submission."""
    if not judged.batch.register:
        yield Problem("warning", "no_register", "batch.yaml:1:1")
    yield from _no_submissions(judged)


def _no_submissions(judged: Judged) -> Iterator[Problem]:
    if not judged.outcomes:
        yield Problem("warning", "no_submissions", f"{shown_name(judged.batch.submissions)}:1:1")


def _write(staging: Path, name: str, content: bytes) -> None:
    (staging / on_disk(name)).write_bytes(content)
