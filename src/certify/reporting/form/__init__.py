"""The form as a workbook: blank, filled in, or returned with what is wrong."""
