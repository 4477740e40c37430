"""A receipt as the citizen who holds its code sees it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from infogo.core.dates import BANGKOK
from infogo.core.language import in_language
from infogo.core.simulation import SIMULATED_TH
from infogo.delays.clock import Promise
from infogo.delays.errors import DelayError
from infogo.delays.receipts import Filed, reckon
from infogo.delays.receipts_code import grouped
from infogo.delays.receipts_models import Receipt
from infogo.delays.reckoning import Almanac
from infogo.delays.refusals import refusal_of, returned_late
from infogo.delays.refusals_models import Outcome, Refusal
from infogo.display.manual_head import manual_address
from infogo.display.structured import absolute
from infogo.pins.models import Pin
from infogo.points.opening import hours_of
from infogo.www.pages.calendar_file import calendar_file
from infogo.www.pages.due import Counted, Helper, counted, helpers


@dataclass(frozen=True)
class ReceiptPage:
    """Everything the page shows; no ``clock`` when the receipt no longer fits its code."""

    code: str
    service: str
    service_lang: str | None
    point: str
    point_lang: str | None
    point_href: str
    agency: str
    agency_lang: str | None
    agency_href: str
    manual_href: str
    appeal_href: str
    clock: Counted | None
    helpers: Sequence[Helper]
    ics_href: str
    notice: str
    is_void: bool
    refused: str


def receipt_page(receipt: Receipt, now: datetime) -> ReceiptPage:
    """Return the page of a receipt found by ``delays.receipts.find_receipt``."""
    manual, point, refusal = receipt.manual, receipt.point, refusal_of(receipt)
    service, service_lang = in_language(manual.procedure.name_th, manual.procedure.name_en)
    place, place_lang = in_language(point.name_th, point.name_en)
    agency, agency_lang = in_language(manual.agency.name_th, manual.agency.name_en)
    local_id = None if manual.is_standard else manual.agency_id
    return ReceiptPage(
        code=grouped(receipt.code),
        service=service,
        service_lang=service_lang,
        point=place,
        point_lang=place_lang,
        point_href=reverse("www:place", args=[point.pk]),
        agency=agency,
        agency_lang=agency_lang,
        agency_href=reverse("www:agency", args=[manual.agency_id]),
        manual_href=manual_address(manual.procedure_id, local_id),
        appeal_href=manual_address(manual.procedure_id, local_id, "appeal"),
        clock=_clock(receipt, refusal, now) if receipt.is_genuine else None,
        helpers=helpers(manual, point),
        ics_href=reverse("www:receipt_ics", args=[receipt.code]),
        notice=SIMULATED_TH if receipt.is_simulated else "",
        is_void=receipt.voided_at is not None,
        refused=_refused(refusal),
    )


def receipt_ics(receipt: Receipt) -> str:
    """Return the due day of a receipt for a calendar."""
    name = in_language(receipt.manual.procedure.name_th, receipt.manual.procedure.name_en)[0]
    address = absolute(reverse("www:receipt", args=[receipt.code]))
    return calendar_file(
        uid=f"{receipt.code}@infogo",
        on=receipt.due_on,
        title=_("ครบกำหนด: %(service)s") % {"service": name},
        text=_("รหัสใบรับ %(code)s ดูสิ่งที่ทำได้เมื่อเลยกำหนดที่ %(address)s")
        % {"code": grouped(receipt.code), "address": address},
        url=address,
        made_at=receipt.issued_at,
    )


def _refused(refusal: Refusal | None) -> str:
    """Say that it was refused or returned; why stands in the letter, not on a page."""
    if refusal is None:
        return ""
    if refusal.outcome == Outcome.RETURNED:
        return _("หน่วยงานคืนคำขอนี้")
    return _("หน่วยงานไม่อนุญาตตามคำขอนี้")


def _clock(receipt: Receipt, refusal: Refusal | None, now: datetime) -> Counted:
    """Tell what was promised when the receipt was given, day by day where that still holds."""
    almanac = Almanac.read()
    return counted(
        _recounted(receipt, almanac),
        manual=receipt.manual,
        edition=receipt.edition.number,
        almanac=almanac,
        today=now.date(),
        finished_on=receipt.finished_on,
        is_void=receipt.voided_at is not None,
        is_returned=refusal is not None and refusal.outcome == Outcome.RETURNED,
        is_returned_late=returned_late(refusal, receipt.due_on),
    )


def _recounted(receipt: Receipt, almanac: Almanac) -> Promise:
    """Count the promise again; a holiday proclaimed since then moves nothing that was promised."""
    own = Pin.objects.filter(manual=receipt.manual_id, point=receipt.point_id)
    hours = hours_of(receipt.point, own.values_list("hours", flat=True).first())
    filed = Filed(receipt.received_at, receipt.by_channel)
    try:
        found = reckon(receipt.manual, filed, almanac, hours).promise
    except DelayError:
        found = None
    if found and (found.due_on, found.due_at) == (receipt.due_on, receipt.due_at):
        return found
    received = receipt.received_at.astimezone(BANGKOK)
    return Promise(received, received.date(), receipt.due_on, receipt.promised, (), receipt.due_at)
