"""Odd files that are fine all the same: what they hold, at its place and of its kind."""

import struct
import zipfile

import pytest

from certify.workbooks.container import contained
from tests.workbooks.conftest import Tell
from tests.workbooks.making import (
    MAIN,
    STRICT,
    STRICT_OFFICE,
    TEXT,
    book_parts,
    inline,
    ods,
    ods_cell,
    ods_parts,
    ods_row,
    one_sheet,
    record,
    row,
    shared_table,
    sheet,
    texts,
    value,
    xls,
    xls_formula,
    xls_number,
    xls_stream,
    xls_text,
    xlsx,
    zipped,
)

PARTS = book_parts(sheet(row(1, value("A1", 1))))
PREFIXED = (
    f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c>'
    '<x:c r="B1" t="e"><x:v>#REF!</x:v></x:c></x:row></x:sheetData></x:worksheet>'
)
ERRORS = one_sheet(
    row(1, value("A1", "#REF!", "e"), value("B1", "#N/A", "e"), value("C1", "#SPILL!", "e"), value("D1", 2)),
    row(2, '<c r="A2" t="e"><f>1/0</f><v>#DIV/0!</v></c>', '<c r="B2" t="e"/>'),
)
FORMULAS = one_sheet(
    row(
        1,
        '<c r="A1"><f>1+1</f></c>',
        '<c r="B1"><f>1+1</f><v></v></c>',
        '<c r="C1"><f>1+1</f><v/></c>',
        '<c r="D1"><f>1+1</f><v>2</v></c>',
        '<c r="E1" t="str"><f>""</f><v></v></c>',
        '<c r="F1" t="str"><f>"a"</f><v>a</v></c>',
        '<c r="G1"><f t="shared" si="0"/><v>3</v></c>',
        '<c r="H1" t="b"><f>TRUE</f><v>1</v></c>',
    )
)
AFTERWARDS = (
    '<conditionalFormatting sqref="A1"><cfRule type="expression"><formula>A1</formula></cfRule></conditionalFormatting>'
    '<extLst><ext xmlns:xm="m"><xm:f>A1</xm:f><xm:sqref>A1</xm:sqref></ext></extLst>'
)
RICH = "<r><rPr><b/></rPr><t>甲</t></r><r><t xml:space='preserve'> 乙</t></r><rPh sb='0' eb='1'><t>jia</t></rPh>"

XLSX = [
    pytest.param(one_sheet(row(1, value("A1", 1))), ["A1 number 1"], id="plain"),
    pytest.param(
        one_sheet(row(7, value("C7", 1)), row(99, value("D99", 2))), ["C7 number 1", "D99 number 2"], id="blank-rows"
    ),
    pytest.param(
        one_sheet(row(9, value("A9", 1)), row(2, value("B2", 2))), ["B2 number 2", "A9 number 1"], id="rows-in-disorder"
    ),
    pytest.param(
        one_sheet("<row><c><v>1</v></c><c><v>2</v></c></row><row><c/><c><v>3</v></c></row>"),
        ["A1 number 1", "B1 number 2", "B2 number 3"],
        id="cells-without-places",
    ),
    pytest.param(
        one_sheet(
            row(1, '<c r="A1" s="1"/>', '<c r="XFD1" s="1"/>'),
            row(1_048_576, '<c r="A1048576" s="1"/>'),
            row(2, value("B2", 5)),
        ),
        ["B2 number 5"],
        id="styled-blanks-to-the-end",
    ),
    pytest.param(
        xlsx(sheet(row(1, value("A1", 1)), after='<mergeCells count="1"><mergeCell ref="A1:C3"/></mergeCells>')),
        ["A1 number 1"],
        id="merged",
    ),
    pytest.param(
        xlsx(sheet(row(3, value("C3", 1)), before='<dimension ref="A1"/>')), ["C3 number 1"], id="dimension-too-small"
    ),
    pytest.param(
        xlsx(sheet(row(3, value("C3", 1)), before='<dimension ref="A1:XFD1048576"/>')),
        ["C3 number 1"],
        id="dimension-too-large",
    ),
    pytest.param(one_sheet(row(1, inline("A1", "a&lt;b&#x4e2d;"))), ["A1 text a<b中"], id="inline"),
    pytest.param(
        xlsx(sheet(row(1, value("A1", 0, "s"), value("B1", 1, "s"))), shared=texts("<t>甲</t>", RICH)),
        ["A1 text 甲", "B1 text 甲 乙"],
        id="rich-and-phonetic",
    ),
    pytest.param(
        one_sheet(row(1, inline("A1", "a_x000D_\nb"), inline("B1", "a&#13;&#10;b"), inline("C1", "a_x005F_x000D_"))),
        ["A1 text a\nb", "B1 text a\nb", "C1 text a_x000D_"],
        id="escaped-line-breaks",
    ),
    pytest.param(one_sheet(row(1, inline("A1", ""), value("B1", "", "str"))), [], id="empty-texts"),
    pytest.param(
        ERRORS, ["A1 error #REF!", "B1 error #N/A", "C1 error #SPILL!", "D1 number 2", "A2 error #DIV/0!"], id="errors"
    ),
    pytest.param(
        FORMULAS,
        ["A1 stale ", "B1 stale ", "C1 stale ", "D1 number 2", "F1 text a", "G1 number 3", "H1 bool true"],
        id="formulas",
    ),
    pytest.param(
        xlsx(sheet(row(1, value("A1", 1), '<c r="B1" s="1"/>'), after=AFTERWARDS)),
        ["A1 number 1"],
        id="formulas-of-other-things",
    ),
    pytest.param(
        xlsx(sheet(row(1, value("A1", "#N/A", "e"), '<c r="B1"/>'), after=AFTERWARDS)),
        ["A1 error #N/A"],
        id="formulas-after-errors",
    ),
    pytest.param(
        one_sheet(row(1, value("A1", 45524, style=1), value("B1", 45524.4375, style=2), value("C1", 45524, style=3))),
        ["A1 date 2024-08-20", "B1 date 2024-08-20 10:30:00", "C1 date 2024-08-20"],
        id="dates",
    ),
    pytest.param(
        xlsx(sheet(row(1, value("A1", 44062, style=1))), book='<workbookPr date1904="1"/>'),
        ["A1 date 2024-08-20"],
        id="dates-since-1904",
    ),
    pytest.param(
        one_sheet(row(1, value("A1", "2024-08-20", "d"), value("B1", "2024-08-20T10:30:00", "d"))),
        ["A1 date 2024-08-20", "B1 date 2024-08-20 10:30:00"],
        id="dates-as-iso",
    ),
    pytest.param(
        one_sheet(
            row(
                1,
                value("A1", "00123", "str"),
                value("B1", "0.65000000000000002"),
                value("C1", "1E-7"),
                value("D1", "-0"),
            )
        ),
        ["A1 text 00123", "B1 number 0.65", "C1 number 0.0000001", "D1 number 0"],
        id="numbers",
    ),
    pytest.param(
        one_sheet(row(1, value("A1", "370102199001011234"), value("B1", "999999999999999"), value("C1", "1e999"))),
        ["A1 digits 370102199001011260", "B1 number 999999999999999", "C1 error #NUM!"],
        id="long-numbers",
    ),
    pytest.param(xlsx(sheet(row(1, value("A1", 45524, style=1))), styles=""), ["A1 number 45524"], id="no-styles"),
    pytest.param(
        zipped({name: part for name, part in PARTS.items() if "Content" not in name}),
        ["A1 number 1"],
        id="no-content-types",
    ),
    pytest.param(
        zipped({name: part for name, part in PARTS.items() if name != "_rels/.rels"}),
        ["A1 number 1"],
        id="no-relations",
    ),
    pytest.param(zipped(PARTS, zipfile.ZIP_STORED), ["A1 number 1"], id="stored"),
    pytest.param(
        zipped({name.replace("/", "\\"): part for name, part in PARTS.items()}), ["A1 number 1"], id="backslashes"
    ),
    pytest.param(zipped({name.upper(): part for name, part in PARTS.items()}), ["A1 number 1"], id="upper-case-names"),
    pytest.param(zipped({**PARTS, "xl/media/a.png": b"a" * 99}), ["A1 number 1"], id="with-a-picture"),
    pytest.param(
        zipped({**PARTS, "xl/worksheets/sheet1.xml": "\ufeff" + sheet(row(1, value("A1", 1)))}),
        ["A1 number 1"],
        id="byte-order-mark",
    ),
    pytest.param(
        zipped({**PARTS, "xl/worksheets/sheet1.xml": sheet("\n " + row(1, "\n  ", value("A1", 1), "\n"))}),
        ["A1 number 1"],
        id="indented",
    ),
    pytest.param(
        zipped({**PARTS, "xl/worksheets/sheet1.xml": sheet("<!-- a -->" + row(1, value("A1", 1)))}),
        ["A1 number 1"],
        id="comments",
    ),
    pytest.param(
        zipped(book_parts(sheet(row(1, value("A1", 1)), main=STRICT), main=STRICT, office=STRICT_OFFICE)),
        ["A1 number 1"],
        id="strict",
    ),
    pytest.param(
        zipped({**PARTS, "xl/worksheets/sheet1.xml": PREFIXED}), ["A1 number 1", "B1 error #REF!"], id="prefixed"
    ),
]

OTHERS = [
    pytest.param(ods(ods_row(ods_cell("甲", TEXT))), ["A1 text 甲"], id="ods"),
    pytest.param(
        ods(ods_row(ods_cell("a", TEXT), ods_cell(times=16_383)) + ods_row(ods_cell(times=16_384), times=1_048_575)),
        ["A1 text a"],
        id="ods-blanks-to-the-end",
    ),
    pytest.param(
        ods(ods_row(ods_cell(times=16_384), times=3) + ods_row(ods_cell(times=2), ods_cell("a", TEXT, 2), times=2)),
        ["C4 text a", "D4 text a", "C5 text a", "D5 text a"],
        id="ods-repeated",
    ),
    pytest.param(
        ods(
            ods_row(
                ods_cell("1", 'office:value-type="float" office:value="1"'),
                ods_cell("x", 'office:value-type="percentage" office:value="0.65"'),
                ods_cell("x", 'office:value-type="date" office:date-value="2024-08-20"'),
                ods_cell("x", 'office:value-type="boolean" office:boolean-value="true"'),
            )
        ),
        ["A1 number 1", "B1 number 0.65", "C1 date 2024-08-20", "D1 bool true"],
        id="ods-kinds",
    ),
    pytest.param(
        ods(
            ods_row(
                ods_cell("#REF!", 'table:formula="of:=[.#REF!]" office:value-type="string" calcext:value-type="error"'),
                ods_cell("#DIV/0!", 'table:formula="of:=1/0" office:value-type="float" office:value="0"'),
                ods_cell("Err:502", 'table:formula="of:=a" office:value-type="string"'),
                ods_cell("", 'table:formula="of:=1+1"'),
                ods_cell("2", 'table:formula="of:=1+1" office:value-type="float" office:value="2"'),
                ods_cell("#REF!", TEXT),
            )
        ),
        ["A1 error #REF!", "B1 error #DIV/0!", "C1 error Err:502", "D1 stale ", "E1 number 2", "F1 text #REF!"],
        id="ods-errors",
    ),
    pytest.param(
        ods(ods_row(ods_cell("a<text:tab/>b<text:line-break/>c<text:s text:c='2'/>d", TEXT))),
        ["A1 text a\tb\nc  d"],
        id="ods-spacing",
    ),
    pytest.param(ods(ods_row(ods_cell("甲"))), ["A1 text 甲"], id="ods-without-a-kind"),
    pytest.param(
        ods(
            ods_row(
                ods_cell("甲", TEXT).replace(
                    "<text:p>", "<office:annotation><text:p>note</text:p></office:annotation><text:p>"
                )
            )
        ),
        ["A1 text 甲"],
        id="ods-comment",
    ),
    pytest.param(
        ods(ods_row(ods_cell("甲", TEXT).replace("<text:p>", "<draw:frame><text:p>box</text:p></draw:frame><text:p>"))),
        ["A1 text 甲"],
        id="ods-picture-in-a-cell",
    ),
    pytest.param(
        zipped(ods_parts(ods_row(ods_cell("a", TEXT)), kind="application/vnd.oasis.opendocument.spreadsheet-template")),
        ["A1 text a"],
        id="ods-template",
    ),
    pytest.param(xls(xls_number(1, 2, 13), xls_number(1, 3, 0.5)), ["C2 number 13", "D2 number 0.5"], id="xls"),
    pytest.param(
        xls(
            record(0xFD, struct.pack("<HHHL", 0, 0, 0, 1)),
            record(0x204, struct.pack("<HHHHB", 0, 1, 0, 1, 1) + "乙".encode("utf-16-le")),
            globals_=shared_table("不", "甲"),
        ),
        ["A1 text 甲", "B1 text 乙"],
        id="xls-texts",
    ),
    pytest.param(
        xls(record(0xBD, struct.pack("<HHHLHLH", 4, 1, 0, (7 << 2) | 2, 0, (650 << 2) | 3, 2))),
        ["B5 number 7", "C5 number 6.5"],
        id="xls-several-numbers",
    ),
    pytest.param(
        xls(
            record(0x205, struct.pack("<HHHBB", 0, 0, 0, 0x17, 1)),
            record(0x205, struct.pack("<HHHBB", 0, 1, 0, 1, 0)),
            xls_formula(1, 0, struct.pack("<d", 5)),
            xls_formula(1, 1, b"\x02\x00\x2a\x00\x00\x00\xff\xff"),
            xls_formula(1, 2, b"\x01\x00\x01\x00\x00\x00\xff\xff"),
            xls_formula(1, 3, b"\x03\x00\x00\x00\x00\x00\xff\xff"),
            xls_formula(1, 4, b"\x03\x00\x00\x00\x00\x00\xff\xff", flags=2),
            xls_formula(1, 5, b"\x00\x00\x00\x00\x00\x00\xff\xff"),
            xls_text(4, b"\x00ab", b"\x01" + "甲乙".encode("utf-16-le")),
        ),
        [
            "A1 error #REF!",
            "B1 bool true",
            "A2 number 5",
            "B2 error #N/A",
            "C2 bool true",
            "E2 stale ",
            "F2 text ab甲乙",
        ],
        id="xls-errors-and-formulas",
    ),
    pytest.param(
        xls(
            xls_number(0, 0, 44062, style=1),
            globals_=record(0x22, b"\x01\x00")
            + record(0xE0, struct.pack("<HH16x", 0, 0))
            + record(0xE0, struct.pack("<HH16x", 0, 14)),
        ),
        ["A1 date 2024-08-20"],
        id="xls-dates-since-1904",
    ),
    pytest.param(
        xls(record(0x200, struct.pack("<LLHHH", 0, 2**32 - 1, 0, 2**16 - 1, 0)), xls_number(0, 0, 1)),
        ["A1 number 1"],
        id="xls-dimensions-that-lie",
    ),
    pytest.param(
        contained("Workbook", xls_stream(*[xls_number(row_, 0, 1) for row_ in range(60_000)])),
        [f"A{n} number 1" for n in range(1, 60_001)],
        id="xls-many-rows",
    ),
]


@pytest.mark.parametrize(("content", "cells"), XLSX)
def test_an_odd_xlsx(tell: Tell, content: bytes, cells: list[str]) -> None:
    assert tell(content) == {"表1": cells}


@pytest.mark.parametrize(("content", "cells"), OTHERS)
def test_another_kind_under_the_name_of_an_xlsx(tell: Tell, content: bytes, cells: list[str]) -> None:
    assert tell(content) == {"表": cells}


def test_sheets_stand_in_the_order_of_the_book_and_bear_their_names(tell: Tell) -> None:
    parts = book_parts(
        sheet(row(1, value("A1", 1))),
        sheet(""),
        sheet(row(1, value("A1", 3))),
        names=["2 制度机制", "空", "a&amp;b\u0007"[:-1]],
    )
    book = str(parts["xl/workbook.xml"]).replace('name="空"', 'state="veryHidden" name="空"')
    swapped = (
        str(parts["xl/_rels/workbook.xml.rels"]).replace('"r0"', '"x"').replace('"r2"', '"r0"').replace('"x"', '"r2"')
    )
    found = tell(zipped({**parts, "xl/workbook.xml": book, "xl/_rels/workbook.xml.rels": swapped}))
    assert found == {"2 制度机制": ["A1 number 3"], "空": [], "a&b": ["A1 number 1"]}


def test_charts_are_no_sheets(tell: Tell) -> None:
    parts = book_parts(sheet(row(1, value("A1", 1))), "<chartsheet/>")
    rels = str(parts["xl/_rels/workbook.xml.rels"]).replace(
        'worksheet" Target="worksheets/sheet2', 'chartsheet" Target="worksheets/sheet2'
    )
    assert tell(zipped({**parts, "xl/_rels/workbook.xml.rels": rels})) == {"表1": ["A1 number 1"]}
