"""Refusals of a rating keep what she wrote; personal data is shown before it is masked."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client

from infogo.manuals.models import Manual
from infogo.pins.models import Pin
from infogo.points.models import ServicePoint
from infogo.ratings.models import Rating
from tests.accounts.watching import nothing_changes
from tests.ratings.giving import served_manual
from tests.www.rating_forms import selected, send, token
from tests.www.reading import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def served() -> tuple[Manual, ServicePoint]:
    return served_manual()


@pytest.fixture
def path(served: tuple[Manual, ServicePoint]) -> str:
    """The address that the poster of the point leads to."""
    return f"/place/{served[1].pk}/rate"


WRITTEN = {
    "overall": "2",
    "in_time": "no",
    "paid_more": "yes",
    "staff": "3",
    "comment": "รอนานมาก ยังไม่ได้บัตร",
}


def an_old_form(client: Client, path: str) -> HttpResponse:
    return send(client, path, **WRITTEN, token=token(minutes=7 * 60))


def a_forged_form(client: Client, path: str) -> HttpResponse:
    return send(client, path, **WRITTEN, token="0" * 32)


def another_site(client: Client, path: str) -> HttpResponse:
    return send(client, path, **WRITTEN, meta={"HTTP_SEC_FETCH_SITE": "cross-site"})


def another_origin(client: Client, path: str) -> HttpResponse:
    return send(client, path, **WRITTEN, meta={"HTTP_ORIGIN": "https://evil.example"})


def no_browser(client: Client, path: str) -> HttpResponse:
    return send(client, path, **WRITTEN, meta={})


def a_month_that_was_not_offered(client: Client, path: str) -> HttpResponse:
    return send(client, path, **WRITTEN, visited="1999-01")


def a_score_that_was_not_offered(client: Client, path: str) -> HttpResponse:
    return send(client, path, **WRITTEN, quality="9")


@pytest.mark.parametrize(
    ("refused", "status"),
    [
        (an_old_form, 422),
        (a_forged_form, 422),
        (another_site, 403),
        (another_origin, 403),
        (no_browser, 403),
        (a_month_that_was_not_offered, 422),
        (a_score_that_was_not_offered, 422),
    ],
)
def test_a_refusal_keeps_what_she_wrote_and_sending_again_works(
    client: Client,
    path: str,
    refused: Callable[[Client, str], HttpResponse],
    status: int,
) -> None:
    with nothing_changes():
        response = refused(client, path)
    page = read(response)
    assert response.status_code == status
    assert "ยังส่งไม่สำเร็จ" in page.text
    assert WRITTEN["comment"] in page.text
    assert selected(page, "overall") == ["2"]
    assert selected(page, "in_time") == ["no"]
    assert selected(page, "paid_more") == ["yes"]
    (number,) = page.fields("token")
    assert send(client, path, **WRITTEN, token=number).status_code == 303
    assert Rating.objects.get().comment == WRITTEN["comment"]


def test_who_sends_an_old_form_once_more_is_not_too_fast(client: Client, path: str) -> None:
    (number,) = read(an_old_form(client, path)).fields("token")
    assert send(client, path, **WRITTEN, token=number).status_code == 303
    rating = Rating.objects.get()
    assert (rating.suspicion, rating.is_public) == ([], True)


def test_without_an_overall_score_the_summary_leads_to_the_question(
    client: Client, path: str
) -> None:
    with nothing_changes():
        response = send(client, path, overall="", comment="รอนาน")
    page = read(response)
    assert response.status_code == 422
    assert page.href("เลือกว่าโดยรวมพอใจแค่ไหน") == "#overall"
    assert "รอนาน" in page.text
    assert response.content.decode().split("<title>")[1].startswith("ผิดพลาด:")


def test_a_comment_that_is_too_long_comes_back_whole(client: Client, path: str) -> None:
    long = "ก" * 501
    with nothing_changes():
        response = send(client, path, comment=long)
    assert response.status_code == 422
    assert long in read(response).text
    assert "ตัดให้เหลือไม่เกิน 500" in read(response).text


def test_a_service_that_ended_meanwhile_is_told(
    client: Client, served: tuple[Manual, ServicePoint]
) -> None:
    manual, point = served
    path = f"/manual/{manual.procedure_id}/rate"
    client.get(path)
    Pin.objects.all().delete()
    with nothing_changes():
        response = send(client, path, where=f"point-{point.pk}", comment="รอนาน")
    assert response.status_code == 422
    assert "รอนาน" in read(response).text


# ---------------------------------------------------------------- personal data


def test_personal_data_is_shown_before_it_is_masked(client: Client, path: str) -> None:
    said = "นายสมชาย ใจดี บริการดี โทร 081-234-5678"
    number = token()
    with nothing_changes():
        response = send(client, path, comment=said, token=number)
    page = read(response)
    assert response.status_code == 422
    assert "พบ เบอร์โทรศัพท์ · ชื่อคน" in page.text
    assert "นาย••• บริการดี โทร •••" in page.text
    assert said in page.text
    assert page.fields("token") == [number]
    assert send(client, path, comment=said, token=number, mask="1").status_code == 303
    rating = Rating.objects.get()
    assert rating.comment == "นาย••• บริการดี โทร •••"
    assert rating.has_masked


def test_she_may_word_it_otherwise(client: Client, path: str) -> None:
    send(client, path, comment="โทร 081-234-5678")
    assert send(client, path, comment="โทรกลับเร็วมาก").status_code == 303
    assert not Rating.objects.get().has_masked
