"""A condition in full, in words of the vocabulary: for explaining a rule to the one who has to meet it."""

from collections.abc import Mapping
from itertools import groupby
from typing import TypeAlias

from certify.judging.evaluate import Readings
from certify.judging.in_force import in_force
from certify.judging.requirements import choices, requirement
from certify.language import Text
from certify.rules.conditions import (
    AllOf,
    AnyOf,
    ByReading,
    Choose,
    Condition,
    Each,
    FactValue,
    Fixed,
    Operator,
    Ratio,
    Some,
    SumOf,
    Test,
)
from certify.rules.vocabulary import Vocabulary

_OUTCOMES = {
    "met": Text("达标", "met"),
    "not_met": Text("不达标", "not met"),
    "needs_review": Text("由审核人判断", "a reviewer decides"),
    "not_applicable": Text("不适用", "not applicable"),
}


# So many facts of which the same is asked are told as a list.
LISTED = 3
Asked: TypeAlias = tuple[Operator, bool] | None
_LISTS: Mapping[type[AllOf | AnyOf], Mapping[Asked, Text]] = {
    AnyOf: {
        ("given", True): Text("有下列之一", "one of these is given"),
        ("stated", True): Text("载明下列之一", "one of these is stated"),
        ("is", True): Text("下列至少一项为“是”", "one of these is yes"),
        ("is", False): Text("下列至少一项为“否”", "one of these is no"),
    },
    AllOf: {
        ("given", True): Text("下列各项都有", "all of these are given"),
        ("stated", True): Text("载明下列各项", "all of these are stated"),
        ("is", True): Text("下列各项都为“是”", "all of these are yes"),
        ("is", False): Text("下列各项都为“否”", "all of these are no"),
    },
}


class Describer:
    """Describes conditions under the readings in force."""

    def __init__(self, vocabulary: Vocabulary, readings: Readings) -> None:
        """Take the words and the readings."""
        self.vocabulary = vocabulary
        self.readings = readings

    def describe(self, condition: Condition) -> Text:
        """Return a condition in words, nothing left out."""
        return self._said(in_force(condition, self.readings))

    def _said(self, condition: Condition) -> Text:
        match condition:
            case Test():
                return self._test(condition)
            case AllOf():
                return self._connected(parts_of(condition), AllOf, "，并且", ", and ")
            case AnyOf():
                return self._connected(parts_of(condition), AnyOf, "，或者", ", or ")
            case Some(records, where, satisfies):
                given = tuple(part for part in (where, satisfies) if part is not None)
                inner = self._connected(given, AllOf, "，并且", ", and ")
                label = self.label(records)
                zh = f"“{label.zh}”至少有一条" + (f"：{inner.zh}" if inner.zh else "")
                return Text(zh, f"at least one of “{label.en}”" + (f" with {inner.en}" if inner.en else ""))
            case Each(records, where, satisfies):
                return self._each(records, where, satisfies)
            case Choose(branches, otherwise):
                said = [_then(self._said(when), self._branch(then)) for when, then in branches]
                last = self._branch(otherwise)
                return _joined([*said, Text(f"其他情况：{last.zh}", f"otherwise: {last.en}")], "；", "; ")
            case Ratio(of, among, percent, when_none):
                return self._ratio(of, among, percent, _OUTCOMES[when_none])
            case ByReading():
                return self.describe(condition)
            case Fixed(outcome):
                return _OUTCOMES[outcome]

    def label(self, path: str) -> Text:
        """Return what a fact is called."""
        return self.vocabulary.by_path[path].full_label

    def _connected(self, parts: tuple[Condition, ...], by: type[AllOf | AnyOf], zh: str, en: str) -> Text:
        """Return parts with a connective between them, those in brackets that have other connectives of their own.

        Facts of which the same is asked are listed.
        """
        apart = (AllOf, AnyOf, Some, Each, Choose)
        runs = [list(run) for _, run in groupby(parts, key=_asked)]
        said: list[Text] = []
        for run in runs:
            if len(run) >= LISTED and _asked(run[0]) in _LISTS[by]:
                listed = self._list(run, _LISTS[by][_asked(run[0])])
                said.append(listed if len(runs) == 1 else _in_brackets(listed))
                continue
            said += [
                _in_brackets(self._said(part))
                if len(parts) > 1 and isinstance(part, apart) and not isinstance(part, by)
                else self._said(part)
                for part in run
            ]
        return _joined(said, zh, en)

    def _list(self, tests: list[Condition], head: Text) -> Text:
        """Return the facts of comparisons as a list under what is asked of all of them."""
        labels = [self.label(test.fact) for test in tests if isinstance(test, Test)]
        zh, en = "、".join(f"“{label.zh}”" for label in labels), ", ".join(f"“{label.en}”" for label in labels)
        return Text(f"{head.zh}：{zh}", f"{head.en}: {en}")

    def _branch(self, condition: Condition) -> Text:
        """Return what a branch leads to, in brackets where it may branch again within."""
        said = self._said(condition)
        return _in_brackets(said) if isinstance(condition, Choose | Some | Each) else said

    def _each(self, records: str, where: Condition | None, satisfies: Condition) -> Text:
        label = self.label(records)
        inner = self._said(satisfies)
        chosen = self._said(where) if where is not None else Text("", "")
        zh = f"“{label.zh}”中" + (f"{chosen.zh}的" if chosen.zh else "") + f"至少有一条，且每一条都：{inner.zh}"
        en = (
            f"at least one of “{label.en}”"
            + (f" with {chosen.en}" if chosen.en else "")
            + f", and each of them: {inner.en}"
        )
        return Text(zh, en)

    def _ratio(self, of: tuple[str, ...], among: tuple[str, ...], percent: int, none: Text) -> Text:
        upper, lower = self._term(of), self._term(among)
        return Text(
            f"{upper.zh}÷{lower.zh}不低于{percent}%；分母为0时{none.zh}",
            f"{upper.en} / {lower.en} at least {percent}%; where the latter is 0: {none.en}",
        )

    def _term(self, names: tuple[str, ...]) -> Text:
        """Return a part of a fraction, in brackets where it is a sum."""
        total = self._sum(names)
        return total if len(names) == 1 else Text(f"（{total.zh}）", f"({total.en})")

    def _sum(self, names: tuple[str, ...]) -> Text:
        return _joined([self.vocabulary.by_path[name].full_label for name in names], "＋", " + ")

    def _test(self, test: Test) -> Text:
        label = self.vocabulary.by_path[test.fact].full_label
        match test.operator, test.operand:
            case "equals", FactValue(other):
                second = self.vocabulary.by_path[other].full_label
                return Text(f"“{label.zh}”等于“{second.zh}”", f"“{label.en}” equals “{second.en}”")
            case "same_text_as", FactValue(other):
                second = self.vocabulary.by_path[other].full_label
                return Text(f"“{label.zh}”与“{second.zh}”文字一致", f"“{label.en}” reads as “{second.en}”")
            case "at_least", SumOf(names):
                total = self._sum(names)
                return Text(f"“{label.zh}”不少于{total.zh}", f"“{label.en}” at least {total.en}")
            case "includes", tuple(names):
                options = self.vocabulary.by_path[test.fact].options
                said = choices([options.get(name, Text(name, name)) for name in names], "和", "and")
                return Text(f"“{label.zh}”包括{said.zh}", f"“{label.en}” includes {said.en}")
            case "count_at_least", count:
                return Text(f"“{label.zh}”至少{count}项", f"“{label.en}” has at least {count}")
            case "stated", stated:
                zh, en = ("载明", "is stated") if stated else ("未载明", "is not stated")
                return Text(f"“{label.zh}”{zh}", f"“{label.en}” {en}")
            case _:
                return requirement(self.vocabulary, self.readings, test)


def parts_of(condition: AllOf | AnyOf) -> tuple[Condition, ...]:
    """Return the parts of a connective, those of a part that is the same connective in its place."""
    found: list[Condition] = []
    for part in condition.parts:
        found += parts_of(part) if isinstance(part, AllOf | AnyOf) and type(part) is type(condition) else [part]
    return tuple(found)


def _asked(condition: Condition) -> Asked:
    """Return what a comparison asks of its fact, the same for all that can be told as a list; `None` for others."""
    if isinstance(condition, Test) and isinstance(condition.operand, bool):
        return (condition.operator, condition.operand)
    return None


def _joined(parts: list[Text], zh: str, en: str) -> Text:
    return Text(zh.join(part.zh for part in parts), en.join(part.en for part in parts))


def _in_brackets(said: Text) -> Text:
    return Text(f"（{said.zh}）", f"({said.en})")


def _then(when: Text, then: Text) -> Text:
    return Text(f"{when.zh}的：{then.zh}", f"where {when.en}: {then.en}")
