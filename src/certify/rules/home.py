"""Where the criteria lie: inside the installed package, or at the top of a checkout."""

import os
from pathlib import Path

VARIABLE = "CERTIFY_CRITERIA"
_PACKAGED = Path(__file__).parent.parent / "criteria"


def criteria_home() -> Path:
    """Return the folder that holds the vocabulary, the rule sets and the regions.

    The environment variable `CERTIFY_CRITERIA` names another one.
    """
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named)
    return _PACKAGED if _PACKAGED.is_dir() else Path(__file__).parents[3] / "criteria"


def is_packaged(home: Path) -> bool:
    """Return whether a criteria folder is that of the installed package, which goes when the program is installed anew."""
    return home == _PACKAGED
