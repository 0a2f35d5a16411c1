"""Filled review workbooks to review files: everything checked first, then written, appending and never overwriting."""

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from certify.documents.files import shown_name
from certify.problems import excerpt
from certify.reading.batch import Batch
from certify.reading.review import review_beside
from certify.reading.review_workbook import Conclusion, ReviewBook, Told
from certify.reporting.writing import write_whole
from certify.running.review_survey import EntryMark, Surveyed, entry_mark
from certify.running.review_text import NewEntry, NotAppendableError, added_text, new_text
from certify.spelling import nearest

_Rows = dict[str, list[Conclusion]]


@dataclass(frozen=True, slots=True)
class Addition:
    """What is added to one review file: the file's text as it was (none: there was none) and as it is to be."""

    organization: str
    name: str
    path: Path
    shown: str
    entries: int
    before: bytes | None
    after: bytes


@dataclass(slots=True)
class Import:
    """What an import comes to: the additions, how many conclusions stand already, and every problem."""

    additions: list[Addition] = field(default_factory=list)
    known: int = 0
    blank: int = 0
    pending: int = 0
    told: Told = field(default_factory=Told)


class ChangedMeanwhileError(Exception):
    """A review file is not what it was when the import was checked."""


def plan_import(batch: Batch, books: Sequence[ReviewBook], surveyed: Sequence[Surveyed]) -> Import:
    """Return what importing `books` comes to; where a problem is an error nothing may be written."""
    return _Importer(batch, surveyed).plan(books)


def write_additions(additions: Iterable[Addition]) -> Iterator[Addition]:
    """Write additions one after another, each whole, and yield those that are written.

    Raises `ChangedMeanwhileError` before a file that somebody else has changed, and the system's errors.
    """
    for one in additions:
        found = one.path.read_bytes() if os.path.lexists(one.path) else None
        if found != one.before:
            raise ChangedMeanwhileError(one.shown)
        write_whole(one.path, one.after)
        yield one


class _Importer:
    """Matches the conclusions of workbooks with the submissions of a batch."""

    def __init__(self, batch: Batch, surveyed: Sequence[Surveyed]) -> None:
        self.batch = batch
        self.by_file = {one.file: one for one in surveyed}
        self.by_id: dict[str, list[Surveyed]] = defaultdict(list)
        for one in surveyed:
            if one.id:
                self.by_id[one.id].append(one)
        self.found = Import()

    def plan(self, books: Sequence[ReviewBook]) -> Import:
        found = self.found
        rows: _Rows = defaultdict(list)
        for book in books:
            for problem in book.told.problems:
                found.told.add(problem)
            found.blank += book.blank
            found.pending += book.pending
            if not book.about:
                continue
            self.made_for(book)
            self.days(book)
            for file, conclusions in self.matched(book).items():
                self.changed(book, self.by_file[file], conclusions[0])
                rows[file] += conclusions
        for file, conclusions in rows.items():
            self.agree(conclusions)
            self.add(self.by_file[file], conclusions)
        return found

    def made_for(self, book: ReviewBook) -> None:
        """Check that a workbook was made for this batch and these rules."""
        where = f"{book.name}:1:1"
        if book.about.get("batch") != self.batch.id:
            params = {"found": excerpt(book.about.get("batch", "")), "wanted": self.batch.id}
            self.found.told.fault("review_book_other_batch", where, **params)
        rules = self.batch.rules
        if (book.about.get("ruleset"), book.about.get("digest")) != (rules.reference, rules.digest):
            params = {"found": excerpt(book.about.get("ruleset", "")), "wanted": rules.reference}
            self.found.told.fault("review_book_other_rules", where, "warning", **params)

    def days(self, book: ReviewBook) -> None:
        """Tell the days that lie outside the batch, each once."""
        rows: dict[date, list[Conclusion]] = defaultdict(list)
        for one in book.conclusions:
            rows[one.on].append(one)
        for day, of_day in sorted(rows.items()):
            where, params = of_day[0].places["on"], {"found": day, "count": len(of_day)}
            if day > self.batch.recommend_by:
                self.found.told.fault("review_row_late", where, "warning", **params, deadline=self.batch.recommend_by)
            elif day < self.batch.opens_on:
                self.found.told.fault("review_row_early", where, "warning", **params, opening=self.batch.opens_on)

    def matched(self, book: ReviewBook) -> _Rows:
        """Return the conclusions of a workbook by the file of the submission that they are about."""
        found: _Rows = defaultdict(list)
        for one in book.conclusions:
            file = self.file_of(book, one)
            if file:
                found[file].append(one)
        return found

    def file_of(self, book: ReviewBook, one: Conclusion) -> str:
        """Return the file of the submission that a conclusion is about, empty where that is a problem."""
        files = [submission.file for submission in self.by_id.get(one.organization, ())]
        if not files:
            # A submission whose id cannot be read any more is known by what it was when the form was made.
            files = [
                file
                for id_, file in book.digests
                if id_ == one.organization and file in self.by_file and not self.by_file[file].id
            ]
        where = one.places["organization"]
        if not files:
            near = nearest(one.organization, self.by_id) if not self.found.told.full else ""
            self.found.told.fault("organization_not_in_batch", where, found=excerpt(one.organization), suggestion=near)
            return ""
        if len(files) == 1:
            return files[0]
        if one.file in files:
            return one.file
        params = {"found": excerpt(one.organization), "count": len(files), "accepted": tuple(files)}
        self.found.told.fault("review_row_which_file", one.places.get("file", where), **params)
        return ""

    def changed(self, book: ReviewBook, submission: Surveyed, first: Conclusion) -> None:
        """Tell where a submission is not what it was when the form was made, or cannot be judged."""
        params = {"found": excerpt(first.organization), "file": submission.file}
        where = first.places["organization"]
        before = book.digests.get((first.organization, submission.file))
        if submission.unread is not None and submission.unread.fault != "review":
            self.found.told.fault("review_submission_invalid", where, "warning", **params)
        elif before is not None and before != submission.digest:
            self.found.told.fault("review_submission_changed", where, "warning", **params)

    def agree(self, conclusions: Sequence[Conclusion]) -> None:
        """Tell where two rows conclude differently on the same sub-check."""
        first: dict[str, Conclusion] = {}
        for one in conclusions:
            other = first.setdefault(one.check, one)
            if other.outcome != one.outcome:
                params = {"found": excerpt(one.organization), "check": one.check, "first": other.places["outcome"]}
                self.found.told.fault("review_row_contradicts", one.places["outcome"], **params)

    def add(self, submission: Surveyed, conclusions: Sequence[Conclusion]) -> None:
        """Work out what is added to the review file of a submission."""
        for problem in submission.review_problems:
            self.found.told.add(problem)
        new = list(self.unknown(submission, conclusions))
        for one in new:
            if one.check in submission.not_applicable:
                self.found.told.fault("review_without_effect", one.places["check"], "warning", check=one.check)
        if submission.review_problems or not new:
            return
        path = review_beside(submission.path)
        file_name = f"{submission.file.rpartition('/')[0]}/".lstrip("/") + shown_name(path)
        addition = self.addition(submission, path, file_name, new)
        if addition is None:
            self.found.told.fault("review_not_appended", f"{file_name}:1:1", found=file_name)
        else:
            self.found.additions.append(addition)

    def unknown(self, submission: Surveyed, conclusions: Sequence[Conclusion]) -> Iterator[Conclusion]:
        """Yield the conclusions that do not stand in the review file yet."""
        standing = {mark for pair in submission.standing for mark in pair}
        last: Mapping[str, tuple[EntryMark, EntryMark]] = {pair[0][0]: pair for pair in submission.standing}
        for one in conclusions:
            mark = entry_mark(one.check, one.outcome, one.reviewer, one.on.isoformat(), one.note, one.evidence)
            if mark not in standing:
                standing.add(mark)
                yield one
                continue
            self.found.known += 1
            if one.check in last and mark not in last[one.check]:
                params = {"found": excerpt(one.organization), "check": one.check}
                self.found.told.fault("review_row_superseded", one.places["outcome"], "warning", **params)

    def addition(
        self, submission: Surveyed, path: Path, name: str, conclusions: Sequence[Conclusion]
    ) -> Addition | None:
        """Return the addition to a review file, none where it cannot be made safely."""
        organization = submission.id or conclusions[0].organization
        entries = [_entry(one) for one in conclusions]
        try:
            before = path.read_bytes() if os.path.lexists(path) else None
            after = new_text(organization, entries) if before is None else added_text(before, entries)
        except (NotAppendableError, OSError):
            return None
        title = submission.organization.name if submission.organization else ""
        return Addition(organization, title, path, name, len(entries), before, after)


def _entry(one: Conclusion) -> NewEntry:
    """Return a conclusion as an entry of a review file."""
    entry: dict[str, str | list[str]] = {
        "check": one.check,
        "outcome": one.outcome,
        "reviewer": one.reviewer,
        "on": one.on.isoformat(),
    }
    if one.note:
        entry["note"] = one.note
    if one.evidence:
        entry["evidence"] = list(one.evidence)
    return entry
