"""What the rule sets of the criteria folder say: found by id, read with their cases, put into words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from certify.language import Lang
from certify.problems import Problem
from certify.reading.cases import read_cases
from certify.reporting.rules.examples import Examples
from certify.reporting.rules.explained import explained, ids_of
from certify.reporting.rules.listed import listed
from certify.reporting.rules.report import RulesReporter
from certify.reporting.rules.shapes import ExplainReport
from certify.rules.duties import DutyDocument
from certify.rules.duty_load import sound_duties
from certify.rules.files import FaultyCriteriaError
from certify.rules.load import available_rulesets, find_ruleset, issued_digests
from certify.rules.ruleset import RuleSet
from certify.rules.vocabulary import vocabulary
from certify.spelling import folded, nearest

# What the ids of duties have between the letters of the document and the number.
_OF_DUTY = "-d-"


@dataclass(frozen=True, slots=True)
class Explained:
    """What was found of a name; where nothing was, the `nearest` id, and the rule set that has the name `elsewhere`.

    `ruleset` is there where the name is the id of a rule set itself. `faulty` are the mistakes of the rule sets that could not be looked through.
    """

    report: ExplainReport
    nearest: str
    elsewhere: str
    ruleset: str
    faulty: tuple[Problem, ...]


def reporter(rules: RuleSet, lang: Lang) -> RulesReporter:
    """Return what puts a rule set into words, with its cases as examples."""
    issued = rules.reference in issued_digests()
    return RulesReporter(rules, Examples(rules, read_cases(rules).cases), vocabulary(), lang, issued=issued)


def explain(name: str, given: Sequence[RuleSet], lang: Lang) -> Explained:
    """Find everything of that name: in the rule sets given, else in all that is there.

    Of several versions it is the newest issued one that has the name, and a draft only where none of them has it. Case
    and width make no difference. A name that nothing has may begin others, or stand in their titles: these are listed.
    """
    faulty: list[Problem] = []
    words = vocabulary()
    searched: list[tuple[RuleSet, ...]] = [(rules,) for rules in given] or list(_versions(faulty))
    duties: list[DutyDocument] = []
    if not given:
        duties, faults = sound_duties()
        faulty += faults
    ids = [id_ for versions in searched for rules in versions for id_ in ids_of(rules)]
    of_duties = [id_ for document in duties for id_ in document.by_id]
    known = {folded(id_): id_ for id_ in (*words.by_path, *of_duties, *ids)}
    asked = known.get(folded(name), name)
    first = [versions[0] for versions in searched]
    found = [reporter(rules, lang) for rules in _holding(asked, searched)]
    report = explained(asked, found, first, words, lang, duties=duties)
    if not report.found:
        report = replace(report, listed=listed(name, first, words, duties, lang))
    if report.found or report.listed:
        return Explained(report, "", "", "", tuple(faulty))
    others = [rules.reference for rules in _holding(asked, _versions(faulty))] if given else []
    near = nearest_duty(name, duties) or nearest(name, (*ids, *words.by_path))
    return Explained(report, near, "".join(others[:1]), _ruleset_of(name), tuple(faulty))


def _ruleset_of(name: str) -> str:
    """Return the rule set that a name names, with its version where that is named too; empty where it names none."""
    known = {one for reference in available_rulesets() for one in (reference, reference.partition("@")[0])}
    return next((one for one in sorted(known) if folded(one) == folded(name)), "")


def _versions(faulty: list[Problem]) -> Iterator[tuple[RuleSet, ...]]:
    """Yield every rule set with its versions: issued ones first, then drafts, the newest of each first.

    The mistakes of others go to `faulty`.
    """
    found: dict[str, list[RuleSet]] = {}
    issued = issued_digests()
    for reference in available_rulesets():
        try:
            rules = find_ruleset(reference)
        except FaultyCriteriaError as error:
            faulty += error.problems
        else:
            found.setdefault(rules.id, []).insert(0, rules)
    for versions in found.values():
        yield tuple(sorted(versions, key=lambda rules: rules.reference not in issued))


def _holding(name: str, searched: Iterable[Sequence[RuleSet]]) -> Iterator[RuleSet]:
    """Yield of every rule set the first version that has the id, those without it left out."""
    for versions in searched:
        yield from [rules for rules in versions if name in ids_of(rules)][:1]


def nearest_duty(name: str, duties: Iterable[DutyDocument]) -> str:
    """Return the id of the duty that a name means which looks like one, never of another kind of thing."""
    letters, between, _ = folded(name).rpartition(_OF_DUTY)
    ids = [id_ for document in duties for id_ in document.by_id if folded(id_).startswith(letters + between)]
    return nearest(name, ids) if between else ""
