"""Calendar files are valid whatever stands in them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from infogo.core.dates import BANGKOK
from infogo.www.pages.calendar_file import Event, calendar, calendar_file
from tests.www.sharing.ical import read_calendar

NOW = datetime(2026, 11, 27, 2, 0, tzinfo=UTC)
MORNING = datetime(2026, 11, 30, 8, 30, tzinfo=BANGKOK)
anything = st.text(st.characters(codec="utf-8"), max_size=300)
thai = st.text(alphabet="กฟื้นผู้ที่ำเแ ,;\\\n\r:123", max_size=300)


def event(**given_: object) -> Event:
    told = {
        "uid": "1@infogo",
        "on": date(2026, 11, 30),
        "title": "ไป",
        "text": "",
        "url": "https://x",
    }
    return Event(**{**told, **given_})  # type: ignore[arg-type]


@given(anything | thai, anything | thai, anything | thai)
def test_every_text_comes_back(title: str, text: str, place: str) -> None:
    made = calendar([event(title=title, text=text, place=place or "ก")], NOW)
    (found,) = read_calendar(made.encode()).all("VEVENT")
    lines = title.replace("\r\n", "\n").replace("\r", "\n")
    visible = "".join(letter for letter in lines if letter >= " " or letter in "\n\t")
    assert found.values["SUMMARY"] == visible.replace("\x7f", "")


def test_a_tone_mark_stays_with_its_letter() -> None:
    made = calendar([event(title="ผู้ที่ฟื้น" * 30)], NOW)
    starts = [line[1] for line in made.split("\r\n") if line.startswith(" ")]
    assert starts
    assert all(letter not in "่้๊๋ิีึืุู์ั็" for letter in starts)


def test_a_visit_lasts_while_the_place_is_open_and_is_remembered_the_evening_before() -> None:
    visit = event(starts=MORNING, ends=MORNING + timedelta(hours=8), position=(18.79, 98.98))
    made = read_calendar(calendar([visit], NOW).encode())
    (found,) = made.all("VEVENT")
    assert found.values["DTSTART"] == "20261130T083000"
    assert found.values["DTEND"] == "20261130T163000"
    assert found.values["GEO"] == "18.790000;98.980000"
    (alarm,) = found.all("VALARM")
    minutes = int(alarm.values["TRIGGER"].removeprefix("-PT").removesuffix("M"))
    assert (MORNING - timedelta(minutes=minutes)).strftime("%d %H:%M") == "29 18:00"
    (zone,) = made.all("VTIMEZONE")
    assert zone.values["TZID"] == "Asia/Bangkok"
    assert zone.all("STANDARD")[0].values["TZOFFSETTO"] == "+0700"


def test_a_whole_day_needs_no_time_zone() -> None:
    day = date(2026, 12, 31)
    text = calendar_file(uid="9", on=day, title="ก", text="ข", url="https://x", made_at=NOW)
    made = read_calendar(text.encode())
    (found,) = made.all("VEVENT")
    assert (found.values["DTSTART"], found.values["DTEND"]) == ("20261231", "20270101")
    assert found.all("VALARM")[0].values["TRIGGER"] == "-PT360M"
    assert made.all("VTIMEZONE") == []
