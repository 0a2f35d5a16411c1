"""Two rule sets compared, to the public report: what differs, in words."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Literal

from certify import __version__
from certify.language import Lang, joined
from certify.reporting.common_shapes import ruleset_shape
from certify.reporting.rules_diff.conditions import ConditionWords
from certify.reporting.rules_diff.shapes import (
    CheckChangeShape,
    CriterionChangeShape,
    DiffCountsShape,
    PartChangeShape,
    PartKind,
    RulesDiffReport,
    SubCheckShape,
)
from certify.reporting.rules_diff.values import ChangeWords
from certify.rules.changes import Weight
from certify.rules.difference import CheckDifference, CriterionDifference, Difference, Pair
from certify.rules.ruleset import Check, Criterion, Reading, TypeRule
from certify.rules.vocabulary import TYPE_FACT, Vocabulary
from certify.wording import rules_diff as words
from certify.wording.filling import filled
from certify.wording.terms import KINDS


def _weighed(weights: Iterable[Weight | None]) -> dict[Weight | Literal["unchanged"], int]:
    counted = Counter(weights)
    return {**{weight: counted[weight] for weight in words.WEIGHTS}, "unchanged": counted[None]}


def relation_said(found: Difference, lang: Lang) -> str:
    """Return how two rule sets were matched."""
    if found.before.reference == found.after.reference:
        same = (found.before.digest, found.weight) == (found.after.digest, None)
        return (words.IDENTICAL if same else words.SAME_VERSION).to(lang)
    return words.RELATIONS[found.relation].to(lang)


class DiffReporter:
    """Makes the report on one comparison in one language."""

    def __init__(self, found: Difference, names: tuple[str, str], vocabulary: Vocabulary, lang: Lang) -> None:
        """Take the comparison, the names of both sides, and the words."""
        self.found = found
        self.names = names
        self.vocabulary = vocabulary
        self.lang: Lang = lang
        self.words = ChangeWords(found.before, found.after, vocabulary, lang)

    def report(self) -> RulesDiffReport:
        """Return the report."""
        found = self.found
        return RulesDiffReport(
            certify_version=__version__,
            lang=self.lang,
            before=ruleset_shape(found.before, self.lang),
            after=ruleset_shape(found.after, self.lang),
            relation=found.relation,
            before_name=self.names[0],
            after_name=self.names[1],
            relation_label=relation_said(found, self.lang),
            weight=found.weight,
            counts=self.counts(),
            head=self.words.changes(found.head),
            readings=list(self.parts(found.readings)),
            criteria=[one for criterion in found.criteria if (one := self.criterion(criterion)) is not None],
            type_rules=list(self.parts(found.type_rules)),
        )

    def counts(self) -> DiffCountsShape:
        """Count the sub-checks by what became of them."""
        checks = list(self.found.checks())
        weights = Counter(check.weight for check in checks if check.weight is not None)
        return DiffCountsShape(
            unchanged=sum(check.weight is None for check in checks),
            weights={weight: weights[weight] for weight in words.WEIGHTS},
            steps={kind: sum(check.step.kind == kind for check in checks) for kind in words.STEPS},
            parts={
                "head": _weighed(change.weight for change in self.found.head),
                "readings": _weighed(pair.weight for pair in self.found.readings),
                "criteria": _weighed(criterion.pair.weight for criterion in self.found.criteria),
                "checks": _weighed(check.weight for check in checks),
                "type_rules": _weighed(pair.weight for pair in self.found.type_rules),
            },
        )

    def parts(self, pairs: Iterable[Pair[Reading] | Pair[TypeRule]]) -> Iterator[PartChangeShape]:
        """Yield the readings or the rules by type in which something differs."""
        for pair in pairs:
            part = pair.after or pair.before
            if pair.weight is None or part is None:
                continue
            yield PartChangeShape(
                id=part.key if isinstance(part, Reading) else part.id,
                title=part.title.to(self.lang),
                kind=_kind(pair),
                weight=pair.weight,
                changes=self.words.changes(pair.changes),
            )

    def criterion(self, one: CriterionDifference) -> CriterionChangeShape | None:
        """Return a criterion with what differs in it; nothing where nothing does."""
        before, after = one.pair.before, one.pair.after
        part = after or before
        if one.weight is None or part is None:
            return None
        return CriterionChangeShape(
            before=before.id if before else "",
            after=after.id if after else "",
            title=part.title.to(self.lang),
            kind=_kind(one.pair),
            weight=one.weight,
            changes=self.words.changes(one.pair.changes),
            checks=[self.check(check) for check in one.checks if check.weight is not None],
        )

    def check(self, one: CheckDifference) -> CheckChangeShape:
        """Return what became of sub-checks."""
        assert one.weight is not None
        return CheckChangeShape(
            kind=one.step.kind,
            weight=one.weight,
            before=[self.sub_check(check, self.words.old) for check in one.before],
            after=[self.sub_check(check, self.words.new) for check in one.after],
            because=[reason.to(self.lang) for reason in one.step.because],
            changes=self.words.changes(one.changes),
        )

    def sub_check(self, check: Check, side: ConditionWords) -> SubCheckShape:
        """Return a sub-check with what it asks for."""
        return SubCheckShape(
            id=check.id,
            title=check.title.to(self.lang),
            quote=check.quote,
            asks=list(self.asks(check, side)),
        )

    def asks(self, check: Check, side: ConditionWords) -> Iterator[str]:
        """Yield what a sub-check asks for, a line each."""
        types = self.vocabulary.by_path[TYPE_FACT].options
        scope = joined([label.to(self.lang) for name, label in types.items() if name in check.scope], self.lang)
        told = {
            "kind": KINDS[check.kind].to(self.lang),
            "scope": scope,
            "premise": side.said(check.premise),
            "rule": side.said(check.rule),
            "advisory": check.advisory.to(self.lang) if check.advisory else "",
        }
        for aspect, said in told.items():
            if said:
                yield filled(words.LINE, {"label": words.ASPECTS[aspect], "said": said}, self.lang)


def _kind(pair: Pair[Criterion] | Pair[Reading] | Pair[TypeRule]) -> PartKind:
    if pair.before is None:
        return "new"
    return "same" if pair.after is not None else "retired"
