"""`certify rules diff` and `certify rules impact` called: formats, drafts in files, and what is said of mistakes."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from certify.reporting.impact.shapes import RulesImpactReport
from certify.reporting.rules_diff.shapes import RulesDiffReport
from certify.reporting.shapes import adapter
from tests.rules.versions import Criteria, copied, move, retired, with_check, with_default, with_threshold, without
from tests.running.calling import Called, Folder, clean, inside, tree
from tests.running.submissions import ready, review

FIRST, SECOND = "shandong-2024@1.0.0", "shandong-2024@1.1.0"
LANGUAGES = ("zh", "en")
# Marks within words of a page.
_TAGS = re.compile(r"</?(?:wbr|ins|del)>")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a criteria folder with two versions that differ in every way."""
    criteria = Criteria(tmp_path_factory.mktemp("versions") / "criteria")
    criteria.put(with_check("B1-2.c", advisory={"zh": "示例<b>", "en": "sample<b>"}))
    criteria.put(
        with_threshold(80),
        with_default("B2-4.per_case", "required"),
        without("B2-4.b"),
        retired("B2-4.b"),
        copied("B2-1.a", "B2-1.b"),
        copied("B1-1.c", "B1-1.d"),
        without("B1-1.c"),
        with_check("B1-1.b", review={"zh": "看门牌照片和备案文件。", "en": "Look at both."}),
        with_check("B1-1.a", title={"zh": "组织名称，规范", "en": "Name"}),
        version="1.1.0",
        succeeds=FIRST,
        moves=[move("B2-4.b", ""), move("B2-1.a", "B2-1.a B2-1.b"), move("B1-1.c", "B1-1.d")],
    )
    return criteria.home


def call(home: Path, *arguments: str | Path) -> Called:
    return clean(inside("rules", *arguments, CERTIFY_CRITERIA=str(home)))


def test_json_is_of_the_published_shape_and_lists_only_what_differs(home: Path) -> None:
    called = call(home, "diff", FIRST, SECOND, "--format", "json")
    assert called.returncode == 0
    report: RulesDiffReport = adapter(RulesDiffReport).validate_json(called.stdout)
    assert report.relation == "succession"
    assert report.weight == "substantive"
    assert report.counts.steps == {"same": 69, "split": 1, "merged": 0, "regrouped": 0, "new": 0, "retired": 1}
    assert report.counts.weights == {"substantive": 5, "clarifying": 1, "editorial": 2}
    assert report.counts.unchanged == 71 - 8
    assert [(one.before, one.kind, one.weight) for one in report.criteria] == [
        ("B1-1", "same", "clarifying"),
        ("B1-2", "same", "substantive"),
        ("B2-1", "same", "substantive"),
        ("B2-4", "same", "substantive"),
        ("A1-8", "same", "substantive"),
    ]
    assert [one.id for one in report.readings] == ["B2-4.per_case"]
    rate = report.criteria[-1].checks[0].changes[0]
    assert ("65%" in rate.before[0], "80%" in rate.after[0]) == (True, True)
    # The rate is asked for in four ways, and every one of them changed.
    assert (len(rate.before), len(rate.after)) == (4, 4)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("form", ["text", "md", "html"])
def test_every_format_says_what_differs(home: Path, form: str, lang: str) -> None:
    called = call(home, "diff", FIRST, SECOND, "--format", form, "--lang", lang)
    assert called.returncode == 0
    plain = _TAGS.sub("", called.stdout)
    for said in ("B1-1.d", "B2-1.b", "B2-4.b", "A1-8.a", "B2-4.per_case", "80%"):
        assert said in plain
    assert "<b>" not in called.stdout or form == "text"
    assert "A2-7" not in called.stdout


@pytest.mark.parametrize("form", ["text", "json", "md", "html"])
def test_nothing_differs_from_itself(home: Path, form: str) -> None:
    called = call(home, "diff", FIRST, FIRST, "--format", form)
    assert called.returncode == 0
    assert json.loads(called.stdout)["weight"] is None if form == "json" else "没有差别" in called.stdout


def test_an_id_alone_is_the_newest_version_and_a_draft_is_a_file(home: Path, tmp_path: Path) -> None:
    draft = tmp_path / "draft.yaml"
    draft.write_bytes((home / "shandong-2024" / "1.1.0.yaml").read_bytes())
    named = call(home, "diff", FIRST, "shandong-2024", "--format", "json").stdout
    assert named == call(home, "diff", FIRST, SECOND, "--format", "json").stdout
    of_draft = call(home, "diff", FIRST, draft, "--format", "json").stdout
    assert named == of_draft.replace(str(draft), SECOND)


def test_the_same_bytes_again(home: Path, tmp_path: Path) -> None:
    for name in ("one.html", "two.html"):
        assert call(home, "diff", FIRST, SECOND, "-o", tmp_path / name).returncode == 0
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["diff", FIRST, "shandong-2042"], "shandong-2042"),
        (["diff", FIRST, "none.yaml"], "none.yaml"),
        (["diff", FIRST, SECOND, "-o", "x.xlsx"], ".html"),
        (["impact", FIRST, SECOND, "--batch", "nowhere"], "nowhere"),
    ],
)
def test_what_does_not_exist(home: Path, arguments: list[str], said: str) -> None:
    called = call(home, *arguments)
    assert called.returncode == 2
    assert said in called.stderr


def test_a_draft_is_not_written_over(home: Path, tmp_path: Path) -> None:
    draft = tmp_path / "draft.yaml"
    draft.write_bytes((home / "shandong-2024" / "1.1.0.yaml").read_bytes())
    called = call(home, "diff", FIRST, draft, "-o", draft)
    assert called.returncode == 2
    assert draft.read_bytes() == (home / "shandong-2024" / "1.1.0.yaml").read_bytes()


def test_a_draft_with_mistakes_is_refused_with_every_one(tmp_path: Path) -> None:
    criteria = Criteria(tmp_path / "criteria")
    criteria.put()
    criteria.put(without("B2-4.b", "B1-1.c"), version="1.1.0", succeeds=FIRST)
    called = call(criteria.home, "diff", FIRST, SECOND)
    assert called.returncode == 4
    assert "B2-4.b" in called.stderr + called.stdout
    assert "B1-1.c" in called.stderr + called.stdout
    assert "1.1.0.yaml:" in called.stderr + called.stdout


def batch(folder: Path, **fields: Any) -> Folder:
    """Write a batch: one organization reviewed in full, one self-assessed, one that cannot be read."""
    made = Folder(folder / "batch", register="register.csv", **fields)
    made.table("register", "id,name,jurisdiction,batch,recognized_on")
    made.submit("org-1", ready("org-1"), review("org-1"))
    made.submit("org-2", ready("org-2", "370103"))
    return made


def impact(home: Path, made: Folder, *options: str | Path, status: int = 0) -> dict[str, Any]:
    called = call(home, "impact", FIRST, SECOND, "--batch", made.home, "--workers", "1", "--format", "json", *options)
    assert called.returncode == status, called.stderr
    adapter(RulesImpactReport).validate_json(called.stdout)
    found: dict[str, Any] = json.loads(called.stdout)
    return found


def test_without_a_review_nothing_lapses(home: Path, tmp_path: Path) -> None:
    found = impact(home, batch(tmp_path))["batches"][0]
    assert [(one["id"], one["turn"]) for one in found["organizations"]] == [("org-1", "opened")]
    assert found["judged"] == 2
    assert found["ruleset"] == FIRST


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("form", ["text", "md", "html"])
def test_every_format_says_who_turns_and_why(home: Path, tmp_path: Path, form: str, lang: str) -> None:
    made = batch(tmp_path)
    called = call(
        home, "impact", FIRST, SECOND, "--batch", made.home, "--workers", "1", "--format", form, "--lang", lang
    )
    assert called.returncode == 0
    for said in ("org-1", "B2-1.b", "B1-2.c", "370102" if form == "md" else "历下区"):
        assert said in called.stdout
    for name in ("孔乙己", "闰土", "评查员甲", "鲁证0001"):
        assert name not in called.stdout


def test_several_batches_and_what_cannot_be_read(home: Path, tmp_path: Path) -> None:
    one, two = batch(tmp_path / "one"), batch(tmp_path / "two", id="batch-6")
    (two.submissions / "org-3.yaml").write_text("organization: [", encoding="utf-8")
    before = tree(tmp_path)
    found = impact(home, one, "--batch", two.home, status=4)
    assert tree(tmp_path) == before
    assert [(part["id"], part["unreadable"]) for part in found["batches"]] == [
        ("batch-5", []),
        ("batch-6", ["org-3.yaml"]),
    ]
    assert found["turns"]["opened"] == 2


def test_a_batch_file_with_mistakes(home: Path, tmp_path: Path) -> None:
    made = batch(tmp_path, as_of="yesterday")
    called = call(home, "impact", FIRST, SECOND, "--batch", made.home)
    assert called.returncode == 4
    assert "batch.yaml:" in called.stderr
    assert not called.stdout


def test_entries_of_the_rules_that_a_batch_pins_are_carried_to_both(home: Path, tmp_path: Path) -> None:
    """A batch that pins the later version, compared with it as the first of the two: its entries go back."""
    made = Folder(tmp_path / "batch", ruleset=SECOND, register="register.csv")
    made.table("register", "id,name,jurisdiction,batch,recognized_on")
    content = review("org-1", leave_out=("B2-4.b", "B1-1.c", "B2-1.a"))
    plain = {**content["entries"][0]}
    content["entries"] += [{**plain, "check": name} for name in ("B1-1.d", "B2-1.a", "B2-1.b")]
    made.submit("org-1", ready("org-1", assessment__ruleset=SECOND), content)
    found = impact(home, made)["batches"][0]
    assert found["lapsed_after"] == []
    entered = {entry["check"] for entry in content["entries"]}
    assert {one["check"] for one in found["lapsed_before"]} == {
        "A1-8.a",
        "B1-2.c",
        "B2-1.a",
        "B2-1.b",
        "B2-4.a",
    } & entered
    assert all(one["files"] == ["org-1.yaml"] and one["title"] for one in found["lapsed_before"])
    (one,) = found["organizations"]
    assert (one["outcome_before"], one["outcome_after"]) == ("incomplete", "recommendable")
    causes = {" ".join(cause["before"]) for cause in one["causes"]}
    assert causes == {"B2-1.a", "B2-4.a"}


@pytest.mark.parametrize(("readings", "lost"), [({}, ["org-4"]), ({"B2-4.per_case": "required"}, [])])
def test_the_readings_that_a_batch_chooses_hold_under_both(
    home: Path, tmp_path: Path, readings: dict[str, str], lost: list[str]
) -> None:
    made = batch(tmp_path, readings=readings)
    award = [{"kind": "award", "document": "奖励办法"}]
    made.submit("org-4", ready("org-4", "370104", incentives=award))
    found = impact(home, made)["batches"][0]
    assert [one["id"] for one in found["organizations"] if one["turn"] == "lost"] == lost
    assert {one["key"]: one["value"] for one in found["readings_before"]} == readings
    assert all("默认" in one["text"] for one in found["readings_before"])
    # There it is the default.
    assert found["readings_after"] == []


def test_one_that_gains_takes_the_place_of_another(tmp_path: Path) -> None:
    criteria = Criteria(tmp_path / "criteria")
    criteria.put()
    criteria.put(without("B2-4.b"), retired("B2-4.b"), version="1.1.0", succeeds=FIRST, moves=[move("B2-4.b", "")])
    made = batch(tmp_path, per_unit={"min": 1, "max": 1})
    unpaid = [{"kind": "per_case_subsidy", "document": "以案定补办法", "paid_cny": 0}]
    better: dict[str, Any] = {"cases__agreed": 10, "cases__failed": 0, "reported__agreed": 10, "incentives": unpaid}
    made.submit("org-5", ready("org-5", **better), review("org-5"))
    found = impact(criteria.home, made)["batches"][0]
    told = [
        (one["id"], one["turn"], one["put_forward_before"], one["put_forward_after"]) for one in found["organizations"]
    ]
    assert told == [("org-5", "gained", False, True), ("org-1", "placed", True, False)]
    (unit,) = found["units"]
    assert (unit["covered_before"], unit["covered_after"]) == (True, True)
    assert (unit["put_forward_before"], unit["put_forward_after"]) == (["org-1"], ["org-5"])


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("form", ["text", "json", "md", "html"])
def test_under_rules_for_monitoring_nothing_is_said_of_acts(tmp_path: Path, form: str, lang: str) -> None:
    criteria = Criteria(tmp_path / "criteria")
    criteria.put(monitoring)
    criteria.put(monitoring, with_threshold(90), version="1.1.0", succeeds=FIRST)
    header = {"period": {"start": "2025-01-01", "end": "2025-10-31"}, "as_of": "2025-10-31"}
    (tmp_path / "batch").mkdir()
    made = Folder(tmp_path / "batch")
    (made.home / "batch.yaml").write_text(
        json.dumps({"id": "m-1", "title": "监测", "ruleset": FIRST, **header}, ensure_ascii=False), encoding="utf-8"
    )
    made.submit("org-1", ready("org-1"))
    called = call(
        criteria.home, "impact", FIRST, SECOND, "--batch", made.home, "--workers", "1", "--format", form, "--lang", lang
    )
    assert called.returncode == 0, called.stderr
    assert "A1-8.a" in called.stdout
    # The title of the sample rule set speaks of it.
    said = called.stdout.replace("山东省省级标准化劳动人事争议调解组织评查认定指标", "").replace(
        "recognizing standardized", ""
    )
    assert not re.search(r"推荐|认定|recommend|recogni[sz]", said, re.IGNORECASE)


def monitoring(content: dict[str, Any]) -> None:
    content["purpose"] = "monitoring"
