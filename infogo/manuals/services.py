"""Every write to procedures and manuals: whole, audited and announced, or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from pydantic import BaseModel

from infogo.agencies.models import Agency
from infogo.core import audit, versions
from infogo.core.dates import BANGKOK
from infogo.core.keys import AGENCY, record_key
from infogo.core.models import OutboxTopic
from infogo.core.outbox import Shows, announce
from infogo.core.waiting import CODES, HEADINGS, wait_turn
from infogo.manuals.content import LocalOverrides, ManualContent, merge, overridden_sections
from infogo.manuals.editions import append_edition, put_in_force
from infogo.manuals.models import (
    Manual,
    ManualFacts,
    ManualRevision,
    ManualStatus,
    Procedure,
    ProcedureStatus,
)
from infogo.manuals.procedure_facts import (
    FACT_LABELS,
    ProcedureFacts,
    changed_facts,
    fact_problems,
    facts_of,
)
from infogo.manuals.projection import write_document_graph, write_facts
from infogo.taxonomy.models import TargetGroup, Topic

NAMES = "official names"
"""What two who begin procedures, or rename them, wait for: two in use never share a name."""


class ManualRuleError(ValueError):
    """A write that the rules of manuals do not allow; the message is fit for officers."""


@dataclass(frozen=True)
class NewProcedure:
    """What must be said to begin a procedure; ``service_type`` and ``category`` are codes."""

    name: str
    official_name: str
    topic: Topic
    service_type: str
    category: str


@transaction.atomic
def create_procedure(*, owner: Agency, new: NewProcedure, actor: str) -> Manual:
    """Begin a procedure of ``owner`` with an empty standard manual, which is returned.

    Citizens see neither before the first edition is published.

    Raises:
        ManualRuleError: a name is missing, or a procedure of that official name exists.
    """
    name, official = new.name.strip(), new.official_name.strip()
    if not name or not official:
        raise ManualRuleError(_("ใส่ทั้งชื่อที่ประชาชนเรียกและชื่อทางราชการ"))
    in_use = (ProcedureStatus.ACTIVE, ProcedureStatus.DRAFT)
    wait_turn(NAMES)
    if Procedure.objects.filter(official_name_th=official, status__in=in_use).exists():
        raise ManualRuleError(_("มีกระบวนงานชื่อทางราชการนี้แล้ว ค้นชื่อนี้เพื่อรับคู่มือมาใช้แทน"))
    procedure = Procedure(
        code=f"new-{uuid4().hex}",
        name_th=name,
        official_name_th=official,
        owner=owner,
        topic=new.topic,
        service_type=new.service_type,
        category=new.category,
        status=ProcedureStatus.DRAFT,
    )
    procedure.mark_edited()
    procedure.save()
    procedure.code = f"new-{procedure.pk}"
    procedure.save(update_fields=["code"])
    manual = Manual.objects.create(procedure=procedure, agency=owner)
    audit.record(
        actor=actor,
        verb="create",
        target="procedure",
        target_id=procedure.pk,
        detail={"name": name, "official_name": official, "owner": owner.pk},
    )
    audit.record(actor=actor, verb="begin", target="manual", target_id=manual.pk)
    announce(OutboxTopic.PROCEDURE, [procedure.pk], shows=Shows.OWN)
    return manual


@transaction.atomic
def publish_standard(
    *,
    manual: Manual,
    content: ManualContent,
    actor: str,
    author: str = "",
    note: str = "",
    at: datetime | None = None,
) -> ManualRevision:
    """Publish ``content`` as the next edition of a standard manual.

    Adopters that override nothing follow at once. The first edition makes the procedure one that
    citizens can use. ``actor`` publishes what ``author`` (default: the same) wrote. ``at`` is the
    moment of publication, default now.

    Raises:
        ManualRuleError: ``manual`` is an adoption, not a standard manual.
    """
    if not manual.is_standard:
        raise ManualRuleError(_("คู่มือนี้รับคู่มือมาตรฐานกลางมาใช้ แก้ได้เฉพาะส่วนของหน่วยงาน"))
    revision = append_edition(
        manual=manual, content=content, based_on=None, author=author or actor, note=note, at=at
    )
    shows = Shows.FACTS if write_facts(manual, content) else Shows.OWN
    if write_document_graph(manual.procedure, content):
        shows = Shows.EVERYWHERE  # services that ask for the same documents lead to one another
    if manual.procedure.status == ProcedureStatus.DRAFT:
        shows = Shows.EVERYWHERE
        manual.procedure.status = ProcedureStatus.ACTIVE
        manual.procedure.mark_edited()
        manual.procedure.save(update_fields=["status", "edited_at", "updated_at"])
    put_in_force(manual=manual, revision=revision, sections=(), actor=actor, shows=shows)
    return revision


@transaction.atomic
def publish_overrides(
    *,
    manual: Manual,
    overrides: BaseModel,
    actor: str,
    author: str = "",
    note: str = "",
    at: datetime | None = None,
) -> ManualRevision:
    """Publish the sections in which an adopting agency differs from the standard manual.

    ``overrides`` is a ``LocalOverrides``; an empty one makes the agency follow wholly again.

    Raises:
        ManualRuleError: the manual adopts nothing, or its standard manual is not published.
    """
    standard = manual.standard
    if standard is None:
        raise ManualRuleError(_("คู่มือนี้เป็นคู่มือมาตรฐานกลาง ไม่มีส่วนที่แก้เฉพาะหน่วยงาน"))
    if standard.current is None:
        raise ManualRuleError(_("คู่มือมาตรฐานกลางยังไม่เผยแพร่ รอหน่วยงานเจ้าของเผยแพร่ก่อน"))
    checked = LocalOverrides.model_validate(overrides.model_dump())
    revision = append_edition(
        manual=manual,
        content=checked,
        based_on=standard.current,
        author=author or actor,
        note=note,
        at=at,
    )
    sections = overridden_sections(checked)
    if sections:
        base = ManualContent.model_validate(standard.current.content)
        write_facts(manual, merge(base, checked))
    else:
        ManualFacts.objects.filter(manual=manual).delete()
    # What one agency sets for itself shows on its own pages and in no list.
    put_in_force(manual=manual, revision=revision, sections=sections, actor=actor, shows=Shows.OWN)
    return revision


def hold_what_facts_name() -> None:
    """Let nobody end a topic, a group or a code until the end of the transaction."""
    for what in (CODES, HEADINGS):
        wait_turn(what, shared=True)


@transaction.atomic
def change_facts(*, procedure: Procedure, facts: ProcedureFacts, actor: str) -> tuple[str, ...]:
    """Give a procedure other names, types or topics; returns the facts that changed.

    Raises:
        ManualRuleError: a code is not in force, or another procedure has the official name.
    """
    hold_what_facts_name()
    # As it is now: no count or saying that others wrote meanwhile is undone.
    procedure.refresh_from_db(from_queryset=Procedure.objects.select_for_update(no_key=True))
    before = facts_of(procedure)
    changed = changed_facts(before, facts)
    if not changed:
        return ()
    if "official_name_th" in changed:
        wait_turn(NAMES)
    wrong = fact_problems(facts, procedure, timezone.localdate(timezone=BANGKOK))
    if wrong:
        name, message = next(iter(wrong.items()))
        raise ManualRuleError(f"{FACT_LABELS[name]}: {message}")
    for name in set(changed) - {"topic", "target_groups"}:
        setattr(procedure, name, getattr(facts, name))
    procedure.topic = Topic.objects.get(slug=facts.topic)
    procedure.mark_edited()
    columns = set(changed) - {"target_groups"}
    procedure.save(update_fields=[*columns, "edited_at", "updated_at"])
    procedure.target_groups.set(TargetGroup.objects.filter(slug__in=facts.target_groups))
    audit.record(
        actor=actor,
        verb="edit",
        target="procedure",
        target_id=procedure.pk,
        detail={name: getattr(before, name) for name in changed},
    )
    announce(OutboxTopic.PROCEDURE, [procedure.pk])
    return changed


@transaction.atomic
def adopt(*, standard: Manual, agency: Agency, actor: str) -> Manual:
    """Let ``agency`` use a standard manual as it is; returns the existing adoption if any.

    The procedure is held meanwhile, as who ends it holds it: none is adopted that just ended.

    Raises:
        ManualRuleError: ``standard`` is itself an adoption, belongs to ``agency``, or citizens
            cannot read it.
    """
    if not standard.is_standard or standard.agency_id == agency.pk:
        raise ManualRuleError(_("รับมาใช้ได้เฉพาะคู่มือมาตรฐานกลางของหน่วยงานอื่น"))
    # As it is now, not as it was when somebody opened the form.
    held = Procedure.objects.select_for_update(no_key=True).get(pk=standard.procedure_id)
    is_public = Manual.objects.filter(pk=standard.pk, current__isnull=False).exists()
    if not is_public or held.status != ProcedureStatus.ACTIVE:
        raise ManualRuleError(_("คู่มือมาตรฐานกลางนี้ไม่ได้เผยแพร่อยู่ จึงยังรับมาใช้ไม่ได้"))
    manual, created = Manual.objects.get_or_create(
        procedure_id=standard.procedure_id,
        agency=agency,
        defaults={
            "standard": standard,
            "province_id": agency.province_id,
            "status": ManualStatus.PUBLISHED,
        },
    )
    if created:
        audit.record(actor=actor, verb="adopt", target="manual", target_id=manual.pk)
        # Seen where the procedure's agencies are listed, and among what this agency serves.
        versions.touch([record_key(AGENCY, agency.pk)])
        announce(OutboxTopic.PROCEDURE, [standard.procedure_id], shows=Shows.OWN)
    return manual


@transaction.atomic
def withdraw_procedure(
    *, procedure: Procedure, reason: str, actor: str, successor: Procedure | None = None
) -> None:
    """End a procedure: its pages answer 410 with the reason from now on, and its successor.

    Raises:
        ManualRuleError: no reason is given, the successor is the procedure itself or ended, or
            citizens never knew of it.
    """
    if not reason.strip():
        raise ManualRuleError(_("บอกเหตุผลที่ยกเลิก เพื่อให้ประชาชนรู้ว่าต้องทำอย่างไรต่อ"))
    if procedure.status == ProcedureStatus.DRAFT:
        raise ManualRuleError(_("กระบวนงานนี้ยังไม่เคยเผยแพร่ จึงไม่ต้องยกเลิก ทิ้งร่างแทน"))
    if successor is not None and (
        successor.pk == procedure.pk or successor.status != ProcedureStatus.ACTIVE
    ):
        raise ManualRuleError(_("ใช้กระบวนงานอื่นที่ยังใช้งานอยู่แทนเท่านั้น"))
    procedure.status = ProcedureStatus.WITHDRAWN
    procedure.withdrawn_reason = reason.strip()
    procedure.merged_into = successor
    _save_procedure_status(procedure, verb="withdraw", actor=actor, detail=reason.strip())


@transaction.atomic
def reopen_procedure(*, procedure: Procedure, reason: str, actor: str) -> None:
    """Take up a withdrawn procedure again: its pages are back as they were.

    Raises:
        ManualRuleError: the procedure is not withdrawn, or no reason is given.
    """
    if procedure.status != ProcedureStatus.WITHDRAWN or not reason.strip():
        raise ManualRuleError(_("เปิดใช้อีกครั้งได้เฉพาะกระบวนงานที่ยกเลิกแล้ว และต้องบอกเหตุผล"))
    procedure.status = ProcedureStatus.ACTIVE
    procedure.withdrawn_reason = ""
    procedure.merged_into = None
    _save_procedure_status(procedure, verb="reopen", actor=actor, detail=reason.strip())


@transaction.atomic
def withdraw_adoption(*, manual: Manual, reason: str, actor: str) -> None:
    """End an adopting agency's manual; the standard manual and other agencies go on.

    Raises:
        ManualRuleError: it is a standard manual, or no reason is given.
    """
    if manual.is_standard or not reason.strip():
        raise ManualRuleError(_("เลิกใช้ได้เฉพาะคู่มือที่รับมาใช้ และต้องบอกเหตุผล"))
    _set_status(manual, ManualStatus.WITHDRAWN, verb="withdraw", actor=actor, reason=reason)


@transaction.atomic
def reopen_adoption(*, manual: Manual, reason: str, actor: str) -> None:
    """Let an agency serve a procedure again after it had stopped.

    Raises:
        ManualRuleError: the manual is no withdrawn adoption, or no reason is given.
    """
    if manual.is_standard or manual.status != ManualStatus.WITHDRAWN or not reason.strip():
        raise ManualRuleError(_("เปิดใช้อีกครั้งได้เฉพาะคู่มือที่เลิกใช้แล้ว และต้องบอกเหตุผล"))
    _set_status(manual, ManualStatus.PUBLISHED, verb="reopen", actor=actor, reason=reason)


def _set_status(
    manual: Manual, status: ManualStatus, *, verb: str, actor: str, reason: str
) -> None:
    manual.status = status
    manual.save(update_fields=["status"])
    audit.record(
        actor=actor,
        verb=verb,
        target="manual",
        target_id=manual.pk,
        detail={"detail": reason.strip()},
    )
    # Whether an agency serves a procedure shows in the procedure's lists of places and agencies.
    announce(OutboxTopic.PROCEDURE, [manual.procedure_id])


@transaction.atomic
def merge_procedure(*, procedure: Procedure, into: Procedure, actor: str) -> None:
    """Replace a procedure by another one: its pages redirect there for good.

    Raises:
        ManualRuleError: the target is the procedure itself or is not in use.
    """
    if into.pk == procedure.pk or into.status != ProcedureStatus.ACTIVE:
        raise ManualRuleError(_("รวมเข้ากับกระบวนงานอื่นที่ยังใช้งานอยู่เท่านั้น"))
    procedure.status = ProcedureStatus.MERGED
    procedure.merged_into = into
    _save_procedure_status(procedure, verb="merge", actor=actor, detail=into.code)


def _save_procedure_status(procedure: Procedure, *, verb: str, actor: str, detail: str) -> None:
    procedure.mark_edited()
    # Nothing else of the row: its counts and words are others' to write.
    columns = ("status", "withdrawn_reason", "merged_into", "edited_at", "updated_at")
    procedure.save(update_fields=columns)
    audit.record(
        actor=actor,
        verb=verb,
        target="procedure",
        target_id=procedure.pk,
        detail={"detail": detail},
    )
    announce(OutboxTopic.PROCEDURE, [procedure.pk])
