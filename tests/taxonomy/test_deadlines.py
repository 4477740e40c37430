"""Deadlines as people write them, and which of them comes first."""

from __future__ import annotations

import pytest

from infogo.core.durations import Duration
from infogo.taxonomy.deadlines import shortest_limit


@pytest.mark.parametrize(
    ("texts", "limit"),
    [
        ([], None),
        (["", "ก่อนเปิดร้าน", "ทุก 90 วัน"], None),
        (["ภายในเดือนเมษายนของทุกปี", "แจ้งก่อนเดินทางไม่น้อยกว่า 15 วัน"], None),
        (["ภายใน 24 ชั่วโมงหลังเข้าพัก"], Duration.of(24, "hour")),
        (["ภายใน ๑๕ วันนับแต่วันเกิด"], Duration.of(15, "day")),
        (["ภายใน 3 วันทำการ"], Duration.of(3, "working_day")),
        (["ภายใน 6 เดือน · ประกันสังคมภายใน 2 ปี"], Duration.of(6, "month")),
        (["ภายใน 60 วัน", "ภายใน 1 เดือน"], Duration.of(1, "month")),
        (["ภายใน 30 วัน", "ภายใน 48 ชั่วโมง", "ภายใน 2 ปี"], Duration.of(48, "hour")),
    ],
)
def test_the_shortest_length_is_found(texts: list[str], limit: Duration | None) -> None:
    assert shortest_limit(texts) == limit
