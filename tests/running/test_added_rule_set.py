"""A rule set put into a criteria folder works in every command, whatever it is for, without any change of the program."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from typer import Typer

from certify.cli.app import app
from certify.rules.home import VARIABLE, criteria_home
from certify.rules.ruleset import Purpose
from tests.running.calling import Called, Folder, clean, inside
from tests.running.submissions import entry, ready

ID = "test-2030"
REFERENCE = f"{ID}@1.0.0"
FORMATS = ("text", "json", "md", "html")
RULES = """format: certify-ruleset/1
id: test-2030
version: 1.0.0
title: {{zh: 试用指标, en: Trial indicators}}
purpose: {purpose}
region: chongqing
effective: {{since: 2025-01-01}}
source: {{number: 试〔2030〕1号, title: 试用通知, issued_by: 某部门, issued_on: 2030-01-01}}
tiers: {{base: {{zh: 要求, en: Requirements}}}}
dimensions: {{d: {{zh: 人员, en: Staff}}}}
readings:
  T-1.kind:
    title: {{zh: 哪种名册, en: Which roster}}
    default: any
    compared: true
    values: {{any: {{zh: 有名册即可, en: any roster}}, dated: {{zh: 须有更新日期, en: one with a date}}}}
criteria:
  - id: T-1
    tier: base
    dimension: d
    title: {{zh: 名册, en: Roster}}
    clause: 一
    text: 建立名册并由专人管理，鼓励公布
    checks:
      - id: T-1.a
        kind: evidence
        title: {{zh: 建立名册, en: Roster}}
        quote: 建立名册
        rule:
          reading: T-1.kind
          cases:
            any: {{fact: roster.maintained, is: true}}
            dated: {{fact: roster.updated_on, given: true}}
        evidence: [{{zh: 名册, en: the roster}}]
        remedy: {{zh: 建立名册。, en: Keep a roster.}}
        depends_on: organization
      - id: T-1.b
        kind: judgement
        title: {{zh: 专人管理, en: Managed}}
        quote: 由专人管理
        evidence: [{{zh: 分工文件, en: a document}}]
        review: {{zh: 看分工, en: See who does it}}
        remedy: {{zh: 明确专人。, en: Name somebody.}}
        depends_on: organization
      - id: T-1.c
        kind: auto
        title: {{zh: 公布, en: Published}}
        quote: 鼓励公布
        advisory: {{zh: 原文为“鼓励”, en: the text encourages it}}
        rule: {{fact: postings.duties, is: true}}
        evidence: [{{zh: 照片, en: a photo}}]
        remedy: {{zh: 公布。, en: Publish it.}}
        depends_on: organization
  - id: T-2
    tier: base
    dimension: d
    title: {{zh: 调解员, en: Mediators}}
    clause: 二
    text: 街道（乡镇）应有调解员
    scope: [township]
    checks:
      - id: T-2.a
        kind: auto
        title: {{zh: 有调解员, en: Has mediators}}
        quote: 应有调解员
        rule: {{some: mediators, where: {{fact: mediators.active, is: true}}}}
        evidence: [{{zh: 聘书, en: letters of appointment}}]
        remedy: {{zh: 聘任调解员。, en: Appoint mediators.}}
        depends_on: organization
"""
CASES = """
T-1.a:
  - {name: 有, facts: {roster: {maintained: true}}, expect: met, verified: needs_review, under: {any: met, dated: missing}}
  - {name: 没有, facts: {roster: {maintained: false}}, expect: not_met, under: {any: not_met, dated: missing}}
  - {name: 没填, facts: {}, expect: missing, under: {any: missing, dated: missing}}
T-1.b:
  - {name: 由人判断, facts: {}, expect: needs_review}
T-1.c:
  - {name: 公布, facts: {postings: {duties: true}}, expect: met}
  - {name: 没有公布, facts: {postings: {duties: false}}, expect: not_met}
  - {name: 没填, facts: {}, expect: missing}
"""
MORE_CASES = """
T-2.a:
  - {name: 有, facts: {mediators: [{id: M1, employment: full_time, active: true}]}, expect: met}
  - {name: 没有, facts: {mediators: []}, expect: not_met}
  - {name: 没填, facts: {}, expect: missing}
  - {name: 别的类型, facts: {organization: {type: village}}, expect: not_applicable}
"""


def put_in(folder: Path, purpose: str) -> Path:
    """Return a copy of the criteria with one more rule set."""
    criteria = folder / "criteria"
    shutil.copytree(criteria_home(), criteria)
    own = criteria / ID
    (own / "cases").mkdir(parents=True)
    (own / "1.0.0.yaml").write_text(RULES.format(purpose=purpose), encoding="utf-8")
    (own / "cases" / "T-1.yaml").write_text(CASES, encoding="utf-8")
    (own / "cases" / "T-2.yaml").write_text(MORE_CASES, encoding="utf-8")
    return criteria


class World:
    """A criteria folder with one more rule set, and a batch under it."""

    def __init__(self, folder: Path, criteria: Path, purpose: str) -> None:
        self.purpose = purpose
        self.criteria = criteria
        self.folder = folder
        self.batch = Folder(folder / "batch", ruleset=REFERENCE)
        content = ready("org-1", "500101", assessment__ruleset=REFERENCE)
        entries = [entry("T-1.a"), entry("T-1.b")]
        self.file = self.batch.submit("org-1", content, {"organization": "org-1", "entries": entries})
        self.review = self.file.with_name("org-1.review.yaml")

    def call(self, *arguments: str | Path) -> Called:
        return clean(inside(*arguments, **{VARIABLE: str(self.criteria)}))

    def out(self, name: str) -> Path:
        return self.folder / name


def leaves(typer: Typer, above: str = "") -> Iterator[str]:
    """Yield the name of every command that is registered."""
    for command in typer.registered_commands:
        assert command.callback is not None
        yield f"{above}{command.name or command.callback.__name__}"
    for group in typer.registered_groups:
        assert group.typer_instance is not None
        yield from leaves(group.typer_instance, f"{above}{group.name} ")


def check(world: World) -> None:
    for form in FORMATS:
        assert world.call("check", world.file, "--format", form).returncode == 0
        assert world.call("check", world.file, "--rules", f"{ID},shandong-2024", "--format", form).returncode == 0
    verified = world.call("check", world.file, "--review", world.review, "--format", "json")
    report = json.loads(verified.stdout)
    assert report["outcome"] == ("recommendable" if world.purpose == "recognition" else "ready")
    assert report["problems"] == []
    assert report["organization"]["jurisdiction_label"] == "重庆市万州区"
    returned = world.out("returned.xlsx")
    assert world.call("check", world.file, "-o", returned).returncode == 0
    assert world.call("check", returned).returncode == 0


def what_if(world: World) -> None:
    for form in FORMATS:
        arguments = ("--set", "roster.maintained=否", "--nearest", "--format", form)
        assert world.call("what-if", world.file, *arguments).returncode == 1


def batch(world: World) -> None:
    assert world.call(*world.batch.command()).returncode == 0
    (row,) = world.batch.report()["organizations"]
    assert row["outcome"] == ("recommendable" if world.purpose == "recognition" else "ready")


def compare(world: World) -> None:
    batch(world)
    for form in FORMATS:
        assert world.call("compare", world.batch.out, world.batch.out, "--format", form).returncode == 0


def sensitivity(world: World) -> None:
    for form in FORMATS:
        called = world.call("sensitivity", world.batch.home, "--workers", "1", "--format", form)
        assert called.returncode == 0
        assert "T-1" in called.stdout


def coverage(world: World) -> None:
    out = world.out("coverage")
    called = world.call("coverage", world.batch.home, "--workers", "1", "-o", out)
    # Where nobody is recognized there is nothing to cover, which is said.
    assert called.returncode == (0 if world.purpose == "recognition" else 4)
    assert (REFERENCE in called.stderr) is (world.purpose == "monitoring")


def form(world: World) -> None:
    for rules, status in ((ID, 0), (f"{ID},shandong-2024,chongqing-2023", 3)):
        target, again = world.out(f"{len(rules)}.xlsx"), world.out(f"{len(rules)}-2.xlsx")
        assert world.call("form", "--rules", rules, "--prefill", world.file, "-o", target).returncode == 0
        assert world.call("check", target, "--rules", rules).returncode == status
        assert world.call("form", "--rules", rules, "-o", again).returncode == 0


def explain(world: World) -> None:
    for name in ("T-1", "T-2.a", "T-1.kind"):
        for chosen in FORMATS:
            assert world.call("explain", f"{ID}:{name}", "--format", chosen).returncode == 0
    assert "建立名册" in world.call("explain", "T-1").stdout


def schema(world: World) -> None:
    assert world.call("schema", "ruleset").returncode == 0


def rules_list(world: World) -> None:
    assert ID in world.call("rules", "list").stdout


def rules_show(world: World) -> None:
    assert "建立名册并由专人管理" in world.call("rules", "show", ID).stdout


def rules_lint(world: World) -> None:
    assert world.call("rules", "lint", world.criteria / ID / "1.0.0.yaml").returncode == 0
    assert world.call("rules", "lint").returncode == 0


def rules_new(world: World) -> None:
    drafted = world.out("1.1.0.yaml")
    assert world.call("rules", "new", ID, "--like", ID, "-o", drafted).returncode == 0
    assert drafted.exists()


def rules_issue(world: World) -> None:
    assert world.call("rules", "issue", REFERENCE).returncode == 0
    assert REFERENCE in (world.criteria / "digests.txt").read_text(encoding="utf-8")
    assert world.call("check", world.file).returncode == 0


def rules_test(world: World) -> None:
    called = world.call("rules", "test", ID)
    assert called.returncode == 0, called.stdout


def rules_diff(world: World) -> None:
    for chosen in FORMATS:
        called = world.call("rules", "diff", "chongqing-2023", ID, "--format", chosen)
        assert called.returncode in (0, 1)
        assert "T-1" in called.stdout


def rules_impact(world: World) -> None:
    for chosen in FORMATS:
        options = ("--batch", world.batch.home, "--workers", "1", "--format", chosen)
        assert world.call("rules", "impact", ID, "chongqing-2023", *options).returncode in (0, 1)


def review_form(world: World) -> None:
    world.review.unlink()
    assert world.call("review", "form", world.batch.home, "-o", world.out("review.xlsx")).returncode == 0


def review_import(world: World) -> None:
    review_form(world)
    called = world.call("review", "import", world.out("review.xlsx"), "--batch", world.batch.home)
    assert called.returncode == 0


def register(world: World, *options: str | Path) -> Path:
    path = world.out("register.csv")
    arguments = ("--organization", "org-1", "--event", "认定", "--on", "2030-02-01", "--name", "某中心", "--by", "某厅")
    assert world.call("register", "add", path, *arguments, *options).returncode == 0
    return path


def register_add(world: World) -> None:
    units = ("--units", world.criteria / "regions" / "chongqing.csv", "--jurisdiction", "500101")
    assert register(world, *units).exists()


def register_show(world: World) -> None:
    register_add(world)
    assert world.call("register", "show", world.out("register.csv")).returncode == 0


def register_check(world: World) -> None:
    register_add(world)
    units = world.criteria / "regions" / "chongqing.csv"
    assert world.call("register", "check", world.out("register.csv"), "--units", units).returncode == 0


def register_take(world: World) -> None:
    register_add(world)
    called = world.call("register", "take", world.batch.home, world.out("register.csv"), "--workers", "1")
    assert called.returncode in (0, 4)


def tasks_list(world: World) -> None:
    assert world.call("tasks", "list").returncode == 0


def tasks_show(world: World) -> None:
    assert world.call("tasks", "show", "shandong-2024").returncode == 0


def tasks_form(world: World) -> None:
    assert world.call("tasks", "form", "--tasks", "shandong-2024", "-o", world.out("tasks.csv")).returncode == 0


def tasks_report(world: World) -> None:
    tasks_form(world)
    called = world.call("tasks", "report", world.out("tasks.csv"), "--tasks", "shandong-2024", "--as-of", "2030-01-01")
    assert called.returncode in (0, 1, 3)


USED: dict[str, Any] = {
    "check": check,
    "what-if": what_if,
    "batch": batch,
    "compare": compare,
    "sensitivity": sensitivity,
    "coverage": coverage,
    "form": form,
    "explain": explain,
    "schema": schema,
    "rules list": rules_list,
    "rules show": rules_show,
    "rules lint": rules_lint,
    "rules new": rules_new,
    "rules issue": rules_issue,
    "rules test": rules_test,
    "rules diff": rules_diff,
    "rules impact": rules_impact,
    "review form": review_form,
    "review import": review_import,
    "register add": register_add,
    "register show": register_show,
    "register check": register_check,
    "register take": register_take,
    "tasks list": tasks_list,
    "tasks show": tasks_show,
    "tasks form": tasks_form,
    "tasks report": tasks_report,
}


def test_every_command_is_tried() -> None:
    assert set(leaves(app)) == USED.keys()


@pytest.fixture(scope="module")
def criteria(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Make a criteria folder for each purpose; what issuing a rule set notes in it changes nothing of what it says."""
    return {purpose: put_in(tmp_path_factory.mktemp(purpose), purpose) for purpose in get_args(Purpose)}


@pytest.mark.parametrize("purpose", get_args(Purpose))
@pytest.mark.parametrize("command", USED)
def test_it_works_with_a_rule_set_put_in(tmp_path: Path, criteria: dict[str, Path], command: str, purpose: str) -> None:
    USED[command](World(tmp_path, criteria[purpose], purpose))
