"""Lines for a terminal as the reports on rule sets have them: headings, and what is said under a label."""

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding

from certify.language import Lang, Text
from certify.reporting.templating import chooser
from certify.reporting.wrapping import wrapped

INDENT = 4


class Teller:
    """Prints onto a console in one language; texts are escaped here."""

    def __init__(self, console: Console, lang: Lang) -> None:
        """Take the console and the language."""
        self.console = console
        self.lang: Lang = lang
        self.t = chooser(lang)
        self.colon = self.t("：", ": ")

    def markup(self, markup: str, indent: int = 0) -> None:
        """Print text with markup, wrapped within its indent."""
        self.console.print(Padding(wrapped(markup), (0, 0, 0, indent)))

    def say(self, text: str, indent: int = 0) -> None:
        """Print plain text."""
        self.markup(escape(text), indent)

    def head(self, text: str, indent: int = 0) -> None:
        """Print a heading."""
        self.markup(f"[bold]{escape(text)}[/bold]", indent)

    def gap(self) -> None:
        """Print an empty line."""
        self.console.print()

    def told(self, label: Text, text: str, indent: int = INDENT) -> None:
        """Print what is said under a label, nothing where nothing is said."""
        if text:
            self.markup(f"[dim]{escape(label.to(self.lang))}{self.colon}[/dim]{escape(text)}", indent)

    def verbatim(self, text: str, indent: int) -> None:
        """Print lines as they are, without breaking them."""
        for line in text.splitlines():
            self.console.print(" " * indent + line, markup=False, soft_wrap=True)
