"""Words by which lists are searched: one bound, one cleaning, whatever somebody sends."""

from __future__ import annotations

import pytest
from django.urls import reverse

from infogo.accounts.roles import Role
from infogo.core.written import LONGEST_ASKED, asked_words
from tests.factories import AgencyFactory, GrantFactory
from tests.office.people import signed_in, with_second_factor

LISTS = (
    "agencies", "articles", "article_new", "channels", "delays", "delay_new", "files",
    "file_upload", "invite", "manual_new", "points", "ratings", "receipts", "team",
)  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        (None, ""),
        ("  ก\x00ข \u200bค\n", "ก ข ค"),
        ("ก" * 99 + " ข", "ก" * 99),
        ("ก" * 101, "ก" * 100),
    ],
)
def test_words_are_cleaned_and_bounded(typed: str | None, asked: str) -> None:
    assert asked_words(typed) == asked
    assert len(asked) <= LONGEST_ASKED


@pytest.mark.django_db
@pytest.mark.parametrize("name", LISTS)
def test_a_sign_that_postgresql_refuses_is_no_error(name: str) -> None:
    grant = GrantFactory(role=Role.AGENCY_ADMIN, agency=AgencyFactory())
    client = signed_in(with_second_factor(grant.officer))
    answer = client.get(reverse(f"office:{name}"), {"q": "ก\x00ข"})
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "\x00" not in page
    assert f'data-most="{LONGEST_ASKED}"' in page
