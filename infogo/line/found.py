"""Answers to words: what the same search as the site's finds, as bubbles."""

from __future__ import annotations

from django.urls import reverse
from django.utils.http import urlencode

from infogo.display.structured import absolute
from infogo.line import words
from infogo.line.buttons import Button, Wish
from infogo.line.messages import (
    MOST_MESSAGES,
    SOFT,
    WARNING,
    Json,
    asks,
    bubble,
    flex_message,
    line,
    opens,
    says,
    shares_place,
    text_message,
    with_quick,
)
from infogo.manuals.models import ManualFacts
from infogo.manuals.wording import fee_text, promised_time_text
from infogo.points.opening import Clock
from infogo.points.wording import place_count_text
from infogo.search.answers.answering import answer_to
from infogo.search.answers.urgent import whom_to_call
from infogo.search.curation.failed import note_failure
from infogo.search.results import Kind, Result, SearchPage
from infogo.search.selectors import search
from infogo.thai.graphemes import cut

SHOWN = 9
LONGEST_QUERY_SHOWN = 100
NAMES = {Kind.AGENCY: "หน่วยงาน", Kind.POINT: "จุดให้บริการ", Kind.ARTICLE: "บทความ"}


def answer_words(text: str, clock: Clock) -> list[Json]:
    """Return the messages that answer words; failed searches are counted as on the site."""
    if not text:
        return words.plain(words.HOW_TO)
    found = search(text, page_size=SHOWN)
    if not found.is_ready:
        return words.plain(words.REBUILDING)
    note_failure(found)
    calls = whom_to_call(found.query, found.used)
    urgent = [text_message(words.call_now(calls))] if calls else []
    if not found.results:
        nothing = words.plain(words.nothing_found(cut(found.query, LONGEST_QUERY_SHOWN)))
        return [*urgent, *nothing]
    messages = [*urgent, *([text_message(note)] if (note := _note(found)) else [])]
    if (answer := answer_to(found, clock)) is not None:
        said = [answer.title, *(part.text for part in answer.parts), answer.caution]
        messages.append(text_message("\n".join(part for part in said if part)))
    shown = found.results
    if found.is_agencys_matter:
        # What services share a word or two would only lead astray here.
        shown = tuple(filter(found.is_in_charge, shown)) or shown
    bubbles = [_bubble(result) for result in shown]
    if found.total > len(found.results):
        bubbles.append(_more(found))
    alt = f"พบ {found.total:,} รายการ เช่น {shown[0].title_th}"
    messages.append(flex_message(alt, bubbles))
    choices = [shares_place()]
    if found.did_you_mean:
        choices.append(says(found.did_you_mean, found.did_you_mean))
    return with_quick(messages[-MOST_MESSAGES:], choices)


def _note(found: SearchPage) -> str:
    if found.is_agencys_matter:
        return words.NO_GUIDE
    if found.correction is not None:
        used, typed = found.correction.used, found.correction.original
        return cut(f"แสดงผลของ “{used}” แทน “{typed}”", 2 * LONGEST_QUERY_SHOWN)
    if found.did_you_mean:
        return f"หมายถึง “{cut(found.did_you_mean, LONGEST_QUERY_SHOWN)}” หรือไม่ ถ้าใช่กดปุ่มด้านล่าง"
    return ""


def _bubble(result: Result) -> Json:
    address = absolute(result.path)
    if result.kind is not Kind.PROCEDURE:
        lines = [line(NAMES[result.kind], color=SOFT)]
        if result.summary:
            lines.append(line(result.summary))
        return bubble(result.title_th, lines, [opens(f"เปิดหน้า{NAMES[result.kind]}", address)])
    agency_id = result.variant.agency_id if result.variant else None
    owner = result.variant.agency_name_th if result.variant else result.owner_name_th
    lines = [line(owner, color=SOFT), *_facts(result.facts, result.place_count)]
    title = result.title_th
    return bubble(title, lines, _buttons(title, result.id, agency_id, address))


def _buttons(
    title: str, procedure_id: int, agency_id: int | None, address: str
) -> list[Json | None]:
    documents = Button(Wish.DOCUMENTS, procedure_id, agency_id).data
    near = Button(Wish.NEAR, procedure_id, agency_id).data
    return [
        asks("เอกสารที่ต้องใช้", documents, f"เอกสารที่ต้องใช้: {title}"),
        asks("จุดให้บริการใกล้ฉัน", near, f"จุดให้บริการใกล้ฉัน: {title}"),
        opens("เปิดคู่มือ", address),
    ]


def _facts(facts: ManualFacts | None, places: int) -> list[Json]:
    if facts is None:
        return []
    # The words name what they tell of where nothing else does.
    fee = fee_text(facts).removeprefix("ค่าธรรมเนียม").lstrip(": ")
    time = promised_time_text(facts.duration_value, facts.duration_unit)
    told = [f"ค่าธรรมเนียม: {fee}", f"เวลา: {time.removeprefix('ระยะเวลา: ')}"]
    if facts.document_count:
        # Some are for some cases only: nobody needs more than all of them.
        told.append(f"เอกสาร: ไม่เกิน {facts.document_count} อย่าง")
    if facts.is_online:
        told.append("ทำออนไลน์ได้")
    if places:
        told.append(f"จุดให้บริการ: {place_count_text(places)}")
    lines = [line(fact) for fact in told]
    if facts.is_sample:
        lines.append(line("ข้อมูลตัวอย่าง ยังไม่มีหน่วยงานรับรอง", color=WARNING))
    return lines


def _more(found: SearchPage) -> Json:
    query = urlencode({"q": found.query})
    address = f"{absolute(reverse('www:search'))}?{query}"
    if len(address) > 1000:  # an address that is cut leads nowhere
        address = absolute(reverse("www:search"))
    return bubble(
        f"มีทั้งหมด {found.total:,} รายการ",
        [line("เปิดเว็บไซต์เพื่อดูรายการที่เหลือ และกรองตามพื้นที่")],
        [opens("ดูทั้งหมด", address)],
    )
