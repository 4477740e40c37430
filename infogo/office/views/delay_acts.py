"""What is done with a delayed request: each a page with a form, saved and led back to the case."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods

from infogo.accounts.roles import Act
from infogo.core.dates import bangkok_now, long_date
from infogo.delays.errors import DelayError
from infogo.delays.models import DelayCase, NoticeChannel, Outcome, PauseKind
from infogo.delays.pause_rules import rules_of
from infogo.delays.reckoning import Almanac
from infogo.delays.services import cases, checks, notices
from infogo.delays.services.deficiency import instead_words, why_no_more
from infogo.delays.services.notices import NewNotice
from infogo.office import delay_forms
from infogo.office.act_page import ActPage, act_page
from infogo.office.pages.delay_case import reasons_for, sent_by_number
from infogo.office.views.delays import case_within_reach, may_report
from infogo.workspace.gate import OfficeRequest
from infogo.workspace.needing import needing

form_page = require_http_methods(["GET", "HEAD", "POST"])


@form_page
@needing(Act.VIEW)
def notice(request: OfficeRequest, case_id: int) -> HttpResponse:
    """Write down a notice of delay; its letter can be printed then."""
    case = case_to_write_in(request, case_id)
    reasons, copies = reasons_for(bangkok_now().date())
    form = delay_forms.NoticeForm(
        request.POST or None, initial=_today("sent_on"), reasons=reasons, copies_to=copies
    )

    def wrong(said: dict[str, Any]) -> Iterable[DelayError]:
        return checks.wrong_notice(
            case,
            Almanac.read(),
            **_of(said, "sent_on", "reason", "text", "expected_on", "copied_on"),
        )

    def save(said: dict[str, Any], actor: str) -> object:
        said = {"copied_on": None, **said, "channel": NoticeChannel(said["channel"])}
        return notices.record_notice(case_id=case.pk, notice=NewNotice(**said), actor=actor)

    words = ActPage(
        "บันทึกการแจ้งเหตุล่าช้า",
        "บันทึกหนังสือที่ส่งหรือกำลังจะส่งวันนี้ แล้วพิมพ์หนังสือได้จากหน้าเรื่อง",
        "บันทึกการแจ้ง",
        "บันทึกการแจ้งแล้ว พิมพ์หนังสือได้จากรายการด้านล่าง",
    )
    return act_page(request, case, words, form, save, wrong)


@form_page
@needing(Act.VIEW)
def pause(request: OfficeRequest, case_id: int) -> HttpResponse:
    """Stop the clock."""
    case = case_to_write_in(request, case_id)
    form = delay_forms.PauseForm(
        request.POST or None, initial=_today("begins_on"), rules=rules_of(case)
    )

    def wrong(said: dict[str, Any]) -> Iterable[DelayError]:
        return checks.wrong_pause(
            case, **_of(said, "kind", "basis", "begins_on", "missing", "complete_by")
        )

    def save(said: dict[str, Any], actor: str) -> object:
        return cases.pause_clock(
            case_id=case.pk,
            kind=PauseKind(said["kind"]),
            basis=said["basis"],
            begins_on=said["begins_on"],
            record=form.record(),
            actor=actor,
        )

    no_more = why_no_more(case, bangkok_now().date())
    words = ActPage(
        "หยุดนับเวลา",
        f"{no_more} {instead_words()}"
        if no_more
        else "หยุดนับได้เมื่อมีบันทึกความบกพร่องตามมาตรา 8 หรือคู่มือเขียนไว้ว่าไม่รวมเวลานั้น วันที่หยุดนับไม่ถือว่าล่าช้า "
        "บันทึกความบกพร่องทำได้ครั้งเดียว จึงตรวจเอกสารให้ครบก่อนบันทึก",
        "หยุดนับเวลา",
        "หยุดนับเวลาแล้ว",
    )
    return act_page(request, case, words, form, save, wrong)


@form_page
@needing(Act.VIEW)
def resume(request: OfficeRequest, case_id: int) -> HttpResponse:
    """Let the clock run again."""
    case = case_to_write_in(request, case_id)
    form = delay_forms.ResumeForm(request.POST or None, initial=_today("ends_on"))

    def wrong(said: dict[str, Any]) -> Iterable[DelayError]:
        return checks.wrong_resumption(case, **_of(said, "ends_on"))

    def save(said: dict[str, Any], actor: str) -> object:
        return cases.resume_clock(case_id=case.pk, actor=actor, **said)

    words = ActPage(
        "นับเวลาต่อ", "วันถัดจากวันที่ใส่จะนับเป็นเวลาของหน่วยงาน", "นับเวลาต่อ", "นับเวลาต่อแล้ว ดูวันครบกำหนดใหม่"
    )
    return act_page(request, case, words, form, save, wrong)


@form_page
@needing(Act.VIEW)
def extend(request: OfficeRequest, case_id: int) -> HttpResponse:
    """Add time that a law gives."""
    case = case_to_write_in(request, case_id)
    form = delay_forms.ExtendForm(request.POST or None, initial=_today("granted_on"))

    def wrong(said: dict[str, Any]) -> Iterable[DelayError]:
        return checks.wrong_extension(case, **_of(said, "value", "basis", "granted_on"))

    def save(said: dict[str, Any], actor: str) -> object:
        return cases.extend_case(
            case_id=case.pk,
            length=form.length(),
            basis=said["basis"],
            granted_on=said["granted_on"],
            actor=actor,
        )

    words = ActPage(
        "ขยายเวลาตามกฎหมาย",
        "เวลาที่ขยายนับต่อจากวันครบกำหนดเดิม ในหน่วยของตัวเอง ต้องมีกฎหมายให้ขยายได้",
        "ขยายเวลา",
        "ขยายเวลาแล้ว ดูวันครบกำหนดใหม่",
    )
    return act_page(request, case, words, form, save, wrong)


@form_page
@needing(Act.VIEW)
def close(request: OfficeRequest, case_id: int) -> HttpResponse:
    """End a case."""
    case = case_to_write_in(request, case_id)
    form = delay_forms.CloseForm(request.POST or None, initial=_today("decided_on"))

    def wrong(said: dict[str, Any]) -> Iterable[DelayError]:
        return checks.wrong_end(case, **_of(said, "decided_on", "told_on"))

    def save(said: dict[str, Any], actor: str) -> object:
        decision = cases.Decision(said["decided_on"], Outcome(said["outcome"]), said["told_on"])
        return cases.close_case(case_id=case.pk, decision=decision, actor=actor)

    words = ActPage(
        "ปิดเรื่อง",
        "หลังปิดเรื่องไม่ต้องแจ้งเหตุล่าช้าอีก แต่ยังต้องแจ้งผลให้ผู้ยื่นทราบ "
        "ถ้าไม่อนุญาตหรือคืนคำขอ กลับไปหน้าเรื่องแล้วกด “ไม่อนุญาตหรือคืนคำขอ” เพราะต้องบันทึกเหตุผล",
        "ปิดเรื่อง",
        "ปิดเรื่องแล้ว",
    )
    return act_page(request, case, words, form, save, wrong)


@form_page
@needing(Act.VIEW)
def told(request: OfficeRequest, case_id: int) -> HttpResponse:
    """Write down when the person was told of the decision."""
    case = case_to_write_in(request, case_id)
    form = delay_forms.ToldForm(request.POST or None, initial=_today("told_on"))

    def wrong(said: dict[str, Any]) -> Iterable[DelayError]:
        return checks.wrong_result(case, **_of(said, "told_on"))

    def save(said: dict[str, Any], actor: str) -> object:
        return cases.note_result(case_id=case.pk, actor=actor, **said)

    words = ActPage("บันทึกวันที่แจ้งผล", "นับจากวันที่พิจารณาเสร็จ", "บันทึกวันที่แจ้งผล", "บันทึกวันที่แจ้งผลแล้ว")
    return act_page(request, case, words, form, save, wrong)


@form_page
@needing(Act.VIEW)
def reopen(request: OfficeRequest, case_id: int) -> HttpResponse:
    """Take back an end that was a mistake."""
    case = case_to_write_in(request, case_id)
    form = delay_forms.WhyForm(request.POST or None)

    def wrong(said: dict[str, Any]) -> Iterable[DelayError]:
        return checks.wrong_reopening(case, **_of(said, "reason"))

    def save(said: dict[str, Any], actor: str) -> object:
        return cases.reopen_case(case_id=case.pk, actor=actor, **said)

    words = ActPage(
        "เปิดเรื่องอีกครั้ง",
        "ใช้เมื่อปิดผิด งวดแจ้งที่ผ่านไปจะนับใหม่จนถึงวันนี้ ถ้าหยุดนับเวลาอยู่ตอนปิดเรื่อง จะหยุดนับต่อ "
        "เหตุผลที่บันทึกไว้ใช้ต่อไม่ได้ แต่ยังอ่านได้ที่หน้าเรื่อง",
        "เปิดเรื่องอีกครั้ง",
        "เปิดเรื่องอีกครั้งแล้ว",
    )
    return act_page(request, case, words, form, save, wrong)


@form_page
@needing(Act.VIEW)
def copied(request: OfficeRequest, case_id: int, notice_id: int) -> HttpResponse:
    """Write down when the copy of a notice went out."""
    case = case_to_write_in(request, case_id, notice_id)
    form = delay_forms.CopiedForm(request.POST or None, initial=_today("copied_on"))

    def save(said: dict[str, Any], actor: str) -> object:
        return notices.mark_copied(notice_id=notice_id, actor=actor, **said)

    _reasons, copies = reasons_for(bangkok_now().date())
    words = ActPage(
        "บันทึกวันที่ส่งสำเนา",
        f"ส่งสำเนาหนังสือแจ้งให้{copies}ทุกครั้งที่แจ้ง",
        "บันทึกวันที่ส่งสำเนา",
        "บันทึกวันที่ส่งสำเนาแล้ว",
    )
    return act_page(request, case, words, form, save)


@form_page
@needing(Act.VIEW)
def remove(request: OfficeRequest, case_id: int, notice_id: int) -> HttpResponse:
    """Take away a notice that was written down by mistake."""
    case = case_to_write_in(request, case_id, notice_id)
    form = delay_forms.WhyForm(request.POST or None)

    def save(said: dict[str, Any], actor: str) -> object:
        return notices.remove_notice(notice_id=notice_id, actor=actor, **said)

    words = ActPage(
        "เอาหนังสือแจ้งออก",
        "ใช้เมื่อบันทึกผิดเท่านั้น งวดนี้จะกลับไปเป็นงวดที่ยังไม่ได้แจ้ง และประวัติยังอยู่",
        "เอาหนังสือแจ้งออก",
        "เอาหนังสือแจ้งออกแล้ว",
    )
    return act_page(request, case, words, form, save)


def case_to_write_in(request: OfficeRequest, case_id: int, notice_id: int = 0) -> DelayCase:
    """Return a case in which she may write.

    Raises:
        Http404: she may not see it, or it has no such notice.
        PermissionDenied: she may see it, but not write in it.
    """
    case = case_within_reach(request, case_id)
    if not may_report(request, case):
        raise PermissionDenied
    if notice_id and sent_by_number(case, notice_id) is None:
        raise Http404
    return case


def _today(name: str) -> dict[str, str]:
    return {name: long_date(bangkok_now().date())}


def _of(said: dict[str, Any], *names: str) -> dict[str, Any]:
    """Return what was typed and could be read, ``None`` for the rest."""
    return {name: said.get(name) for name in names}
