"""Which parts of an .xlsx are its sheets, its texts and its styles, by its own directories."""

from dataclasses import dataclass, field

from certify.workbooks.extent import sheet_names
from certify.workbooks.unreadable import UnreadableError, damaged, other_kind
from certify.workbooks.xml_events import each_element
from certify.workbooks.zip_members import Members

_ROOT = "_rels/.rels"
_USUAL_BOOK = "xl/workbook.xml"
_MACRO_FOLDERS = ("xl/macrosheets/", "xl/dialogsheets/")
_OTHER_OFFICE = (("word/", "docx"), ("ppt/", "pptx"), ("xl/workbook.bin", "xlsb"))


@dataclass(slots=True)
class BookParts:
    """The parts of a workbook by their names; `sheets` in their order, only those that have cells."""

    sheets: list[tuple[str, str]]
    texts: str = ""
    styles: str = ""
    since_1904: bool = False


@dataclass(slots=True)
class _Book:
    """What a workbook part says: its sheets as (name, relation), and where its days begin."""

    sheets: list[tuple[str, str]] = field(default_factory=list)
    since_1904: bool = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "workbookPr":
            self.since_1904 = attributes.get("date1904", "").lower() in ("1", "true", "on")
        elif name == "sheet":
            relation = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            self.sheets.append((attributes.get("name", ""), relation))


def find_parts(members: Members) -> BookParts:
    """Return the parts of a workbook, refusing one with macros and any other kind of Office file."""
    if any(name.endswith(("vbaproject.bin", "vbadata.xml")) for name in members.content):
        raise UnreadableError("workbook_macros")
    if members.any_below(*_MACRO_FOLDERS):
        raise UnreadableError("workbook_macros")
    path = _book_path(members)
    content = members.get(path)
    if content is None:
        raise other_kind(_kind_without_book(members))
    book = _Book()
    each_element(content, book.start)
    relations = _relations(members, path)
    parts = BookParts(_sheets(members, book, relations), since_1904=book.since_1904)
    parts.texts = _one(members, relations, "sharedStrings")
    parts.styles = _one(members, relations, "styles")
    return parts


def _kind_without_book(members: Members) -> str:
    for start, kind in _OTHER_OFFICE:
        if members.any_below(start):
            return kind
    return "zip"


def _book_path(members: Members) -> str:
    for kind, target in _relations(members, "").values():
        if kind == "officeDocument" and target.endswith(".xml") and not target.startswith(("word/", "ppt/")):
            return target
    return _USUAL_BOOK


def _relations(members: Members, path: str) -> dict[str, tuple[str, str]]:
    """Return the relations of a part (of the whole, for an empty path): identifier → (kind, path of the target)."""
    folder, _, base = path.rpartition("/")
    content = members.get(f"{folder}/_rels/{base}.rels".lstrip("/") if path else _ROOT)
    found: dict[str, tuple[str, str]] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship" and attributes.get("TargetMode", "").lower() != "external":
            kind = attributes.get("Type", "").rpartition("/")[2]
            found[attributes.get("Id", "")] = (kind, _resolved(folder, attributes.get("Target", "")))

    if content is not None:
        each_element(content, start)
    return found


def _resolved(folder: str, target: str) -> str:
    """Return where a target lies, as a member's name; outside the zip there is nothing."""
    steps = [] if target.startswith("/") else folder.split("/") if folder else []
    for step in target.replace("\\", "/").split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step not in ("", "."):
            steps = [*steps, step]
    return "/".join(steps).lower()


def _sheets(members: Members, book: _Book, relations: dict[str, tuple[str, str]]) -> list[tuple[str, str]]:
    names = sheet_names([name for name, _ in book.sheets])
    found: list[tuple[str, str]] = []
    for name, (_, relation) in zip(names, book.sheets, strict=True):
        kind, path = relations.get(relation, ("", ""))
        if kind == "chartsheet":
            continue
        if kind != "worksheet" or members.get(path) is None:
            raise damaged("sheets")
        found.append((name, path))
    if len({path for _, path in found}) < len(found):
        raise damaged("sheets")
    return found


def _one(members: Members, relations: dict[str, tuple[str, str]], wanted: str) -> str:
    """Return the part of that kind, empty where there is none."""
    for kind, path in relations.values():
        if kind == wanted and members.get(path) is not None:
            return path
    return ""
