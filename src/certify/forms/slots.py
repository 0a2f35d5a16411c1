"""From what a problem or a sub-check names to its place in a form."""

import re

from certify.forms.answers import Answers, Slot, Written
from certify.forms.plan import Choices, FormPlan, Listing, Question
from certify.spelling import folded

_INDEXED = re.compile(r"([^\[\]]+)\[(\d+)\]\.?")


class Slots:
    """Finds the places of one form, filled with `answers`."""

    def __init__(self, plan: FormPlan, answers: Answers) -> None:
        """Take the form's plan and what was written into it."""
        self.answers = answers
        self.lists = {item.path: item for item in plan.items() if isinstance(item, Listing)}
        self.choices = {item.field.path: item for item in plan.items() if isinstance(item, Choices)}
        self.questions = {item.key for item in plan.items() if isinstance(item, Question)}
        self.by_place = dict(self._places())

    def at(self, where: str, name: str) -> Slot | None:
        """Return the slot of a cell by its place in the workbook `name`, as problems tell it."""
        return self.by_place.get(where.removeprefix(f"{name}:"))

    def of(self, path: str) -> Slot | None:
        """Return the slot of a path like `cases.agreed` or `mediators[2].certificate.number`."""
        steps = _INDEXED.findall(path)
        if steps:
            return self._listed(path, steps)
        if path in self.questions:
            return Slot(path)
        if path in self.choices:
            item = self.choices[path]
            return Slot(item.key(next(iter(item.field.options), "")))
        above = next((one for one in self.lists.values() if path == one.path or path.startswith(f"{one.path}.")), None)
        if above is None:
            return None
        return Slot(above.asked) if above.asked else self.of(above.parent)

    def _listed(self, path: str, steps: list[tuple[str, str]]) -> Slot | None:
        outer, number = steps[0][0], int(steps[0][1])
        item = self.lists.get(outer)
        rest = path.partition("].")[2]
        if item is None:
            above = path.partition("[")[0]
            return self.of(above) if above in self.choices or above in self.questions else None
        inner = self.lists.get(f"{outer}.{rest.partition('[')[0]}") if "[" in rest else None
        if inner is not None and len(steps) > 1:
            row = self._row_within(item, inner, number, int(steps[1][1]))
            column = _column(inner, rest.partition("].")[2])
            return None if row is None else Slot(inner.path, row, column)
        return Slot(item.path, number, _column(item, rest.partition("[")[0]))

    def _row_within(self, item: Listing, inner: Listing, parent: int, number: int) -> int | None:
        """Return the row of a list within a list, whose rows of one parent need not stand together."""
        rows = self.answers.rows.get(item.path, [])
        if parent >= len(rows):
            return None
        name = _word(rows[parent].get(inner.parent_id))
        own = [
            at
            for at, row in enumerate(self.answers.rows.get(inner.path, []))
            if _word(row.get(inner.parent_id)) == name
        ]
        return own[number] if number < len(own) else None

    def _places(self) -> list[tuple[str, Slot]]:
        found = [(written.mark.place, Slot(key)) for key, written in self.answers.single.items()]
        for path, rows in self.answers.rows.items():
            for number, row in enumerate(rows):
                found += [(written.mark.place, Slot(path, number, column)) for column, written in row.items()]
        return found


def _column(item: Listing, name: str) -> str:
    """Return the column that holds a value of a row; for a record or a list in it, the one that asks whether there is any."""
    names = [column.name for column in item.columns]
    return next((one for one in (name, f"{name}?") if one in names), names[0])


def _word(written: Written | None) -> str:
    return "" if written is None or written.cell is None else folded(written.cell.text)
