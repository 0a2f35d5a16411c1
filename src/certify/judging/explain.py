"""Why a sub-check has its verdict: what was required, what was found, what is lacking, as data to be worded.

A finding names its wording by `code`; its `params` hold labels in both languages, figures, dates and other findings.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from dataclasses import field as attribute
from datetime import date
from typing import Any

from certify.facts import Facts, Record
from certify.judging.evaluate import PERCENT, Readings, compile_condition, getter
from certify.judging.outcomes import BOTH, EITHER_OF, MET, NOT_MET, VERDICTS, Verdict
from certify.judging.requirements import requirement
from certify.judging.score import percentage
from certify.rules.conditions import (
    AllOf,
    AnyOf,
    ByReading,
    Choose,
    Condition,
    Each,
    FactValue,
    Fixed,
    Ratio,
    Some,
    SumOf,
    Test,
)
from certify.rules.vocabulary import Field, Vocabulary


@dataclass(frozen=True, slots=True)
class Finding:
    """One reason."""

    code: str
    params: Mapping[str, Any] = attribute(default_factory=dict)


class Explainer:
    """Explains conditions over the facts of one submission, under the readings in force."""

    def __init__(self, vocabulary: Vocabulary, facts: Facts, readings: Readings) -> None:
        """Take the words, the facts and the readings."""
        self.vocabulary = vocabulary
        self.facts = facts
        self.readings = readings

    def verdict(self, condition: Condition, record: Facts | None = None, scope: str = "") -> Verdict:
        """Return the verdict of a condition."""
        evaluate = compile_condition(condition, self.readings, scope)
        return VERDICTS[evaluate(self.facts, self.facts if record is None else record)]

    def explain(self, condition: Condition, record: Facts | None = None, scope: str = "") -> list[Finding]:
        """Return the findings that decide a condition, or that keep it open."""
        here = self.facts if record is None else record
        match condition:
            case Test():
                return self._test(condition, here, scope)
            case AllOf(parts):
                return self._deciding(parts, self.verdict(condition, here, scope), here, scope)
            case AnyOf(parts):
                verdict = self.verdict(condition, here, scope)
                wanted = None if verdict is Verdict.NOT_MET else verdict
                return self._deciding(parts, wanted, here, scope)
            case Some() | Each():
                return self._records(condition, here, scope)
            case Choose():
                return self._choose(condition, here, scope)
            case Ratio():
                return self._ratio(condition, here, scope)
            case ByReading(key, cases):
                return self.explain(cases[self.readings.of(key)], here, scope)
            case Fixed():
                return []

    def _deciding(
        self, parts: tuple[Condition, ...], verdict: Verdict | None, record: Facts, scope: str
    ) -> list[Finding]:
        """Explain the parts that have the verdict of the whole; all of them where no verdict is named."""
        chosen = [part for part in parts if verdict is None or self.verdict(part, record, scope) is verdict]
        return _uppermost([finding for part in chosen for finding in self.explain(part, record, scope)])

    def _field(self, path: str) -> Field:
        return self.vocabulary.by_path[path]

    def _test(self, test: Test, record: Facts, scope: str) -> list[Finding]:
        value: Any = getter(test.fact, scope)(self.facts, record)
        if isinstance(test.operand, FactValue):
            return self._against(test, value, test.operand.fact, record, scope)
        params = self._about(test.fact, value)
        if value is None and test.operator == "stated":
            return [Finding("not_stated", params)]
        if value is None:
            return [self._unanswered(test.fact)]
        if isinstance(test.operand, SumOf):
            return self._against_sum(params, test.operand.facts, record, scope)
        holds = "holds" if self.verdict(test, record, scope) is Verdict.MET else "fails"
        return [Finding(_code(test, value, holds), {**params, "operand": test.operand, **_shortfall(test, value)})]

    def _about(self, path: str, value: Any) -> dict[str, Any]:  # noqa: ANN401 - a fact of any type
        field = self._field(path)
        return {"label": field.full_label, "field": field, "value": value}

    def _unanswered(self, path: str) -> Finding:
        return Finding("unanswered", self._about(path, None))

    def _against(
        self,
        test: Test,
        value: Any,  # noqa: ANN401 - a fact of any type
        other: str,
        record: Facts,
        scope: str,
    ) -> list[Finding]:
        second: Any = getter(other, scope)(self.facts, record)
        params = self._about(test.fact, value)
        if value is False:
            return [Finding("doc_is_none", params)]
        if value is None or second is None:
            pairs = ((test.fact, value), (other, second))
            return [self._unanswered(path) for path, given in pairs if given is None]
        field = self._field(other)
        params |= {"other": field.full_label, "other_field": field, "other_value": second}
        if self.verdict(test, record, scope) is Verdict.MET:
            return [Finding("agrees" if test.operator != "at_least" else "not_before", params)]
        if test.operator == "same_text_as":
            return [Finding("texts_differ", params)]
        if isinstance(second, date):
            return [Finding("before", params)]
        return [Finding("figures_differ", {**params, "difference": abs(value - second)})]

    def _against_sum(self, params: dict[str, Any], names: tuple[str, ...], record: Facts, scope: str) -> list[Finding]:
        values = [getter(name, scope)(self.facts, record) for name in names]
        labels = [self._field(name).full_label for name in names]
        total: Any = sum(value for value in values if value is not None)
        unanswered = [name for name, value in zip(names, values, strict=True) if value is None]
        params |= {"labels": labels, "total": total}
        if params["value"] < total:
            return [Finding("below_sum", {**params, "difference": total - params["value"]})]
        if unanswered:
            return [self._unanswered(name) for name in unanswered]
        return [Finding("reaches_sum", params)]

    def _records(self, condition: Some | Each, record: Facts, scope: str) -> list[Finding]:
        listed: Any = getter(condition.records, scope)(self.facts, record)
        if listed is None:
            return [self._unanswered(condition.records)]
        params = self._about(condition.records, None)
        picked = [
            (index, entry)
            for index, entry in enumerate(listed)
            if condition.where is None or self.verdict(condition.where, entry, condition.records) is Verdict.MET
        ]
        needs = requirement(self.vocabulary, self.readings, condition)
        params |= {"total": len(listed), "picked": len(picked), "requirement": needs}
        if not picked:
            return [Finding("none_listed" if not listed else "none_picked", params)]
        if condition.satisfies is None:
            return [Finding("some_picked", params)]
        return self._picked(condition, condition.satisfies, picked, params)

    def _picked(
        self,
        condition: Some | Each,
        satisfies: Condition,
        picked: list[tuple[int, Record]],
        params: dict[str, Any],
    ) -> list[Finding]:
        inner = condition.records
        verdicts = [self.verdict(satisfies, entry, inner) for _, entry in picked]
        masks = [compile_condition(satisfies, self.readings, inner)(self.facts, entry) for _, entry in picked]
        whole = self._whole(condition, masks)
        if whole is Verdict.MET:
            count = verdicts.count(Verdict.MET)
            return [
                Finding("all_satisfy" if isinstance(condition, Each) else "some_satisfy", {**params, "count": count})
            ]
        if whole is Verdict.NOT_MET and isinstance(condition, Some):
            return [Finding("none_satisfies", params)]
        grouped: dict[str, tuple[list[int], list[Finding]]] = {}
        for (index, entry), verdict in zip(picked, verdicts, strict=True):
            if verdict is whole:
                found = self.explain(satisfies, entry, inner)
                grouped.setdefault(repr([(one.code, one.params) for one in found]), ([], found))[0].append(index + 1)
        return [
            Finding("of_records", {**params, "positions": positions, "inner": found})
            for positions, found in grouped.values()
        ]

    def _whole(self, condition: Some | Each, masks: list[int]) -> Verdict:
        table = EITHER_OF if isinstance(condition, Some) else BOTH
        mask = masks[0]
        for other in masks[1:]:
            mask = table[mask][other]
        return VERDICTS[mask]

    def _choose(self, condition: Choose, record: Facts, scope: str) -> list[Finding]:
        """Explain the branch that is taken, and the conditions before it that failed.

        A condition is a requirement where it leads to being met, or where its failing led to not being met; of any
        other only the figure is told, since nothing asks that it hold.
        """
        fails = self.verdict(condition, record, scope) is Verdict.NOT_MET
        failed: list[Finding] = []
        for when, then in condition.branches:
            mask = compile_condition(when, self.readings, scope)(self.facts, record)
            found = self.explain(when, record, scope)
            if mask == MET and isinstance(then, Fixed):
                return _taken(found, failed, then)
            if mask == MET:
                return self.explain(then, record, scope)
            if mask != NOT_MET:
                return found
            better = compile_condition(then, self.readings, scope)(self.facts, record) != NOT_MET
            failed += _but(found if fails and better else _neutral(found), failed)
        otherwise = condition.otherwise
        return failed if isinstance(otherwise, Fixed) else self.explain(otherwise, record, scope)

    def _ratio(self, ratio: Ratio, record: Facts, scope: str) -> list[Finding]:
        values = {name: getter(name, scope)(self.facts, record) for name in (*ratio.of, *ratio.among)}
        verdict = self.verdict(ratio, record, scope)
        if verdict is Verdict.MISSING:
            return [self._unanswered(name) for name, value in values.items() if value is None]
        of, among = (sum(values[name] or 0 for name in names) for names in (ratio.of, ratio.among))
        needed = -(-ratio.at_least_percent * among // PERCENT)
        params = {
            "of_labels": [self._field(name).full_label for name in ratio.of],
            "among_labels": [self._field(name).full_label for name in ratio.among],
            "of": of,
            "among": among,
            "percent": percentage(of, among),
            "at_least": ratio.at_least_percent,
            "needed": needed,
            "short": needed - of,
        }
        if not among:
            return [Finding("share_of_none", params)]
        return [Finding("share_reached" if verdict is Verdict.MET else "share_short", params)]


def _taken(found: list[Finding], failed: list[Finding], then: Fixed) -> list[Finding]:
    """Return why a branch is taken: what holds there, and what failed before it.

    Of a list in which nothing was what an earlier branch asks for, it is told what each of the two looked for: of other
    facts one finding says enough.
    """
    if then.outcome == "met":
        return _but(failed, found) + found
    holds = {one.params["label"] for one in found if one.code in _FITTING and one.params["requirement"].zh}
    missed = [one for one in failed if one.code == "none_fits" and one.params["label"] in holds]
    labels = {one.params["label"] for one in missed}
    said = _neutral(found)
    told = [
        Finding("some_fit_that", {**one.params, "count": one.params.get("count", one.params["picked"])})
        if one.code in _FITTING and one.params["label"] in labels
        else one
        for one in said
    ]
    return [Finding("none_fits_that", one.params) for one in missed] + _but(failed, said) + told


_FITTING = ("some_picked", "some_satisfy")


def _but(findings: list[Finding], others: list[Finding]) -> list[Finding]:
    """Return the findings about other facts than those that `others` are about: one branch a fact says enough."""
    said = {other.params["label"] for other in others if "label" in other.params}
    return [finding for finding in findings if finding.params.get("label") not in said]


def _uppermost(findings: list[Finding]) -> list[Finding]:
    """Return the findings without those on what lies below an unanswered record: the record is asked for as a whole."""
    above = [f"{finding.params['field'].path}." for finding in findings if finding.code == "unanswered"]
    return [
        finding
        for finding in findings
        if finding.code != "unanswered" or not any(finding.params["field"].path.startswith(path) for path in above)
    ]


# The wording that tells what was found without saying that anything was required.
_NEUTRAL = {
    "at_least_holds": "figure",
    "at_least_fails": "figure",
    "more_than_fails": "figure",
    "is_fails": "is_given",
    "one_of_fails": "is_given",
    "count_at_least_fails": "is_given",
    "includes_fails": "is_given",
    "figures_differ": "figures_apart",
    "none_listed": "none_fits",
    "none_picked": "none_fits",
    "none_satisfies": "none_fits",
}


def _neutral(findings: list[Finding]) -> list[Finding]:
    """Return findings that tell what was found without any requirement."""
    return [_without_requirement(finding) for finding in findings]


def _without_requirement(finding: Finding) -> Finding:
    params = finding.params
    if "inner" in params:
        params = {**params, "inner": _neutral(params["inner"])}
    return Finding(_NEUTRAL.get(finding.code, finding.code), params)


def _shortfall(test: Test, value: Any) -> dict[str, Any]:  # noqa: ANN401 - a fact of any type
    operand: Any = test.operand
    match test.operator:
        case "at_least":
            return {"short": max(0, operand - value)}
        case "count_at_least":
            return {"count": len(value), "short": max(0, operand - len(value))}
        case "includes":
            return {"lacking": [name for name in operand if name not in value]}
        case _:
            return {}


_CODES: Mapping[str, Callable[[Any], str]] = {
    "given": lambda value: "doc_is_none" if value is False else "is_given",
    "stated": lambda _value: "is_given",
}


def _code(test: Test, value: Any, holds: str) -> str:  # noqa: ANN401 - a fact of any type
    special = _CODES.get(test.operator)
    if special:
        return special(value)
    return f"in_year_{holds}" if test.operand == "year" and test.operator == "within" else f"{test.operator}_{holds}"
