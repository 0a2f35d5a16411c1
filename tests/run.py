"""Set everything up in .venv and run every check: lint, format, types, architecture, tests.

    python3 tests/run.py           the checks and the fast tests
    python3 tests/run.py --all     the slow ones too
    python3 tests/run.py --cover   all of them, with the branches that they cover

Needs Python 3.11 or later and nothing else. Prints what failed and ends with status 1 where anything did.
"""

import subprocess
import sys
import venv
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
ENVIRONMENT = HOME / ".venv"
BINARIES = ENVIRONMENT / ("Scripts" if sys.platform == "win32" else "bin")
PYTHON = str(BINARIES / "python")
INSTALL = [PYTHON, "-m", "pip", "install", "--quiet", "--constraint", "constraints.txt", "--editable", ".[dev]"]
CHECKS = {
    "lint": [PYTHON, "-m", "ruff", "check", "."],
    "format": [PYTHON, "-m", "ruff", "format", "--check", "."],
    "types": [PYTHON, "-m", "mypy"],
    "architecture": [str(BINARIES / "lint-imports")],
}
TESTS = [PYTHON, "-m", "pytest", "--numprocesses", "3", "--dist", "worksteal"]


def main() -> int:
    """Install, run every check, and return the exit status."""
    cover = "--cover" in sys.argv[1:]
    everything = cover or "--all" in sys.argv[1:]
    if not ENVIRONMENT.exists():
        venv.create(ENVIRONMENT, with_pip=True)
    if run(INSTALL):
        print("certify: the installation failed", file=sys.stderr)
        return 1
    chosen = [] if everything else ["-m", "not slow"]
    chosen += ["--cov", "--cov-report=term:skip-covered"] if cover else []
    failed = [name for name, command in CHECKS.items() if run(command)]
    if run([*TESTS, *chosen]):
        failed.append("tests")
    if failed:
        print(f"certify: failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def run(command: list[str]) -> int:
    """Run a command at the top of the checkout and return its exit status."""
    print("$", " ".join([Path(command[0]).name, *command[1:]]), flush=True)
    return subprocess.run(command, cwd=HOME, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
