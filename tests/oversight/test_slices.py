"""Addresses of statistics: what is written is read back, and nonsense says what to do."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infogo.oversight.slices import read_slice, usual
from infogo.volumes.months import later

TODAY = date(2026, 11, 26)


def test_the_usual_period_is_the_last_twelve_whole_months() -> None:
    part = usual(TODAY)
    assert (part.first, part.last) == (date(2025, 11, 1), date(2026, 10, 1))
    assert part.query() == ""


@pytest.mark.parametrize("seed", range(40))
def test_what_is_written_is_read_back(seed: int) -> None:
    chance = random.Random(seed)
    part = usual(TODAY)
    if chance.random() < 0.5:
        last = later(date(2026, 11, 1), -chance.randrange(40))
        part = part.within(first=later(last, -chance.randrange(60)), last=last)
    province, district = chance.choice([("", ""), ("50", ""), ("50", "5001")])
    part = replace(
        part,
        agency=chance.choice([None, 1, 2**31 - 1]),
        topic=chance.choice([None, 3]),
        procedure=chance.choice([None, 77]),
        province=province,
        district=district,
    )
    written = read_slice(dict(parse_qsl(part.query())), TODAY)
    assert written.problems == ()
    assert written.slice == part


def test_a_fiscal_year_is_october_to_september() -> None:
    part = read_slice({"year": "2569"}, TODAY).slice
    assert (part.first, part.last) == (date(2025, 10, 1), date(2026, 9, 1))
    assert part.fiscal_year == 2569
    assert part.query() == "year=2569"


def test_the_period_before_is_as_long() -> None:
    part = read_slice({"from": "2569-04", "to": "2569-06"}, TODAY).slice
    before = part.before()
    assert (before.first, before.last) == (date(2026, 1, 1), date(2026, 3, 1))


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"agency": "สิบ"}, "หน่วยงาน"),
        ({"agency": "-4"}, "หน่วยงาน"),
        ({"agency": "99999999999999999999"}, "หน่วยงาน"),
        ({"prov": "ตาก"}, "จังหวัด"),
        ({"prov": "50", "dist": "1001"}, "อำเภอ"),
        ({"topic": "x"}, "หมวดเรื่อง"),
        ({"year": "2999"}, "2999"),
        ({"year": "2026"}, "2026"),
        ({"from": "เมษา"}, "เดือน"),
        ({"from": "2569-06", "to": "2569-01"}, "สลับ"),
        ({"from": "2550-01"}, "ยาวเกินไป"),
    ],
)
def test_what_cannot_be_read_is_said_and_falls_back(asked: dict[str, str], words: str) -> None:
    written = read_slice(asked, TODAY)
    assert any(words in problem for problem in written.problems)
    assert written.slice.first <= written.slice.last


NAMES = ("agency", "prov", "dist", "topic", "procedure", "year", "from", "to")


@given(st.lists(st.text(), min_size=len(NAMES), max_size=len(NAMES)))
def test_nothing_that_is_written_breaks_a_page(texts: list[str]) -> None:
    part = read_slice(dict(zip(NAMES, texts, strict=True)), TODAY).slice
    assert 1 <= len(part.months) <= 60


def test_another_province_drops_the_district_and_another_topic_the_procedure() -> None:
    part = replace(usual(TODAY), province="50", district="5001", topic=1, procedure=7)
    assert part.within(province="51").district == ""
    assert part.within(topic=2).procedure is None
    assert part.within(district="5002").province == "50"
