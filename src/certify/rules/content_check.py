"""What a rule-set file says, checked on its tree: ids, lists, quotations and conditions, whatever its keys and types are.

What the keys and types themselves have wrong is told by the model (`ruleset_file`), and not again here.
"""

from collections.abc import Mapping
from typing import get_args

from certify.documents.tree import Document
from certify.language import Text
from certify.problems import Problem, excerpt
from certify.rules.condition_operands import fact_meant
from certify.rules.condition_parser import ConditionParser
from certify.rules.conditions import Condition
from certify.rules.meant import meant
from certify.rules.parts import Part
from certify.rules.ruleset import Kind
from certify.rules.vocabulary import TYPE_FACT, Vocabulary

# What opens a quotation in Chinese.
_OPENING = ("“", "‘", "「")


class ContentCheck:
    """Checks one document; `conditions` are those it parsed, by their paths, and `problems` every mistake."""

    def __init__(self, document: Document, words: Vocabulary) -> None:
        """Take what is checked and the facts that it may speak of."""
        self.document = document
        self.words = words
        self.root = Part(document.root)
        self.ids: set[str] = set()
        self.conditions: dict[str, Condition] = {}
        self._problems: list[Problem] = []
        values = {key: tuple(part.of("values").entries()) for key, part in self.root.of("readings").entries().items()}
        self._parser = ConditionParser(document, words, values)

    def run(self) -> list[Problem]:
        """Check everything and return the mistakes."""
        for part in self.root.of("readings").entries().values():
            self._reading(part)
        for part in self.root.of("criteria").items():
            self._criterion(part)
        for part in self.root.of("type_rules").items():
            self._unique(part.of("id"))
            self._scope(part)
            self._condition(part.of("rule"))
        return self._problems + self._parser.problems

    def misplaced(self, folder: str, version: str) -> list[Problem]:
        """Return that a file lies where its id and version do not belong, if so."""
        name, own = self.root.of("id"), self.root.of("version")
        if None in (name.text, own.text) or (name.text, own.text) == (folder, version):
            return []
        return [self._problem("ruleset_misplaced", name, found=f"{name.text}@{own.text}", wanted=f"{folder}@{version}")]

    def _reading(self, part: Part) -> None:
        default, values = part.of("default"), part.of("values")
        if default.text is not None and values.is_mapping and default.text not in values.entries():
            self._fault("reading_default", part, found=default.text, accepted=tuple(values.entries()))

    def _criterion(self, part: Part) -> None:
        self._unique(part.of("id"))
        for key, listed in (("tier", "tiers"), ("dimension", "dimensions")):
            if self.root.of(listed).is_mapping:
                self._listed(part.of(key), _labels(self.root.of(listed)))
        self._scope(part)
        checks = part.of("checks")
        if checks.is_list and not checks.items():
            self._fault("clause_without_check", part, found=part.of("id").text or "")
        for check in checks.items():
            self._check(check, part)

    def _check(self, part: Part, above: Part) -> None:
        name, clause, quote = part.of("id").text, above.of("id").text, part.of("quote")
        self._unique(part.of("id"))
        if name is not None and clause is not None and not name.startswith(f"{clause}."):
            self._fault("check_id", part.of("id"), found=name, wanted=f"{clause}.…")
        text = above.of("text").text
        if quote.text is not None and text is not None and quote.text not in text:
            within = quote.text[1:-1] in text and quote.text[0] in _OPENING
            self._fault("quote_in_marks" if within else "quote_not_in_clause", quote, found=quote.text)
        kind = part.of("kind").text
        if kind in get_args(Kind) and part.of("rule").given == (kind == "judgement"):
            self._fault("rule_and_kind", part, found=name or "")
        if part.of("guard").given and not part.of("not_applicable_because").given:
            self._fault("not_applicable_unexplained", part, found=name or "")
        for shown in part.of("shows").items():
            self._fact(shown)
        for condition in (part.of("guard"), part.of("rule"), *(flag.of("when") for flag in part.of("flags").items())):
            self._condition(condition)

    def _fact(self, part: Part) -> None:
        if part.text is not None and part.text not in self.words.by_path:
            self._fault("condition_no_fact", part, found=part.text, suggestion=fact_meant(part.text, self.words))

    def _condition(self, part: Part) -> None:
        if part.given:
            self.conditions[part.at] = self._parser.parse(part.node)

    def _scope(self, part: Part) -> None:
        options = self.words.by_path[TYPE_FACT].options if TYPE_FACT in self.words.by_path else {}
        for name in part.of("scope").items():
            self._listed(name, options)

    def _unique(self, part: Part) -> None:
        if part.text in self.ids:
            self._fault("duplicate_id", part, found=part.text)
        if part.text is not None:
            self.ids.add(part.text)

    def _listed(self, part: Part, accepted: Mapping[str, Text]) -> None:
        if part.text is not None and part.text not in accepted:
            near = meant(part.text, accepted)
            self._fault("not_listed", part, found=part.text, suggestion=near, accepted=accepted)

    def _fault(self, code: str, part: Part, **params: object) -> None:
        self._problems.append(self._problem(code, part, **params))

    def _problem(self, code: str, part: Part, **params: object) -> Problem:
        shown = {name: excerpt(value) if isinstance(value, str) else value for name, value in params.items()}
        return Problem("error", code, self.document.place(part.node), part.at, shown)


def _labels(part: Part) -> dict[str, Text]:
    """Return the keys of a list of words with what each means."""
    entries = part.entries().items()
    return {key: Text(below.of("zh").text or "", below.of("en").text or "") for key, below in entries}
