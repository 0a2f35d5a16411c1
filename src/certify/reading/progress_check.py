"""The rows of progress files against the duties that they report on: what can be counted, and what is wrong."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from certify.language import Text
from certify.problems import Level, Problem, excerpt, has_errors
from certify.reading.progress import (
    NEEDED,
    Progress,
    ProgressFile,
    Refused,
    Row,
    Whose,
    progress_fields,
    progress_of,
    says_something,
)
from certify.reading.progress_bodies import BodyReader
from certify.reading.progress_places import Place, Places
from certify.rules.body_names import bodies_in, is_named_for
from certify.rules.duties import BodyNames, Duty, DutyDocument
from certify.rules.duty_load import document_with, nearest_duty
from certify.spelling import folded

_MOST_SUGGESTIONS = 3
# What stands above the first row.
_NOTHING = Row({}, lambda _: "")


@dataclass(frozen=True, slots=True)
class Checked:
    """What a file comes to: its entries, the rows that are not counted, and every problem of its rows."""

    entries: tuple[Progress, ...]
    refused: tuple[Refused, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Checker:
    """Checks the rows of progress files against the duties of a document."""

    document: DutyDocument
    names: BodyNames
    places: Places

    @cached_property
    def _bodies(self) -> BodyReader:
        return BodyReader(self.names, self.places)

    @cached_property
    def _duties(self) -> dict[str, Duty]:
        return {folded(duty.id): duty for duty in self.document.duties}

    def check(self, file: ProgressFile) -> Checked:
        """Return what a file comes to; a row with an error is left out whole, and told whose it is."""
        entries: list[Progress] = []
        refused: list[Refused] = []
        problems: list[Problem] = []
        above = _NOTHING
        rows = [row for row in file.rows if says_something(row)]
        for row in map(_without_body, rows) if self._hold_owners(rows) else rows:
            faults = [*self._faults(row), *(self._merged(row, above) if file.is_table else self._nobody(row))]
            problems += faults
            if has_errors(faults):
                # A row that leaves out its city is most likely of the one above it.
                refused += self._refused(Row({"city": above.record.get("city", ""), **row.record}, row.place))
            else:
                entries += [progress_of(row, whose) for whose, _ in self._all_whose(row)]
            if row.record.get("city") or self._is_provincial(row):
                above = row
        for row in file.refused:
            refused += self._refused(row)
        return Checked(tuple(entries), tuple(refused), tuple(problems))

    def _hold_owners(self, rows: Sequence[Row]) -> bool:
        """Return whether what stands under 责任单位 are the words of the text in every row, and so not who reports."""
        cells = [(str(row.record["body"]), self._duty(row)) for row in rows if row.record.get("body")]
        same = [duty is not None and folded(cell) in map(folded, duty.owners) for cell, duty in cells]
        several = sum(len(bodies_in(cell, self.names)) > 1 for cell, _ in cells)
        return all(same) and several > 1

    def _refused(self, row: Row) -> Iterator[Refused]:
        """Yield whose a row is that is not counted, as far as it tells."""
        nobody = not row.record.get("city") and not row.record.get("body")
        if nobody or self._duty(row) is None or not self._place(row).known:
            return
        updated_on = row.record.get("updated_on")
        for whose, _ in self._all_whose(row):
            yield Refused(whose, updated_on if isinstance(updated_on, date) else None, row.place("task"))

    def _duty(self, row: Row) -> Duty | None:
        return self._duties.get(folded(str(row.record.get("task", ""))))

    def _place(self, row: Row) -> Place:
        return self.places.find(str(row.record.get("city", "")))

    def _all_whose(self, row: Row) -> list[tuple[Whose, bool]]:
        """Return whose a row is, body by body, each with whether the text names it for any level at all."""
        duty = self._duty(row)
        assert duty is not None
        city, cell = self._place(row).city, str(row.record.get("body", ""))
        year = _year_of(row) if duty.yearly is not None else None
        found: dict[str, tuple[Whose, bool]] = {}
        for body in bodies_in(cell, self.names) or [""]:
            whose, known = self._bodies.whose(body, duty, city)
            found.setdefault(whose.key, (replace(whose, year=year), known))
        return list(found.values())

    def _faults(self, row: Row) -> Iterator[Problem]:
        duty, place = self._duty(row), self._place(row)
        if duty is None:
            yield self._unknown_task(row)
        for name in NEEDED:
            if name not in row.record:
                yield _problem(row, name, "required", label=_label(name))
        if not place.known:
            found, near = excerpt(str(row.record["city"])), " / ".join(place.suggestions[:_MOST_SUGGESTIONS])
            yield _problem(row, "city", "progress_unknown_city", found=found, suggestion=near)
        yield from self._days(row)
        if duty is not None and place.known:
            yield from self._about(row, duty, place.city)

    def _unknown_task(self, row: Row) -> Problem:
        given = str(row.record.get("task", ""))
        other = document_with(given)
        if other:
            return _problem(
                row, "task", "progress_other_task", found=excerpt(given), wanted=self.document.id, other=other
            )
        near = nearest_duty(given, self.document)
        return _problem(
            row, "task", "progress_unknown_task", found=excerpt(given), wanted=self.document.id, suggestion=near
        )

    def _nobody(self, row: Row) -> Iterator[Problem]:
        """Yield that a row does not say whose it is."""
        if not row.record.get("city") and not row.record.get("body"):
            yield _problem(row, "task", "progress_nobody")

    def _merged(self, row: Row, above: Row) -> Iterator[Problem]:
        """Yield that a row does not say whose it is, or leaves out the city or the body that the row above it has.

        Merged cells hold their words in the first row alone: the bodies of the others would seem to be the province's, and
        their rows the reports of a whole city.
        """
        city = str(above.record.get("city", ""))
        if not row.record.get("city") and not self._is_provincial(row) and self.places.find(city).city:
            yield _problem(row, "city", "progress_merged", found=excerpt(city))
        elif not row.record.get("body") and row.record.get("city") == city and above.record.get("body"):
            found = excerpt(str(above.record["body"]))
            yield _problem(row, "body", "progress_body_merged", "warning", found=found)
        else:
            yield from self._nobody(row)

    def _is_provincial(self, row: Row) -> bool:
        """Return whether the name of a body says itself that it is the province's."""
        return folded(str(row.record.get("body", ""))).startswith(self._provincial)

    @cached_property
    def _provincial(self) -> tuple[str, ...]:
        here = self.places.here("")
        return tuple(
            folded(word)
            for word in (*here.province, *(word for word, levels in self.names.levels.items() if here.level in levels))
        )

    def _days(self, row: Row) -> Iterator[Problem]:
        done_on, updated_on = row.record.get("done_on"), row.record.get("updated_on")
        status = row.record.get("status")
        if status == "done" and done_on is None:
            yield _problem(row, "status", "progress_done_without_day")
        if status not in ("done", None) and done_on is not None:
            yield _problem(row, "done_on", "progress_day_not_done", found=done_on)
        if isinstance(done_on, date) and isinstance(updated_on, date) and done_on > updated_on:
            labels, figures = (_label("done_on"), _label("updated_on")), (done_on.isoformat(), updated_on.isoformat())
            yield _problem(row, "done_on", "dates_out_of_order", labels=labels, figures=figures)

    def _about(self, row: Row, duty: Duty, city: str) -> Iterator[Problem]:
        """Yield what does not fit the duty: its year, its words, its bodies."""
        yield from self._year(row, duty)
        text = str(row.record.get("text", ""))
        if text and not _is_of(text, duty):
            yield _problem(row, "text", "progress_other_text", "warning", found=duty.id)
        if not row.record.get("body"):
            return
        others = [whose.body for whose, known in self._all_whose(row) if not known]
        if others:
            said, named = excerpt("、".join(others)), [body.name for body in duty.bodies if is_named_for(body, city)]
            code = "progress_other_body" if named else "progress_other_level"
            yield _problem(row, "body", code, "warning", found=said, accepted=named)

    def _year(self, row: Row, duty: Duty) -> Iterator[Problem]:
        """Yield a year for which a yearly duty is not wanted, one that is missing, and a day before it could be done."""
        year, updated_on, done_on = (row.record.get(name) for name in ("year", "updated_on", "done_on"))
        if duty.yearly is None:
            return
        if year is None and folded(str(row.record.get("text", ""))) == folded(duty.yearly.text):
            yield _problem(row, "year", "progress_year_missing", found=duty.id)
        elif year is None and row.record.get("status") == "done":
            yield _problem(row, "year", "progress_no_year", "warning", found=duty.id, wanted=duty.yearly.text)
        if not isinstance(year, int) or not isinstance(updated_on, date):
            return
        first = first_year(duty, self.document)
        if not first <= year <= updated_on.year:
            yield _problem(row, "year", "progress_year", found=year, first=first, last=updated_on.year)
        elif isinstance(done_on, date) and done_on < duty.yearly.begins(year):
            begins = duty.yearly.begins(year)
            yield _problem(row, "done_on", "progress_before_year", "warning", found=done_on, year=year, begins=begins)


def first_year(duty: Duty, document: DutyDocument) -> int:
    """Return the first year for which a duty is wanted: that in which the document was issued before the day was over."""
    issued = date.fromisoformat(document.source.issued_on)
    return issued.year + (duty.yearly is not None and duty.yearly.due(issued.year).latest < issued)


def _without_body(row: Row) -> Row:
    return Row({name: value for name, value in row.record.items() if name != "body"}, row.place)


def _year_of(row: Row) -> int | None:
    """Return the year of a row, also of one that was read as text."""
    year = row.record.get("year")
    if isinstance(year, str):
        return int(year) if year.isdecimal() else None
    return year if isinstance(year, int) else None


def _is_of(text: str, duty: Duty) -> bool:
    """Return whether words are those of a duty, or a part or the heading of them: ledgers cut long ones."""
    word = folded(text).rstrip("….。")
    return any(word in folded(one) for one in (duty.text, duty.title, duty.measure, f"{duty.title}{duty.text}"))


def _label(name: str) -> Text:
    return next(field.label for field in progress_fields() if field.name == name)


def _problem(row: Row, name: str, code: str, level: Level = "error", /, **params: object) -> Problem:
    return Problem(level, code, row.place(name), name, params)
