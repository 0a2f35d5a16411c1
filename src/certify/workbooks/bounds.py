"""How much a workbook may hold: far beyond any real form or ledger, far below what hangs or fills a machine."""

MEGABYTE = 1024 * 1024

MOST_FILE_BYTES = 16 * MEGABYTE
MOST_MEMBERS = 2_000
# Of all members of a zip together, inflated.
MOST_INFLATED_BYTES = 150 * MEGABYTE
# A sheet of like rows deflates to a hundredth; deflate itself reaches a thousandth, on nothing anyone typed.
MOST_RATIO = 300
SMALL_BYTES = 4 * MEGABYTE

MOST_SHEETS = 60
MOST_ROWS = 60_000
MOST_COLUMNS = 256
MOST_CELLS = 2_000_000
# The library keeps every cell between the first and the last filled one, empty or not.
MOST_AREA = 6_000_000
# Of all text cells together: a text that is stored once may be shown in any number of cells.
MOST_TEXT_BYTES = 200 * MEGABYTE
LONGEST_SHEET_NAME = 255

SECONDS_PER_FILE = 20.0
MOST_MEMORY_BYTES = 1024 * MEGABYTE
