"""What hangs on the readings: the same as whole batches judged under each alternative, one at a time."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from certify.rules.load import find_ruleset
from certify.running import batch_run
from certify.running.sensitivity import alternatives
from certify.running.work import Worker
from tests.running.calling import Folder, clean, inside, tree
from tests.running.submissions import PERSONAL, ready, review, text

RULES = find_ruleset("shandong-2024")
ALTERNATIVES = alternatives(RULES)
# Where pending cases are, the shares by cases closed and by cases accepted part.
RATE = {
    "cases__accepted": 14,
    "cases__withdrawn_other": 4,
    "reported__accepted": 14,
    "ledger__entries": 14,
    "archive__files_due": 14,
    "archive__files_archived": 14,
}
SETTLED = {
    "cases__accepted": 20,
    "cases__failed": 6,
    "cases__withdrawn_settled": 3,
    "reported__accepted": 20,
    "ledger__entries": 20,
    "archive__files_due": 20,
    "archive__files_archived": 20,
}


def fill(folder: Folder) -> None:
    """Put in organizations that hang on readings, each in its own way, and some that hang on none."""
    folder.recommendable("sound")
    folder.recommendable("rate", "370103", **RATE)
    # In one unit the reading only says who of two comes first.
    folder.recommendable("first", "370104", **RATE)
    folder.recommendable("second", "370104", cases__failed=3, **agreed(7))
    folder.recommendable("settled", "370105", **SETTLED, **agreed(11))
    folder.submit("shared", ready("shared", "370112", premises__reception="designated_shared"))
    folder.submit("paper", ready("paper", "370113", postings__at_least_a2=False))
    folder.submit("open", ready("open", "370114", premises__reception=None))
    folder.submit("unused", ready("unused", "370115", linkage__suggestion_letter__used=0))
    corrected = ready("corrected", "370116", reported__corrections=2)
    folder.submit("corrected", corrected, review("corrected"))
    folder.submit("failing", ready("failing", "370117", signage__emblem_displayed=False, postings__at_least_a2=False))
    folder.submit("broken", {"organization": {"id": "broken"}})


def agreed(count: int) -> dict[str, int]:
    """Return the figures that go with so many agreements."""
    signed = ("made", "signed_by_both", "signed_by_mediator", "sealed")
    urged = ("notices_issued", "due", "performed")
    found = {f"agreements__{name}": count for name in signed} | {f"performance__{name}": count for name in urged}
    return {"cases__agreed": count, "reported__agreed": count, **found}


def here(items: Iterable[Any], _serve: object, setup: tuple[Any, ...], *_: Any, **__: Any) -> Iterator[tuple[Any, Any]]:
    """Be a pool whose work is done in this process."""
    worker = Worker(*setup)
    for item in items:
        yield item, worker.do(item)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    found = Folder(tmp_path / "batch", per_unit={"min": 1, "max": 1})
    fill(found)
    return found


def batch_report(folder: Folder, **readings: str) -> dict[str, Any]:
    """Judge the batch as a whole under readings that it names."""
    folder.write(per_unit={"min": 1, "max": 1}, **({"readings": readings} if readings else {}))
    clean(folder.run("--no-pages", "--no-workbook", "--no-cache"))
    return folder.report()


def sensitivity(folder: Folder, *options: str | Path) -> dict[str, Any]:
    called = clean(inside("sensitivity", folder.home, "--workers", "1", "--format", "json", *options))
    found: dict[str, Any] = json.loads(called.stdout)
    return found


def summed(report: dict[str, Any]) -> dict[str, Any]:
    """Return of a batch report what a sensitivity report speaks of."""
    return {
        "outcomes": {row["file"]: row["outcome"] for row in report["organizations"]},
        "recommended": {row["file"] for row in report["organizations"] if row["recommended"]},
        "covered": {unit["id"] for unit in report["units"] if unit["covered_if_recognized"]},
    }


def told(before: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """Return what a batch comes to under an alternative, as the sensitivity report tells it."""
    outcomes, recommended, covered = dict(before["outcomes"]), set(before["recommended"]), set(before["covered"])
    for one in other["organizations"]:
        assert outcomes[one["file"]] == one["before"]
        outcomes[one["file"]] = one["after"]
        assert (one["file"] in recommended) is one["recommended_before"]
        recommended = recommended | {one["file"]} if one["recommended_after"] else recommended - {one["file"]}
    for unit in other["units"]:
        covered = covered | {unit["id"]} if unit["covered_if_recognized_after"] else covered - {unit["id"]}
    return {"outcomes": outcomes, "recommended": recommended, "covered": covered}


def test_it_is_what_whole_batches_come_to(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    found = sensitivity(folder)
    monkeypatch.setattr(batch_run, "run", here)
    before = summed(batch_report(folder))
    others = {
        (reading["key"], other["value"]): other for reading in found["readings"] for other in reading["alternatives"]
    }
    assert list(others) == ALTERNATIVES
    changing = set()
    for (key, value), other in others.items():
        after = summed(batch_report(folder, **{key: value}))
        assert told(before, other) == after, (key, value)
        assert other["changes"] is (after != before), (key, value)
        changing |= {key} if other["changes"] else set()
    assert {"A1-8.denominator", "B2-2.sharing", "B1-2.a2_paper", "A2-5.linkage", "A1-7.correction"} <= changing
    assert changing < {key for key, _ in ALTERNATIVES}


def test_counts_agree_with_the_names(folder: Folder) -> None:
    found = sensitivity(folder)
    for reading in found["readings"]:
        for other in reading["alternatives"]:
            moves = Counter((one["before"], one["after"]) for one in other["organizations"])
            assert {(one["before"], one["after"]): one["count"] for one in other["moves"]} == {
                pair: count for pair, count in moves.items() if pair[0] != pair[1]
            }
    hanging = {one["file"]: [(on["key"], on["value"], on["after"]) for on in one["on"]] for one in found["hanging"]}
    assert ("B2-2.sharing", "exclusive", "not_ready") in hanging["shared.yaml"]
    assert hanging["rate.yaml"] == [
        ("A1-8.denominator", "closed_all", "not_recommendable"),
        ("A1-8.denominator", "accepted", "not_recommendable"),
    ]
    assert ("A1-8.denominator", "settled_withdrawal_counts", "recommendable") in hanging["settled.yaml"]
    assert "sound.yaml" not in hanging
    assert "failing.yaml" not in hanging


def test_a_reading_may_only_say_who_comes_first(folder: Folder) -> None:
    found = sensitivity(folder)
    reading = next(one for one in found["readings"] if one["key"] == "A1-8.denominator")
    closed_all = next(one for one in reading["alternatives"] if one["value"] == "closed_all")
    unit = next(one for one in closed_all["units"] if one["id"] == "370104")
    assert (unit["recommended_before"], unit["recommended_after"]) == (["first"], ["second"])
    assert unit["covered_if_recognized_before"] is unit["covered_if_recognized_after"] is True
    second = next(one for one in closed_all["organizations"] if one["id"] == "second")
    assert (second["before"], second["after"]) == ("recommendable", "recommendable")
    assert (second["recommended_before"], second["recommended_after"]) == (False, True)


def test_readings_that_cannot_be_computed_are_listed_with_the_reason(folder: Folder) -> None:
    found = sensitivity(folder)
    said = {
        (reading["key"], one["value"]): one["reason"]
        for reading in found["readings"]
        for one in reading["not_computed"]
    }
    assert set(said) == {(reading.key, value) for reading in RULES.readings for value in reading.not_computed}
    assert "自评表只填一个统计期的数字" in said["period", "previous_full_year"]


def test_it_is_against_the_readings_in_force(folder: Folder) -> None:
    folder.write(per_unit={"min": 1, "max": 1}, readings={"A1-8.denominator": "closed_all"})
    found = sensitivity(folder)
    reading = next(one for one in found["readings"] if one["key"] == "A1-8.denominator")
    assert (reading["in_force"], reading["default"]) == ("closed_all", "decided")
    by_default = next(one for one in reading["alternatives"] if one["default"])
    assert {one["file"]: one["after"] for one in by_default["organizations"]}["rate.yaml"] == "recommendable"
    assert found["ruleset"]["readings_chosen"][0]["value"] == "closed_all"


def test_an_unreadable_submission_is_named_and_answered_with_4(folder: Folder) -> None:
    called = clean(inside("sensitivity", folder.home, "--workers", "1"))
    assert called.returncode == 4
    assert "broken.yaml" in called.stdout
    (folder.submissions / "broken.yaml").unlink()
    assert clean(inside("sensitivity", folder.home, "--workers", "1")).returncode == 0


def test_recommendations_on_record_stay(folder: Folder) -> None:
    folder.table("recommendations", "organization,on,by", "rate,2025-10-30,市局", "sound,2025-10-30,市局")
    folder.write(per_unit={"min": 1, "max": 1}, recommendations="recommendations.csv")
    found = sensitivity(folder)
    assert found["batch"]["suggested"] is False
    assert found["totals"]["recommended"] == 2
    assert all(not other["units"] for reading in found["readings"] for other in reading["alternatives"])
    assert "rate.yaml" in {one["file"] for one in found["hanging"]}


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("form", ["text", "md", "html", "json"])
def test_every_form_names_who_hangs_and_nobody_personal(folder: Folder, form: str, lang: str) -> None:
    before = tree(folder.home)
    path = folder.home.parent / f"out.{'txt' if form == 'text' else form}"
    called = clean(inside("sensitivity", folder.home, "--workers", "1", "--lang", lang, "-o", path))
    assert called.stdout == ""
    said = path.read_text(encoding="utf-8")
    assert "B2-2.sharing" in said
    assert "shared.yaml" in said
    assert not any(name in said for name in PERSONAL)
    assert tree(folder.home) == before
    again = clean(inside("sensitivity", folder.home, "--workers", "2", "--lang", lang, "--format", form))
    assert again.stdout == said


def test_rules_for_monitoring_recommend_nobody(tmp_path: Path) -> None:
    rules = find_ruleset("hainan-2023")
    folder = Folder(tmp_path / "batch", ruleset=rules.reference)
    found = sensitivity(folder)
    assert [one["key"] for one in found["readings"]] == [reading.key for reading in rules.readings]
    shown = clean(inside("sensitivity", folder.home, "--workers", "1")).stdout
    assert "都获认定" not in shown
    assert "推荐 0" not in shown


@pytest.mark.parametrize(
    ("options", "status"),
    [(["no-such-batch"], 2), (["{home}", "-o", "{home}/batch.yaml"], 2), (["{home}", "-o", "x.xlsx"], 2)],
)
def test_a_call_that_cannot_be_carried_out(folder: Folder, options: list[str], status: int) -> None:
    called = clean(inside("sensitivity", *(one.format(home=folder.home) for one in options)))
    assert called.returncode == status
    assert called.stdout == ""


def test_a_batch_file_that_is_wrong(folder: Folder) -> None:
    (folder.home / "batch.yaml").write_text(text({"id": "x"}), encoding="utf-8")
    called = clean(inside("sensitivity", folder.home))
    assert called.returncode == 4
    assert "batch.yaml:1:1" in called.stderr
