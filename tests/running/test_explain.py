"""`certify explain` of everything in every rule set: found by id alone, in each format, language and width."""

import json
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from certify.cli.chosen_rules import newest_rulesets
from certify.documents.yaml import parse_yaml
from certify.language import Lang, Text
from certify.reading.cases import read_cases
from certify.reporting.rules.explained import explained, ids_of
from certify.reporting.rules.text import explain_text
from certify.rules.conditions import facts_of
from certify.rules.duty_load import find_duty
from certify.rules.load import DIGESTS, find_ruleset, read_ruleset
from certify.rules.ruleset import ChosenReading, RuleSet
from certify.rules.vocabulary import vocabulary
from certify.running.explaining import explain, reporter
from tests.rules.conftest import RULES_FILE, RULES_TEXT, copied
from tests.running.calling import Called, clean, inside

RULESETS = [find_ruleset(reference) for reference in newest_rulesets()]
LANGUAGES: tuple[Lang, ...] = ("zh", "en")
MAKERS = {(rules.id, lang): reporter(rules, lang) for rules in RULESETS for lang in LANGUAGES}
FORMATS = ("text", "json", "md", "html")


def called(*arguments: str | Path, **changes: str) -> Called:
    return clean(inside("explain", *arguments, **changes))


def found(*arguments: str, **changes: str) -> list[dict[str, Any]]:
    said = called(*arguments, "--format", "json", **changes)
    assert said.returncode == 0, said.stderr
    listed: list[dict[str, Any]] = json.loads(said.stdout)["found"]
    return listed


def squeezed(text: str) -> str:
    return "".join(text.replace("\\", "").split())


@pytest.mark.parametrize("rules", RULESETS, ids=lambda rules: rules.id)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_everything_of_a_rule_set_is_explained_at_every_width(rules: RuleSet, lang: Lang) -> None:
    maker = MAKERS[rules.id, lang]
    cases = read_cases(rules).cases
    # YAML is not broken.
    unbroken = {line.strip() for case in cases for line in case.written.splitlines()}
    for name in {*ids_of(rules)} - {check.id for check in rules.checks()}:
        report = explained(name, [maker], [rules], vocabulary(), lang)
        assert report.found, name
        for width in (60, 100):
            said = explain_text(report, lang, width=width)
            assert name in said
            assert max(cell_len(line) for line in said.splitlines() if line.strip() not in unbroken) <= width


@pytest.mark.parametrize("rules", RULESETS, ids=lambda rules: rules.id)
def test_a_sub_check_is_told_with_all_that_its_rule_set_says(rules: RuleSet) -> None:
    maker = MAKERS[rules.id, "zh"]
    for criterion in rules.criteria:
        said = squeezed(explain_text(explained(criterion.id, [maker], [rules], vocabulary(), "zh"), "zh"))
        texts = [criterion.text, criterion.clause, criterion.note.zh if criterion.note else ""]
        for check in criterion.checks:
            texts += [check.id, check.quote, check.remedy.zh, *(one.zh for one in check.evidence), *check.facts[1:]]
            texts += [one.zh for one in (check.review, check.advisory, check.not_applicable_because) if one]
            texts += [flag.text.zh for flag in check.flags]
        for text in texts:
            assert squeezed(text) in said, (criterion.id, text)


@pytest.mark.parametrize("rules", RULESETS, ids=lambda rules: rules.id)
def test_examples_are_cases_of_different_outcomes_and_readings_show_what_they_change(rules: RuleSet) -> None:
    for criterion in MAKERS[rules.id, "zh"].report().criteria:
        for check in criterion.checks:
            outcomes = [example.outcome for example in check.examples]
            assert len(outcomes) == len(set(outcomes)) == min(4, len(check.outcomes)), check.id
            assert set(outcomes) <= set(check.outcomes)
            for example in check.examples:
                assert not parse_yaml(example.facts or "{}", "facts.yaml")[1], check.id
            for reading in check.readings:
                (in_force,) = [value for value in reading.values if value.in_force]
                for value in reading.values:
                    if value.computed and not value.in_force:
                        assert value.rule != in_force.rule, (check.id, value.value)
                        assert value.effect is not None, (check.id, value.value)
                        assert value.effect.outcome != value.effect.in_force


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ["A1-8", "CQ-STAFF-1.a", "SD-T-TOWN-1", "A1-8.denominator", "mediators.employment"])
def test_all_kinds_of_things_in_all_formats(name: str, lang: Lang, form: str) -> None:
    said = called(name, "--format", form, "--lang", lang)
    assert (said.returncode, said.stderr) == (0, "")
    assert name in said.stdout.replace("<wbr>", "").replace("\\", "")


def test_an_id_is_toldin_whichever_rule_set_has_it() -> None:
    (one,) = found("CQ-STAFF-1")
    assert (one["what"], one["ruleset"]["id"]) == ("criterion", "chongqing-2023")
    (one,) = found("A1-8.a")
    assert (one["what"], one["ruleset"]["id"]) == ("check", "shandong-2024")
    assert [check["id"] for check in one["criterion"]["checks"]] == ["A1-8.a"]


def test_a_fact_is_told_with_every_rule_set_that_uses_it() -> None:
    (one,) = found("performance.notices_issued")
    assert one["ruleset"] is None
    users = {use["ruleset"].partition("@")[0]: use["ids"] for use in one["fact"]["used_by"]}
    assert users["chongqing-2023"] == ["CQ-PERF-2.a"]
    assert users["henan-2023"] == ["HA-PERF-1.a"]
    (one,) = found("henan-2023:performance.notices_issued")
    assert [use["ids"] for use in one["fact"]["used_by"]] == [["HA-PERF-1.a"]]


@pytest.mark.parametrize(
    ("fact", "user"),
    [
        # For some types only: a sub-check, a rule by type.
        ("organization.type", "CQ-STAFF-1.a"),
        ("organization.type", "SD-T-TOWN-1"),
        # Dates that another date is compared with.
        ("assessment.as_of", "HI-PUB-1.a"),
        ("assessment.period.start", "SC-MGMT-1.g"),
        ("assessment.period.end", "SC-MGMT-1.g"),
    ],
)
def test_what_a_rule_rests_on_without_naming_it_is_used_by_it(fact: str, user: str) -> None:
    (one,) = found(fact)
    assert user in [name for use in one["fact"]["used_by"] for name in use["ids"]]


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("CQ-STAF-1",), 2, "CQ-STAFF-1"),
        (("cases.agred",), 2, "cases.agreed"),
        (("A1-8", "--rules", "chongqing-2023"), 2, "shandong-2024@1.0.0"),
        (("chongqing-2023:A1-8",), 2, "shandong-2024@1.0.0"),
        (("A1-8", "--rules", "nowhere"), 2, "shandong-2024"),
        (("nowhere:A1-8",), 2, "shandong-2024"),
        (("",), 2, "certify:"),
        (("完全没有的东西",), 2, "完全没有的东西"),
    ],
)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_not_found(arguments: tuple[str, ...], status: int, said: str, lang: Lang) -> None:
    told = called(*arguments, "--lang", lang)
    assert (told.returncode, told.stdout) == (status, "")
    assert said in told.stderr


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return criteria with a later version of a rule set, in which a sub-check is retired."""
    home = copied(tmp_path_factory.mktemp("versions"))
    start = RULES_TEXT.index("      - id: B2-1.a")
    end = RULES_TEXT.index("  - id: B2-2\n")
    without = RULES_TEXT[:start] + RULES_TEXT[start:end].replace("B2-1.a", "B2-1.z") + RULES_TEXT[end:]
    because = "because: {zh: 另有规定, en: regulated elsewhere}"
    retired = f"""
succeeds:
  ruleset: shandong-2024@1.0.0
  migration:
    - {{from: [B2-1.a], to: [], {because}}}
    - {{from: [], to: [B2-1.z], {because}}}
retired:
  - id: B2-1.a
    title: {{zh: 工作经费, en: Funds}}
    clause: 附件 一（二）1
    text: 原来的条文
    until: 1.0.0
    {because}
    replaced_by: [B2-1.z]

"""
    text = without.replace("\nversion: 1.0.0", "\nversion: 1.1.0").replace("\ncriteria:\n", f"{retired}criteria:\n", 1)
    path = (home / RULES_FILE).with_stem("1.1.0")
    path.write_text(text, encoding="utf-8")
    with (home / DIGESTS).open("a", encoding="utf-8") as digests:
        digests.write(f"shandong-2024@1.1.0 {read_ruleset(path, vocabulary()).digest}\n")
    return home


@pytest.fixture(scope="module")
def drafts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return criteria with a draft of the next version of a rule set, which has a sub-check more."""
    home = copied(tmp_path_factory.mktemp("drafts"))
    text = RULES_TEXT.replace("\nversion: 1.0.0", "\nversion: 1.1.0").replace("- id: B2-1.a", "- id: B2-1.new")
    (home / RULES_FILE).with_stem("1.1.0").write_text(text, encoding="utf-8")
    return home


def test_a_draft_is_told_only_where_it_is_named_or_alone_has_the_id(drafts: Path) -> None:
    changes = {"CERTIFY_CRITERIA": str(drafts)}
    assert [one["ruleset"]["version"] for one in found("A1-8", **changes)] == ["1.0.0"]
    (draft,) = found("shandong-2024@1.1.0:A1-8", **changes)
    assert (draft["ruleset"]["version"], draft["ruleset"]["issued"]) == ("1.1.0", False)
    assert [one["ruleset"]["version"] for one in found("B2-1.new", **changes)] == ["1.1.0"]
    (fact,) = found("funding.amount_cny", **changes)
    assert "shandong-2024@1.0.0" in [use["ruleset"] for use in fact["fact"]["used_by"]]
    for form in FORMATS[:1] + FORMATS[2:]:
        assert "尚未发布" in called("B2-1.new", "--format", form, **changes).stdout
        assert "尚未发布" not in called("B2-1", "--format", form, **changes).stdout


def test_a_bare_id_means_the_issued_version_everywhere(drafts: Path) -> None:
    changes = {"CERTIFY_CRITERIA": str(drafts)}
    listed = clean(inside("rules", "list", **changes)).stdout.splitlines()
    assert [line.endswith("（尚未发布）") for line in listed if line.startswith("shandong-2024@")] == [False, True]
    assert json.loads(clean(inside("rules", "show", "--format", "json", **changes)).stdout)["ruleset"]["issued"]
    tested = json.loads(clean(inside("rules", "test", "--format", "json", **changes)).stdout)["rulesets"]
    assert [one["version"] for one in tested if one["id"] == "shandong-2024"] == ["1.0.0"]


def test_the_newest_version_that_has_an_id_is_told_and_named(versions: Path) -> None:
    changes = {"CERTIFY_CRITERIA": str(versions)}
    assert [one["ruleset"]["version"] for one in found("A1-8", **changes)] == ["1.1.0"]
    assert [one["ruleset"]["version"] for one in found("shandong-2024@1.0.0:A1-8", **changes)] == ["1.0.0"]
    assert "shandong-2024@1.1.0" in called("A1-8", **changes).stdout


def test_what_is_retired_is_told_with_what_replaced_it(versions: Path) -> None:
    changes = {"CERTIFY_CRITERIA": str(versions)}
    (one,) = found("B2-1.a", **changes)
    assert one["what"] == "retired"
    assert (one["retired"]["until"], one["retired"]["replaced_by"]) == ("1.0.0", ["B2-1.z"])
    for form in FORMATS:
        said = called("B2-1.a", "--format", form, "--lang", "en", **changes).stdout.replace("\\", "")
        assert "regulated elsewhere" in said
        assert "B2-1.z" in said
    assert [one["what"] for one in found("B2-1.a", "--rules", "shandong-2024@1.0.0", **changes)] == ["check"]
    page = clean(inside("rules", "show", "shandong-2024", "--format", "html", **changes)).stdout
    assert 'id="b2-1.a"' in page


def test_a_faulty_rule_set_hides_no_other(tmp_path: Path) -> None:
    home = copied(tmp_path)
    (home / "chongqing-2023" / "9.0.0.yaml").write_text("format: x\n", encoding="utf-8")
    changes = {"CERTIFY_CRITERIA": str(home)}
    told = called("A1-8.a", **changes)
    assert told.returncode == 0
    assert "chongqing-2023/9.0.0.yaml" in told.stderr
    assert called("Z9", **changes).returncode == 4


def test_readings_that_are_chosen_are_the_ones_told() -> None:
    rules = find_ruleset("shandong-2024")
    chosen = rules.under([ChosenReading("A1-8.denominator", "accepted", Text("甲", "a"))])
    told = explain("A1-8.a", [chosen], "zh").report.found[0]
    assert told.criterion is not None
    (check,) = told.criterion.checks
    assert check.rule == "达成协议÷受理不低于65%；分母为0时由审核人判断"
    (values,) = [{value.value: value for value in reading.values} for reading in check.readings]
    assert (values["accepted"].in_force, values["accepted"].default) == (True, False)
    assert values["decided"].effect is not None
    assert "cases.failed" in {fact.fact for fact in check.facts if fact.role == "other_reading"}


def test_a_report_is_written_to_a_file(tmp_path: Path) -> None:
    assert called("A1-8", "-o", tmp_path / "a.html").returncode == 0
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert "http" not in page.replace("http-equiv", "")
    for name in ("a.csv", "a.xlsx", "a.odt", ""):
        assert called("A1-8", "-o", tmp_path / name).returncode == 2
        assert clean(inside("rules", "show", "-o", tmp_path / name)).returncode == 2
    assert [path.name for path in tmp_path.iterdir()] == ["a.html"]


def test_an_id_of_several_rule_sets_is_told_for_each(tmp_path: Path) -> None:
    home = copied(tmp_path)
    reading = "\nreadings:\n  period: {title: {zh: 甲, en: a}, default: x, values: {x: {zh: 乙, en: b}}}\n"
    path = home / "hainan-2023" / "1.0.0.yaml"
    text = path.read_text(encoding="utf-8").replace("\nversion: 1.0.0", "\nversion: 1.1.0")
    path.with_stem("1.1.0").write_text(text.replace("\nreadings:\n", reading, 1), encoding="utf-8")
    told = found("period", CERTIFY_CRITERIA=str(home))
    assert [one["ruleset"]["id"] for one in told] == ["hainan-2023", "shandong-2024"]
    assert {one["what"] for one in told} == {"reading"}


@pytest.mark.parametrize("form", ["md", "html"])
def test_nothing_of_a_rule_set_is_markup(tmp_path: Path, form: str) -> None:
    home = copied(tmp_path)
    odd = "<b>*x*</b> [a](http://b.example)"
    text = RULES_TEXT.replace("\nversion: 1.0.0", "\nversion: 1.1.0").replace("zh: 工作经费", f'zh: "{odd}"')
    (home / RULES_FILE).with_stem("1.1.0").write_text(text, encoding="utf-8")
    said = called("shandong-2024@1.1.0:B2-1", "--format", form, CERTIFY_CRITERIA=str(home)).stdout
    assert odd not in said
    assert "<b>*x*" not in said
    assert "example" in said


@pytest.mark.parametrize("name", ["explain-report", "rules-report", "rules-list-report", "rules-test-report"])
def test_reports_have_schemas(name: str) -> None:
    schema = json.loads(clean(inside("schema", name)).stdout)
    assert schema["properties"]["report"]["const"] == f"certify-{name.removesuffix('-report')}/1"


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_duty_is_told_with_its_words_its_bodies_and_its_deadline(lang: Lang, form: str) -> None:
    document, duty = find_duty("CQ-D-30")
    said = squeezed(called("cq-d-30", "--format", form, "--lang", lang).stdout)
    for text in (duty.id, duty.text, duty.clause, document.source.number, *duty.owners, document.horizon.text):
        assert squeezed(text) in said


@pytest.mark.parametrize(
    ("typed", "meant"), [("cq-d-99", "CQ-D-"), ("CQ-STAF-1", "CQ-STAFF-1"), ("cases.agred", "cases.agreed")]
)
def test_what_is_suggested_is_of_the_kind_that_was_typed(typed: str, meant: str) -> None:
    told = called(typed)
    assert (told.returncode, told.stdout) == (2, "")
    assert f"是否应为 {meant}" in told.stderr


@pytest.mark.parametrize("typed", ["a1-8", "Ａ１－８", " A1-8 ", "shandong-2024：a1-8"])
def test_case_and_width_make_no_difference(typed: str) -> None:
    (one,) = found(typed)
    assert one["criterion"]["id"] == "A1-8"


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("A1", {"A1-1", "A1-8.a", "A1-8.denominator"}),
        ("cq-d-", {"CQ-D-01", "CQ-D-30"}),
        ("专职调解员", {"A1-1.a", "CQ-STAFF-1"}),
        ("full-time MEDIATOR", {"A1-1.a"}),
        ("专职", {"mediators.employment"}),
    ],
)
@pytest.mark.parametrize("form", FORMATS)
def test_a_beginning_and_a_title_lead_to_the_ids(typed: str, ids: set[str], form: str) -> None:
    said = called(typed, "--format", form).stdout
    assert all(name in said.replace("<wbr>", "") for name in ids)
    if form == "json":
        listed = [one["id"] for one in json.loads(said)["listed"]]
        assert ids <= {*listed}
        assert "A2-1" not in listed


@pytest.mark.parametrize("typed", ["shandong-2024", "SHANDONG-2024@1.0.0"])
def test_the_id_of_a_rule_set_points_to_the_command_that_shows_it(typed: str) -> None:
    told = called(typed)
    assert (told.returncode, told.stdout) == (2, "")
    assert f"certify rules show {typed.lower()} " in told.stderr


@pytest.mark.parametrize("form", FORMATS)
def test_a_reading_is_told_with_the_rule_under_each_value_and_an_example(form: str) -> None:
    said = squeezed(called("A1-8.denominator", "--format", form).stdout)
    for text in ("达成协议÷受理不低于65%", "达成协议÷（达成协议＋未达成协议）不低于65%", "以受理为分母，26比41不达标"):
        assert squeezed(text) in said


def test_an_example_of_a_reading_is_the_case_written_for_it_and_turns_clearly() -> None:
    (one,) = found("B2-6.a")
    values = {value["value"]: value for value in one["criterion"]["checks"][0]["readings"][0]["values"]}
    effects = {name: value["effect"] for name, value in values.items() if value["effect"]}
    assert effects["any"]["name"].startswith("任一口径")
    assert (effects["any"]["in_force"], effects["any"]["outcome"]) == ("not_met", "met")


def test_why_not_applicable_is_told_under_the_reading_that_makes_it_so() -> None:
    (one,) = found("A2-3.d")
    (check,) = one["criterion"]["checks"]
    assert check["not_applicable_because"] == ""
    (reading,) = check["readings"]
    told = {value["value"]: value["not_applicable_because"] for value in reading["values"]}
    assert told == {"required": "", "advisory": "按所选口径，台账列名只作提示"}
    (one,) = found("A1-8.a")
    assert one["criterion"]["checks"][0]["not_applicable_because"]


def test_outcomes_of_what_needs_evidence_are_said_to_be_the_self_assessments() -> None:
    evidence = next(check for rules in RULESETS for check in rules.checks() if check.kind == "evidence")
    said = squeezed(called(evidence.id).stdout)
    assert "自评可能的结论：达标" in said
    assert "审核结论是待审核" in said
    assert "自评可能的结论" not in called("A1-8.a").stdout


def test_the_facts_of_a_rule_by_type_stand_under_one_label() -> None:
    rule = max((rule for rules in RULESETS for rule in rules.type_rules), key=lambda rule: len(facts_of(rule.rule)))
    assert len(facts_of(rule.rule)) > 1
    assert called(rule.id).stdout.count("依据的事实") == 1
