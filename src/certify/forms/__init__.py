"""The form of a submission as a workbook: what stands on which sheet, and what was written into it."""
