"""Rule-set files to rule sets: found by id and version, checked whole, refused with every mistake named."""

from functools import cache
from pathlib import Path

from certify.documents.tree import Document
from certify.problems import Problem, excerpt
from certify.rules.condition_parser import ConditionParser
from certify.rules.conditions import AllOf, Condition, Test
from certify.rules.files import FaultyCriteriaError, digest_of, load_model
from certify.rules.home import criteria_home
from certify.rules.ruleset import Check, Criterion, Flag, Reading, RuleSet, Source, TypeRule
from certify.rules.ruleset_file import CheckFile, CriterionFile, ReadingFile, RuleSetFile, TypeRuleFile
from certify.rules.vocabulary import Vocabulary, vocabulary
from certify.spelling import nearest

DIGESTS = "digests.txt"
TYPE_FACT = "organization.type"


class UnknownRuleSetError(Exception):
    """No rule set of that id or version; `suggestion` is the nearest one, `available` lists all."""

    def __init__(self, wanted: str, available: list[str]) -> None:
        """Keep what was asked for and what there is."""
        super().__init__(wanted)
        self.wanted = wanted
        self.available = available
        self.suggestion = nearest(wanted, [*available, *(name.partition("@")[0] for name in available)])


def available_rulesets(home: Path | None = None) -> list[str]:
    """Return `id@version` of every rule set in the criteria folder, ids in order, versions oldest first."""
    folder = home or criteria_home()
    found = [
        (path.parent.name, tuple(int(part) for part in path.stem.split(".")), path.stem)
        for path in folder.glob("*/*.yaml")
        if path.stem.replace(".", "").isdigit()
    ]
    return [f"{name}@{version}" for name, _, version in sorted(found)]


def find_ruleset(reference: str, home: Path | None = None) -> RuleSet:
    """Return the rule set `ID` (its newest version) or `ID@VERSION`.

    Raises `UnknownRuleSetError`, or `FaultyCriteriaError` where its file has mistakes or was altered after issue.
    """
    folder = home or criteria_home()
    available = available_rulesets(folder)
    name, _, version = reference.partition("@")
    matching = [
        entry for entry in available if entry.partition("@")[0] == name and version in ("", entry.partition("@")[2])
    ]
    if not matching:
        raise UnknownRuleSetError(reference, available)
    return _kept(folder, matching[-1])


@cache
def _kept(folder: Path, reference: str) -> RuleSet:
    name, _, version = reference.partition("@")
    path = folder / name / f"{version}.yaml"
    rules = read_ruleset(path, vocabulary(folder))
    issued = issued_digests(folder).get(reference)
    if issued is not None and issued != rules.digest:
        params = {"issued": issued, "found": rules.digest}
        raise FaultyCriteriaError([Problem("error", "ruleset_altered", f"{_shown(path)}:1:1", params=params)])
    return rules


def issued_digests(home: Path | None = None) -> dict[str, str]:
    """Return the kept digest of every issued rule set, by `id@version`."""
    path = (home or criteria_home()) / DIGESTS
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return {line.split()[0]: line.split()[1] for line in lines if line.strip() and not line.startswith("#")}


def _shown(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def read_ruleset(path: Path, words: Vocabulary) -> RuleSet:
    """Read one rule-set file; raise `FaultyCriteriaError` with every mistake, each with file, line and column."""
    document, content, file = load_model(path, RuleSetFile, _shown(path))
    builder = _Builder(document, file, words)
    built = builder.build(digest_of(content))
    if path.stem.replace(".", "").isdigit() and f"{path.parent.name}/{path.stem}" != f"{file.id}/{file.version}":
        builder.fault("ruleset_misplaced", "id", found=f"{file.id}@{file.version}")
    problems = builder.problems + builder.parser.problems
    if problems:
        raise FaultyCriteriaError(problems)
    return built


class _Builder:
    def __init__(self, document: Document, file: RuleSetFile, words: Vocabulary) -> None:
        self.document = document
        self.file = file
        self.words = words
        self.problems: list[Problem] = []
        self.ids: set[str] = set()
        known = {key: tuple(reading.values) for key, reading in file.readings.items()}
        self.parser = ConditionParser(document, words, known)

    def build(self, digest: str) -> RuleSet:
        file = self.file
        return RuleSet(
            id=file.id,
            version=file.version,
            title=file.title.text,
            purpose=file.purpose,
            region=file.region,
            effective_from=file.effective.since,
            effective_until=file.effective.until,
            source=Source(**file.source.model_dump()),
            tiers={key: words.text for key, words in file.tiers.items()},
            dimensions={key: words.text for key, words in file.dimensions.items()},
            readings=tuple(self.reading(key, entry) for key, entry in file.readings.items()),
            criteria=tuple(self.criterion(entry, index) for index, entry in enumerate(file.criteria)),
            type_rules=tuple(self.type_rule(entry, index) for index, entry in enumerate(file.type_rules)),
            digest=digest,
        )

    def reading(self, key: str, entry: ReadingFile) -> Reading:
        if entry.default not in entry.values:
            self.fault("reading_default", f"readings.{key}", found=entry.default, accepted=tuple(entry.values))
        values = {name: words.text for name, words in entry.values.items()}
        others = {name: words.text for name, words in entry.not_computed.items()}
        return Reading(key, entry.title.text, entry.default, values, entry.compared, others)

    def criterion(self, entry: CriterionFile, index: int) -> Criterion:
        at = f"criteria[{index}]"
        self.unique(entry.id, f"{at}.id")
        self.known(entry.tier, self.file.tiers, f"{at}.tier")
        self.known(entry.dimension, self.file.dimensions, f"{at}.dimension")
        if not entry.checks:
            self.fault("clause_without_check", at, found=entry.id)
        self.types(entry.scope or [], at)
        checks = tuple(self.check(check, entry, f"{at}.checks[{n}]") for n, check in enumerate(entry.checks))
        return Criterion(
            entry.id,
            entry.tier,
            entry.dimension,
            entry.title.text,
            entry.clause,
            entry.text,
            entry.note.text if entry.note else None,
            checks,
        )

    def check(self, entry: CheckFile, above: CriterionFile, at: str) -> Check:
        self.unique(entry.id, f"{at}.id")
        if not entry.id.startswith(f"{above.id}."):
            self.fault("check_id", f"{at}.id", found=entry.id, wanted=f"{above.id}.…")
        if entry.quote not in above.text:
            self.fault("quote_not_in_clause", f"{at}.quote", found=entry.quote)
        if (entry.rule is None) != (entry.kind == "judgement"):
            self.fault("rule_and_kind", at, found=entry.id)
        if entry.guard is not None and entry.not_applicable_because is None:
            self.fault("not_applicable_unexplained", at, found=entry.id)
        for n, path in enumerate(entry.shows):
            if path not in self.words.by_path:
                near = nearest(path, self.words.by_path)
                self.fault("condition_no_fact", f"{at}.shows[{n}]", found=path, suggestion=near)
        scope = tuple(above.scope or ())
        premise = self.condition(entry.guard, f"{at}.guard")
        return Check(
            id=entry.id,
            kind=entry.kind,
            title=entry.title.text,
            quote=entry.quote,
            scope=scope,
            advisory=entry.advisory.text if entry.advisory else None,
            guard=_guard(scope, premise),
            premise=premise,
            not_applicable_because=entry.not_applicable_because.text if entry.not_applicable_because else None,
            rule=self.condition(entry.rule, f"{at}.rule"),
            shows=tuple(entry.shows),
            flags=tuple(
                Flag(self.parser.parse(self.document.find(f"{at}.flags[{n}].when")), flag.text.text)
                for n, flag in enumerate(entry.flags)
            ),
            evidence=tuple(words.text for words in entry.evidence),
            review=entry.review.text if entry.review else None,
            remedy=entry.remedy.text,
            depends_on=entry.depends_on,
        )

    def type_rule(self, entry: TypeRuleFile, index: int) -> TypeRule:
        at = f"type_rules[{index}]"
        self.unique(entry.id, f"{at}.id")
        self.types(entry.scope, at)
        return TypeRule(
            entry.id,
            entry.title.text,
            entry.clause,
            entry.text,
            tuple(entry.scope),
            entry.advisory,
            self.parser.parse(self.document.find(f"{at}.rule")),
            entry.remedy.text,
            entry.depends_on,
        )

    def types(self, scope: list[str], at: str) -> None:
        options = self.words.by_path[TYPE_FACT].options
        for n, name in enumerate(scope):
            self.known(name, options, f"{at}.scope[{n}]")

    def condition(self, present: object, at: str) -> Condition | None:
        return None if present is None else self.parser.parse(self.document.find(at))

    def unique(self, name: str, at: str) -> None:
        if name in self.ids:
            self.fault("duplicate_id", at, found=name)
        self.ids.add(name)

    def known(self, name: str, accepted: object, at: str) -> None:
        names = tuple(str(entry) for entry in accepted) if isinstance(accepted, dict) else tuple(accepted)  # type: ignore[arg-type]
        if name not in names:
            self.fault("not_listed", at, found=name, suggestion=nearest(name, names), accepted=names)

    def fault(self, code: str, at: str, **params: object) -> None:
        shown = {name: excerpt(value) if isinstance(value, str) else value for name, value in params.items()}
        self.problems.append(Problem("error", code, self.document.place(self.document.find(at)), at, shown))


def _guard(scope: tuple[str, ...], premise: Condition | None) -> Condition | None:
    """Return what must hold for a sub-check to apply: the organization's type first, which is always known."""
    if not scope:
        return premise
    of_type = Test(TYPE_FACT, "one_of", scope)
    return of_type if premise is None else AllOf((of_type, premise))
