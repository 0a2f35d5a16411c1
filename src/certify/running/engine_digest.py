"""The digest of the program itself and of what it judges by: a kept result of another program is never used."""

import hashlib
from functools import cache
from pathlib import Path

import certify

SOURCES = (".py", ".j2", ".yaml")


@cache
def engine_digest() -> str:
    """Return the digest of every source file of the package."""
    home = Path(certify.__file__).parent
    digest = hashlib.sha256()
    for path in sorted(home.rglob("*")):
        if path.suffix in SOURCES:
            digest.update(path.relative_to(home).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()
