"""Where the criteria lie: inside the installed package, or at the top of a checkout."""

import os
from pathlib import Path

VARIABLE = "CERTIFY_CRITERIA"


def criteria_home() -> Path:
    """Return the folder that holds the vocabulary, the rule sets and the regions.

    The environment variable `CERTIFY_CRITERIA` names another one.
    """
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named)
    packaged = Path(__file__).parent.parent / "criteria"
    return packaged if packaged.is_dir() else Path(__file__).parents[3] / "criteria"
