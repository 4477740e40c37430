"""What a form says, to read."""

from __future__ import annotations

from typing import Any

from infogo.editing.parts import parts_of_standard
from infogo.manuals.content import ManualContent
from infogo.manuals.lines import Line
from infogo.office.section_forms.words import said
from tests.office.sections.forms import form, sent

WEEKDAYS = [[{"opens": "08:30", "closes": "16:30"}]] * 5 + [[], []]


def lines(code: str, values: dict[str, Any]) -> dict[str, str]:
    (item,) = said(form(code).show(values))[0].items
    return {line.label: line.text for line in item}


def test_a_channel_is_told_in_words_and_not_in_codes() -> None:
    hours = {"week": WEEKDAYS, "follows_public_holidays": True, "lunch": {"state": "stays_open"}}
    channel = {"kind": "phone", "description": "โทร", "provinces": ["50"], "hours": hours}
    content = ManualContent.model_validate({"channels": {"state": "listed", "items": [channel]}})
    assert lines("channels", parts_of_standard(content)["channels"]) == {
        "ประเภทช่องทาง": "โทรศัพท์",
        "ใช้ทำอะไร": "ยื่นคำขอ",
        "สถานที่หรือวิธี": "โทร",
        "เวลาทำการ": "จันทร์–ศุกร์ 08:30–16:30; ปิดวันหยุดราชการ; ไม่พักเที่ยง",
        "เฉพาะจังหวัด": "เชียงใหม่",
    }


def test_days_in_a_row_are_told_from_which_to_which() -> None:
    week = [WEEKDAYS[0] if day in {0, 1, 3, 4, 5} else [] for day in range(7)]
    hours = {"week": week, "follows_public_holidays": False, "lunch": {"state": "unknown"}}
    channel = {"kind": "phone", "description": "โทร", "hours": hours}
    content = ManualContent.model_validate({"channels": {"state": "listed", "items": [channel]}})
    told = lines("channels", parts_of_standard(content)["channels"])["เวลาทำการ"]
    assert told.startswith("จันทร์, อังคาร, พฤหัสบดี–เสาร์ 08:30–16:30;")


def test_words_that_could_not_be_read_are_told_as_they_are() -> None:
    fee = {"item": "ค่าบัตร", "kind": "fixed", "amount_satang": {"typed": "ห้าสิบ"}}
    told = lines("fees", {"fees": {"state": "listed", "items": [fee]}})
    assert told == {"รายการ": "ค่าบัตร", "วิธีคิด": "จำนวนแน่นอน", "จำนวนเงิน": "ห้าสิบ"}


def test_lengths_of_time_keep_their_unit() -> None:
    empty = parts_of_standard(ManualContent())["steps"]
    given = {"total__value_min": "5", "total__value_max": "7", "total__unit": "working_day"}
    fields = said(form("steps").show(sent("steps", empty, **given)))
    assert fields[1].items == ((Line("", "5–7 วันทำการ"),),)


def test_none_and_unknown_are_answers() -> None:
    for state, word in (("none", "ไม่มี"), ("unknown", "ยังไม่ระบุ")):
        fields = said(form("fees").show({"fees": {"state": state, "items": []}}))
        assert fields[0].items == ((Line("", word),),)
