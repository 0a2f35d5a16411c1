"""A batch under several variants at once comes to what separate runs come to, and writes nothing."""

from dataclasses import replace
from datetime import date

import pytest

from certify.facts import Entry, Review
from certify.programme.candidate import Unreadable
from certify.programme.conclusion import Conclusions
from certify.reading.batch import Batch, read_batch
from certify.rules.load import find_ruleset
from certify.rules.ruleset import RuleSet
from certify.running.variants import Variant, carried, judge_variants
from tests.running.calling import Folder, tree
from tests.running.submissions import PERIOD, ready, review

RULES = find_ruleset("shandong-2024")
CLOSED_ALL = {"A1-8.denominator": "closed_all"}
EXCLUSIVE = {"B2-2.sharing": "exclusive"}
ON = date(2025, 10, 20)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    found = Folder(tmp_path_factory.mktemp("variants") / "batch")
    found.recommendable("sound")
    withdrawn = {"cases__accepted": 14, "cases__withdrawn_other": 4, "reported__accepted": 14, "ledger__entries": 14}
    withdrawn |= {"archive__files_due": 14, "archive__files_archived": 14}
    found.recommendable("rate", "370103", **withdrawn)
    found.submit("shared", ready("shared", "370104", premises__reception="designated_shared"))
    shared = ready("seen", "370105", premises__reception="designated_shared")
    found.submit("seen", shared, review("seen"))
    found.submit("broken", {**ready("broken"), "assessment": {"period": PERIOD}})
    return found


def batch_of(folder: Folder) -> Batch:
    batch, _ = read_batch(folder.home / "batch.yaml")
    assert batch is not None
    return batch


def judged(folder: Folder, *variants: Variant, workers: int = 1) -> Conclusions:
    return judge_variants(batch_of(folder), folder.home / "batch.yaml", variants, "zh", workers, lambda *_: None)


def outcomes(found: Conclusions, index: int) -> dict[str, str]:
    return {file: one.candidate.outcome for file, one in found.each[index].outcomes.items()}


def test_each_variant_is_judged_as_a_batch_of_its_own(folder: Folder) -> None:
    before = tree(folder.home)
    found = judged(folder, Variant(RULES), Variant(RULES, CLOSED_ALL), Variant(RULES, EXCLUSIVE), workers=2)
    assert tree(folder.home) == before
    plain = {"sound.yaml": "recommendable", "rate.yaml": "recommendable", "shared.yaml": "ready"}
    plain["seen.yaml"] = "recommendable"
    assert outcomes(found, 0) == plain
    assert outcomes(found, 1) == {**plain, "rate.yaml": "not_recommendable"}
    assert outcomes(found, 2) == {**plain, "shared.yaml": "not_ready"}
    assert [one.file for one in found.unreadable] == ["broken.yaml"]
    assert all(isinstance(one, Unreadable) for one in found.unreadable)


def test_standings_and_coverage_are_those_of_the_variant(folder: Folder) -> None:
    found = judged(folder, Variant(RULES), Variant(RULES, CLOSED_ALL))
    hoped = [{one.unit.id for one in each.units if one.if_recognized} for each in found.each]
    assert hoped[0] - hoped[1] == {"370103"}
    recommended = [{one.candidate.id for one in each.standings if one.recommended} for each in found.each]
    assert recommended[0] - recommended[1] == {"rate"}


def test_an_entry_made_under_another_reading_counts_and_is_named(folder: Folder) -> None:
    found = judged(folder, Variant(RULES), Variant(RULES, EXCLUSIVE))
    assert found.each[0].outcomes["seen.yaml"].again == ()
    assert found.each[1].outcomes["seen.yaml"].again == ("B2-2.a",)
    assert found.each[1].outcomes["shared.yaml"].again == ()


def test_what_is_equal_under_two_variants_is_held_once(folder: Folder) -> None:
    first, second = judged(folder, Variant(RULES), Variant(RULES, CLOSED_ALL)).each
    assert first.outcomes["seen.yaml"].candidate.of == 8
    assert second.outcomes["rate.yaml"] is not first.outcomes["rate.yaml"]
    same = judged(folder, Variant(RULES), Variant(RULES)).each
    assert same[0].outcomes["rate.yaml"] is same[1].outcomes["rate.yaml"]


def without_a_clause() -> RuleSet:
    return replace(RULES, criteria=RULES.criteria[1:], version="9.0.0")


def test_rules_without_a_sub_check_drop_its_entries(folder: Folder) -> None:
    found = judged(folder, Variant(RULES), Variant(without_a_clause()))
    assert outcomes(found, 1)["sound.yaml"] == "recommendable"
    sound = found.each[1].outcomes["sound.yaml"].candidate
    assert len(sound.verified) == len(RULES.criteria) - 1
    # That it names the rules which the batch pins keeps it out under no others.
    assert next(one for one in found.each[1].standings if one.candidate.id == "sound").eligible


def test_entries_are_carried_where_the_variant_says() -> None:
    entries = [Entry(check, "met", "x", ON, "", (), "f:1:1") for check in ("A.a", "B.a", "C.a")]
    given = Review("f", "sha256:0", tuple(entries))
    variant = Variant(RULES, carried={"A.a": ("A.x", "A.y"), "B.a": ()})
    moved = carried(given, variant, {"A.x", "A.y", "B.a", "C.a"})
    assert moved is not None
    assert [entry.check for entry in moved.entries] == ["A.x", "A.y", "C.a"]
    assert carried(given, Variant(RULES), {"C.a"}) == replace(given, entries=tuple(entries[2:]))
    assert carried(None, variant, {"C.a"}) is None
