"""Seeded submissions of about 6 KB each, true to form, for measuring."""

import random
from pathlib import Path

from certify.reading.units import default_units

BATCH = """id: benchmark
title: 测量用批次（示例）
ruleset: shandong-2024@1.0.0
period: {start: 2025-01-01, end: 2025-10-31}
as_of: 2025-10-31
opens_on: 2025-01-01
recommend_by: 2025-10-31
recognize_by: 2025-11-30
"""
RULES = (
    "dispute_prevention",
    "negotiation_guidance",
    "intake_registration",
    "mediation_handling",
    "performance_supervision",
    "follow_up",
    "archives",
    "statistics_reporting",
    "mediator_management",
    "professional_study",
)
PROFESSIONS = ("lawyer", "arbitrator", "retired_judge", "labor_relations_coordinator", "other_professional", "other")


def write_batch(folder: Path, count: int, seed: int = 20251031) -> list[Path]:
    """Write a batch of `count` submissions to `folder` and return their files; the same seed gives the same bytes."""
    rng = random.Random(seed)
    units = [unit.id for unit in default_units().values() if unit.kind == "county"]
    submissions = folder / "submissions"
    submissions.mkdir(parents=True)
    (folder / "batch.yaml").write_text(BATCH, encoding="utf-8")
    files = []
    for number in range(count):
        path = submissions / f"org-{number:05d}.yaml"
        path.write_text(submission(number, rng.choice(units), rng), encoding="utf-8")
        files.append(path)
        if rng.random() < 0.7:
            review = f"organization: org-{number:05d}\nentries:\n" + "".join(entries(rng))
            path.with_name(f"org-{number:05d}.review.yaml").write_text(review, encoding="utf-8")
    return files


def entries(rng: random.Random) -> list[str]:
    """Return a reviewer's entries on what needs a person."""
    checks = ["B1-1.a", "B1-1.b", "B1-1.c", "B1-2.a", "B1-2.b", "B2-3.a", "A1-1.c", "A1-3.a", "A1-4.a", "A2-3.a"]
    return [
        f"  - {{check: {check}, outcome: {'met' if rng.random() < 0.95 else 'not_met'}, reviewer: 评查员甲, "
        f"on: 2025-10-{rng.randint(10, 30)}, note: 现场查看}}\n"
        for check in checks
    ]


def submission(number: int, unit: str, rng: random.Random) -> str:
    """Return one submission as YAML."""
    agreed, failed, pending = rng.randint(8, 60), rng.randint(2, 20), rng.randint(0, 3)
    settled, closed = rng.randint(0, 4), 0
    closed = agreed + failed + settled
    accepted = closed + pending
    sealed = agreed if rng.random() < 0.95 else agreed - 1
    lines = [
        "organization:",
        f"  id: org-{number:05d}",
        f"  name: 示例{number}街道劳动人事争议调解中心",
        "  type: township",
        f'  jurisdiction: "{unit}"',
        "  township: 示例街道",
        "  leader_role: township_deputy_in_charge",
        "  established_on: 2019-05-06",
        "assessment:",
        "  period: {start: 2025-01-01, end: 2025-10-31}",
        "  as_of: 2025-10-31",
        "  ruleset: shandong-2024@1.0.0",
        "  declared_true: true",
        f"signage: {{sign_text: 示例{number}街道劳动人事争议调解中心, name_compliant: true, emblem_displayed: true}}",
        "postings: {procedure: true, duties: true, conduct_code: true, at_least_a2: true}",
        "rules_in_force:",
    ]
    for page, rule in enumerate(RULES, 1):
        lines += [
            f"  {rule}:",
            "    document: 劳动人事争议调解工作制度汇编",
            "    adopted_on: 2023-03-01",
            f"    page: 第{page}页",
        ]
    lines += [
        "emergency: {response_document: 重大集体劳动人事争议应急联合调处预案, reporting_document: 重大争议报告制度, joint: true}",
        f"funding: {{amount_cny: {rng.randint(1, 9)}0000, sources: [fiscal, union], document: 年度预算批复}}",
        "premises: {reception: designated_shared, mediation_room: dedicated}",
        "equipment: {computers: 3, printers: 1, copiers: 1}",
        "online:",
        "  office_system: 智慧人社调解业务系统",
        "  channels:",
        "    - {kind: mini_program, name: 示例小程序, online_mediation: true, sessions: 12}",
        "    - {kind: web, name: 示例平台, online_mediation: false}",
        "incentives:",
        f"  - {{kind: per_case_subsidy, document: 以案定补办法, paid_cny: {agreed * 200}}}",
        "links:",
        "  arbitration: {enabled: true, system: 智慧人社, since: 2022-01-01}",
        "  court: {enabled: true, system: 人民法院调解平台, since: 2022-06-01}",
        "online_flow:",
        "  arbitration_review: {enabled: true, completed: 3}",
        "  judicial_confirmation: {enabled: true, completed: 2}",
        "roster: {maintained: true, updated_on: 2025-09-30}",
        "mediators:",
    ]
    for place in range(rng.randint(5, 8)):
        year = 2024 if rng.random() < 0.03 else 2027
        lines += [
            f"  - id: M{place + 1:02d}",
            f"    employment: {'full_time' if place < 2 else 'part_time'}",
            "    active: true",
            "    appointed_on: 2023-05-01",
            "    source: hrss_staff",
            f"    profession: {rng.choice(PROFESSIONS)}",
            f'    certificate: {{number: "示例{number:05d}{place:02d}", issued_on: 2023-06-01, valid_until: {year}-05-31}}',
            "    trainings:",
            "      - {organizer: hrss, kind: annual_upgrade, date: 2024-05-10, hours: 16, passed: true}",
            f"    on_court_platform: {'true' if place == 0 else 'false'}",
        ]
    lines += [
        f"cases: {{accepted: {accepted}, agreed: {agreed}, failed: {failed}, withdrawn_settled: {settled}, "
        f"withdrawn_other: 0, transferred: 0, pending: {pending}, carried_in: 1}}",
        f"archive: {{files_due: {closed}, files_archived: {closed}}}",
        f"reported: {{accepted: {accepted}, agreed: {agreed}, corrections: 0}}",
        "outreach:",
        "  - {date: 2025-03-12, kind: publicity, audience: 辖区企业职工, people: 120}",
        "  - {date: 2025-06-20, kind: prevention, audience: 建筑企业, people: 45}",
        "negotiation: {awareness_events: 2, employers_assisted: 3, cases_guided: 4, partners: [union, acfic]}",
        f"ledger: {{electronic: true, entries: {accepted}, last_entry_on: 2025-10-30, last_case_event_on: 2025-10-29, "
        "columns: [party_identity, party_contact, case_number, cause, amount, outcome]}",
        f"agreements: {{made: {agreed}, signed_by_both: {agreed}, signed_by_mediator: {agreed}, sealed: {sealed}, inspected: 5}}",
        f"performance: {{notices_issued: {agreed}, due: {agreed}, performed: {agreed - 1}, capacity_assessments: 2}}",
        "linkage:",
        "  suggestion_letter: {document: 调解建议书制度, used: 2}",
        "  arbitration_review: {document: 仲裁审查确认衔接办法, used: 3}",
        "  judicial_confirmation: {document: 司法确认衔接办法, used: 2}",
        "commissioned: {arbitration_cases: 6, court_cases: 3}",
        "platforms:",
        "  - {kind: smart_hrss, name: 智慧人社, uses: 20}",
        "feedback: {channels: [phone, mailbox], received: 3, answered: 3}",
        "brand_studios:",
        "  - {name: 示例调解工作室, established_on: 2023-01-01, named_by: 市人社局命名文件}",
        "conduct: {substantiated_complaints: 0, agreements_set_aside: 0, disciplinary_findings: 0}",
        "evidence:",
    ]
    for item, covers in enumerate(("B1-1.b, B1-1.c", "B1-2.a, B1-2.b, B1-2.c", "B2-2.a, B2-2.b", "A1-1.a, A1-1.d"), 1):
        lines.append(
            f"  - {{id: E{item}, kind: photo, ref: 档案盒{item}, date: 2025-09-{10 + item}, covers: [{covers}]}}"
        )
    return "\n".join(lines) + "\n"
