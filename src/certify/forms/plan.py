"""What stands on which sheet of the form: drawn up from the vocabulary and the rule sets, for the writer and the reader.

Every row of the form that wants an answer bears a key in its first column, which is hidden:

    signage.sign_text         one answer
    funding.sources=fiscal    yes or no to one choice of a set; `funding.sources=` is "none of these"
    ledger.columns+           other names of an open set
    outreach?                 whether there is anything to list; 无 is the answer "none"
    outreach[]                the heads of a list's columns; its rows follow until the next key
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

from certify.language import Text
from certify.rules.conditions import facts_of
from certify.rules.ruleset import Criterion, RuleSet
from certify.rules.vocabulary import SUBCHECKS, Field, Vocabulary

# Lists with more columns than this, and lists within lists, stand on sheets of their own.
MOST_COLUMNS_INLINE = 4
LONGEST_SHEET_NAME = 31
_NOT_IN_SHEET_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
IDENTITY = Text("基本信息", "Basic facts")
OTHER_FACTS = Text("其他事项", "Other facts")


@dataclass(frozen=True, slots=True, eq=False)
class Clause:
    """The words of a clause, which stand above the questions that serve it.

    `elsewhere` are lists that it is judged by and that have sheets of their own, `under` clauses of other rule sets that
    ask for what it is judged by, or of any where it asks for nothing itself.
    """

    criterion: Criterion
    rules: RuleSet
    elsewhere: tuple[Field, ...]
    under: tuple[Criterion, ...]
    asks: bool


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """A row for one answer; `field` says what it may be."""

    field: Field

    @property
    def key(self) -> str:
        """The key of its row."""
        return self.field.path


@dataclass(frozen=True, slots=True, eq=False)
class Choices:
    """Rows of yes or no, one a choice of a set, then one for none of them and, for an open set, one for others."""

    field: Field

    def key(self, choice: str) -> str:
        """Return the key of a choice's row; of "none of these" for an empty choice."""
        return f"{self.field.path}={choice}"

    @property
    def other(self) -> str:
        """The key of the row for other names, empty where there is none."""
        return f"{self.field.path}+" if self.field.open else ""


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """A column of a list.

    `name` leads from the list's row to the value: `kind`, `certificate.number`. `answers` is whether it only says that
    there is such a record or list: its name then ends in a question mark.
    """

    name: str
    field: Field
    label: Text
    answers: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Listing:
    """A list: whether there is anything to list, the heads of the columns, and rows.

    `parent` is the list whose rows this one belongs to, found by the column `parent_id`; empty for a list of its own.
    """

    field: Field
    columns: tuple[Column, ...]
    parent: str = ""
    parent_id: str = ""

    @property
    def path(self) -> str:
        """The path of the list in the vocabulary."""
        return self.field.path

    @property
    def asked(self) -> str:
        """The key of the row that asks whether there is anything to list; a list within a list asks in its parent's row."""
        return "" if self.parent else f"{self.path}?"

    @property
    def heads(self) -> str:
        """The key of the row that holds the heads."""
        return f"{self.path}[]"


Item: TypeAlias = Clause | Question | Choices | Listing


@dataclass(frozen=True, slots=True, eq=False)
class SheetPlan:
    """A sheet of the form; `name` is that of its tab, in the language of the form."""

    name: Text
    title: Text
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, eq=False)
class FormPlan:
    """The form for one or more rule sets, which asks each fact once."""

    rulesets: tuple[RuleSet, ...]
    vocabulary: Vocabulary
    sheets: tuple[SheetPlan, ...]

    def items(self) -> Iterator[Item]:
        """Yield everything on every sheet in order."""
        for sheet in self.sheets:
            yield from sheet.items


def plan_form(
    rulesets: tuple[RuleSet, ...],
    vocabulary: Vocabulary,
    ledger: Field | None = None,
    given: Collection[str] = (),
) -> FormPlan:
    """Draw up the form: identity first, a sheet a dimension, then the lists that need sheets of their own.

    `ledger` is the list of cases, which stands on a sheet of its own like any other list. `given` are paths that have
    an answer already: they have their place in the form even where none of its rule sets wants them. A form for no
    rule set has a place for every fact.
    """
    return _Planner(rulesets, vocabulary, ledger, frozenset(given)).plan()


class _Planner:
    def __init__(
        self, rulesets: tuple[RuleSet, ...], vocabulary: Vocabulary, ledger: Field | None, given: frozenset[str]
    ) -> None:
        self.rulesets = rulesets
        self.vocabulary = vocabulary
        self.ledger = ledger
        self.clauses = [(rules, criterion) for rules in rulesets for criterion in rules.criteria]
        self.wanted = [_units(criterion, vocabulary) for _, criterion in self.clauses]
        wanted = given.union(*(_facts(rules) for rules in rulesets))
        asked = _Asked(wanted if rulesets else frozenset(vocabulary.by_path))
        self.blocks = [asked.of(block) for block in vocabulary.fields if asked.block(block)]

    def plan(self) -> FormPlan:
        identity = [block for block in self.blocks if _identifies(block)]
        sheets = [(IDENTITY, list(_items(leaf for block in identity for leaf in _leaves(block))))]
        placed = self.placed([block for block in self.blocks if block not in identity])
        for rules in self.rulesets:
            for key, label in rules.dimensions.items():
                title = label if len(self.rulesets) == 1 else _of(rules, label)
                sheets.append((title, self.dimension(rules, key, placed)))
        loose = placed.get(-1, [])
        if loose:
            sheets.append((OTHER_FACTS, list(_items(loose))))
        for field in self.blocks:
            if _apart(field):
                sheets += [(one.field.sheet, [one]) for one in _listings(field)]
        if self.ledger is not None:
            sheets.insert(_before_last(sheets), (self.ledger.sheet, [_listing(self.ledger)]))
        return FormPlan(self.rulesets, self.vocabulary, tuple(_numbered(sheets)))

    def placed(self, blocks: list[Field]) -> dict[int, list[Field]]:
        """Return which clause each leaf and each short list is asked under, by the clause's position; -1 is under none.

        A block stays together under the clause that wants most of it; what only other clauses want is asked there.
        """
        found: dict[int, list[Field]] = {}
        for block in blocks:
            if _apart(block):
                continue
            leaves = list(_leaves(block))
            wanting = {
                leaf.path: [at for at, wanted in enumerate(self.wanted) if leaf.path in wanted] for leaf in leaves
            }
            counts = [sum(at in wanting[leaf.path] for leaf in leaves) for at in range(len(self.clauses))]
            owner = max(range(len(counts)), key=lambda at: (counts[at], -at)) if any(counts) else -1
            for leaf in leaves:
                wants = wanting[leaf.path]
                found.setdefault(owner if not wants or owner in wants else wants[0], []).append(leaf)
        return found

    def dimension(self, rules: RuleSet, key: str, placed: dict[int, list[Field]]) -> list[Item]:
        items: list[Item] = []
        for at, (of, criterion) in enumerate(self.clauses):
            if of is rules and criterion.dimension == key:
                own = placed.get(at, [])
                under = self.elsewhere(at, placed)
                apart = tuple(field for field in self.blocks if _apart(field) and field.path in self.wanted[at])
                items.append(Clause(criterion, rules, apart, under, bool(own)))
                items += _items(own)
        return items

    def elsewhere(self, at: int, placed: dict[int, list[Field]]) -> tuple[Criterion, ...]:
        """Return under which other clauses stands what a clause wants: those of other rule sets, all if it asks nothing."""
        rules, _ = self.clauses[at]
        return tuple(
            criterion
            for other, (of, criterion) in enumerate(self.clauses)
            if other != at
            and (of is not rules or not placed.get(at))
            and any(leaf.path in self.wanted[at] for leaf in placed.get(other, ()))
        )


@dataclass(frozen=True, slots=True)
class _Asked:
    """Which fields a form asks for: the blocks of which it wants something, in them no field that is only where wanted.

    What says who this is is always asked, and so is what serves any sub-check: the evidence.
    """

    wanted: frozenset[str]

    def block(self, block: Field) -> bool:
        """Return whether anything of a block is asked."""
        within = (block.path, f"{block.path}.")
        wanted = any(path == within[0] or path.startswith(within[1]) for path in self.wanted)
        serves_all = any(field.choices == SUBCHECKS for field in block.walk())
        return (wanted or serves_all or _identifies(block)) and self(block)

    def __call__(self, field: Field) -> bool:
        if field.type in ("record", "records") and field.fields:
            return any(self(below) for below in field.fields)
        return not field.only_where_wanted or field.path in self.wanted

    def of(self, field: Field) -> Field:
        """Return a field with only what is asked of those below it."""
        if all(self(below) for below in field.walk()):
            return field
        return replace(field, fields=tuple(self.of(below) for below in field.fields if self(below)))


def _facts(rules: RuleSet) -> frozenset[str]:
    """Return the paths that the sub-checks and the rules by type of a rule set read or show."""
    read = [path for check in rules.checks() for path in check.facts]
    flagged = [path for check in rules.checks() for flag in check.flags for path in facts_of(flag.when)]
    return frozenset([*read, *flagged, *(path for rule in rules.type_rules for path in facts_of(rule.rule))])


def _units(criterion: Criterion, vocabulary: Vocabulary) -> frozenset[str]:
    """Return the leaves and lists that a clause wants; a field within a list stands for the list."""
    found = set()
    for check in criterion.checks:
        for path in check.facts:
            if path in vocabulary.by_path and not path.startswith("derived."):
                steps = path.split(".")
                above = [".".join(steps[: n + 1]) for n in range(len(steps))]
                found.add(next((one for one in above if vocabulary.by_path[one].type == "records"), path))
    return frozenset(found)


def _identifies(block: Field) -> bool:
    """Return whether a block holds what every submission must say: it says who this is."""
    return block.type == "record" and any(leaf.required for leaf in _leaves(block))


def _leaves(field: Field) -> Iterator[Field]:
    """Yield what a block asks for one by one: its leaves, and its lists whole."""
    if field.type == "record":
        for below in field.fields:
            yield from _leaves(below)
    else:
        yield field


def _apart(field: Field) -> bool:
    """Return whether a block is a list that needs a sheet of its own."""
    if field.type != "records":
        return False
    return len(field.fields) > MOST_COLUMNS_INLINE or any(below.type == "records" for below in field.fields)


def _items(leaves: Iterable[Field]) -> Iterator[Item]:
    for leaf in leaves:
        if leaf.type == "records":
            yield from _listings(leaf)
        elif leaf.type == "set":
            yield Choices(leaf)
        else:
            yield Question(leaf)


def _listings(field: Field) -> Iterator[Listing]:
    """Yield a list, then the lists within its rows."""
    yield _listing(field)
    for below in field.fields:
        if below.type == "records":
            identifier = next(one for one in field.fields if one.required)
            column = Column(identifier.name, identifier, identifier.label)
            yield Listing(below, (column, *_columns(below)), field.path, identifier.name)


def _listing(field: Field) -> Listing:
    return Listing(field, tuple(_columns(field)))


def _columns(field: Field) -> Iterator[Column]:
    for below in field.fields:
        if below.type == "records":
            yield Column(f"{below.name}?", below, _whether(below), answers=True)
        elif below.type == "record":
            if below.none_allowed:
                yield Column(f"{below.name}?", below, _whether(below), answers=True)
            for inner in below.fields:
                label = Text(f"{below.label.zh}·{inner.label.zh}", f"{below.label.en}: {inner.label.en}")
                yield Column(f"{below.name}.{inner.name}", inner, label)
        else:
            yield Column(below.name, below, below.label)


def _whether(field: Field) -> Text:
    return Text(f"有无{field.label.zh}", f"{field.label.en}: any?")


def _of(rules: RuleSet, label: Text) -> Text:
    return Text(f"{label.zh}（{rules.id}）", f"{label.en} ({rules.id})")


def _before_last(sheets: list[tuple[Text, list[Item]]]) -> int:
    """Return the place of the list of cases: before the last list, that of the evidence."""
    return len(sheets) - 1


def _numbered(sheets: list[tuple[Text, list[Item]]]) -> Iterator[SheetPlan]:
    for number, (title, items) in enumerate(sheets, 1):
        name = Text(_tab(f"{number} {title.zh}"), _tab(f"{number} {title.en}"))
        yield SheetPlan(name, title, tuple(items))


def _tab(name: str) -> str:
    """Return a name that a sheet may bear."""
    return " ".join(name.translate(_NOT_IN_SHEET_NAMES).split())[:LONGEST_SHEET_NAME].rstrip()
