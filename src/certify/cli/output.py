"""Where results and messages go: results to standard output or a file, messages to standard error."""

import contextlib
import os
import shutil
import sys
from pathlib import Path

from certify.language import Lang
from certify.reporting.writing import write_whole

# Lines of text that are wider are hard to read; narrower than this, tables fall apart.
WIDEST = 100
NARROWEST = 40


class UsageError(Exception):
    """A call that cannot be carried out; the message is for the user."""


def prepare_streams() -> None:
    """Let no console encoding stop a report: what it cannot show is replaced."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            # A stream whose descriptor is closed cannot be changed; that it cannot be written either is told in the end.
            with contextlib.suppress(OSError):
                reconfigure(errors="replace")


def coloured() -> bool:
    """Return whether standard output is a terminal that wants colours."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def columns(output: Path | None) -> int:
    """Return how wide a text report may be: as the terminal that it is printed to, and never wider than is readable."""
    if output is not None or not sys.stdout.isatty():
        return WIDEST
    return max(NARROWEST, min(WIDEST, shutil.get_terminal_size((WIDEST, 24)).columns))


def deliver(text: str, output: Path | None, lang: Lang, *, for_machines: bool) -> None:
    """Print a report, or write it whole to a file; what machines read is UTF-8 whatever the console's encoding."""
    try:
        if output is not None:
            write_whole(output, text.encode())
        elif for_machines and not sys.stdout.isatty():
            sys.stdout.buffer.write(text.encode())
            sys.stdout.buffer.flush()
        else:
            sys.stdout.write(text)
            sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        place = output or ("标准输出" if lang == "zh" else "standard output")
        said = f"无法写入 {place}：{error.strerror}" if lang == "zh" else f"cannot write {place}: {error.strerror}"
        raise UsageError(said) from error


def deliver_bytes(content: bytes, output: Path, lang: Lang) -> None:
    """Write a file whole."""
    try:
        write_whole(output, content)
    except OSError as error:
        said = f"无法写入 {output}：{error.strerror}" if lang == "zh" else f"cannot write {output}: {error.strerror}"
        raise UsageError(said) from error


def complain(message: str) -> None:
    """Print one message to standard error."""
    sys.stderr.write(f"certify: {message}\n")
