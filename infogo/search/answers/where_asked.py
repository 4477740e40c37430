"""Whether somebody who names a place beside a service wants to know where it is done there."""

from __future__ import annotations

import re

from infogo.search.results import Kind, SearchPage
from infogo.search.understanding.actions import read_actions
from infogo.search.words.lexicon import ordinary_places, squashed
from infogo.thai.normalise import normalise

ELSEWHERE = ("ย้าย", "move", "moving", "ออนไลน์", "online")
"""Who moves names where to, and files at either end; who does it online goes nowhere."""
SURE_OF_A_PROVINCE = re.compile(r"จังหวัด|(?:^| )จ |province")
"""Before or behind a name that is an ordinary word, too: เลย, ตาก."""


_DOING = re.compile(
    r"ขอ(?!ง)|แจ้ง|จด|ยื่น|โอน|ทำ|ต่อ|ตั้ง|เปิด|เลิก|เปลี่ยน|ทะเบียน|สมัคร|เบิก|จ่าย|เสีย|ใบ(?:อนุญาต|ขับขี่|รับรอง)"
    r"|ติดใหม่|licen[cs]e|permit|passport|regist|renew|transfer|appl[iy]|certificate"
)
"""What is done at a counter, or got there: a hotel and a town alone may as well be for a guest."""


def asks_where(found: SearchPage) -> bool:
    """Return whether the place beside a service asks for its counters.

    Not where the reader chose another province, where the place names whose manual is meant, or
    where only a thing is named and nothing to be done with it: โรงแรม หัวหิน.
    """
    place = found.place
    if place is None or place.province != found.province or not found.results:
        return False
    first = found.results[0]
    is_named = first.variant is not None and first.variant.is_named
    if first.kind is not Kind.PROCEDURE or is_named:
        return False
    is_ordinary = normalise(place.name_th) in ordinary_places()
    if is_ordinary and not SURE_OF_A_PROVINCE.search(found.used):
        return False
    if any(word in found.used for word in ELSEWHERE):
        return False
    service = squashed(normalise(found.service))
    titles = (squashed(normalise(title)) for title in (first.title_th, first.title_en))
    is_named_so = bool(service) and any(title.startswith(service) for title in titles)
    is_something_done = _DOING.search(found.service) or read_actions(found.service)
    return is_named_so or bool(is_something_done)
