"""The inbox: what an officer answers for, filtered, newest first, page by page."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from infogo.accounts.models import Officer
from infogo.accounts.perms import Rights
from infogo.accounts.roles import Role
from infogo.office.pages import ratings as pages
from infogo.ratings import officer_selectors
from infogo.ratings.models import Rating, RatingReply, RatingState, ReplyKind, Suspicion
from infogo.ratings.officer_selectors import RatingFilter, filtered, newest
from tests.factories import (
    AgencyFactory,
    GrantFactory,
    OfficerFactory,
    PinFactory,
    ServicePointFactory,
)
from tests.office.people import signed_in
from tests.office.ratings.at_work import Office, handler, open_office
from tests.office.test_pages import queries, text_of
from tests.ratings.giving import rate

pytestmark = pytest.mark.django_db
INBOX = "/office/ratings/"


@pytest.fixture
def office() -> Office:
    return open_office()


def references(client: Client, query: str = "") -> set[str]:
    """Return which ratings a page lists, by what their links lead to."""
    page = client.get(f"{INBOX}?{query}")
    assert page.status_code == 200
    shown = {int(path) for path in _paths(page.content.decode())}
    return set(Rating.objects.filter(pk__in=shown).values_list("reference", flat=True))


def _paths(page: str) -> list[str]:
    parts = page.split('<h2><a href="/office/ratings/')[1:]
    return [part.partition('"')[0] for part in parts]


def matching(officer: Officer, **chosen: object) -> set[int]:
    return set(filtered(Rights.of(officer), RatingFilter(**chosen)).values_list("pk", flat=True))  # type: ignore[arg-type]


class TestWhose:
    def test_she_sees_her_points_and_her_manuals_and_no_others(self, office: Office) -> None:
        here = office.rated(comment="ของเรา")
        elsewhere = ServicePointFactory(agency=AgencyFactory())
        PinFactory(manual=office.manual, point=elsewhere)
        of_our_manual = rate(office.manual, elsewhere)
        online = rate(office.manual)
        other = open_office("เทศบาลอื่น").rated(comment="ของเขา")

        found = references(office.client)
        assert found == {one.reference for one in (here, of_our_manual, online)}
        assert office.client.get(f"{INBOX}{other.pk}").status_code == 404

    def test_an_officer_of_one_point_sees_that_point_only(self, office: Office) -> None:
        second = ServicePointFactory(agency=office.agency)
        PinFactory(manual=office.manual, point=second)
        there = rate(office.manual, second)
        office.rated()
        keeper = handler(office.agency, only=[second])
        assert references(signed_in(keeper)) == {there.reference}

    def test_the_centre_sees_all(self, office: Office) -> None:
        found = {office.rated().pk, open_office("เทศบาลอื่น").rated().pk}
        centre = OfficerFactory()
        GrantFactory(officer=centre, role=Role.CENTRAL_ADMIN, agency=None)
        assert matching(centre) == found

    def test_who_does_not_handle_feedback_is_told_whom_to_ask(self, office: Office) -> None:
        viewer = OfficerFactory(agency=office.agency)
        GrantFactory(officer=viewer, role=Role.VIEWER)
        client = signed_in(viewer)
        assert client.get(INBOX).status_code == 403
        assert 'href="/office/ratings/"' not in client.get("/office/").content.decode()
        assert 'href="/office/ratings/"' in office.client.get("/office/").content.decode()


class TestFilters:
    def test_what_each_tab_holds(self, office: Office) -> None:
        silent = office.rated()
        waits = office.rated(comment="รอคำตอบ")
        answered = office.rated(comment="ได้คำตอบแล้ว")
        RatingReply.objects.create(
            rating=answered, kind=ReplyKind.PUBLIC, text="ขอบคุณ", agency=office.agency
        )
        noted = office.rated(comment="มีบันทึก")
        RatingReply.objects.create(
            rating=noted, kind=ReplyKind.INTERNAL, text="ตามอยู่", agency=office.agency
        )
        held = office.rated(suspected=[Suspicion.TOO_FAST], comment="พักไว้")
        hidden = office.rated(comment="ซ่อน")
        Rating.objects.filter(pk=hidden.pk).update(state=RatingState.HIDDEN)
        officer = office.officer

        assert matching(officer, show="unanswered") == {waits.pk, noted.pk}
        assert matching(officer, show="answered") == {answered.pk}
        assert matching(officer, show="held") == {held.pk}
        assert matching(officer, show="hidden") == {hidden.pk}
        assert matching(officer, show="public") == {silent.pk, waits.pk, answered.pk, noted.pk}
        assert len(matching(officer)) == 6

    @pytest.mark.parametrize(
        ("name", "said", "other"),
        [
            ("low", {"overall": 2}, {"overall": 3}),
            ("comment", {"comment": "ดี"}, {"comment": ""}),
            ("late", {"facts": {"in_time": False}}, {"facts": {"in_time": None}}),
            ("copies", {"facts": {"asked_for_copies": True}}, {"facts": {}}),
            ("paid", {"facts": {"paid_more": True}}, {"facts": {"paid_more": False}}),
        ],
    )
    def test_each_narrows_to_what_it_says(
        self, office: Office, name: str, said: dict[str, object], other: dict[str, object]
    ) -> None:
        wanted = office.rated(**said)
        office.rated(**other)
        assert matching(office.officer, only=(name,)) == {wanted.pk}
        assert references(office.client, f"only={name}") == {wanted.reference}

    def test_several_filters_hold_together(self, office: Office) -> None:
        both = office.rated(overall=1, comment="ช้า", facts={"in_time": False})
        office.rated(overall=1, comment="แพง")
        office.rated(overall=5, comment="ช้า", facts={"in_time": False})
        assert references(office.client, "only=low&only=late&q=ช้า") == {both.reference}

    @pytest.mark.parametrize("typed", ["สำนักทะเบียน", "ย้ายทะเบียน", "เทศบาลตัวอย่าง"])
    def test_words_find_place_service_and_agency(self, office: Office, typed: str) -> None:
        found = office.rated()
        assert references(office.client, f"q={typed}") == {found.reference}
        assert references(office.client, "q=ไม่มีคำนี้") == set()

    def test_a_reference_finds_its_rating(self, office: Office) -> None:
        found = office.rated()
        office.rated()
        assert references(office.client, f"q={found.reference.lower()}") == {found.reference}

    def test_a_month_begins_and_ends_at_midnight_in_thailand(self, office: Office) -> None:
        last_minute = datetime(2026, 4, 30, 16, 59, tzinfo=UTC)
        before = office.rated(now=last_minute)
        first = office.rated(now=last_minute + timedelta(minutes=1))
        assert matching(office.officer, period="2026-04") == {before.pk}
        assert matching(office.officer, period="2026-05") == {first.pk}

    def test_a_period_ends_today(self, office: Office) -> None:
        new = office.rated()
        office.rated(now=timezone.now() - timedelta(days=31))
        assert matching(office.officer, period="30") == {new.pk}

    @pytest.mark.parametrize(
        "query",
        [
            "period=2026-13",
            "period=0000-01",
            "period=0001-01",
            "period=9999-12",
            "period=31",
            "show=nothing&only=x",
            "point=-1",
            "point=99999999999999999999",
            "after=x",
            "after=99999999999999999999",
            "q=%00%00",
        ],
    )
    def test_what_cannot_be_read_does_no_harm(self, office: Office, query: str) -> None:
        office.rated()
        assert office.client.get(f"{INBOX}?{query}").status_code == 200

    def test_filters_that_are_on_can_be_taken_away(self, office: Office) -> None:
        office.rated(overall=1)
        query = f"only=low&period=2026-05&point={office.point.pk}&manual={office.manual.pk}"
        page = text_of(office.client.get(f"{INBOX}?{query}"))
        for words in ("คะแนนน้อยหรือน้อยที่สุด", "พฤษภาคม 2569", f"จุด: {office.point.name_th}"):
            assert f"เอาออก: {words}" in page

    def test_points_and_manuals_that_were_rated_are_offered(self, office: Office) -> None:
        office.rated()
        second = ServicePointFactory(agency=office.agency, name_th="จุดที่สอง")
        PinFactory(manual=office.manual, point=second)
        ServicePointFactory(agency=office.agency, name_th="จุดที่ไม่มีใครให้คะแนน")
        rate(office.manual, second)
        page = text_of(office.client.get(INBOX))
        assert "จุดที่สอง" in page
        assert "จุดที่ไม่มีใครให้คะแนน" not in page


class TestPaging:
    def test_every_rating_once_though_more_arrive(
        self, office: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(pages, "PAGE_SIZE", 3)
        begun = timezone.now() - timedelta(days=1)
        made = [office.rated(now=begun + timedelta(minutes=n // 2)).pk for n in range(8)]
        rights, seen = Rights.of(office.officer), []
        page = pages.inbox_page(rights, RatingFilter(), "")
        while True:
            seen += [line.id for line in page.lines]
            if not page.older_href:
                break
            office.rated()
            after = page.older_href.rpartition("after=")[2]
            page = pages.inbox_page(rights, RatingFilter(), after)
        assert seen == list(reversed(made))

    def test_counts_are_honest_about_their_end(
        self, office: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(officer_selectors, "MOST_COUNTED", 2)
        office.rated()
        office.rated()
        assert "2 ความเห็น" in text_of(office.client.get(INBOX))
        assert "มากกว่า" not in text_of(office.client.get(INBOX))
        office.rated()
        assert "มากกว่า 2 ความเห็น" in text_of(office.client.get(INBOX))

    def test_the_order_is_of_time_and_not_of_numbers(self, office: Office) -> None:
        new = office.rated()
        old = office.rated(now=timezone.now() - timedelta(days=3))
        found = newest(filtered(Rights.of(office.officer), RatingFilter()), "", 10)
        assert [rating.pk for rating in found.ratings] == [new.pk, old.pk]


class TestWords:
    def test_a_line_says_what_should_not_be(self, office: Office) -> None:
        office.rated(overall=1, comment="ช้ามาก", facts={"in_time": False, "asked_for_copies": True})
        page = text_of(office.client.get(INBOX))
        for words in ("น้อยที่สุด (1 จาก 5)", "ไม่เสร็จในเวลา", "ถูกขอสำเนา", "ช้ามาก"):
            assert words in page
        assert "ข้อมูลจำลอง" not in page

    def test_simulated_ratings_are_marked(self, office: Office) -> None:
        made = office.rated()
        Rating.objects.filter(pk=made.pk).update(is_simulated=True)
        page = text_of(office.client.get(INBOX))
        assert "ข้อมูลจำลองเพื่อสาธิต ไม่ใช่ตัวเลขจริง" in page

    def test_an_empty_inbox_says_the_next_step(self, office: Office) -> None:
        assert "ยังไม่มีใครให้คะแนนงานที่คุณดูแล" in text_of(office.client.get(INBOX))
        assert "ลองเอาตัวกรองออก" in text_of(office.client.get(f"{INBOX}?only=low"))

    def test_what_citizens_write_is_text(self, office: Office) -> None:
        office.rated(comment="<script>alert(1)</script>")
        assert "<script>alert" not in office.client.get(INBOX).content.decode()


@pytest.mark.parametrize("address", [INBOX, f"{INBOX}?show=unanswered&only=low&period=365"])
def test_a_longer_list_costs_no_more_queries(office: Office, address: str) -> None:
    def more() -> None:
        for _number in range(4):
            point = ServicePointFactory(agency=office.agency)
            PinFactory(manual=office.manual, point=point)
            rate(office.manual, point, overall=1, comment=f"ช้า {point.pk}")

    more()
    before = queries(office.client, address)
    more()
    assert queries(office.client, address) == before <= 16
