"""A policy file: a province's own decision on how a rule set is read, kept apart from the rule set and from batches."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from certify.documents.load import load_document
from certify.documents.tree import MappingNode
from certify.facts import Facts
from certify.language import Text
from certify.masking import without_numbers
from certify.problems import Problem, has_errors
from certify.reading.acts import day
from certify.reading.form import Form
from certify.reading.forms import form_fields
from certify.reading.named_rules import READINGS, chosen_values, named_ruleset
from certify.reading.sink import Sink
from certify.rules.ruleset import ChosenReading, RuleSet


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy for one version of one rule set; `values` are what it chooses, by key, `places` where it does."""

    rules: RuleSet
    by: Text
    values: Mapping[str, str]
    places: Mapping[str, str]

    def chosen(self) -> tuple[ChosenReading, ...]:
        """Return its choices with its name."""
        return tuple(ChosenReading(key, value, self.by) for key, value in self.values.items())

    def fits(self, rules: RuleSet, own: Mapping[str, str], sink: Sink) -> bool:
        """Return whether a batch can go by this policy, and note why not: it is for other rules, or `own` choices differ."""
        if rules.reference != self.rules.reference:
            own_rules = {"found": self.rules.reference, "wanted": rules.reference}
            sink.fault(sink.document.find("policy"), "policy", "policy_of_other_rules", **own_rules)
            return False
        titles = {reading.key: reading.title for reading in rules.readings}
        differing = [key for key, value in own.items() if self.values.get(key, value) != value]
        for key in differing:
            path = f"{READINGS}.{key}"
            params = {
                "label": titles[key],
                "found": own[key],
                "other": self.values[key],
                "place": self.places[key],
            }
            sink.fault(sink.document.find(path), path, "reading_chosen_twice", **params)
        return not differing


@cache
def _form() -> Form:
    return Form(form_fields("policy_form").fields)


def is_policy(path: Path) -> bool:
    """Return whether a file is a policy and not a rule set: it names one, and has no criteria of its own."""
    _, document = load_document(path)
    root = document.root
    return isinstance(root, MappingNode) and "ruleset" in root.entries and "criteria" not in root.entries


def read_policy(path: Path, name: str | None = None) -> tuple[Policy | None, tuple[Problem, ...]]:
    """Read the policy file at `path`; the policy is `None` where there is an error. Places are told as `name`."""
    _, document = load_document(path, name)
    facts, sink = _form().read(document)
    rules = named_ruleset(facts, sink)
    values = {} if rules is None else chosen_values(facts, sink, rules)
    problems = (*document.problems, *sink.problems)
    if rules is None or has_errors(list(problems)):
        return None, problems
    title, issuer = (without_numbers(str(facts[name])) for name in ("title", "issued_by"))
    on = day(facts, "issued_on").isoformat()
    quoted = title if title.startswith("《") and title.endswith("》") else f"《{title}》"
    by = Text(f"政策文件{quoted}（{issuer}，{on}）", f"the policy “{title}” ({issuer}, {on})")
    places = {key: document.place(document.find(f"{READINGS}.{key}")) for key in values}
    return Policy(rules, by, values, places), problems


def under_choices(rules: RuleSet, policy: Policy | None, facts: Facts, sink: Sink) -> RuleSet:
    """Return the rules of a batch under the readings that its file and its policy choose, and note what is wrong."""
    own, title = chosen_values(facts, sink, rules), without_numbers(str(facts.get("title", "")))
    by = Text(f"批次文件（{title}）", f"the batch file ({title})")
    chosen = {key: ChosenReading(key, value, by) for key, value in own.items()}
    if policy is not None and policy.fits(rules, own, sink):
        chosen |= {one.key: one for one in policy.chosen()}
    return rules.under(chosen.values())
