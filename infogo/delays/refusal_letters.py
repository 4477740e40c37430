"""The letter of a refusal or a return, in the form of an official letter to somebody outside.

It states facts, law and reasons, and how to appeal and until when (Administrative Procedure Act
B.E. 2539, sections 37 and 40). The days are those of the rule set in force on the day of the
decision, unless the law of the matter has an appeal of its own. What a minister or a committee
ordered goes to the administrative court, and the letter says so (Act on Establishment of
Administrative Courts B.E. 2542, section 50). Whose letter it is the officer writes by hand.
"""

from __future__ import annotations

from datetime import date, datetime

from infogo.agencies.models import Agency
from infogo.core.dates import BANGKOK, long_date
from infogo.core.phones import Phone
from infogo.core.simulation import SIMULATED_TH
from infogo.delays.appeals import APPEAL_LAW_TH, COURT_DAYS, COURT_LAW_TH
from infogo.delays.models import DelayCase, Outcome, Receipt
from infogo.delays.receipts_code import grouped
from infogo.delays.refusals_models import MadeBy, Refusal
from infogo.delays.services.deficiency import last_day_words
from infogo.manuals.rule_sets import parameters_on
from infogo.paper.typeset import pdf
from infogo.points.models import ServicePoint

TEMPLATE = "refusal_letter"
RETURN_LAW = "พระราชบัญญัติการอำนวยความสะดวกในการพิจารณาอนุญาตของทางราชการ พ.ศ. 2558 มาตรา 9"
SUBJECTS = {
    Outcome.REJECTED: "แจ้งผลการพิจารณาคำขอ (ไม่อนุญาต)",
    Outcome.RETURNED: "คืนคำขอ",
}
_THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


def refusal_pdf(refusal: Refusal, *, address: str) -> bytes:
    """Return the letter as PDF; the same refusal gives the same bytes.

    ``address`` is that of the page which tells citizens what they can do.
    """
    made_at: datetime = refusal.noted_at.astimezone(BANGKOK)
    return pdf(TEMPLATE, refusal_data(refusal, address=address), made_at=made_at)


def refusal_data(refusal: Refusal, *, address: str) -> dict[str, object]:
    """Return what the letter says; numbers in Thai digits, but not in what the officer wrote."""
    of = _of(refusal)
    called = of.reference if isinstance(of, DelayCase) else grouped(of.code)
    kind = "คำขอเลขที่" if isinstance(of, DelayCase) else "ใบรับเรื่องรหัส"
    outcome = Outcome(refusal.outcome)
    is_returned = outcome is Outcome.RETURNED
    point, agency = of.point, of.agency
    phones = [Phone.model_validate(phone).display for phone in point.phones]
    return {
        "title": f"{SUBJECTS[outcome]} {kind} {called}",
        "mark": SIMULATED_TH if of.is_simulated else "",
        "agency": agency.name_th,
        "point": point.name_th,
        "address": _thai(point.address or agency.address),
        "date": _thai(long_date(refusal.decided_on)),
        "subject": SUBJECTS[outcome],
        "kind": kind,
        "reference": called,
        "service": of.manual.procedure.official_name_th,
        "received": _day(of.received_at.astimezone(BANGKOK).date()),
        "is_returned": is_returned,
        "record": refusal.record,
        "record_due": _thai(f"วันที่ {until}") if (until := record_until(refusal)) else "",
        "missing": refusal.missing.splitlines(),
        "return_law": _thai(RETURN_LAW),
        "facts": _parts(refusal.facts),
        "law": refusal.law,
        "reason": _parts(refusal.reason),
        "is_for_court": is_for_court(refusal),
        "appeal": appeal_words(refusal, agency, point),
        "page": address,
        "phones": _thai(", ".join(phones)),
    }


def is_for_court(refusal: Refusal) -> bool:
    """Whether the order is contested in court at once: no law has an appeal against it before."""
    return refusal.appeal_days is None and refusal.made_by != MadeBy.OFFICER


def appeal_words(refusal: Refusal, agency: Agency, point: ServicePoint) -> str:
    """Say to whom, within how many days and by which law the decision can be contested."""
    if refusal.appeal_days is not None:
        days = _thai(f"ภายใน {refusal.appeal_days} วันนับแต่วันที่ได้รับแจ้ง")
        return f"ยื่นต่อ{refusal.appeal_to} {days} ตาม {refusal.appeal_law}"
    if is_for_court(refusal):
        return _thai(
            "ยื่นต่อศาลปกครองที่มีเขตอำนาจ หรือส่งทางไปรษณีย์ลงทะเบียน "
            f"ภายใน {COURT_DAYS} วันนับแต่วันที่ได้รับแจ้ง ตาม{COURT_LAW_TH}"
        )
    where = (
        point.name_th if agency.name_th in point.name_th else f"{agency.name_th} {point.name_th}"
    )
    known = parameters_on(refusal.decided_on).appeal_days
    days = f"ภายใน {known} วันนับแต่วันที่ได้รับแจ้ง" if known is not None else "ภายในกำหนดเวลา"
    return f"ยื่นต่อเจ้าหน้าที่ผู้ออกคำสั่งนี้ ณ {where} " + _thai(f"{days} ตาม{APPEAL_LAW_TH}")


def _of(refusal: Refusal) -> DelayCase | Receipt:
    """Return what was refused: the database knows that it is one of the two."""
    found = refusal.case or refusal.receipt
    if found is None:
        raise ValueError("a refusal of nothing")
    return found


def record_until(refusal: Refusal) -> str:
    """Say until when documents could come, as it stood on the day of the return."""
    written = refusal.record_due_on
    return last_day_words(written, refusal.record_last_on or written) if written else ""


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.splitlines() if part.strip()]


def _day(day: date) -> str:
    return _thai(f"วันที่ {long_date(day)}")


def _thai(text: str) -> str:
    return text.translate(_THAI_DIGITS)
