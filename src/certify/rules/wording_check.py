"""What a careful colleague says of the words of a rule-set file: missing, in the wrong language, oddly punctuated, left from a start."""

import re
from collections.abc import Iterator

from certify.documents.tree import Document
from certify.problems import Problem, excerpt
from certify.rules.parts import Part

# With this the texts of a start begin, see `certify rules new`.
SAMPLE = "示例"
_CHINESE = re.compile("[\u4e00-\u9fff]")
_LATIN = re.compile("[A-Za-z]")
# Half-width punctuation that touches a Chinese character; a dot can be part of a number or a name.
_QUOTED = re.compile("“[^”]*”|「[^」]*」")
_HALF_WIDTH = re.compile("[\u4e00-\u9fff][,;:?!()]|[,;:?!()][\u4e00-\u9fff]")


def words_warnings(document: Document) -> list[Problem]:
    """Return warnings on every wording of the file that stands in both languages, and on blank texts of the source."""
    return [
        Problem("warning", code, document.place(part.node), part.at, {"found": excerpt(part.text or "")})
        for part in Part(document.root).walk()
        for code, part in _found(part)
    ]


def _found(part: Part) -> Iterator[tuple[str, Part]]:
    if part.text is not None and part.text.startswith(SAMPLE):
        yield "sample_left", part
    for key in ("quote", "text", "clause"):
        text = part.of(key).text
        if text is not None and not text.strip():
            yield "words_blank", part.of(key)
    zh, en = part.of("zh"), part.of("en")
    if zh.text is None or en.text is None:
        return
    for one in (zh, en):
        if not (one.text or "").strip():
            yield "words_blank", one
    if en.text.strip() and not _LATIN.search(en.text):
        yield "words_not_english", en
    if zh.text.strip() and _LATIN.search(zh.text) and not _CHINESE.search(zh.text):
        yield "words_not_chinese", zh
    # What is quoted is punctuated as its source has it.
    if _HALF_WIDTH.search(_QUOTED.sub("“”", zh.text)):
        yield "words_half_width", zh
