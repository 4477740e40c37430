"""A plan on paper: what to bring with boxes to tick, where to go in which order, what it costs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import quote

from django.utils.translation import gettext as _

from infogo.core.dates import short_date, weekday_date
from infogo.core.language import current_language
from infogo.display.runs import Words, in_lang, words
from infogo.display.whereabouts import Number, number_text
from infogo.paper.press import press
from infogo.www.pages.paper_marks import bare, made_at, qr_of
from infogo.www.pages.plan import PlanPage
from infogo.www.pages.plan_documents import DocumentLine
from infogo.www.pages.plan_sums import Sums
from infogo.www.pages.plan_trip import RoundRow, StopRow

NOTE_LINES = 3


def plan_pdf(page: PlanPage, printed_on: date, *, is_large: bool) -> bytes:
    """Return a plan as PDF/UA: on one page where it fits, or in type of 18 points.

    Raises:
        BusyError: too many papers are being asked for.
    """
    data = plan_data(page, printed_on, is_large=is_large)
    return press.pdf("plan", data, made_at=made_at(printed_on))


def plan_data(page: PlanPage, printed_on: date, *, is_large: bool) -> dict[str, Any]:
    """Return what ``plan.typ`` shows."""
    lang, numbers = current_language(), _numbers(page)
    address = f"{page.page_url}&v={quote(page.marks, safe=',@')}"
    printed = _("พิมพ์ %(day)s") % {"day": short_date(printed_on, lang)}
    return {
        "lang": lang,
        "title": _("รายการเตรียมตัว"),
        "about": ", ".join(errand.title for errand in page.errands),
        "is_large": is_large,
        "lead": page.place,
        "notice": _("รายละเอียดในรายการนี้เรียบเรียงขึ้นเพื่อสาธิต ยังไม่มีหน่วยงานรับรอง")
        if page.is_sample
        else "",
        "errands_title": _("เรื่องที่จะทำ"),
        "errands": [in_lang(errand.title, errand.lang) for errand in page.in_order],
        "rounds_title": _("ไปที่ไหน"),
        "rounds": [_round(page, part) for part in page.rounds],
        "no_rounds": _no_rounds(page),
        "online_title": _("ทำทางออนไลน์แทนได้"),
        "online": [
            in_lang(f"{errand.title} · {errand.online.site}".strip(" ·"), errand.lang)
            for errand in page.errands
            if errand.online
        ],
        "documents_title": _("เอกสาร"),
        "documents": [_document(one, numbers) for one in page.documents if not one.condition],
        "sometimes_title": _("เฉพาะบางกรณี"),
        "sometimes": [_document(one, numbers) for one in page.documents if one.condition],
        "no_documents": _no_documents(page),
        "sums_title": _("ค่าใช้จ่ายและเวลา"),
        "sums": _sums(page.sums) if page.sums else [],
        "notes_title": _("บันทึก"),
        "notes": NOTE_LINES,
        "footer": f"{printed} · {bare(page.page_url).partition('?')[0]}",
        "page_word": _("หน้า"),
        "qr": qr_of(address),
        "qr_alt": _("คิวอาร์โค้ดของรายการนี้"),
        "qr_note": _("สแกนเพื่อเปิดรายการนี้ และดูว่าอะไรเปลี่ยนไป"),
    }


def _no_rounds(page: PlanPage) -> str:
    if page.rounds:
        return ""
    if page.place:
        return _("ทุกเรื่องทำทางออนไลน์ได้ ไม่ต้องเดินทาง")
    return _("ยังไม่ได้เลือกพื้นที่ ไปที่หน่วยงานที่รับเรื่องของคุณ")


def _round(page: PlanPage, part: RoundRow) -> dict[str, Any]:
    return {
        "title": part.title,
        "stops": [_stop(page, stop, is_first=not at) for at, stop in enumerate(part.stops)],
        "nowhere": [f"{page.errand(errand).title}: {why}" for errand, why in part.nowhere],
    }


def _stop(page: PlanPage, stop: StopRow, *, is_first: bool) -> dict[str, Any]:
    place = stop.place
    start = page.start if is_first else _("แห่งก่อนหน้า")
    way = _("ห่างจาก%(start)s %(length)s")
    return {
        "name": in_lang(place.name, place.lang),
        "errands": [in_lang(one.title, one.lang) for one in map(page.errand, stop.errands)],
        "facts": [
            fact
            for fact in (
                in_lang(place.address, place.address_lang),
                place.status.text,
                phones(place.phones),
                way % {"start": start, "length": place.distance} if place.distance else "",
                place.note,
                *stop.told,
            )
            if fact
        ],
    }


def phones(numbers: Sequence[Number]) -> str:
    """Return telephone numbers in one line; that none is known where there is none."""
    if not numbers:
        return _("ไม่มีเบอร์โทรในระบบ")
    return _("โทร %(numbers)s") % {"numbers": ", ".join(map(number_text, numbers))}


def _document(line: DocumentLine, numbers: Mapping[str, str]) -> dict[str, Any]:
    counts = [
        _("ตัวจริง %(count)s") % {"count": line.originals} if line.originals else "",
        _("สำเนา %(count)s") % {"count": line.copies} if line.copies else "",
    ]
    shown = ", ".join(f"{count} {line.unit}".strip() for count in counts if count)
    name = f"{line.name_en} / {line.name}" if line.name_en else line.name
    return {
        "name": in_lang(name, None if line.name_en else line.lang),
        "counts": shown,
        "condition": in_lang(line.condition, line.lang),
        "note": _shortened(words(line.note), numbers),
        "given": line.group or "",
    }


def _shortened(note: Words, numbers: Mapping[str, str]) -> Words:
    """Return a note in which the errands of the plan are named by their numbers in its list."""
    if isinstance(note, str):
        return note
    for run in note:
        if not run["href"]:
            for title, number in numbers.items():
                run["text"] = run["text"].replace(title, number)
    return note


def _numbers(page: PlanPage) -> dict[str, str]:
    """Return what each errand is called below the list, longest titles first."""
    called = {
        errand.title: _("ข้อ %(number)s") % {"number": number}
        for number, errand in enumerate(page.in_order, start=1)
    }
    return dict(sorted(called.items(), key=lambda pair: -len(pair[0])))


def _no_documents(page: PlanPage) -> str:
    if page.no_documents:
        names = ", ".join(page.no_documents)
        return _("ไม่มีข้อมูลเอกสารของ %(errands)s ถามหน่วยงานก่อนไป") % {"errands": names}
    return "" if page.documents else _("ไม่ต้องใช้เอกสาร")


def _sums(sums: Sums) -> list[tuple[str, str, str]]:
    """Return the lines of what it costs and takes: a label, what stands beside it, a note."""
    lang = current_language()
    lines = [(_("ค่าธรรมเนียมรวม"), sums.fee, " · ".join(sums.fee_notes))]
    lines += [(f"{_('คิดแยก:')} {fee.item}", fee.formula, fee.errand) for fee in sums.open_fees]
    lines.append((_("เวลารวมตามที่สัญญาไว้"), sums.total_time or _("ไม่มีข้อมูล"), ""))
    if sums.done_on:
        lines.append((_("ได้รับผลครบภายใน"), weekday_date(sums.done_on, lang), ""))
    if sums.no_time:
        lines.append((_("ไม่มีข้อมูลเวลาของ"), ", ".join(sums.no_time), ""))
    return lines
