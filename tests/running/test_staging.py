"""Reports appear whole: whatever stops a run, the old report or the new one stands there, and nothing of others."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import pytest

from certify.running.staging import ForeignFolderError, UnwritableError, is_report, staged
from tests.running.calling import Folder, Tree, clean, environment, tree
from tests.running.submissions import ready, review

SIGNED = b'{"report": "certify-batch/1"}'


def listed(files: dict[str, bytes]) -> dict[str, bytes]:
    """Return files with the list of them that stands beside them."""
    folders = {f"{name.rpartition('/')[0]}/" for name in files if "/" in name}
    return {**files, ".files.json": (json.dumps(sorted({*files, *folders}), separators=(",\n", ":")) + "\n").encode()}


OLD = listed({"batch.json": SIGNED, "pages/a.html": b"old"})


def write(folder: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def break_off(out: Path, error: type[BaseException]) -> None:
    with staged(out) as staging:
        write(staging, {"batch.json": b"half"})
        raise error


def test_a_first_report_appears_where_there_was_nothing(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "out"
    with staged(out) as staging:
        write(staging, OLD)
        assert not out.exists()
    assert tree(out) == OLD
    assert names(out.parent) == ["out"]


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    with staged(out) as staging:
        write(staging, OLD)
    assert tree(out) == OLD


def test_an_earlier_report_is_replaced_whole(tmp_path: Path) -> None:
    out = write(tmp_path / "out", OLD)
    with staged(out) as staging:
        write(staging, {"batch.json": b"[]"})
        assert tree(out) == OLD
    assert tree(out) == listed({"batch.json": b"[]"})
    assert names(tmp_path) == ["out"]


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt, SystemExit])
def test_an_error_within_leaves_the_earlier_report_untouched(tmp_path: Path, error: type[BaseException]) -> None:
    out = write(tmp_path / "out", OLD)
    with pytest.raises(error):
        break_off(out, error)
    assert tree(out) == OLD
    assert names(tmp_path) == ["out"]


@pytest.mark.parametrize("files", [{"thesis.txt": b"years of work"}, {"pages/batch.json": b"deeper"}, {".x": b""}])
def test_a_folder_with_other_files_is_refused_and_left_alone(tmp_path: Path, files: dict[str, bytes]) -> None:
    out = write(tmp_path / "out", files)
    with pytest.raises(ForeignFolderError), staged(out):
        pytest.fail("the block must not run")
    assert tree(out) == files


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.write_text("a file", encoding="utf-8")
    assert not is_report(out)
    with pytest.raises(ForeignFolderError), staged(out):
        pytest.fail("the block must not run")
    assert out.read_text(encoding="utf-8") == "a file"


def test_the_command_refuses_a_foreign_folder_in_words(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "batch")
    folder.submit("a")
    write(folder.out, {"thesis.txt": b"years of work"})
    called = clean(folder.run("--lang", "en"))
    assert called.returncode == 2
    assert "other files" in called.stderr
    assert called.stdout == ""
    assert tree(folder.out) == {"thesis.txt": b"years of work"}


def test_the_place_of_a_report_is_closed_to_others_until_it_is_whole(tmp_path: Path) -> None:
    with staged(tmp_path / "out") as staging:
        assert staging.parent.name.startswith(".")
        assert staging.parent.parent == tmp_path
        assert staging.parent.stat().st_mode & 0o077 == 0
    assert (tmp_path / "out").stat().st_mode & 0o055 == 0o055


# The process ends while it writes.
HALF = """
import os, sys
from pathlib import Path
from certify.running.staging import staged
with staged(Path(sys.argv[1])) as staging:
    (staging / "half.html").write_text("half")
    os.kill(os.getpid(), 9)
"""


def kill_within(out: Path) -> None:
    killed = subprocess.run([sys.executable, "-c", HALF, str(out)], env=environment(), check=False, timeout=60)
    assert killed.returncode == -signal.SIGKILL


def test_what_a_killed_run_left_half_written_is_cleared_by_the_next_of_the_same_place(tmp_path: Path) -> None:
    out = write(tmp_path / "out", OLD)
    kill_within(out)
    kill_within(tmp_path / "other")
    assert len(names(tmp_path)) == 3
    with staged(out) as staging:
        write(staging, {"batch.json": b"[]"})
    assert tree(out) == listed({"batch.json": b"[]"})
    left = [name for name in names(tmp_path) if name != "out"]
    assert len(left) == 1
    assert left[0].startswith(".other.")


def test_folders_of_others_are_left_alone_however_they_are_named(tmp_path: Path) -> None:
    kept = write(tmp_path / ".out.abc", {"thesis.txt": b"years of work"})
    write(tmp_path / ".out.abd", {"new/batch.json": b"{}", ".certify-run.draft": b""})
    with staged(tmp_path / "out") as staging:
        write(staging, OLD)
    assert names(tmp_path) == [".out.abc", ".out.abd", "out"]
    assert tree(kept) == {"thesis.txt": b"years of work"}


def test_two_runs_at_once_do_not_touch_each_other_and_the_last_one_stays(tmp_path: Path) -> None:
    out = write(tmp_path / "out", OLD)
    with staged(out) as first:
        write(first, {"batch.json": b"[1]"})
        with staged(out) as second:
            write(second, {"batch.json": SIGNED + b"2"})
        assert first.is_dir()
    assert tree(out) == listed({"batch.json": b"[1]"})
    assert names(tmp_path) == ["out"]


def test_what_cannot_be_written_is_told_apart_from_what_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(UnwritableError), staged(Path("/proc/certify/out")):
        pytest.fail("the block must not run")
    with pytest.raises(PermissionError), staged(tmp_path / "out"):
        raise PermissionError
    assert names(tmp_path) == []


def test_a_run_broken_off_between_two_moves_puts_the_earlier_report_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = write(tmp_path / "out", OLD)
    real = Path.rename

    def failing(self: Path, target: Path) -> Path:
        if self.name == "new":
            raise OSError("no")
        return real(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(UnwritableError), staged(out):
        pass
    assert tree(out) == OLD
    assert names(tmp_path) == ["out"]


# The process ends between taking the old report away and putting the new one there.
DYING = """
import os, sys
from pathlib import Path
rename, calls = Path.rename, []
def dying(self, target):
    found = rename(self, target)
    os._exit(9)
Path.rename = dying
from certify.running.staging import staged
with staged(Path(sys.argv[1])) as staging:
    (staging / "batch.json").write_text("[]")
"""


@pytest.mark.parametrize("name", ["out", "out[1]"])
def test_what_a_process_killed_between_two_moves_set_aside_is_put_back(tmp_path: Path, name: str) -> None:
    out = write(tmp_path / name, OLD)
    subprocess.run([sys.executable, "-c", DYING, str(out)], env=environment(), check=False, timeout=60)
    with pytest.raises(KeyError):
        break_off(out, KeyError)
    assert tree(out) == OLD


class Changing(NamedTuple):
    """A batch, its report before and after a change, and how long a run takes."""

    folder: Folder
    before: Tree
    after: Tree
    seconds: float


@pytest.fixture(scope="module")
def changing(tmp_path_factory: pytest.TempPathFactory) -> Changing:
    """Return a batch whose submissions have changed since its report."""
    folder = Folder(tmp_path_factory.mktemp("killed"))
    for number in range(4):
        folder.recommendable(f"org-{number}", f"37010{number + 2}")
    assert folder.run("--no-cache").returncode == 0
    before = tree(folder.out)
    for number in range(4):
        folder.submit(f"org-{number}", ready(f"org-{number}", signage__emblem_displayed=False), review(f"org-{number}"))
    begun = time.monotonic()
    assert folder.run("--no-cache", "-o", folder.home / "after").returncode == 0
    return Changing(folder, before, tree(folder.home / "after"), time.monotonic() - begun)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(12))
def test_kill_at_any_moment_leaves_the_old_report_or_the_new_one(changing: Changing, seed: int) -> None:
    folder, before, after, seconds = changing
    command = [sys.executable, "-m", "certify", "batch", str(folder.home), "-o", str(folder.out), "--workers", "1"]
    process = subprocess.Popen(
        [*command, "--no-cache"], env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    time.sleep(seconds * random.Random(seed).uniform(0.3, 1.1))
    process.send_signal(signal.SIGKILL)
    process.wait()
    found = tree(folder.out)
    assert found in (before, after)
    assert json.loads(found["batch.json"])["report"] == "certify-batch/1"


def test_a_batch_s_own_folder_is_never_replaced_by_its_reports(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "batch")
    submission = folder.submit("a")
    (folder.home / "batch.yaml").rename(folder.home / "batch.json")
    clean(folder.run("-o", folder.home))
    assert submission.exists()


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("盖章.pdf", "盖章.pdf"),
        ("notices/a.scan.html", "notices/a.scan.html"),
        (".hidden", ".hidden"),
        ("scans/1.jpg", "scans/"),
        ("pages/x\x1b[2J.txt", "pages/x\\u001b[2J.txt"),
    ],
)
def test_a_file_of_somebody_in_a_report_is_never_replaced(tmp_path: Path, name: str, told: str) -> None:
    out = write(tmp_path / "out", {**OLD, "notices/a.html": b"", name: b"years of work"})
    with pytest.raises(ForeignFolderError) as refused, staged(out):
        pytest.fail("the block must not run")
    assert told in (*refused.value.files, *(f"{one}a.scan.html" for one in refused.value.files))
    assert tree(out)[name] == b"years of work"
    assert names(tmp_path) == ["out"]


def test_a_file_that_somebody_puts_there_during_a_run_is_kept_too(tmp_path: Path) -> None:
    out = write(tmp_path / "out", OLD)
    mine = {**OLD, "notes.txt": b"years of work"}
    with pytest.raises(ForeignFolderError) as refused, staged(out):
        write(out, mine)
    assert refused.value.files == ("notes.txt",)
    assert tree(out) == mine
    assert names(tmp_path) == ["out"]


def test_an_empty_folder_of_somebody_is_kept(tmp_path: Path) -> None:
    out = write(tmp_path / "out", OLD)
    (out / "待办").mkdir()
    with pytest.raises(ForeignFolderError), staged(out):
        pytest.fail("the block must not run")
    assert (out / "待办").is_dir()


@pytest.mark.parametrize("name", [".DS_Store", "pages/Thumbs.db", "~$推荐汇总表.docx", ".~lock.推荐汇总表.csv#"])
def test_what_systems_leave_behind_stops_nothing(tmp_path: Path, name: str) -> None:
    out = write(tmp_path / "out", {**OLD, name: b""})
    with staged(out) as staging:
        write(staging, OLD)
    assert tree(out) == OLD


@pytest.mark.parametrize("content", [b"", b"{", b"{}", b"[1, null]", b"[" * 100_000, b"\xff"])
def test_without_its_list_of_files_nothing_of_a_report_is_taken_for_ours(tmp_path: Path, content: bytes) -> None:
    out = write(tmp_path / "out", {**OLD, ".files.json": content})
    with pytest.raises(ForeignFolderError) as refused, staged(out):
        pytest.fail("the block must not run")
    assert refused.value.files == ("pages/",)


@pytest.mark.skipif(sys.platform == "win32", reason="pipes are no files there")
def test_a_pipe_in_the_place_of_the_list_of_files_never_hangs(tmp_path: Path) -> None:
    out = write(tmp_path / "out", OLD)
    (out / ".files.json").unlink()
    os.mkfifo(out / ".files.json")
    with pytest.raises(ForeignFolderError), staged(out):
        pytest.fail("the block must not run")


def test_a_name_with_an_accent_is_ours_however_the_system_spells_it(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with staged(out) as staging:
        write(staging, {"batch.json": SIGNED, "caf\u00e9.html": b""})
    (out / "caf\u00e9.html").rename(out / "cafe\u0301.html")
    with staged(out) as staging:
        write(staging, OLD)
    assert tree(out) == OLD


def test_the_command_names_the_files_it_will_not_replace(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "batch")
    folder.submit("a")
    assert clean(folder.run()).returncode == 0
    before = tree(folder.out)
    assert clean(folder.run()).returncode == 0
    assert tree(folder.out) == before
    mine = {f"scan-{number}.pdf": b"signed" for number in range(7)}
    write(folder.out, mine)
    for lang in ("zh", "en"):
        called = clean(folder.run("--lang", lang))
        assert called.returncode == 2
        assert called.stdout == ""
        assert all(f"scan-{number}.pdf" in called.stderr for number in range(5))
        assert "scan-5.pdf" not in called.stderr
        assert "7" in called.stderr
    assert tree(folder.out) == {**before, **mine}
