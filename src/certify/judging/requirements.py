"""What a condition asks for, in words of the vocabulary: for messages about lists in which nothing satisfies it."""

from collections.abc import Sequence

from certify.judging.evaluate import Readings
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
    Some,
    Test,
)
from certify.rules.vocabulary import Vocabulary

_NOTHING = Text("", "")


def requirement(words: Vocabulary, readings: Readings, condition: Condition | None) -> Text:
    """Return what `condition` asks for, empty where it is not to be said in a phrase."""
    match condition:
        case Test():
            return _test(words, condition)
        case AllOf(parts):
            return _joined([requirement(words, readings, part) for part in parts], "，", " and ")
        case AnyOf(parts):
            return _joined([requirement(words, readings, part) for part in parts], "，或者", ", or ")
        case Some(_, where, satisfies) | Each(_, where, satisfies):
            return _joined([requirement(words, readings, part) for part in (where, satisfies)], "，", " and ")
        case Choose(branches):
            met = [when for when, then in branches if isinstance(then, Fixed) and then.outcome == "met"]
            return _joined([requirement(words, readings, when) for when in met], "，或者", ", or ")
        case ByReading(key, cases):
            return requirement(words, readings, cases[readings.of(key)])
        case _:
            return _NOTHING


def choices(options: Sequence[Text], zh: str, en: str) -> Text:
    """Return choices as a list, in quotes and with a last connective where a comma within one would blur where it ends."""
    if _are_plain(options):
        return _joined(list(options), "、", ", ")
    quoted = [Text(f"“{option.zh}”", f"“{option.en}”") for option in options]
    return _joined([_joined(quoted[:-1], "、", ", "), quoted[-1]], zh, f" {en} ")


def _are_plain(options: Sequence[Text]) -> bool:
    return not any(mark in option.zh + option.en for option in options for mark in "，、,")


_SPANS = {
    "period": Text("统计期", "the period"),
    "year": Text("基准日所在年度", "the calendar year of the as-of date"),
}


def _joined(parts: list[Text], zh: str, en: str) -> Text:
    said = [part for part in parts if part.zh]
    return Text(zh.join(part.zh for part in said), en.join(part.en for part in said))


def _test(words: Vocabulary, test: Test) -> Text:
    field = words.by_path[test.fact]
    label, operand = field.full_label, test.operand
    unit = field.unit or _NOTHING
    match test.operator:
        case "is" if isinstance(operand, bool):
            return Text(f"“{label.zh}”为“{'是' if operand else '否'}”", f"“{label.en}” is {'yes' if operand else 'no'}")
        case "is" | "one_of":
            names = (operand,) if isinstance(operand, str) else operand
            assert isinstance(names, tuple)
            options = [field.options[name] for name in names]
            if _are_plain(options):
                said = choices(options, "", "")
                tail = "之一" if len(options) > 1 else ""
                return Text(f"“{label.zh}”为{said.zh}{tail}", f"“{label.en}” is {'one of ' if tail else ''}{said.en}")
            said = choices(options, "或", "or")
            return Text(f"“{label.zh}”为{said.zh}", f"“{label.en}” is {said.en}")
        case "at_least" if isinstance(operand, int):
            return Text(f"“{label.zh}”至少{operand}{unit.zh}", f"“{label.en}” is at least {operand}")
        case "more_than":
            return Text(f"“{label.zh}”大于{operand}", f"“{label.en}” is more than {operand}")
        case "at_least" if isinstance(operand, FactValue):
            other = words.by_path[operand.fact].full_label
            if field.type == "date":
                return Text(f"“{label.zh}”不早于“{other.zh}”", f"“{label.en}” is not before “{other.en}”")
            return Text(f"“{label.zh}”不少于“{other.zh}”", f"“{label.en}” is at least “{other.en}”")
        case "within":
            span = _SPANS[str(operand)]
            return Text(f"“{label.zh}”在{span.zh}内", f"“{label.en}” lies in {span.en}")
        case "given":
            return Text(f"有“{label.zh}”", f"“{label.en}” is given")
        case _:
            return Text(f"“{label.zh}”", f"“{label.en}”")
