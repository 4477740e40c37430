"""Services for Thai nationals in the plan of somebody who is none."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from infogo.manuals.models import Manual
from tests.www.reading import read
from tests.www.test_plan import CARD, ids, listed, service, show

pytestmark = pytest.mark.django_db
TITLE = "อาจทำได้เฉพาะผู้มีสัญชาติไทย"
CARD_TOLD = "เรื่องนี้ออกบัตรประชาชน ซึ่งออกให้เฉพาะผู้มีสัญชาติไทย"
CRITERION = "สัญชาติไทย อายุ 60 ปีขึ้นไป"


@pytest.fixture
def card() -> Manual:
    return service("ต่ออายุบัตรประชาชน", outputs=(CARD,))


@pytest.fixture
def pension() -> Manual:
    return service("เบี้ยผู้สูงอายุ", criteria=listed(CRITERION))


@pytest.fixture
def licence() -> Manual:
    return service("ทำใบขับขี่")


def test_a_foreigner_is_told_what_is_for_thais_and_keeps_it_if_she_wants(
    client: Client, card: Manual, pension: Manual, licence: Manual
) -> None:
    plan = ids(card, pension, licence)
    page = show(client, f"?m={plan}&foreign=1")
    told = page.text[page.text.index(TITLE) :]
    told = told[: told.index("ทำแทนคนอื่น")]
    assert f"ต่ออายุบัตรประชาชน : {CARD_TOLD}" in told
    assert f"เบี้ยผู้สูงอายุ : คู่มือบอกเงื่อนไขเรื่องสัญชาติไทยไว้ว่า {CRITERION}" in told
    assert "ทำใบขับขี่" not in told
    assert f"/plan?m={ids(pension, licence)}&foreign=1#errands" in [href for _t, href in page.links]
    assert "เรื่อง 3 เรื่อง" in page.text
    text = client.get(f"/plan.txt?m={plan}&foreign=1").content.decode()
    assert CARD_TOLD in text
    assert f"“{CRITERION}”" in text


def test_a_thai_reader_is_not_told(client: Client, card: Manual, pension: Manual) -> None:
    assert TITLE not in show(client, f"?m={ids(card, pension)}").text


def test_who_reads_english_is_told_and_the_manuals_words_are_marked_as_thai(
    client: Client, card: Manual, pension: Manual
) -> None:
    page = show(client, f"?m={ids(card, pension)}", "/en")
    assert "May be for Thai nationals only" in page.text
    assert "It issues a Thai national ID card, which only Thai nationals can have." in page.text
    assert f'<q lang="th">{CRITERION}</q>' in page.html
    assert page.thai_without_mark() == []


def test_an_english_manual_says_so_on_top(client: Client, card: Manual, licence: Manual) -> None:
    told = "It issues a Thai national ID card, which only Thai nationals can have."
    assert told in read(client.get(f"/en/manual/{card.procedure_id}")).text
    assert "Thai nationals" not in read(client.get(f"/en/manual/{licence.procedure_id}")).text
    assert "ผู้มีสัญชาติไทย" not in read(client.get(f"/manual/{card.procedure_id}")).text


def test_one_is_told_before_adding_it(
    client: Client, card: Manual, licence: Manual, put_in_index: Any
) -> None:
    put_in_index()
    query = f"?m={ids(licence)}&q=ต่ออายุบัตรประชาชน"
    page = show(client, f"{query}&foreign=1")
    assert CARD_TOLD in page.text
    assert page.href("เพิ่มในรายการ ต่ออายุบัตรประชาชน").startswith(f"/plan?m={ids(licence, card)}")
    assert CARD_TOLD not in show(client, query).text
