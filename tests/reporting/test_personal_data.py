"""Names, certificate numbers and who filled in the form stand in no report, page, message or file that is written."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.reporting.asking import asked
from tests.reporting.test_sinks import squeezed
from tests.running.calling import Folder, clean, inside, tree
from tests.running.submissions import PERSONAL, Content, entry, ready, review, text

# Personal values where they belong, and the same in submissions that are wrong in the very field or beside it.
SUBMISSIONS: dict[str, Content] = {
    "ready": ready("a"),
    "failing": ready("a", mediators__0__certificate={"number": PERSONAL[3], "valid_until": "2024-01-01"}),
    "no certificate": ready("a", mediators__0__certificate=False),
    "mediator without training": ready("a", mediators__1__trainings=[]),
    "name in a list": ready("a", mediators__0__name=[PERSONAL[0], PERSONAL[1]]),
    "name with fields": ready("a", mediators__0__name={"zh": PERSONAL[0]}),
    "number with fields": ready("a", mediators__0__certificate__number={"no": PERSONAL[3]}),
    "number in a list": ready("a", mediators__0__certificate__number=[PERSONAL[3]]),
    "certificate as text": ready("a", mediators__0__certificate=PERSONAL[3]),
    "mediator as text": ready("a", mediators=[PERSONAL[0], PERSONAL[1]]),
    "mediators as text": ready("a", mediators=PERSONAL[0]),
    "prepared in a list": ready("a", assessment__prepared_by=[PERSONAL[5]]),
    "prepared with fields": ready("a", assessment__prepared_by={"name": PERSONAL[5]}),
    "the same id twice": ready("a", mediators__0__id="M2"),
    "long name": ready("a", mediators__0__name=PERSONAL[0] * 10_000),
}


def reviewed(name: str) -> Content | None:
    return review("a") if name in ("ready", "failing") else None


def said_of_persons(content: bytes | str) -> list[str]:
    written = content if isinstance(content, bytes) else content.encode()
    return [word for word in PERSONAL if word.encode() in written]


@pytest.mark.parametrize("name", SUBMISSIONS)
@pytest.mark.parametrize("form", ["text", "json", "md", "html"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_check_report_says_nothing_of_persons(tmp_path: Path, name: str, form: str, lang: str) -> None:
    assert said_of_persons(asked(tmp_path, SUBMISSIONS[name], form, lang=lang)) == []


@pytest.mark.parametrize("form", ["text", "json", "md", "html"])
def test_a_report_on_the_verified_track_says_nothing_of_persons(tmp_path: Path, form: str) -> None:
    assert said_of_persons(asked(tmp_path, SUBMISSIONS["failing"], form, review("a"))) == []


def test_no_file_of_a_batch_says_anything_of_persons(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "batch")
    for number, (name, content) in enumerate(SUBMISSIONS.items()):
        folder.submit(f"org-{number}", content, reviewed(name))
    called = clean(folder.run())
    found = tree(folder.out)
    assert len(found) > 10
    assert {name: said_of_persons(content) for name, content in found.items() if said_of_persons(content)} == {}
    assert said_of_persons(called.stdout + called.stderr) == []


@pytest.mark.parametrize(
    "content",
    [
        text(ready("a")).replace('"name": "孔乙己"', '"name": "孔乙己'),
        text(ready("a")).replace('"孔乙己"', "孔乙己: 闰土: x"),
        text(ready("a")).replace('"孔乙己"', "&孔乙己 x"),
        text(ready("a")).replace('"孔乙己"', "!孔乙己 x"),
        text(ready("a")).replace('"孔乙己"', '"孔乙己\x01"'),
    ],
    ids=["open quotation", "colon", "anchor", "tag", "control character"],
)
@pytest.mark.parametrize("form", ["text", "json", "html"])
def test_a_syntax_error_at_a_name_does_not_repeat_it(tmp_path: Path, content: str, form: str) -> None:
    (tmp_path / "a.yaml").write_text(content, encoding="utf-8")
    called = clean(inside("check", tmp_path / "a.yaml", "--format", form))
    assert called.returncode == 4
    assert said_of_persons(called.stdout + called.stderr) == []


@pytest.mark.parametrize("number", ["37010219900101123X", "370102199001011234", "13800001234"])
def test_an_identity_or_telephone_number_in_a_wrong_place_is_not_repeated(tmp_path: Path, number: str) -> None:
    content = ready("a", postings__procedure=number, cases__agreed=f"约{number}", organization__type=number)
    for form in ("text", "json", "md", "html"):
        assert number not in asked(tmp_path, content, form)


NUMBERS = ("13800001111", "138-0000-1111", "138 0000 1111", "37010219900101123X", "0531-88886666")
TALKING: Content = {
    "organization__name": "示例调解中心{}",
    "signage__sign_text": "示例调解中心{}",
    "online__office_system": "联系{}{}",
    "links__court__system": "{}",
    "funding__document": "批复（{}）",
    "evidence": [{"id": "E1", "kind": "photo", "ref": "{}身份证{}", "covers": ["B1-1.b", "B1-1.c"]}],
}


def filled(value: Any, *words: str) -> Any:
    """Return a value with the words put into every text of it."""
    if isinstance(value, str):
        return value.format(*words, *words)
    if isinstance(value, list):
        return [filled(one, *words) for one in value]
    if isinstance(value, dict):
        return {key: filled(one, *words) for key, one in value.items()}
    return value


def talking(name: str, *words: str) -> Content:
    """Return a submission in which free text holds the words."""
    return ready(name, **{path: filled(value, *words) for path, value in TALKING.items()})


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("form", ["text", "json", "md", "html"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_long_number_of_a_free_text_is_repeated(tmp_path: Path, number: str, form: str, lang: str) -> None:
    noted: dict[str, Any] = {"note": f"电话{number}", "reviewer": f"评查员{number}", "evidence": [f"材料{number}"]}
    reviewed: Content = {
        "organization": "a",
        "entries": [entry("B1-1.a", "not_met", **noted), entry("A1-8.a", **noted)],
    }
    for found in (asked(tmp_path, talking("a", number), form, one, lang) for one in (None, reviewed)):
        assert number not in found
        assert "示例调解中心" in found


@pytest.mark.parametrize("word", [*PERSONAL[:2], *PERSONAL[3:]])
@pytest.mark.parametrize("form", ["text", "json", "md", "html"])
def test_a_person_of_the_same_form_is_not_named_in_another_field(tmp_path: Path, word: str, form: str) -> None:
    content = talking("a", word)
    content["organization"]["name"] = "示例调解中心"
    noted: dict[str, Any] = {"note": f"见{word}", "evidence": [f"{word}的证件"]}
    reviewed: Content = {
        "organization": "a",
        "entries": [entry("B1-1.a", "not_met", **noted), entry("A1-8.a", **noted)],
    }
    for found in (asked(tmp_path, content, form, one) for one in (None, reviewed)):
        assert said_of_persons(found) == []


def test_ids_digests_dates_and_case_numbers_stay_whole(tmp_path: Path) -> None:
    number, id_ = "鲁济历下劳人调字〔2025〕第12号", "37010200000001"
    dated = "2025-01-01 2025-10-31 归档"
    content = ready(id_, online__office_system=f"{number} {dated}")
    for form in ("text", "json", "md", "html"):
        found = squeezed(re.sub(r"</?span[^>]*>|\\", "", asked(tmp_path, content, form)))
        assert squeezed(number + dated) in found
        assert (id_ in found) is (form != "text")
    report = json.loads(asked(tmp_path, content))
    assert report["organization"]["id"] == id_
    assert re.fullmatch("sha256:[0-9a-f]{64}", report["digest"])


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_file_of_a_batch_repeats_a_long_number(tmp_path: Path, lang: str) -> None:
    folder = Folder(tmp_path / "batch", recommendations="recommendations.csv")
    phone = NUMBERS[0]
    folder.submit("a", talking("a", phone), review("a", note=phone, reviewer=f"甲{phone}"))
    folder.submit("b", talking("b", phone) | {"cases": {"accepted": -1}})
    folder.table("recommendations", "organization,on,by,override", f"a,2025-10-20,市局{phone},电话{phone}")
    clean(folder.run("--lang", lang))
    found = tree(folder.out)
    assert len(found) > 5
    # What is kept of a run for the next one is no report.
    shown = {name: content for name, content in found.items() if not name.startswith(".")}
    assert [name for name, content in shown.items() if phone.encode() in content] == []
    assert "市局***".encode() in found["推荐汇总表.csv"]


def test_of_a_ledger_only_whether_persons_are_named_is_read(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "batch")
    (folder.submissions / "ledger.csv").write_text(
        "case_number,accepted_on,closed_on,outcome,party_identity,party_contact\n"
        f"1,2025-03-01,2025-03-02,agreed,{PERSONAL[0]},{PERSONAL[3]}\n"
        f"1,2025-13-01,{PERSONAL[1]},maybe,{PERSONAL[0]},{PERSONAL[3]}\n",
        encoding="utf-8",
    )
    folder.submit("a", ready("a", ledger__file="ledger.csv"))
    assert clean(folder.run()).returncode == 4
    for name, content in tree(folder.out).items():
        assert PERSONAL[0].encode() not in content, name
        assert PERSONAL[3].encode() not in content, name
