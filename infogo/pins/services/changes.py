"""Adding and removing pins, and taking the last change back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from infogo.accounts.perms import Rights
from infogo.core import audit, versions
from infogo.core.keys import served
from infogo.core.models import OutboxTopic
from infogo.core.outbox import Shows, announce
from infogo.core.upsert import batches
from infogo.manuals.models import Manual
from infogo.pins.counting import count_points, hold_procedures, mark_pinned
from infogo.pins.errors import NotAllowedError, PinError
from infogo.pins.history import CHANGED, UNDONE, last_change
from infogo.pins.models import FACTS, Pin, Unpinned
from infogo.pins.planning import CHUNK, Obstacle, Pair, Plan, plan_change, procedures_of
from infogo.points.models import ServicePoint

Facts = Mapping[str, Any]


@dataclass(frozen=True)
class PinChange:
    """What came of it; ``number`` is the line of the audit trail, empty when nothing changed."""

    added: tuple[Pair, ...]
    removed: tuple[Pair, ...]
    skipped: tuple[tuple[Pair, Obstacle], ...]
    number: int | None


@transaction.atomic
def change_pins(
    *,
    rights: Rights,
    add: Iterable[Pair] = (),
    remove: Iterable[Pair] = (),
    about: tuple[str, int] = ("pins", 0),
) -> PinChange:
    """Let manuals be served at points, and others no more, as one act.

    Safe to repeat: what is there already, or gone, is left alone. What cannot be added for
    reasons that are nobody's right (a closed point, an ended manual, another manual of the same
    procedure there) is skipped and told. ``about`` names the record in the audit trail:
    ``("manual", 12)``, ``("point", 7)``, or nothing in particular.

    Raises:
        NotAllowedError: some of it is not hers to decide; nothing was changed.
    """
    wanted, unwanted = set(add), set(remove)
    procedures = _lock({*wanted, *unwanted})
    plan = plan_change(rights, wanted, unwanted)
    return _carry_out(rights, plan, procedures, about, CHANGED)


@transaction.atomic
def undo_change(*, rights: Rights, about: tuple[str, int]) -> PinChange:
    """Take back her last change of this record's pins: what it added goes, what it removed returns.

    Removed pins return with all that was known about them. What others did meanwhile stays.

    Raises:
        PinError: there is none, it is too old, or she has undone it already.
        NotAllowedError: she has lost the right meanwhile.
    """
    entry = last_change(rights.officer, about)
    if entry is None:
        raise PinError("ย้อนกลับไม่ได้แล้ว ย้อนได้เฉพาะการบันทึกล่าสุดของคุณภายใน 1 ชั่วโมง ให้เลือกและบันทึกใหม่แทน")
    added, removed = _pairs(entry.detail["added"]), _pairs(entry.detail["removed"])
    procedures = _lock({*added, *removed})
    plan = plan_change(rights, removed, added)
    facts = {Pair(*row["pair"]): _stored_facts(row["facts"]) for row in entry.detail["facts"]}
    return _carry_out(rights, plan, procedures, about, UNDONE, facts, undoes=entry.number)


def _lock(pairs: set[Pair]) -> set[int]:
    """Hold the procedures of these pairs."""
    procedures = procedures_of(pairs)
    hold_procedures(procedures)
    return procedures


def _carry_out(
    rights: Rights,
    plan: Plan,
    procedures: set[int],
    about: tuple[str, int],
    verb: str,
    facts: Mapping[Pair, Facts] | None = None,
    **detail: Any,
) -> PinChange:
    if plan.refused:
        raise NotAllowedError(len(plan.refused))
    removed = tuple(pair for pair, _pin in plan.remove)
    if plan.is_empty:
        return PinChange((), (), plan.skipped, None)
    known = _remove(plan)
    _add(rights, plan.add, facts)
    count_points(procedures)
    mark_pinned({pair.manual_id for pair in (*plan.add, *removed)})
    entry = audit.record(
        actor=rights.officer.audit_name,
        verb=verb,
        target=about[0],
        target_id=about[1],
        detail={
            "added_count": len(plan.add),
            "removed_count": len(removed),
            "added": _by_manual(plan.add),
            "removed": _by_manual(removed),
            "facts": known,
            **detail,
        },
    )
    # Cards tell at how many points a service is; lists of points do not tell what they serve.
    points = sorted({pair.point_id for pair in (*plan.add, *removed)})
    announce(OutboxTopic.POINT, points, shows=Shows.OWN)
    changed = sorted(procedures_of({*plan.add, *removed}))
    announce(OutboxTopic.PROCEDURE, changed, shows=Shows.FACTS)
    versions.touch(served(pk) for pk in changed)
    return PinChange(plan.add, removed, plan.skipped, entry.number)


def _remove(plan: Plan) -> list[dict[str, Any]]:
    """Delete the pins; return what was known about them, where anything was."""
    known: list[dict[str, Any]] = []
    for chunk in batches([pin for _pair, pin in plan.remove], CHUNK):
        pins = Pin.objects.filter(pk__in=chunk)
        gone = []
        for pin in pins.select_for_update().order_by("pk"):
            gone.append(Unpinned(procedure_id=pin.procedure_id, point_id=pin.point_id))
            if facts := _facts_of(pin):
                known.append({"pair": [pin.manual_id, pin.point_id], "facts": facts})
        Unpinned.objects.bulk_create(gone, ignore_conflicts=True)
        pins.delete()
    return known


def _add(rights: Rights, pairs: tuple[Pair, ...], facts: Mapping[Pair, Facts] | None) -> None:
    """Create the pins: whoever pins a manual anew confirms that it is served there."""
    fresh: Facts = {"confirmed_on": rights.on, "confirmed_by": rights.officer.name_th}
    for chunk in batches(pairs, CHUNK):
        manuals = Manual.objects.filter(pk__in={pair.manual_id for pair in chunk})
        procedures = dict(manuals.values_list("pk", "procedure_id"))
        points = ServicePoint.objects.filter(pk__in={pair.point_id for pair in chunk})
        provinces = dict(points.values_list("pk", "province_id"))
        Pin.objects.bulk_create(
            [
                Pin(
                    manual_id=pair.manual_id,
                    point_id=pair.point_id,
                    procedure_id=procedures[pair.manual_id],
                    province_id=provinces[pair.point_id],
                    **(fresh if facts is None else facts.get(pair, {})),
                )
                for pair in chunk
            ],
            ignore_conflicts=True,
        )
        back = {(procedures[pair.manual_id], pair.point_id) for pair in chunk}
        _forget_removal(back)


def _forget_removal(back: set[tuple[int, int]]) -> None:
    """Let the loader know these procedures at these points again."""
    marks = Unpinned.objects.filter(
        procedure_id__in={procedure for procedure, _point in back},
        point_id__in={point for _procedure, point in back},
    )
    rows = marks.values_list("pk", "procedure_id", "point_id")
    marks.filter(pk__in=[pk for pk, *pair in rows if tuple(pair) in back]).delete()


def _facts_of(pin: Pin) -> dict[str, Any]:
    """Return what is known about a pin beyond that it is there, fit for JSON."""
    kept = {name: getattr(pin, name) for name in (*FACTS, "confirmed_by")}
    found = {name: value for name, value in kept.items() if value not in ("", None, {}, [])}
    if pin.confirmed_on is not None:
        found["confirmed_on"] = pin.confirmed_on.isoformat()
    return found


def _stored_facts(row: Mapping[str, Any]) -> Facts:
    """Return facts as they were before they were written down."""
    facts = dict(row)
    if "confirmed_on" in facts:
        facts["confirmed_on"] = date.fromisoformat(facts["confirmed_on"])
    return facts


def _by_manual(pairs: Iterable[Pair]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for pair in pairs:
        found[str(pair.manual_id)].append(pair.point_id)
    return dict(found)


def _pairs(stored: Mapping[str, list[int]]) -> list[Pair]:
    return [Pair(int(manual), point) for manual, points in stored.items() for point in points]
