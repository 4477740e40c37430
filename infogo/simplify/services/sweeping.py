"""Looking at everything once a day, a few records at a time, and writing down what was seen.

A finding that is no longer seen is closed by itself and keeps its history. Detectors read outside
the transaction that writes, so that nobody waits for them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, Sum

from infogo.agencies.models import AgencyPath
from infogo.core import audit
from infogo.core.dates import BANGKOK
from infogo.simplify.demand import UNKNOWN, Demands, Requests, demands
from infogo.simplify.detectors.base import Bite, Detector, Ground, Hit, ground_on
from infogo.simplify.detectors.register import DETECTOR_OF, DETECTORS
from infogo.simplify.models import Finding, FindingStep, State, StepKind, Sweep

MINISTRY = "ministry"
SEEN_FIELDS = (
    "kind",
    "procedure_id",
    "manual_id",
    "other_id",
    "agency_id",
    "ministry_id",
    "facts",
    "estimate",
    "citizens",
    "basis",
    "counted_total",
    "counted_span",
    "is_simulated",
    "minutes_saved",
    "satang_saved",
)
WRITTEN_FIELDS = (*SEEN_FIELDS, "state", "state_at", "last_seen_at", "gone_at")


@dataclass
class Changes:
    """What one bite changed: ids of findings that are new, back, or gone."""

    found: list[int] = field(default_factory=list)
    back: list[int] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many findings there are other than before."""
        return len(self.found) + len(self.back) + len(self.gone)


def sweep_some(*, now: datetime) -> int:
    """Take one bite of the sweep that is under way or due; returns how many findings changed.

    Safe to run twice and in any process: of two that take the same bite, the later one gives up.
    """
    ground = ground_on(now.astimezone(BANGKOK).date())
    sweep = _due(now, timedelta(hours=ground.limits.sweep_hours))
    return 0 if sweep is None else _bite(sweep, ground, now)


def sweep_all(*, now: datetime, say: Callable[[str, int], None]) -> int:
    """Look at everything from the beginning, now; tells of each detector what it found."""
    ground = ground_on(now.astimezone(BANGKOK).date())
    changed = 0
    for detector in DETECTORS:
        sweep, _made = Sweep.objects.update_or_create(
            detector=detector.code, defaults={"after": 0, "seen": 0, "started_at": now}
        )
        is_over = False
        while not is_over:
            changed += _bite(sweep, ground, now)
            sweep.refresh_from_db()
            is_over = sweep.after == 0
        say(detector.title, sweep.found or 0)
    return changed


def _due(now: datetime, pause: timedelta) -> Sweep | None:
    """Return the sweep to go on with: one under way, else the one that ended longest ago."""
    known = {sweep.detector: sweep for sweep in Sweep.objects.all()}
    living = [sweep for code, sweep in known.items() if code in DETECTOR_OF]
    for sweep in living:
        if sweep.finished_at is None or (sweep.started_at and sweep.started_at > sweep.finished_at):
            return sweep
    for detector in DETECTORS:
        if detector.code not in known:
            made, _new = Sweep.objects.get_or_create(
                detector=detector.code, defaults={"started_at": now}
            )
            return made
    ended = [sweep for sweep in living if sweep.finished_at and sweep.finished_at + pause <= now]
    return min(ended, key=lambda sweep: (sweep.finished_at, sweep.pk), default=None)


def _bite(sweep: Sweep, ground: Ground, now: datetime) -> int:
    """Look at the next records of a sweep and write down what was seen."""
    detector, after = DETECTOR_OF[sweep.detector], sweep.after
    bite = detector.look(ground, after)
    known = _demands(bite.hits, ground)
    ministries = _ministries({hit.agency_id for hit in bite.hits})
    with transaction.atomic():
        held = Sweep.objects.select_for_update().get(pk=sweep.pk)
        if held.after != after:
            return 0
        changes = _write(detector, bite, after, now, known, ministries)
        _move_on(held, bite, now)
        if changes.count:
            audit.record(
                actor=audit.SYSTEM,
                verb="sweep",
                target="finding_sweep",
                target_id=held.pk,
                detail={
                    "detector": detector.code,
                    "found": changes.found,
                    "back": changes.back,
                    "gone": changes.gone,
                },
            )
    return changes.count


def _move_on(sweep: Sweep, bite: Bite, now: datetime) -> None:
    if sweep.after == 0:
        sweep.seen, sweep.started_at = 0, now
    sweep.seen += len(bite.hits)
    sweep.note = bite.note
    sweep.after = bite.last or 0
    if bite.last is None:
        sweep.found, sweep.finished_at = sweep.seen, now
    sweep.save()


def _demands(hits: Iterable[Hit], ground: Ground) -> Demands:
    listed = list(hits)
    return demands(
        procedure_ids={hit.procedure_id for hit in listed if not hit.is_local},
        manual_ids={hit.manual_id for hit in listed if hit.is_local and hit.manual_id},
        today=ground.today,
    )


def _ministries(agency_ids: Collection[int]) -> dict[int, int]:
    """Return the ministry above each agency, or that it is one; others have none."""
    rows = AgencyPath.objects.filter(descendant__in=agency_ids, ancestor__kind=MINISTRY)
    return dict(rows.order_by("-depth").values_list("descendant", "ancestor"))


def _write(
    detector: Detector,
    bite: Bite,
    after: int,
    now: datetime,
    known: Demands,
    ministries: Mapping[int, int],
) -> Changes:
    """Bring the findings of the records looked at to what was seen."""
    scope = f"{detector.scope}_id"
    inside = Q(detector=detector.code, **{f"{scope}__gt": after})
    if bite.last is not None:
        inside &= Q(**{f"{scope}__lte": bite.last})
    held = {f.key: f for f in Finding.objects.select_for_update().filter(inside).order_by("pk")}
    changes, steps, new = Changes(), list[FindingStep](), list[Finding]()
    for hit in bite.hits:
        finding = held.get(hit.key)
        seen = _columns(hit, _requests(hit, known), ministries)
        if finding is None:
            new.append(
                Finding(
                    detector=detector.code,
                    key=hit.key,
                    **seen,
                    first_seen_at=now,
                    last_seen_at=now,
                    state_at=now,
                )
            )
            continue
        for name, value in seen.items():
            setattr(finding, name, value)
        finding.last_seen_at = now
        if finding.gone_at is not None:
            steps += _come_back(finding, now, changes)
    seen_keys = {hit.key for hit in bite.hits}
    for key, finding in held.items():
        if key not in seen_keys and finding.gone_at is None:
            steps.append(_leave(finding, now))
            changes.gone.append(finding.pk)
    Finding.objects.bulk_update(held.values(), WRITTEN_FIELDS, batch_size=100)
    for made in Finding.objects.bulk_create(new, batch_size=100):
        changes.found.append(made.pk)
        steps.append(_step(made, StepKind.FOUND, now, opened=1))
    FindingStep.objects.bulk_create(steps, batch_size=200)
    return changes


def _requests(hit: Hit, known: Demands) -> Requests:
    if hit.is_local:
        return known.manuals.get(hit.manual_id or 0, UNKNOWN)
    return known.procedures.get(hit.procedure_id, UNKNOWN)


def _columns(hit: Hit, requests: Requests, ministries: Mapping[int, int]) -> dict[str, object]:
    yearly = hit.estimate.a_year(requests.a_year)
    return {
        "kind": hit.kind,
        "procedure_id": hit.procedure_id,
        "manual_id": hit.manual_id,
        "other_id": hit.other_id,
        "agency_id": hit.agency_id,
        "ministry_id": ministries.get(hit.agency_id),
        "facts": hit.facts.model_dump(mode="json"),
        "estimate": hit.estimate.model_dump(mode="json"),
        "citizens": requests.a_year,
        "basis": requests.basis,
        "counted_total": requests.total,
        "counted_span": requests.span,
        "is_simulated": requests.is_simulated,
        "minutes_saved": yearly.minutes if yearly else None,
        "satang_saved": yearly.satang if yearly else None,
    }


def _leave(finding: Finding, now: datetime) -> FindingStep:
    """Note that a finding is no longer there; what somebody had taken up counts as achieved."""
    before, was_open = finding.state, finding.is_open
    finding.gone_at = now
    if was_open:
        finding.state, finding.state_at = State.GONE, now
    achieved = before == State.TAKEN
    return _step(
        finding,
        StepKind.GONE,
        now,
        before=before,
        closed=int(was_open),
        minutes=(finding.minutes_saved or 0) if achieved else 0,
        satang=(finding.satang_saved or 0) if achieved else 0,
    )


def _come_back(finding: Finding, now: datetime, changes: Changes) -> Sequence[FindingStep]:
    """Open a finding again that was thought to be over; "no problem" stays what it was.

    So does one that somebody opened again before the radar did: it is not opened twice.
    """
    before, finding.gone_at = finding.state, None
    if before == State.NO_PROBLEM or finding.is_open:
        return ()
    finding.state, finding.state_at = State.NEW, now
    achieved = finding.steps.aggregate(Sum("minutes"), Sum("satang"))
    changes.back.append(finding.pk)
    return (
        _step(
            finding,
            StepKind.BACK,
            now,
            before=before,
            opened=1,
            minutes=-(achieved["minutes__sum"] or 0),
            satang=-(achieved["satang__sum"] or 0),
        ),
    )


def _step(
    finding: Finding, kind: StepKind, now: datetime, *, before: str = "", **numbers: int
) -> FindingStep:
    return FindingStep(
        finding=finding,
        at=now,
        by=audit.SYSTEM,
        kind=kind,
        state_before=before,
        state_after=finding.state,
        **numbers,
    )
