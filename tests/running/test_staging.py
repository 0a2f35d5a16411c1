"""Reports appear whole: whatever stops a run, the old report or the new one stands there, and nothing of others."""

import json
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import pytest

from certify.running.staging import ForeignFolderError, is_report, staged
from tests.running.calling import Folder, Tree, clean, environment, tree
from tests.running.submissions import ready, review

OLD = {"batch.json": b'{"report": "certify-batch/1"}', "pages/a.html": b"old"}


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
    assert tree(out) == {"batch.json": b"[]"}
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
        assert staging.name.startswith(".")
        assert staging.parent == tmp_path


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
