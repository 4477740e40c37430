"""One agency: founded, renamed, moved in the tree, ended, taken up again.

``actor`` is a central administrator; that she is one is asked before, of her rights. What only the
records can tell is checked here under their locks.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from infogo.accounts.models import Grant, NoticeKind, Officer
from infogo.accounts.notices import notify
from infogo.accounts.services import SHORTEST_REASON, end_rows, note
from infogo.agencies.errors import AgencyError
from infogo.agencies.models import Agency, AgencyFormerName, AgencyPath, AgencyStatus
from infogo.agencies.tree import enter_tree, hold_tree, place_under
from infogo.core import audit
from infogo.core.dates import bangkok_now
from infogo.core.models import OutboxTopic
from infogo.core.outbox import announce
from infogo.editing.may import person_of
from infogo.editing.models import OPEN_STATES as OPEN_DRAFTS
from infogo.editing.models import Cancellation, Draft, DraftState
from infogo.editing.services.steps import locked_draft, move
from infogo.geo.models import Province
from infogo.manuals.models import Manual, ManualStatus, Procedure, ProcedureStatus
from infogo.mergers.errors import MergerError
from infogo.mergers.models import OPEN_STATES, MergedAgency, Merger
from infogo.mergers.services.moving import hold
from infogo.mergers.services.waiting import take_back, waiting_proposals
from infogo.pins.counting import count_points, hold_procedures, mark_pinned
from infogo.points.models import ServicePoint
from infogo.points.selectors import VISITABLE
from infogo.taxonomy.selectors import terms_in_force
from infogo.thai.collate import stored_key

LONGEST_REASON = 300
KINDS = "agency_kind"


@dataclass(frozen=True)
class NewAgency:
    """What must be said to found an agency; ``kind`` is a code of the vocabulary."""

    name_th: str
    kind: str
    name_en: str = ""
    abbreviation: str = ""
    parent: Agency | None = None
    province: Province | None = None


@transaction.atomic
def create_agency(*, new: NewAgency, basis: str, actor: Officer) -> Agency:
    """Found an agency; it can have officers, points and manuals at once.

    Raises:
        MergerError: no name, no basis, an unknown kind, a parent that ended, or there is an active
            agency of that name under the same parent.
    """
    why, name = read_basis(basis), " ".join(new.name_th.split())
    if not name:
        raise MergerError("ใส่ชื่อหน่วยงาน")
    if new.kind not in terms_in_force([KINDS], bangkok_now().date())[KINDS]:
        raise MergerError("เลือกประเภทหน่วยงาน")
    hold_tree()
    parent = held_agency(new.parent.pk) if new.parent else None
    _require_free_name(name, parent, None)
    agency = Agency(
        key=f"agency-{secrets.token_hex(8)}", parent=parent, kind=new.kind, name_th=name,
        name_en=new.name_en.strip(), abbreviation=new.abbreviation.strip(), province=new.province,
        sort_key=stored_key(name), checked_on=None,
    )  # fmt: skip
    agency.mark_edited()
    agency.save(force_insert=True)
    enter_tree(agency)
    _told(agency, actor, "create_agency", {"name": name, "parent": agency.parent_id, "basis": why})
    return agency


@transaction.atomic
def rename_agency(
    *, agency_id: int, name_th: str, name_en: str = "", basis: str, actor: Officer
) -> Agency:
    """Give an agency another name; the one it had is found by search from now on as well.

    Its addresses carry numbers and stay. ``name_en`` left empty empties the English name: the old
    one would name another body.

    Raises:
        MergerError: no name, no basis, the same name, or the agency ended.
    """
    why, name = read_basis(basis), " ".join(name_th.split())
    held = held_agency(agency_id)
    if not name:
        raise MergerError("ใส่ชื่อใหม่ของหน่วยงาน")
    if name == held.name_th and name_en.strip() == held.name_en:
        raise MergerError("ชื่อใหม่เหมือนชื่อเดิม ไม่มีอะไรต้องเปลี่ยน")
    _require_free_name(name, held.parent, held.pk)
    before = held.name_th
    AgencyFormerName.objects.filter(agency=held, name_th=name).delete()
    held.name_th, held.name_en, held.sort_key = name, name_en.strip(), stored_key(name)
    held.mark_edited()
    held.save()
    remember_names(held, [before])
    _told(held, actor, "rename_agency", {"name": [before, name], "basis": why})
    announce_owned(held)
    return held


@transaction.atomic
def move_agency(*, agency_id: int, parent: Agency | None, basis: str, actor: Officer) -> Agency:
    """Put an agency with all below it under another one; rights "with all below" follow the tree.

    Raises:
        MergerError: no basis, it stands there already or would stand below itself, or one of both
            ended.
    """
    why = read_basis(basis)
    hold_tree()
    found = hold_agencies([agency_id] if parent is None else [agency_id, parent.pk])
    held, above = found[agency_id], found[parent.pk] if parent is not None else None
    for each in found.values():
        _require_active(each)
    if held.parent_id == (above.pk if above else None):
        raise MergerError("หน่วยงานนี้อยู่ใต้หน่วยงานนั้นแล้ว")
    before = held.parent_id
    try:
        place_under(held, above)
    except AgencyError as problem:
        raise MergerError(str(problem)) from problem
    _told(held, actor, "move_agency", {"parent": [before, held.parent_id], "basis": why})
    announce_below(held)
    return held


def obstacles_to_end(agency: Agency) -> list[str]:
    """Say what has to be settled before an agency can end; empty: nothing."""
    found = []
    children = Agency.objects.filter(parent=agency, status=AgencyStatus.ACTIVE).count()
    if children:
        found.append(f"ย้ายหรือยุบเลิกหน่วยงานในสังกัด {children:,} แห่งก่อน")
    points = ServicePoint.objects.filter(agency=agency, status__in=VISITABLE).count()
    if points:
        found.append(f"ปิดหรือโอนจุดให้บริการ {points:,} จุด หรือรวมหน่วยงานเพื่อย้ายไปหน่วยงานอื่น")
    owned = Procedure.objects.filter(
        owner=agency, status__in=(ProcedureStatus.ACTIVE, ProcedureStatus.DRAFT)
    ).count()
    if owned:
        found.append(f"ยกเลิกบริการที่เป็นเจ้าของคู่มือมาตรฐานกลาง {owned:,} เรื่อง หรือรวมหน่วยงานเพื่อย้ายเจ้าของ")
    if Merger.objects.filter(state__in=OPEN_STATES).filter(into=agency).exists():
        found.append("มีการรวมหน่วยงานเข้ากับหน่วยงานนี้ที่ยังไม่เสร็จ")
    if MergedAgency.objects.filter(agency=agency, merger__state__in=OPEN_STATES).exists():
        found.append("หน่วยงานนี้อยู่ในแผนรวมหน่วยงาน ยกเลิกแผนก่อน")
    return found


@transaction.atomic
def end_agency(*, agency_id: int, reason: str, actor: Officer) -> Agency:
    """End an agency that has no successor: its pages say so (410), its rights end with a notice.

    Manuals that it adopted end with it, open drafts of them are given up; what citizens said,
    reports and editions stay.

    Raises:
        MergerError: no reason, it ended already, or something has to be settled first.
    """
    why, held = read_basis(reason), held_agency(agency_id)
    if obstacles := obstacles_to_end(held):
        raise MergerError(" · ".join(obstacles))
    manuals = Manual.objects.filter(agency=held, standard__isnull=False).exclude(
        status=ManualStatus.WITHDRAWN
    )
    given_up = dict(manuals.order_by().values_list("pk", "procedure_id"))
    procedures = sorted(set(given_up.values()))
    drafts = Draft.objects.filter(manual__in=manuals.order_by().values("pk"), state__in=OPEN_DRAFTS)
    hold_procedures(procedures)
    hold(manuals)
    hold(drafts)
    proposed = waiting_proposals().filter(Q(source=held) | Q(into=held))
    hold(proposed)
    for pk in list(drafts.order_by("pk").values_list("pk", flat=True)):
        draft = locked_draft(pk)
        move(draft, DraftState.DISCARDED, verb="discard", actor=person_of(actor), note=why)
    manuals.update(status=ManualStatus.WITHDRAWN)
    count_points(procedures)
    mark_pinned(given_up)
    take_back(proposed, f"{held.name_th}เลิกแล้ว: {why}", actor)
    ended = _end_grants(held, actor, f"หน่วยงานเลิก: {why}")
    held.status = AgencyStatus.CLOSED
    held.mark_edited()
    held.save()
    _told(held, actor, "end_agency", {"reason": why, "manuals": len(procedures), "grants": ended})
    announce(OutboxTopic.PROCEDURE, procedures)
    return held


@transaction.atomic
def reopen_agency(*, agency_id: int, reason: str, actor: Officer) -> Agency:
    """Take up again an agency that was ended by mistake: its pages are back, its rights are not.

    So are the manuals that ended with it; those that somebody cancelled before stay cancelled.

    Raises:
        MergerError: no reason, it is not ended, or its parent ended.
    """
    why = read_basis(reason)
    parents = Agency.objects.filter(pk=agency_id, parent__isnull=False).values_list("parent_id")
    found = hold_agencies([agency_id, *(pk for (pk,) in parents)])
    held = found[agency_id]
    if held.status != AgencyStatus.CLOSED:
        raise MergerError("เปิดใหม่ได้เฉพาะหน่วยงานที่ยุบเลิกแล้ว หน่วยงานที่รวมแล้วดูวิธีแก้ที่หน้าการรวม")
    if held.parent_id:  # of an agency that ended it stays what it was
        _require_active(found[held.parent_id])
    cancelled = Cancellation.objects.filter(reopened_at=None).order_by().values("manual_id")
    manuals = Manual.objects.filter(
        agency=held, standard__isnull=False, status=ManualStatus.WITHDRAWN
    ).exclude(pk__in=cancelled)
    back = dict(manuals.order_by().values_list("pk", "procedure_id"))
    procedures = sorted(set(back.values()))
    hold_procedures(procedures)
    hold(manuals)
    Manual.objects.filter(pk__in=back).update(status=ManualStatus.PUBLISHED)
    count_points(procedures)
    mark_pinned(back)
    held.status = AgencyStatus.ACTIVE
    held.mark_edited()
    held.save()
    _told(held, actor, "reopen_agency", {"reason": why, "manuals": len(procedures)})
    announce(OutboxTopic.PROCEDURE, procedures)
    return held


def read_basis(text: str) -> str:
    """Return why something is done, in one line.

    Raises:
        MergerError: there is hardly any text.
    """
    found = " ".join(text.split())
    if len(found) < SHORTEST_REASON:
        raise MergerError("ใส่กฎหมาย คำสั่ง หรือเหตุผล เช่น พ.ร.บ. จัดตั้ง… พ.ศ. …")
    return found[:LONGEST_REASON]


def held_agency(agency_id: int) -> Agency:
    """Return an agency that exists, held until the end of the transaction.

    Raises:
        MergerError: it ended or was merged.
    """
    held = hold_agencies([agency_id])[agency_id]
    _require_active(held)
    return held


def hold_agencies(ids: Iterable[int]) -> dict[int, Agency]:
    """Hold agencies until the end of the transaction, always in one order.

    Rows that name them may go on being written: their numbers stay. A count of the whole country
    names thousands in one transaction, and would wait for one while it keeps another waiting.
    """
    rows = Agency.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk")
    return {agency.pk: agency for agency in rows}


def _require_active(agency: Agency) -> None:
    if agency.status != AgencyStatus.ACTIVE:
        raise MergerError(f"{agency.name_th}เลิกหรือรวมกับหน่วยงานอื่นแล้ว")


def remember_names(agency: Agency, names: list[str]) -> None:
    """Keep names under which an agency is found as well; its own is none of them."""
    known = set(AgencyFormerName.objects.filter(agency=agency).values_list("name_th", flat=True))
    AgencyFormerName.objects.bulk_create(
        AgencyFormerName(agency=agency, name_th=name)
        for name in dict.fromkeys(names)
        if name and name != agency.name_th and name not in known
    )


def announce_owned(agency: Agency) -> None:
    """Announce the services whose pages and documents repeat this agency's name."""
    owned = Procedure.objects.filter(owner=agency).order_by("pk").values_list("pk", flat=True)
    announce(OutboxTopic.PROCEDURE, list(owned))


def announce_below(agency: Agency) -> None:
    """Announce what filters by an agency above may find elsewhere now."""
    below = AgencyPath.objects.filter(ancestor=agency).values("descendant_id")
    ids = list(Agency.objects.filter(pk__in=below).order_by("pk").values_list("pk", flat=True))
    announce(OutboxTopic.AGENCY, ids)
    points = ServicePoint.objects.filter(agency__in=below).order_by("pk")
    announce(OutboxTopic.POINT, list(points.values_list("pk", flat=True)))
    owned = Procedure.objects.filter(owner__in=below).order_by("pk")
    announce(OutboxTopic.PROCEDURE, list(owned.values_list("pk", flat=True)))


def _end_grants(agency: Agency, actor: Officer, reason: str) -> int:
    grants = Grant.objects.not_over(bangkok_now().date()).filter(agency=agency)
    held = list(grants.select_related("officer"))
    end_rows(Grant.objects.filter(pk__in=[grant.pk for grant in held]), actor, reason)
    for grant in held:
        note(actor, "end_grant", "grant", grant.pk, officer=grant.officer_id, reason=reason)
    notify(
        officers=list({grant.officer_id: grant.officer for grant in held}.values()),
        kind=NoticeKind.RIGHT_CHANGED,
        text=f"{agency.name_th}เลิกแล้ว สิทธิของคุณในหน่วยงานนี้สิ้นสุด",
        path=f"{settings.OFFICE_PATH}account/",
    )
    return len(held)


def _require_free_name(name: str, parent: Agency | None, own_id: int | None) -> None:
    same = Agency.objects.filter(name_th=name, parent=parent, status=AgencyStatus.ACTIVE)
    if same.exclude(pk=own_id or 0).exists():
        raise MergerError("มีหน่วยงานชื่อนี้ในสังกัดเดียวกันอยู่แล้ว ตรวจชื่อ หรือใช้หน่วยงานที่มีอยู่")


def _told(agency: Agency, actor: Officer, verb: str, detail: Mapping[str, Any]) -> None:
    audit.record(
        actor=actor.audit_name, verb=verb, target="agency", target_id=agency.pk,
        detail=dict(detail),
    )  # fmt: skip
    announce(OutboxTopic.AGENCY, [agency.pk])
