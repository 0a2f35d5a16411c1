"""The page of the documentation that lists what is no criterion, a section a source."""

from collections.abc import Sequence

from certify.rules.left_out import LeftOut
from certify.rules.ruleset import RuleSet

_HEAD = """\
# 不能成为条目的内容 · What is no criterion

文件中的这些话没有写成条目，理由逐条列明。本页由 `criteria/left-out.yaml` 生成，不要直接修改。
These statements of the sources are no criteria, each for the reason given. This page is generated from
`criteria/left-out.yaml`; do not edit it.
"""


def left_out_page(statements: Sequence[LeftOut], rulesets: Sequence[RuleSet]) -> str:
    """Return the page in Markdown, in both languages, for the rule sets in the order given."""
    return _HEAD + "".join(_section(rules, [one for one in statements if one.source == rules.id]) for rules in rulesets)


def _section(rules: RuleSet, statements: Sequence[LeftOut]) -> str:
    source = f"{rules.source.issued_by}《{rules.source.title}》（{rules.source.number}，{rules.source.issued_on}）"
    rows = "".join(
        f"| {_cell(one.clause)} | {_cell(one.quote)} | {_cell(one.why.zh)}<br>{_cell(one.why.en)} |\n"
        for one in statements
    )
    return f"\n## {rules.id}\n\n{source}\n\n| 条款 clause | 原文 text | 理由 why |\n| --- | --- | --- |\n{rows}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
