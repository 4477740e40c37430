"""Who acted, as pages name her out of what the trail keeps."""

from __future__ import annotations

import pytest

from infogo.accounts.names import name_in


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("officer 12 อารี ใจดี", "อารี ใจดี"),
        ("system ระบบ", "ระบบ"),
        ("system ข้อมูลจำลอง", "ข้อมูลจำลอง"),
        ("ระบบนำเข้าข้อมูล", "ระบบนำเข้าข้อมูล"),
        ("officer", "officer"),
    ],
)
def test_a_page_says_the_name_and_nothing_of_how_it_is_kept(written: str, said: str) -> None:
    assert name_in(written) == said
