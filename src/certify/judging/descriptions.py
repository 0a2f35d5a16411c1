"""A condition in full, in words of the vocabulary: for explaining a rule to the one who has to meet it."""

from certify.judging.evaluate import Readings
from certify.judging.requirements import requirement
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


class Describer:
    """Describes conditions under the readings in force."""

    def __init__(self, vocabulary: Vocabulary, readings: Readings) -> None:
        """Take the words and the readings."""
        self.vocabulary = vocabulary
        self.readings = readings

    def describe(self, condition: Condition) -> Text:
        """Return a condition in words, nothing left out."""
        match condition:
            case Test():
                return self._test(condition)
            case AllOf(parts):
                return _joined([self._enclosed(part) for part in parts], "，并且", ", and ")
            case AnyOf(parts):
                return _joined([self.describe(part) for part in parts], "，或者", ", or ")
            case Some(records, where, satisfies):
                inner = _joined(
                    [self.describe(part) for part in (where, satisfies) if part is not None], "，并且", ", and "
                )
                label = self.vocabulary.by_path[records].full_label
                zh = f"“{label.zh}”至少有一条" + (f"：{inner.zh}" if inner.zh else "")
                return Text(zh, f"at least one of “{label.en}”" + (f" with {inner.en}" if inner.en else ""))
            case Each(records, where, satisfies):
                return self._each(records, where, satisfies)
            case Choose(branches, otherwise):
                said = [_then(self.describe(when), self.describe(then)) for when, then in branches]
                last = self.describe(otherwise)
                return _joined([*said, Text(f"其他情况：{last.zh}", f"otherwise: {last.en}")], "；", "; ")
            case Ratio(of, among, percent, when_none):
                return self._ratio(of, among, percent, _OUTCOMES[when_none])
            case ByReading(key, cases):
                return self.describe(cases[self.readings.of(key)])
            case Fixed(outcome):
                return _OUTCOMES[outcome]

    def _enclosed(self, condition: Condition) -> Text:
        """Return a part of a conjunction, in brackets where it holds alternatives of its own."""
        said = self.describe(condition)
        inner = condition.cases[self.readings.of(condition.key)] if isinstance(condition, ByReading) else condition
        return Text(f"（{said.zh}）", f"({said.en})") if isinstance(inner, AnyOf | Choose) else said

    def _each(self, records: str, where: Condition | None, satisfies: Condition) -> Text:
        label = self.vocabulary.by_path[records].full_label
        inner = self.describe(satisfies)
        chosen = self.describe(where) if where is not None else Text("", "")
        zh = f"“{label.zh}”中" + (f"{chosen.zh}的" if chosen.zh else "") + f"至少有一条，且每一条都：{inner.zh}"
        en = (
            f"at least one of “{label.en}”"
            + (f" with {chosen.en}" if chosen.en else "")
            + f", and each of them: {inner.en}"
        )
        return Text(zh, en)

    def _ratio(self, of: tuple[str, ...], among: tuple[str, ...], percent: int, none: Text) -> Text:
        upper, lower = self._sum(of), self._sum(among)
        return Text(
            f"{upper.zh}÷（{lower.zh}）不低于{percent}%；分母为0时{none.zh}",
            f"{upper.en} / ({lower.en}) at least {percent}%; where that is 0, {none.en}",
        )

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
                said = _joined([options.get(name, Text(name, name)) for name in names], "、", ", ")
                return Text(f"“{label.zh}”包括{said.zh}", f"“{label.en}” includes {said.en}")
            case "count_at_least", count:
                return Text(f"“{label.zh}”至少{count}项", f"“{label.en}” has at least {count}")
            case "stated", stated:
                zh, en = ("载明", "is stated") if stated else ("未载明", "is not stated")
                return Text(f"“{label.zh}”{zh}", f"“{label.en}” {en}")
            case _:
                return requirement(self.vocabulary, self.readings, test)


def _joined(parts: list[Text], zh: str, en: str) -> Text:
    return Text(zh.join(part.zh for part in parts), en.join(part.en for part in parts))


def _then(when: Text, then: Text) -> Text:
    return Text(f"{when.zh}的：{then.zh}", f"where {when.en}: {then.en}")
