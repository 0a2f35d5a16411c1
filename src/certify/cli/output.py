"""Where results and messages go: results to standard output or a file, messages to standard error."""

import os
import sys
from pathlib import Path

from certify.language import Lang
from certify.reporting.writing import write_whole


class UsageError(Exception):
    """A call that cannot be carried out; the message is for the user."""


def prepare_streams() -> None:
    """Let no console encoding stop a report: what it cannot show is replaced."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def coloured() -> bool:
    """Return whether standard output is a terminal that wants colours."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


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


def complain(message: str) -> None:
    """Print one message to standard error."""
    sys.stderr.write(f"certify: {message}\n")
