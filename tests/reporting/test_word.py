"""Word documents: from our templates and a bureau's own, whatever the text, always the same bytes."""

import builtins
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from docx import Document

from certify.judging.judge import judge
from certify.language import Lang
from certify.reading.acts import Decision
from certify.reading.batch import read_batch
from certify.reading.submission import read_submission
from certify.reporting.batch.notice_fields import notice_fields
from certify.reporting.batch.recommendation_table import HEADS
from certify.reporting.batch.shapes import BatchReport
from certify.reporting.check_report import CheckReporter
from certify.reporting.shapes import adapter
from certify.reporting.word.documents import LIST, NOTICE, SAMPLES, TABLE, WordDocuments
from certify.reporting.word.template import WordError, WordTemplate
from certify.reporting.word.values import COLUMNS, NOTICE_SAMPLE, list_values, numeral, table_values
from certify.rules.vocabulary import vocabulary
from tests.reporting.test_sinks import TEXTS
from tests.reporting.word_templates import HOME, templates
from tests.running.calling import Folder, clean
from tests.running.submissions import RULES, ready

ROW = dict.fromkeys(("check", "clause", "quote", "found", "todo", "who", "evidence"), "内容")


def notice_of(**changes: Any) -> dict[str, Any]:
    found = {name: value for name, value in NOTICE_SAMPLE.items() if name != "standing"}
    return {**found, "organization": {"id": "a", "name": "示例组织", "type": "乡镇", "unit": "历下区"}, **changes}


def words(content: bytes) -> list[str]:
    """Return the paragraphs and the cells of a document."""
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [*(paragraph.text for paragraph in document.paragraphs), *cells]


def tables(content: bytes) -> list[list[list[str]]]:
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in Document(io.BytesIO(content)).tables]


@pytest.fixture(scope="module")
def documents() -> WordDocuments:
    return WordDocuments.load(None, "zh")


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> BatchReport:
    folder = Folder(tmp_path_factory.mktemp("word"), decisions="decisions.csv")
    folder.table(
        "decisions", "organization,decision,on,by", "a,recognized,2025-11-20,省厅", "b,not_recognized,2025-11-20,省厅"
    )
    folder.recommendable("a", "370202")
    folder.recommendable("b", "370102")
    folder.submit("broken", ready("broken", "370103", cases__agreed=99))
    clean(folder.run())
    found: BatchReport = adapter(BatchReport).validate_json((folder.out / "batch.json").read_bytes())
    return found


def decided(name: str, *, recognized: bool = True) -> Decision:
    return Decision(name, recognized, date(2025, 11, 20), "省厅", "", "decisions.csv:2:1")


def own(folder: Path, name: str, change: Callable[[Any], object]) -> Path:
    """Put a template into a folder: ours, changed as a person would in Word."""
    document = Document(str(HOME / "zh" / name))
    change(document)
    document.save(str(folder / name))
    return folder


def test_the_templates_are_what_the_script_builds() -> None:
    for name, content in templates().items():
        with zipfile.ZipFile(HOME / name) as there, zipfile.ZipFile(io.BytesIO(content)) as built:
            for part in ("word/document.xml", "word/footer1.xml"):
                assert there.read(part) == built.read(part), name


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_template_takes_its_sample(lang: Lang) -> None:
    loaded = WordDocuments.load(None, lang)
    for name, sample in SAMPLES.items():
        assert not [text for text in words(loaded.templates[name].fill(sample)) if "{" in text or "}" in text]


def test_the_table_has_the_columns_and_rows_of_the_programme(documents: WordDocuments, report: BatchReport) -> None:
    rows = [[str(number), *(f"{name} {number}" for name in COLUMNS[1:])] for number in (1, 2)]
    found = dict(documents.documents(report, rows, ()))[TABLE]
    assert tables(found) == [[[head.zh for head in HEADS], *rows]]
    assert report.batch.title in words(found)


def test_the_list_holds_decisions_on_record_by_city(documents: WordDocuments, report: BatchReport) -> None:
    decisions = [decided("a"), decided("b", recognized=False), decided("broken"), decided("gone")]
    found = dict(documents.documents(report, [], decisions))[LIST]
    heads = [text for text in words(found) if re.match("[一二三四]、", text)]
    assert heads == ["一、济南市（1 家）", "二、青岛市（1 家）", "三、所属市不明（1 家）"]
    names = [row[1] for table in tables(found) for row in table[1:]]
    assert names == ["示例broken劳动人事争议调解中心", "示例a劳动人事争议调解中心", "gone"]
    assert any("共 3 家" in text for text in words(found))


def test_where_nothing_is_decided_the_list_says_so(documents: WordDocuments, report: BatchReport) -> None:
    found = dict(documents.documents(report, [], [decided("b", recognized=False)]))[LIST]
    assert "决定记录中，本批次没有已认定的组织。" in words(found)
    assert not tables(found)


def test_a_notice_says_what_there_is_and_nothing_else(documents: WordDocuments) -> None:
    both = words(documents.notice(notice_of()))
    assert "一、需要整改的事项（1 项）" in both
    assert "二、需要补充填报的事项（1 项）" in both
    answers = words(documents.notice(notice_of(repairs=[]), "不能列入本批次"))
    assert "一、需要补充填报的事项（1 项）" in answers
    assert not [text for text in answers if "整改的事项" in text]
    assert "不能列入本批次" in answers


@pytest.mark.parametrize("said", [*TEXTS.values(), "a\x00\x1b\ufffe\ud800b", "{_{x}_} {_% %_}", "]]>&amp;<w:t>"])
def test_every_text_arrives_as_text(documents: WordDocuments, said: str) -> None:
    about = {"id": said, "name": said, "type": said, "unit": said}
    found = documents.notice(notice_of(organization=about, repairs=[{**ROW, "found": said}]), said)
    arrived = tables(found)[0][1][2]
    wanted = re.sub("[\x00-\x08\x0e-\x1f\ufffe\ud800]", "\ufffd", said)
    assert arrived.split() == wanted.split()
    assert len(tables(found)) == 2


def test_documents_tell_nothing_of_hour_and_maker(documents: WordDocuments, tmp_path: Path) -> None:
    def sign(document: Any) -> None:
        document.core_properties.author = "某人"
        document.core_properties.title = "某人的模板"

    ours = WordDocuments.load(own(tmp_path, NOTICE, sign), "zh")
    with zipfile.ZipFile(io.BytesIO(ours.notice(notice_of()))) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert "某人" not in package.read("docProps/core.xml").decode()
    assert documents.notice(notice_of()) == documents.notice(notice_of())


RENDER = """
import hashlib, json, sys
from certify.reporting.word.documents import WordDocuments
print(hashlib.sha256(WordDocuments.load(None, "zh").notice(json.loads(sys.argv[1]))).hexdigest())
"""


def test_the_same_notice_is_the_same_bytes_in_every_process() -> None:
    digests = {
        subprocess.run(
            [sys.executable, "-c", RENDER, json.dumps(notice_of())],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            check=True,
            capture_output=True,
        ).stdout
        for seed, zone in (("1", "Asia/Shanghai"), ("2", "America/Los_Angeles"))
    }
    assert len(digests) == 1


def test_a_bureau_changes_a_template(tmp_path: Path) -> None:
    def change(document: Any) -> None:
        document.paragraphs[0].text = "XX市整改通知"
        split = document.add_paragraph("编号 {{ organ")
        split.add_run("ization.id }} 另 {% for row in repairs %}{{ row.todo }}{{ loop.index }}{% endfor %}").bold = True
        document.sections[0].header.paragraphs[0].text = "{{ batch.title }}"

    found = WordDocuments.load(own(tmp_path, NOTICE, change), "zh").notice(notice_of(repairs=[ROW]))
    assert "XX市整改通知" in words(found)
    assert "编号 a 另 内容1" in words(found)
    assert Document(io.BytesIO(found)).sections[0].header.paragraphs[0].text == "…"


@pytest.mark.parametrize(
    ("written", "field"),
    [
        ("{{ organisation.name }}", "organisation"),
        ("{{ organization.nmae }}", "organization.nmae"),
        ("{{ organization['nmae'] }}", "organization['nmae']"),
        ("{% if never %}{{ x }}{% endif %}", "never, x"),
        ("{% if 0 %}{{ batch.x.y }}{% endif %}", "batch.x.y"),
        ("{% for one in repairs %}{{ one.nothing }}{% endfor %}", "one.nothing"),
        ("{% for one in things %}{{ one.nothing }}{% endfor %}", "things"),
        ("{% set one = organization %}{{ one.nothing }}", "one.nothing"),
        ("{{ row.check }}", "row.check"),
    ],
)
def test_a_field_that_there_is_not_is_refused_by_name(tmp_path: Path, written: str, field: str) -> None:
    with pytest.raises(WordError) as raised:
        WordDocuments.load(own(tmp_path, NOTICE, lambda document: document.add_paragraph(written)), "zh")
    assert NOTICE in raised.value.told("zh")
    assert field.partition(".")[0] in raised.value.told("zh")
    if not field.startswith(("row", "batch")):
        assert raised.value.told("zh").endswith(f"：{field}")


@pytest.mark.parametrize(
    "written",
    [
        "{{ organization.name",
        "{% for row in repairs %}",
        "{% endfor %}",
        "{{ batch.title | nosuchfilter }}",
        "{% include 'other' %}",
        "{{ ''.__class__.__mro__ }}",
        "{{ 1 / 0 }}",
        "{{ batch.title.nothing }}",
        "{{ range(1000000000) | list }}",
        "{% raw %}<w:p>{% endraw %}{{ '</w:p>' | safe }}",
    ],
)
def test_a_template_that_is_not_well_written_is_refused(tmp_path: Path, written: str) -> None:
    with pytest.raises(WordError, match=NOTICE):
        WordDocuments.load(own(tmp_path, NOTICE, lambda document: document.add_paragraph(written)), "zh")


@pytest.mark.parametrize(
    "written",
    [
        "{% for x in range(99999) %}{% for y in range(99999) %}{% endfor %}{% endfor %}",
        "{% for x in range(999) %}{% for y in range(999) %}{% for z in range(999) %}{% endfor %}{% endfor %}{% endfor %}",
        "{% for x in range(999) %}{% for y in range(999) %}{{ batch.title }}"
        + "很长" * 100
        + "{% endfor %}{% endfor %}",
        "{{ 'a' * 5000000000 }}",
        "{{ [1] * 5000000000 }}",
        "{{ '%9999999999d' % 1 }}",
        "{{ '{:>9999999999}'.format(1) }}",
        "{{ 'a'.ljust(9999999999) }}",
        "{{ 'a'.replace('', batch.title) }}",
        "{{ 'a'|center(9999999999) }}",
        "{{ 1.5|round(999999999, 'ceil') }}",
        "{{ repairs|batch(9999999999, 'x')|list }}",
        "{{ 9 ** 9 ** 9 }}",
        "{% set a = 999999999 * 999999999 %}",
        "{% set a = 'aaaaaaaaaa' %}" + "{% set a = a ~ a %}" * 40,
        "{% set a = 'aaaaaaaaaa' %}" + "{% set a = a + a %}" * 40,
        "{% set a = [1] %}" + "{% set a = [a, a] %}" * 40 + "{{ a }}",
        "{% set a %}很长{% endset %}" + "{% set a %}{{ a }}{{ a }}{% endset %}" * 40,
        "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
        "{% for x in [1, 1] recursive %}{{ loop([1, 1]) }}{% endfor %}",
        "{{ (1).to_bytes(9999999999) }}",
        "{{ repairs }}",
        "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
    ],
    ids=str,
)
def test_a_template_cannot_hang_or_fill_the_machine(tmp_path: Path, written: str) -> None:
    with pytest.raises(WordError, match=NOTICE):
        WordDocuments.load(own(tmp_path, NOTICE, lambda document: document.add_paragraph(written)), "zh")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("{{ 2 * repairs|length + 1 }}", "3"),
        ("{{ repairs|map(attribute='check')|join('、') }}", "内容"),
        ("{{ repairs|join('、', attribute='check') }}", "内容"),
        ("{% for n in range(3) %}{{ n }}{% endfor %}", "012"),
        ("{% if 'a' in ('a', 'b') %}{{ 'x' ~ 1 ~ batch.title|upper }}{% endif %}", "x1T"),
        ("{% set ns = namespace(n=0) %}{% for row in repairs %}{% set ns.n = ns.n + 1 %}{% endfor %}{{ ns.n }}", "1"),
        ("{% for row in repairs %}{{ loop.index }}/{{ loop.length }}{% endfor %}", "1/1"),
        ("{{ batch.title|replace('t', '<') }}{{ 'a'.strip().upper() }}", "<A"),
    ],
)
def test_what_a_bureau_may_want_of_a_template_is_there(tmp_path: Path, written: str, shown: str) -> None:
    made = WordDocuments.load(own(tmp_path, NOTICE, lambda document: document.add_paragraph(written)), "zh")
    fields = notice_of(repairs=[ROW], batch={"title": "t", "as_of": "", "id": ""})
    assert shown in words(made.notice(fields))


def test_what_only_shows_with_many_rows_is_told_too(tmp_path: Path) -> None:
    written = "{% for a in repairs %}{% for b in repairs %}{% for c in repairs %}{% endfor %}{% endfor %}{% endfor %}"
    made = WordDocuments.load(own(tmp_path, NOTICE, lambda document: document.add_paragraph(written)), "zh")
    with pytest.raises(WordError, match=NOTICE):
        made.notice(notice_of(repairs=[ROW] * 200))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0" * 200, b"not at all"])
def test_a_broken_file_is_refused(content: bytes) -> None:
    with pytest.raises(WordError, match="not a sound"):
        WordTemplate(NOTICE, content, NOTICE_SAMPLE)


@pytest.mark.parametrize("lost", [b"</w:body>", b"</w:document>", b"<w:body>"])
def test_a_file_that_is_broken_inside_is_refused(lost: bytes) -> None:
    whole = (HOME / "zh" / NOTICE).read_bytes()
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            after.writestr(name, before.read(name).replace(lost, b""))
    with pytest.raises(WordError, match="not a sound"):
        WordTemplate(NOTICE, out.getvalue(), NOTICE_SAMPLE)
    with pytest.raises(WordError, match="not a sound"):
        WordTemplate(NOTICE, whole[: len(whole) // 2], NOTICE_SAMPLE)


def test_a_folder_with_other_names_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WordError, match="the names are"):
        WordDocuments.load(tmp_path, "zh")
    with pytest.raises(WordError, match="cannot open"):
        WordDocuments.load(tmp_path / "nowhere", "zh")
    own(tmp_path, NOTICE, lambda _: None)
    (tmp_path / "~$通知.docx").write_bytes(b"")
    WordDocuments.load(tmp_path, "zh")
    (tmp_path / "整改通知书.docx").write_bytes(b"")
    with pytest.raises(WordError) as raised:
        WordDocuments.load(tmp_path, "zh")
    assert "整改通知书.docx" in raised.value.told("zh")


def test_without_the_component_it_says_how_to_install_it() -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **named: Any) -> Any:
        if name == "docxtpl":
            raise ImportError(name)
        return real(name, *rest, **named)

    with mock.patch.object(builtins, "__import__", without), pytest.raises(WordError) as raised:
        WordDocuments.load(None, "zh")
    assert "pip install" in raised.value.told("zh")


def test_a_notice_has_the_fields_of_its_sample(tmp_path: Path, documents: WordDocuments) -> None:
    folder = Folder(tmp_path / "batch")
    path = folder.submit("a", ready("a", cases__agreed=1, cases__failed=9, feedback=None))
    batch, _ = read_batch(folder.home / "batch.yaml")
    assert batch is not None
    checks = frozenset(check.id for check in RULES.checks())
    read = read_submission(path, vocabulary(), checks, batch.units, name="a.yaml", unknown_unit="error")
    assert read.submission is not None
    reporter = CheckReporter(vocabulary(), "zh", lambda unit: batch.units[unit].label)
    found = notice_fields(judge(read.submission, RULES, None), reporter, batch.title)
    assert found is not None
    assert shape({**found, "standing": ""}) == shape(NOTICE_SAMPLE)
    assert json.loads(json.dumps(found)) == found
    said = words(documents.notice(found))
    assert "示例a劳动人事争议调解中心：" in said
    assert all(row["found"] in said and row["quote"] in said for row in (*found["repairs"], *found["answers"]))


def shape(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: shape(part) for name, part in sorted(value.items())}
    return [shape(value[0])] if isinstance(value, list) and value else None


def test_the_samples_have_the_fields_that_documents_get(report: BatchReport) -> None:
    assert shape(table_values(report, [["…"] * len(COLUMNS)])) == shape(SAMPLES[TABLE])
    assert shape(list_values(report, [decided("a")], "zh")) == shape(SAMPLES[LIST])
    assert len(COLUMNS) == len(HEADS)


@pytest.mark.parametrize(
    ("number", "said"), [(1, "一"), (10, "十"), (11, "十一"), (16, "十六"), (20, "二十"), (99, "九十九")]
)
def test_lists_are_counted_in_chinese(number: int, said: str) -> None:
    assert numeral(number) == said


def test_an_organization_in_two_files_stands_once(documents: WordDocuments, report: BatchReport) -> None:
    twice = replace(report, organizations=[*report.organizations, *report.organizations])
    found = dict(documents.documents(twice, [], [decided("a")]))[LIST]
    assert len(tables(found)) == 1
