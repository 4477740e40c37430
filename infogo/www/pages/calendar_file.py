"""Days and visits as a file that calendars take in (RFC 5545)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from infogo.core.dates import BANGKOK

LINE_BYTES = 75
ZONE = "Asia/Bangkok"
EVENING_BEFORE = timedelta(hours=6)
"""Before midnight, so that a day is remembered at six o'clock on the evening before it."""
_MARKS = r"\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
_CLUSTER = re.compile(rf"[^{_MARKS}]?[{_MARKS}]{{0,4}}", re.DOTALL)
"""A letter with the Thai vowels and tones that stand above and below it."""
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
# Thailand has had one offset since 1920 and no summer time.
_TIME_ZONE = (
    "BEGIN:VTIMEZONE",
    f"TZID:{ZONE}",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0700",
    "TZOFFSETTO:+0700",
    "TZNAME:+07",
    "END:STANDARD",
    "END:VTIMEZONE",
)


@dataclass(frozen=True)
class Event:
    """One entry of a calendar: the whole day ``on``, or from ``starts`` to ``ends`` on it.

    ``uid`` stays the same as long as it is the same entry, so that taking the file in once more
    replaces it. The reminder comes on the evening before.
    """

    uid: str
    on: date
    title: str
    text: str
    url: str
    starts: datetime | None = None
    ends: datetime | None = None
    place: str = ""
    position: tuple[float, float] | None = None


def calendar(events: Iterable[Event], made_at: datetime) -> str:
    """Return a file of some entries; it may be taken in any number of times."""
    entries = list(events)
    zone = _TIME_ZONE if any(event.starts for event in entries) else ()
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//infogo//due//TH",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        *zone,
        *(line for event in entries for line in _event(event, made_at)),
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def calendar_file(*, uid: str, on: date, title: str, text: str, url: str, made_at: datetime) -> str:
    """Return a file of one all-day entry with a reminder on the evening before."""
    return calendar([Event(uid=uid, on=on, title=title, text=text, url=url)], made_at)


def _event(event: Event, made_at: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"DTSTAMP:{made_at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    if event.starts and event.ends:
        yield f"DTSTART;TZID={ZONE}:{event.starts.astimezone(BANGKOK):%Y%m%dT%H%M%S}"
        yield f"DTEND;TZID={ZONE}:{event.ends.astimezone(BANGKOK):%Y%m%dT%H%M%S}"
    else:
        yield f"DTSTART;VALUE=DATE:{event.on:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{event.on + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_escaped(event.title)}"
    yield f"DESCRIPTION:{_escaped(event.text)}"
    if event.place:
        yield f"LOCATION:{_escaped(event.place)}"
    if event.position:
        yield "GEO:{:.6f};{:.6f}".format(*event.position)
    yield f"URL:{event.url}"
    yield "TRANSP:TRANSPARENT"
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield f"DESCRIPTION:{_escaped(event.title)}"
    yield f"TRIGGER:-PT{_minutes_before(event)}M"
    yield "END:VALARM"
    yield "END:VEVENT"


def _minutes_before(event: Event) -> int:
    """Return how long before an entry begins it is six o'clock on the evening before."""
    into_the_day = timedelta()
    if event.starts and event.ends:
        local = event.starts.astimezone(BANGKOK)
        into_the_day = timedelta(hours=local.hour, minutes=local.minute)
    return int((EVENING_BEFORE + into_the_day).total_seconds()) // 60


def _escaped(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")
    return _UNSEEN.sub("", text)


def _folded(line: str) -> str:
    """Break a line after at most 75 bytes, never inside a letter or before one of its marks."""
    pieces, piece, size = [], "", 0
    for cluster in _CLUSTER.findall(line):
        width = len(cluster.encode())
        if size + width > LINE_BYTES:
            pieces.append(piece)
            piece, size = "", 1
        piece, size = piece + cluster, size + width
    return "\r\n ".join([*pieces, piece])
