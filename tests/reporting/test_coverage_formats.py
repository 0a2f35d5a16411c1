"""The coverage report says the same in every format: page, Markdown, CSV, workbook and JSON."""

import csv
import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from html.parser import HTMLParser
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from certify.language import Lang
from certify.reporting.coverage.page import render_coverage
from certify.reporting.coverage.parts import count_of
from certify.reporting.coverage.shapes import (
    BatchOfCoverage,
    CandidateShape,
    CityShape,
    ClauseShape,
    CountOfUnits,
    CoverageReport,
    DeadlineShape,
    HolderShape,
    IntervalShape,
    LeadShape,
    PlaceOfLead,
    PlanShape,
    PointShape,
    RepairsShape,
    TrackedShape,
    UnitShape,
)
from certify.reporting.coverage.text import render_coverage_csv, render_coverage_markdown
from certify.reporting.coverage.workbook import render_coverage_workbook
from certify.reporting.shapes import ProblemShape, to_json
from certify.wording.reasons import CAUSES
from tests.reporting.test_sinks import TEXTS

LANGS: tuple[Lang, ...] = ("zh", "en")
BATCHES = ("b4", "b5")
# What may still come, as the program counts it.
ON_ITS_WAY = ("awaiting_recognition", "not_recommended", "candidate_open", "review_unreadable", "unreadable")
WITHOUT_CANDIDATE = ("no_candidate", "recognition_ended", "unreadable", "review_unreadable")
HOSTILE = "<script>alert('x')</script>&amp;\"劳动争议调解中心"


def holder(id_: str, *, meets: bool | None = None, registered: bool = True) -> HolderShape:
    return HolderShape(
        id=id_,
        name=f"{id_}示例调解中心",
        since="2022-05-20",
        batch="第一批",
        registered=registered,
        meets_indicators=meets,
    )


def repairs(own: Sequence[str], court: Sequence[str] = (), open_: Sequence[str] = ()) -> RepairsShape:
    failed = {body: list(checks) for body, checks in (("organization", own), ("court", court)) if checks}
    return RepairsShape(
        failed=failed,
        open={"organization": list(open_)} if open_ else {},
        own_failed=len(own),
        others_failed=len(court),
        total_failed=len(own) + len(court),
        total_open=len(open_),
    )


def candidate(id_: str, cause: str, needed: RepairsShape) -> CandidateShape:
    recommended = cause in ("awaiting_recognition", "not_recognized")
    return CandidateShape(
        organization=id_,
        name=f"{id_}示例商会调解委员会",
        type="chamber",
        type_label="商（协）会调解组织",
        batch="b5",
        file=f"jinan/{id_}.yaml",
        track="verified",
        outcome="not_recommendable" if needed.total_failed else "incomplete" if needed.total_open else "recommendable",
        eligible=cause != "candidate_barred",
        recommended=recommended,
        decision="not_recognized" if cause == "not_recognized" else None,
        rank=1,
        reasons=[f"{id_}的理由"],
        repairs=needed,
    )


NEEDED = {
    "candidate_open": repairs((), open_=("B1-1.a", "B1-1.b", "A2-3.c")),
    "candidate_near": repairs(("B1-1.b",), ("B2-5.b",)),
    "candidate_far": repairs(("B1-1.a", "A2-3.c", "A2-3.d", "A1-6.a"), open_=("B2-5.a",)),
}


def gap(id_: str, city: str, cause: str, *, kind: str = "county", before: bool = False) -> UnitShape:
    found = [] if cause in WITHOUT_CANDIDATE else [candidate(f"{id_}-S1", cause, NEEDED.get(cause, repairs(())))]
    if cause == "candidate_far":
        found.append(candidate(f"{id_}-S2", cause, repairs(("A1-1.a",) * 3)))
    return UnitShape(
        id=id_,
        city=city,
        name=f"示{id_[-2:]}{'开发区' if kind == 'zone' else '县'}",
        kind=kind,
        also=[],
        covered=False,
        may_be_covered=cause in ON_ITS_WAY,
        only_by_holders_below_indicators=False,
        holders=[],
        history=[before, before, False],
        cause=cause,
        cause_text=CAUSES[cause].zh,
        batch="b5" if found else "",
        candidates=found,
    )


def covered(id_: str, city: str, history: Sequence[bool], *, below: bool = False, kind: str = "county") -> UnitShape:
    return UnitShape(
        id=id_,
        city=city,
        name=f"示{id_[-2:]}{'开发区' if kind == 'zone' else '区'}",
        kind=kind,
        also=["370199"] if id_ == "370101" else [],
        covered=True,
        may_be_covered=True,
        only_by_holders_below_indicators=below,
        holders=[holder(f"{id_}-R1", meets=False if below else None)],
        history=list(history),
        cause=None,
        cause_text="",
        batch="",
        candidates=[],
    )


def city_of(name: str, units: Sequence[UnitShape]) -> CityShape:
    own = [unit for unit in units if unit.city == name]
    alone = [unit.id for unit in own if unit.cause in ("no_candidate", "recognition_ended")]
    near = [unit for unit in own if unit.cause == "candidate_near"]
    plans = [
        PlanShape(
            units=1, repairs=2, open=13, candidates=[f"{unit.id}-S1"], shared=["济南市:court:B2-5.b"], proven=False
        )
        for unit in near
    ]
    return CityShape(
        city=name,
        counties=count_of([unit for unit in own if unit.kind == "county"]),
        zones=count_of([unit for unit in own if unit.kind == "zone"]),
        causes=dict(Counter(unit.cause for unit in own if unit.cause)),
        quota=7,
        quota_used=3,
        cultivate=alone,
        plans=plans,
    )


def batch(id_: str) -> BatchOfCoverage:
    return BatchOfCoverage(
        id=id_,
        title=f"批次{id_}",
        ruleset="shandong-2024@1.0.0",
        ruleset_digest=f"sha256:{id_}",
        readings_chosen=[],
        opens_on="2025-01-01",
        recommend_by="2025-10-31",
        recognize_by="2025-11-30",
        files=71,
        candidates=65,
        unreadable=4,
        recommended=30,
        suggested=id_ == "b5",
        recognized=27,
        not_recognized=5,
        late=6,
    )


def coverage(units: Sequence[UnitShape], *, lang: Lang = "zh") -> CoverageReport:
    """Return a report over units, with something in every part of it."""
    counties = [unit for unit in units if unit.kind == "county"]
    zones = [unit for unit in units if unit.kind == "zone"]
    waiting = [unit for unit in units if unit.may_be_covered and not unit.covered]
    points = [
        PointShape(
            day=day,
            batch=BATCHES[at] if at < len(BATCHES) else "",
            label=f"时点{at}",
            counties=sum(unit.history[at] for unit in counties),
            zones=sum(unit.history[at] for unit in zones),
            gained=[unit.id for unit in units if at and unit.history[at] and not unit.history[at - 1]],
            lost=[unit.id for unit in units if at and unit.history[at - 1] and not unit.history[at]],
        )
        for at, day in enumerate(("2024-12-31", "2025-11-30", "2025-12-03"))
    ]
    tracked = TrackedShape(
        id="370101-R1",
        name="示例街道调解中心",
        former_names=["旧名调解中心"],
        unit="370101",
        unit_label="济南市示01区",
        batch="第一批",
        recognized_on="2022-05-20",
        ended_on=None,
        submission="jinan/r1.yaml",
        outcome="not_ready",
        unmet=["A1-6.a"],
        open=["B1-1.a", "B1-1.c"],
    )
    return CoverageReport(
        certify_version="0.1.0",
        lang=lang,
        as_of="2025-12-03",
        public=False,
        register={"organizations": 132, "in_force": 126},
        batches=[batch(id_) for id_ in BATCHES],
        counties=count_of(counties),
        zones=count_of(zones),
        zones_listed=bool(zones),
        interval=IntervalShape(units=len(waiting), decisions=11, open_items=39, unreadable=14),
        points=points,
        city_wide=["arbitration", "court"],
        cities=[city_of(name, units) for name in dict.fromkeys(unit.city for unit in units)],
        units=list(units),
        causes={cause: text.to(lang) for cause, text in CAUSES.items()},
        deadlines=[
            DeadlineShape(batch="b5", what="recommend", day="2025-10-31", days=-33, pending=24, late=["370107-S1"]),
            DeadlineShape(batch="b5", what="recognize", day="2025-12-31", days=28, pending=12, late=[]),
        ],
        clauses=[
            ClauseShape(
                id="B1-1", title="名称与标识", judged=104, not_met=2, open=43, declared_met=101, confirmed_met=59
            ),
            ClauseShape(id="B2-5", title="互联互通", judged=103, not_met=22, open=9, declared_met=81, confirmed_met=48),
        ],
        tracked=[
            replace(tracked, id="old", submission="", outcome="", unmet=[], open=[], ended_on="2025-01-31"),
            tracked,
        ],
        leads=[
            LeadShape(
                kind="certificate",
                text="同一证书编号",
                places=[
                    PlaceOfLead(batch="b5", file="a.yaml", organization="370107-S1", name="甲", place="mediators[3]"),
                    PlaceOfLead(batch="b4", file="b.yaml", organization="gone", name="", place="mediators[4]"),
                ],
            )
        ],
        problems=[
            ProblemShape(level="warning", where="register.csv:9:2", field="id", message="没有这个编号", fix="核对编号"),
        ],
    )


def sample() -> CoverageReport:
    """Return a report with a unit of every state, in cities with and without a place on the chart."""
    held, new = (True, True, True), (False, True, True)
    units = [
        covered("370101", "济南市", held),
        covered("370102", "济南市", new),
        covered("370103", "济南市", held, below=True),
        *(gap(f"3701{number:02}", "济南市", cause) for number, cause in enumerate(CAUSES, 4)),
        gap("371002", "威海市", "recognition_ended", before=True),
        covered("371003", "威海市", new, below=True),
        gap("990101", "示例州", "no_candidate"),
        covered("zone:3701-x", "济南市", new, kind="zone"),
        gap("zone:3710-y", "威海市", "candidate_near", kind="zone"),
    ]
    return coverage(units)


class Text(HTMLParser):
    """Reads what a page says, and its rows."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text = ""
        self.tags: Counter[str] = Counter()
        self.silent = 0
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.tags[tag] += 1
        self.silent += tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        self.text += "" if self.silent else data


def sheets(content: bytes) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def rows_of(report: CoverageReport, lang: Lang = "zh") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(render_coverage_csv(report, lang).decode("utf-8-sig"))))


def counts(report: CoverageReport) -> list[CountOfUnits]:
    cities = [count for city in report.cities for count in (city.counties, city.zones)]
    return [report.counties, report.zones, *cities]


def test_covered_and_gap_make_up_all() -> None:
    report = sample()
    assert all(one.covered + one.gap == one.total and one.covered <= one.at_most <= one.total for one in counts(report))
    assert report.counties.total + report.zones.total == len(report.units)
    for kind, whole in (("counties", report.counties), ("zones", report.zones)):
        parts = [asdict(getattr(city, kind)) for city in report.cities]
        for name in ("total", "covered", "gap", "at_most"):
            assert sum(part[name] for part in parts) == getattr(whole, name)


@pytest.mark.parametrize("lang", LANGS)
def test_totals_agree_in_every_format(lang: Lang) -> None:
    report = sample()
    data = json.loads(to_json(report))
    yes = {"zh": "是", "en": "yes"}[lang]
    rows = rows_of(report, lang)
    head = {"zh": ("类别", "已覆盖", "可能覆盖"), "en": ("Kind", "Covered", "May be covered")}[lang]
    kinds = {"zh": ("县（市、区）", "市辖开发区"), "en": ("county", "zone")}[lang]
    page = Text(render_coverage(report, lang)).text
    marked = render_coverage_markdown(report, lang)
    overview = next(iter(sheets(render_coverage_workbook(report, lang)).values()))
    listed = list(sheets(render_coverage_workbook(report, lang)).values())[1][3:]
    for at, name in enumerate(("counties", "zones")):
        count = data[name]
        own = [row for row in rows if row[head[0]] == kinds[at]]
        assert len(own) == count["total"]
        assert sum(row[head[1]] == yes for row in own) == count["covered"]
        assert sum(row[head[2]] == yes for row in own) == count["at_most"]
        figures = [float(count[key]) for key in ("total", "covered", "gap", "at_most", "percent", "percent_at_most")]
        assert overview[2 + at][1:7] == figures
        of_kind = [row for row in listed if row[3] == kinds[at]]
        assert [len(of_kind), sum(row[5] == yes for row in of_kind), sum(row[6] == yes for row in of_kind)] == [
            count["total"],
            count["covered"],
            count["at_most"],
        ]
        for said in (
            {
                "zh": f"已覆盖 {count['covered']} / {count['total']} 个（{count['percent']}%）",
                "en": f"Covered: {count['covered']} of {count['total']} ({count['percent']}%)",
            }[lang],
            count["percent_at_most"],
        ):
            assert said in page
        assert f"{count['percent']}%" in marked
        assert f"{count['percent_at_most']}%" in marked


def leaves(value: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, part in value.items():
            yield from leaves(part, key)
    elif isinstance(value, list):
        for part in value:
            yield from leaves(part, name)
    else:
        yield name, value


# What the formats say in words; the tests of states and outcomes are others.
CODES = {
    "type",
    "kind",
    "track",
    "outcome",
    "decision",
    "level",
    "lang",
    "what",
    "cause",
    "shared",
    "cause_text",
    "city_wide",
}


@pytest.mark.parametrize("lang", LANGS)
def test_every_text_and_figure_of_the_json_is_in_the_workbook(lang: Lang) -> None:
    report = sample()
    cells = [cell for sheet in sheets(render_coverage_workbook(report, lang)).values() for row in sheet for cell in row]
    said = "\n".join(cell for cell in cells if isinstance(cell, str))
    numbers = {cell for cell in cells if isinstance(cell, float)}
    # The details of candidates stand in a row each: bodies are said in words there, as codes nowhere.
    for name, value in leaves(json.loads(to_json(report))):
        if isinstance(value, bool) or value in (None, "") or name in CODES:
            continue
        if isinstance(value, str) and re.fullmatch(r"\d+\.\d\d", value):
            assert float(value) in numbers, (name, value)
        elif isinstance(value, int):
            assert value in numbers, (name, value)
        elif name == "title":
            assert value in said or value in {one.title for one in report.clauses}, (name, value)
        elif name != "batch" or value not in BATCHES:
            assert value in said, (name, value)


@pytest.mark.parametrize("lang", LANGS)
def test_every_unit_and_organization_is_in_every_format(lang: Lang) -> None:
    report = sample()
    csv_text = render_coverage_csv(report, lang).decode("utf-8-sig")
    book = str(sheets(render_coverage_workbook(report, lang)))
    page = Text(render_coverage(report, lang)).text
    marked = render_coverage_markdown(report, lang)
    for unit in report.units:
        for text in (csv_text, book, page, marked):
            assert unit.id in text
            assert all(one.id in text for one in unit.holders)
        for one in unit.candidates:
            assert all(one.organization in text and one.name in text for text in (book, page, marked))
            assert all(one.reasons[0] in text for text in (book, page, marked))


def test_gaps_stand_with_the_nearest_first() -> None:
    report = sample()
    book = sheets(render_coverage_workbook(report, "zh"))["空白单位"][4:]
    order = list(dict.fromkeys(row[0] for row in book))
    assert set(order) == {unit.id for unit in report.units if not unit.covered}
    cause = {unit.id: unit.cause for unit in report.units}
    causes = list(dict.fromkeys(cause[id_] for id_ in order))
    assert causes[:3] == ["awaiting_recognition", "not_recommended", "candidate_open"]
    assert causes.index("candidate_near") < causes.index("candidate_far") < causes.index("no_candidate")
    near = next(row for row in rows_of(report) if row["原因代码"] == "candidate_near")
    assert (near["要整改（项）"], near["本组织可办（项）"], near["取决于别的部门（项）"]) == ("2", "1", "1")
    far = next(row for row in rows_of(report) if row["原因代码"] == "candidate_far")
    assert far["最近的候选组织编号"].endswith("-S2")


def test_the_workbook_has_its_sheets() -> None:
    assert list(sheets(render_coverage_workbook(sample(), "zh"))) == [
        "总览", "单位", "空白单位", "各市", "补齐方案", "条款", "跟踪", "期限", "线索", "材料问题", "说明",
    ]  # fmt: skip


@pytest.mark.parametrize("lang", LANGS)
def test_two_renderings_are_equal(lang: Lang) -> None:
    for render in (render_coverage, render_coverage_markdown, render_coverage_csv, render_coverage_workbook):
        assert render(sample(), lang) == render(sample(), lang)


def test_english_says_nothing_in_full_width_of_its_own() -> None:
    report = replace(sample(), causes={cause: text.en for cause, text in CAUSES.items()}, leads=[], problems=[])
    plain = replace(
        report,
        units=[replace(unit, cause_text=CAUSES[unit.cause].en if unit.cause else "") for unit in report.units],
    )
    said = render_coverage(plain, "en").replace("商（协）会调解组织", "")
    assert re.findall(r"[\u3000-\u303f\uff00-\uffef]", Text(said).text) == []
    assert (
        re.findall(r"[\u3000-\u303f\uff00-\uffef]", render_coverage_markdown(plain, "en").replace("商（协）会", ""))
        == []
    )
    body = said[said.index("<body") :]
    bare = re.sub(r'<(\w+)[^>]*lang="zh-CN"[^>]*>.*?</\1>|<[^>]*>|<script>.*?</script>', "", body, flags=re.DOTALL)
    assert re.findall(r"[\u4e00-\u9fff]+", bare) == []


def test_missing_zones_are_said_in_every_format() -> None:
    report = coverage([unit for unit in sample().units if unit.kind == "county"])
    assert "未包括市辖开发区" in Text(render_coverage(report, "zh")).text
    assert "未包括市辖开发区" in render_coverage_markdown(report, "zh")
    assert sheets(render_coverage_workbook(report, "zh"))["总览"][4][:2] == ["单位名单含开发区", "否"]


def test_a_public_report_says_so() -> None:
    report = replace(sample(), public=True, leads=[], problems=[])
    assert "公开版" in Text(render_coverage(report, "zh")).text
    assert "公开版" in render_coverage_markdown(report, "zh")
    assert "公开版" in sheets(render_coverage_workbook(report, "zh"))["总览"][0][0]
    assert "公开版" not in render_coverage(sample(), "zh")
    assert "供核查" not in render_coverage(report, "zh")


@pytest.mark.parametrize("said", [*TEXTS.values(), HOSTILE])
def test_no_text_breaks_a_format(said: str) -> None:
    report = sample()
    unit = report.units[4]
    one = (
        replace(unit.candidates[0], name=said, organization=said, file=said, reasons=[said])
        if unit.candidates
        else None
    )
    wild = replace(unit, name=said, id=said, city=said, candidates=[one] if one else [])
    units = [*report.units[:4], wild, *report.units[5:]]
    tracked = [replace(report.tracked[1], name=said, id=said)]
    changed = replace(coverage(units), tracked=tracked)
    page = render_coverage(changed, "zh")
    assert page.lower().count("<script") == page.lower().count("</script") == 1
    assert Text(page).tags["img"] == 0
    with zipfile.ZipFile(io.BytesIO(render_coverage_workbook(changed, "zh"))) as package:
        assert all(b"<f>" not in package.read(name) for name in package.namelist())
    rows = list(csv.reader(io.StringIO(render_coverage_csv(changed, "zh").decode("utf-8-sig"))))
    assert len(rows) == len(units) + 1
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    lines = [line for line in render_coverage_markdown(changed, "zh").splitlines() if line.startswith("|")]
    assert all(re.search(r"(?<!\\)\|$", line) for line in lines)


def test_a_report_of_nothing_has_every_format() -> None:
    empty = replace(
        coverage([]), batches=[], points=[], deadlines=[], clauses=[], tracked=[], leads=[], problems=[], cities=[]
    )
    assert "没有批次" in Text(render_coverage(empty, "zh")).text
    assert render_coverage_markdown(empty, "zh")
    assert len(rows_of(empty)) == 0
    assert sheets(render_coverage_workbook(empty, "zh"))["单位"]


@pytest.mark.parametrize("bodies", [[], ["arbitration", "court"]])
def test_acts_that_serve_a_whole_city_are_named_with_the_plans(bodies: list[str]) -> None:
    report = replace(sample(), city_wide=bodies)
    book = sheets(render_coverage_workbook(report, "zh"))
    formats = [render_coverage(report, "zh"), render_coverage_markdown(report, "zh"), str(book)]
    for said in formats:
        assert ("惠及全市计算：仲裁机构、人民法院" in said) == bool(bodies)
