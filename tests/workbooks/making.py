"""Workbooks made in code, sound ones and broken ones."""

import io
import struct
import zipfile
from collections.abc import Iterable, Mapping

from certify.workbooks import biff
from certify.workbooks.container import contained

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
STYLES = (
    f'{DECLARATION}<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/>'
    '</numFmts><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="170"/></cellXfs></styleSheet>'
)
Parts = dict[str, str | bytes]


def zipped(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return file.getvalue()


def sheet(rows: str, before: str = "", after: str = "", main: str = MAIN) -> str:
    return f'{DECLARATION}<worksheet xmlns="{main}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def row(number: int, *cells: str) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def value(place: str, text: object, kind: str = "", style: int = 0) -> str:
    said = (f' s="{style}"' if style else "") + (f' t="{kind}"' if kind else "")
    return f'<c r="{place}"{said}><v>{text}</v></c>'


def inline(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def texts(*items: str) -> str:
    return f'<sst xmlns="{MAIN}">{"".join(f"<si>{item}</si>" for item in items)}</sst>'


def relations(*items: tuple[str, str], office: str = OFFICE) -> str:
    rows = "".join(
        f'<Relationship Id="r{n}" Type="{office}/{kind}" Target="{to}"/>' for n, (kind, to) in enumerate(items)
    )
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE}">{rows}</Relationships>'


def book_parts(
    *sheets: str,
    names: Iterable[str] = (),
    shared: str = "",
    styles: str = STYLES,
    book: str = "",
    main: str = MAIN,
    office: str = OFFICE,
) -> Parts:
    named = list(names) or [f"表{n + 1}" for n in range(len(sheets))]
    listed = "".join(f'<sheet name="{name}" sheetId="{n + 1}" r:id="r{n}"/>' for n, name in enumerate(named))
    wholes = [("worksheet", f"worksheets/sheet{n + 1}.xml") for n in range(len(named))]
    parts: Parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml"), office=office),
        "xl/workbook.xml": f'{DECLARATION}<workbook xmlns="{main}" xmlns:r="{office}">{book}<sheets>{listed}</sheets></workbook>',
    }
    parts |= {f"xl/worksheets/sheet{n + 1}.xml": content for n, content in enumerate(sheets)}
    if shared:
        parts["xl/sharedStrings.xml"] = shared
        wholes.append(("sharedStrings", "sharedStrings.xml"))
    if styles:
        parts["xl/styles.xml"] = styles
        wholes.append(("styles", "styles.xml"))
    parts["xl/_rels/workbook.xml.rels"] = relations(*wholes, office=office)
    return parts


def xlsx(*sheets: str, shared: str = "", styles: str = STYLES, book: str = "", names: Iterable[str] = ()) -> bytes:
    return zipped(book_parts(*sheets, shared=shared, styles=styles, book=book, names=names))


def one_sheet(*rows: str) -> bytes:
    return xlsx(sheet("".join(rows)))


ODS_HEAD = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:calcext="urn:c" xmlns:draw="urn:d">'
    "<office:body><office:spreadsheet>"
)
ODS_TAIL = "</office:spreadsheet></office:body></office:document-content>"
ODS_KIND = "application/vnd.oasis.opendocument.spreadsheet"


def ods_parts(rows: str, manifest: str = "<manifest/>", kind: str = ODS_KIND, head: str = ODS_HEAD) -> Parts:
    content = f'{head}<table:table table:name="表">{rows}</table:table>{ODS_TAIL}'
    return {"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": content}


def ods(rows: str) -> bytes:
    return zipped(ods_parts(rows))


def ods_row(*cells: str, times: int = 1) -> str:
    repeated = f' table:number-rows-repeated="{times}"' if times > 1 else ""
    return f"<table:table-row{repeated}>{''.join(cells)}</table:table-row>"


def ods_cell(text: str = "", attributes: str = "", times: int = 1) -> str:
    repeated = f' table:number-columns-repeated="{times}"' if times > 1 else ""
    said = f"<text:p>{text}</text:p>" if text else ""
    return f"<table:table-cell {attributes}{repeated}>{said}</table:table-cell>"


TEXT = 'office:value-type="string"'


def record(kind: int, body: bytes = b"") -> bytes:
    return biff.Record(kind, body, []).packed()


def bof(kind: int, version: int = biff.BIFF8) -> bytes:
    return record(biff.BOF, struct.pack("<HHHHLL", version, kind, 0, 0, 0, 0))


def xls_stream(
    *cells: bytes, globals_: bytes = b"", name: str = "表", kind: int = 0, version: int = biff.BIFF8
) -> bytes:
    letters = name.encode("utf-16-le")
    book = bof(5, version) + globals_
    bound = len(book) + 4 + 8 + len(letters) + 4
    entry = record(0x85, struct.pack("<LBBBB", bound, 0, kind, len(name), 1) + letters)
    return book + entry + record(biff.EOF) + bof(0x10, version) + b"".join(cells) + record(biff.EOF)


def xls(*cells: bytes, globals_: bytes = b"", name: str = "表", kind: int = 0, version: int = biff.BIFF8) -> bytes:
    return contained("Workbook", xls_stream(*cells, globals_=globals_, name=name, kind=kind, version=version))


def xls_number(row_: int, column: int, number: float, style: int = 0) -> bytes:
    return record(0x0203, struct.pack("<HHHd", row_, column, style, number))


def xls_formula(row_: int, column: int, result: bytes, flags: int = 0) -> bytes:
    return record(0x0006, struct.pack("<HHH8sHL", row_, column, 0, result, flags, 0) + b"\x03\x00\x1e\x01\x00")


def xls_text(length: int, *pieces: bytes) -> bytes:
    first = record(0x0207, struct.pack("<H", length) + pieces[0])
    return first + b"".join(record(biff.CONTINUE, piece) for piece in pieces[1:])


def shared_table(*items: str) -> bytes:
    body = struct.pack("<LL", len(items), len(items))
    for item in items:
        letters = item.encode("utf-16-le")
        body += struct.pack("<HB", len(item), 1) + letters
    return record(0x00FC, body)
