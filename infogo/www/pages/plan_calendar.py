"""A plan as a file for calendars: each stop of the trip, and by when results are due."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from infogo.display.structured import absolute
from infogo.display.whereabouts import number_text
from infogo.www.pages.calendar_file import Event, calendar
from infogo.www.pages.guide import counts_text, plain
from infogo.www.pages.plan import PlanPage
from infogo.www.pages.plan_documents import DocumentLine
from infogo.www.pages.plan_trip import RoundRow, StopRow


def plan_ics(page: PlanPage, now: datetime) -> str | None:
    """Return the file, ``None`` where the plan has no day yet."""
    events = [*_stops(page), *_results(page)]
    return calendar(events, now) if events else None


def has_days(page: PlanPage) -> bool:
    """Whether there is anything to put into a calendar."""
    return any(part.stops for part in page.rounds) or bool(page.sums and page.sums.done_on)


def _stops(page: PlanPage) -> Iterator[Event]:
    for part in page.rounds:
        for stop in part.stops:
            yield _stop(page, part, stop)


def _stop(page: PlanPage, part: RoundRow, stop: StopRow) -> Event:
    """Return a visit as long as the place is open: when she comes is hers to choose.

    Calendars lead to a position without a word of caution, so one that is only near is left out.
    """
    titles = [page.errand(errand).title for errand in stop.errands]
    starts, ends = stop.hours or (None, None)
    place = stop.place
    lat, lng = (None, None) if place.approximate else (place.lat, place.lng)
    return Event(
        uid=_uid(part.day.isoformat(), place.href, *map(str, stop.errands)),
        on=part.day,
        starts=starts,
        ends=ends,
        title=_("ไป%(place)s") % {"place": place.name},
        text="\n".join(_lines(page, stop, titles)),
        place=", ".join(part for part in (place.name, place.address) if part),
        position=(lat, lng) if lat is not None and lng is not None else None,
        url=page.page_url,
    )


def _lines(page: PlanPage, stop: StopRow, titles: list[str]) -> Iterator[str]:
    yield from (f"- {title}" for title in titles)
    yield stop.place.status.text
    phones = ", ".join(map(number_text, stop.place.phones))
    if phones:
        yield _("โทร %(phones)s") % {"phones": phones}
    yield from (line for line in (plain(stop.place.note), *stop.told) if line)
    needed = [line for line in page.documents if _is_for(line, stop)]
    if needed:
        yield ""
        yield _("เอกสารที่ต้องเตรียม")
        yield from map(_document, needed)
    yield ""
    yield page.page_url


def _is_for(line: DocumentLine, stop: StopRow) -> bool:
    is_brought = line.is_open or not line.group
    return is_brought and bool(set(line.errands) & set(stop.errands))


def _document(line: DocumentLine) -> str:
    parts = (counts_text(line), line.condition or line.group or "")
    shown = ", ".join(part for part in parts if part)
    return f"- {line.name} ({shown})" if shown else f"- {line.name}"


def _results(page: PlanPage) -> Iterator[Event]:
    if page.sums is None:
        return
    for errand, line in zip(page.errands, page.sums.lines, strict=True):
        if line.due_on:
            yield Event(
                uid=_uid("result", line.due_on.isoformat(), str(errand.id)),
                on=line.due_on,
                title=_("ควรได้รับผลแล้ว: %(service)s") % {"service": errand.title},
                text=_("วันสุดท้ายตามเวลาที่สัญญาไว้ ถ้ายังไม่ได้รับผล ถามหน่วยงาน")
                + f"\n{absolute(errand.href)}",
                url=absolute(errand.href),
            )


def _uid(*parts: str) -> str:
    return f"{hashlib.sha256(' '.join(parts).encode()).hexdigest()[:24]}@infogo"
