"""Pages that go on being shown while nobody can say whether they are still true.

While the database is away, a kept page is better than none, as long as it says what it is: above
it stands when it was last known to be true, and nobody on the way may keep it (``no-store``).
``Age`` tells programs the same in seconds, ``Cache-Status`` (RFC 9211) why.
"""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime

from infogo.core.dates import long_moment
from infogo.www.cache.sending import OWN_HEADERS, Headers, Shape, answer_shape
from infogo.www.cache.store import Entry

SECONDS_BETWEEN_TRIES = 1.0
"""While the database is away it is asked once a second by each process, not by each reader."""
HTML = "text/html"
NOTICE = {
    "th": (
        "คำเตือน",
        "ตอนนี้ตรวจไม่ได้ว่าหน้านี้ยังเป็นปัจจุบันหรือไม่",
        "ตรวจล่าสุดเมื่อ {moment} ถ้าจะเดินทาง โทรถามสำนักงานก่อน",
    ),
    "en": (
        "Warning",
        "We cannot check right now whether this page is up to date",
        "It was last checked on {moment}. Call the office before you travel.",
    ),
}
_MAIN = re.compile(rb"<main\b")
_LANGUAGE = re.compile(rb'<html lang="(th|en)"')


class Absence:
    """Remembers for a moment that the database did not answer."""

    def __init__(self) -> None:
        self._until = 0.0

    def note(self) -> None:
        """It did not answer just now."""
        self._until = time.monotonic() + SECONDS_BETWEEN_TRIES

    def is_fresh(self) -> bool:
        """Whether it did not answer so recently that asking again is a waste of time."""
        return time.monotonic() < self._until


def stale_shape(entry: Entry, encoding: str) -> Shape:
    """Return a kept page that may be old, saying so to people and to programs."""
    plain = entry.shapes["plain"]
    headers: Headers = [pair for pair in plain.headers if pair[0].lower() not in OWN_HEADERS]
    headers += [
        ("Cache-Control", "no-store"),
        ("Age", str(max(0, int(time.time() - entry.true_at)))),
        ("Cache-Status", "infogo; hit; detail=database-away"),
    ]
    return answer_shape(headers, _with_notice(plain, entry.true_at), encoding)


def _with_notice(plain: Shape, true_at: float) -> bytes:
    kind = next((value for name, value in plain.headers if name.lower() == "content-type"), "")
    body = plain.body
    language = _LANGUAGE.search(body)
    main = _MAIN.search(body)
    if not kind.startswith(HTML) or language is None or main is None:
        return body
    notice = _notice(language[1].decode(), true_at).encode()
    return body[: main.start()] + notice + body[main.start() :]


def _notice(lang: str, true_at: float) -> str:
    status, title, text = NOTICE[lang]
    moment = long_moment(datetime.fromtimestamp(true_at, UTC), lang)
    return (
        '<div class="l-wrap c-announced"><div class="c-notice c-notice--warning" role="status">'
        f'<div class="c-notice__body"><strong><span class="u-vh">{status}: </span>{title}</strong>'
        f"<p>{text.format(moment=moment)}</p></div></div></div>\n"
    )
