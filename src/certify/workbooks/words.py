"""What a file is instead of a workbook, and what is broken about one, for messages."""

from certify.language import Text

KINDS: dict[str, Text] = {
    "html": Text("网页（HTML），只是改了扩展名", "a web page (HTML) under another name"),
    "xml": Text("XML 文件", "an XML file"),
    "xml2003": Text("“XML 电子表格 2003”", "an “XML Spreadsheet 2003”"),
    "text": Text("文本或 CSV 文件", "a text or CSV file"),
    "pdf": Text("PDF 文件", "a PDF"),
    "image": Text("图片", "a picture"),
    "rtf": Text("RTF 文件", "an RTF file"),
    "rar": Text("压缩包（RAR、7z 或 gzip）", "an archive (RAR, 7z or gzip)"),
    "zip": Text("压缩包（ZIP）", "an archive (ZIP)"),
    "docx": Text("文字文档（Word、WPS 文字或 ODT）", "a text document (Word, WPS or ODT)"),
    "pptx": Text("演示文稿", "a presentation"),
    "xlsb": Text("二进制工作簿（.xlsb）", "a binary workbook (.xlsb)"),
    "ole": Text("旧版 Office 的其他文件", "another file of an old Office"),
    "odf": Text("OpenDocument 的其他文件", "another OpenDocument file"),
    "binary": Text("不认识的二进制文件", "an unknown binary file"),
}

REASONS: dict[str, Text] = {
    "zip": Text("压缩结构不完整", "its zip structure is incomplete"),
    "members": Text("压缩包的目录与内容不符", "its zip directory does not match what is in it"),
    "names": Text("压缩包里有不正常的文件名", "its zip holds irregular names"),
    "twice": Text("压缩包里有同名文件", "its zip holds a name twice"),
    "method": Text("用了不认识的压缩方法", "its zip uses an unknown compression"),
    "xml": Text("内部的 XML 不完整", "its XML is broken"),
    "encoding": Text("内部的 XML 不是 UTF-8 编码", "its XML is not in UTF-8"),
    "sheets": Text("工作表目录不完整", "its list of sheets is incomplete"),
    "cells": Text("单元格的次序或地址不对", "its cells are out of order or have no proper addresses"),
    "ole": Text("文件结构不完整", "its structure is incomplete"),
    "records": Text("数据记录不完整", "its records are incomplete"),
    "content": Text("内容读不出来", "its content cannot be read"),
}
