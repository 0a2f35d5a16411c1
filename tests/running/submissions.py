"""A small self-assessment without a fault, to be changed in the one point that a test is about; and its review."""

import json
from copy import deepcopy
from typing import Any

from certify.rules.load import find_ruleset

RULES = find_ruleset("shandong-2024")
PERIOD = {"start": "2025-01-01", "end": "2025-10-31"}
TEN_RULES = (
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
# What no report may say: written where the vocabulary calls a field personal.
PERSONAL = ("孔乙己", "闰土", "祥林嫂", "鲁证0001", "鲁证0002", "阿Q填")
ON, SINCE = "2025-06-01", "2023-06-01"
Content = dict[str, Any]


def _mediator(number: int, profession: str, employment: str) -> Content:
    training = {"organizer": "hrss", "kind": "annual_upgrade", "date": ON, "hours": 16, "passed": True}
    return {
        "id": f"M{number}",
        "name": PERSONAL[number - 1],
        "employment": employment,
        "active": True,
        "appointed_on": SINCE,
        "source": "legal_worker",
        "profession": profession,
        "certificate": {"number": f"鲁证000{number}", "issued_on": SINCE, "valid_until": "2027-05-31"},
        "trainings": [training],
        "on_court_platform": True,
    }


def ready(name: str = "org-1", jurisdiction: str = "370102", **changes: Any) -> Content:
    """Return a submission in which no clause is failed or unanswered.

    Changes are by path, levels parted by two underscores: `cases__agreed=3`; `None` leaves the field out.
    """
    title = f"示例{name}劳动人事争议调解中心"
    content: Content = {
        "organization": {
            "id": name,
            "name": title,
            "type": "township",
            "jurisdiction": jurisdiction,
            "leader_role": "township_deputy_in_charge",
            "established_on": SINCE,
        },
        "assessment": {
            "period": dict(PERIOD),
            "as_of": "2025-10-31",
            "ruleset": "shandong-2024@1.0.0",
            "prepared_by": PERSONAL[-1],
            "declared_true": True,
        },
        "signage": {"sign_text": title, "name_compliant": True, "emblem_displayed": True},
        "postings": dict.fromkeys(("procedure", "duties", "conduct_code", "at_least_a2"), True),
        "rules_in_force": {rule: {"document": "制度汇编", "adopted_on": SINCE, "page": "1"} for rule in TEN_RULES},
        "emergency": {"response_document": "应急预案", "reporting_document": "报告制度", "joint": True},
        "funding": {"amount_cny": 20000, "sources": ["fiscal"], "document": "预算批复"},
        "premises": {"reception": "dedicated", "mediation_room": "dedicated"},
        "equipment": {"computers": 2, "printers": 1, "copiers": 1},
        "online": {
            "office_system": "调解业务系统",
            "channels": [{"kind": "mini_program", "name": "小程序", "online_mediation": True, "sessions": 1}],
        },
        "incentives": [{"kind": "per_case_subsidy", "document": "以案定补办法", "paid_cny": 100}],
        "links": {
            "arbitration": {"enabled": True, "system": "智慧人社", "since": SINCE},
            "court": {"enabled": True, "system": "人民法院调解平台", "since": SINCE},
        },
        "online_flow": {
            "arbitration_review": {"enabled": True, "completed": 1},
            "judicial_confirmation": {"enabled": True, "completed": 1},
        },
        "roster": {"maintained": True, "updated_on": ON},
        "mediators": [
            _mediator(1, "lawyer", "full_time"),
            _mediator(2, "arbitrator", "part_time"),
        ],
        "cases": {
            "accepted": 10,
            "agreed": 8,
            "failed": 2,
            "withdrawn_settled": 0,
            "withdrawn_other": 0,
            "transferred": 0,
            "pending": 0,
            "carried_in": 0,
        },
        "archive": {"files_due": 10, "files_archived": 10},
        "reported": {"accepted": 10, "agreed": 8, "corrections": 0},
        "outreach": [
            {"date": ON, "kind": "publicity", "audience": "职工", "people": 30},
            {"date": ON, "kind": "prevention", "audience": "企业", "people": 20},
        ],
        "negotiation": {"awareness_events": 1, "employers_assisted": 1, "cases_guided": 1, "partners": ["union"]},
        "ledger": {
            "electronic": True,
            "entries": 10,
            "last_entry_on": "2025-10-20",
            "last_case_event_on": "2025-10-20",
            "columns": ["party_identity", "party_contact", "case_number", "cause", "amount", "outcome"],
        },
        "agreements": {"made": 8, "signed_by_both": 8, "signed_by_mediator": 8, "sealed": 8, "inspected": 3},
        "performance": {"notices_issued": 8, "due": 8, "performed": 8, "capacity_assessments": 1},
        "linkage": {
            kind: {"document": "衔接办法", "used": 1}
            for kind in ("suggestion_letter", "arbitration_review", "judicial_confirmation")
        },
        "commissioned": {"arbitration_cases": 1, "court_cases": 1},
        "platforms": [{"kind": "smart_hrss", "name": "智慧人社", "uses": 3}],
        "feedback": {"channels": ["phone"], "received": 1, "answered": 1},
        "brand_studios": [{"name": "示例工作室", "established_on": SINCE, "named_by": "命名文件"}],
        "conduct": {"substantiated_complaints": 0, "agreements_set_aside": 0, "disciplinary_findings": 0},
        "evidence": [],
    }
    return changed(content, **changes)


def changed(content: Content, **changes: Any) -> Content:
    """Return a copy with changes made by path."""
    found = deepcopy(content)
    for path, value in changes.items():
        *above, last = path.split("__")
        block: Any = found
        for step in above:
            block = block[int(step)] if step.isdigit() else block.setdefault(step, {})
        if value is None:
            block.pop(last, None)
        else:
            block[last] = value
    return found


def review(name: str = "org-1", *, outcome: str = "met", leave_out: tuple[str, ...] = (), **fields: Any) -> Content:
    """Return a review in which everything that waits for a person is decided, but for the sub-checks left out."""
    plain = {"outcome": outcome, "reviewer": "评查员甲", "on": "2025-10-20", **fields}
    waiting = [check.id for check in RULES.checks() if check.kind != "auto" and check.id not in leave_out]
    return {"organization": name, "entries": [{"check": check, **plain} for check in waiting]}


def entry(check: str, outcome: str = "met", **fields: Any) -> Content:
    """Return one entry of a review."""
    return {"check": check, "outcome": outcome, "reviewer": "评查员甲", "on": "2025-10-20", **fields}


def a_check(kind: str, *, last: bool = False) -> str:
    """Return the first (or last) sub-check of a kind."""
    found = [check.id for check in RULES.checks() if check.kind == kind]
    return found[-1 if last else 0]


def text(content: object) -> str:
    """Return content as a file holds it: JSON, which the YAML reader takes too."""
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
