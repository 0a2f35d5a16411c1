"""What an organization without a fault answers, by its type, its people and a seed."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from submissions.province_sample.organizations import Organization, letters, often
from submissions.province_sample.texts import Content

RULES = (
    *("dispute_prevention", "negotiation_guidance", "intake_registration", "mediation_handling"),
    *("performance_supervision", "follow_up", "archives", "statistics_reporting"),
    *("mediator_management", "professional_study"),
)
PROFESSIONS = (
    *("lawyer", "arbitrator", "retired_judge", "labor_relations_coordinator"),
    *("legal_scholar", "retired_prosecutor"),
)
SYSTEMS = ("智慧人社调解业务系统", "街道治理平台", "协同办公系统", "调解仲裁办案系统")
CHANNELS = {
    "web": "全国劳动人事争议在线调解服务平台",
    "mini_program": "示例微调解小程序",
    "app": "爱山东APP（示例）",
    "official_account": "示例人社公众号",
}
STUDIOS = ("和", "融", "暖心", "连心桥", "金钥匙", "老兵", "法润", "同心", "和风", "解忧")
EVIDENCE = (
    ("photo", "B1-1.b B1-1.c B1-2.a B1-2.b B1-2.c"),
    ("document", "B1-3.a B1-3.b B1-3.c B1-3.d B1-3.e B1-3.f B1-3.g B1-3.h B1-3.i B1-3.j"),
    ("document", "B1-4.a B1-4.b B2-1.a"),
    ("photo", "B2-2.a B2-2.b B2-2.c B2-2.d B2-2.e"),
    ("screenshot", "B2-3.a B2-3.b B2-5.a B2-5.b B2-6.a B2-6.b"),
    ("document", "A1-1.a A1-1.b A1-1.d A1-5.a A1-5.b"),
    ("photo", "A1-6.a"),
    ("ledger", "A1-7.a A1-8.a A2-3.c A2-3.d"),
    ("document", "A2-4.a A2-4.b A2-4.c A2-5.b A2-5.c A2-5.d A2-5.e"),
    ("screenshot", "A2-6.b A2-6.c A2-7.a"),
)
# Figures on the edge: agreed, failed, withdrawn as settled, withdrawn otherwise, transferred, pending.
ON_THE_EDGE = {
    "exact": (13, 7, 0, 0, 0, 0),
    "rounds": (37, 20, 0, 0, 0, 0),
    "half_up": (129, 70, 0, 0, 0, 0),
    "withdrawn": (24, 12, 3, 0, 0, 1),
    "waiting": (26, 10, 0, 2, 0, 2),
    "settled": (11, 6, 3, 0, 0, 0),
    "pending": (0, 0, 0, 0, 0, 4),
    "none": (0, 0, 0, 0, 0, 0),
}
BELOW = ("rounds", "half_up", "settled", "low")
EDGES = ("exact", "withdrawn", "waiting")
OUTCOMES = ("agreed", "failed", "withdrawn_settled", "withdrawn_other", "transferred", "pending")


@dataclass(frozen=True, slots=True)
class Round:
    """What every submission of a batch has in common."""

    id: str
    start: date
    as_of: date

    @property
    def year(self) -> int:
        """The year of the figures."""
        return self.start.year


def answers(organization: Organization, batch: Round, mode: str, rng: Random) -> Content:
    """Return the answers of an organization without a fault, its case figures of a `mode`."""
    own = Random(f"{organization.number}")  # noqa: S311 - what stays the same from batch to batch
    return {
        "organization": _organization(organization),
        "assessment": {
            "period": {"start": batch.start, "end": batch.as_of},
            "as_of": batch.as_of,
            "ruleset": "shandong-2024@1.0.0",
            "batch": batch.id,
            "prepared_by": "示例填报人",
            "declared_true": True,
        },
        **_house(organization, own),
        "mediators": list(_mediators(organization, batch, own)),
        **_work(organization, batch, mode, rng),
        "brand_studios": [_studio(organization, own)],
        "conduct": {"substantiated_complaints": 0, "agreements_set_aside": 0, "disciplinary_findings": 0},
        "evidence": list(_evidence(organization, batch)),
    }


def _organization(organization: Organization) -> Content:
    return {
        "id": organization.id,
        "name": organization.name,
        "type": organization.type,
        "jurisdiction": organization.place.id,
        "township": organization.township,
        "leader_role": organization.kind.leader,
        "established_on": organization.established,
    }


def _house(organization: Organization, own: Random) -> Content:
    adopted = date(2022, 3, 1) + timedelta(days=own.randrange(700))
    linked = date(2022, 1, 4) + timedelta(days=own.randrange(700))
    room = own.choice(("dedicated", "designated_shared"))
    kinds = own.sample(list(CHANNELS), own.randint(1, 3))
    amount = own.randint(4, 40) * 5000
    return {
        "signage": {"sign_text": organization.name, "name_compliant": True, "emblem_displayed": True},
        "postings": {"procedure": True, "duties": True, "conduct_code": True, "at_least_a2": often(own, 80)},
        "rules_in_force": {
            rule: {"document": "调解工作制度汇编（示例）", "adopted_on": adopted, "page": f"第{2 * place + 1}页"}
            for place, rule in enumerate(RULES)
        },
        "emergency": {
            "response_document": "重大集体劳动人事争议应急联合调处预案（示例）",
            "reporting_document": "重大争议报告制度（示例）",
            "joint": True,
        },
        "funding": {"amount_cny": amount, "sources": list(organization.kind.funds), "document": "年度预算（示例）"},
        "premises": {"reception": room, "mediation_room": own.choice((room, "dedicated"))},
        "equipment": {"computers": own.randint(1, 6), "printers": own.randint(1, 3), "copiers": own.randint(1, 2)},
        "online": {
            "office_system": own.choice(SYSTEMS),
            "channels": [
                {"kind": kind, "name": CHANNELS[kind], "online_mediation": True, "sessions": own.randint(0, 30)}
                for kind in kinds
            ],
        },
        "links": {
            "arbitration": {"enabled": True, "system": "调解仲裁协同账号", "since": linked},
            "court": {"enabled": True, "system": "人民法院调解平台", "since": linked + timedelta(days=90)},
        },
    }


def _mediators(organization: Organization, batch: Round, own: Random) -> Iterator[Content]:
    sources, full = organization.kind.sources, own.choice((1, 1, 1, 2))
    for place in range(full + own.randint(2, 4)):
        is_full = place < full
        issued = date(2021, 1, 4) + timedelta(days=own.randrange(1300))
        trained = [date(2021, 3, 1) + timedelta(days=own.randrange(1000))]
        trained += [date(batch.year, 4, 1) + timedelta(days=own.randrange(120))] if often(own, 60) else []
        serial = 8 * organization.number + place
        yield {
            "id": f"M{place + 1:02d}",
            "name": letters(500 + serial),
            "employment": "full_time" if is_full else "part_time",
            "active": True,
            "appointed_on": issued + timedelta(days=own.randint(5, 40)),
            "source": sources[0] if is_full else own.choice(sources[1:]),
            "profession": "other" if is_full else own.choice((*PROFESSIONS, "other")) if place > full else "lawyer",
            "certificate": {
                "number": f"示例-{serial:04d}",
                "issued_on": issued,
                "valid_until": issued.replace(year=issued.year + 5, day=min(issued.day, 28)),
            },
            "trainings": [
                {"organizer": own.choice(("hrss", "hrss", "union", "court")), "date": day, "hours": 24, "passed": True}
                for day in trained
            ],
            "on_court_platform": place == 0 or often(own, 30),
        }


def figures(organization: Organization, mode: str, rng: Random) -> dict[str, int]:
    """Return case figures: on the edge where the mode names one, low or good else."""
    if mode in ON_THE_EDGE:
        parts = ON_THE_EDGE[mode]
    else:
        agreed = rng.randint(*organization.kind.cases)
        failed = agreed * rng.randint(62, 95) // 100 + 1 if mode == "low" else agreed * rng.randint(8, 46) // 100
        parts = (agreed, failed, rng.randint(0, 3), rng.randint(0, 2), rng.randint(0, 1), rng.randint(0, 2))
    return {"accepted": sum(parts), **dict(zip(OUTCOMES, parts, strict=True))}


def _work(organization: Organization, batch: Round, mode: str, rng: Random) -> Content:
    cases = figures(organization, mode, rng)
    made, accepted = cases["agreed"], cases["accepted"]
    closed = accepted - cases["pending"]
    confirmed = rng.randint(0, made // 4)
    received = rng.randint(1, 9)
    referred = min(accepted, rng.randint(1, 1 + accepted // 4))
    return {
        "online_flow": {
            "arbitration_review": {"enabled": True, "completed": confirmed},
            "judicial_confirmation": {"enabled": True, "completed": confirmed // 2},
        },
        "roster": {"maintained": True, "updated_on": batch.as_of - timedelta(days=rng.randint(5, 60))},
        "incentives": [
            {
                "kind": "per_case_subsidy",
                "document": "以案定补办法（示例）",
                "paid_cny": max(1, made) * rng.choice((100, 200)),
            }
        ],
        "cases": {**cases, "carried_in": rng.randint(0, 3)},
        "archive": {"files_due": closed, "files_archived": closed},
        "reported": {"accepted": accepted, "agreed": made, "corrections": rng.choice((0, 0, 0, 1))},
        "outreach": [
            {"date": date(batch.year, 3, rng.randint(3, 28)), "kind": "publicity", "people": rng.randint(30, 200)},
            {"date": date(batch.year, 6, rng.randint(3, 28)), "kind": "prevention", "people": rng.randint(8, 60)},
        ],
        "negotiation": {
            "awareness_events": rng.randint(1, 6),
            "employers_assisted": 1 if organization.type == "enterprise_committee" else rng.randint(2, 14),
            "cases_guided": rng.randint(1, 20),
            "partners": ["union", rng.choice(("acfic", "enterprise_confederation", "hrss"))],
        },
        "ledger": {
            "electronic": True,
            "entries": accepted,
            "last_case_event_on": batch.as_of - timedelta(days=3),
            "last_entry_on": batch.as_of - timedelta(days=rng.randint(0, 3)),
            "columns": ["party_identity", "party_contact", "case_number", "cause", "amount", "outcome"],
        },
        "agreements": {"made": made, "signed_by_both": made, "signed_by_mediator": made, "sealed": made},
        "performance": {"notices_issued": made, "due": made, "performed": made - made // 12},
        "linkage": {
            "suggestion_letter": {"document": "调解建议书制度（示例）", "used": rng.randint(0, 4)},
            "arbitration_review": {"document": "仲裁审查确认衔接办法（示例）", "used": confirmed},
            "judicial_confirmation": {"document": "司法确认衔接办法（示例）", "used": confirmed // 2},
        },
        "commissioned": {"arbitration_cases": referred, "court_cases": max(min(accepted, 1), referred // 2)},
        "platforms": [{"kind": rng.choice(("national", "smart_hrss", "court")), "uses": rng.randint(3, 40)}],
        "feedback": {"channels": ["phone", "mailbox", "window"], "received": received, "answered": received},
    }


def _studio(organization: Organization, own: Random) -> Content:
    named_by = "市总工会（示例）" if often(own, 70) else False
    name = f"示例{letters(organization.number)[2:]}{own.choice(STUDIOS)}调解工作室"
    return {"name": name, "established_on": date(2021, 5, 4) + timedelta(days=own.randrange(900)), "named_by": named_by}


def _evidence(organization: Organization, batch: Round) -> Iterator[Content]:
    for place, (kind, checks) in enumerate(EVIDENCE, 1):
        found: Content = {"id": f"E{place:02d}", "kind": kind, "ref": f"{batch.year}年评查卷第1册第{place * 7}页"}
        if kind in ("photo", "screenshot"):
            found["sha256"] = hashlib.sha256(f"{batch.id} {organization.number} {place}".encode()).hexdigest()
        yield {**found, "covers": checks.split()}
