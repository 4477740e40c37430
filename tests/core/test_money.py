from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infogo.core import money


@pytest.mark.parametrize(
    ("typed", "satang"),
    [("1,500", 150_000), ("0.50", 50), ("๑๐๐ บาท", 10_000), (5, 500), (Decimal("3.25"), 325)],
)
def test_amounts_become_whole_satang(typed: str | int | Decimal, satang: int) -> None:
    assert money.to_satang(typed) == satang


@pytest.mark.parametrize("typed", ["", "ฟรี", "0.505", "NaN", "Infinity"])
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"satang|amount"):
        money.to_satang(typed)


def test_amounts_are_shown_with_the_word_baht() -> None:
    assert money.baht_text(150_000) == "1,500 บาท"
    assert money.baht_text(50) == "0.50 บาท"
    assert money.baht_text(0) == "0 บาท"
    assert money.baht_text(150_000, "en") == "1,500 baht"
    assert money.range_text(10_000, 100_000) == "100–1,000 บาท"
    assert money.range_text(10_000, 10_000) == "100 บาท"


@given(st.integers(-(10**12), 10**12))
def test_the_shown_number_is_read_back(satang: int) -> None:
    assert money.to_satang(money.number_text(satang)) == satang
