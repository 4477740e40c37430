"""Every change of reports: one transaction with its audit line, or nothing at all.

Locks: the report, then the audit trail. No public page that is kept shows a report, so none of
this touches a version key: the reporter's page is made anew whenever it is opened.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from infogo.accounts.letters import queue_letter
from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.agencies.models import Agency
from infogo.articles.models import Article, ArticleStatus
from infogo.core import audit
from infogo.core.calendar import add_working_days
from infogo.core.dates import BANGKOK
from infogo.core.public_holidays import holiday_names
from infogo.manuals.models import Manual, ManualStatus
from infogo.manuals.rule_sets import PageReportParameters, parameters_on
from infogo.page_reports.errors import NotAllowedError, PageReportError, WrongStateError
from infogo.page_reports.models import (
    CLOSED_STATES,
    LONGEST_PATH,
    LONGEST_TEXT,
    Kind,
    PageReport,
    PageReportStep,
    State,
    Subject,
    Suspicion,
)
from infogo.page_reports.selectors import (
    agency_of_subject,
    answering_agency,
    reports_for,
    speaks_for_agency,
    with_subject,
)
from infogo.page_reports.words import letter
from infogo.points.models import PointStatus, ServicePoint
from infogo.ratings.guard import Masked, Personal, mask
from infogo.ratings.services import CITIZEN, new_reference
from infogo.ratings.suspicion import comment_digest

LONGEST_ANSWER = 2000
ATTEMPTS = 3
MASKED_KINDS = (
    Personal.CITIZEN_NUMBER,
    Personal.NUMBER,
    Personal.ACCOUNT,
    Personal.NAME,
)
"""What nobody needs in order to mend a page; a phone, an address or an e-mail may be the fault."""
TARGET = "page_report"


@dataclass(frozen=True)
class Told:
    """What a reader told: of which record (none of ``PAGE``), what kind of thing, in her words."""

    subject: Subject
    subject_id: int | None
    path: str
    kind: Kind
    text: str
    contact: str = ""
    language: str = "th"


def mask_told(text: str) -> Masked:
    """Return a reader's words as they are stored."""
    return mask(text.strip(), only=MASKED_KINDS)


def submit_page_report(
    *,
    told: Told,
    key: str,
    suspected: Collection[Suspicion] = (),
    now: datetime | None = None,
) -> PageReport:
    """Take in a report once, whatever is sent how often under one ``key``.

    Personal numbers and names are masked before it is stored. What is unusual is noted for the
    officer and refuses nothing.

    Raises:
        PageReportError: there is no such page (any more), or a value that no form of ours sends.
    """
    moment = now or timezone.now()
    if existing := PageReport.objects.filter(idempotency_key=key).first():
        return existing
    _check_values(told)
    for attempt in range(ATTEMPTS):
        try:
            return _take_in(told, key, suspected, moment)
        except IntegrityError:
            # Sent twice at the same moment, or a reference that exists: one in many millions.
            if existing := PageReport.objects.filter(idempotency_key=key).first():
                return existing
            if attempt == ATTEMPTS - 1:
                raise
    raise AssertionError("every attempt returns or raises")


@transaction.atomic
def _take_in(
    told: Told, key: str, suspected: Collection[Suspicion], moment: datetime
) -> PageReport:
    today = moment.astimezone(BANGKOK).date()
    rules = parameters_on(today).page_reports
    masked = mask_told(told.text)
    report = PageReport(
        reference=new_reference(),
        subject=told.subject,
        **_record_of(told),
        path=told.path,
        kind=told.kind,
        text=masked.text,
        text_digest=comment_digest(masked.text),
        has_masked=bool(masked.kinds),
        contact=told.contact,
        language=told.language,
        created_at=moment,
        due_on=add_working_days(
            today, rules.answer_working_days, holiday_names(today)
        ).due_on,
        idempotency_key=key,
    )  # fmt: skip
    report.is_with_centre = agency_of_subject(report) is None
    found = set(suspected)
    if _is_repeated(report, rules, moment):
        found.add(Suspicion.SAME_TEXT)
    report.suspicion = [str(each) for each in Suspicion if each in found]
    report.save(force_insert=True)
    audit.record(
        actor=CITIZEN,
        verb="report-page",
        target=TARGET,
        target_id=report.pk,
        detail={"subject": str(told.subject), "kind": str(told.kind)},
    )
    return report


@transaction.atomic
def decide(
    *, report_id: int, to: str, text: str, rights: Rights, seen: str | None = None
) -> PageReport:
    """Bring a report into another state, with words for the reader; they may be empty of MENDING.

    What ends it is sent to the address that she left, which is then forgotten. ``seen`` is the
    state the officer saw; empty means that she does not care. An ended one may be taken up again.

    Raises:
        NotAllowedError: it is not hers to answer.
        WrongStateError: it is there already, or somebody was faster.
        PageReportError: words are missing, too many, or hold a citizen's number.
    """
    report = _locked(report_id, rights)
    if to not in State.values or to == State.NEW:
        raise PageReportError("เลือกผลของเรื่องนี้")
    if to == report.state or (seen and seen != report.state):
        label = State(report.state).label
        raise WrongStateError(f"เรื่องนี้อยู่ในสถานะ “{label}” แล้ว เปิดดูอีกครั้งก่อนทำต่อ")
    said = _checked_answer(text, is_needed=to in CLOSED_STATES)
    before, report.state = report.state, to
    report.closed_at = timezone.now() if to in CLOSED_STATES else None
    if to in CLOSED_STATES and report.contact:
        subject, body = letter(report, said)
        queue_letter(to=report.contact, subject=subject, body=body)
        report.contact = ""
    report.save(update_fields=["state", "closed_at", "contact"])
    _note(report, before, said, rights, verb=f"page-report-{to}")
    return report


@transaction.atomic
def hand_to_centre(*, report_id: int, text: str, rights: Rights) -> PageReport:
    """Let the centre answer what is not this agency's to mend (E-Act section 10: no wrong door).

    Raises:
        NotAllowedError: it is not hers to answer.
        WrongStateError: the centre has it already, or it was answered.
        PageReportError: words are missing, too many, or hold a citizen's number.
    """
    report = _locked(report_id, rights)
    if report.is_with_centre or not report.is_open:
        raise WrongStateError("เรื่องนี้ส่งให้ส่วนกลางหรือตอบไปแล้ว เปิดดูอีกครั้งก่อนทำต่อ")
    said = _checked_answer(text, is_needed=True)
    _note(report, report.state, said, rights, verb="page-report-handed")
    report.is_with_centre = True
    report.save(update_fields=["is_with_centre"])
    return report


@transaction.atomic
def give_back(*, report_id: int, text: str, rights: Rights) -> PageReport:
    """Let the agency whose page it is about answer after all; only the centre says so.

    Raises:
        NotAllowedError: she is not the centre.
        WrongStateError: the agency has it already, it was answered, or no agency has such a page.
        PageReportError: words are missing, too many, or hold a citizen's number.
    """
    if not rights.everywhere(Act.HANDLE_FEEDBACK):
        raise NotAllowedError("ส่งเรื่องกลับให้หน่วยงานได้เฉพาะส่วนกลาง")
    report = _locked(report_id, rights)
    if not report.is_with_centre or not report.is_open or agency_of_subject(report) is None:
        raise WrongStateError("เรื่องนี้ไม่ได้อยู่กับส่วนกลาง ตอบไปแล้ว หรือไม่มีหน่วยงานเจ้าของหน้า")
    said = _checked_answer(text, is_needed=True)
    _note(report, report.state, said, rights, verb="page-report-given-back")
    report.is_with_centre = False
    report.save(update_fields=["is_with_centre"])
    return report


@transaction.atomic
def forget_contact(*, report_id: int) -> bool:
    """Forget the address that a reader left; returns whether there was one.

    Whoever knows the reference may say so: it only takes away.
    """
    report = PageReport.objects.select_for_update().filter(pk=report_id).exclude(contact="").first()
    if report is None:
        return False
    report.contact = ""
    report.save(update_fields=["contact"])
    audit.record(
        actor=CITIZEN, verb="page-report-contact-forgotten", target=TARGET, target_id=report.pk
    )
    return True


def _note(report: PageReport, before: str, said: str, rights: Rights, *, verb: str) -> None:
    PageReportStep.objects.create(
        report=report,
        from_state=before,
        to_state=report.state,
        text=said,
        officer=rights.officer,
        agency=answering_agency(report) if speaks_for_agency(rights, report) else None,
    )
    audit.record(
        actor=rights.officer.audit_name,
        verb=verb,
        target=TARGET,
        target_id=report.pk,
        detail={"from": before, "to": str(report.state)},
    )


def _locked(report_id: int, rights: Rights) -> PageReport:
    """Return a report of hers, held until the end of the transaction.

    Raises:
        NotAllowedError: it is not hers, or there is none.
    """
    # Held first, asked second: while this waited it may have been handed to somebody else.
    PageReport.objects.select_for_update().filter(pk=report_id).first()
    report = with_subject(reports_for(rights)).filter(pk=report_id).first()
    if report is None:
        raise NotAllowedError("เรื่องนี้ไม่อยู่ในความดูแลของคุณ")
    return report


def _checked_answer(text: str, *, is_needed: bool) -> str:
    said = text.replace("\x00", "").strip()
    if is_needed and not said:
        raise PageReportError("เขียนบอกผู้แจ้งก่อน ผู้แจ้งจะอ่านข้อความนี้")
    if len(said) > LONGEST_ANSWER:
        raise PageReportError(f"ข้อความยาวเกิน {LONGEST_ANSWER} ตัวอักษร ตัดให้สั้นลง")
    if Personal.CITIZEN_NUMBER in mask(said).kinds:
        raise PageReportError("ข้อความมีเลขประจำตัวประชาชน ลบออกก่อน เพราะผู้ถือรหัสทุกคนจะเห็น")
    return said


def _check_values(told: Told) -> None:
    if not told.text.strip():
        raise PageReportError(_("เขียนว่าพบอะไร"))
    if len(told.text) > LONGEST_TEXT:
        raise PageReportError(_("ข้อความยาวเกิน %(count)d ตัวอักษร ตัดให้สั้นลง") % {"count": LONGEST_TEXT})
    if "\x00" in told.text or len(told.path) > LONGEST_PATH:
        raise PageReportError(_("ข้อความมีอักขระที่เก็บไม่ได้ พิมพ์ใหม่"))


def _record_of(told: Told) -> dict[str, Model]:
    """Return the column that names what it is about.

    Raises:
        PageReportError: citizens can open no such page (any more).
    """
    if told.subject is Subject.PAGE:
        return {}
    known: dict[Subject, QuerySet[Any]] = {
        Subject.MANUAL: Manual.objects.exclude(status=ManualStatus.DRAFT).select_related("agency"),
        Subject.POINT: ServicePoint.objects.exclude(status=PointStatus.CLOSED),
        Subject.AGENCY: Agency.objects.all(),
        Subject.ARTICLE: Article.objects.filter(status=ArticleStatus.PUBLISHED),
    }
    record = known[told.subject].filter(pk=told.subject_id).first()
    if record is None:
        raise PageReportError(_("ไม่มีหน้านี้แล้ว แจ้งจากหน้าที่ยังเปิดได้"))
    return {told.subject.value: record}


def _is_repeated(report: PageReport, rules: PageReportParameters, now: datetime) -> bool:
    if not report.text_digest:
        return False
    since = now - timedelta(days=rules.same_text_days)
    return PageReport.objects.filter(text_digest=report.text_digest, created_at__gte=since).exists()
