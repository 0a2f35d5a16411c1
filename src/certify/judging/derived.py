"""Facts computed from others, to be shown beside a sub-check: one function a name of the vocabulary's `derived`."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date

from certify.facts import Facts, Record, Value, records

_USUAL_NAME = re.compile(r"劳动(人事)?(争议|纠纷).*调解")


def derive(facts: Facts) -> dict[str, Value]:
    """Return every derived fact that the given facts allow, by its full name."""
    found = {f"derived.{name}": function(facts) for name, function in DERIVED.items()}
    return {name: value for name, value in found.items() if value is not None}


def _name_in_pattern(facts: Facts) -> Value:
    name = unicodedata.normalize("NFKC", str(facts["organization.name"]))
    return _USUAL_NAME.search("".join(name.split())) is not None


def _part_time(facts: Facts) -> list[Record] | None:
    if "mediators" not in facts:
        return None
    return [record for record in records(facts, "mediators") if record.get("employment") == "part_time"]


def _in_post(facts: Facts) -> list[Record] | None:
    listed = _part_time(facts)
    return None if listed is None else [record for record in listed if record.get("active") is True]


def _part_time_in_post(facts: Facts) -> Value | None:
    listed = _in_post(facts)
    return None if listed is None else len(listed)


def _part_time_over_12_months(facts: Facts) -> Value | None:
    listed, as_of = _in_post(facts), facts["assessment.as_of"]
    assert isinstance(as_of, date)
    if listed is None or any("appointed_on" not in record for record in listed):
        return None
    return sum(1 for record in listed if _a_year_before(as_of, record["appointed_on"]))


def _share_over_12_months(facts: Facts) -> Value | None:
    over, among = _part_time_over_12_months(facts), _part_time_in_post(facts)
    return None if over is None else f"{over}/{among}"


def _a_year_before(as_of: date, appointed: Value) -> bool:
    assert isinstance(appointed, date)
    return (appointed.year + 1, appointed.month, appointed.day) <= (as_of.year, as_of.month, as_of.day)


def _left_in_period(facts: Facts) -> Value | None:
    listed = _part_time(facts)
    if listed is None:
        return None
    start, end = facts["assessment.period.start"], facts["assessment.period.end"]
    assert isinstance(start, date)
    assert isinstance(end, date)
    left = [record["left_on"] for record in listed if "left_on" in record]
    return sum(1 for day in left if isinstance(day, date) and start <= day <= end)


def _part_time_professions(facts: Facts) -> Value | None:
    listed = _in_post(facts)
    if listed is None:
        return None
    return tuple(sorted(str(record["profession"]) for record in listed if "profession" in record))


DERIVED: Mapping[str, Callable[[Facts], Value | None]] = {
    "name_in_pattern": _name_in_pattern,
    "part_time_in_post": _part_time_in_post,
    "part_time_over_12_months": _part_time_over_12_months,
    "share_over_12_months": _share_over_12_months,
    "left_in_period": _left_in_period,
    "part_time_professions": _part_time_professions,
}
