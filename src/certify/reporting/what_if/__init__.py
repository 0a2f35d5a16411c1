"""The report on assumed facts."""
