"""The forms of the files beside submissions: reviews, batches, tables. Their fields are data like a submission's."""

from functools import cache
from pathlib import Path

from certify.rules.vocabulary import Field, Vocabulary, read_vocabulary

LEDGER = "ledger"


@cache
def form_fields(name: str) -> Vocabulary:
    """Return the fields of `review_form`, `batch_form` or `tables`."""
    return read_vocabulary(Path(__file__).with_name(f"{name}.yaml"))


def ledger_field() -> Field:
    """Return the list of cases (受理案件台账) as a field."""
    return form_fields("ledger_form").by_path[LEDGER]


def table_columns(name: str) -> tuple[Field, ...]:
    """Return the columns of one of the tables."""
    return form_fields("tables").by_path[name].fields
