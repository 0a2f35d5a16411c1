"""Names, certificate numbers and who filled in the form stand in no report, page, message or file that is written."""

from pathlib import Path

import pytest

from tests.reporting.asking import asked
from tests.running.calling import Folder, clean, inside, tree
from tests.running.submissions import PERSONAL, Content, ready, review, text

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
