"""The words for problems of inputs: a message (what is wrong, what was found) and a fix (what is accepted)."""

from collections.abc import Mapping

from certify.language import Lang, Text
from certify.problems import Problem, in_cell
from certify.rules.meant import meant
from certify.spelling import half_width, wide_mark
from certify.wording.criteria_words import CRITERIA, LABELS
from certify.wording.filling import filled
from certify.wording.problem_words import FIXES_IN_CELLS, PROBLEMS, REQUIRED_CHOICE, REQUIRED_IN_LIST, WORDS

_HALF = Text("这里用了全角“{mark}”，请改成半角“{half}”。", "A full-width “{mark}” stands here; use a plain “{half}”. ")
_HALF_QUOTE = Text("这里用了全角引号，请改成半角引号。", "Full-width quotation marks stand here; use plain ones. ")
_HALF_SPACE = Text("这里用了全角空格，请改成半角空格。", "A full-width space stands here; use a plain one. ")


def _fix_of(problem: Problem) -> Text:
    """Return the template of the fix: what is required asks for a choice where there are some, a cell for words of forms."""
    if problem.code in FIXES_IN_CELLS and in_cell(problem.where):
        return FIXES_IN_CELLS[problem.code]
    if problem.code == "required" and problem.params.get("accepted"):
        return REQUIRED_CHOICE
    if problem.code == "required" and "[" in problem.field:
        return REQUIRED_IN_LIST
    return PROBLEMS[problem.code][1]


def message(problem: Problem, lang: Lang) -> str:
    """Return what is wrong and what was found."""
    return filled(PROBLEMS[problem.code][0], _with_parts(problem, lang), lang)


def _params(problem: Problem) -> dict[str, object]:
    """Return what fills a template: words for what a file is, and in cells choices by their labels alone."""
    params = dict(problem.params)
    if problem.code in WORDS:
        name, words = WORDS[problem.code]
        params[name] = words.get(str(params.get(name)), params.get(name))
    wanted = params.get("wanted")
    if isinstance(wanted, tuple):
        params["wanted"] = {word: LABELS.get(word) for word in wanted}
    if in_cell(problem.where):
        for name, value in params.items():
            if isinstance(value, Mapping):
                params[name] = [label if isinstance(label, Text) else key for key, label in value.items()]
    return params


def _suggestion(problem: Problem, lang: Lang) -> str:
    """Return the word that was meant, in a cell by its label; empty where there is none."""
    word = str(problem.params.get("suggestion") or "")
    accepted = problem.params.get("accepted")
    wanted, found = problem.params.get("wanted"), problem.params.get("found")
    if not word and isinstance(wanted, tuple) and isinstance(found, str):
        return meant(found, {one: LABELS[one] for one in wanted if one in LABELS})
    label = accepted.get(word) if isinstance(accepted, Mapping) and in_cell(problem.where) else None
    return label.to(lang) if isinstance(label, Text) else word


def _with_parts(problem: Problem, lang: Lang) -> dict[str, object]:
    """Spread the labels and figures of a contradiction over placeholders of their own."""
    params = _params(problem)
    labels, figures = params.pop("labels", None), params.pop("figures", None)
    if not isinstance(labels, tuple) or not isinstance(figures, tuple):
        return params
    params |= {f"label{n}": label for n, label in enumerate(labels)}
    params |= {f"figure{n}": figure for n, figure in enumerate(figures)}
    pairs = zip(labels[1:], figures[1:], strict=False)
    params["parts"] = [f"{label.to(lang)} {figure}" for label, figure in pairs]
    params["total"] = figures[-1]
    return params


def line(problem: Problem, lang: Lang) -> str:
    """Return a problem on one line: its place, what is wrong, how to mend it."""
    mended = fix(problem, lang)
    tail = (f"（{mended}）" if lang == "zh" else f" ({mended})") if mended else ""
    return f"{problem.where}: {message(problem, lang)}{tail}\n"


def _half(problem: Problem, lang: Lang) -> str:
    """Return that a full-width mark is what is wrong with a word of a file of criteria, where it is."""
    found = problem.params.get("found")
    mark = wide_mark(found) if isinstance(found, str) and problem.code in CRITERIA else ""
    if not mark:
        return ""
    said = _HALF_SPACE if mark.isspace() else _HALF_QUOTE if mark in "“”‘’" else _HALF
    return filled(said, {"mark": mark, "half": half_width(mark)}, lang)


def fix(problem: Problem, lang: Lang) -> str:
    """Return how to mend it, the nearest accepted word first where there is one."""
    suggestion = _suggestion(problem, lang)
    half = _half(problem, lang)
    said = half + filled(_fix_of(problem), _params(problem), lang)
    # Where a full-width comma stands between them, several words were meant.
    if not suggestion or (half and "，" in str(problem.params["found"])):
        return said
    hint = f"是否应为“{suggestion}”？" if lang == "zh" else f"Did you mean “{suggestion}”? "
    return (hint + said).strip()
