"""Words for readings that were chosen in place of the default."""

from certify.language import Lang, Text

CHOSEN = Text("选用口径", "Reading chosen")
_CHOSEN = Text(
    "{title}：{value}（默认：{default}；由{by}选用，结果与默认口径下的不能直接比较）",
    "{title}: {value} (default: {default}; chosen by {by}; not comparable with results under the default)",
)


def chosen_text(title: Text, value: Text, default: Text, by: Text, lang: Lang) -> str:
    """Return which reading was chosen, what the default is, and who chose it."""
    parts = {"title": title, "value": value, "default": default, "by": by}
    return _CHOSEN.to(lang).format(**{name: text.to(lang) for name, text in parts.items()})
