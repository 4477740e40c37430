"""Honest results: nothing of a few, the spread beside the mean, comments with answers."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from infogo.core.dates import bangkok_now
from infogo.core.memory import Memory
from infogo.manuals.models import Manual
from infogo.points.models import ServicePoint
from infogo.ratings.models import Rating, RatingTally, Reason, ReplyKind, Suspicion
from infogo.ratings.services import decide, publish_improvement, reply
from infogo.ratings.tallies import rebuild
from infogo.www.pages.posters import poster_pdf
from tests.factories import AgencyFactory, PinFactory, ServicePointFactory, adoption
from tests.ratings.giving import rate, served_manual
from tests.ratings.test_services import handler
from tests.www.cache.site import Site
from tests.www.reading import Page, read

pytestmark = pytest.mark.django_db
MINIMUM = 5


@pytest.fixture
def served() -> tuple[Manual, ServicePoint]:
    return served_manual()


def show(client: Client, path: str) -> Page:
    response = client.get(path)
    assert response.status_code == 200
    assert not response.cookies
    return read(response)


def data(client: Client, path: str) -> dict[str, Any]:
    found: dict[str, Any] = client.get(f"{path}.json").json()
    return found


def results_of(manual: Manual) -> str:
    return f"/manual/{manual.procedure_id}/ratings"


def rate_many(manual: Manual, point: ServicePoint | None, scores: list[int], **said: Any) -> None:
    for score in scores:
        rate(manual, point, overall=score, **said)


def test_below_the_minimum_nothing_is_told_not_even_comments(
    client: Client, served: tuple[Manual, ServicePoint]
) -> None:
    manual, point = served
    rate_many(manual, point, [1, 1, 1, 1], comment="แย่", facts={"in_time": False})
    for path in (results_of(manual), f"/place/{point.pk}/ratings"):
        page = show(client, path)
        assert "คะแนนยังน้อยเกินกว่าจะสรุป" in page.text
        assert "แย่" not in page.text
        told = data(client, path)
        assert told["is_published"] is False
        assert [told[name] for name in ("count", "mean", "distribution")] == [None] * 3
        assert told["facts"]["in_time"] == {"yes": None, "no": None}
        assert told["comments"] == []
    line = show(client, f"/place/{point.pk}").text
    assert "มีผู้ให้คะแนนไม่ถึง 5 คน" in line


def test_from_the_minimum_on_mean_count_spread_and_facts_are_told(
    client: Client, served: tuple[Manual, ServicePoint]
) -> None:
    manual, point = served
    rate_many(manual, point, [5, 5, 5, 3, 1], facts={"in_time": True, "paid_more": False})
    page = show(client, results_of(manual))
    # The country is these five, so prior and plain mean are the same 3.8.
    assert "3.8 จาก 5" in page.text
    assert "จากผู้ให้คะแนน 5 คนในช่วง 24 เดือน" in page.text
    assert "พอใจมากที่สุด 3 60" in page.text
    assert "เสร็จภายในเวลาที่แจ้งไว้ 100% จาก 5 คนที่ตอบ" in page.text
    assert "ถูกขอสำเนาบัตรประชาชนหรือทะเบียนบ้าน มีคนตอบน้อยเกินไป" in page.text
    told = data(client, results_of(manual))
    assert told["distribution"] == {"1": 1, "2": 0, "3": 1, "4": 0, "5": 3}
    assert (told["count"], told["plain_mean"], told["band_th"]) == (5, 3.8, "มาก")
    assert told["facts"]["asked_for_copies"] == {"yes": None, "no": None}
    assert told["dimensions"]["staff"] == {"mean": None, "count": None}


def test_an_agencys_page_tells_the_sum_of_all_that_it_does_itself(
    client: Client, served: tuple[Manual, ServicePoint]
) -> None:
    manual, point = served
    address = f"/agency/{point.agency_id}"
    rate_many(manual, point, [5, 5, 5, 3])
    assert "ความพึงพอใจ" not in show(client, address).text
    assert client.get(f"{address}.json").json()["rating"]["count"] is None
    other = PinFactory(manual=manual, point=ServicePointFactory(agency=point.agency)).point
    rate_many(manual, other, [1])
    Memory.forget_all()
    page = show(client, address)
    assert "3.8 จาก 5 พอใจมาก" in page.text
    assert "จากผู้ให้คะแนน 5 คนในช่วง 24 เดือน" in page.text
    assert "รวมทุกเรื่องและทุกจุดให้บริการของหน่วยงานนี้" in page.text
    assert "ค่าเฉลี่ยตรง ๆ คือ 3.80" in page.text
    assert "ข้อมูลจำลอง" not in page.text
    told = client.get(f"{address}.json").json()["rating"]
    assert (told["count"], told["mean"], told["band_th"]) == (5, 3.8, "มาก")
    assert not told["is_simulated"]
    Rating.objects.update(is_simulated=True)
    rebuild()
    Memory.forget_all()
    AgencyFactory(parent=point.agency)
    page = show(client, address)
    assert "ข้อมูลจำลองเพื่อสาธิต ไม่ใช่ตัวเลขจริง" in page.text
    assert "ไม่รวมหน่วยงานในสังกัด" in page.text
    assert client.get(f"{address}.json").json()["rating"]["is_simulated"]


def test_one_who_was_overcharged_is_not_rounded_away(
    client: Client, served: tuple[Manual, ServicePoint]
) -> None:
    manual, _point = served
    RatingTally.objects.create(
        scope="procedure", object_id=manual.procedure_id, month=bangkok_now().date().replace(day=1),
        n4=400, paid_more_yes=1, paid_more_no=399, in_time_yes=399, in_time_no=1,
    )  # fmt: skip
    page = show(client, results_of(manual))
    assert "จ่ายเกินค่าธรรมเนียมที่แจ้งไว้ 1% จาก 400 คนที่ตอบ" in page.text
    assert "เสร็จภายในเวลาที่แจ้งไว้ 99% จาก 400 คนที่ตอบ" in page.text


def test_a_small_place_is_mixed_with_the_country(
    client: Client, served: tuple[Manual, ServicePoint]
) -> None:
    manual, point = served
    other, there = served_manual()
    for number in range(20):
        rate(other, there, overall=3, now=timezone.now() - timedelta(days=2 + number))
    Rating.objects.update(state="public")
    rebuild()
    rate_many(manual, point, [5] * 5)
    told = data(client, f"/place/{point.pk}/ratings")
    assert told["plain_mean"] == 5.0
    assert told["prior"] == pytest.approx(3.4)
    assert told["mean"] == pytest.approx((25 + 10 * 3.4) / 15, abs=0.01)


def test_held_and_hidden_ratings_neither_count_nor_show(
    client: Client, served: tuple[Manual, ServicePoint]
) -> None:
    manual, point = served
    rate_many(manual, point, [4] * 5, comment="ดี")
    rate(manual, point, comment="รอตรวจอยู่", suspected=[Suspicion.TRAP])
    hidden = rate(manual, point, overall=1, comment="คำหยาบ")
    decide(rating_id=hidden.pk, to="hidden", reason=Reason.RUDE, rights=handler(point))
    page = show(client, results_of(manual))
    assert "คำหยาบ" not in page.text
    assert "รอตรวจอยู่" not in page.text
    assert data(client, results_of(manual))["count"] == 5


def test_the_standard_manual_tells_of_the_country_and_an_agency_of_itself(client: Client) -> None:
    standard, far = served_manual()
    agency = AgencyFactory()
    local = adoption(standard, agency)
    point = PinFactory(manual=local, point__agency=agency).point
    rate_many(standard, far, [2] * 5)
    rate_many(local, point, [5] * 6)
    country = data(client, results_of(standard))
    own = data(client, f"/manual/{standard.procedure_id}/at/{agency.pk}/ratings")
    assert (country["count"], own["count"]) == (11, 6)
    assert own["agency"] == agency.pk
    # The prior of a manual is what its procedure has in the country, itself mixed.
    assert own["prior"] == pytest.approx(country["mean"], abs=0.01)


def test_comments_come_newest_first_a_page_at_a_time_with_answers_for_everybody(
    client: Client, served: tuple[Manual, ServicePoint]
) -> None:
    manual, point = served
    start = timezone.now() - timedelta(days=60)
    rows = [
        rate(manual, point, comment=f"ข้อ {number}", now=start + timedelta(days=number))
        for number in range(13)
    ]
    rights = handler(point)
    reply(rating_id=rows[12].pk, kind=ReplyKind.PUBLIC, text="แก้แล้ว", rights=rights)
    reply(rating_id=rows[12].pk, kind=ReplyKind.INTERNAL, text="คุยกันก่อน", rights=rights)
    first = show(client, f"/place/{point.pk}/ratings")
    assert "ข้อ 12" in first.text
    assert "แก้แล้ว" in first.text
    assert "คุยกันก่อน" not in first.text
    assert "ข้อ 2 " not in first.text
    older = show(client, first.href("ดูความเห็นที่เก่ากว่า"))
    assert [f"ข้อ {number}" in older.text for number in (0, 1, 2)] == [True] * 3
    assert "ข้อ 3" not in older.text
    assert "ดูความเห็นที่เก่ากว่า" not in older.text
    assert show(client, f"/place/{point.pk}/ratings?before=999999").h1


def test_what_was_changed_is_told_with_the_edition(
    client: Client, served: tuple[Manual, ServicePoint]
) -> None:
    manual, _point = served
    rights = handler(manual)
    publish_improvement(
        rights=rights,
        agency_id=manual.agency_id,
        manual_id=manual.pk,
        theme="ถูกขอสำเนา",
        change="เลิกขอสำเนา",
        revision_number=1,
    )
    page = show(client, results_of(manual))
    assert "เลิกขอสำเนา" in page.text
    assert page.href("ดูคู่มือฉบับที่ 1") == f"/manual/{manual.procedure_id}/v/1"


def test_invented_ratings_say_so_wherever_they_show(
    client: Client, served: tuple[Manual, ServicePoint]
) -> None:
    manual, point = served
    rate_many(manual, point, [4] * MINIMUM)
    Rating.objects.update(is_simulated=True)
    RatingTally.objects.all().delete()
    rebuild()
    words = "ข้อมูลจำลองเพื่อสาธิต ไม่ใช่ตัวเลขจริง"
    paths = (results_of(manual), f"/place/{point.pk}/ratings", f"/place/{point.pk}")
    for path in (*paths, f"/manual/{manual.procedure_id}"):
        assert words in show(client, path).text
    assert data(client, results_of(manual))["is_simulated"] is True


def test_old_months_are_not_shown(client: Client, served: tuple[Manual, ServicePoint]) -> None:
    manual, point = served
    rate_many(manual, point, [1] * 9, now=timezone.now() - timedelta(days=800))
    assert data(client, results_of(manual))["is_published"] is False


def test_the_manual_and_the_point_lead_to_results_and_form(
    client: Client, served: tuple[Manual, ServicePoint]
) -> None:
    manual, point = served
    rate_many(manual, point, [5] * 6)
    for path in (f"/manual/{manual.procedure_id}", f"/place/{point.pk}"):
        page = show(client, path)
        assert "5.0 จาก 5" in page.text
        assert page.href("ดูผลจากผู้ให้คะแนน 6 คน") == f"{path}/ratings"
        assert page.href("เคยใช้บริการแล้ว ให้คะแนนใน 1 นาที") == f"{path}/rate"
    old = show(client, f"/manual/{manual.procedure_id}/v/1")
    assert "คะแนนจากประชาชน" not in old.text


def test_an_agencys_results_tell_what_it_improved_itself(
    client: Client, served: tuple[Manual, ServicePoint]
) -> None:
    manual, _point = served
    local, other = adoption(manual), adoption(manual)
    for each, change in ((local, "เปิดช่องเพิ่ม"), *((other, f"รับบัตรคิว {n}") for n in range(5))):
        publish_improvement(
            rights=handler(each),
            agency_id=each.agency_id,
            manual_id=each.pk,
            theme="รอนาน",
            change=change,
        )
    own = show(client, f"/manual/{manual.procedure_id}/at/{local.agency_id}/ratings").text
    assert "เปิดช่องเพิ่ม" in own
    assert "รับบัตรคิว" not in own
    assert "รับบัตรคิว 4" in show(client, results_of(manual)).text


def test_english_results_mark_what_is_thai(
    client: Client, served: tuple[Manual, ServicePoint]
) -> None:
    manual, point = served
    rate_many(manual, point, [5] * 6, comment="รอไม่นาน")
    page = show(client, f"/en/place/{point.pk}/ratings")
    assert page.h1 == "Ratings by the public"
    allowed = {"ไทย", "ติดต่อราชการ"}
    assert [t for t in page.thai_without_mark() if t not in allowed] == []


@pytest.mark.parametrize("place", [True, False])
def test_queries_do_not_grow_with_comments(
    client: Client, served: tuple[Manual, ServicePoint], place: bool
) -> None:
    manual, point = served
    path = f"/place/{point.pk}/ratings" if place else results_of(manual)
    rights = handler(point)

    def grow() -> None:
        for _n in range(3):
            rating = rate(manual, point, comment="ดี")
            reply(rating_id=rating.pk, kind=ReplyKind.PUBLIC, text="ขอบคุณ", rights=rights)
            publish_improvement(
                rights=handler(manual),
                agency_id=manual.agency_id,
                manual_id=manual.pk,
                theme="รอนาน",
                change=f"เพิ่มช่อง {rating.pk}",
                revision_number=1,
            )

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            show(client, path)
        return len(queries)

    grow()
    grow()
    first = count()
    grow()
    assert count() == first


@pytest.mark.django_db(transaction=True)
def test_a_kept_page_of_results_is_made_anew_when_an_officer_decides() -> None:
    manual, point = served_manual()
    rate_many(manual, point, [4] * 6)
    rating = rate(manual, point, comment="คำหยาบ")
    site = Site()
    for path in (results_of(manual), f"/place/{point.pk}/ratings"):
        assert "คำหยาบ" in site.get(path)
    made = site.made
    assert "คำหยาบ" in site.get(results_of(manual))
    assert site.made == made
    decide(rating_id=rating.pk, to="hidden", reason=Reason.RUDE, rights=handler(point))
    for path in (results_of(manual), f"/place/{point.pk}/ratings"):
        assert "คำหยาบ" not in site.get(path)


# ---------------------------------------------------------------- posters


def test_posters_are_drawn_in_three_shapes_and_lead_to_the_thai_form(
    client: Client, served: tuple[Manual, ServicePoint]
) -> None:
    _manual, point = served
    path = f"/place/{point.pk}/rate/poster"
    picture = client.get(f"{path}.svg")
    assert picture.headers["Content-Type"] == "image/svg+xml"
    assert picture.content.startswith(b"<svg")
    for size in ("a4", "a6"):
        sheet = client.get(f"{path}-{size}.pdf")
        assert sheet.headers["Content-Type"] == "application/pdf"
        assert sheet.content.startswith(b"%PDF-")
        assert b"pdfuaid:part" in sheet.content
        assert client.get(f"/en{path}-{size}.pdf").content == sheet.content
    large, small = poster_pdf(point, "a4"), poster_pdf(point, "a6")
    assert b"595.2" in large and b"297.6" in small
    other = served_manual()[1]
    assert poster_pdf(other, "a4") != large
