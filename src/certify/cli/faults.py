"""The last resort: criteria that cannot be used, and faults of the program itself."""

import os
import sys
import traceback
from pathlib import Path

from certify import __version__
from certify.cli.usage import language
from certify.rules.files import FaultyCriteriaError
from certify.wording import problems as words

INPUT_WRONG = 4
FAULT = 70
VARIABLE = "CERTIFY_DEBUG"


def report_fault(error: Exception) -> int:
    """Tell of an error that no command expected, without echoing any value, and return the exit status."""
    lang = language()
    if isinstance(error, FaultyCriteriaError):
        for problem in error.problems:
            sys.stderr.write(words.line(problem, lang))
        return INPUT_WRONG
    if os.environ.get(VARIABLE):
        traceback.print_exception(error)
        return FAULT
    frame = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(frame.filename).name}:{frame.lineno}"
    sys.stderr.write(
        f"certify: 程序出错（{type(error).__name__}，{place}，版本 {__version__}），请报告给维护者\n"
        if lang == "zh"
        else f"certify: a fault of the program ({type(error).__name__}, {place}, version {__version__}); please report it\n"
    )
    return FAULT
