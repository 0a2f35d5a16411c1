"""Files of duties to documents of duties: found by id, checked whole, refused with every mistake named."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path

from certify.documents.tree import Document
from certify.problems import Problem, excerpt
from certify.rules.duties import Body, BodyNames, Clause, Deadline, Due, Duty, DutyDocument, Yearly
from certify.rules.duty_file import BodiesFile, ClauseFile, DeadlineFile, DutiesFile, DutyFile, YearlyFile
from certify.rules.files import FaultyCriteriaError, digest_of, load_model
from certify.rules.home import criteria_home
from certify.rules.load import issued_digests
from certify.rules.ruleset import Source
from certify.spelling import folded, nearest

DUTIES = "duties"
BODIES = "bodies.yaml"


class UnknownDutiesError(Exception):
    """No document or duty of that id; `suggestion` is the nearest one, `available` lists the documents."""

    def __init__(self, wanted: str, available: list[str], suggestion: str) -> None:
        """Keep what was asked for and what there is."""
        super().__init__(wanted)
        self.wanted = wanted
        self.available = available
        self.suggestion = suggestion


def available_duties(home: Path | None = None) -> list[str]:
    """Return the ids of all documents of duties, in order."""
    folder = (home or criteria_home()) / DUTIES
    return sorted(path.stem for path in folder.glob("*.yaml") if path.name != BODIES)


def find_duties(name: str, home: Path | None = None) -> DutyDocument:
    """Return the document of duties of that id.

    Raises `UnknownDutiesError`, or `FaultyCriteriaError` where its file has mistakes or was altered after issue.
    """
    folder = (home or criteria_home()) / DUTIES
    available = available_duties(folder.parent)
    if name not in available:
        raise UnknownDutiesError(name, available, nearest(name, available))
    return _kept(folder, name)


def find_duty(name: str, home: Path | None = None) -> tuple[DutyDocument, Duty]:
    """Return the duty of that id with its document.

    Raises `UnknownDutiesError` where no document has it, or `FaultyCriteriaError` where one that cannot be read may have it.
    """
    documents, faults = sound_duties(home)
    for document in documents:
        for duty in document.duties:
            if folded(duty.id) == folded(name):
                return document, duty
    if faults:
        # The one that is looked for may be in a document that cannot be read.
        raise FaultyCriteriaError(faults)
    ids = [duty.id for document in documents for duty in document.duties if _prefix(duty.id) == _prefix(name)]
    names = [document.id for document in documents]
    raise UnknownDutiesError(name, names, nearest(name, ids or names))


def sound_duties(home: Path | None = None) -> tuple[list[DutyDocument], list[Problem]]:
    """Return the documents that can be read, and what is wrong with the others."""
    documents: list[DutyDocument] = []
    faults: list[Problem] = []
    for name in available_duties(home):
        try:
            documents.append(find_duties(name, home))
        except FaultyCriteriaError as error:
            faults += error.problems
    return documents, faults


def document_with(duty: str, home: Path | None = None) -> str:
    """Return the id of the document that has a duty of that id, empty where none has."""
    return _homes_of_duties(home).get(folded(duty), "")


@cache
def _homes_of_duties(home: Path | None) -> Mapping[str, str]:
    return {folded(duty.id): document.id for document in sound_duties(home)[0] for duty in document.duties}


def nearest_duty(found: str, document: DutyDocument) -> str:
    """Return the id of a document's duty that was meant by one that it has not: never one of other letters."""
    return nearest(found, [one for one in document.by_id if _prefix(one) == _prefix(found)])


def _prefix(duty: str) -> str:
    """Return the letters that an id of a duty begins with."""
    return folded(duty).rpartition("-d-")[0] or folded(duty)[:2]


@cache
def _kept(folder: Path, name: str) -> DutyDocument:
    path = folder / f"{name}.yaml"
    document = read_duties(path)
    issued = issued_digests(folder).get(name)
    if issued is not None and issued != document.digest:
        params = {"issued": issued, "found": document.digest}
        raise FaultyCriteriaError([Problem("error", "duties_altered", f"{_shown(path)}:1:1", params=params)])
    return document


@cache
def body_names(home: Path | None = None) -> BodyNames:
    """Return the usual names of bodies; raise `FaultyCriteriaError` where their file has mistakes."""
    path = (home or criteria_home()) / DUTIES / BODIES
    _, _, file = load_model(path, BodiesFile, _shown(path))
    levels: dict[str, frozenset[str]] = {}
    for level, words in file.levels.items():
        for word in words:
            levels[folded(word)] = levels.get(folded(word), frozenset()) | {level}
    return BodyNames(
        kinds={folded(name): kind for kind, names in file.kinds.items() for name in names},
        levels=levels,
        every=frozenset(map(folded, file.every)),
        several={folded(name): frozenset(kinds) for name, kinds in file.several.items()},
    )


def _shown(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def read_duties(path: Path) -> DutyDocument:
    """Read one file of duties; raise `FaultyCriteriaError` with every mistake, each with file, line and column."""
    document, content, file = load_model(path, DutiesFile, _shown(path))
    builder = _Builder(document, file)
    built = builder.build(digest_of(content))
    if path.stem != file.id:
        builder.fault("ruleset_misplaced", "id", found=file.id)
    if builder.problems:
        raise FaultyCriteriaError(builder.problems)
    return built


class _Builder:
    def __init__(self, document: Document, file: DutiesFile) -> None:
        self.document = document
        self.file = file
        self.problems: list[Problem] = []
        self.ids: set[str] = set()

    def build(self, digest: str) -> DutyDocument:
        file = self.file
        return DutyDocument(
            id=file.id,
            title=file.title.text,
            area=file.area,
            region=file.region,
            source=Source(**file.source.model_dump()),
            horizon=_clause(file.horizon),
            ledger=_clause(file.ledger) if file.ledger else None,
            notes=tuple(words.text for words in file.notes),
            duties=tuple(self.duty(entry, f"duties[{index}]") for index, entry in enumerate(file.duties)),
            digest=digest,
        )

    def duty(self, entry: DutyFile, at: str) -> Duty:
        if entry.id in self.ids:
            self.fault("duplicate_id", f"{at}.id", found=entry.id)
        self.ids.add(entry.id)
        self.owners(entry, at)
        named = [Body(**body.model_dump()) for body in entry.owners.bodies] if entry.owners else []
        return Duty(
            id=entry.id,
            section=entry.section,
            measure=entry.measure or "",
            title=entry.title or "",
            clause=entry.clause,
            text=entry.text,
            owners=tuple(entry.owners.text) if entry.owners else (),
            bodies=tuple(named),
            deadline=self.deadline(entry.deadline, f"{at}.deadline") if entry.deadline else None,
            yearly=self.yearly(entry.yearly, entry.text, named, f"{at}.yearly") if entry.yearly else None,
            notes=tuple(words.text for words in entry.notes),
        )

    def owners(self, entry: DutyFile, at: str) -> None:
        """Check that the text itself names every body."""
        if entry.owners is None:
            return
        for index, body in enumerate(entry.owners.bodies):
            if not any(body.name in text for text in entry.owners.text):
                self.fault("quote_not_in_clause", f"{at}.owners.bodies[{index}].name", found=body.name)

    def deadline(self, entry: DeadlineFile, at: str) -> Deadline:
        if (entry.due is None) != entry.ongoing:
            self.fault("duty_deadline", at)
        due = None
        if entry.due is not None:
            due = Due(date.fromisoformat(entry.due.earliest), date.fromisoformat(entry.due.latest))
            if due.earliest > due.latest:
                self.fault("duty_bounds", f"{at}.due", first=entry.due.earliest, last=entry.due.latest)
        return Deadline(entry.text, due)

    def yearly(self, entry: YearlyFile, text: str, named: Sequence[Body], at: str) -> Yearly:
        if entry.text not in text:
            self.fault("quote_not_in_clause", f"{at}.text", found=entry.text)
        if entry.since is not None and entry.since > entry.by:
            self.fault("duty_bounds", at, first=entry.since, last=entry.by)
        by_name = {body.name: body for body in named}
        wanted = list(by_name) if entry.bodies is None else entry.bodies
        for index, name in enumerate(wanted):
            if name not in by_name:
                self.fault("duty_yearly_body", f"{at}.bodies[{index}]", found=name)
        return Yearly(entry.text, entry.since, entry.by, tuple(by_name[name] for name in wanted if name in by_name))

    def fault(self, code: str, at: str, **params: object) -> None:
        shown = {name: excerpt(value) if isinstance(value, str) else value for name, value in params.items()}
        self.problems.append(Problem("error", code, self.document.place(self.document.find(at)), at, shown))


def _clause(file: ClauseFile) -> Clause:
    return Clause(file.clause, file.text)
