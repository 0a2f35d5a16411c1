"""What is wrong with what a version says about the one before it: ids left out, named twice, unknown or used again."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from certify.documents.tree import Document
from certify.problems import Problem, excerpt
from certify.rules.files import FaultyCriteriaError
from certify.rules.load import UnknownRuleSetError, find_ruleset
from certify.rules.migration import earlier_versions, kind_of
from certify.rules.ruleset import RuleSet
from certify.rules.succession import Move, Retired, Succession
from certify.spelling import nearest

MAP = "succeeds.migration"


def succession_problems(document: Document, rules: RuleSet, home: Path | None = None) -> list[Problem]:
    """Return every mistake in the succession and the retired ids of `rules`, which stand in `document`.

    The earlier versions are those of the criteria folder `home`.
    """
    checker = _Checker(document, rules)
    checker.check(home)
    return checker.problems


class _Checker:
    def __init__(self, document: Document, rules: RuleSet) -> None:
        self.document = document
        self.rules = rules
        self.problems: list[Problem] = []
        self.places = dict(_places(rules))

    def fault(self, code: str, at: str, **params: object) -> None:
        shown = {name: excerpt(value) if isinstance(value, str) else value for name, value in params.items()}
        self.problems.append(Problem("error", code, self.document.place(self.document.find(at)), at, shown))

    def check(self, home: Path | None) -> None:
        versions = self.versions(home)
        if versions is None:
            return
        if self.rules.succeeds is not None:
            self.moves(self.rules.succeeds, versions[0])
            self.accounts(self.rules.succeeds, versions[0])
            self.kept(self.rules.succeeds, versions[0])
        self.retired(versions)

    def versions(self, home: Path | None) -> list[RuleSet] | None:
        """Return the earlier versions, or nothing where they do not exist as named."""
        rules = self.rules
        at = "succeeds.ruleset"
        try:
            found = list(earlier_versions(rules, lambda name: find_ruleset(name, home)))
        except UnknownRuleSetError as error:
            self.fault(
                "succession_unknown",
                at,
                found=error.wanted,
                suggestion=error.suggestion,
                accepted=tuple(error.available),
            )
            return None
        except FaultyCriteriaError as error:
            self.fault(
                "succession_faulty",
                at,
                found=rules.succeeds.ruleset if rules.succeeds else "",
                place=error.problems[0].where,
            )
            return None
        if rules.succeeds is not None and not (found and _is_earlier(found[0], rules)):
            self.fault("succession_order", at, found=rules.succeeds.ruleset, version=rules.reference)
            return None
        return found

    def moves(self, succeeds: Succession, earlier: RuleSet) -> None:
        """Find mistakes within the migration map."""
        olds, news = _check_ids(earlier), _check_ids(self.rules)
        named_before = Counter(name for move in succeeds.moves for name in move.before)
        named_after = Counter(name for move in succeeds.moves for name in move.after)
        for n, move in enumerate(succeeds.moves):
            at = f"{MAP}[{n}]"
            if not (move.before or move.after) or kind_of(move) == "regrouped":
                self.fault("migration_mixed", at)
            self.names(move.before, f"{at}.from", olds, earlier.reference, named_before)
            self.names(move.after, f"{at}.to", news, self.rules.reference, named_after)
            for k, name in enumerate(move.after):
                # Verdicts and entries are brought from version to version by their ids.
                if named_before[name] and named_after[name] == 1 and name not in move.before:
                    self.fault("migration_id_again", f"{at}.to[{k}]", found=name, version=earlier.reference)

    def names(self, names: Sequence[str], at: str, ids: Sequence[str], version: str, named: Counter[str]) -> None:
        for k, name in enumerate(names):
            if name not in ids:
                self.fault(
                    "migration_unknown_id",
                    f"{at}[{k}]",
                    found=name,
                    version=version,
                    suggestion=nearest(name, ids),
                )
            if named[name] > 1:
                self.fault("migration_twice", f"{at}[{k}]", found=name)

    def accounts(self, succeeds: Succession, earlier: RuleSet) -> None:
        """Find sub-checks of either version of which nothing is said, and which are not the same in both."""
        olds, news = _check_ids(earlier), _check_ids(self.rules)
        left = {name for move in succeeds.moves for name in move.before}
        taken = {name for move in succeeds.moves for name in move.after}
        for name in olds:
            if name not in left and (name not in news or name in taken):
                self.fault("migration_unaccounted", MAP, found=name, version=earlier.reference)
        for name in news:
            if name not in taken and (name not in olds or name in left):
                self.fault("migration_not_said_new", self.places[name], found=name, version=earlier.reference)

    def kept(self, succeeds: Succession, earlier: RuleSet) -> None:
        """Find retired sub-checks that are not kept, and those of the earlier version that are kept no longer."""
        kept = {entry.id for entry in self.rules.retired}
        holding = {check.id: criterion.id for criterion in earlier.criteria for check in criterion.checks}
        for n, move in enumerate(succeeds.moves):
            for name in _retired_by(move):
                if name in holding and not kept & {name, holding[name]}:
                    self.fault("retired_missing", f"{MAP}[{n}]", found=name)
        for entry in earlier.retired:
            if entry.id not in kept:
                self.fault("retired_not_kept", "retired", found=entry.id, version=earlier.reference)
                if entry.id in self.places:
                    self.fault("retired_in_use", self.places[entry.id], found=entry.id)

    def retired(self, versions: list[RuleSet]) -> None:
        """Find mistakes in the list of what is retired."""
        named = Counter(entry.id for entry in self.rules.retired)
        for n, entry in enumerate(self.rules.retired):
            at = f"retired[{n}]"
            if named[entry.id] > 1:
                self.fault("duplicate_id", f"{at}.id", found=entry.id)
            if entry.id in self.places:
                self.fault("retired_in_use", self.places[entry.id], found=entry.id)
            if not _had(versions, entry):
                accepted = tuple(rules.reference for rules in versions)
                self.fault("retired_until", f"{at}.until", found=entry.until, id=entry.id, accepted=accepted)
            known = _known(self.rules)
            for k, name in enumerate(entry.replaced_by):
                if name not in known:
                    self.fault(
                        "migration_unknown_id",
                        f"{at}.replaced_by[{k}]",
                        found=name,
                        version=self.rules.reference,
                        suggestion=nearest(name, known),
                    )


def _is_earlier(earlier: RuleSet, later: RuleSet) -> bool:
    return earlier.id != later.id or _numbers(earlier.version) < _numbers(later.version)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def _check_ids(rules: RuleSet) -> list[str]:
    return [check.id for check in rules.checks()]


def _known(rules: RuleSet) -> list[str]:
    """Return what a retired id may be replaced by: what stands, or what has itself been replaced since."""
    return [*_standing(rules), *(entry.id for entry in rules.retired)]


def _standing(rules: RuleSet) -> list[str]:
    return [*(criterion.id for criterion in rules.criteria), *_check_ids(rules)]


def _retired_by(move: Move) -> tuple[str, ...]:
    return () if move.after else move.before


def _had(versions: Sequence[RuleSet], entry: Retired) -> bool:
    """Return whether the version until which an id is said to have stood is an earlier one, and had it."""
    return any(entry.until in (rules.reference, rules.version) and entry.id in _standing(rules) for rules in versions)


def _places(rules: RuleSet) -> Iterator[tuple[str, str]]:
    """Yield every id that stands with the path of its place."""
    for n, criterion in enumerate(rules.criteria):
        yield criterion.id, f"criteria[{n}].id"
        for k, check in enumerate(criterion.checks):
            yield check.id, f"criteria[{n}].checks[{k}].id"
