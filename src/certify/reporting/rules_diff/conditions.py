"""Conditions of two rule sets in words, under every reading by which what they say differs."""

from certify.judging.descriptions import Describer
from certify.judging.evaluate import Readings
from certify.language import Lang
from certify.rules.conditions import Condition, readings_of
from certify.rules.ruleset import RuleSet
from certify.rules.vocabulary import Vocabulary
from certify.wording import rules_diff as words
from certify.wording.filling import filled

# A reading by its key with the value it is taken as; the defaults where there is none.
Under = tuple[str, str] | None


class ConditionWords:
    """Describes the conditions of one rule set."""

    def __init__(self, rules: RuleSet, vocabulary: Vocabulary, lang: Lang) -> None:
        """Take the rules and the words."""
        self.rules = rules
        self.vocabulary = vocabulary
        self.lang: Lang = lang
        self.defaults = Readings.make(rules.default_readings())
        self.readings = {reading.key: reading for reading in rules.readings}

    def said(self, condition: Condition | None, under: Under = None) -> str:
        """Return a condition in words under the defaults, or with one reading taken as another value."""
        if condition is None:
            return ""
        readings = self.defaults if under is None else self.defaults.but(*under)
        return Describer(self.vocabulary, readings).describe(condition).to(self.lang)

    def variants(self, condition: Condition | None) -> dict[Under, str]:
        """Return what a condition says under the defaults and with each reading it uses taken otherwise."""
        others = [
            (key, value)
            for key in readings_of(condition)
            for value in self.readings[key].values
            if value != self.readings[key].default
        ]
        found: dict[Under, str] = {None: self.said(condition)}
        return found | {under: self.told(under, self.said(condition, under)) for under in others}

    def told(self, under: tuple[str, str], said: str) -> str:
        """Return what a condition says with the reading under which it says so."""
        reading = self.readings[under[0]]
        params = {"title": reading.title, "value": reading.values[under[1]], "said": said}
        return filled(words.UNDER_READING, params, self.lang)


def differing(
    old: ConditionWords, before: Condition | None, new: ConditionWords, after: Condition | None
) -> tuple[list[str], list[str]]:
    """Return what two conditions say, line by line, only where it differs; in full where the words are alike."""
    ones, twos = old.variants(before), new.variants(after)
    chosen = [under for under in {**ones, **twos} if ones.get(under) != twos.get(under)]
    if not chosen:
        same = words.SAME_WORDS.to(old.lang)
        return [f"{ones[None]}{same}"], [f"{twos[None]}{same}"]
    return [ones[under] for under in chosen if ones.get(under)], [twos[under] for under in chosen if twos.get(under)]
