"""One Word template: read and checked once, then filled as often as wanted, always to the same bytes.

docxtpl turns what a person typed in Word into the source of a template. The rest is done here: it fills a document anew
from its file every time, writes the hour into it, and passes over what it cannot parse.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import Any

from jinja2 import Template, TemplateError

from certify.language import Lang, Text
from certify.reporting.word.bounds import BoundedEnvironment
from certify.reporting.word.fields import unknown_fields
from certify.reporting.xml_text import xml_text

_MAIN = "word/document.xml"
_FILLED = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_CORE = "docProps/core.xml"
_DATE = (1980, 1, 1, 0, 0, 0)
_LARGEST = 20_000_000
_LINE_ENDS = re.compile(r"[\t\r\n]+")
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# Who saved a template, and when, is nobody's business: documents always say the same of themselves.
_CORE_XML = (
    f"{_DECLARATION}<cp:coreProperties"
    ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    '<dcterms:created xsi:type="dcterms:W3CDTF">2024-08-20T00:00:00Z</dcterms:created>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">2024-08-20T00:00:00Z</dcterms:modified></cp:coreProperties>'
)
_INSTALL = Text(
    '输出 Word 文档需要另装组件，请在源码文件夹运行：pip install -c constraints.txt ".[word]"',
    'Word documents need an extra component; run in the checkout: pip install -c constraints.txt ".[word]"',
)


class WordError(Exception):
    """Word documents cannot be written; says why in both languages."""

    def __init__(self, text: Text) -> None:
        """Take what is to be said."""
        super().__init__(text.en)
        self.text = text

    def told(self, lang: Lang) -> str:
        """Return what is to be said in a language."""
        return self.text.to(lang)


def word_module() -> Any:  # noqa: ANN401 - the module has no types
    """Return docxtpl, which is an optional component; raises `WordError` where it is not installed."""
    try:
        import docxtpl  # type: ignore[import-untyped]  # noqa: PLC0415 - only whoever asks for Word needs it
    except ImportError as error:
        raise WordError(_INSTALL) from error
    return docxtpl


def _xml() -> Any:  # noqa: ANN401 - the module has no types
    """Return the XML of lxml, which comes with docxtpl and keeps names of elements as Word writes them."""
    from lxml import etree  # type: ignore[import-untyped]  # noqa: PLC0415 - only whoever asks for Word needs it

    return etree


class WordTemplate:
    """A template, with the parts of its file that hold fields compiled."""

    def __init__(self, name: str, content: bytes, sample: Mapping[str, object]) -> None:
        """Read a template; `sample` holds every field that there is, lists with one entry.

        Raises `WordError`, which names the template and what is wrong with it.
        """
        self.name = name
        self.members = self._read(content)
        self.environment = BoundedEnvironment(_shown)
        self.parts = dict(self._compile(sample))
        self._try(sample)

    def fill(self, values: Mapping[str, object]) -> bytes:
        """Return the document for `values`, which have the fields of the sample; raises `WordError` where it cannot."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
            for name, content in self.members.items():
                part = self.parts.get(name)
                entry = zipfile.ZipInfo(name, _DATE)
                entry.compress_type = zipfile.ZIP_DEFLATED
                # The same on every system.
                entry.create_system = 0
                package.writestr(entry, content if part is None else _DECLARATION + self._render(part, values))
        return out.getvalue()

    def _read(self, content: bytes) -> dict[str, bytes]:
        """Return the members of the file by name, in their order."""
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as package:
                if sum(entry.file_size for entry in package.infolist()) > _LARGEST:
                    raise self._fault("太大", "is too large")
                members = {entry.filename: package.read(entry) for entry in package.infolist() if not entry.is_dir()}
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
            raise self._broken() from error
        if _MAIN not in members:
            raise self._broken()
        if _CORE in members:
            members[_CORE] = _CORE_XML.encode()
        return members

    def _compile(self, sample: Mapping[str, object]) -> Iterator[tuple[str, Template]]:
        docxtpl, etree, environment = word_module(), _xml(), self.environment
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        for name, content in self.members.items():
            if not _FILLED.fullmatch(name):
                continue
            try:
                xml = etree.tostring(etree.fromstring(content, parser), encoding="unicode")
            except etree.XMLSyntaxError as error:
                raise self._broken() from error
            source = docxtpl.DocxTemplate(None).patch_xml(xml)
            try:
                unknown = unknown_fields(environment.parse(source), sample)
                compiled = environment.from_string(environment.bounded(source))
            except TemplateError as error:
                raise self._fault(f"写法有误：{error}", f"is not well written: {error}") from error
            except (MemoryError, RecursionError) as error:
                raise self._fault("太复杂", "is too involved") from error
            if unknown:
                fields = ", ".join(unknown)
                raise self._fault(f"里有没有的字段：{fields}", f"asks for unknown fields: {fields}")
            yield name, compiled

    def _try(self, sample: Mapping[str, object]) -> None:
        """Fill the template once: what only shows then is told before anything is judged."""
        etree = _xml()
        for part in self.parts.values():
            try:
                etree.fromstring(self._render(part, sample))
            except etree.XMLSyntaxError as error:
                raise self._fault(
                    "里的循环或条件没有成对放好（表格行用 {%tr %}，段落用 {%p %}）",
                    "has a loop or condition across parts of the document (use {%tr %} for rows, {%p %} for paragraphs)",
                ) from error

    def _render(self, part: Template, values: Mapping[str, object]) -> str:
        try:
            return self.environment.rendered(part, values)
        except (MemoryError, RecursionError) as error:
            raise self._fault("太复杂，或者填出来太大", "is too involved, or grows too large") from error
        except (TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
            raise self._fault(f"无法填写：{error}", f"cannot be filled in: {error}") from error

    def _broken(self) -> WordError:
        return self._fault("不是完好的 .docx 文件", "is not a sound .docx file")

    def _fault(self, zh: str, en: str) -> WordError:
        return WordError(Text(f"模板 {self.name} {zh}", f"template {self.name} {en}"))


def _shown(value: object) -> object:
    """Return a value as a document shows it: on one line, without what no XML holds."""
    return _LINE_ENDS.sub(" ", xml_text(value)) if isinstance(value, str) else value
