"""Rule sets as Markdown and as one self-contained web page: everything they ask, and what was asked about."""

import re

from certify.language import Lang, Text, joined
from certify.reporting.pages import markdown, web
from certify.reporting.rules import phrases
from certify.reporting.rules.explained import with_cases
from certify.reporting.rules.shapes import ExplainReport, RulesListReport, RulesReport
from certify.reporting.rules.tiers import by_tier
from certify.reporting.templating import chooser
from certify.wording import explaining
from certify.wording.tasks import HORIZON
from certify.wording.terms import VERDICTS, marks

# An empty line between the items of a list would set them apart.
_BETWEEN_ITEMS = re.compile(r"^( *- .*)\n\n(?= *- )", re.MULTILINE)
_EMPTY_LINES = re.compile(r"\n{3,}")


def rules_markdown(report: RulesReport, lang: Lang) -> str:
    """Return a rule set as Markdown."""
    return _markdown("rules", lang, report=report, tiers=by_tier(report), links=_links)


def explain_markdown(report: ExplainReport, lang: Lang) -> str:
    """Return what was asked about as Markdown."""
    given = {"report": report, "with_cases": with_cases(report), "links": lambda ids: joined(ids, lang)}
    return _markdown("explain", lang, **given)


def list_markdown(report: RulesListReport, lang: Lang) -> str:
    """Return the list of rule sets as a table."""
    return _markdown("list", lang, report=report)


def rules_html(report: RulesReport, lang: Lang) -> str:
    """Return a rule set as one web page that needs no other file."""
    context = {**_context(lang), "report": report, "tiers": by_tier(report)}
    return web().get_template("rules/rules.html.j2").render(context)


def explain_html(report: ExplainReport, lang: Lang) -> str:
    """Return what was asked about as one web page that needs no other file."""
    return (
        web()
        .get_template("rules/explain.html.j2")
        .render({**_context(lang), "report": report, "with_cases": with_cases(report)})
    )


def _markdown(name: str, lang: Lang, **given: object) -> str:
    said = markdown().get_template(f"rules/{name}.md.j2").render({**_context(lang), **given})
    return _BETWEEN_ITEMS.sub(r"\1\n", _EMPTY_LINES.sub("\n\n", said)).strip() + "\n"


def _context(lang: Lang) -> dict[str, object]:
    return {
        "lang": lang,
        "t": chooser(lang),
        "colon": "：" if lang == "zh" else ": ",
        "words": {name: text.to(lang) for name, text in vars(explaining).items() if isinstance(text, Text)},
        "roles": {role: text.to(lang) for role, text in explaining.ROLES.items()},
        "marks": marks(lang),
        "verdicts": {key: text.to(lang) for key, text in VERDICTS.items()},
        "horizon": HORIZON.to(lang),
        "named": lambda head: phrases.named(head, lang),
        "joined": lambda parts: joined(parts, lang),
        "listed": lambda entries: phrases.listed(entries, lang),
        "counted": lambda head: phrases.counted(head, lang),
        "in_force": lambda head: phrases.in_force(head, lang),
        "document": lambda head: phrases.document(head, lang),
        "outcomes": lambda check: phrases.outcomes(check, lang),
        "state": lambda value: phrases.state(value, lang),
        "changed": lambda effect: phrases.changed(effect, lang),
    }


def _links(ids: list[str]) -> str:
    """Return ids as links within the page."""
    return " ".join(f"[{name}](#{name.lower()})" for name in ids)
