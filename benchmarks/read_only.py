"""Read every YAML file below a folder with the strict reader, and nothing else: what a batch is measured against."""

import sys
from pathlib import Path

from certify.documents.load import load_document


def main() -> None:
    """Read the files of the folder named on the command line."""
    count = 0
    for path in sorted(Path(sys.argv[1]).rglob("*.yaml")):
        _, document = load_document(path)
        count += document.root is not None
    print(count)


if __name__ == "__main__":
    main()
