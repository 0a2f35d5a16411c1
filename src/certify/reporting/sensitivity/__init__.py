"""The report on what hangs on the readings."""
