"""Rating without an account: what is asked, how it is sent, what is said afterwards."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from infogo.core.models import AuditEntry
from infogo.manuals.models import Manual
from infogo.points.models import PointStatus, ServicePoint
from infogo.ratings.models import Rating, RatingReply, RatingState, ReplyKind
from infogo.ratings.services import reply
from tests.accounts.watching import nothing_changes
from tests.factories import AgencyFactory, PinFactory, ServicePointFactory, adoption
from tests.ratings.giving import rate, served_manual
from tests.ratings.test_services import handler
from tests.www.cache.site import Site
from tests.www.rating_forms import ADDRESS, OWN, rules, send, token
from tests.www.reading import Page, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def served() -> tuple[Manual, ServicePoint]:
    return served_manual()


@pytest.fixture
def path(served: tuple[Manual, ServicePoint]) -> str:
    """The address that the poster of the point leads to."""
    return f"/place/{served[1].pk}/rate"


# ---------------------------------------------------------------- the form


def test_the_form_says_what_was_promised_and_asks_for_no_name(client: Client, path: str) -> None:
    response = client.get(path)
    page = read(response)
    assert page.h1 == "ให้คะแนนบริการ"
    assert "คู่มือบอกไว้: ไม่เกิน 15 นาที" in page.text
    assert "คู่มือบอกไว้: 100 บาท" in page.text
    assert page.fields("overall") == ["5", "4", "3", "2", "1"]
    names = {given["name"] for tag, given in page.attributes if given.get("name") and tag != "meta"}
    assert names == {
        "q", "token", "overall", "in_time", "asked_for_copies", "paid_more", "process", "staff",
        "facilities", "channels", "quality", "visited", "comment", "website",
    }  # fmt: skip
    assert not response.cookies
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.django_db(transaction=True)
def test_every_form_has_a_number_of_its_own_also_behind_kept_pages(path: str) -> None:
    site = Site()
    first, second = (Page(site.get(path)).fields("token") for _again in range(2))
    assert first != second


def test_a_point_with_several_services_asks_which(
    client: Client, served: tuple[Manual, ServicePoint], path: str
) -> None:
    _manual, point = served
    other, _there = served_manual()
    PinFactory(manual=other, point=point)
    page = read(client.get(path))
    assert page.h1 == "ใช้บริการเรื่องอะไร"
    chosen = page.href(other.procedure.name_th)
    assert send(client, chosen).status_code == 303
    assert Rating.objects.get().manual == other
    assert read(client.get(f"{path}?manual=999999")).h1 == "ใช้บริการเรื่องอะไร"
    with nothing_changes():
        assert send(client, path).status_code == 200


def test_a_point_without_services_leads_to_its_agency(client: Client) -> None:
    point = ServicePointFactory()
    page = read(client.get(f"/place/{point.pk}/rate"))
    assert "จึงให้คะแนนไม่ได้" in page.text
    assert page.href(point.agency.name_th) == f"/agency/{point.agency_id}"


def test_a_manual_asks_how_it_was_used(client: Client, served: tuple[Manual, ServicePoint]) -> None:
    manual, point = served
    path = f"/manual/{manual.procedure_id}/rate"
    page = read(client.get(path))
    assert page.fields("where") == [f"point-{point.pk}", "online", "phone", "post"]
    assert page.href("เลือกจุดนั้นก่อน แล้วกดให้คะแนนในหน้าของจุด").endswith("/places")
    assert send(client, path, where="online").status_code == 303
    assert send(client, path, where=f"point-{point.pk}").status_code == 303
    by_channel = {rating.channel: rating for rating in Rating.objects.all()}
    assert by_channel["online"].point is None
    assert by_channel["point"].point == point
    with nothing_changes():
        assert send(client, path).status_code == 422
        assert send(client, path, where="point-999999").status_code == 422


def test_an_agency_own_manual_offers_its_own_points(client: Client) -> None:
    standard, _far = served_manual()
    agency = AgencyFactory()
    local = adoption(standard, agency)
    point = PinFactory(manual=local, point__agency=agency).point
    path = f"/manual/{standard.procedure_id}/at/{agency.pk}/rate"
    page = read(client.get(path))
    assert page.fields("where") == [f"point-{point.pk}", "online", "phone", "post"]
    send(client, path, where="phone")
    rating = Rating.objects.get()
    assert (rating.manual, rating.agency, rating.point) == (local, agency, None)


def test_a_manual_at_a_place_is_prefilled(
    client: Client, served: tuple[Manual, ServicePoint]
) -> None:
    manual, point = served
    path = f"/manual/{manual.procedure_id}/rate?place={point.pk}"
    page = read(client.get(path))
    assert page.fields("where") == []
    assert point.name_th in page.text
    send(client, path)
    assert Rating.objects.get().point == point
    elsewhere = read(client.get(f"/manual/{manual.procedure_id}/rate?place=999999"))
    assert elsewhere.fields("where") != []


def test_a_closed_point_is_gone_and_an_unknown_one_not_found(
    client: Client, served: tuple[Manual, ServicePoint], path: str
) -> None:
    point = served[1]
    point.status = PointStatus.CLOSED
    point.save()
    with nothing_changes():
        assert client.get(path).status_code == 410
        assert send(client, path).status_code == 410
        assert send(client, "/place/999999/rate").status_code == 404
        assert client.put(path).status_code == 405


def test_the_english_form_marks_what_is_thai(client: Client, path: str) -> None:
    page = read(client.get(f"/en{path}"))
    assert page.h1 == "Rate a service"
    assert page.lang == "en"
    allowed = {"ไทย", "ติดต่อราชการ"}
    assert [t for t in page.thai_without_mark() if t not in allowed] == []
    response = send(client, f"/en{path}")
    assert response.headers["Location"].startswith("/en/rated/")


# ---------------------------------------------------------------- sending


def test_a_rating_is_taken_and_thanked_for_and_reading_that_again_does_nothing(
    client: Client, path: str
) -> None:
    response = send(
        client,
        path,
        overall="5",
        in_time="yes",
        asked_for_copies="no",
        staff="3",
        visited=f"{timezone.localdate():%Y-%m}",
        comment="รอไม่นาน\r\nขอบคุณ",
    )
    assert response.status_code == 303
    rating = Rating.objects.get()
    assert (rating.overall, rating.staff, rating.quality) == (5, 3, None)
    assert (rating.in_time, rating.asked_for_copies, rating.paid_more) == (True, False, None)
    assert rating.comment == "รอไม่นาน\nขอบคุณ"
    assert rating.visited_on == timezone.localdate().replace(day=1)
    assert rating.state == RatingState.PUBLIC
    with nothing_changes():
        for _again in range(2):
            page = read(client.get(response.headers["Location"]))
    assert page.h1 == "ขอบคุณที่ให้คะแนน"
    assert rating.reference in page.text
    assert "คะแนนนับรวมในผลของบริการนี้แล้ว" in page.text


def test_the_same_form_sent_again_is_the_same_rating(client: Client, path: str) -> None:
    number = token()
    first = send(client, path, token=number)
    with nothing_changes():
        again = send(client, path, token=number)
    assert first.headers["Location"] == again.headers["Location"]


def test_other_answers_by_the_same_form_are_told_and_may_be_sent(client: Client, path: str) -> None:
    number = token()
    send(client, path, token=number)
    with nothing_changes():
        told = send(client, path, token=number, overall="1", comment="ครั้งนี้รอนาน")
    assert told.status_code == 422
    page = read(told)
    assert "ส่งไปแล้วครั้งหนึ่ง" in page.text
    assert "ครั้งนี้รอนาน" in page.html
    (fresh,) = page.fields("token")
    assert send(client, path, token=fresh, overall="1", comment="ครั้งนี้รอนาน").status_code == 303
    assert {rating.overall for rating in Rating.objects.all()} > {1}
    assert [rating.suspicion for rating in Rating.objects.all()] == [[], []]


def test_neither_cookie_nor_address_is_kept_anywhere(client: Client, path: str) -> None:
    response = send(client, path, comment="รอไม่นาน")
    assert not response.cookies
    assert not client.get(response.headers["Location"]).cookies
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            assert ADDRESS not in repr(cursor.fetchall()), table
    assert AuditEntry.objects.get(verb="rate").actor == "ประชาชน"


@pytest.mark.parametrize(
    ("said", "suspicion"),
    [
        ({"website": "https://spam.example"}, "trap"),
        ({"token": "now"}, "too_fast"),
    ],
)
def test_what_machines_do_waits_for_an_officer(
    client: Client, path: str, said: dict[str, str], suspicion: str
) -> None:
    if said.get("token"):
        said = {"token": token(minutes=0)}
    response = send(client, path, **said)
    assert response.status_code == 303
    rating = Rating.objects.get()
    assert (rating.state, rating.suspicion) == (RatingState.HELD, [suspicion])
    assert "รอเจ้าหน้าที่ตรวจก่อนเผยแพร่" in read(client.get(response.headers["Location"])).text


def test_many_from_one_network_wait_and_then_have_to_wait_themselves(
    client: Client, path: str
) -> None:
    rules(network_held_after=1, network_per_hour_at_one=2)
    assert [send(client, path).status_code for _n in range(2)] == [303, 303]
    states = list(Rating.objects.order_by("pk").values_list("state", "suspicion"))
    assert states == [("public", []), ("held", ["one_address"])]
    with nothing_changes():
        response = send(client, path, comment="ยังรออยู่")
    assert response.status_code == 429
    assert 0 < int(response.headers["Retry-After"]) <= 3600
    assert "ยังรออยู่" in read(response).text
    elsewhere = {**OWN, "REMOTE_ADDR": "198.51.100.9"}
    assert send(client, path, meta=elsewhere).status_code == 303


def test_a_network_has_a_limit_over_all_places(
    client: Client, path: str, served: tuple[Manual, ServicePoint]
) -> None:
    rules(network_per_hour=1)
    other = f"/place/{served_manual()[1].pk}/rate"
    assert send(client, path).status_code == 303
    with nothing_changes():
        assert send(client, other).status_code == 429


def test_only_addresses_that_our_proxies_added_are_believed(
    client: Client, path: str, settings: Any
) -> None:
    rules(network_per_hour=1)
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    first = {**OWN, "HTTP_X_FORWARDED_FOR": "192.0.2.1, 198.51.100.1"}
    forged = {**OWN, "HTTP_X_FORWARDED_FOR": "192.0.2.2, 198.51.100.1"}
    other = {**OWN, "HTTP_X_FORWARDED_FOR": "192.0.2.1, 198.51.100.2"}
    assert send(client, path, meta=first).status_code == 303
    assert send(client, path, meta=forged).status_code == 429
    assert send(client, path, meta=other).status_code == 303


@pytest.mark.parametrize(
    "meta",
    [
        {"HTTP_SEC_FETCH_SITE": "same-origin"},
        {"HTTP_SEC_FETCH_SITE": "none"},
        {"HTTP_ORIGIN": "http://testserver"},
        {"HTTP_REFERER": "http://testserver/place/1/rate"},
    ],
)
def test_a_browser_on_our_page_is_heard(client: Client, path: str, meta: dict[str, str]) -> None:
    assert send(client, path, meta=meta).status_code == 303


# ---------------------------------------------------------------- afterwards


def test_the_month_of_an_answer_is_that_of_thailand(
    client: Client, served: tuple[Manual, ServicePoint]
) -> None:
    manual, point = served
    rating = rate(manual, point, comment="รอนาน")
    reply(rating_id=rating.pk, kind=ReplyKind.PUBLIC, text="เพิ่มช่องแล้ว", rights=handler(point))
    new_year = datetime(2026, 12, 31, 20, tzinfo=UTC)  # in Thailand three in the morning
    RatingReply.objects.filter(rating=rating).update(at=new_year)
    assert "มกราคม 2570" in read(client.get(f"/rated/{rating.reference}")).text


def test_it_leads_to_the_results_of_the_manual_that_she_rated(
    client: Client, served: tuple[Manual, ServicePoint]
) -> None:
    manual, point = served
    local = adoption(manual)
    for rating, results in (
        (rate(local), f"/manual/{manual.procedure_id}/at/{local.agency_id}/ratings"),
        (rate(manual), f"/manual/{manual.procedure_id}/ratings"),
        (rate(manual, point), f"/place/{point.pk}/ratings"),
    ):
        page = client.get(f"/rated/{rating.reference}").content.decode()
        assert f'href="{results}"' in page


def test_whoever_knows_the_number_sees_where_it_stands_and_the_answer(
    client: Client, served: tuple[Manual, ServicePoint]
) -> None:
    manual, point = served
    rating = rate(manual, point, comment="รอนาน")
    rights = handler(point)
    reply(rating_id=rating.pk, kind=ReplyKind.PUBLIC, text="เพิ่มช่องแล้ว", rights=rights)
    reply(rating_id=rating.pk, kind=ReplyKind.INTERNAL, text="ถามฝ่ายทะเบียน", rights=rights)
    page = read(client.get(f"/rated/{rating.reference.lower()}"))
    assert point.name_th in page.text and manual.agency.name_th not in page.text
    assert "เพิ่มช่องแล้ว" in page.text
    assert "ถามฝ่ายทะเบียน" not in page.text
    assert client.get("/rated/AAAA-AAAA").status_code == 404
    assert client.get("/rated/" + "A" * 300).status_code == 404
