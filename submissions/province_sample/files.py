"""The files of a batch: submissions, ledgers, reviews, and the tables of acts."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

from submissions.province_sample.answers import OUTCOMES, Round, answers
from submissions.province_sample.entries import Entry
from submissions.province_sample.gaps import ALL, get, open_up, put, spoil
from submissions.province_sample.history import BY
from submissions.province_sample.leads import chance
from submissions.province_sample.organizations import LETTERS, often
from submissions.province_sample.texts import Content, to_csv, to_json, to_yaml, write

from certify.rules.load import find_ruleset

RULES = "shandong-2024@1.0.0"
REMARK = "示例，全部虚构：组织、人员、文号和数字都是编的"
JUDGEMENTS = {
    "A1-3.a": "抽卷发现一件未居中调解",
    "A1-7.b": "抽查10卷，3卷目录不全",
    "A2-1.c": "全年只办过一次，谈不上深入",
    "A2-3.b": "文书用语不规范，案由写法不一",
}
NO_CASES = "统计期内没有来案，已签委托调解协议，具备承接条件"
NOTES = ("现场查看", "查阅原件，属实", "与台账核对一致", "")
# Sub-checks that nobody is asked about where there are no agreements, or no cases at all.
WITHOUT_AGREEMENTS = {"A2-5.a"}
WITHOUT_CASES = {"A2-5.a", "A1-7.b"}
CAUSES = ("劳动报酬", "解除劳动合同经济补偿", "加班工资", "未签劳动合同二倍工资", "工伤待遇", "社会保险")
LEDGER = (
    *("case_number", "party_identity", "party_contact", "accepted_on", "closed_on", "cause", "amount_cny", "outcome"),
    *("commissioned_by", "agreement_no", "signed_by_both", "signed_by_mediator", "sealed", "notice_issued"),
    *("archived_on", "updated_on"),
)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days of a batch: its opening, its deadlines, and when most acts were done."""

    round: Round
    title: str
    opens_on: date
    recommend_by: date
    recognize_by: date
    decided_on: date


def write_entries(folder: Path, entries: Sequence[Entry], calendar: Calendar, seed: int) -> None:
    """Write the submissions with their ledgers and reviews."""
    for entry in entries:
        organization = entry.organization
        stem = folder / "submissions" / organization.place.folder / f"{organization.id}{entry.suffix}"
        rng = chance(seed, "files", calendar.round.id, organization.id)
        content = answers(organization, calendar.round, entry.mode, chance(seed, calendar.round.id, organization.id))
        if entry.ledger:
            name = f"{organization.id}-台账.csv"
            content["ledger"] = {"electronic": True, "file": name}
            write(stem.with_name(name), _ledger(content, entry, calendar.round, rng))
        open_up(content, entry.gaps)
        for path, value in entry.puts.items():
            put(content, path, value)
        spoil(content, entry.fault)
        _write_submission(stem, content, entry, rng)
        if entry.review != "none" and entry.fault in ("", "period"):
            review = {"organization": organization.id, "entries": list(_review(content, entry, calendar, rng))}
            write(Path(f"{stem}.review.yaml"), to_yaml(review, "示例审核，虚构"))


def _write_submission(stem: Path, content: Content, entry: Entry, rng: Random) -> None:
    if entry.fault == "word":
        write(Path(f"{stem}.xlsx"), _word_document(entry.organization.name))
    elif entry.fault == "syntax":
        text = to_yaml(content, REMARK)
        write(Path(f"{stem}.yaml"), text.replace("\nroster: ", "\nroster："))
    elif often(rng, 12):
        write(Path(f"{stem}.json"), to_json(content))
    else:
        write(Path(f"{stem}.yaml"), to_yaml(content, REMARK))


def _word_document(name: str) -> bytes:
    """Return a Word document, as it comes under the name of a workbook."""
    stream = io.BytesIO()
    body = f'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>{name}</w:t></w:r></w:p></w:body></w:document>'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="{kind}"/></Types>'
    with zipfile.ZipFile(stream, "w") as package:
        for part, text in {"[Content_Types].xml": types, "word/document.xml": body}.items():
            package.writestr(zipfile.ZipInfo(part), text)
    return stream.getvalue()


def _review(content: Content, entry: Entry, calendar: Calendar, rng: Random) -> Iterator[Content]:
    """Yield a reviewer's entries on what needs a person and does not fail by what was declared."""
    if entry.review == "empty":
        return
    passed_over = {check for name in entry.gaps for check in ALL[name].checks}
    if not get(content, "cases.agreed"):
        passed_over |= WITHOUT_AGREEMENTS if get(content, "cases.accepted") else WITHOUT_CASES
    reviewer = f"评查员{LETTERS[rng.randrange(len(LETTERS))]}"
    on = calendar.recommend_by - timedelta(days=rng.randint(8, 24))
    refused = rng.choice(sorted(JUDGEMENTS)) if entry.review == "refused" else ""
    for check in find_ruleset(RULES).checks():
        if check.kind == "auto" or check.id in passed_over or (entry.review == "base" and check.id[0] != "B"):
            continue
        note = {"note": text} if (text := rng.choice(NOTES)) else {}
        outcome = {"outcome": "met", "reviewer": reviewer, "on": on, **note}
        if check.id == refused:
            outcome |= {"outcome": "not_met", "note": JUDGEMENTS[refused]}
        yield {"check": check.id, **outcome}
    if entry.mode == "none":
        for name in ("A2-6.a", "A2-6.c"):
            yield {"check": name, "outcome": "met", "reviewer": reviewer, "on": on, "note": NO_CASES}
    if entry.review == "late":
        late = calendar.recommend_by + timedelta(days=3)
        yield {"check": "A1-4.a", "outcome": "met", "reviewer": reviewer, "on": late, "note": "补充访谈"}
    if entry.review == "faulty":
        yield {"check": "A1-9.a", "outcome": "met", "reviewer": reviewer, "on": on}


def _ledger(content: Content, entry: Entry, batch: Round, rng: Random) -> str:
    """Return a case ledger whose figures are those of the submission."""
    outcomes = [name for name in OUTCOMES for _ in range(int(str(get(content, f"cases.{name}"))))]
    rng.shuffle(outcomes)
    sent = ["court"] * int(str(get(content, "commissioned.court_cases")))
    sent += ["arbitration"] * int(str(get(content, "commissioned.arbitration_cases")))
    span = (batch.as_of - batch.start).days - 30
    accepted = sorted(batch.start + timedelta(days=rng.randrange(span)) for _ in outcomes)
    numbers = [
        f"示例劳调〔{batch.year}〕{entry.organization.number}-{place:03d}" for place in range(1, 1 + len(outcomes))
    ]
    if entry.shared_case:
        numbers[-1] = entry.shared_case
    rows = []
    for place, (number, on, outcome) in enumerate(zip(numbers, accepted, outcomes, strict=True)):
        closed = "" if outcome == "pending" else (on + timedelta(days=rng.randint(1, 14))).isoformat()
        agreed = [f"协议{number}", "是", "是", "是", "是"] if outcome == "agreed" else ["", "", "", "", ""]
        body = [number, "已登记（脱敏）", "已登记（脱敏）", on, closed, rng.choice(CAUSES), rng.randint(4, 90) * 500]
        commissioned = sent[place] if place < len(sent) else "none"
        rows.append([*body, outcome, commissioned, *agreed, closed, max(closed, on.isoformat())])
    # Entered last of all, so that the ledger is up to date.
    if rows:
        rows[-1][-1] = batch.as_of.isoformat()
    return to_csv(LEDGER, rows)


def write_batch(folder: Path, entries: Sequence[Entry], calendar: Calendar, quota: Sequence[str], rng: Random) -> None:
    """Write the batch file and the tables of acts."""
    one = calendar.round
    lines = [
        f"# {REMARK}",
        f"id: {one.id}",
        f"title: {calendar.title}",
        f"ruleset: {RULES}",
        f"period: {{start: {one.start}, end: {one.as_of}}}",
        f"as_of: {one.as_of}",
        f"opens_on: {calendar.opens_on}",
        f"recommend_by: {calendar.recommend_by}",
        f"recognize_by: {calendar.recognize_by}",
        "per_unit: {min: 1, max: 2}",
    ]
    if quota:
        lines += ["quota:", "  units:", *(f'    - "{unit}"' for unit in sorted(quota))]
    lines += ["units: ../units.csv", "register: register.csv", "submissions: submissions/"]
    lines += ["recommendations: recommendations.csv", "decisions: decisions.csv"]
    write(folder / "batch.yaml", "\n".join(lines) + "\n")
    write(folder / "recommendations.csv", _recommendations(entries, calendar, rng))
    write(folder / "decisions.csv", _decisions(entries, calendar))


def _recommendations(entries: Sequence[Entry], calendar: Calendar, rng: Random) -> str:
    rows = []
    for entry in entries:
        if entry.recommended:
            late = entry.review == "late"
            on = calendar.recommend_by + timedelta(days=4 if late else -rng.randint(1, 7))
            override = "示例：缺项已于审核后补齐，市级意见同意推荐（签字人：示例甲）" if entry.override else ""
            city = entry.organization.place.city
            rows.append((entry.organization.id, on.isoformat(), f"{city}人力资源和社会保障局（示例）", override))
    return to_csv(("organization", "on", "by", "override"), rows)


def _decisions(entries: Sequence[Entry], calendar: Calendar) -> str:
    notes = {"recognized": "示例：公示期无异议", "not_recognized": "示例：现场复核发现品牌工作室未实际运行"}
    rows = []
    for entry in entries:
        if entry.decision:
            on = calendar.recognize_by + timedelta(days=3) if entry.review == "late" else calendar.decided_on
            rows.append((entry.organization.id, entry.decision, on.isoformat(), BY, notes[entry.decision]))
    return to_csv(("organization", "decision", "on", "by", "note"), rows)
