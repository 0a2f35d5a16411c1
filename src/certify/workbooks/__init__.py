"""Workbooks (.xlsx, .xls, .ods) as cells: opened with care, nothing interpreted."""
