"""`certify schema`: the JSON Schema of what certify reads and writes."""

import json
import sys

from certify.cli.output import prepare_streams
from certify.language import Lang
from certify.reporting.schemas import schema


def run(name: str, lang: Lang) -> int:
    """Print a schema."""
    prepare_streams()
    sys.stdout.write(json.dumps(schema(name, lang), ensure_ascii=False, indent=2) + "\n")
    return 0
