"""Builds the Word templates that the program brings: `python -m tests.reporting.word_templates` writes them anew.

They are plain .docx files, which a bureau copies and changes in Word. They are built, so that a change can be reviewed.
"""

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

import certify
from certify.language import Lang, Text
from certify.reporting.word.documents import LIST, NOTICE, TABLE

HOME = Path(certify.__file__).parent / "reporting" / "templates" / "word"
# What official documents are set in: title 小二, text 三号, tables 五号.
TITLE, BODY, CELL, SMALL = Pt(18), Pt(16), Pt(10.5), Pt(9)
SONG, HEI, FANGSONG = "宋体", "黑体", "仿宋"
LEFT, CENTER, RIGHT = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
STYLES = ("Normal", "Header", "Footer", "Table Grid", "Normal Table", "Default Paragraph Font", "No List")
UNUSED = ("stylesWithEffects", "thumbnail", "customXml", "numbering")
SETTER = Text(
    "certify {{ version }}；依据 {{ rules.reference }} {{ rules.digest }}"
    "{% if rules.readings %}；选用口径：{{ rules.readings }}{% endif %}",
    "certify {{ version }}; rules {{ rules.reference }} {{ rules.digest }}"
    "{% if rules.readings %}; readings chosen: {{ rules.readings }}{% endif %}",
)


class Builder:
    """One template while it is built."""

    def __init__(self, lang: Lang, *, wide: bool) -> None:
        self.lang: Lang = lang
        self.document = Document()
        normal: Any = self.document.styles["Normal"]
        normal.font.size = BODY
        self.face(normal, FANGSONG)
        section = self.document.sections[0]
        width, height = Mm(210), Mm(297)
        if wide:
            section.orientation = WD_ORIENT.LANDSCAPE
            section.page_width, section.page_height = height, width
            section.left_margin = section.right_margin = Mm(15)
            section.top_margin = section.bottom_margin = Mm(20)
        else:
            section.page_width, section.page_height = width, height
            section.left_margin, section.right_margin = Mm(28), Mm(26)
            section.top_margin, section.bottom_margin = Mm(37), Mm(35)
        self.page_number(section.footer.paragraphs[0])
        setter = section.footer.add_paragraph()
        setter.alignment = CENTER
        self.run(setter, SETTER.to(lang), SONG, Pt(7))

    def face(self, styled: Any, font: str) -> None:
        """Set the Chinese font, and the Latin one that goes with it."""
        styled.font.name = "Times New Roman"
        fonts = styled.element.get_or_add_rPr().get_or_add_rFonts()
        fonts.set(qn("w:eastAsia"), font)
        fonts.set(qn("w:hAnsi"), "Times New Roman")

    def run(self, paragraph: Any, text: str, font: str, size: Any, *, bold: bool = False) -> Any:
        run = paragraph.add_run()
        # Lines of the text become breaks.
        run.text = text
        self.face(run, font)
        run.font.size = size
        run.bold = bold
        return run

    def line(
        self,
        text: Text,
        *,
        font: str = FANGSONG,
        size: Any = BODY,
        align: Any = LEFT,
        indent: bool = False,
        bold: bool = False,
        gap: float = 0,
    ) -> Any:
        """Add a paragraph."""
        paragraph = self.document.add_paragraph()
        self.run(paragraph, text.to(self.lang), font, size, bold=bold)
        look = paragraph.paragraph_format
        look.alignment = align
        look.space_before, look.space_after = Pt(gap), Pt(gap)
        if size == BODY:
            look.line_spacing_rule, look.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(28)
        if indent:
            look.first_line_indent = 2 * size
        return paragraph

    def mark(self, tag: str) -> None:
        """Add a paragraph that holds nothing but a mark of the template and vanishes with it."""
        self.line(Text(tag, tag), size=SMALL)

    def title(self, text: Text) -> None:
        self.line(text, font=SONG, size=TITLE, align=CENTER, bold=True, gap=4)

    def table(
        self, widths: Sequence[float], heads: Sequence[Text], items: str, cells: Sequence[str], size: Any = CELL
    ) -> None:
        """Add a table with a row for every one of `items`; widths in millimetres."""
        table = self.document.add_table(rows=4, cols=len(widths))
        table.style = "Table Grid"
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        self.cells(table.rows[0], [head.to(self.lang) for head in heads], widths, HEI, size, CENTER)
        self.cells(
            table.rows[1], [f"{{%tr for row in {items} %}}", *[""] * (len(widths) - 1)], widths, FANGSONG, size, LEFT
        )
        self.cells(table.rows[2], cells, widths, FANGSONG, size, LEFT)
        self.cells(table.rows[3], ["{%tr endfor %}", *[""] * (len(widths) - 1)], widths, FANGSONG, size, LEFT)
        self.set_row(table.rows[0], "w:tblHeader")
        self.set_row(table.rows[2], "w:cantSplit")

    def cells(self, row: Any, texts: Sequence[str], widths: Sequence[float], font: str, size: Any, align: Any) -> None:
        for cell, text, width in zip(row.cells, texts, widths, strict=True):
            cell.width = Mm(width)
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            paragraph = cell.paragraphs[0]
            paragraph.alignment = CENTER if text in ("{{ row.number }}", "{{ row.check }}") else align
            paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(1)
            self.run(paragraph, text, font, size)

    def set_row(self, row: Any, name: str) -> None:
        row._tr.get_or_add_trPr().append(OxmlElement(name))

    def page_number(self, paragraph: Any) -> None:
        paragraph.alignment = CENTER
        self.run(paragraph, "— ", SONG, Pt(12))
        run = self.run(paragraph, "", SONG, Pt(12))
        for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
            if kind:
                part = OxmlElement("w:fldChar")
                part.set(qn("w:fldCharType"), kind)
            else:
                part = OxmlElement("w:instrText")
                part.text = text
            run._r.append(part)
        self.run(paragraph, " —", SONG, Pt(12))

    def signature(self, gap: float = 18) -> None:
        # The hand and the date stand on one page, with a line of what they sign.
        self.document.paragraphs[-1].paragraph_format.keep_with_next = True
        seal = self.line(Text("（盖章）　　　　", "(seal)        "), align=RIGHT, gap=gap)
        seal.paragraph_format.keep_with_next = True
        self.line(Text("　　　年　　月　　日　　", "Date:              "), align=RIGHT)

    def strip(self) -> None:
        """Take out what python-docx brings and nobody uses: it would be written into every document."""
        for style in list(self.document.styles):
            if style.name not in STYLES:
                style.delete()
        part = self.document.part
        for rels in (part.rels, part.package.rels):
            for name in [name for name, rel in rels.items() if rel.reltype.rsplit("/", 1)[-1] in UNUSED]:
                del rels[name]

    def file(self) -> bytes:
        """Return the file with nothing in it that tells of the hour, the machine or the maker."""
        self.strip()
        raw, out = io.BytesIO(), io.BytesIO()
        self.document.save(raw)
        with zipfile.ZipFile(raw) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
            for entry in made.infolist():
                plain = zipfile.ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0))
                plain.compress_type = zipfile.ZIP_DEFLATED
                written.writestr(plain, made.read(entry))
        return out.getvalue()


def table_template(lang: Lang) -> bytes:
    """Return the recommendation table, a wide sheet."""
    made = Builder(lang, wide=True)
    made.title(Text("省级标准化劳动人事争议调解组织推荐汇总表", "Recommended mediation organizations"))
    made.line(Text("{{ batch.title }}", "{{ batch.title }}"), size=Pt(12), align=CENTER)
    made.line(
        Text(
            "统计期：{{ batch.period.start }} 至 {{ batch.period.end }}　　基准日：{{ batch.as_of }}　　共 {{ count }} 家{% if suggested %}（程序建议，待市级确定）{% endif %}",
            "Period: {{ batch.period.start }} to {{ batch.period.end }}. As of: {{ batch.as_of }}. Organizations: {{ count }}{% if suggested %} (suggested by the program){% endif %}",
        ),
        size=CELL,
        gap=4,
    )
    columns = (
        (8, "序号", "No.", "number"),
        (15, "市", "City", "city"),
        (17, "县（市、区）/开发区", "County or zone", "unit"),
        (34, "组织名称", "Organization", "name"),
        (20, "类型", "Type", "type"),
        (19, "负责人职务", "Head", "head"),
        (14, "专职/兼职人数", "Full/part-time", "persons"),
        (19, "受理/达成/未达成/其他", "Accepted/agreed/ failed/other", "cases"),
        (22, "成功率", "Success rate", "rate"),
        (13, "基础达标", "Base met", "base"),
        (13, "提升达标", "Advanced met", "advanced"),
        (20, "不适用条款及原因", "Not applicable, and why", "not_applicable"),
        (14, "待确认子项", "To confirm", "open"),
        (17, "口径敏感项", "Sensitive to readings", "sensitive"),
        (22, "市级意见", "Opinion of the city", "opinion"),
    )
    made.table(
        [column[0] for column in columns],
        [Text(column[1], column[2]) for column in columns],
        "rows",
        [f"{{{{ row.{column[3]} }}}}" for column in columns],
        size=SMALL,
    )
    made.signature(gap=8)
    return made.file()


def list_template(lang: Lang) -> bytes:
    """Return the list of recognized organizations, by city."""
    made = Builder(lang, wide=False)
    made.title(Text("省级标准化劳动人事争议调解组织认定名单", "Recognized mediation organizations"))
    made.line(Text("{{ batch.title }}", "{{ batch.title }}"), size=Pt(14), align=CENTER, gap=4)
    made.mark("{%p if count %}")
    made.line(
        Text(
            "本名单按决定记录列出本批次已作出认定决定的组织，共 {{ count }} 家。",
            "This list holds the {{ count }} organizations of the batch whose recognition is on record.",
        ),
        indent=True,
    )
    made.mark("{%p else %}")
    made.line(Text("决定记录中，本批次没有已认定的组织。", "No recognition is on record in this batch."), indent=True)
    made.mark("{%p endif %}")
    made.mark("{%p for city in cities %}")
    made.line(
        Text(
            "{{ city.number }}、{{ city.name }}（{{ city.count }} 家）",
            "{{ city.number }}. {{ city.name }} ({{ city.count }})",
        ),
        font=HEI,
        indent=lang == "zh",
        gap=4,
    ).paragraph_format.keep_with_next = True
    made.table(
        (12, 48, 23, 25, 23, 25),
        (
            Text("序号", "No."),
            Text("组织名称", "Organization"),
            Text("县（市、区）/开发区", "County or zone"),
            Text("类型", "Type"),
            Text("认定日期", "On"),
            Text("认定机关", "By"),
        ),
        "city.organizations",
        (
            "{{ row.number }}",
            "{{ row.name or row.id }}",
            "{{ row.unit }}",
            "{{ row.type }}",
            "{{ row.on }}",
            "{{ row.by }}",
        ),
    )
    made.mark("{%p endfor %}")
    made.line(
        Text(
            "本名单依据决定记录生成，本身不是认定决定。",
            "This list repeats what is on record and is no decision itself.",
        ),
        indent=True,
        gap=4,
    )
    made.signature(gap=8)
    return made.file()


def notice_template(lang: Lang) -> bytes:
    """Return the rectification notice."""
    made = Builder(lang, wide=False)
    made.title(Text("整改通知", "Rectification notice"))
    made.line(Text("{{ batch.title }}", "{{ batch.title }}"), size=Pt(14), align=CENTER, gap=4)
    made.line(Text("{{ organization.name }}：", "{{ organization.name }}:"))
    made.line(
        Text(
            "你单位（{{ organization.type }}，{{ organization.unit }}）的自评材料，统计期 {{ period.start }} 至 {{ period.end }}，基准日 {{ as_of }}，已对照{{ rules.issued_by }}《{{ rules.title }}》（{{ rules.number }}）附件的指标评判。结论：{{ outcome }}。请按下列事项整改、补充。",
            "The self-assessment of your organization ({{ organization.type }}, {{ organization.unit }}) for {{ period.start }} to {{ period.end }}, as of {{ as_of }}, was judged against the indicators annexed to {{ rules.number }}. Outcome: {{ outcome }}. Please put right and supply what follows.",
        ),
        indent=True,
    )
    made.mark("{%p if standing %}")
    made.line(Text("{{ standing }}", "{{ standing }}"), font=HEI, indent=True)
    made.mark("{%p endif %}")
    clause, quote = Text("条款", "Clause"), Text("条文要求", "Words of the clause")
    where, words = "{{ row.check }}\n{{ row.clause }}", "{{ row.quote }}"
    made.mark("{%p if repairs %}")
    made.line(
        Text("一、需要整改的事项（{{ repairs|length }} 项）", "To put right ({{ repairs|length }})"),
        font=HEI,
        indent=True,
        gap=4,
    )
    made.table(
        (21, 32, 42, 38, 23),
        (clause, quote, Text("存在问题", "Found"), Text("整改要求", "To do"), Text("由谁办", "Who")),
        "repairs",
        (where, words, "{{ row.found }}", "{{ row.todo }}", "{{ row.who }}"),
    )
    made.mark("{%p endif %}")
    made.mark("{%p if answers %}")
    made.line(
        Text(
            "{% if repairs %}二{% else %}一{% endif %}、需要补充填报的事项（{{ answers|length }} 项）",
            "To supply ({{ answers|length }})",
        ),
        font=HEI,
        indent=True,
        gap=4,
    )
    made.table(
        (22, 40, 50, 44),
        (clause, quote, Text("缺少的内容", "Lacking"), Text("佐证材料", "Evidence")),
        "answers",
        (where, words, "{{ row.found }}", "{{ row.evidence }}"),
    )
    made.mark("{%p endif %}")
    made.line(
        Text(
            "请于　　　年　　月　　日前办结并书面报告。本通知不是认定决定。",
            "Please report by ________. This is no decision on recognition.",
        ),
        indent=True,
        gap=6,
    )
    made.signature()
    return made.file()


def templates() -> dict[str, bytes]:
    """Return every template by its path below `HOME`."""
    builders = {TABLE: table_template, LIST: list_template, NOTICE: notice_template}
    langs: tuple[Lang, ...] = ("zh", "en")
    return {f"{lang}/{name}": build(lang) for lang in langs for name, build in builders.items()}


def main() -> None:
    """Write the templates."""
    for name, content in templates().items():
        (HOME / name).parent.mkdir(parents=True, exist_ok=True)
        (HOME / name).write_bytes(content)


if __name__ == "__main__":
    main()
