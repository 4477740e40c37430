"""The printed notice of delay, in the form of an official letter to somebody outside (หนังสือภายนอก).

The place of the emblem stays empty: only the agency's own paper carries it. The letter calls the
person by the number of the request; the officer writes the name by hand.
"""

from __future__ import annotations

from datetime import date, datetime

from infogo.core.dates import long_date
from infogo.core.phones import Phone
from infogo.core.simulation import SIMULATED_TH
from infogo.delays.errors import DelayError
from infogo.delays.models import DelayCase, DelayNotice
from infogo.delays.reckoning import received_day, sent_notices
from infogo.delays.rules import RuleBook
from infogo.paper.typeset import pdf

TEMPLATE = "delay_notice"
_THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


def letter_pdf(
    case: DelayCase, notice: DelayNotice, *, made_at: datetime, is_copy: bool = False
) -> bytes:
    """Return the letter of a notice that was sent; ``is_copy`` for those who get copies by law.

    Raises:
        DelayError: the turn passed without a notice, so there is nothing to print.
    """
    return pdf(TEMPLATE, letter_data(case, notice, is_copy=is_copy), made_at=made_at)


def letter_data(case: DelayCase, notice: DelayNotice, *, is_copy: bool) -> dict[str, object]:
    """Return what the letter says; numbers in Thai digits, but not in what the officer wrote."""
    if notice.sent_on is None or notice.expected_on is None:
        raise DelayError("งวดนี้ไม่ได้แจ้ง จึงไม่มีหนังสือ")
    book = RuleBook.read()
    rules = book.on(notice.sent_on)
    number = 1 + [sent.pk for sent in sent_notices(case)].index(notice.pk)
    point, agency = case.point, case.agency
    phones = [Phone.model_validate(phone).display for phone in point.phones]
    return {
        "title": f"หนังสือแจ้งเหตุแห่งความล่าช้า ครั้งที่ {number} เลขที่คำขอ {case.reference}",
        "is_copy": is_copy,
        "mark": SIMULATED_TH if case.is_simulated else "",
        "agency": agency.name_th,
        "point": point.name_th,
        "address": _thai(point.address or agency.address),
        "date": _thai(long_date(notice.sent_on)),
        "subject": _thai(f"แจ้งเหตุแห่งความล่าช้า ครั้งที่ {number}"),
        "reference": case.reference,
        "service": case.manual.procedure.official_name_th,
        "received": _day(received_day(case)),
        "promised": _thai(case.promised.text()),
        "extensions": [
            _thai(f"ขยายเวลาอีก {each.length.text()}") + f" ตาม{each.basis}"
            for each in case.extensions.all()
        ],
        "pauses": [
            f"ไม่นับเวลา {_day(each.begins_on)}"
            + (f" ถึง {_day(each.ends_on)}" if each.ends_on else "")
            + f" ตาม{each.get_kind_display()} {each.basis}"
            for each in case.pauses.all()
        ],
        "due": _day(case.due_on) if case.due_on else "",
        "law": _thai(rules.delay_notice_law),
        "reason": book.reason_label(notice.reason, notice.sent_on),
        "text": [part.strip() for part in notice.text.splitlines() if part.strip()],
        "expected": _day(notice.expected_on),
        "next": _next_words(rules.delay_notice_interval_days),
        "phones": _thai(", ".join(phones)),
        "copies": list(rules.delay_notice_copies),
    }


def _next_words(interval: int | None) -> str:
    return _thai(f"แจ้งความคืบหน้าให้ทราบทุก {interval} วันจนกว่าจะพิจารณาแล้วเสร็จ") if interval else ""


def _day(day: date) -> str:
    return _thai(f"วันที่ {long_date(day)}")


def _thai(text: str) -> str:
    return text.translate(_THAI_DIGITS)
