"""The review workbook: what needs a person, to be filled in and imported."""
