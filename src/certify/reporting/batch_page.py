"""The batch report as one web page."""

from certify.language import Lang
from certify.reporting.batch_shapes import BatchReport
from certify.reporting.templating import chooser, html_environment
from certify.rules.ruleset import RuleSet


def render_index(report: BatchReport, rules: RuleSet, lang: Lang) -> str:
    """Return the index page of a batch."""
    return html_environment().from_string("<html>{{ t('批次','Batch') }} {{ report.batch.title }}</html>").render(t=chooser(lang), report=report, rules=rules)
