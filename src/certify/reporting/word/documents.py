"""The documents of a batch for Word, from templates that a bureau can replace by its own."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Self

from certify.language import Lang, Text
from certify.reading.acts import Decision
from certify.reporting.batch.notice_fields import NoticeFields
from certify.reporting.batch.shapes import BatchReport
from certify.reporting.word.template import WordError, WordTemplate, word_module
from certify.reporting.word.values import (
    LIST_SAMPLE,
    NOTICE_SAMPLE,
    TABLE_SAMPLE,
    list_values,
    notice_values,
    table_values,
)

TABLE = "推荐汇总表.docx"
LIST = "认定名单.docx"
NOTICE = "整改通知.docx"
SAMPLES: Mapping[str, Mapping[str, object]] = {TABLE: TABLE_SAMPLE, LIST: LIST_SAMPLE, NOTICE: NOTICE_SAMPLE}


class WordDocuments:
    """Writes Word documents in one language; its templates are read and checked when it is made."""

    def __init__(self, templates: Mapping[str, WordTemplate], lang: Lang) -> None:
        """Take the templates by the names of `SAMPLES`."""
        self.templates = templates
        self.lang: Lang = lang

    @classmethod
    def load(cls, folder: Path | None, lang: Lang) -> Self:
        """Read the templates: those in `folder` by their names, the program's own for the rest.

        Raises `WordError` where docxtpl is not installed, or where a template is faulty or not one of ours by its name.
        """
        word_module()
        own = {} if folder is None else _own(folder)
        return cls({name: _template(name, own.get(name), lang) for name in SAMPLES}, lang)

    def documents(
        self, report: BatchReport, rows: Iterable[Sequence[str]], decisions: Iterable[Decision]
    ) -> Iterator[tuple[str, bytes]]:
        """Yield the documents on a batch with their names; `rows` are those of the recommendation table."""
        yield TABLE, self.templates[TABLE].fill(table_values(report, rows))
        yield LIST, self.templates[LIST].fill(list_values(report, decisions, self.lang))

    def notice(self, fields: NoticeFields, standing: str = "") -> bytes:
        """Return one rectification notice; `standing` says what keeps the organization out of the batch."""
        return self.templates[NOTICE].fill(notice_values(fields, standing))


def _own(folder: Path) -> dict[str, Path]:
    """Return a bureau's own templates by name; a name that is none of ours would silently not be used."""
    try:
        found = sorted(path for path in folder.iterdir() if path.suffix.lower() == ".docx")
    except OSError as error:
        raise WordError(
            Text(f"打不开模板文件夹：{folder}", f"cannot open the folder of templates: {folder}")
        ) from error
    # Word keeps a file of that kind beside a document that is open.
    own = {path.name: path for path in found if not path.name.startswith("~$")}
    strange = [name for name in own if name not in SAMPLES]
    if strange or not own:
        names, said = "、".join(SAMPLES), "、".join(strange)
        raise WordError(
            Text(
                f"模板文件夹 {folder} 里{f'有不认识的模板：{said}' if strange else '没有模板'}；可用的名称：{names}",
                f"the folder of templates {folder} holds {said or 'none'}; the names are: {names}",
            )
        )
    return own


def _template(name: str, own: Path | None, lang: Lang) -> WordTemplate:
    try:
        if own is not None:
            return WordTemplate(name, own.read_bytes(), SAMPLES[name])
    except OSError as error:
        raise WordError(Text(f"读不了模板 {name}", f"cannot read the template {name}")) from error
    ours = files("certify.reporting") / "templates" / "word" / lang / name
    return WordTemplate(name, ours.read_bytes(), SAMPLES[name])
