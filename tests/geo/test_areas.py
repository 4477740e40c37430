"""What is written as postcodes are."""

from __future__ import annotations

import pytest

from infogo.geo.areas import is_postcode


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("10200", True), ("00123", False), ("1020", False), ("102000", False), ("๑๐๒๐๐", False)],
)
def test_a_postcode_is_five_arabic_digits(text: str, is_one: bool) -> None:
    assert is_postcode(text) is is_one
