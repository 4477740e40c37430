"""Near-duplicates are those that comparing every pair with plain formulas finds."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from math import log, sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infogo.simplify.similar import pairs_of
from infogo.thai.grams import grams
from infogo.thai.normalise import closed, normalise

PIECES = [
    "ขอ",
    "ใบอนุญาต",
    "ต่ออายุ",
    "ก่อสร้าง",
    "อาคาร",
    "โรงงาน",
    "จดทะเบียน",
    "รถ",
    "สมรส",
    "ร้านอาหาร",
]
TITLES = st.lists(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=5).map("".join), max_size=12
)


def compared(titles: dict[int, str], at_least: float) -> dict[tuple[int, int], float]:
    """Compare every pair, the slow way and with nothing of the program's but the trigrams."""
    distinct = {closed(title): Counter(grams(normalise(title))) for title in titles.values()}
    found = {}
    for one, other in combinations(sorted(titles), 2):
        left, right = (distinct[closed(titles[number])] for number in (one, other))
        if closed(titles[one]) == closed(titles[other]):
            found[one, other] = 1.0
            continue

        def weight(gram: str) -> float:
            holders = sum(1 for counts in distinct.values() if gram in counts)
            return log((1 + len(distinct)) / (1 + holders)) + 1

        dot = sum(left[gram] * right[gram] * weight(gram) ** 2 for gram in left)
        lengths = [
            sqrt(sum((times * weight(gram)) ** 2 for gram, times in counts.items()))
            for counts in (left, right)
        ]
        similarity = dot / (lengths[0] * lengths[1])
        if similarity >= at_least:
            found[one, other] = similarity
    return found


@settings(deadline=None, max_examples=60)
@given(TITLES, st.sampled_from([0.3, 0.5, 0.8, 0.95]))
def test_no_pair_is_missed_and_none_is_invented(titles: list[str], at_least: float) -> None:
    numbered = dict(enumerate(titles, start=1))
    found = {(p.first, p.second): p.similarity for p in pairs_of(numbered, at_least)}
    expected = compared(numbered, at_least)
    near = {key for key, value in expected.items() if abs(value - at_least) < 1e-6}
    assert set(found) | near == set(expected) | near
    for key in set(found) & set(expected):
        assert found[key] == pytest.approx(expected[key], abs=1e-4)


def test_two_ways_of_writing_one_title_are_equal() -> None:
    titles = {1: "การขอใบอนุญาต  ก่อสร้าง", 2: "การขอใบอนุญาตก่อสร้าง", 3: "การจดทะเบียนสมรส"}
    (pair,) = pairs_of(titles, 0.8)
    assert (pair.first, pair.second, pair.similarity, pair.is_equal) == (1, 2, 1.0, True)


def test_a_word_more_is_near_and_not_equal() -> None:
    titles = {
        1: "การขอรับใบอนุญาตประกอบกิจการสถานพยาบาลประเภทที่ไม่รับผู้ป่วยไว้ค้างคืน",
        2: "การขอรับใบอนุญาตประกอบกิจการสถานพยาบาลประเภทที่รับผู้ป่วยไว้ค้างคืน",
        3: "การแจ้งเกิด",
    }
    (pair,) = pairs_of(titles, 0.8)
    assert (pair.first, pair.second) == (1, 2)
    assert not pair.is_equal


def test_titles_without_letters_are_like_nothing() -> None:
    assert pairs_of({1: "", 2: "การแจ้งเกิด"}, 0.8) == []
