"""Maps of the provinces: classes, what is said in words, and the same picture on paper."""

from __future__ import annotations

import re

import pytest

from infogo.display.choropleth import MOST_CLASSES, ProvinceMap, Reading, map_svg, province_map
from infogo.geo.shapes import province_shapes

CODES = sorted(province_shapes())


def drawn(*values: float | None, small: frozenset[int] = frozenset()) -> ProvinceMap:
    readings = [
        Reading(
            code=code,
            name=f"จังหวัด {code}",
            value=value,
            words="ไม่มีข้อมูล" if value is None else f"{value:g} %",
            href=f"/here?prov={code}",
            is_small=place in small,
        )
        for place, (code, value) in enumerate(zip(CODES, values, strict=False))
    ]
    found = province_map("ครบรายจังหวัด", readings)
    assert found
    return found


def test_classes_hold_about_the_same_number_and_rise_with_the_value() -> None:
    found = drawn(*range(77))
    counts = [each.count for each in found.classes]
    assert len(counts) == MOST_CLASSES and sum(counts) == 77 and max(counts) - min(counts) <= 1
    numbers = [each.number for each in found.provinces]
    assert numbers == sorted(numbers)


def test_equal_values_are_never_parted_and_no_class_overlaps_another() -> None:
    values = [0.0] * 40 + [50.0] * 30 + [70.0, 80, 90, 90, 100, 100, 100]
    found = drawn(*values)
    by_value: dict[float, set[int]] = {}
    for value, each in zip(values, found.provinces, strict=True):
        by_value.setdefault(value, set()).add(each.number)
    assert all(len(numbers) == 1 for numbers in by_value.values())
    assert [each.number for each in found.classes] == [*range(1, len(found.classes) + 1)]
    assert found.classes[0].words == "0 %" and found.classes[0].count == 40


def test_what_is_not_known_has_no_class_and_is_named() -> None:
    found = drawn(10, None, 30)
    assert [each.number for each in found.provinces][1] == 0
    assert found.missing == [f"จังหวัด {CODES[1]}"]
    assert "มีข้อมูล 2 จาก 3 จังหวัด" in found.summary
    assert not found.provinces[1].shows_number


def test_highest_lowest_and_middle_are_said() -> None:
    found = drawn(10, 20, 60, 60)
    assert found.summary == [
        f"สูงสุด จังหวัด {CODES[2]}และอีก 1 จังหวัด 60 %",
        f"ต่ำสุด จังหวัด {CODES[0]} 10 %",
        "ค่ากลาง 20 %",
        "มีข้อมูลครบ 4 จังหวัด",
    ]
    assert drawn(5, 5).summary[0] == "ทุกจังหวัดที่มีข้อมูลเท่ากัน คือ 5 %"


def test_small_samples_are_marked_and_named() -> None:
    found = drawn(10, 20, small=frozenset({1}))
    assert [each.is_small for each in found.provinces] == [False, True]
    assert found.small == [f"จังหวัด {CODES[1]}"] and "ข้อมูลน้อย" in found.provinces[1].words


def test_nothing_known_is_no_map() -> None:
    assert province_map("ไม่มี", [Reading("10", "กรุงเทพมหานคร", None, "ไม่มีข้อมูล")]) is None


def test_the_picture_for_paper_is_complete_and_hatches_what_is_not_known() -> None:
    found = drawn(*range(76), None)
    fills = re.findall(r'<path [^>]*fill="([^"]+)"', map_svg(found))
    assert len(fills) == 77 and fills.count("url(#none)") == 1
    assert len(set(fills)) == MOST_CLASSES + 1


@pytest.mark.parametrize("text", [">", "<", "&"])
def test_the_picture_holds_nothing_that_people_wrote(text: str) -> None:
    readings = [Reading("10", f"{text}script", 5, f"5 {text}")]
    found = province_map(text, readings)
    assert found and "script" not in map_svg(found)


def test_numbers_stand_inside_the_picture() -> None:
    found = drawn(*range(77))
    width, height = (int(size) for size in re.findall(r"\d+", found.box)[2:])
    assert all(0 < each.x < width and 0 < each.y < height for each in found.provinces)
