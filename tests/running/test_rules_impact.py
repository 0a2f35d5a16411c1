"""What other rules would change in a batch, as two whole runs of the batch find it; and the sub-checks that do it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.rules.versions import (
    Change,
    Content,
    Criteria,
    copied,
    move,
    retired,
    with_check,
    with_default,
    with_threshold,
    without,
)
from tests.running.calling import Folder, clean, inside, read, tree
from tests.running.submissions import ready, review

FIRST, SECOND = "shandong-2024@1.0.0", "shandong-2024@1.1.0"
GOOD, OPEN, BAD = "recommendable", "incomplete", "not_recommendable"
PAID = [{"kind": "per_case_subsidy", "document": "以案定补办法", "paid_cny": 0}]
OTHER = [{"kind": "award", "document": "培训奖励办法"}]
PRINTER, COPIER = ({"fact": f"equipment.{name}", "at_least": 1} for name in ("printers", "copiers"))
# What each organization falls short of; all else is met, and reviewed.
ORGANIZATIONS: dict[str, Content] = {
    "full": {},
    "seventy": {"cases__agreed": 7, "cases__failed": 3, "reported__agreed": 7},
    "unpaid": {"incentives": PAID},
    "printer": {"equipment__printers": 0},
    "both": {"incentives": PAID, "cases__agreed": 6, "cases__failed": 4, "reported__agreed": 6},
    "posted": {"postings__procedure": False},
    "other": {"incentives": OTHER},
}
UNITS = dict(zip(ORGANIZATIONS, ("370102", "370103", "370104", "370105", "370112", "370113", "370114"), strict=True))

# What tests of the difference show as well.
SLOW = ("nothing", "a merger", "only clearer words")


@dataclass(frozen=True)
class Plant:
    """Changes of the second version, what becomes of reviewers' entries, and what turns by which sub-checks."""

    changes: Sequence[Change]
    moves: Sequence[Content] = ()
    lapsed: Sequence[str] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)
    before: Sequence[Change] = ()
    turns: Mapping[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)


PLANTS = {
    "nothing": Plant([]),
    "a threshold raised": Plant([with_threshold(75)], turns={"seventy": ("lost", ("A1-8.a",))}),
    "a sub-check retired": Plant(
        [without("B2-4.b"), retired("B2-4.b")], [move("B2-4.b", "")], turns={"unpaid": ("gained", ("B2-4.b",))}
    ),
    "a split": Plant(
        [
            copied("B2-1.a", "B2-1.c", rule={"fact": "funding.document", "given": True}),
            copied("B2-1.a", "B2-1.b", rule={"fact": "funding.amount_cny", "more_than": 0}),
            without("B2-1.a"),
        ],
        [move("B2-1.a", "B2-1.b B2-1.c")],
        lapsed=["B2-1.a"],
        turns=dict.fromkeys(("full", "seventy", "other"), ("opened", ("B2-1.a", "B2-1.b", "B2-1.c"))),
    ),
    "a merger": Plant(
        [copied("B2-2.e", "B2-2.f", rule={"any_of": [PRINTER, COPIER]}), without("B2-2.d", "B2-2.e")],
        [move("B2-2.d B2-2.e", "B2-2.f")],
        lapsed=["B2-2.d", "B2-2.e"],
        turns={
            **dict.fromkeys(("full", "seventy", "other"), ("opened", ("B2-2.d", "B2-2.e", "B2-2.f"))),
            "printer": ("opened", ("B2-2.d", "B2-2.e", "B2-2.f")),
        },
    ),
    "a renaming": Plant(
        [copied("B1-1.c", "B1-1.d"), without("B1-1.c")], [move("B1-1.c", "B1-1.d")], renamed={"B1-1.c": "B1-1.d"}
    ),
    "advice made required": Plant(
        [],
        before=[with_check("B1-2.a", advisory={"zh": "示例", "en": "sample"})],
        lapsed=["B1-2.a"],
        turns=dict.fromkeys(("full", "seventy", "other"), ("opened", ("B1-2.a",))) | {"posted": ("lost", ("B1-2.a",))},
    ),
    "another default": Plant(
        [with_default("B2-4.per_case", "required")],
        lapsed=["B2-4.a"],
        turns=dict.fromkeys(("full", "seventy"), ("opened", ("B2-4.a",))) | {"other": ("lost", ("B2-4.a",))},
    ),
    "two that help together": Plant(
        [with_threshold(60), without("B2-4.b"), retired("B2-4.b")],
        [move("B2-4.b", "")],
        turns={"unpaid": ("gained", ("B2-4.b",)), "both": ("gained", ("A1-8.a", "B2-4.b"))},
    ),
    "two of which each is enough": Plant(
        [with_threshold(90), with_check("B2-4.b", rule={"some": "incentives", "satisfies": {"fact": "incentives.paid_cny", "more_than": 1000}})],
        turns=dict.fromkeys(("full", "seventy"), ("lost", ("A1-8.a", "B2-4.b"))) | {"other": ("lost", ("A1-8.a",))},
    ),
    "only clearer words": Plant([with_check("B1-1.c", review={"zh": "看照片", "en": "Look"}, remedy={"zh": "补", "en": "Do"})]),
}  # fmt: skip


class Province:
    """A criteria folder with two versions, and a batch of one organization a unit."""

    def __init__(self, folder: Path, plant: Plant) -> None:
        self.plant = plant
        self.criteria = Criteria(folder / "criteria")
        self.criteria.put(*plant.before)
        self.criteria.put(*plant.changes, version="1.1.0", succeeds=FIRST, moves=plant.moves)
        self.first = self.batch(folder / "first", FIRST)
        self.folder = folder

    def batch(self, home: Path, ruleset: str) -> Folder:
        """Write the batch as it is to be judged by a version: entries on what changed in substance are taken out."""
        made = Folder(home, ruleset=ruleset, register="register.csv")
        made.table("register", "id,name,jurisdiction,batch,recognized_on")
        for name, changes in ORGANIZATIONS.items():
            made.submit(
                name, ready(name, UNITS[name], assessment__ruleset=ruleset, **changes), self.reviewed(name, ruleset)
            )
        return made

    def reviewed(self, name: str, ruleset: str) -> Content:
        """Return the review of an organization, what it fails by its figures not reviewed as met."""
        content = review(name, leave_out=self.unmet(name))
        if ruleset == SECOND:
            kept = [entry for entry in content["entries"] if entry["check"] not in self.plant.lapsed]
            renamed = self.plant.renamed
            content["entries"] = [{**entry, "check": renamed.get(entry["check"], entry["check"])} for entry in kept]
        return content

    def entered(self, check: str) -> list[str]:
        """Return the files with an entry on a sub-check."""
        names = sorted(ORGANIZATIONS)
        return [
            f"{name}.yaml" for name in names if check in {one["check"] for one in self.reviewed(name, FIRST)["entries"]}
        ]

    def unmet(self, name: str) -> tuple[str, ...]:
        return {"printer": ("B2-2.d",), "posted": ("B1-2.a",)}.get(name, ())

    def run(self, batch: Folder) -> dict[str, Any]:
        """Return the report of a whole run."""
        clean(
            inside(
                *batch.command("--no-cache", "--no-pages", "--no-workbook"), CERTIFY_CRITERIA=str(self.criteria.home)
            )
        )
        return batch.report()

    def impact(self, *options: str | Path) -> dict[str, Any]:
        """Return what the command finds."""
        output = self.folder / "impact.json"
        called = clean(
            inside(
                "rules", "impact", FIRST, SECOND, "--batch", self.first.home, "--workers", "1", "-o", output, *options,
                CERTIFY_CRITERIA=str(self.criteria.home),
            )
        )  # fmt: skip
        assert called.returncode == 0, (called.stderr, read(output)["batches"][0]["unreadable"])
        return read(output)


def by_id(report: dict[str, Any]) -> dict[str, tuple[str, bool]]:
    return {row["id"]: (row["outcome"], row["recommended"]) for row in report["organizations"]}


def units_of(report: dict[str, Any]) -> dict[str, bool]:
    return {row["id"]: row["covered_if_recognized"] for row in report["units"]}


@pytest.mark.parametrize(
    "plant",
    [pytest.param(plant, id=name, marks=[pytest.mark.slow] * (name in SLOW)) for name, plant in PLANTS.items()],
)
def test_what_is_found_is_what_two_whole_runs_find(tmp_path: Path, plant: Plant) -> None:
    province = Province(tmp_path, plant)
    before = province.run(province.first)
    after = province.run(province.batch(tmp_path / "second", SECOND))
    files = tree(province.first.home)
    found = province.impact()["batches"][0]
    assert tree(province.first.home) == files
    olds, news = by_id(before), by_id(after)
    assert {one["id"] for one in found["organizations"]} == {name for name in olds if olds[name] != news[name]}
    for one in found["organizations"]:
        assert (one["outcome_before"], one["put_forward_before"]) == olds[one["id"]]
        assert (one["outcome_after"], one["put_forward_after"]) == news[one["id"]]
    covered, covers = units_of(before), units_of(after)
    changed = {unit for unit in covered if covered[unit] != covers[unit]}
    assert {one["id"] for one in found["units"] if one["covered_before"] != one["covered_after"]} == changed
    lapsed = {one["check"]: one["files"] for one in found["lapsed_after"]}
    wanted = {name: province.entered(name) for name in plant.lapsed}
    assert lapsed == {name: files for name, files in wanted.items() if files}
    assert found["lapsed_before"] == []
    assert_causes(found, plant)


def assert_causes(found: dict[str, Any], plant: Plant) -> None:
    """Check who turns, and by which sub-checks."""
    turns = {
        one["id"]: (
            one["turn"],
            tuple(sorted({name for cause in one["causes"] for name in (*cause["before"], *cause["after"])})),
        )
        for one in found["organizations"]
    }
    assert turns == dict(plant.turns)
    for one in found["organizations"]:
        assert len(one["explanations"]) == 1 if one["turn"] == "gained" else one["explanations"]
        assert {name for chosen in one["explanations"] for name in chosen} == {cause["id"] for cause in one["causes"]}
        assert one["turn"] != "lost" or all(len(chosen) == 1 for chosen in one["explanations"])
    assert sum(found["turns"].values()) == len(turns)


def impact_of(province: Province) -> dict[str, Any]:
    return province.impact()["batches"][0]  # type: ignore[no-any-return]


def with_readings(province: Province, **readings: str) -> None:
    fields = {"ruleset": FIRST, "register": "register.csv", "readings": {"B2-4.per_case": readings["per_case"]}}
    province.first.write(**fields)


@pytest.mark.parametrize("value", ["example", "required"])
def test_another_default_changes_nothing_where_the_batch_chooses(tmp_path: Path, value: str) -> None:
    province = Province(tmp_path, PLANTS["another default"])
    with_readings(province, per_case=value)
    found = impact_of(province)
    assert (found["organizations"], found["shifted"], found["lapsed_after"]) == ([], 0, [])
    shown = {side: [one["value"] for one in found[f"readings_{side}"]] for side in ("before", "after")}
    # What is the default on a side is not shown there as chosen.
    assert (
        shown
        == {"example": {"before": [], "after": ["example"]}, "required": {"before": ["required"], "after": []}}[value]
    )


def test_what_must_come_together_to_open_an_outcome_is_told_together(tmp_path: Path) -> None:
    judgement = {"kind": "judgement", "rule": None, "review": {"zh": "看", "en": "look"}}
    funded = {"fact": "funding.amount_cny", "more_than": 1}
    plant = Plant([with_check("B2-4.b", **judgement), with_check("B2-1.a", rule=funded)])
    found = {one["id"]: one for one in impact_of(Province(tmp_path, plant))["organizations"]}
    # From failed to open: the failure has to go, and that alone leaves it open already.
    assert found["unpaid"]["explanations"] == [["B2-4.b"]]
    assert sorted(found["full"]["explanations"]) == [["B2-1.a"], ["B2-4.b"]]


def test_a_self_assessment_is_not_kept_open_by_what_a_reviewer_has_still_to_see(tmp_path: Path) -> None:
    plant = Plant(
        [with_threshold(75), with_check("B2-4.b", kind="judgement", rule=None, review={"zh": "看", "en": "look"})]
    )
    province = Province(tmp_path, plant)
    for path in province.first.submissions.glob("*.review.yaml"):
        path.unlink()
    found = {one["id"]: one for one in impact_of(province)["organizations"]}
    assert "full" not in found
    assert (found["seventy"]["turn"], found["seventy"]["explanations"]) == ("lost", [["A1-8.a"]])
    assert (found["unpaid"]["turn"], found["unpaid"]["explanations"]) == ("gained", [["B2-4.b"]])
    assert impact_of(province)["lapsed_after"] == []


def test_a_batch_named_twice_is_a_usage_error(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "batch")
    again = folder.home / "batch.yaml"
    called = clean(inside("rules", "impact", FIRST, FIRST, "--batch", folder.home, "--batch", again))
    assert (called.returncode, "两次" in called.stderr) == (2, True)
