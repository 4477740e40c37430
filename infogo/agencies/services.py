"""Every change of an agency: whole, audited and announced, or not at all.

``actor`` is how the audit trail names who acts; whether she may is asked before, of her rights.
``seen`` is the version with which a form began: what somebody changed meanwhile is not overwritten
(``AgencyConflictError``).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Any

from django.db import transaction

from infogo.agencies.errors import AgencyConflictError, AgencyError
from infogo.agencies.facts import SCHEMES, AgencyFacts
from infogo.agencies.models import Agency, AgencyCode, AgencyFormerName, AgencyStatus
from infogo.core import audit
from infogo.core.dates import bangkok_now
from infogo.core.models import OutboxTopic
from infogo.core.outbox import Shows, announce
from infogo.core.upsert import digest
from infogo.geo.coordinates import Position
from infogo.geo.models import CoordinateQuality
from infogo.thai.collate import stored_key


class Part(StrEnum):
    """What is changed by one form."""

    FACTS = "facts"
    POSITION = "position"
    CODES = "codes"


COLUMNS: dict[Part, tuple[str, ...]] = {
    Part.FACTS: (
        "name_th", "name_en", "abbreviation", "description_th", "address", "phones", "email",
        "website",
    ),
    Part.POSITION: ("lat", "lng", "coordinate_quality"),
    Part.CODES: (),
}  # fmt: skip
FORMER_NAMES, CODES = "former_names", "codes"
TOLD_AS: dict[Part, tuple[str, ...]] = {
    Part.FACTS: (*COLUMNS[Part.FACTS], FORMER_NAMES),
    Part.POSITION: COLUMNS[Part.POSITION],
    Part.CODES: (CODES,),
}
"""Under which names the trail tells what changed of a part."""
_REPEATED = frozenset({"name_th", "name_en", "abbreviation"})
# What other pages show of an agency; all else that is changed here stands on its own pages.
_NAMES = frozenset({"name_th", "name_en"})


def version_of(agency: Agency, part: Part) -> str:
    """Return what tells one state of a part from another."""
    state: list[Any] = [getattr(agency, column) for column in COLUMNS[part]]
    if part is Part.FACTS:
        state.append(_former_names(agency))
    if part is Part.CODES:
        state.append(_codes(agency))
    return digest(state)[:16]


@transaction.atomic
def save_facts(*, agency_id: int, facts: AgencyFacts, actor: str, seen: str = "") -> Agency:
    """Save names and contacts; a name that was changed is kept among the former ones.

    Raises:
        AgencyConflictError: somebody changed them after ``seen``.
        AgencyError: the agency does not exist any more under this entry.
    """
    held = _held(agency_id)
    names = [name for name in facts.former_names if name != facts.name_th]
    if held.name_th != facts.name_th and held.name_th not in names:
        names.append(held.name_th)
    changes = {**facts.columns(), FORMER_NAMES: names}
    before = {name: getattr(held, name) for name in facts.columns()}
    before[FORMER_NAMES] = _former_names(held)
    told = _told(before, changes)
    if not told:
        return held
    _check_seen(held, Part.FACTS, seen, changes)
    for name, value in facts.columns().items():
        setattr(held, name, value)
    held.sort_key = stored_key(held.name_th)
    AgencyFormerName.objects.filter(agency=held).exclude(name_th__in=names).delete()
    known = set(_former_names(held))
    AgencyFormerName.objects.bulk_create(
        AgencyFormerName(agency=held, name_th=name) for name in names if name not in known
    )
    return _saved(held, actor, told)


@transaction.atomic
def save_position(
    *, agency_id: int, position: Position | None, actor: str, seen: str = "", note: str = ""
) -> Agency:
    """Save where the office of the agency itself stands, or that nobody knows.

    Raises:
        AgencyConflictError: somebody changed it after ``seen``.
        AgencyError: the agency does not exist any more under this entry.
    """
    held = _held(agency_id)
    quality = CoordinateQuality.OFFICE if position else CoordinateQuality.NONE
    changes = {
        "lat": position.lat if position else None,
        "lng": position.lng if position else None,
        "coordinate_quality": quality.value,
    }
    told = _told({name: getattr(held, name) for name in changes}, changes)
    if not told:
        return held
    _check_seen(held, Part.POSITION, seen, changes)
    for name, value in changes.items():
        setattr(held, name, value)
    return _saved(held, actor, told, **({"note": note} if note else {}))


@transaction.atomic
def save_codes(
    *, agency_id: int, codes: Mapping[str, Collection[str]], actor: str, seen: str = ""
) -> Agency:
    """Save the codes of an agency by scheme; schemes that are not named keep theirs.

    Raises:
        AgencyConflictError: somebody changed them after ``seen``.
        AgencyError: another agency has the code, or this one ended.
        ValueError: a scheme that does not exist.
    """
    if unknown := codes.keys() - SCHEMES.keys():
        raise ValueError(f"no such schemes: {sorted(unknown)}")
    held = _held(agency_id)
    before, wanted = _codes(held), {scheme: sorted(set(codes[scheme])) for scheme in codes}
    told = _told({scheme: before.get(scheme, []) for scheme in wanted}, wanted)
    if not told:
        return held
    _check_seen(held, Part.CODES, seen, wanted)
    for scheme, (old, new) in told.items():
        _check_free(held, scheme, set(new) - set(old))
        AgencyCode.objects.filter(agency=held, scheme=scheme).exclude(code__in=new).delete()
        AgencyCode.objects.bulk_create(
            AgencyCode(agency=held, scheme=scheme, code=code) for code in new if code not in old
        )
    return _saved(held, actor, {CODES: [{k: v[0] for k, v in told.items()},
                                          {k: v[1] for k, v in told.items()}]})  # fmt: skip


@transaction.atomic
def confirm_agency(*, agency_id: int, actor: str) -> Agency:
    """Note that somebody of the agency read all of it today and found it true.

    Raises:
        AgencyError: the agency does not exist any more under this entry.
    """
    held = _held(agency_id)
    held.checked_on = bangkok_now().date()
    return _saved(held, actor, {}, verb="confirm_agency")


def _held(agency_id: int) -> Agency:
    held = Agency.objects.select_for_update().get(pk=agency_id)
    if held.status != AgencyStatus.ACTIVE:
        raise AgencyError("หน่วยงานนี้เลิกหรือรวมกับหน่วยงานอื่นแล้ว แก้ข้อมูลไม่ได้")
    return held


def _check_seen(held: Agency, part: Part, seen: str, mine: Mapping[str, Any]) -> None:
    if seen and seen != version_of(held, part):
        raise AgencyConflictError(held, mine)


def _check_free(held: Agency, scheme: str, codes: Collection[str]) -> None:
    taken = AgencyCode.objects.filter(scheme=scheme, code__in=codes).exclude(agency=held)
    other = taken.select_related("agency").first()
    # Local bodies share one code of their department; the others name one agency each.
    if other is not None and scheme != "dga8":
        raise AgencyError(
            f"{SCHEMES[scheme]} {other.code} เป็นของ{other.agency.name_th} ตรวจรหัสอีกครั้ง"
        )


def _saved(
    held: Agency, actor: str, told: Mapping[str, Any], verb: str = "edit_agency", **detail: Any
) -> Agency:
    held.mark_edited()
    held.save()
    audit.record(
        actor=actor,
        verb=verb,
        target="agency",
        target_id=held.pk,
        detail={"changes": dict(told), **detail},
    )
    # A point without a number of its own shows that of its agency.
    lends = "phones" in told and held.points.filter(phones=[]).exists()
    shows = Shows.EVERYWHERE if _NAMES & told.keys() or lends else Shows.OWN
    announce(OutboxTopic.AGENCY, [held.pk], shows=shows)
    if _REPEATED & told.keys():
        # Documents of services hold their owner's names; through the relation, because services
        # stand above agencies.
        owned = held.owned_procedures.order_by("pk").values_list("pk", flat=True)
        announce(OutboxTopic.PROCEDURE, list(owned), shows=Shows.FACTS)
    return held


def _told(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Return what differs, before and after."""
    return {name: [before[name], value] for name, value in after.items() if value != before[name]}


def _former_names(agency: Agency) -> list[str]:
    return list(
        AgencyFormerName.objects.filter(agency=agency)
        .order_by("pk")
        .values_list("name_th", flat=True)
    )


def _codes(agency: Agency) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    rows = AgencyCode.objects.filter(agency=agency).order_by("scheme", "code")
    for scheme, code in rows.values_list("scheme", "code"):
        found.setdefault(scheme, []).append(code)
    return found
