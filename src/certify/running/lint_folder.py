"""What lies in a criteria folder beside the versions of its rule sets and is read by nothing."""

from collections.abc import Iterator
from pathlib import Path

from certify.problems import Problem, excerpt
from certify.reading.cases import FOLDER
from certify.rules.duty_load import DUTIES
from certify.rules.folder_index import REGIONS
from certify.rules.load import is_version

_ENDINGS = (".yaml", ".yml")


def stray_files(home: Path) -> Iterator[Problem]:
    """Yield a doubt on every YAML file in the folder of a rule set that is no version of it, and folders without one."""
    for folder in sorted(home.iterdir()):
        if not folder.is_dir() or folder.name in (DUTIES, REGIONS) or folder.name.startswith((".", "_")):
            continue
        files = [path for path in sorted(folder.rglob("*")) if path.suffix.lower() in _ENDINGS]
        versions = [
            path for path in files if path.parent == folder and path.suffix == ".yaml" and is_version(path.stem)
        ]
        for path in files:
            if path not in versions and FOLDER not in path.relative_to(folder).parts[:-1]:
                where = f"{path.relative_to(home).as_posix()}:1:1"
                yield Problem("warning", "ruleset_stray", where, params={"found": excerpt(path.name)})
        if not versions:
            yield Problem("warning", "ruleset_no_version", f"{folder.name}:1:1", params={"found": excerpt(folder.name)})
