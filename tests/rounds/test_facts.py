"""What is typed of a round: read into values, or told all at once what to mend."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from infogo.core.dates import bangkok_now, short_date
from infogo.core.written import WrittenError
from infogo.rounds.facts import read_round, written_round
from infogo.rounds.models import Round
from tests.factories import DistrictFactory, ProvinceFactory, RoundFactory, SubdistrictFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def tak() -> None:
    district = DistrictFactory(
        province=ProvinceFactory(code="63", name_th="ตาก"),
        code="6306", name_th="แม่สอด", full_name_th="อำเภอแม่สอด",
    )  # fmt: skip
    SubdistrictFactory(district=district, code="630603", name_th="แม่ปะ")


def day(ahead: int) -> date:
    return bangkok_now().date() + timedelta(days=ahead)


def texts(**changed: str) -> dict[str, str]:
    good = {
        "first_on": short_date(day(7)), "last_on": "", "opens": "9.00", "closes": "๑๕.๓๐ น.",
        "place": " ศาลาประชาคม  หมู่ 4 ", "province": "63", "district": "แม่สอด",
        "subdistrict": "แม่ปะ", "position": "", "note": "",
    }  # fmt: skip
    return {**good, **changed}


def problems(**changed: str) -> dict[str, str]:
    with pytest.raises(WrittenError) as wrong:
        read_round(texts(**changed))
    return wrong.value.problems


def test_a_round_of_one_day_is_read() -> None:
    facts = read_round(texts(), procedures=[9, 3, 9])
    assert (facts.first_on, facts.last_on) == (day(7), day(7))
    assert (facts.opens, facts.closes) == (time(9), time(15, 30))
    assert facts.place == "ศาลาประชาคม หมู่ 4"
    areas = (facts.province_id, facts.district_id, facts.subdistrict_id)
    assert areas == ("63", "6306", "630603")
    assert facts.procedures == (3, 9)
    assert facts.lat is None


def test_a_link_of_a_map_gives_the_position() -> None:
    facts = read_round(texts(position="https://www.google.com/maps/@16.7133,98.5748,17z"))
    assert (facts.lat, facts.lng) == (16.7133, 98.5748)


@pytest.mark.parametrize(
    ("first", "last", "field", "words"),
    [
        (7, 6, "last_on", "วันสุดท้ายมาก่อนวันแรก"),
        (-1, None, "first_on", "ผ่านไปแล้ว"),
        (-3, -1, "last_on", "ผ่านไปแล้ว"),
        (367, None, "first_on", "อีกนานกว่า 1 ปี"),
        (7, 38, "last_on", "ไม่เกิน 31 วัน"),
    ],
)
def test_days_that_cannot_be_right_are_told(
    first: int, last: int | None, field: str, words: str
) -> None:
    until = short_date(day(last)) if last is not None else ""
    found = problems(first_on=short_date(day(first)), last_on=until)
    assert list(found) == [field]
    assert words in found[field]


@pytest.mark.parametrize(("first", "last"), [(0, None), (-2, 0), (366, None), (7, 37)])
def test_days_at_the_edge_are_right(first: int, last: int | None) -> None:
    until = short_date(day(last)) if last is not None else ""
    facts = read_round(texts(first_on=short_date(day(first)), last_on=until))
    assert facts.first_on == day(first)


def test_everything_that_is_missing_is_told_at_once() -> None:
    with pytest.raises(WrittenError) as wrong:
        read_round({})
    assert set(wrong.value.problems) == {"first_on", "opens", "closes", "place", "province"}


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"first_on": "เร็ว ๆ นี้"}, "first_on", "อ่านวันที่ไม่ได้"),
        ({"opens": "เช้า"}, "opens", "8.30"),
        ({"closes": "8.00"}, "closes", "หลังเวลาเริ่ม"),
        ({"closes": "24.00"}, "closes", "หลังเวลาเริ่ม"),
        ({"place": "ว" * 201}, "place", "ยาวเกินไป"),
        ({"note": "ห" * 301}, "note", "ยาวเกินไป"),
        ({"district": "แม่สาย"}, "district", "แม่สาย"),
        ({"district": ""}, "district", "ตำบล"),
        ({"position": "ใกล้ตลาด"}, "position", ""),
        ({"position": "13.7563, 100.5018"}, "position", "ไม่ใช่จังหวัดที่เลือก"),
    ],
)
def test_what_cannot_be_read_is_told_beside_its_field(
    changed: dict[str, str], field: str, words: str
) -> None:
    found = problems(**changed)
    assert list(found) == [field]
    assert words in found[field]


def test_a_position_outside_the_province_may_be_confirmed() -> None:
    facts = read_round(texts(position="13.7563, 100.5018"), is_position_sure=True)
    assert facts.lat == 13.7563


def test_a_round_is_written_as_it_is_read() -> None:
    facts = read_round(
        texts(last_on=short_date(day(9)), position="16.7133, 98.5748", note="รับ 50 คิว")
    )
    held: Round = RoundFactory(**facts.columns())
    held.refresh_from_db()
    assert read_round(written_round(held)) == facts
