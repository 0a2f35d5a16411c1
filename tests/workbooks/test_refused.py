"""Broken, hostile and foreign files: one problem each, at its place, and the next file is read as ever."""

import re
import struct
import zipfile
import zlib

import pytest

from certify.workbooks.bounds import MEGABYTE
from certify.workbooks.container import contained
from tests.workbooks.conftest import Tell
from tests.workbooks.making import (
    DECLARATION,
    ODS_HEAD,
    TEXT,
    bof,
    book_parts,
    inline,
    ods,
    ods_cell,
    ods_parts,
    ods_row,
    one_sheet,
    record,
    relations,
    row,
    sheet,
    texts,
    value,
    xls,
    xls_number,
    xls_stream,
    xlsx,
    zipped,
)

GOOD = one_sheet(row(1, value("A1", 1)))
PARTS = book_parts(sheet(row(1, value("A1", 1))))
FIRST = "xl/worksheets/sheet1.xml"
DTD = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]>'
LAUGHS = '<!DOCTYPE a [<!ENTITY l0 "ha">' + "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9)) + "]>"
HTML = b"<html><head><meta charset=gbk></head><body><table><tr><td>1</td></tr></table>"


def with_part(name: str, content: str | bytes) -> bytes:
    return zipped({**PARTS, name: content})


def without(name: str) -> bytes:
    return zipped({part: content for part, content in PARTS.items() if part != name})


def first_sheet(content: str) -> bytes:
    return with_part(FIRST, content)


def patched(raw: bytes, at: int, form: str, number: int) -> bytes:
    changed = bytearray(raw)
    struct.pack_into(form, changed, at, number)
    return bytes(changed)


def in_directory(raw: bytes, offset: int, form: str, number: int) -> bytes:
    """Return a zip with a figure of its first directory entry changed."""
    return patched(raw, raw.index(b"PK\x01\x02") + offset, form, number)


def twice() -> bytes:
    one = zipped({**PARTS, FIRST.replace("1.xml", "2.xml"): "<a/>"})
    return one.replace(b"sheet2.xml", b"sheet1.xml")


def overlapping() -> bytes:
    """Return a zip whose directory names one member's bytes many times over, each within its bound."""
    kernel = zipped({"a": bytes(10 * MEGABYTE)})
    entry_at = kernel.index(b"PK\x01\x02")
    end_at = kernel.index(b"PK\x05\x06")
    entry = kernel[entry_at:end_at]
    entries = entry * 20
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 20, 20, len(entries), entry_at, 0)
    return kernel[:entry_at] + entries + end


def stored_as(method: int) -> bytes:
    return zipped(PARTS, method)


def understated() -> bytes:
    """Return a zip that says of a large member that it is small."""
    raw = zipped({"a.xml": bytes(MEGABYTE), **PARTS})
    raw = in_directory(raw, 24, "<L", 10)
    return in_directory(raw, 16, "<L", zlib.crc32(bytes(10)))


REFUSED = [
    # Not a workbook at all
    pytest.param(HTML, "workbook_other_kind 1:1", id="web-page"),
    pytest.param("姓名,案号\n张某,1\n".encode("gb18030"), "workbook_other_kind 1:1", id="csv-gbk"),
    pytest.param("\ufeff姓名,案号\n".encode(), "workbook_other_kind 1:1", id="csv-utf8"),
    pytest.param("a\tb".encode("utf-16"), "workbook_other_kind 1:1", id="text-utf16"),
    pytest.param(b"%PDF-1.7\n", "workbook_other_kind 1:1", id="pdf"),
    pytest.param(b"\x89PNG\r\n\x1a\n" + bytes(20), "workbook_other_kind 1:1", id="picture"),
    pytest.param(b"Rar!\x1a\x07\x00", "workbook_other_kind 1:1", id="rar"),
    pytest.param(bytes(64), "workbook_other_kind 1:1", id="zeros"),
    pytest.param(
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        "workbook_other_kind 1:1",
        id="xml-spreadsheet-2003",
    ),
    pytest.param(zipped({"word/document.xml": "<a/>"}), "workbook_other_kind 1:1", id="docx"),
    pytest.param(zipped({"xl/workbook.bin": b"\x00"}), "workbook_other_kind 1:1", id="xlsb"),
    pytest.param(zipped({"readme.txt": "a"}), "workbook_other_kind 1:1", id="plain-zip"),
    pytest.param(zipped({}), "workbook_other_kind 1:1", id="empty-zip"),
    pytest.param(
        zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}),
        "workbook_other_kind 1:1",
        id="odt",
    ),
    pytest.param(contained("WordDocument", b"a"), "workbook_other_kind 1:1", id="doc"),
    pytest.param(contained("Other", b"a"), "workbook_other_kind 1:1", id="ole-of-another-kind"),
    pytest.param(b"", "file_empty 1:1", id="empty"),
    pytest.param(bytes(16 * MEGABYTE + 1), "file_too_large 1:1", id="too-many-bytes"),
    # Closed or with macros
    pytest.param(contained("EncryptedPackage", b"a"), "workbook_encrypted 1:1", id="encrypted-xlsx"),
    pytest.param(xls(globals_=record(0x2F, b"\x01\x00")), "workbook_encrypted 1:1", id="encrypted-xls"),
    pytest.param(
        zipped(ods_parts("", '<m xmlns="m"><encryption-data/></m>')), "workbook_encrypted 1:1", id="encrypted-ods"
    ),
    pytest.param(in_directory(GOOD, 8, "<H", 1), "workbook_encrypted 1:1", id="encrypted-member"),
    pytest.param(with_part("xl/vbaProject.bin", b"a"), "workbook_macros 1:1", id="macros-xlsx"),
    pytest.param(with_part("xl/macrosheets/sheet1.xml", "<a/>"), "workbook_macros 1:1", id="macro-sheet-xlsx"),
    pytest.param(
        with_part("[Content_Types].xml", '<T a="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/>'),
        "workbook_macros 1:1",
        id="macro-enabled-type",
    ),
    pytest.param(contained("_VBA_PROJECT_CUR", b"a"), "workbook_macros 1:1", id="macros-xls"),
    pytest.param(xls(kind=1), "workbook_macros 1:1", id="macro-sheet-xls"),
    pytest.param(zipped({**ods_parts(""), "Basic/Standard/a.xml": "<a/>"}), "workbook_macros 1:1", id="macros-ods"),
    pytest.param(zipped({**ods_parts(""), "Scripts/python/a.py": "a"}), "workbook_macros 1:1", id="scripts-ods"),
    # Old
    pytest.param(xls(version=0x0500), "workbook_old_format 1:1", id="biff5"),
    pytest.param(contained("Book", b"a"), "workbook_old_format 1:1", id="biff5-stream"),
    pytest.param(b"\x09\x02\x06\x00\x00\x00\x10\x00", "workbook_old_format 1:1", id="biff3"),
    # Zip
    pytest.param(GOOD[: len(GOOD) // 2], "workbook_damaged 1:1", id="half-a-zip"),
    pytest.param(GOOD[:-30], "workbook_damaged 1:1", id="zip-without-its-end"),
    pytest.param(GOOD[:200] + bytes(40) + GOOD[240:], "workbook_damaged 1:1", id="zip-overwritten"),
    pytest.param(twice(), "workbook_damaged 1:1", id="member-twice"),
    pytest.param(with_part("XL/Workbook.xml", "<a/>"), "workbook_damaged 1:1", id="member-twice-by-case"),
    pytest.param(with_part("../../etc/passwd", "a"), "workbook_damaged 1:1", id="path-upwards"),
    pytest.param(with_part("/etc/passwd", "a"), "workbook_damaged 1:1", id="path-from-the-root"),
    pytest.param(with_part("C:\\a", "a"), "workbook_damaged 1:1", id="path-with-a-drive"),
    pytest.param(stored_as(zipfile.ZIP_LZMA), "workbook_damaged 1:1", id="strange-compression"),
    pytest.param(understated(), "workbook_damaged 1:1", id="size-understated"),
    pytest.param(in_directory(GOOD, 24, "<L", 0xFFFFFFFF), "workbook_too_large 1:1", id="zip64-without-its-field"),
    pytest.param(in_directory(GOOD, 24, "<L", 2**30), "workbook_too_large 1:1", id="size-overstated"),
    pytest.param(in_directory(GOOD, 42, "<L", 5), "workbook_damaged 1:1", id="member-elsewhere"),
    pytest.param(with_part("xl/media/a.png", bytes(60 * MEGABYTE)), "workbook_inflates 1:1", id="bomb"),
    pytest.param(with_part("a.bin", bytes(151 * MEGABYTE)), "workbook_too_large 1:1", id="large-bomb"),
    pytest.param(overlapping(), "workbook_too_large 1:1", id="overlapping-members"),
    pytest.param(
        zipped({**PARTS, **{f"a{n}": "" for n in range(2_001)}}), "workbook_too_many_members 1:1", id="many-members"
    ),
    # XML
    pytest.param(first_sheet(DTD + "<worksheet/>"), "workbook_dtd 1:1", id="dtd-in-a-sheet"),
    pytest.param(first_sheet(LAUGHS + "<worksheet>&l9;</worksheet>"), "workbook_dtd 1:1", id="billion-laughs"),
    pytest.param(with_part("docProps/app.xml", DTD + "<a/>"), "workbook_dtd 1:1", id="dtd-elsewhere"),
    pytest.param(xlsx(sheet(""), shared=DTD + "<sst/>"), "workbook_dtd 1:1", id="dtd-in-the-texts"),
    pytest.param(zipped(ods_parts("", head=LAUGHS + ODS_HEAD)), "workbook_dtd 1:1", id="billion-laughs-ods"),
    pytest.param(first_sheet(sheet(row(1, value("A1", 1)))[:-20]), "workbook_damaged 1:1", id="sheet-cut-off"),
    pytest.param(
        first_sheet(sheet("").replace("UTF-8", "GB2312")), "workbook_damaged 1:1", id="sheet-in-another-encoding"
    ),
    pytest.param(with_part("xl/workbook.xml", "<workbook><sheets>"), "workbook_damaged 1:1", id="book-cut-off"),
    pytest.param(without(FIRST), "workbook_damaged 1:1", id="sheet-missing"),
    pytest.param(without("xl/_rels/workbook.xml.rels"), "workbook_damaged 1:1", id="relations-missing"),
    pytest.param(without("xl/workbook.xml"), "workbook_other_kind 1:1", id="book-missing"),
    pytest.param(
        with_part("xl/_rels/workbook.xml.rels", relations(("worksheet", "../../../../etc/passwd"))),
        "workbook_damaged 1:1",
        id="sheet-outside",
    ),
    pytest.param(xlsx(), "workbook_damaged 1:1", id="no-sheets"),
    pytest.param(xlsx(sheet(""), sheet(""), names=["a", "A"]), "workbook_damaged 1:1", id="sheet-name-twice"),
    pytest.param(xlsx(*[sheet("")] * 61), "workbook_too_many_sheets 1:1", id="many-sheets"),
    # Cells
    pytest.param(
        one_sheet(row(1, value("A1", 1)), row(1_048_576, value("XFD1048576", 1))),
        "workbook_far_cell 表1!XFD1048576",
        id="far-cell",
    ),
    pytest.param(one_sheet(row(60_001, value("A60001", 1))), "workbook_far_cell 表1!A60001", id="far-row"),
    pytest.param(one_sheet(row(1, inline("IW1", "a"))), "workbook_far_cell 表1!IW1", id="far-column"),
    pytest.param(
        xlsx(sheet("<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>")),
        "workbook_far_cell 表1!XFD1048576",
        id="far-cell-in-other-quotes",
    ),
    pytest.param(
        first_sheet(
            '<x:worksheet xmlns:x="a"><x:sheetData><x:row r="9"><x:c r="ZZ9"><x:v>1</x:v></x:c></x:row>'
            "</x:sheetData></x:worksheet>"
        ),
        "workbook_far_cell 表1!ZZ9",
        id="far-cell-under-a-prefix",
    ),
    pytest.param(
        first_sheet(
            '<worksheet><sheetData x="1"><row r="9"><c r="ZZ9"><v>1</v></c></row></sheetData>'
            "<sheetData></sheetData></worksheet>"
        ),
        "workbook_far_cell 表1!ZZ9",
        id="far-cell-in-a-second-table",
    ),
    pytest.param(
        one_sheet(*[f"<row r='{n}'><c><v>1</v></c></row>" for n in (1, 60_000)], row(2, value("IV2", 1))),
        "workbook_too_many_cells 1:1",
        id="cells-far-apart",
    ),
    pytest.param(one_sheet(row(1, value("A1", 1), value("A1", 2))), "workbook_damaged 1:1", id="cell-twice"),
    pytest.param(one_sheet(row(1, value("A2", 1))), "workbook_damaged 1:1", id="cell-in-another-row"),
    pytest.param(one_sheet(row(1, value("1A", 1))), "workbook_damaged 1:1", id="cell-without-a-place"),
    pytest.param(one_sheet(row(1, value("A1", "<![CDATA[5]]>"))), "workbook_damaged 1:1", id="cell-in-cdata"),
    pytest.param(one_sheet("<row r='-1'/>"), "workbook_damaged 1:1", id="row-below-one"),
    pytest.param(one_sheet(row(1, value("A1", 7, "s"))), "workbook_damaged 1:1", id="text-that-is-not-there"),
    pytest.param(
        xlsx(
            sheet("".join(row(n, value(f"A{n}", 0, "s")) for n in range(1, 10_001))),
            shared=texts(f"<t>{'字' * 10_000}</t>"),
        ),
        "workbook_too_much_text 1:1",
        id="one-long-text-in-every-cell",
    ),
    # ODS
    pytest.param(
        ods(ods_row(ods_cell("a", TEXT), times=1_000_000)), "workbook_far_cell 表!A1000000", id="ods-filled-to-the-end"
    ),
    pytest.param(
        ods(ods_row(ods_cell(), times=100_000) + ods_row(ods_cell("a", TEXT))),
        "workbook_far_cell 表!A100001",
        id="ods-far-row",
    ),
    pytest.param(
        ods(ods_row(ods_cell(times=1000), ods_cell("a", TEXT))), "workbook_far_cell 表!ALM1", id="ods-far-column"
    ),
    pytest.param(
        ods(ods_row(ods_cell("a", TEXT, 250), times=50_000)), "workbook_too_many_cells 1:1", id="ods-filled-block"
    ),
    pytest.param(
        ods(ods_row(ods_cell("字" * 10_000, TEXT, 200), times=100)),
        "workbook_too_much_text 1:1",
        id="ods-long-text-repeated",
    ),
    pytest.param(
        ods(f'<table:table-row table:number-rows-repeated="{"9" * 30}"/>'), "workbook_damaged 1:1", id="ods-huge-count"
    ),
    pytest.param(ods(ods_row(times=1)[:-5]), "workbook_damaged 1:1", id="ods-cut-off"),
    pytest.param(
        zipped({**ods_parts(""), "content.xml": f"{DECLARATION}<a:b xmlns:a='c'/>"}),
        "workbook_damaged 1:1",
        id="ods-under-another-prefix",
    ),
    # XLS
    pytest.param(xls()[:3000], "workbook_damaged 1:1", id="xls-cut-off"),
    pytest.param(xls()[:8] + bytes(2000), "workbook_damaged 1:1", id="xls-of-zeros"),
    pytest.param(contained("Workbook", xls_stream()[:30]), "workbook_damaged 1:1", id="xls-without-sheets"),
    pytest.param(
        contained("Workbook", xls_stream(record(0x0203, b"\x00"))), "workbook_damaged 1:1", id="xls-short-record"
    ),
    pytest.param(
        contained("Workbook", bof(5) + record(0x85, struct.pack("<LBBBB", 10**9, 0, 0, 1, 0) + b"a") + record(0x0A)),
        "workbook_damaged 1:1",
        id="xls-sheet-elsewhere",
    ),
    pytest.param(
        xls(globals_=record(0xFC, struct.pack("<LL", 1, 2**31 - 1))), "workbook_damaged 1:1", id="xls-huge-text-table"
    ),
    pytest.param(xls(xls_number(65_000, 0, 1)), "workbook_far_cell 表!A65001", id="xls-far-row"),
    pytest.param(xls(xls_number(0, 300, 1)), "workbook_far_cell 表!KO1", id="xls-far-column"),
]


@pytest.mark.parametrize(("content", "wrong"), REFUSED)
def test_a_file_that_is_refused(tell: Tell, content: bytes, wrong: str) -> None:
    assert tell(content) == wrong
    assert tell(GOOD) == {"表1": ["A1 number 1"]}


def test_the_table_is_long_enough() -> None:
    assert len(REFUSED) >= 45


@pytest.mark.parametrize("seed", range(40))
def test_any_byte_may_be_wrong(tell: Tell, seed: int) -> None:
    for raw in (GOOD, xls(xls_number(1, 1, 5.5)), ods(ods_row(ods_cell("a", TEXT)))):
        at = (seed * 7919) % len(raw)
        found = tell(raw[:at] + bytes([raw[at] ^ (1 << seed % 8)]) + raw[at + 1 :])
        assert isinstance(found, dict) or re.match(r"workbook_(?!crashed|too_slow)", found)
