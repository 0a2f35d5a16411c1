"""What a mask takes out of free text, and what it leaves."""

import pytest

from certify.masking import Mask, mask


@pytest.mark.parametrize(
    "said",
    [
        "13800001111",
        "138-0000-1111",
        "138 0000 1111",
        "１３８００００１１１１",
        "37010219900101123X",
        "370102199001011234",
    ],
)
def test_long_numbers_are_masked_wherever_they_stand(said: str) -> None:
    assert Mask()(said) == "***"
    assert Mask()(f"联系{said}，2025-10-31") == "联系***，2025-10-31"
    assert Mask()(f"2025-10-31 {said}") == "2025-10-31 ***"


@pytest.mark.parametrize(
    "said",
    [
        "鲁济历下劳人调字〔2025〕第12号",
        "鲁人社函〔2024〕98号",
        "2025-01-01 2025-10-31",
        "435 2025-10-31",
        "2025-01-01至2025-10-31",
        "370102-001",
        "999999999",
        "37/57 = 64.91%",
        "",
    ],
)
def test_dates_figures_and_document_numbers_stay(said: str) -> None:
    assert Mask()(said) == said


@pytest.mark.parametrize(
    ("person", "text", "said"),
    [
        ("王小明", "联系王小明办理", "联系***办理"),
        ("王", "王府井大街", "王府井大街"),
        (" 王小明 ", "王小明", "***"),
        ("12", "第12号", "第12号"),
        ("CERT-88", "见CERT-88。CERT-881", "见***。CERT-881"),
        ("Anna", "Anna Annas", "*** Annas"),
        ("a.*b", "a.*b aXXb", "*** aXXb"),
    ],
)
def test_persons_are_masked_as_whole_words(person: str, text: str, said: str) -> None:
    assert mask([person, ""])(text) == said


def test_the_longer_of_two_names_is_masked_whole() -> None:
    assert mask(["王小", "王小明"])("王小明、王小") == "***、***"
