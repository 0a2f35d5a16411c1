"""The recommendation table (推荐汇总表) as CSV: the columns of the programme, one row a recommended organization."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from certify.judging.score import percentage, scores
from certify.language import Lang, Text, joined
from certify.masking import without_numbers
from certify.programme.candidate import Candidate
from certify.programme.standing import Standing
from certify.reading.acts import Recommendation
from certify.reading.batch import Batch
from certify.reporting.templating import chooser
from certify.rules.vocabulary import Vocabulary

# A cell that begins so would be run as a formula by a spreadsheet program.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_OTHERS = ("withdrawn_settled", "withdrawn_other", "transferred", "pending")
HEADS = (
    Text("序号", "No."),
    Text("市", "City"),
    Text("县（市、区）/开发区", "County or zone"),
    Text("组织名称", "Organization"),
    Text("类型", "Type"),
    Text("负责人职务", "Head"),
    Text("专职/兼职人数", "Full-time/part-time mediators"),
    Text("受理/达成/未达成/其他", "Accepted/agreed/failed/other"),
    Text("成功率", "Success rate"),
    Text("基础达标", "Base clauses met"),
    Text("提升达标", "Advanced clauses met"),
    Text("不适用条款及原因", "Clauses not applicable, and why"),
    Text("待确认子项", "Sub-checks to confirm"),
    Text("口径敏感项", "Sensitive to readings"),
    Text("市级意见", "Opinion of the city"),
)


def render_table(rows: Iterable[Sequence[str]], lang: Lang) -> bytes:
    """Return the table in UTF-8 with a byte order mark, which spreadsheet programs want."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([head.to(lang) for head in HEADS])
    for row in rows:
        writer.writerow([safe(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig")


def safe(cell: str) -> str:
    """Return a cell that no spreadsheet program takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def table_rows(batch: Batch, vocabulary: Vocabulary, standings: Sequence[Standing], lang: Lang) -> Iterator[list[str]]:
    """Yield a row for each organization that is put forward, in the order of units and ranks."""
    chosen = [standing for standing in standings if standing.put_forward]
    order = {unit: place for place, unit in enumerate(batch.units)}
    chosen.sort(key=lambda one: (order[one.candidate.jurisdiction], one.rank or 0, one.candidate.file))
    types = vocabulary.by_path["organization.type"].options
    roles = vocabulary.by_path["organization.leader_role"].options
    opinions = {entry.organization: _opinion(entry) for entry in batch.recommendations or ()}
    say = chooser(lang)
    for number, standing in enumerate(chosen, 1):
        one = standing.candidate
        unit = batch.units[one.jurisdiction]
        yield [
            str(number),
            unit.city,
            unit.name,
            without_numbers(one.name),
            types[one.type].to(lang),
            roles[one.leader_role].to(lang) if one.leader_role in roles else "",
            _persons(one, lang),
            _cases(one, lang),
            _rate(one, batch, lang),
            _met(one, batch, "base", lang),
            _met(one, batch, "advanced", lang),
            say("；", "; ").join(f"{clause}{say('：', ': ')}{because}" for clause, because in one.not_applicable),
            joined(one.open, lang),
            say("；", "; ").join(one.sensitive),
            opinions.get(one.id, say("程序建议，待市级确定", "suggested by the program")),
        ]


def _opinion(entry: Recommendation) -> str:
    """Return who recommended, when, and the reason for recommending all the same, where one is given."""
    parts = (without_numbers(entry.by), entry.on.isoformat(), without_numbers(entry.override))
    return " ".join(part for part in parts if part)


def _said(figure: int | None) -> str:
    return "—" if figure is None else str(figure)


def _persons(one: Candidate, lang: Lang) -> str:
    """Return the mediators with a unit behind: a bare 2/3 would become a day of the year in a spreadsheet program."""
    figures = f"{_said(one.full_time)}/{_said(one.part_time)}"
    return f"{figures}名" if lang == "zh" else f"{figures} persons"


def _cases(one: Candidate, lang: Lang) -> str:
    others = [one.cases[name] for name in _OTHERS]
    other = None if any(figure is None for figure in others) else sum(figure or 0 for figure in others)
    figures = (one.cases["accepted"], one.cases["agreed"], one.cases["failed"], other)
    return "/".join(_said(figure) for figure in figures) + ("件" if lang == "zh" else " cases")


def _rate(one: Candidate, batch: Batch, lang: Lang) -> str:
    if one.cases["accepted"] == 0:
        return "不适用" if lang == "zh" else "not applicable"
    if one.of is None or one.among is None:
        return "—"
    percent = percentage(one.of, one.among)
    reading = next((reading for reading in batch.rules.readings if reading.compared), None)
    label = reading.values[batch.rules.readings_in_force()[reading.key]].to(lang) if reading else ""
    share = f"{one.of}/{one.among} {percent + '%' if percent else '—'}"
    return f"{share}（{label}）" if lang == "zh" else f"{share} ({label})"


def _met(one: Candidate, batch: Batch, tier: str, lang: Lang) -> str:
    score = scores(batch.rules, one.clauses()).get(tier)
    if score is None:
        return "—"
    return f"{score.met}/{score.applicable}" + ("条" if lang == "zh" else " clauses")
