"""Every change of channels and declarations: whole, audited and announced, or not at all.

``actor`` is whoever acts; whether she may is asked before, of her rights. What only the rows know
is checked here under their lock: that the version she saw still stands, and that nobody decides
about what she declared herself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from infogo.accounts.models import NoticeKind, Officer
from infogo.accounts.names import officer_ids
from infogo.accounts.notices import notify, settle
from infogo.agencies.models import Agency, AgencyStatus
from infogo.channels.addresses import agency_page, declaration_page
from infogo.channels.errors import ChannelError, ChannelFieldError
from infogo.channels.facts import ChannelFacts
from infogo.channels.models import (
    LONGEST_ORDER,
    LONGEST_REASON,
    AgencyEChannel,
    ChannelStatus,
    DeclarationStep,
    EActDeclaration,
    Review,
    Section,
)
from infogo.core import audit
from infogo.core.dates import bangkok_now
from infogo.core.models import OutboxTopic
from infogo.core.outbox import Shows, announce
from infogo.core.refusal import mark_of
from infogo.core.written import clean_line
from infogo.files.models import Holder
from infogo.files.services import (
    Actor,
    PutAway,
    note_draft,
    note_published,
    note_stored,
    put_away,
)

TAKEN = "หน่วยงานนี้มีช่องทางนี้อยู่แล้ว แก้รายการเดิมแทน"
FILE_OF_NOTHING = (
    "คุณแนบไฟล์ แต่เลือกว่ายังไม่ออก ถ้าออกแล้ว เลือก “ออกแล้ว” และเลือกไฟล์อีกครั้ง ถ้ายังไม่ออก ส่งอีกครั้งโดยไม่แนบไฟล์"
)
MOVED_ON = "มีการเปลี่ยนแปลงหลังจากคุณเปิดหน้านี้ อ่านข้อมูลล่าสุดแล้วทำอีกครั้ง"


@dataclass(frozen=True)
class Answered:
    """What an agency answers about one section.

    ``is_issued`` says that the order exists: then its number and date are known. Without it the
    agency is still at work, and ``expected_on`` is when it means to be done.
    """

    is_issued: bool
    order_number: str = ""
    signed_on: date | None = None
    expected_on: date | None = None


@transaction.atomic
def save_channel(
    *,
    agency_id: int,
    facts: ChannelFacts,
    actor: Actor,
    channel_id: int | None = None,
    seen: str = "",
) -> AgencyEChannel:
    """Declare a channel of an agency, or change one; citizens see it at once.

    ``seen`` is the mark (``channel_mark``) of the channel that she began to change.

    Raises:
        ChannelError: the agency has ended, has this channel already, the day is in the future, or
            somebody changed the channel meanwhile.
        AgencyEChannel.DoesNotExist: the agency has no such channel.
    """
    agency = _living(agency_id)
    if facts.opened_on > bangkok_now().date():
        raise ChannelFieldError("opened_on", "วันที่เปิดใช้ต้องไม่เกินวันนี้ ประกาศเมื่อเปิดใช้แล้ว")
    same = AgencyEChannel.objects.filter(agency=agency, kind=facts.kind, address=facts.address)
    if same.exclude(pk=channel_id or 0).exists():
        raise ChannelFieldError("address", TAKEN)
    channel = AgencyEChannel(agency=agency)
    if channel_id is not None:
        channel = AgencyEChannel.objects.select_for_update().get(agency=agency, pk=channel_id)
        if seen != channel_mark(channel):
            raise ChannelError(f"{MOVED_ON} ขณะนี้คือ {channel.address} {channel.purpose_th}".strip())
    before = _told(channel)
    for name in ("kind", "level", "address", "purpose_th", "opened_on"):
        setattr(channel, name, getattr(facts, name))
    channel.mark_edited()
    channel.save()
    verb = "add_e_channel" if channel_id is None else "edit_e_channel"
    _record(actor, verb, channel, {"before": before, "after": _told(channel)})
    return channel


def channel_mark(channel: AgencyEChannel) -> str:
    """Return what tells one state of a channel from another."""
    return mark_of(_told(channel))


@transaction.atomic
def close_channel(*, agency_id: int, channel_id: int, actor: Actor) -> AgencyEChannel:
    """End a channel today; citizens are no longer shown it. An ended one stays as it is.

    Raises:
        AgencyEChannel.DoesNotExist: the agency has no such channel.
    """
    channel = AgencyEChannel.objects.select_for_update().get(agency_id=agency_id, pk=channel_id)
    if channel.status == ChannelStatus.CLOSED:
        return channel
    channel.status, channel.closed_on = ChannelStatus.CLOSED, bangkok_now().date()
    channel.mark_edited()
    channel.save()
    _record(actor, "close_e_channel", channel, {"address": channel.address})
    return channel


@transaction.atomic
def reopen_channel(*, agency_id: int, channel_id: int, actor: Actor) -> AgencyEChannel:
    """Take an ended channel into use again, as if it had not ended.

    Raises:
        ChannelError: the agency has ended.
        AgencyEChannel.DoesNotExist: the agency has no such channel.
    """
    agency = _living(agency_id)
    channel = AgencyEChannel.objects.select_for_update().get(agency=agency, pk=channel_id)
    if channel.status == ChannelStatus.OPEN:
        return channel
    channel.status, channel.closed_on = ChannelStatus.OPEN, None
    channel.mark_edited()
    channel.save()
    _record(actor, "reopen_e_channel", channel, {"address": channel.address})
    return channel


def declare(
    *,
    agency_id: int,
    section: Section,
    answered: Answered,
    actor: Actor,
    upload: UploadedFile | None = None,
    seen: int = 0,
) -> EActDeclaration:
    """Answer for an agency about one section; it waits for the central agency again.

    Without a new file the one attached before stays. ``seen`` is the version with which the form
    began, 0 for none. The file is put away before anything is held: nobody waits for it.

    Raises:
        ChannelError: the agency has ended, something is missing, there is a file of no order, or
            somebody was faster.
        FileRefusedError: the file cannot be taken.
    """
    _check_answer(answered, bangkok_now().date())
    if upload is not None and not answered.is_issued:
        raise ChannelFieldError("answer", FILE_OF_NOTHING)
    file = put_away(upload) if upload is not None else None
    return _declare(agency_id, section, answered, actor, file, seen)


@transaction.atomic
def _declare(
    agency_id: int,
    section: Section,
    answered: Answered,
    actor: Actor,
    file: PutAway | None,
    seen: int,
) -> EActDeclaration:
    agency = _living(agency_id)
    held = EActDeclaration.objects.select_for_update().filter(agency=agency, section=section)
    declaration = held.first()
    if seen != (declaration.version if declaration else 0):
        raise ChannelError(f"{MOVED_ON} {_standing(declaration)}".strip())
    if declaration is not None and declaration.is_simulated:
        declaration.delete()  # an answer that nobody gave is no part of the true one's history
        declaration = None
    if declaration is None:
        declaration = EActDeclaration(agency=agency, section=section, version=0)
    if answered.is_issued and file is None and has_wrong_file(declaration):
        raise ChannelFieldError("file", "แนบไฟล์ใหม่ ส่วนกลางแจ้งว่าไฟล์เดิมไม่ถูกต้อง")
    if file is not None:
        declaration.file = note_stored(file, actor, agency.key)
    declaration.review = Review.NONE if answered.is_issued else Review.IN_PROGRESS
    declaration.order_number = clean_line(answered.order_number) if answered.is_issued else ""
    declaration.signed_on = answered.signed_on if answered.is_issued else None
    declaration.expected_on = None if answered.is_issued else answered.expected_on
    declaration.reason = ""
    declaration.declared_by, declaration.declared_at = actor.id, timezone.now()
    _step(declaration, actor, "declare_e_act")
    path = declaration.file.public_path if declaration.file else ""
    note_draft(Holder.DECLARATION, declaration.pk, "", path, agency.key)
    settle([agency_page(agency.pk)])
    return declaration


@transaction.atomic
def review_declaration(
    *, declaration_id: int, review: Review, reason: str, actor: Actor, seen: int
) -> EActDeclaration:
    """Decide about a declaration; its file becomes public when it is accepted.

    Raises:
        ChannelError: no reason for what the agency has to mend, nothing to accept, her own
            declaration, or another version than she saw.
        EActDeclaration.DoesNotExist: there is no such declaration.
    """
    declaration = (
        EActDeclaration.objects.select_for_update(of=("self",))
        .select_related("agency", "file")
        .get(pk=declaration_id)
    )
    said = clean_line(reason)[:LONGEST_REASON]
    if declaration.version != seen:
        raise ChannelError(MOVED_ON)
    if declaration.is_simulated:
        raise ChannelError("คำตอบนี้เป็นข้อมูลจำลอง ไม่มีอะไรให้ตรวจ")
    if declaration.declared_by == actor.id:
        raise ChannelError("คุณแจ้งเรื่องนี้เอง ให้เจ้าหน้าที่ส่วนกลางคนอื่นตรวจ")
    if review not in (Review.ACCEPTED, Review.WRONG_FILE, Review.IN_PROGRESS):
        raise ChannelError("เลือกผลตรวจ")
    file = declaration.file
    if review == Review.ACCEPTED and (file is None or file.withdrawn_at is not None):
        raise ChannelError("ยังไม่มีไฟล์ประกาศให้ตรวจ จึงรับว่าถูกต้องไม่ได้")
    if review != Review.ACCEPTED and not said:
        raise ChannelFieldError("reason", "บอกหน่วยงานว่าต้องแก้อะไร")
    declaration.review, declaration.reason = review, said
    _step(declaration, actor, "review_e_act")
    if review == Review.ACCEPTED and file is not None:
        note_published(
            Holder.DECLARATION, declaration.pk, "", file.public_path, declaration.agency.key
        )
    settle([declaration_page(declaration.pk)])
    _tell(declaration)
    return declaration


def _living(agency_id: int) -> Agency:
    held = Agency.objects.select_for_update().get(pk=agency_id)
    if held.status != AgencyStatus.ACTIVE:
        raise ChannelError("หน่วยงานนี้เลิกหรือรวมกับหน่วยงานอื่นแล้ว แก้ข้อมูลไม่ได้")
    return held


def _standing(declaration: EActDeclaration | None) -> str:
    if declaration is None:
        return ""
    return f"ขณะนี้: {Review(declaration.review).label} {declaration.reason}"


def has_wrong_file(declaration: EActDeclaration) -> bool:
    """Tell whether its file was last found wrong, also when the agency answered since."""
    if declaration.pk is None:
        return False
    decided = declaration.steps.filter(
        file=declaration.file, review__in=[Review.WRONG_FILE, Review.ACCEPTED]
    ).last()
    return decided is not None and decided.review == Review.WRONG_FILE


def _check_answer(answered: Answered, today: date) -> None:
    if not answered.is_issued:
        if answered.expected_on is not None and answered.expected_on < today:
            raise ChannelFieldError("expected_on", "วันนี้ผ่านไปแล้ว ใส่วันใหม่หรือเว้นว่าง")
        return
    number = clean_line(answered.order_number)
    if not number:
        raise ChannelFieldError("order_number", "ใส่เลขที่คำสั่งหรือประกาศ ถ้าไม่มีเลขที่ให้ใส่ “ไม่มีเลขที่”")
    if len(number) > LONGEST_ORDER:
        raise ChannelFieldError("order_number", f"เลขที่ยาวเกิน {LONGEST_ORDER} ตัวอักษร")
    if answered.signed_on is None:
        raise ChannelFieldError("signed_on", "ใส่วันที่ลงนาม")
    if answered.signed_on > today:
        raise ChannelFieldError("signed_on", "วันที่ลงนามต้องไม่เกินวันนี้")


def _step(declaration: EActDeclaration, actor: Actor, verb: str) -> None:
    """Save a declaration's new state with its step, its line of the trail and its event."""
    name = f"{actor.id} {actor.name}".strip()
    declaration.version += 1
    declaration.save()
    DeclarationStep.objects.create(
        declaration=declaration,
        actor=name[:200],
        review=declaration.review,
        order_number=declaration.order_number,
        signed_on=declaration.signed_on,
        file=declaration.file,
        reason=declaration.reason,
    )
    audit.record(
        actor=name,
        verb=verb,
        target="e_act_declaration",
        target_id=declaration.pk,
        detail={
            "agency": declaration.agency_id,
            "section": declaration.section,
            "review": str(declaration.review),
            "order": declaration.order_number,
            "file": declaration.file_id,
            "reason": declaration.reason,
        },
    )
    announce(OutboxTopic.AGENCY, [declaration.agency_id], shows=Shows.OWN)


def _tell(declaration: EActDeclaration) -> None:
    """Tell whoever declared it what the central agency found."""
    officers = Officer.objects.filter(pk__in=officer_ids([declaration.declared_by]), is_active=True)
    word = Review(declaration.review).label
    notify(
        officers=list(officers),
        kind=NoticeKind.E_ACT_REVIEWED,
        text=f"มาตรา {declaration.section} ของ{declaration.agency.name_th}: {word}",
        path=agency_page(declaration.agency_id),
    )


def _record(actor: Actor, verb: str, channel: AgencyEChannel, detail: dict[str, Any]) -> None:
    audit.record(
        actor=f"{actor.id} {actor.name}".strip(),
        verb=verb,
        target="e_channel",
        target_id=channel.pk,
        detail={"agency": channel.agency_id, **detail},
    )
    announce(OutboxTopic.AGENCY, [channel.agency_id], shows=Shows.OWN)


def _told(channel: AgencyEChannel) -> dict[str, str]:
    return {
        "kind": channel.kind,
        "address": channel.address,
        "purpose": channel.purpose_th,
        "opened_on": str(channel.opened_on or ""),
    }
