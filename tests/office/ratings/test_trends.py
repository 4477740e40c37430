"""Trends: means with counts, shares, rates, and small numbers said to be small."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Role
from infogo.core.dates import BANGKOK
from infogo.office.pages.rating_trends import TrendsPage, trends_page
from infogo.ratings import officer_selectors
from infogo.ratings.models import Rating, RatingState, RatingTally
from infogo.ratings.services import rebuild_tallies
from tests.factories import GrantFactory, OfficerFactory, PinFactory, ServicePointFactory
from tests.office.people import signed_in
from tests.office.ratings.at_work import Office, handler, open_office
from tests.office.test_pages import queries, text_of
from tests.ratings.giving import rate

pytestmark = pytest.mark.django_db
TRENDS = "/office/ratings/trends"


@pytest.fixture
def office() -> Office:
    return open_office()


def trends(office: Office, of: str = "", span: str = "") -> TrendsPage:
    rights = Rights.of(office.officer, on=date(2026, 5, 20))
    return trends_page(rights, of, span)


def at(month: int, year: int = 2026) -> datetime:
    return datetime(year, month, 10, 12, tzinfo=BANGKOK)


class TestFigures:
    def test_months_run_up_to_this_one_and_empty_ones_are_there(self, office: Office) -> None:
        office.rated(overall=5, now=at(5))
        office.rated(overall=2, now=at(5))
        office.rated(overall=4, now=at(3))
        office.rated(overall=1, now=at(5, 2025))  # before the twelve months
        page = trends(office)
        assert len(page.months) == 12
        newest, april, march = page.months[:3]
        assert (newest.label, newest.mean, newest.count, newest.low) == (
            "พฤษภาคม 2569",
            "3.50",
            2,
            "50 %",
        )
        assert (april.mean, april.count, april.href) == ("", 0, "")
        assert (march.mean, march.count) == ("4.00", 1)
        assert page.total == 3
        assert page.mean and page.mean.value == "3.67"
        assert page.percent == "73.3"
        assert trends(office, span="24").total == 4

    def test_rates_are_of_those_who_answered(self, office: Office) -> None:
        office.rated(facts={"in_time": True, "paid_more": False}, now=at(5))
        office.rated(facts={"in_time": False, "paid_more": False}, now=at(5))
        office.rated(now=at(5))
        found = {row.label: (row.value, row.count) for row in trends(office).rates}
        assert found == {
            "เสร็จในเวลาที่แจ้ง": ("50 %", 2),
            "ถูกขอสำเนาบัตรหรือทะเบียนบ้าน": ("ไม่มีใครตอบ", 0),
            "จ่ายเกินค่าธรรมเนียมที่แจ้ง": ("0 %", 2),
        }

    def test_the_distribution_adds_up(self, office: Office) -> None:
        for score in (5, 5, 5, 1):
            office.rated(overall=score, now=at(5))
        shares = [(row.label, row.count, row.percent) for row in trends(office).distribution]
        assert shares[0] == ("5 มากที่สุด", 3, "75 %")
        assert shares[-1] == ("1 น้อยที่สุด", 1, "25 %")
        assert sum(count for _label, count, _percent in shares) == 4

    def test_hidden_and_held_ratings_are_in_no_figure(self, office: Office) -> None:
        office.rated(overall=5, now=at(5))
        hidden = office.rated(overall=1, now=at(5))
        Rating.objects.filter(pk=hidden.pk).update(state=RatingState.HIDDEN)
        rebuild_tallies(actor="test")
        assert trends(office).total == 1

    def test_few_are_greyed_and_many_are_not(
        self, office: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(officer_selectors, "SMALL", 2)
        office.rated(now=at(5))
        office.rated(now=at(4))
        office.rated(now=at(4))
        page = trends(office)
        assert [row.is_small for row in page.months[:2]] == [True, False]
        assert page.chart
        assert [mark.is_small for mark in page.chart.marks] == [False, True]

    def test_each_month_leads_to_its_ratings(self, office: Office) -> None:
        office.rated(now=at(5))
        row = trends(office, of=f"point-{office.point.pk}").months[0]
        assert row.href == f"/office/ratings/?point={office.point.pk}&show=public&period=2026-05"
        assert office.client.get(row.href).status_code == 200


class TestWhose:
    def test_one_point_one_manual_or_all(self, office: Office) -> None:
        second = ServicePointFactory(agency=office.agency, name_th="จุดที่สอง")
        PinFactory(manual=office.manual, point=second)
        office.rated(now=at(5))
        rate(office.manual, second, now=at(5))
        rate(office.manual, now=at(5))
        assert trends(office).total == 3
        assert trends(office, of=f"point-{second.pk}").total == 1
        assert trends(office, of=f"point-{second.pk}").title == "จุดที่สอง"
        assert trends(office, of=f"manual-{office.manual.pk}").total == 3

    def test_what_is_not_hers_shows_her_own(self, office: Office) -> None:
        other = open_office("เทศบาลอื่น")
        other.rated(now=at(5))
        strange = ("x-1", "point-", "point-99999999999999999999")
        for of in (f"point-{other.point.pk}", f"agency-{other.agency.pk}", *strange):
            page = trends(office, of=of)
            assert (page.title, page.total) == ("ทั้งหมดที่คุณดูแล", 0)

    @pytest.mark.parametrize("kind", ["point", "manual"])
    def test_who_has_only_some_sees_the_sums_of_these(self, office: Office, kind: str) -> None:
        second = ServicePointFactory(agency=office.agency)
        PinFactory(manual=office.manual, point=second)
        office.rated()
        rate(office.manual, second)
        only = {"point": second, "manual": office.manual}[kind]
        client = signed_in(handler(office.agency, only=[only]))
        count = {"point": 1, "manual": 2}[kind]
        assert f"จาก {count} ความเห็นที่เผยแพร่" in text_of(client.get(TRENDS))

    @pytest.mark.parametrize("kinds", ["agency point", "agency manual", "point manual"])
    def test_rights_of_several_kinds_are_counted_together(self, kinds: str) -> None:
        own, other = open_office("เทศบาลของเธอ"), open_office("เทศบาลอื่น")
        second = ServicePointFactory(agency=other.agency)
        PinFactory(manual=other.manual, point=second)
        officer = handler(own.agency, only=[] if "agency" in kinds else [own.point])
        part = other.point if "agency point" in kinds else other.manual
        if kinds == "point manual":
            part = own.manual  # whose ratings at her point are counted once
        GrantFactory(officer=officer, role=Role.FEEDBACK_HANDLER, agency=part.agency, only=[part])
        own.rated(overall=5, now=at(5))
        rate(own.manual, now=at(5))
        other.rated(overall=2, now=at(5))
        rate(other.manual, second, overall=1, now=at(5))
        hidden = other.rated(overall=1, now=at(5))
        Rating.objects.filter(pk=hidden.pk).update(state=RatingState.HIDDEN)
        rebuild_tallies(actor="test")
        page = trends_page(Rights.of(officer, on=date(2026, 5, 20)), "", "")
        expected = {"agency point": 3, "agency manual": 4, "point manual": 2}[kinds]
        assert (page.total, page.months[0].count) == (expected, expected)

    def test_the_centre_adds_the_country_up(self, office: Office) -> None:
        office.rated()
        open_office("เทศบาลอื่น").rated()
        centre = OfficerFactory()
        GrantFactory(officer=centre, role=Role.CENTRAL_ADMIN, agency=None)
        page = trends_page(Rights.of(centre), "", "")
        assert page.total == 2


class TestPage:
    def test_it_says_in_words_what_the_picture_shows(self, office: Office) -> None:
        office.rated(overall=3)
        answer = office.client.get(TRENDS)
        page = text_of(answer)
        assert "ยังไม่มีเดือนที่มีความเห็นพอจะเทียบกัน" in page
        assert "เฉลี่ย 3.00 จาก 5 (ร้อยละ 60.0) จาก 1 ความเห็นที่เผยแพร่ น้อยกว่า 30 ความเห็น" in page
        assert 'role="img"' in answer.content.decode()

    def test_the_best_and_worst_of_large_months_are_named(
        self, office: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(officer_selectors, "SMALL", 1)
        office.rated(overall=2, now=at(3))
        office.rated(overall=5, now=at(4))
        office.rated(overall=4, now=at(5))
        page = trends(office)
        assert page.chart
        assert "สูงสุด เมษายน 2569 5.00" in page.chart.summary
        assert "ต่ำสุด มีนาคม 2569 2.00" in page.chart.summary

    def test_simulated_figures_are_marked(self, office: Office) -> None:
        office.rated()
        RatingTally.objects.update(is_simulated=True)
        assert "ข้อมูลจำลองเพื่อสาธิต ไม่ใช่ตัวเลขจริง" in text_of(office.client.get(TRENDS))

    def test_nothing_yet_says_the_next_step(self, office: Office) -> None:
        assert "ยังไม่มีคะแนนในช่วงนี้" in text_of(office.client.get(TRENDS))

    def test_more_ratings_cost_no_more_queries(self, office: Office) -> None:
        def more() -> None:
            for _number in range(3):
                point = ServicePointFactory(agency=office.agency)
                PinFactory(manual=office.manual, point=point)
                rate(office.manual, point)

        more()
        before = queries(office.client, TRENDS)
        more()
        assert queries(office.client, TRENDS) == before <= 12
