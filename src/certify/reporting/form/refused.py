"""Cells that were refused and are not written anew: copied as text, what nobody typed would turn into an answer."""

from certify.forms.answers import Answers, Note, Slot, Written
from certify.forms.plan import Choices, FormPlan, Listing, Question
from certify.forms.tree import cell_fault
from certify.language import Lang, Text
from certify.reporting.form.answer import shortened
from certify.rules.vocabulary import Field

_EMPTIED = Text(
    "这一格的内容读不出来，没有照抄，请重新填写。", "What stood here cannot be read and was left out; enter it anew."
)
_STOOD = Text("原来显示：{found}", "It showed: {found}")

_LONGEST = 100


def without_refused(answers: Answers, plan: FormPlan, lang: Lang) -> tuple[Answers, list[Note]]:
    """Return the answers without errors, lost digits and the like, with notes that say what stood in their places."""
    cleaning = _Cleaning(lang)
    single, rows = dict(answers.single), dict(answers.rows)
    for item in plan.items():
        match item:
            case Question():
                cleaning.single(single, item.key, item.field)
            case Choices():
                for key in (*map(item.key, (*item.field.options, "")), item.other):
                    cleaning.single(single, key, item.field)
            case Listing():
                cleaning.single(single, item.asked, item.field)
                fields = {column.name: column.field for column in item.columns}
                rows[item.path] = [
                    {name: cleaning.cell(one, Slot(item.path, number, name), fields[name]) for name, one in row.items()}
                    for number, row in enumerate(answers.rows.get(item.path, []))
                ]
    return Answers(single, rows), cleaning.notes


class _Cleaning:
    def __init__(self, lang: Lang) -> None:
        self.lang: Lang = lang
        self.notes: list[Note] = []

    def single(self, single: dict[str, Written], key: str, field: Field) -> None:
        if key in single:
            single[key] = self.cell(single[key], Slot(key), field)

    def cell(self, written: Written, slot: Slot, field: Field) -> Written:
        """Return a cell as it is written anew: empty where it was refused."""
        cell = written.cell
        if cell is None or not cell_fault(cell.kind, field):
            return written
        said = [_EMPTIED.to(self.lang)]
        if cell.text.strip() and not field.personal:
            said.append(_STOOD.to(self.lang).format(found=shortened(cell.text, _LONGEST)))
        self.notes.append(Note(slot, "\n".join(said)))
        return Written(None, written.mark)
