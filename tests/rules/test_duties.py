"""The duties of the documents: their counts, their words against the sources, bodies and deadlines; faulty files refused."""

import hashlib
import re
import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from certify.rules.body_names import Here, bodies_in, is_named_for, is_of_another_level, kind_of, kinds_in
from certify.rules.duties import Body, Due, Duty, DutyDocument
from certify.rules.duty_load import (
    BODIES,
    DUTIES,
    UnknownDutiesError,
    available_duties,
    body_names,
    find_duties,
    find_duty,
    read_duties,
)
from certify.rules.files import FaultyCriteriaError
from certify.rules.home import criteria_home
from certify.rules.load import issued_digests
from tests.documents.conftest import worded
from tests.rules.conftest import HERE, altered

FOLDER = criteria_home() / DUTIES
SOURCES = Path(__file__).parents[2].parent / "shared" / "domain" / "sources"
TEXTS = {
    "shandong-2024": "shandong-2024-98.txt",
    "chongqing-2023": "chongqing-2023-553.txt",
    "hainan-2023": "hainan-2023-101.txt",
    "henan-2023": "henan-2023-89.txt",
    "sichuan-2023": "sichuan-2023.txt",
}
COUNTS = {"shandong-2024": 12, "chongqing-2023": 43, "hainan-2023": 20, "henan-2023": 25, "sichuan-2023": 7}
KEPT = Path(__file__).with_name("duty_quotations.txt")
# Headings that a page break or Markdown of the transcript stands in.
MARKUP = re.compile(r"\s|#")


def plain(text: str) -> str:
    """Return text without white space, and without the marks of headings that a transcript adds."""
    return MARKUP.sub("", text)


def quotations(document: DutyDocument) -> list[str]:
    """Return everything that a document of duties quotes."""
    found = [document.horizon.text, *([document.ledger.text] if document.ledger else [])]
    for duty in document.duties:
        found += [duty.section, duty.measure, duty.title, duty.text, *duty.owners]
        found += [duty.deadline.text] if duty.deadline else []
        found += [duty.yearly.text] if duty.yearly else []
    return [one for one in found if one]


def digests(name: str) -> list[str]:
    return [f"{name} {hashlib.sha256(plain(one).encode()).hexdigest()}" for one in quotations(find_duties(name))]


def every_duty() -> list[Duty]:
    return [duty for name in COUNTS for duty in find_duties(name).duties]


def test_the_documents_and_their_counts() -> None:
    assert {name: len(find_duties(name).duties) for name in available_duties()} == COUNTS


@pytest.mark.skipif(not SOURCES.is_dir(), reason="the source texts lie beside the repository where they are kept")
@pytest.mark.parametrize("name", COUNTS)
def test_every_quotation_is_a_fragment_of_its_source(name: str) -> None:
    source = plain((SOURCES / TEXTS[name]).read_text(encoding="utf-8"))
    assert [one for one in quotations(find_duties(name)) if plain(one) not in source] == []


def test_every_quotation_is_one_that_was_verified() -> None:
    kept = KEPT.read_text(encoding="utf-8").splitlines()
    assert [line for name in COUNTS for line in digests(name)] == kept


def test_the_sections_of_the_documents() -> None:
    assert Counter(duty.id[: len("HI-D-1")] for duty in find_duties("hainan-2023").duties) == {
        "HI-D-1": 7,
        "HI-D-2": 6,
        "HI-D-3": 4,
        "HI-D-4": 3,
    }
    chongqing = find_duties("chongqing-2023").duties
    assert len({duty.measure for duty in chongqing}) == 17
    assert list(Counter(duty.section for duty in chongqing).values()) == [10, 8, 6, 5, 6, 8]
    assert [duty.id for duty in chongqing if duty.measure.startswith("17.")] == [f"CQ-D-{n}" for n in range(36, 44)]
    assert list(Counter(duty.section for duty in find_duties("shandong-2024").duties).values()) == [5, 3, 4]
    assert list(Counter(duty.section for duty in find_duties("henan-2023").duties).values())[-1] == 3


def test_the_deadlines_of_hainan() -> None:
    deadlines = Counter(duty.deadline.text for duty in find_duties("hainan-2023").duties if duty.deadline)
    assert deadlines == {"持续推进": 14, "2025年前": 4, "2027年前": 2}
    bounds = {duty.deadline.text: duty.deadline.due for duty in every_duty() if duty.deadline}
    assert bounds == {
        "持续推进": None,
        "2025年前": Due(date(2024, 12, 31), date(2025, 12, 31)),
        "2027年前": Due(date(2026, 12, 31), date(2027, 12, 31)),
        "2023年12月底前": Due(date(2023, 12, 31), date(2023, 12, 31)),
    }


def test_no_other_task_has_a_deadline_and_two_are_yearly() -> None:
    assert {duty.id[:2] for duty in every_duty() if duty.deadline} == {"HI", "SC"}
    yearly = {duty.id: (duty.yearly.since, duty.yearly.by) for duty in every_duty() if duty.yearly}
    assert yearly == {"HA-D-01": ("05-01", "05-31"), "HA-D-24": (None, "12-20")}


def test_bodies_are_those_that_the_text_names_and_no_others() -> None:
    nameless = [duty.id for duty in every_duty() if not duty.bodies]
    assert nameless == [f"SD-D-{n:02}" for n in range(6, 13)] + ["SC-D-1", "SC-D-3"]
    for duty in every_duty():
        assert bool(duty.owners) == bool(duty.bodies)
        for body in duty.bodies:
            assert any(body.name in text for text in duty.owners), duty.id


IRREGULAR = {
    "CQ-D-02": "市人社局、各级人民法院、司法局、工商联、企联",
    "CQ-D-04": "人社局、各级人民法院、司法局、总工会、",
    "CQ-D-15": "人社局、各级人民法院、司法局、",
    "HA-D-11": "省人力资源社会保障厅、省司法厅、省工业和信息化厅、省总工会、省工商联、省企联",
}


@pytest.mark.parametrize("name", IRREGULAR)
def test_irregular_lists_of_bodies_stay_as_they_are(name: str) -> None:
    _, duty = find_duty(name)
    assert duty.owners == (IRREGULAR[name],)
    assert [body.name for body in duty.bodies] == [one for one in IRREGULAR[name].split("、") if one]
    assert duty.notes


def test_other_irregularities_of_the_sources_stay() -> None:
    assert find_duty("CQ-D-18")[1].text.endswith("但除法律另有规定或者劳动者、用人单位均同意的除外，")
    assert "一名专职调解员" in find_duty("CQ-D-30")[1].text
    assert "街道 （乡镇）、行业商 （协）会" in find_duty("CQ-D-10")[1].text
    assert "责任位" in find_duty("HA-D-05")[1].notes[0].zh


def test_a_duty_is_found_whatever_the_case_and_one_that_is_not_is_suggested() -> None:
    assert find_duty("hi-d-2.2")[1].id == "HI-D-2.2"
    with pytest.raises(UnknownDutiesError) as caught:
        find_duty("CQ-D-1")
    assert caught.value.suggestion.startswith("CQ-D-")
    with pytest.raises(UnknownDutiesError) as caught:
        find_duties("hainan-2024")
    assert caught.value.suggestion == "hainan-2023"


KINDS = [
    ("人社局", "hrss"),
    ("市人力资源和社会保障局", "hrss"),
    ("各级人力资源社会保障部门", "hrss"),
    ("海口市人社局", "hrss"),
    ("海口人社局", "hrss"),
    ("海南省海口市人社局", "hrss"),
    ("海口市委政法委", "political_legal"),
    ("海口市美兰区人社局", ""),
    ("区人社局", ""),
    ("省人社厅", ""),
    ("海南省人社厅", ""),
    ("各级人民法院", "court"),
    ("市委政法委", "political_legal"),
    ("市企联/企协", "enterprise_confederation"),
    ("经济信息委", "industry"),
    ("企业代表组织", ""),
    ("", ""),
]


@pytest.mark.parametrize(("name", "kind"), KINDS)
def test_the_kind_of_a_body(name: str, kind: str) -> None:
    assert kind_of(name, body_names(), Here(("海南省", "海南"), ("海口市", "海口"))) == kind


@pytest.mark.parametrize(
    ("level", "city", "named"),
    [(None, "", True), (None, "甲市", True), ("province", "", True), ("province", "甲市", False), ("local", "", False), ("local", "甲市", True)],
)  # fmt: skip
def test_where_a_body_is_named_for(level: str | None, city: str, named: bool) -> None:  # noqa: FBT001
    assert is_named_for(Body("甲", level), city) is named  # type: ignore[arg-type]


def test_a_cell_of_several_bodies() -> None:
    cell = "人社局、司法局/财政局;企联/企协，省企联/企协"
    assert bodies_in(cell, body_names()) == ["人社局", "司法局", "财政局", "企联/企协", "省企联/企协"]


def test_a_word_of_another_level_before_any_body() -> None:
    here = Here(("海南省", "海南"), ("海口市", "海口"))
    named = ("省住建厅", "区住建局", "市住建局", "住建局", "海口市住建局")
    assert [is_of_another_level(name, body_names(), here) for name in named] == [True, True, False, False, False]


def test_a_name_that_takes_in_several_kinds() -> None:
    assert kinds_in(Body("企业代表组织", None), body_names()) == {"acfic", "enterprise_confederation"}
    assert kinds_in(Body("相关部门", None), body_names()) == set()


def test_what_stands_for_the_bodies_of_every_place() -> None:
    for duty in every_duty():
        for body in duty.bodies:
            assert body.group or not body.name.startswith("各"), duty.id
            assert not (body.group and body.level == "province"), duty.id
    collective = {body.name for duty in every_duty() for body in duty.bodies if body.collective}
    assert collective == {"行业主管部门", "其他省级相关单位", "各市县相关部门"}


def test_who_owes_the_yearly_report_of_henan() -> None:
    _, duty = find_duty("HA-D-24")
    assert duty.yearly is not None
    assert {body.name for body in duty.bodies} - {body.name for body in duty.yearly.bodies} == {"省人力资源社会保障厅"}


def test_the_bureau_that_chongqing_names_of_the_city_once() -> None:
    assert [
        (duty.id, body.name) for duty in find_duties("chongqing-2023").duties for body in duty.bodies if body.level
    ] == [("CQ-D-02", "市人社局")]


def test_every_document_is_in_the_kept_list_with_its_digest() -> None:
    assert issued_digests(FOLDER) == {name: find_duties(name).digest for name in available_duties()}


def copied(folder: Path) -> Path:
    """Return a home of criteria with the documents of duties in it."""
    home = folder / "criteria"
    shutil.copytree(FOLDER, home / DUTIES)
    return home


def test_an_altered_document_is_refused(tmp_path: Path) -> None:
    home = copied(tmp_path)
    path = home / DUTIES / "hainan-2023.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("推行典型案例", "推广典型案例"), encoding="utf-8")
    with pytest.raises(FaultyCriteriaError) as caught:
        find_duties("hainan-2023", home)
    assert [problem.code for problem in caught.value.problems] == ["duties_altered"]


def test_a_document_in_a_folder_of_its_own_needs_no_kept_digest(tmp_path: Path) -> None:
    home = copied(tmp_path)
    text = (FOLDER / "sichuan-2023.yaml").read_text(encoding="utf-8").replace("id: sichuan-2023", "id: new-2030")
    (home / DUTIES / "new-2030.yaml").write_text(text, encoding="utf-8")
    assert len(find_duties("new-2030", home).duties) == 7
    assert BODIES.removesuffix(".yaml") not in available_duties(home)


FAULTS = [
    (("- id: HI-D-1.2", "- id: §HI-D-1.1"), ["duplicate_id"]),
    (('{name: "工商联", group: true}', '{name: §"妇联", group: true}'), ["quote_not_in_clause"]),
    (("deadline: {text: 持续推进, ongoing: true}", 'yearly: {text: 每年, by: "02-28", bodies: [§妇联]}'), ["duty_yearly_body"]),
    (("{text: 持续推进, ongoing: true}", "§{text: 持续推进}"), ["duty_deadline"]),
    (('earliest: "2024-12-31"', 'earliest: §"2024-13-31"'), ["criteria_type"]),
    (('due: {earliest: "2026-12-31"', 'due: §{earliest: "2028-12-31"'), ["duty_bounds"]),
    (("id: hainan-2023", "id: §hainan-2024"), ["ruleset_misplaced"]),
    (("    clause: ", "    §claus: "), ["criteria_unknown"]),
    (("deadline: {text: 持续推进, ongoing: true}", 'yearly: {text: §每年一次, by: "02-28"}'), ["quote_not_in_clause"]),
    (("deadline: {text: 持续推进, ongoing: true}", 'yearly: {text: 推行, by: §"02-29"}'), ["criteria_type"]),
]  # fmt: skip


@pytest.mark.parametrize(("change", "codes"), FAULTS)
def test_a_faulty_document_is_refused_with_the_place(change: tuple[str, str], codes: list[str], tmp_path: Path) -> None:
    text, places = altered((FOLDER / "hainan-2023.yaml").read_text(encoding="utf-8"), change)
    assert HERE not in text
    path = tmp_path / "hainan-2023.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FaultyCriteriaError) as caught:
        read_duties(path)
    worded(caught.value.problems)
    assert sorted({problem.code for problem in caught.value.problems}) == codes
    assert places[0] in {problem.where.rpartition(".yaml:")[2] for problem in caught.value.problems}
