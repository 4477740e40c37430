"""Announcements above public pages, whole pages kept behind the layer or not."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from infogo.announcements.models import Place
from infogo.announcements.services import values_of, withdraw_announcement
from infogo.core.refusal import mark_of
from tests.announcements.making import ACTOR, published
from tests.factories import AgencyFactory, ProvinceFactory, ServicePointFactory, standard_manual
from tests.www.cache.site import Site

TEXT = "ระบบจะปิดปรับปรุงคืนนี้"


def says(client: Client, path: str, text: str = TEXT) -> bool:
    return text in client.get(path).content.decode()


@pytest.mark.django_db
def test_it_stands_above_every_page_in_the_readers_language(client: Client) -> None:
    published()
    assert says(client, "/")
    assert says(client, "/search?q=x")
    assert not says(client, "/nowhere-at-all"), "a refusal must not need the database"
    assert says(client, "/en/help", "The site is closed tonight")


@pytest.mark.django_db
def test_english_pages_show_the_thai_text_where_there_is_no_other(client: Client) -> None:
    published(text_en="")
    assert f'<span lang="th">{TEXT}' in client.get("/en/help").content.decode()


@pytest.mark.django_db
def test_it_is_a_landmark_with_a_name_and_urgency_is_said_in_words(client: Client) -> None:
    published(level="urgent")
    page = client.get("/help").content.decode()
    assert '<section class="l-wrap c-announced" aria-label="ประกาศ">' in page
    assert "<strong>ด่วน:</strong>" in page


@pytest.mark.django_db
def test_that_of_an_agency_stands_above_its_pages_and_those_below_it(client: Client) -> None:
    agency = AgencyFactory()
    below = AgencyFactory(parent=agency)
    other = AgencyFactory()
    point = ServicePointFactory(agency=below)
    published(place=Place.AGENCY, target_id=agency.pk)
    assert says(client, f"/agency/{agency.pk}")
    assert says(client, f"/agency/{below.pk}")
    assert says(client, f"/place/{point.pk}")
    assert not says(client, f"/agency/{other.pk}")
    assert not says(client, "/")


@pytest.mark.django_db
def test_that_of_a_province_stands_above_what_is_in_it(client: Client) -> None:
    province = ProvinceFactory()
    point = ServicePointFactory(province=province)
    published(place=Place.PROVINCE, province_id=province.code)
    assert says(client, f"/place/{point.pk}")
    assert says(client, f"/agency/province/{province.code}")
    assert says(client, f"/places?prov={province.code}")
    assert not says(client, "/places")


@pytest.mark.django_db
def test_that_of_a_service_stands_above_its_pages_alone(client: Client) -> None:
    manual, other = standard_manual(), standard_manual()
    published(place=Place.PROCEDURE, target_id=manual.procedure_id)
    assert says(client, f"/manual/{manual.procedure_id}")
    assert says(client, f"/manual/{manual.procedure_id}/legal")
    assert not says(client, f"/manual/{other.procedure_id}")


@pytest.mark.django_db
def test_a_page_asks_once_for_announcements_however_many_there_are(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    published()
    with django_assert_num_queries(1):
        client.get("/help")
    for _number in range(5):
        published()
    with django_assert_num_queries(1):
        client.get("/help")


@pytest.mark.django_db(transaction=True)
def test_kept_pages_show_it_at_once_and_drop_it_at_once() -> None:
    site = Site()
    assert TEXT not in site.get("/help")
    held = published()
    assert TEXT in site.get("/help")
    withdraw_announcement(announcement_id=held.pk, seen=seen_of(held), reason="", actor=ACTOR)
    assert TEXT not in site.get("/help")


@pytest.mark.django_db(transaction=True)
def test_it_appears_and_vanishes_by_the_clock_without_a_write() -> None:
    site = Site()
    now = timezone.now()
    starts_at, ends_at = now + timedelta(seconds=3), now + timedelta(seconds=8)
    published(starts_at=starts_at, ends_at=ends_at)
    assert TEXT not in site.get("/help")
    made = site.made
    assert TEXT not in site.get("/help")
    assert site.made == made, "kept until it begins"
    wait_until(starts_at)
    assert TEXT in site.get("/help")
    wait_until(ends_at)
    assert TEXT not in site.get("/help")
    made = site.made
    assert TEXT not in site.get("/help")
    assert site.made == made, "kept for good afterwards"


def seen_of(held: Any) -> str:
    held.refresh_from_db()
    return mark_of(values_of(held))


def wait_until(moment: Any) -> None:
    time.sleep(max(0.0, (moment - timezone.now()).total_seconds()) + 0.01)
