"""The notices once more, when all standings are known: whom the batch cannot take in is told so."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from certify.documents.files import on_disk
from certify.language import Lang
from certify.programme.candidate import Unreadable
from certify.programme.standing import Reason, Standing, bars_of, covered_before, in_register
from certify.reading.batch import Batch
from certify.reporting.batch.notice import standing_note, with_standing
from certify.rules.ruleset import Purpose


def tell_standings(
    staging: Path, batch: Batch, places: Sequence[Standing], unreadable: Sequence[Unreadable], lang: Lang
) -> None:
    """Write into every notice what keeps its organization out of the batch, in place of what an earlier run said.

    Notices come from workers, which know one submission each, and from earlier runs, when others stood beside it.
    """
    tell(staging, _noticed(batch, places, unreadable), lang, batch.rules.purpose)


def tell(staging: Path, noticed: Iterable[tuple[str, Sequence[Reason]]], lang: Lang, purpose: Purpose) -> None:
    """Write into notices, by their names, what keeps their organizations out."""
    for name, bars in noticed:
        path = staging / on_disk(name)
        before = path.read_bytes()
        after = with_standing(before, standing_note(bars, lang, purpose))
        if after != before:
            # The file may be that of the earlier report itself, which stays as it is.
            path.unlink()
            path.write_bytes(after)


def _noticed(
    batch: Batch, places: Sequence[Standing], unreadable: Sequence[Unreadable]
) -> Iterator[tuple[str, Sequence[Reason]]]:
    for place in places:
        if place.candidate.notice:
            yield place.candidate.notice, place.bars
    covered, recognized = covered_before(batch), in_register(batch)
    for one in unreadable:
        if one.notice:
            yield one.notice, bars_of(batch, covered, recognized, one.id, one.jurisdiction)
