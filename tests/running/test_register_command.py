"""`certify register`: what stands in the file is never rewritten, and what is added holds together."""

from pathlib import Path

import pytest

from .calling import clean, inside

HEAD = "id,event,on,name,jurisdiction,batch,into,by,note\n"
FIRST = "J1,认定,2022-05-20,示例甲中心,370102,第一批,,示例省厅,\n"
RECOGNITION = ("--organization=J1", "--event=认定", "--on=2022-05-20", "--name=示例甲", "--jurisdiction=370102")


@pytest.fixture
def register(tmp_path: Path) -> Path:
    path = tmp_path / "register.csv"
    path.write_text(HEAD + FIRST, encoding="utf-8")
    return path


def add(register: Path, *more: str) -> int:
    return clean(inside("register", "add", register, *more)).returncode


def test_an_event_is_added_behind_what_stands_there(register: Path) -> None:
    before = register.read_bytes()
    given = ("--organization", "J1", "--event", "更名", "--on", "2024-03-01", "--name", "示例新名中心")
    assert add(register, *given) == 0
    assert register.read_bytes() == before + "J1,更名,2024-03-01,示例新名中心,,,,,\n".encode()


def test_a_register_is_begun_with_its_first_event(tmp_path: Path) -> None:
    path = tmp_path / "new.csv"
    assert add(path, *RECOGNITION) == 0
    assert path.read_text(encoding="utf-8") == HEAD + "J1,认定,2022-05-20,示例甲,370102,,,,\n"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_the_encoding_of_a_register_is_kept(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "register.csv"
    path.write_bytes((HEAD + FIRST.strip()).encode(encoding))
    assert add(path, "--organization", "J1", "--event", "终止", "--on", "2024-03-01") == 0
    assert path.read_bytes().decode(encoding) == HEAD + FIRST + "J1,终止,2024-03-01,,,,,,\n"


@pytest.mark.parametrize(
    "given",
    [
        ("J9", "更名", "2024-03-01", "--name", "新名"),
        ("J1", "更名", "2024-03-01"),
        ("J1", "撤并", "2024-03-01"),
        ("J1", "终止", "去年"),
        ("J1", "迁移", "2024-03-01", "--jurisdiction", "999999"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_written(register: Path, given: tuple[str, ...]) -> None:
    before = register.read_bytes()
    organization, event, on, *more = given
    assert add(register, "--organization", organization, "--event", event, "--on", on, *more) == 4
    assert register.read_bytes() == before


def test_a_plain_list_without_the_columns_of_events_says_what_it_lacks(tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    path.write_text(
        "id,name,jurisdiction,batch,recognized_on,status\nJ1,示例甲,370102,第一批,2022-05-20,有效\n", encoding="utf-8"
    )
    called = clean(inside("register", "add", path, "--organization", "J1", "--event", "终止", "--on", "2024-03-01"))
    assert called.returncode == 4
    assert "event" in called.stderr


def test_the_register_is_shown_as_it_stood_on_a_day(register: Path) -> None:
    add(register, "--organization", "J1", "--event", "更名", "--on", "2024-03-01", "--name", "示例新名中心")
    before = clean(inside("register", "show", register, "--as-of", "2024-02-29")).stdout
    after = clean(inside("register", "show", register)).stdout
    assert "示例甲中心" in before
    assert "示例新名中心" not in before
    assert "示例新名中心" in after


def test_a_check_counts_what_is_in_force(register: Path) -> None:
    called = clean(inside("register", "check", register))
    assert called.returncode == 0
    assert "1 家认定有效" in called.stdout
    register.write_text(HEAD + FIRST + "J2,终止,2024-01-01,,,,,,\n", encoding="utf-8")
    called = clean(inside("register", "check", register))
    assert called.returncode == 4
    assert "register.csv:3:1" in called.stderr


@pytest.mark.parametrize("content", [b"", b"\n"])
def test_an_empty_file_is_begun_like_a_new_one(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "register.csv"
    path.write_bytes(content)
    assert add(path, *RECOGNITION) == 0
    assert path.read_text(encoding="utf-8").startswith(HEAD)


def test_lines_end_as_they_ended(tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    path.write_bytes(("认定名录,,,,,,,,\n" + HEAD + FIRST).replace("\n", "\r\n").encode())
    assert add(path, "--organization", "J1", "--event", "终止", "--on", "2024-03-01") == 0
    assert path.read_bytes().endswith("J1,终止,2024-03-01,,,,,,\r\n".encode())


def test_what_is_no_register_is_told(tmp_path: Path) -> None:
    assert add(tmp_path, "--organization", "J1", "--event", "终止", "--on", "2024-03-01") == 2
    path = tmp_path / "register.csv"
    path.write_bytes((HEAD + FIRST).encode("utf-16"))
    assert add(path, "--organization", "J1", "--event", "终止", "--on", "2024-03-01") == 4
