"""The same inputs give the same bytes, whatever the machine, the hour, the language and the number of workers."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.running.calling import Folder, Tree, certify, clean, inside, tree
from tests.running.submissions import ready, review

RECOMMENDATIONS = ("organization,on,by,override", "org-0,2025-10-20,市局,", "org-3,2025-10-20,市局,唯一")
SETTINGS: list[dict[str, Any]] = [
    {"PYTHONHASHSEED": "1", "TZ": "Asia/Shanghai", "LANG": "zh_CN.UTF-8"},
    {"PYTHONHASHSEED": "2", "TZ": "America/Los_Angeles", "LANG": "C", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "3", "TZ": "Pacific/Kiritimati", "LANG": "en_US.UTF-8", "COLUMNS": "40", "HOME": "/nowhere"},
]


def filled(home: Path) -> Folder:
    """Return a batch with a bit of everything."""
    folder = Folder(home, recommendations="recommendations.csv", quota={"cities": {"济南市": 3, "青岛市": 1}})
    folder.table("recommendations", *RECOMMENDATIONS)
    for number, unit in enumerate(("370102", "370102", "370103", "370202", "370100")):
        folder.recommendable(f"org-{number}", unit)
    folder.submit("failing", ready("failing", "370103", cases__agreed=6, cases__failed=4), review("failing"))
    folder.submit("open", ready("open", "370103", feedback=None, brand_studios=None))
    folder.submit("broken", ready("broken", "370103", cases__agreed=11, agreements__sealed=99))
    folder.submit("twice", ready("org-4", "370100"))
    return folder


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> tuple[Folder, Tree]:
    """Return a batch with its reports."""
    folder = filled(tmp_path_factory.mktemp("same") / "batch")
    assert clean(folder.run()).returncode == 4
    return folder, tree(folder.out)


@pytest.mark.parametrize(("number", "workers"), [(0, "1"), pytest.param(1, "3", marks=pytest.mark.slow), (2, "2")])
def test_reports_are_the_same_bytes_everywhere(
    batch: tuple[Folder, Tree], tmp_path: Path, number: int, workers: str
) -> None:
    folder, before = batch
    out = tmp_path / "out"
    clean(folder.call("-o", out, "--workers", workers, cwd=tmp_path, **SETTINGS[number]))
    assert tree(out) == before


def test_reports_are_the_same_bytes_wherever_the_batch_lies(batch: tuple[Folder, Tree], tmp_path: Path) -> None:
    folder = filled(tmp_path / "有空格 的地方")
    for path in folder.home.rglob("*.yaml"):
        os.utime(path, (0, 0))
    clean(folder.run())
    assert tree(folder.out) == batch[1]


@pytest.mark.parametrize(("form", "number"), [("text", 0), ("json", 1), ("md", 2), ("html", 0)])
def test_check_reports_are_the_same_bytes_everywhere(
    batch: tuple[Folder, Tree], tmp_path: Path, form: str, number: int
) -> None:
    given = ("check", batch[0].submissions / "failing.yaml", "--format", form, "-o")
    assert clean(inside(*given, tmp_path / "here")).returncode == 1
    assert clean(certify(*given, tmp_path / "there", **SETTINGS[number])).returncode == 1
    assert (tmp_path / "here").read_bytes() == (tmp_path / "there").read_bytes()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_report_holds_a_path_of_the_machine(tmp_path: Path, lang: str) -> None:
    folder = filled(tmp_path / "batch")
    (folder.submissions / "loop.yaml").symlink_to(folder.submissions / "loop.yaml")
    clean(folder.run("--lang", lang))
    for suffix in ("json", "md", "html", "txt"):
        clean(inside("check", folder.submissions / "broken.yaml", "--lang", lang, "-o", folder.out / f"c.{suffix}"))
    named = {str(tmp_path), str(Path.cwd()), sys.prefix, str(Path.home()), os.uname().nodename}
    # A name of two letters stands in any file by chance.
    private = {name for name in named if len(name) > 3}
    for name, content in tree(folder.out).items():
        for path in private:
            assert path.encode() not in content, name


# Every socket but those that join processes of this machine is refused, in workers too.
NO_NETWORK = """
import socket, sys
class Refused(socket.socket):
    def __init__(self, family=-1, *rest, **named):
        if family != getattr(socket, "AF_UNIX", None):
            raise RuntimeError("the network was called for")
        super().__init__(family, *rest, **named)
    def connect(self, *_):
        raise RuntimeError("the network was called for")
socket.socket = Refused
def refused(*_, **__):
    raise RuntimeError("the network was called for")
socket.getaddrinfo = socket.gethostbyname = socket.create_connection = refused
"""


@pytest.fixture
def no_network(tmp_path: Path) -> str:
    """Return a PYTHONPATH under which every Python process refuses the network."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(NO_NETWORK, encoding="utf-8")
    return os.pathsep.join(filter(None, (str(tmp_path / "site"), os.environ.get("PYTHONPATH"))))


@pytest.mark.skipif(os.name == "nt", reason="processes are joined by pipes with names there")
def test_a_check_and_a_batch_need_no_network(batch: tuple[Folder, Tree], tmp_path: Path, no_network: str) -> None:
    folder, before = batch
    checked = clean(certify("check", folder.submissions / "failing.yaml", PYTHONPATH=no_network))
    assert checked.returncode == 1
    clean(folder.call("-o", tmp_path / "out", "--workers", "2", PYTHONPATH=no_network))
    assert tree(tmp_path / "out") == before


def test_the_refusal_of_the_network_works(no_network: str) -> None:
    code = "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9')"
    found = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": no_network},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert "the network was called for" in found.stderr
