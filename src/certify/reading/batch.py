"""A batch file and the tables beside it to a plan, and the list of the submissions to judge."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from certify.documents.files import on_disk, shown_name
from certify.documents.load import load_document
from certify.documents.tree import MappingNode, paths_of, texts_of
from certify.facts import Record, records
from certify.problems import Problem, excerpt, has_errors, place_order
from certify.reading.acts import Decision, Recommendation, Registered, day, decisions, recommendations, registered
from certify.reading.form import Form
from certify.reading.forms import form_fields, table_columns
from certify.reading.named_rules import named_ruleset
from certify.reading.policy import Policy, read_policy, under_choices
from certify.reading.sink import Sink
from certify.reading.tables import Table, read_table
from certify.reading.units import SHANDONG, Unit, default_units, read_units, region_file
from certify.rules.ruleset import RuleSet

BATCH_FILE = "batch.yaml"
SUBMISSIONS = "submissions"
FEWEST, MOST = 1, 2
NEVER = date.max
# What leads to a recommendation or a recognition, and has no place in monitoring.
DAYS_OF_ACTS = ("opens_on", "recommend_by", "recognize_by")
LEADS_TO_ACTS = ("per_unit", "quota", "register", "decisions", "recommendations")
# A table with one of these cannot be trusted at all: a register that is not read would leave every unit uncovered.
STRUCTURAL = (
    "more_problems",
    "control_character",
    "column_missing",
    "column_twice",
    "csv_syntax",
    "csv_separator",
    "csv_cell_too_long",
    "wrong_encoding",
    "table_not_text",
    "file_too_large",
    "file_unreadable",
)


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch as its file and tables define it.

    `rules` are under the readings that the batch file and its policy choose. `quota_units` are the units allotted (none:
    no such quota), `quota_cities` the number of units a city may recommend in. `recommendations` is none where the city
    has recorded none: the engine then suggests. Under rules for monitoring the days of acts never come, and there are no
    acts.
    """

    id: str
    title: str
    rules: RuleSet
    period: tuple[date, date]
    as_of: date
    opens_on: date
    recommend_by: date
    recognize_by: date
    fewest: int
    most: int
    quota_units: tuple[str, ...] | None
    quota_cities: Mapping[str, int] | None
    units: Mapping[str, Unit]
    register: tuple[Registered, ...]
    decisions: tuple[Decision, ...]
    recommendations: tuple[Recommendation, ...] | None
    folder: Path
    submissions: Path
    digest: str


@cache
def _form() -> Form:
    return Form(form_fields("batch_form").fields)


def batch_path(path: Path) -> Path:
    """Return the batch file that `path` is or holds."""
    return path / BATCH_FILE if path.is_dir() else path


def read_batch(path: Path) -> tuple[Batch | None, tuple[Problem, ...]]:
    """Read a batch file with its tables; the batch is `None` where the file itself has errors.

    A row of a table that has an error is left out and reported; a table that cannot be read as one stops the batch.
    """
    raw, document = load_document(path)
    facts, sink = _form().read(document)
    problems = [*document.problems]
    reader = _Reader(path.parent, facts, sink)
    rules = reader.rules()
    reader.for_purpose(rules)
    reader.order()
    units = reader.units(rules.region if rules else SHANDONG)
    submissions = reader.submissions()
    faulty = has_errors([*problems, *sink.problems])
    if document.root is None or rules is None or units is None or submissions is None or faulty:
        return None, _in_order((*problems, *sink.problems))
    digest = hashlib.sha256(raw)
    batch = reader.batch(rules, units, submissions)
    no_register = any(problem.field == "register" for problem in sink.problems)
    if no_register or any(problem.code in STRUCTURAL for problem in sink.problems):
        return None, _in_order((*problems, *sink.problems))
    for table in reader.tables:
        digest.update(table.read_bytes())
    return _with_digest(batch, digest.hexdigest()), _in_order((*problems, *sink.problems))


def _in_order(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Return problems as they stand in each file, the files in the order in which they were read."""
    places = [place_order(problem.where) for problem in problems]
    files = list(dict.fromkeys(place[0] for place in places))
    ordered = sorted(zip(places, problems, strict=True), key=lambda pair: (files.index(pair[0][0]), pair[0][1:]))
    return tuple(problem for _, problem in ordered)


def _with_digest(batch: Batch, digest: str) -> Batch:
    return replace(batch, digest=f"sha256:{digest}")


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        # A name too long for any file.
        return False


class _Reader:
    def __init__(self, folder: Path, facts: Record, sink: Sink) -> None:
        self.folder = folder
        self.facts = facts
        self.sink = sink
        self.tables: list[Path] = []

    def rules(self) -> RuleSet | None:
        """Return the rule set that the batch names, under the readings that it and its policy choose."""
        rules, policy = named_ruleset(self.facts, self.sink), self.policy()
        return None if rules is None else under_choices(rules, policy, self.facts, self.sink)

    def policy(self) -> Policy | None:
        """Read the policy that the batch names, where it does."""
        path = self.path("policy")
        if path is None:
            return None
        if path.is_dir():
            found = str(self.facts["policy"])
            self.sink.fault(self.sink.document.find("policy"), "policy", "policy_is_folder", found=found)
            return None
        self.tables.append(path)
        policy, problems = read_policy(path, str(self.facts["policy"]))
        self.sink.problems += problems
        return policy

    def for_purpose(self, rules: RuleSet | None) -> None:
        """Check that a batch for recognition has its days; in monitoring nothing that leads to an act has an effect."""
        form, root = form_fields("batch_form").by_path, self.sink.document.root
        given = set(paths_of(root))
        self.in_force(rules)
        if rules is not None and rules.purpose == "monitoring":
            for name in (*DAYS_OF_ACTS, *LEADS_TO_ACTS):
                if name in given:
                    params = {"label": form[name].label, "found": rules.reference}
                    self.sink.warn(self.sink.document.find(name), name, "no_effect_in_monitoring", **params)
            return
        for name in DAYS_OF_ACTS:
            if isinstance(root, MappingNode) and name not in given:
                self.sink.fault(root, name, "required", label=form[name].label)

    def in_force(self, rules: RuleSet | None) -> None:
        """Warn of a batch as of a day on which its rules did not apply."""
        as_of = self.facts.get("as_of")
        if rules is None or not isinstance(as_of, date):
            return
        day, until = as_of.isoformat(), rules.effective_until
        params = {"found": day, "rules": rules.reference, "since": rules.effective_from, "until": until or ""}
        node = self.sink.document.find("as_of")
        if day < rules.effective_from:
            self.sink.warn(node, "as_of", "before_effective", **params)
        elif until is not None and day > until:
            self.sink.warn(node, "as_of", "after_effective", **params)

    def order(self) -> None:
        """Check that dates and numbers of the batch follow each other."""
        form = form_fields("batch_form").by_path
        pairs = (
            ("period.start", "period.end"),
            ("period.end", "as_of"),
            ("opens_on", "recommend_by"),
            ("recommend_by", "recognize_by"),
        )
        for earlier, later in pairs:
            one, two = self.facts.get(earlier), self.facts.get(later)
            if isinstance(one, date) and isinstance(two, date) and one > two:
                labels = (form[earlier].label, form[later].label)
                node = self.sink.document.find(earlier)
                figures = (one.isoformat(), two.isoformat())
                self.sink.fault(node, earlier, "dates_out_of_order", labels=labels, figures=figures)
        if self.number("per_unit.min", FEWEST) > self.number("per_unit.max", MOST):
            params = {"least": self.number("per_unit.min", FEWEST), "most": self.number("per_unit.max", MOST)}
            self.sink.fault(self.sink.document.find("per_unit"), "per_unit", "per_unit_order", **params)

    def number(self, name: str, default: int) -> int:
        value = self.facts.get(name, default)
        assert isinstance(value, int)
        return value

    def path(self, name: str) -> Path | None:
        """Return the file that the batch names under `name`; one that is not there is an error."""
        given = self.facts.get(name)
        if given is None:
            return None
        path = self.folder / on_disk(str(given))
        if not _is_there(path):
            self.sink.fault(self.sink.document.find(name), name, "file_not_there", found=str(given))
            return None
        return path

    def units(self, region: str) -> Mapping[str, Unit] | None:
        """Return the units that the batch lists, by default those of the region."""
        path = self.path("units")
        if path is None and not region_file(region).is_file():
            node = self.sink.document.find("ruleset")
            self.sink.fault(node, "units", "region_without_units", found=excerpt(region))
            return None
        if path is None:
            self.tables.append(region_file(region))
            units = default_units(region)
        else:
            self.tables.append(path)
            units, problems = read_units(path, str(self.facts["units"]))
            self.sink.problems += problems
        self.quota(units)
        return units

    def quota(self, units: Mapping[str, Unit]) -> None:
        listed = self.sink.document.find("quota.units") if "quota.units" in self.facts else None
        for index, item in texts_of(listed):
            name = item.text.strip()
            if name and name not in units:
                self.sink.fault(item, f"quota.units[{index}]", "unit_not_listed", found=excerpt(name))
        cities = {unit.city for unit in units.values()}
        for record in records(self.facts, "quota.cities"):
            if record["name"] not in cities:
                path = f"quota.cities.{record['name']}"
                self.sink.fault(self.sink.document.find(path), path, "city_not_listed", found=str(record["name"]))

    def submissions(self) -> Path | None:
        if "submissions" in self.facts:
            path = self.path("submissions")
            if path is not None and not path.is_dir():
                self.sink.fault(
                    self.sink.document.find("submissions"), "submissions", "file_not_there", found=shown_name(path)
                )
                return None
            return path
        beside = self.folder / SUBMISSIONS
        return beside if beside.is_dir() else self.folder

    def table(self, name: str) -> Table | None:
        """Return the table that the batch names under `name`, where there is one."""
        path = self.path(name)
        if path is None:
            return None
        self.tables.append(path)
        table = read_table(path, table_columns(name), str(self.facts[name]))
        self.sink.problems += table.problems
        return table

    def batch(self, rules: RuleSet, units: Mapping[str, Unit], submissions: Path) -> Batch:
        facts = self.facts
        monitoring = rules.purpose == "monitoring"
        days = dict.fromkeys(DAYS_OF_ACTS, NEVER) if monitoring else {name: day(facts, name) for name in DAYS_OF_ACTS}
        quota_units = facts.get("quota.units")
        assert quota_units is None or isinstance(quota_units, tuple)
        acts = ("register", "decisions", "recommendations")
        register, decided, recommended = (None if monitoring else self.table(name) for name in acts)
        problems = self.sink.problems
        cities = {str(one["name"]): int(str(one["number"])) for one in records(facts, "quota.cities")}
        return Batch(
            id=str(facts["id"]),
            title=str(facts["title"]),
            rules=rules,
            period=(day(facts, "period.start"), day(facts, "period.end")),
            as_of=day(facts, "as_of"),
            fewest=self.number("per_unit.min", FEWEST),
            most=self.number("per_unit.max", MOST),
            quota_units=quota_units,
            quota_cities=cities if "quota.cities" in facts else None,
            units=units,
            register=tuple(registered(register, units, problems)) if register else (),
            decisions=tuple(decisions(decided, problems)) if decided else (),
            recommendations=tuple(recommendations(recommended, problems)) if recommended else None,
            folder=self.folder,
            submissions=submissions,
            digest="",
            **days,
        )
