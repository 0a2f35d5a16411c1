"""Progress files to the report on a document's duties."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from certify.documents.bounds import bounded
from certify.documents.files import shown_name
from certify.language import Lang
from certify.problems import Problem, place_order
from certify.programme.duties import items_of, reporting_cities
from certify.programme.duty_entries import Reported, joined_entries
from certify.reading.progress import Progress, read_progress
from certify.reading.progress_check import Checker
from certify.reading.progress_places import Places, places_of
from certify.reporting.tasks.report import Around, Asked, tasks_report
from certify.reporting.tasks.shapes import TaskFileShape, TasksReport
from certify.rules.duties import DutyDocument
from certify.rules.duty_load import body_names
from certify.running.tasks_asked import Bodies, asked_cities, city_words

# A latest day that is so much later than the one before it may be a slip.
_FAR = 366


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a report is wanted of: the day (none: the latest in the files), cities and bodies; `all_cities` charges all."""

    as_of: date | None = None
    cities: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    all_cities: bool = False


def run_tasks(
    document: DutyDocument, paths: Sequence[Path], wanted: Wanted, lang: Lang
) -> tuple[TasksReport, tuple[Problem, ...]]:
    """Return the report on a day, and every problem of the files; a file that is given twice is read once.

    The day is by default the latest one of the rows that count, and that of the document where there are none. Raises
    `NobodyAskedForError`.
    """
    names, places = body_names(), places_of(document)
    bodies = Bodies(document, names, places)
    cities = asked_cities(wanted.cities, places)
    once = list({path.resolve(): path for path in paths}.values())
    files = [read_progress(path, name, document) for path, name in zip(once, shown_names(once), strict=True)]
    checker = Checker(document, names, places)
    checked = [(file, checker.check(file)) for file in files]
    reported, doubled = joined_entries(
        (entry for _, found in checked for entry in found.entries),
        (row for _, found in checked for row in found.refused),
    )
    asked, far = _asked(document, reported, wanted, city_words(cities, lang), bodies, lang)
    problems = [problem for file, found in checked for problem in bounded((*file.problems, *found.problems))]
    every = (*problems, *bounded(doubled), *far)
    ordered = tuple(sorted(every, key=lambda problem: place_order(problem.where)))
    looked_at = ("", *places.names) if wanted.all_cities and not cities else cities
    items = items_of(document, reported, asked.as_of, looked_at, places.names)
    counted = {entry.where for entry in reported.entries}
    shapes = [
        TaskFileShape(file=file.name, digest=file.digest, entries=len({one.where for one in found.entries} & counted))
        for file, found in checked
    ]
    around = Around(
        key=bodies.key,
        silent=() if cities else _silent(document, reported, places),
        updated_later=sum(entry.updated_on > asked.as_of for entry in reported.entries),
    )
    return tasks_report(document, bodies.keep(items, wanted.bodies), asked, shapes, ordered, around, lang), ordered


def shown_names(paths: Sequence[Path]) -> list[str]:
    """Return what files are called in places: by their names, and with their folders where two have the same name."""
    plain = [shown_name(path) for path in paths]
    return [
        name if plain.count(name) == 1 else "/".join(shown_name(part) for part in path.parts[-2:])
        for path, name in zip(paths, plain, strict=True)
    ]


def _silent(document: DutyDocument, reported: Reported, places: Places) -> tuple[str, ...]:
    """Return the cities that handed in nothing, where the document wants anything of cities."""
    if all(duty.bodies and all(body.level == "province" for body in duty.bodies) for duty in document.duties):
        return ()
    reporting = set(reporting_cities(reported, places.names))
    return tuple(city for city in places.names if city not in reporting)


def _asked(
    document: DutyDocument,
    reported: Reported,
    wanted: Wanted,
    cities: tuple[str, ...],
    bodies: Bodies,
    lang: Lang,
) -> tuple[Asked, list[Problem]]:
    """Return what is asked for in words, with the day; and a warning where that day is far from all others."""
    read_as = tuple(dict.fromkeys(bodies.read_as(body, lang) for body in wanted.bodies))
    entries = (*reported.entries, *reported.clashing)
    if wanted.as_of is not None:
        return Asked(wanted.as_of, "given", None, cities, read_as), []
    if not entries:
        issued = date.fromisoformat(document.source.issued_on)
        return Asked(issued, "document", None, cities, read_as), []
    last = max(entries, key=lambda entry: entry.updated_on)
    return Asked(last.updated_on, "files", last.where, cities, read_as), _far_day(last, entries)


def _far_day(last: Progress, entries: Sequence[Progress]) -> list[Problem]:
    before = max((entry.updated_on for entry in entries if entry.updated_on < last.updated_on), default=None)
    if before is None or (last.updated_on - before).days < _FAR:
        return []
    params = {"found": last.updated_on, "before": before}
    return [Problem("warning", "progress_day_far", last.where, "updated_on", params)]
