"""A nested condition as a list within a list: what a sentence would put into brackets."""

from collections.abc import Iterator
from dataclasses import dataclass

from certify.judging.descriptions import Describer, parts_of
from certify.judging.in_force import in_force
from certify.language import Text
from certify.rules.conditions import AllOf, AnyOf, Choose, Condition, Each, Fixed, Ratio, Some, Test

_ALL = Text("下列各项都要满足", "all of these")
_ANY = Text("满足下列之一", "one of these")
_BY_CASE = Text("分情况：", "by case:")
_OTHERWISE = Text("其他情况", "otherwise")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the list, and how many lists it lies within."""

    depth: int
    text: Text


class Outliner:
    """Tells conditions line by line, in the words of a describer."""

    def __init__(self, describer: Describer) -> None:
        """Take the describer, with its readings."""
        self.describer = describer

    def lines(self, condition: Condition) -> tuple[Line, ...]:
        """Return the lines of a condition, none where a sentence without brackets tells it."""
        plain = in_force(condition, self.describer.readings)
        return () if _is_flat(plain) else tuple(self._lines(plain, 0))

    def _lines(self, condition: Condition, depth: int) -> Iterator[Line]:
        match condition:
            case _ if _is_flat(condition):
                yield Line(depth, self.describer.describe(condition))
            case AllOf():
                yield from self._listed(_ALL, parts_of(condition), depth)
            case AnyOf():
                yield from self._listed(_ANY, parts_of(condition), depth)
            case Some(records, where, satisfies):
                label = self.describer.label(records)
                head = Text(f"“{label.zh}”至少有一条，符合", f"at least one of “{label.en}” with")
                yield from self._listed(head, _given(where, satisfies), depth)
            case Each(records, where, satisfies):
                yield from self._each(records, where, satisfies, depth)
            case Choose(branches, otherwise):
                for when, then in branches:
                    yield from self._branch(when, then, depth)
                yield from self._listed(_OTHERWISE, (otherwise,), depth)
            case _:
                yield Line(depth, self.describer.describe(condition))

    def _listed(self, head: Text, parts: tuple[Condition, ...], depth: int) -> Iterator[Line]:
        """Yield a heading with what stands below it, in one line where that is a single outcome or comparison."""
        if len(parts) == 1 and _is_single(parts[0]):
            said = self.describer.describe(parts[0])
            yield Line(depth, Text(f"{head.zh}：{said.zh}", f"{head.en}: {said.en}"))
            return
        yield Line(depth, Text(f"{head.zh}：", f"{head.en}:"))
        for part in parts:
            below = depth + 1
            if len(parts) > 1 and isinstance(part, Choose) and not _is_flat(part):
                yield Line(below, _BY_CASE)
                below += 1
            yield from self._lines(part, below)

    def _branch(self, when: Condition, then: Condition, depth: int) -> Iterator[Line]:
        if _is_flat(when):
            said = self.describer.describe(when)
            yield from self._listed(Text(f"{said.zh}的", f"where {said.en}"), (then,), depth)
        else:
            yield from self._listed(Text("如果", "if"), (when,), depth)
            yield from self._listed(Text("则", "then"), (then,), depth)

    def _each(self, records: str, where: Condition | None, satisfies: Condition, depth: int) -> Iterator[Line]:
        label = self.describer.label(records)
        if where is None:
            head = Text(f"“{label.zh}”至少有一条，且每一条都", f"at least one of “{label.en}”, and each of them")
        else:
            yield from self._listed(
                Text(f"“{label.zh}”中符合这一条件的", f"of “{label.en}” those with"), (where,), depth
            )
            head = Text("至少有一条，且每一条都", "at least one, and each of them")
        yield from self._listed(head, _given(satisfies), depth)


def _given(*parts: Condition | None) -> tuple[Condition, ...]:
    """Return the parts that there are, those of an all-of one by one."""
    found: list[Condition] = []
    for part in parts:
        found += parts_of(part) if isinstance(part, AllOf) else [] if part is None else [part]
    return tuple(found)


def _is_single(condition: Condition) -> bool:
    return isinstance(condition, Test | Ratio | Fixed)


def _is_flat(condition: Condition) -> bool:
    """Return whether no part of a condition has parts of its own, but for a list of records with a plain demand."""
    match condition:
        case AllOf() | AnyOf():
            return all(_is_single(part) for part in parts_of(condition))
        case Some(_, where, satisfies) | Each(_, where, satisfies):
            return all(part is None or _is_single(part) or _is_plain(part) for part in (where, satisfies))
        case Choose(branches, otherwise):
            return all(_is_single(part) for part in (*(part for pair in branches for part in pair), otherwise))
        case _:
            return True


def _is_plain(condition: Condition) -> bool:
    return isinstance(condition, AllOf) and _is_flat(condition)
