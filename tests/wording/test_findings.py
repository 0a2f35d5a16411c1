"""Findings in words: figures as fractions, one of something as one, values without what they say of persons."""

import pytest

from certify.judging.explain import Finding
from certify.language import Lang, Text
from certify.masking import mask
from certify.rules.vocabulary import vocabulary
from certify.wording.filling import value_text
from certify.wording.findings import FINDINGS, OF_ONE, sentence, sentences

FIELDS = vocabulary().by_path
LABELS = {"of_labels": [Text("达成", "Agreed")], "among_labels": [Text("达成", "Agreed"), Text("未达成", "Failed")]}
SHORT = {"of": 37, "among": 57, "percent": "64.91", "at_least": 65, "needed": 38, "short": 1, **LABELS}


def test_a_share_is_said_as_a_fraction_of_its_figures() -> None:
    finding = Finding("share_short", SHORT)
    assert sentence(finding, "en") == (
        "37/57 = 64.91%, 65% required: 38 of 57 needed, 37 found, 1 short (agreed / (agreed + failed))"
    )
    assert sentence(finding, "zh").endswith("（分子：达成；分母：达成＋未达成）")


def test_a_sum_is_said_as_a_sum() -> None:
    about = {"field": FIELDS["archive.files_due"], "label": Text("应归档", "Files due"), "value": 3}
    finding = Finding("below_sum", {**about, "labels": LABELS["among_labels"], "total": 5, "difference": 2})
    assert sentence(finding, "zh") == "“应归档”3件，少于达成＋未达成合计5，相差2"
    assert sentence(finding, "en") == "“Files due” 3 cases is less than 5, which is (agreed + failed): 2 apart"


@pytest.mark.parametrize("code", sorted(OF_ONE))
def test_english_says_one_as_one(code: str) -> None:
    figure, _ = OF_ONE[code]
    params = {"label": Text("调解员", "Mediators"), "requirement": Text("有", "“Document” is given")}
    one, two = (
        sentence(Finding(code, {"picked": n, "total": n, "count": n, **params, figure: n}), "en") for n in (1, 2)
    )
    assert "1" not in one
    assert "one" in one
    assert "2" in two


@pytest.mark.parametrize(("value", "said"), [(0, "0 cases"), (1, "1 case"), (2, "2 cases")])
def test_english_units_are_singular_for_one(value: int, said: str) -> None:
    assert value_text(FIELDS["cases.accepted"], value, "en") == said


@pytest.mark.parametrize("field", [field for field in FIELDS.values() if field.unit], ids=lambda field: field.path)
def test_every_unit_has_a_singular(field: object) -> None:
    said = value_text(field, 1, "en")  # type: ignore[arg-type]
    assert not said.endswith("s"), said
    assert said != "1 people"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_free_text_in_a_finding_is_masked(lang: Lang) -> None:
    about = {"field": FIELDS["signage.sign_text"], "label": Text("门牌", "Sign"), "value": "王小明13800001111调解室"}
    other = {"other_field": FIELDS["organization.name"], "other": Text("名称", "Name"), "other_value": "中心 王小明"}
    inner = Finding("texts_differ", {**about, **other})
    outer = Finding("of_records", {"label": Text("甲", "a"), "positions": [1], "inner": [inner]})
    said = sentences([inner, outer], lang, mask(["王小明"]))
    assert "王小明" not in said
    assert "13800001111" not in said
    assert "调解室" in said


def test_every_finding_is_worded_in_both_languages() -> None:
    for code, text in FINDINGS.items():
        assert text.zh, code
        assert text.en, code
