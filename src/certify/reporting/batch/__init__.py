"""The reports on a batch: JSON, page, workbook, table and notices."""
