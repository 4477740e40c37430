"""What a case rests on: the manual's steps against standard times, and its numbers against peers.

Frozen as JSON when a case is opened and again when a paper is made, so that both can be read
beside each other however much the manual changes. Texts are as they are shown.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import date

from pydantic import BaseModel, ConfigDict

from infogo.core.dates import BANGKOK, long_date
from infogo.core.durations import Duration, DurationUnit
from infogo.editing.models import Draft
from infogo.editing.reading import read_draft
from infogo.manuals.content import ManualContent
from infogo.manuals.lint.run import check
from infogo.manuals.lint.subjects import subject_of
from infogo.manuals.lint.times import standard_working_days
from infogo.manuals.measures import (
    MEASURE_TH,
    Compared,
    Measure,
    Typical,
    compare,
    is_above,
    measures_of,
    own_words,
)
from infogo.manuals.models import Manual, ManualRevision
from infogo.manuals.rule_sets import RuleParameters, parameters_on
from infogo.manuals.selectors import MergedManual, merged_manual

TIME_RULES = frozenset({"step-over-standard", "over-law-deadline", "steps-total"})
SAME_TH = "เรื่องเดียวกันของหน่วยงานอื่น"
LIKE_TH = "เรื่องแบบเดียวกัน (หมวดและประเภทเดียวกัน)"


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class StepEvidence(_Frozen):
    """One step of the manual against the standard time of its sort; empty texts are unknown."""

    title: str
    time: str
    standard: str
    is_over: bool


class PeerValue(_Frozen):
    """The middle of some peers; ``count`` 0 says that there are too few of them."""

    value: str = ""
    count: int = 0
    is_small: bool = False
    is_exceeded: bool = False


class MeasureEvidence(_Frozen):
    """One number of the manual with the middles of both sorts of peers."""

    code: str
    label: str
    own: str
    same: PeerValue
    like: PeerValue


class Evidence(_Frozen):
    """Everything a case rests on, on one day."""

    as_of: date
    procedure: str
    official: str
    agency: str
    is_standard: bool
    source: str
    edition_number: int | None
    edition_on: date | None
    edition_hash: str
    draft_id: int | None
    draft_digest: str
    total: str
    deadline: str
    steps: tuple[StepEvidence, ...]
    measures: tuple[MeasureEvidence, ...]
    findings: tuple[str, ...]
    rule_sources: tuple[str, ...]

    @property
    def total_measure(self) -> MeasureEvidence:
        """Return the comparison of the whole time."""
        return next(each for each in self.measures if each.code == Measure.TIME)


def evidence_of_manual(manual: Manual, today: date) -> Evidence:
    """Return what is to be said of a published manual as citizens read it.

    Wants ``procedure__owner``, ``procedure__topic``, ``agency``, ``current__based_on`` and
    ``standard__current`` selected.

    Raises:
        NotPublishedError: there is no published edition.
    """
    merged = merged_manual(manual)
    return _evidence(manual, merged.content, today, merged=merged)


def evidence_of_draft(draft: Draft, today: date) -> Evidence:
    """Return what is to be said of a draft; wants a row of ``drafts_with_all``."""
    return _evidence(draft.manual, read_draft(draft).content, today, draft=draft)


def compared(manual: Manual, content: ManualContent) -> Compared:
    """Return a manual's numbers beside those of its peers; two queries."""
    (found,) = compare([(manual, measures_of(content))])
    return found


def measure_lines(found: Compared) -> tuple[MeasureEvidence, ...]:
    """Return a comparison as lines of a table."""
    return tuple(
        MeasureEvidence(
            code=measure.value,
            label=MEASURE_TH[measure],
            own=own_words(found.own, measure),
            same=_peer_value(found, found.same, measure),
            like=_peer_value(found, found.like, measure),
        )
        for measure in Measure
    )


def digest_of(content: object) -> str:
    """Return the SHA-256 of something that can be written as JSON."""
    told = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()


def by_law(limit: str, law: str) -> str:
    """Return a limit with its law; before an abbreviation Thai writes a space."""
    named = law or "กฎหมายที่กำหนด"
    return f"{limit} ตาม{' ' if named.startswith('พ.ร') else ''}{named}"


def _evidence(
    manual: Manual,
    content: ManualContent,
    today: date,
    *,
    merged: MergedManual | None = None,
    draft: Draft | None = None,
) -> Evidence:
    edition = _edition(merged, draft)
    parameters = parameters_on(today)
    deadline = content.deadline
    dumped = content.model_dump(mode="json", exclude_defaults=True) if draft else None
    return Evidence(
        as_of=today,
        procedure=manual.procedure.name_th,
        official=manual.procedure.official_name_th,
        agency=manual.agency.name_th,
        is_standard=manual.is_standard,
        source=_source(edition, draft),
        edition_number=edition.number if edition else None,
        edition_on=edition.published_at.astimezone(BANGKOK).date()
        if edition and edition.published_at
        else None,
        edition_hash=edition.content_hash if edition else "",
        draft_id=draft.pk if draft else None,
        draft_digest=digest_of(dumped) if draft else "",
        total=content.total.text() if content.total else "",
        deadline=by_law(deadline.limit.text(), deadline.law) if deadline else "",
        steps=_steps(content, parameters),
        measures=measure_lines(compared(manual, content)),
        findings=_time_findings(manual, content, parameters, today),
        rule_sources=parameters.sources,
    )


def _edition(merged: MergedManual | None, draft: Draft | None) -> ManualRevision | None:
    if merged is not None:
        return merged.edition
    return draft.base or draft.standard_base if draft is not None else None


def _source(edition: ManualRevision | None, draft: Draft | None) -> str:
    before = f"ฉบับที่ {edition.number}" if edition else ""
    if draft is None:
        return before
    return f"ร่างที่รอส่วนกลางตรวจ แก้จาก{before}" if before else "ร่างฉบับแรกที่รอส่วนกลางตรวจ"


def _steps(content: ManualContent, parameters: RuleParameters) -> tuple[StepEvidence, ...]:
    return tuple(
        StepEvidence(
            title=step.title,
            time=step.duration.text() if step.duration else "",
            standard=f"ไม่เกิน {limit} วันทำการ" if limit is not None else "",
            is_over=_is_over(step.duration, limit),
        )
        for step in content.steps.items
        for limit in (standard_working_days(step, parameters),)
    )


def _is_over(time: Duration | None, limit: int | None) -> bool:
    """Whether a step is longer than the standard, in working days: units are never converted."""
    if time is None or limit is None or time.unit is not DurationUnit.WORKING_DAY:
        return False
    return time.value_max > limit


def _time_findings(
    manual: Manual, content: ManualContent, parameters: RuleParameters, today: date
) -> tuple[str, ...]:
    # Whose text it is does not matter here: an agency answers for the standard that it follows.
    found = check(subject_of(manual, content, today=today, point_count=0), parameters)
    return tuple(each.reason for each in found if each.rule in TIME_RULES)


def _peer_value(found: Compared, typical: Typical, measure: Measure) -> PeerValue:
    middle = typical.middles.get(measure)
    if middle is None:
        return PeerValue()
    return PeerValue(
        value=typical.words(measure),
        count=middle.count,
        is_small=middle.is_small,
        is_exceeded=is_above(found.own, typical, measure),
    )


def edition_words(evidence: Evidence) -> str:
    """Say which edition it is, and of which day."""
    if evidence.edition_number is None or evidence.edition_on is None:
        return evidence.source
    return f"{evidence.source} เผยแพร่ {long_date(evidence.edition_on)}"


def over_standard(evidence: Evidence) -> Sequence[StepEvidence]:
    """Return the steps that take longer than the standard time of their sort."""
    return [step for step in evidence.steps if step.is_over]
