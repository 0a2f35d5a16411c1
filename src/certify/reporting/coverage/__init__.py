"""The province's reports: coverage and gaps as JSON, page, Markdown, CSV and workbook."""
