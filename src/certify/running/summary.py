"""A judgement summed up as what the programme needs to know of it, with every problem in words."""

from dataclasses import asdict, dataclass

from certify.facts import Facts, records
from certify.judging.judge import CheckResult, Judgement
from certify.judging.outcomes import OPEN, Verdict
from certify.judging.share import Share, shares
from certify.language import Lang, joined
from certify.masking import without_numbers
from certify.problems import Problem
from certify.programme.candidate import Candidate, Fault, Unreadable
from certify.reading.batch import Batch
from certify.reading.submission import unit_in_text
from certify.reporting.common_shapes import problem_shape
from certify.rules.ruleset import RuleSet
from certify.running.intake import Intake, Task
from certify.wording.reasons import why_not_applicable

CASES = ("accepted", "agreed", "failed", "withdrawn_settled", "withdrawn_other", "transferred", "pending")


@dataclass(frozen=True, slots=True)
class Summary:
    """Sums up the submissions of one batch in one language."""

    batch: Batch
    lang: Lang

    def lost(self, task: Task, reason: str) -> Unreadable:
        """Return what stands for a submission over which a worker was lost."""
        problem = Problem("error", "judging_failed", f"{task.file}:1:1", params={"reason": reason})
        return self.unreadable(task, {}, (problem,), "program")

    def unread(self, taken: Intake) -> Unreadable:
        """Return what stands for a submission that cannot be judged for what was found when it was taken in."""
        assert taken.fault is not None
        return self.unreadable(taken.task, taken.reading.header, taken.problems, taken.fault)

    def unreadable(self, task: Task, header: Facts, problems: tuple[Problem, ...], fault: Fault) -> Unreadable:
        """Return what stands for a submission that was not judged."""
        unit = str(header.get("organization.jurisdiction", "")) or unit_in_text(task.path, self.batch.units)
        return Unreadable(
            file=task.file,
            key=task.key,
            id=str(header.get("organization.id", "")),
            name=without_numbers(str(header.get("organization.name", ""))),
            jurisdiction=unit,
            problems=self.problems(problems),
            fault=fault,
        )

    def candidate(
        self, task: Task, judgement: Judgement, problems: tuple[Problem, ...], page: str = "", notice: str = ""
    ) -> Candidate:
        """Sum up a judgement for the batch with all that is said of it; `page` and `notice` are files written for it."""
        submission, track = judgement.submission, judgement.track
        facts = submission.facts
        results = list(judgement.deciding())
        decided = [(result.check.id, result.on(track)) for result in results]
        share = _share(judgement, results)
        entries = judgement.review.entries if judgement.review else ()
        return Candidate(
            file=task.file,
            key=task.key,
            id=submission.id,
            name=without_numbers(submission.organization),
            type=submission.type,
            jurisdiction=submission.jurisdiction,
            period_start=submission.period[0].isoformat(),
            period_end=submission.period[1].isoformat(),
            as_of=submission.as_of.isoformat(),
            ruleset=str(facts.get("assessment.ruleset", "")),
            batch=str(facts.get("assessment.batch", "")),
            leader_role=str(facts.get("organization.leader_role", "")),
            full_time=_in_post(facts, "full_time"),
            part_time=_in_post(facts, "part_time"),
            cases={name: _figure(facts, f"cases.{name}") for name in CASES},
            track=track,
            outcome=judgement.outcome,
            declared=[clause.declared.value for clause in judgement.clauses],
            verified=[clause.verified.value for clause in judgement.clauses],
            of=share.of if share else None,
            among=share.among if share else None,
            surplus=share.surplus[0] if share else None,
            unmet=[check for check, verdict in decided if verdict is Verdict.NOT_MET],
            open=[check for check, verdict in decided if verdict in OPEN],
            open_judgements=sum(result.check.kind == "judgement" and result.verified in OPEN for result in results),
            not_applicable=self.not_applicable(judgement),
            sensitive=[
                self.sensitive(result, judgement.rules) for result in results if result.readings and result.sensitive
            ],
            last_review_on=max((entry.on.isoformat() for entry in entries), default=""),
            problems=self.problems(problems),
            page=page,
            notice=notice,
            content=submission.digest,
            reviewed=judgement.review.digest if judgement.review else "",
        )

    def remarks(self, judgement: Judgement) -> tuple[Problem, ...]:
        """Return the warnings about a review that only a batch or a judgement shows."""
        found = [
            Problem("warning", "review_without_effect", entry.where, params={"check": entry.check})
            for entry in judgement.ineffective_entries()
        ]
        deadline = self.batch.recommend_by
        late = [entry for entry in judgement.review.entries if entry.on > deadline] if judgement.review else []
        if late:
            checks = list(dict.fromkeys(entry.check for entry in late))
            params = {"checks": checks, "found": max(entry.on for entry in late), "deadline": deadline}
            found.append(Problem("warning", "review_after_deadline", late[0].where, params=params))
        return tuple(found)

    def problems(self, problems: tuple[Problem, ...]) -> list[dict[str, str]]:
        """Return problems in words, as they are kept."""
        return [asdict(problem_shape(problem, self.lang)) for problem in problems]

    def sensitive(self, result: CheckResult, rules: RuleSet) -> str:
        """Return a sub-check with the readings under which its verdict would differ, in words."""
        labels = {value: label for reading in rules.readings for value, label in reading.values.items()}
        said = joined([labels[value].to(self.lang) for value in result.sensitive], self.lang)
        return f"{result.check.id}（{said}）" if self.lang == "zh" else f"{result.check.id} ({said})"

    def not_applicable(self, judgement: Judgement) -> list[list[str]]:
        """Return the clauses that do not apply, each with its reason."""
        found = []
        for clause in judgement.clauses:
            if clause.on(judgement.track) is Verdict.NOT_APPLICABLE:
                because = why_not_applicable(clause.checks[0].check, judgement.submission.type)
                found.append([clause.criterion.id, because.to(self.lang) if because else ""])
        return found


def _share(judgement: Judgement, results: list[CheckResult]) -> Share | None:
    """Return the share of the sub-check whose readings are compared: the success rate."""
    for result in results:
        if result.readings:
            return shares(result.check.rule, judgement.readings, judgement.submission.facts)
    return None


def _in_post(facts: Facts, employment: str) -> int | None:
    if "mediators" not in facts:
        return None
    listed = records(facts, "mediators")
    return sum(one.get("active") is True and one.get("employment") == employment for one in listed)


def _figure(facts: Facts, name: str) -> int | None:
    value = facts.get(name)
    return value if isinstance(value, int) else None
