"""The mask for what a submission says: it knows the persons that the submission itself names."""

from collections.abc import Iterator

from certify.facts import Facts, records
from certify.masking import Mask, mask
from certify.rules.vocabulary import Vocabulary


def mask_of(vocabulary: Vocabulary, facts: Facts) -> Mask:
    """Return what masks the texts of a submission: its personal facts must not come back in another field."""
    return mask(_persons(vocabulary, facts))


def _persons(vocabulary: Vocabulary, facts: Facts) -> Iterator[str]:
    """Yield the value of every personal fact."""
    for path, field in vocabulary.by_path.items():
        if not field.personal:
            continue
        above = vocabulary.records_above(path)
        holders = records(facts, above) if above else [facts]
        name = path.removeprefix(f"{above}.")
        for holder in holders:
            value = holder.get(name)
            if isinstance(value, str):
                yield value
