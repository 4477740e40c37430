"""Ready texts of an agency for answers: written, changed, removed."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.agencies.models import Agency
from infogo.core import audit
from infogo.ratings.errors import NotAllowedError, RatingError
from infogo.ratings.models import ReplyTemplate

MOST_OF_AN_AGENCY = 100
STARTERS: tuple[tuple[str, str], ...] = (
    (
        "ขอบคุณ",
        "ขอบคุณสำหรับความเห็น เราส่งให้เจ้าหน้าที่ที่ให้บริการทราบแล้ว",
    ),
    (
        "รอนานกว่าที่แจ้ง",
        "ขออภัยที่คุณรอนานกว่าเวลาที่แจ้งไว้ เรากำลังดูว่าช้าที่ขั้นตอนไหน และจะแจ้งผลในหน้านี้",
    ),
    (
        "ถูกขอสำเนา",
        "คุณไม่ต้องใช้สำเนาบัตรประชาชนหรือสำเนาทะเบียนบ้าน เราแจ้งเจ้าหน้าที่ทุกช่องแล้ว "
        "ถ้ามีเจ้าหน้าที่ขออีก ให้แสดงหน้าคู่มือนี้",
    ),
    (
        "จ่ายเกิน",
        "ค่าธรรมเนียมต้องเท่ากับที่เขียนในคู่มือ ถ้าคุณมีใบเสร็จ กรุณานำมาที่จุดให้บริการเพื่อตรวจและขอเงินส่วนเกินคืน",
    ),
)
"""Texts that an agency may begin with: title and text."""


def templates_of(rights: Rights) -> QuerySet[ReplyTemplate]:
    """Return the ready texts that she may change: of agencies she answers for as a whole."""
    hers = rights.agencies(Act.HANDLE_FEEDBACK).order_by().values("pk")
    return ReplyTemplate.objects.filter(agency__in=hers)


@transaction.atomic
def save_template(
    *, agency: Agency, title: str, text: str, rights: Rights, template_id: int | None = None
) -> ReplyTemplate:
    """Write a ready text, or change the one of this number.

    Raises:
        NotAllowedError: she does not answer for the whole agency.
        RatingError: another text has this title, it was removed, or there are too many.
    """
    _require(rights, agency)
    if template_id is None:
        found = ReplyTemplate(agency=agency)
        if ReplyTemplate.objects.filter(agency=agency).count() >= MOST_OF_AN_AGENCY:
            raise RatingError(f"เก็บได้ไม่เกิน {MOST_OF_AN_AGENCY} ข้อความ ลบข้อความที่ไม่ใช้ก่อน")
    else:
        found = _locked(agency, template_id)
    found.title, found.text = title, text
    found.changed_by, found.changed_at = rights.officer.audit_name, timezone.now()
    try:
        with transaction.atomic():
            found.save()
    except IntegrityError as clash:
        raise RatingError("มีข้อความชื่อนี้แล้ว ตั้งชื่ออื่น") from clash
    _record(rights, "save_reply_template", found)
    return found


@transaction.atomic
def remove_template(*, agency: Agency, template_id: int, rights: Rights) -> None:
    """Remove a ready text; answers written with it stay.

    Raises:
        NotAllowedError: she does not answer for the whole agency.
        RatingError: it was removed already.
    """
    _require(rights, agency)
    found = _locked(agency, template_id)
    _record(rights, "remove_reply_template", found)
    found.delete()


@transaction.atomic
def add_starters(*, agency: Agency, rights: Rights) -> int:
    """Give an agency the texts to begin with that it does not have; returns how many.

    Raises:
        NotAllowedError: she does not answer for the whole agency.
    """
    _require(rights, agency)
    present = set(ReplyTemplate.objects.filter(agency=agency).values_list("title", flat=True))
    missing = [(title, text) for title, text in STARTERS if title not in present]
    for title, text in missing:
        save_template(agency=agency, title=title, text=text, rights=rights)
    return len(missing)


def _require(rights: Rights, agency: Agency) -> None:
    if not rights.agencies(Act.HANDLE_FEEDBACK).filter(pk=agency.pk).exists():
        raise NotAllowedError("คุณแก้ข้อความสำเร็จรูปของหน่วยงานนี้ไม่ได้ ให้ผู้ดูแลความเห็นของทั้งหน่วยงานแก้")


def _locked(agency: Agency, template_id: int) -> ReplyTemplate:
    found = ReplyTemplate.objects.select_for_update().filter(pk=template_id, agency=agency).first()
    if found is None:
        raise RatingError("ข้อความนี้ถูกลบไปแล้ว กลับไปดูรายการ")
    return found


def _record(rights: Rights, verb: str, template: ReplyTemplate) -> None:
    audit.record(
        actor=rights.officer.audit_name,
        verb=verb,
        target="agency",
        target_id=template.agency_id,
        detail={"title": template.title, "text": template.text},
    )


def put_into(text: str, template: ReplyTemplate) -> str:
    """Return what she had written with a ready text after it; nothing she typed is lost."""
    written = text.strip()
    if template.text in written:
        return written
    return f"{written}\n\n{template.text}" if written else template.text
