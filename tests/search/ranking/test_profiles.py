from __future__ import annotations

import pytest

from infogo.search.ranking.names import ServiceNames
from infogo.search.ranking.profiles import done_of_groups, profile_of
from infogo.search.understanding.gazetteer import Gazetteer
from infogo.search.understanding.understand import Readers, understand
from tests.thai.vocabularies import Words

NONE = Words("")
READERS = Readers(NONE, NONE, NONE, Gazetteer())


def service(name: str, lifecycle: str = "other", group: str = "g") -> ServiceNames:
    return ServiceNames(
        id=1,
        names=(name, "", ""),
        tags=(),
        sayings=(),
        summary="",
        lifecycle=lifecycle,
        group=group,
        owner=1,
        popularity=0.0,
    )


ALL_ACTIONS = frozenset({"new", "renew", "replace", "amend", "cancel"})


def fit(
    q: str,
    name: str,
    lifecycle: str = "other",
    group: str = "g",
    done: frozenset[str] = ALL_ACTIONS,
) -> float:
    profile = profile_of(service(name, lifecycle, group), {"g": done})
    return profile.fit(understand(q, READERS))


@pytest.mark.parametrize(
    ("q", "meant", "other"),
    [
        ("ใบขับขี่หมดอายุมา 2 ปี", "ต่อใบขับขี่ที่หมดอายุ 1–3 ปี", "ต่อใบขับขี่ที่หมดอายุเกิน 3 ปี"),
        ("ใบขับขี่ขาดสี่ปีแล้ว", "ต่อใบขับขี่ที่หมดอายุเกิน 3 ปี", "ต่อใบขับขี่ที่หมดอายุ 1–3 ปี"),
        ("อายุ 17 ทำพาสปอร์ต", "ทำพาสปอร์ตวัยรุ่น (15–20 ปี)", "ทำพาสปอร์ตลูก (ต่ำกว่า 15 ปี)"),
        ("ลูกสามขวบทำพาสปอร์ต", "ทำพาสปอร์ตลูก (ต่ำกว่า 15 ปี)", "ทำพาสปอร์ต (อายุ 20 ปีขึ้นไป)"),
        ("ร้าน 300 ตร.ม.", "ร้านอาหารใหญ่ (เกิน 200 ตร.ม.)", "ร้านอาหารเล็ก (ไม่เกิน 200 ตร.ม.)"),
    ],
)
def test_the_service_for_that_amount_fits_better(q: str, meant: str, other: str) -> None:
    assert fit(q, meant) > 1.0 > fit(q, other)


def test_an_age_is_not_compared_with_years_since_something_ran_out() -> None:
    assert fit("อายุ 25 ต่อใบขับขี่", "ต่อใบขับขี่ที่หมดอายุเกิน 3 ปี") == 1.0


def test_without_amounts_nothing_is_weighed_by_them() -> None:
    assert fit("พาสปอร์ต", "ทำพาสปอร์ตวัยรุ่น (15–20 ปี)") == 1.0
    assert fit("อายุ 17", "ทำพาสปอร์ต") == 1.0


@pytest.mark.parametrize(
    ("q", "lifecycle"),
    [
        ("บัตรหาย", "replace"),
        ("ต่อบัตร", "renew"),
        ("renew my card", "renew"),
        ("บัตรชื่อผิด", "amend"),
        ("เลิกกิจการ", "cancel"),
        ("บัตร", "new"),
    ],
)
def test_the_sibling_that_does_what_is_said_fits_best(q: str, lifecycle: str) -> None:
    fits = {one: fit(q, "บัตร", one) for one in ("new", "renew", "replace", "amend", "cancel")}
    assert max(fits, key=lambda one: fits[one]) == lifecycle
    assert fits[lifecycle] > 1.0


def test_what_no_sibling_does_is_asked_of_the_plain_one() -> None:
    never_renewed = frozenset({"new", "replace"})
    new, lost = (fit("ต่อพาสปอร์ต", "พาสปอร์ต", one, done=never_renewed) for one in ("new", "replace"))
    assert new > lost == 1.0


def test_siblings_are_read_together() -> None:
    siblings = [service("a", "new"), service("b", "renew"), service("c", "new", group="")]
    assert done_of_groups(siblings) == {"g": frozenset({"new", "renew"})}


def test_a_service_without_siblings_is_left_alone() -> None:
    assert fit("บัตรหาย", "บัตร", "replace", group="") == 1.0


def test_what_is_lost_is_wanted_back_however_a_sibling_is_called() -> None:
    lost, first = "ใบขับขี่หาย ขอใบแทน", "ทำใบขับขี่มอเตอร์ไซค์ครั้งแรก"
    for_lost = fit("ใบขับขี่มอไซค์หาย", lost, "replace") / fit("ใบขับขี่มอไซค์หาย", first, "new")
    for_expired = fit("ใบขับขี่หมดอายุ", lost, "renew") / fit("ใบขับขี่หมดอายุ", first, "new")
    assert for_lost > for_expired > 1.0


@pytest.mark.parametrize("q", ["สามีตาย", "พ่อเสียชีวิตที่บ้าน", "แม่เพิ่งตาย ต้องทำยังไง", "my husband died"])
def test_who_tells_only_of_a_death_is_shown_first_how_to_report_it(q: str) -> None:
    assert fit(q, "แจ้งตาย (เสียชีวิตที่บ้าน)") > fit(q, "ค่าทำศพประกันสังคม") == 1.0


@pytest.mark.parametrize(
    "q", ["สามีตาย เบิกประกันสังคม", "ค่าทำศพพ่อตาย", "โอนที่ดินพ่อตาย", "ตากผ้า", "รถเสีย", "เสีย"]
)
def test_who_says_more_asks_for_what_she_says(q: str) -> None:
    assert fit(q, "แจ้งตาย (เสียชีวิตที่บ้าน)") == 1.0


@pytest.mark.parametrize("q", ["แจ้งตายเกินกำหนด", "ลืมแจ้งตาย", "แม่ตายมานานแล้วยังไม่ได้แจ้ง"])
def test_who_reports_a_death_late_is_not_led_to_late_births(q: str) -> None:
    birth = fit(q, "แจ้งเกิดล่าช้า (เกิน 15 วัน)")
    assert fit(q, "แจ้งตาย (เสียชีวิตที่บ้าน)") > fit(q, "ค่าทำศพประกันสังคม") == 1.0 > birth
    assert fit("แจ้งเกิดเกินกำหนด", "แจ้งเกิดล่าช้า (เกิน 15 วัน)") == 1.0
