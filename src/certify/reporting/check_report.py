"""A judgement to the public check report: reasons worded, things to do put in order."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from certify import __version__
from certify.facts import CaseLedger, Facts, Submission, records
from certify.judging.deciding import deciding_findings, wanted
from certify.judging.derived import derive
from certify.judging.explain import Explainer, Finding
from certify.judging.judge import CheckResult, ClauseResult, Judgement
from certify.judging.outcomes import Verdict
from certify.judging.share import shares
from certify.language import Lang, Text, joined
from certify.masking import Mask, without_numbers
from certify.problems import Problem
from certify.reporting.actions import actions
from certify.reporting.common_shapes import problem_shape, ruleset_shape, score_shapes
from certify.reporting.shapes import (
    AttachedShape,
    CaseFigureShape,
    CaseShape,
    CheckReport,
    CheckShape,
    CriterionShape,
    DiscrepancyShape,
    EntryShape,
    FigureShape,
    LedgerShape,
    OrganizationShape,
    PeriodShape,
    ProblemShape,
    ReadingResultShape,
    TypeRuleShape,
    WantedShape,
)
from certify.rules.ruleset import RuleSet, TypeRule
from certify.rules.vocabulary import Field, Vocabulary
from certify.wording.filling import value_text
from certify.wording.findings import sentences
from certify.wording.persons import mask_of
from certify.wording.reasons import OUT_OF_SCOPE, why_not_applicable
from certify.wording.terms import BODIES

_BETWEEN = Text("；", "; ")
_BY_PERSON = Text("由审核人判断", "a reviewer decides")
_CONFIRM = Text("自评已填，待审核人确认", "declared, to be confirmed by a reviewer")


class CheckReporter:
    """Makes check reports in one language."""

    def __init__(self, vocabulary: Vocabulary, lang: Lang, unit_label: Callable[[str], Text | None]) -> None:
        """Take the words; `unit_label` names a coverage unit."""
        self.version = __version__
        self.vocabulary = vocabulary
        self.lang = lang
        self.unit_label = unit_label
        self._masked: tuple[Submission | None, Mask] = (None, Mask())

    def mask(self, submission: Submission) -> Mask:
        """Return what masks the texts of a submission, made once for it: every text of it is shown through this."""
        if self._masked[0] is not submission:
            self._masked = (submission, mask_of(self.vocabulary, submission.facts))
        return self._masked[1]

    def report(self, judgement: Judgement, problems: tuple[Problem, ...]) -> CheckReport:
        """Return the report of a judgement, with the warnings of its inputs."""
        submission, review = judgement.submission, judgement.review
        facts = {**submission.facts, **derive(submission.facts)}
        explainer = Explainer(self.vocabulary, facts, judgement.readings)
        mask = self.mask(submission)
        return CheckReport(
            certify_version=__version__,
            lang=self.lang,
            file=submission.name,
            digest=submission.digest,
            review_file=review.name if review else None,
            review_digest=review.digest if review else None,
            ruleset=ruleset_shape(judgement.rules, self.lang),
            organization=self.organization(submission.facts),
            period=PeriodShape(start=submission.period[0].isoformat(), end=submission.period[1].isoformat()),
            as_of=submission.as_of.isoformat(),
            track=judgement.track,
            outcome=judgement.outcome,
            score=score_shapes(judgement.rules, [clause.on(judgement.track) for clause in judgement.clauses]),
            criteria=[self.criterion(clause, judgement, explainer) for clause in judgement.clauses],
            type_conformance=[
                self.type_rule(rule, verdict, explainer, mask) for rule, verdict in judgement.type_results
            ],
            readings_compared=list(self.readings(judgement)),
            actions=list(actions(judgement)),
            discrepancies=self.discrepancies(submission.facts, submission.declared, mask),
            ledger=self.ledger(submission.ledger, mask),
            problems=[self.problem(_masked(problem, mask)) for problem in problems],
        )

    def invalid(
        self,
        name: str,
        digest: str,
        rules: RuleSet | None,
        header: Facts,
        review: str | None,
        problems: tuple[Problem, ...],
    ) -> CheckReport:
        """Return the report of an input with errors: nothing was judged. `review` names the review file, if any."""
        days = {key: str(value) for key, value in header.items() if key.startswith("assessment.")}
        start, end = (days.get(f"assessment.period.{end}") for end in ("start", "end"))
        return CheckReport(
            certify_version=__version__,
            lang=self.lang,
            file=name,
            digest=digest,
            review_file=review,
            review_digest=None,
            ruleset=ruleset_shape(rules, self.lang) if rules else None,
            organization=self.organization(header),
            period=PeriodShape(start=start, end=end),
            as_of=days.get("assessment.as_of"),
            track="declared" if review is None else "verified",
            outcome="invalid",
            score={},
            criteria=[],
            type_conformance=[],
            readings_compared=[],
            actions=[],
            discrepancies=[],
            problems=[self.problem(problem) for problem in problems],
        )

    def organization(self, facts: Facts) -> OrganizationShape:
        """Return who the organization is, as far as it is known.

        Its name loses long numbers only: a studio may bear the name of its mediator, and that name is public. Its id is
        what files are joined by and stays as it is.
        """
        given = {
            key: str(facts[f"organization.{key}"])
            for key in ("id", "name", "type", "jurisdiction")
            if f"organization.{key}" in facts
        }
        label = self.unit_label(given["jurisdiction"]) if "jurisdiction" in given else None
        kind = self.vocabulary.by_path["organization.type"].options.get(given.get("type", ""))
        return OrganizationShape(
            id=given.get("id"),
            name=without_numbers(given["name"]) if "name" in given else None,
            type=given.get("type"),
            type_label=kind.to(self.lang) if kind else None,
            jurisdiction=given.get("jurisdiction"),
            jurisdiction_label=label.to(self.lang) if label else None,
        )

    def criterion(self, clause: ClauseResult, judgement: Judgement, explainer: Explainer) -> CriterionShape:
        """Return one clause."""
        criterion = clause.criterion
        return CriterionShape(
            id=criterion.id,
            tier=criterion.tier,
            dimension=judgement.rules.dimensions[criterion.dimension].to(self.lang),
            title=criterion.title.to(self.lang),
            clause=criterion.clause,
            text=criterion.text,
            note=criterion.note.to(self.lang) if criterion.note else "",
            advisory=criterion.advisory,
            verdict=clause.on(judgement.track),
            checks=[self.check(result, judgement, explainer) for result in clause.checks],
        )

    def check(self, result: CheckResult, judgement: Judgement, explainer: Explainer) -> CheckShape:
        """Return one sub-check with its reason."""
        check, lang, mask = result.check, self.lang, self.mask(judgement.submission)
        findings = deciding_findings(result, explainer)
        done = result.on(judgement.track) in (Verdict.MET, Verdict.NOT_APPLICABLE)
        return CheckShape(
            id=check.id,
            kind=check.kind,
            title=check.title.to(lang),
            quote=check.quote,
            advisory=check.advisory.to(lang) if check.advisory else "",
            declared=result.declared,
            verified=result.verified,
            reason=self.reason(result, findings, judgement),
            remedy="" if done else check.remedy.to(lang),
            depends_on=check.depends_on,
            depends_on_label=BODIES[check.depends_on].to(lang),
            wanted=[self.wanted(path) for path in wanted(result, explainer)],
            evidence=[item.to(lang) for item in check.evidence],
            attached=list(self.attached(check.id, judgement.submission.facts, mask)),
            review=check.review.to(lang) if check.review else "",
            entry=self.entry(result, mask),
            shown=list(self.shown(check.shows, explainer.facts, mask)),
            flags=[flag.text.to(lang) for flag in check.flags if explainer.verdict(flag.when) is Verdict.MET],
            reading_sensitive=list(result.sensitive),
        )

    def wanted(self, path: str) -> WantedShape:
        """Return a fact that is asked for, with its question."""
        field = self.vocabulary.by_path[re.sub(r"\[\d+\]", "", path)]
        question = field.question or field.label
        return WantedShape(fact=path, label=field.full_label.to(self.lang), question=question.to(self.lang))

    def attached(self, check: str, facts: Facts, mask: Mask) -> Iterator[AttachedShape]:
        """Yield the evidence that the organization says covers a sub-check."""
        kinds = self.vocabulary.by_path["evidence.kind"].options
        for record in records(facts, "evidence"):
            covers = record.get("covers", ())
            if isinstance(covers, tuple) and check in covers:
                kind = kinds.get(str(record.get("kind")))
                label = kind.to(self.lang) if kind else ""
                yield AttachedShape(id=mask(str(record["id"])), kind=label, ref=mask(str(record.get("ref", ""))))

    def reason(self, result: CheckResult, findings: list[Finding], judgement: Judgement) -> str:
        """Return why the sub-check has its verdict on the track of the report."""
        mask = self.mask(judgement.submission)
        said = sentences(findings, self.lang, mask)
        if result.declared is Verdict.NOT_APPLICABLE:
            because = why_not_applicable(result.check, judgement.submission.type)
            return because.to(self.lang) if because else said
        parts = [said] if said else []
        if result.entry is not None and judgement.track == "verified":
            parts.insert(0, self.said_by_reviewer(result, mask))
        elif result.declared is Verdict.NEEDS_REVIEW:
            parts.append(_BY_PERSON.to(self.lang))
        elif judgement.track == "verified" and result.verified is Verdict.NEEDS_REVIEW:
            parts.append(_CONFIRM.to(self.lang))
        return _BETWEEN.to(self.lang).join(parts)

    def said_by_reviewer(self, result: CheckResult, mask: Mask) -> str:
        """Return what the reviewer entered, in words."""
        entry = self.entry(result, mask)
        assert entry is not None
        outcome = Text("符合", "met") if entry.outcome == "met" else Text("不符合", "not met")
        if self.lang == "zh":
            return f"审核人{entry.reviewer}（{entry.on}）：{outcome.zh}" + (f"，{entry.note}" if entry.note else "")
        return f"reviewer {entry.reviewer} ({entry.on}): {outcome.en}" + (f", {entry.note}" if entry.note else "")

    def entry(self, result: CheckResult, mask: Mask) -> EntryShape | None:
        """Return the reviewer's entry that counts.

        The reviewer's name loses long numbers only: who confirmed must be known, above all where it is a mediator.
        """
        entry = result.entry
        if entry is None:
            return None
        return EntryShape(
            outcome=entry.outcome,
            reviewer=without_numbers(entry.reviewer),
            on=entry.on.isoformat(),
            note=mask(entry.note),
            evidence=[mask(one) for one in entry.evidence],
        )

    def shown(self, paths: tuple[str, ...], facts: Facts, mask: Mask) -> Iterator[FigureShape]:
        """Yield the facts shown beside a sub-check; those of a list's records have no single value and are left out."""
        for path in paths:
            field = self.vocabulary.by_path[path]
            if not self.vocabulary.records_above(path):
                given = facts.get(path)
                # A choice that occurs several times is counted: only a set of things with a unit holds it so.
                counted = field.type == "set" and field.unit is not None and given
                value = self.counts(field, given) if counted else value_text(field, given, self.lang, mask)
                yield FigureShape(fact=path, label=field.label.to(self.lang), value=value)

    def counts(self, field: Field, given: object) -> str:
        """Return how many times each choice occurs, in the order of the vocabulary."""
        assert isinstance(given, tuple)
        said = []
        for key in (key for key in field.options if key in given):
            label, count = field.options[key].to(self.lang), given.count(key)
            said.append(f"{label}{value_text(field, count, 'zh')}" if self.lang == "zh" else f"{label}: {count}")
        return joined(said, self.lang)

    def type_rule(self, rule: TypeRule, verdict: Verdict, explainer: Explainer, mask: Mask) -> TypeRuleShape:
        """Return one rule for the organization's type."""
        if verdict is Verdict.NOT_APPLICABLE:
            reason = OUT_OF_SCOPE.to(self.lang)
        else:
            reason = sentences(explainer.explain(rule.rule), self.lang, mask)
            if verdict is Verdict.NEEDS_REVIEW:
                parts = [reason] if reason else []
                reason = _BETWEEN.to(self.lang).join([*parts, _BY_PERSON.to(self.lang)])
        done = verdict in (Verdict.MET, Verdict.NOT_APPLICABLE)
        return TypeRuleShape(
            id=rule.id,
            title=rule.title.to(self.lang),
            clause=rule.clause,
            text=rule.text,
            verdict=verdict,
            advisory=rule.advisory,
            reason=reason,
            remedy="" if done else rule.remedy.to(self.lang),
        )

    def readings(self, judgement: Judgement) -> Iterator[ReadingResultShape]:
        """Yield the verdict under every compared reading."""
        by_key = {reading.key: reading for reading in judgement.rules.readings}
        for result in judgement.checks():
            for key, value, verdict in result.readings:
                share = shares(result.check.rule, judgement.readings.but(key, value), judgement.submission.facts)
                yield ReadingResultShape(
                    check=result.check.id,
                    key=key,
                    reading=value,
                    label=by_key[key].values[value].to(self.lang),
                    default=value == by_key[key].default,
                    in_force=value == judgement.readings.of(key),
                    verdict=verdict,
                    of=share.of if share else None,
                    among=share.among if share else None,
                    percent=share.percent if share else None,
                )

    def discrepancies(self, facts: Facts, declared: Facts, mask: Mask) -> list[DiscrepancyShape]:
        """Return the declared figures that a ledger contradicts."""
        found = []
        for path, value in declared.items():
            field = self.vocabulary.by_path[path]
            found.append(
                DiscrepancyShape(
                    field=path,
                    label=field.label.to(self.lang),
                    declared=value_text(field, value, self.lang, mask),
                    computed=value_text(field, facts.get(path), self.lang, mask),
                )
            )
        return found

    def ledger(self, ledger: CaseLedger | None, mask: Mask) -> LedgerShape | None:
        """Return which cases stand behind the figures of a ledger, none where there is no ledger."""
        if ledger is None:
            return None
        figures = [
            CaseFigureShape(
                fact=figure.fact,
                label=self.vocabulary.by_path[figure.fact].label.to(self.lang),
                value=figure.value,
                cases=[CaseShape(case_number=mask(case.number), row=case.row) for case in figure.cases],
                more=figure.value - len(figure.cases),
            )
            for figure in ledger.figures
        ]
        return LedgerShape(file=ledger.file, rows=ledger.rows, in_period=ledger.in_period, figures=figures)

    def problem(self, problem: Problem) -> ProblemShape:
        """Return a problem in words."""
        return problem_shape(problem, self.lang)


def _masked(problem: Problem, mask: Mask) -> Problem:
    """Return a problem in which what was found says nothing of persons."""
    return replace(problem, params={name: _masked_value(value, mask) for name, value in problem.params.items()})


def _masked_value(value: object, mask: Mask) -> object:
    if isinstance(value, Text):
        return Text(mask(value.zh), mask(value.en))
    return mask(value) if isinstance(value, str) else value
