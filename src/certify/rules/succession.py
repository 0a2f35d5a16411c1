"""What a version of a rule set says about the one before it, as frozen data: what became of its ids, what is retired."""

from dataclasses import dataclass

from certify.language import Text


@dataclass(frozen=True, slots=True)
class Move:
    """What became of sub-checks of the earlier version, by their ids: none `before` are new, none `after` retired."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    because: Text


@dataclass(frozen=True, slots=True)
class Succession:
    """The earlier version, as `id@version`, and its migration map; an id that no move names is the same in both."""

    ruleset: str
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class Retired:
    """A criterion or a sub-check that no longer stands, kept to be explained; `until` is the last version that had it."""

    id: str
    title: Text
    clause: str
    text: str
    until: str
    because: Text
    replaced_by: tuple[str, ...]
