"""The rules that browsers follow without a network are those of the server.

The same texts go through ``infogo.thai`` and through ``js/thai.js``, the same hours through
``core.hours`` and through ``js/pack.js``, in a real browser.
"""

from __future__ import annotations

import base64
import random
import unicodedata
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from infogo.core.dates import BANGKOK
from infogo.core.hours import Hours, HoursException, Interval, Lunch, LunchState, status_at
from infogo.packs.selectors import told_hours
from infogo.search.words.lexicon import squashed, synonym_rows
from infogo.thai.grams import grams
from infogo.thai.layout import to_thai, to_us
from infogo.thai.normalise import INVISIBLE, normalise
from infogo.thai.slips import letter_key
from tests.consistency.source import ROOT
from tests.relevance.judging import read_rows
from tests.thai.test_normalise import TWO_WORDS

pytestmark = pytest.mark.browser
SEED = 2569
FUZZED = 2500
THAI = [chr(code) for code in range(0x0E01, 0x0E5C) if unicodedata.category(chr(code)) != "Cn"]
MARKS = list("ัิีึืฺุู็่้๊๋์ํ๎ำาเแ")
OTHERS = [
    *"abcXYZ0123456789 .,-/'\"()?ßİΣ",
    *"๐๑๒๙‐–—“”‘’„«»…ฯๆ",
    *"ＡｚＺ１９！～é\u0301ñ漢字😀👨‍👩‍👧\t\n\x07\x85",
    *sorted(INVISIBLE),
]
WRITTEN = [
    "กรุงเทพฯ", "กรุงเทพมหานคร", "น\u0e4d\u0e49า", "น้\u0e4dา", "นำ้", "น้ำ", "เเม่", "แม่",
    "ภ.ง.ด.90/91", "ส.ป.ก.4-01", "จ.ตาก", "อบต.บางปู", "พ.ร.บ.คอม", "กกกก.ก.", "ตม.30",
    "ที่่่อยู่่", "มากกกกก", "ใบ\u200bขับ\u200bขี่", "ทําบัตร", "ทำบัตร", "๑๑๑๑", "ＡＢＣ１２３",
    "ร.ด.", "ม.3", "ม.รามคำแหง", "ถ.พหลโยธิน", "ก.ย.ศ", "กยศ.", "สด.9", "สด 9", "",
    "จดทะเบียนพานิชย์", "สัมมะโนครัว", "l;ylfu", "ไฟฟ้่า", "เก้ๆกังๆ", "๎ฺ็", "ํา", "ำํ", "า่ำ้ํ",
]  # fmt: skip
ASK = """async ([source, texts]) => {
  const rules = await import(source);
  return texts.map((text) => {
    const same = rules.normalise(text);
    return [same, rules.squashed(same), rules.grams(same), rules.letterKey(same),
            rules.toThai(text), rules.toUs(text)];
  });
}"""
HOURS = """async ([source, cases]) => {
  const pack = await import(source);
  return cases.map(([hours, at, holidays]) => {
    const is = pack.openAt(hours, new Date(at), new Map(holidays));
    return [is.open, is.until ?? "", is.next ? `${is.next.day} ${is.next.time}` : "",
            is.holiday ?? "", is.note ?? ""];
  });
}"""


def module(name: str) -> str:
    source = (ROOT / "infogo" / "static" / "js" / name).read_bytes()
    return f"data:text/javascript;base64,{base64.b64encode(source).decode()}"


@pytest.fixture(scope="module")
def blank(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


def texts() -> list[str]:
    """Return what people write, what they search for, and what nobody should ever type."""
    chance = random.Random(SEED)
    found = [*WRITTEN, *TWO_WORDS, *(row.query for row in read_rows())]
    for row in synonym_rows():
        found += [*row["phrase"].split("|"), *row["means"].split("|")]
    letters = [THAI, MARKS, OTHERS]
    for _number in range(FUZZED):
        pool = chance.choice(letters) + chance.choice(letters)
        found.append("".join(chance.choices(pool, k=chance.randint(1, 24))))
    for text in list(found[: len(found) // 4]):
        at = chance.randint(0, len(text))
        found.append(text[:at] + chance.choice(MARKS + OTHERS) + text[at:])
    return found


def test_browsers_compare_texts_as_the_server_does(blank: Page) -> None:
    asked = texts()
    assert len(asked) >= 2000

    answers = blank.evaluate(ASK, [module("thai.js"), asked])

    wrong = [
        (text, answer, expected)
        for text, answer in zip(asked, answers, strict=True)
        if answer != (expected := told_of(text))
    ]
    assert wrong == []


def told_of(text: str) -> list[Any]:
    same = normalise(text)
    key = letter_key(same)
    return [same, squashed(same), grams(same), key, to_thai(text), to_us(text)]


def some_hours(chance: random.Random) -> Hours:
    shapes = [
        (),
        (Interval(opens=time(8, 30), closes=time(16, 30)),),
        (Interval(opens=time(8), closes=time(11)), Interval(opens=time(14), closes=time(20))),
        (Interval(opens=time(0), closes=time(0)),),
        (Interval(opens=time(22), closes=time(0)),),
        (Interval(opens=time(0), closes=time(6)), Interval(opens=time(9), closes=time(0))),
    ]
    week = tuple(chance.choice(shapes) for _day in range(7))
    if not any(week):
        week = (shapes[1], *week[1:])
    lunch = chance.choice(
        [
            Lunch(),
            Lunch(state=LunchState.STAYS_OPEN),
            Lunch(state=LunchState.CLOSES, starts=time(12), ends=time(13)),
        ]
    )
    first = date(2026, 11, 20) + timedelta(days=chance.randint(0, 20))
    exceptions = tuple(
        HoursException(first_on=first, last_on=last, intervals=chance.choice(shapes), note=note)
        for last, note in [(None, "ย้ายของ"), (first + timedelta(days=3), "ซ่อมอาคาร")]
        if chance.random() < 0.4
    )
    return Hours(
        week=week,
        lunch=lunch,
        follows_public_holidays=chance.random() < 0.5,
        exceptions=exceptions,
    )


def test_browsers_tell_what_is_open_as_the_server_does(blank: Page) -> None:
    chance = random.Random(SEED)
    holidays = {date(2026, 12, 10): "วันรัฐธรรมนูญ", date(2026, 12, 31): "วันสิ้นปี"}
    stored = [[day.isoformat(), name] for day, name in holidays.items()]
    cases, expected = [], []
    first = datetime(2026, 11, 25, tzinfo=BANGKOK)
    for _number in range(800):
        hours = some_hours(chance)
        moment = first + timedelta(minutes=chance.randint(0, 40_000))
        status = status_at(hours, moment, holidays)
        cases.append([told_hours(hours), moment.isoformat(), stored])
        closes = status.closes_at
        until = f"{closes:%H:%M}".replace("00:00", "24:00") if closes else ""
        opens = f"{status.opens_next:%Y-%m-%d %H:%M}" if status.opens_next else ""
        expected.append([status.open_now, until, opens, status.holiday_name, status.note])

    answers = blank.evaluate(HOURS, [module("pack.js"), cases])

    wrong = [
        (case, answer, want)
        for case, answer, want in zip(cases, answers, expected, strict=True)
        if answer != want
    ]
    assert wrong == []
