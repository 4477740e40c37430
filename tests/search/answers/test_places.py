"""Where something is done and when it is open: answered from the counters of the place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from infogo.core.hours import Hours
from infogo.geo.models import District
from infogo.points.models import HoursStatus, PointStatus, ServicePoint
from infogo.points.opening import Clock
from infogo.search.answers.answering import answer_to
from infogo.search.selectors import search
from infogo.taxonomy.models import VocabularyTerm
from tests.factories import (
    DistrictFactory,
    PinFactory,
    ProvinceFactory,
    ServicePointFactory,
    standard_manual,
)
from tests.search.answers.asking import MONDAY_MORNING, NAME, ask, texts

pytestmark = pytest.mark.django_db

OFFICE_HOURS = Hours.model_validate(
    {
        "week": [[{"opens": "08:30", "closes": "16:30"}]] * 5 + [[], []],
        "follows_public_holidays": True,
    }
)


@pytest.fixture
def offices(indexed: Callable[[], None]) -> None:
    """Marriage is registered at two district offices of Chiang Mai and one of Tak."""
    VocabularyTerm.objects.create(
        vocabulary="point_kind",
        code="district_office",
        label_th="ที่ว่าการอำเภอ",
        label_en="District office",
        effective_from=date(2026, 1, 1),
    )
    manual = standard_manual(name_th=NAME, name_en="Marriage", offered_kinds=["district_office"])
    for code, name, en in (("50", "เชียงใหม่", "Chiang Mai"), ("63", "ตาก", "Tak")):
        ProvinceFactory(code=code, name_th=name, name_en=en)
    for code, name in (("5001", "เมืองเชียงใหม่"), ("5007", "แม่ริม"), ("6306", "แม่สอด")):
        district = DistrictFactory(
            code=code, name_th=name, full_name_th=f"อำเภอ{name}", province_id=code[:2]
        )
        point = ServicePointFactory(
            name_th=f"ที่ว่าการอำเภอ{name}",
            subdistrict=None,
            district=district,
            province=district.province,
            hours=OFFICE_HOURS.model_dump(mode="json"),
            hours_status=HoursStatus.ASSUMED,
        )
        PinFactory(manual=manual, point=point)
    manual.procedure.point_count = 3
    manual.procedure.save()
    indexed()


@pytest.mark.usefixtures("offices")
class TestPlaces:
    def test_the_country_is_counted_and_asks_for_a_province(self) -> None:
        answer = ask(f"{NAME}ที่ไหน")
        assert texts(answer) == ["ยื่นที่ไหน: 3 แห่งทั่วประเทศ · ที่ว่าการอำเภอ"]
        assert answer is not None and answer.parts[0].path.endswith("/places")

    def test_the_district_named_comes_first(self) -> None:
        answer = ask(f"{NAME}ที่ไหน แม่ริม")
        assert answer is not None
        part = answer.parts[0]
        assert part.value == "2 แห่งใน จ.เชียงใหม่"
        assert [line.text for line in part.lines] == ["ที่ว่าการอำเภอแม่ริม", "ที่ว่าการอำเภอเมืองเชียงใหม่"]
        assert part.lines[0].status is not None
        assert part.lines[0].status.text == "น่าจะเปิดอยู่ ถึง 16:30 น."
        assert part.path.endswith("/places?prov=50")

    def test_who_names_a_place_beside_the_service_asks_where(self) -> None:
        answer = ask(f"{NAME} แม่ริม")
        assert answer is not None
        assert [part.value for part in answer.parts] == ["2 แห่งใน จ.เชียงใหม่"]
        assert ask(NAME) is None

    def test_behind_the_district_named_the_nearest_come(self, indexed: Callable[[], None]) -> None:
        mae_rim = District.objects.get(pk="5007")
        District.objects.filter(pk="5007").update(lat=18.91, lng=98.94)
        manual = standard_manual(name_th="ขอใบพิเศษ")
        # By their codes the far one comes first, and the one without a position last of all.
        for code, lat in (("5002", 18.1), ("5003", None), ("5004", 18.95)):
            district = DistrictFactory(code=code, province=mae_rim.province)
            point = ServicePointFactory(
                subdistrict=None,
                district=district,
                province=district.province,
                name_th=f"ที่ว่าการ {code}",
                lat=lat,
                lng=lat and 98.95,
            )
            PinFactory(manual=manual, point=point)
        indexed()
        answer = ask("ขอใบพิเศษที่ไหน แม่ริม")
        assert answer is not None
        names = [line.text for line in answer.parts[0].lines]
        assert names == ["ที่ว่าการ 5004", "ที่ว่าการ 5002", "ที่ว่าการ 5003"]

    def test_the_readers_province_counts_too(self) -> None:
        answer = ask(f"{NAME}ที่ไหน", province="63")
        assert answer is not None
        assert answer.parts[0].value == "1 แห่งใน จ.ตาก"

    def test_no_place_at_all_is_not_a_journey_saved(self, indexed: Callable[[], None]) -> None:
        standard_manual(name_th="ขอใบพิเศษ")
        indexed()
        answer = ask("ขอใบพิเศษที่ไหน")
        assert texts(answer) == ["ยื่นที่ไหน: ที่หน่วยงาน แต่ยังไม่มีที่อยู่ของจุดให้บริการในระบบ"]


@pytest.mark.usefixtures("offices")
class TestHours:
    def test_of_one_office_tell_now_and_the_caution(self) -> None:
        answer = ask("ที่ว่าการอำเภอแม่ริมเปิดกี่โมง")
        assert answer is not None and answer.title == "ที่ว่าการอำเภอแม่ริม"
        part = answer.parts[0]
        assert part.value.startswith("จันทร์–ศุกร์ 08:30–16:30 น. · ปิดวันหยุดราชการ")
        assert part.status is not None and part.status.state == "open"
        assert part.note == "เวลาเปิดปิดคิดจากเวลาราชการทั่วไป หน่วยงานยังไม่ยืนยัน"

    def test_of_a_kind_are_told_when_all_are_alike(self) -> None:
        answer = ask("ที่ว่าการอำเภอเปิดกี่โมง")
        assert answer is not None
        assert (answer.title, answer.path) == ("ที่ว่าการอำเภอ", "/places?kind=district_office")
        assert answer.parts[0].value.startswith("จันทร์–ศุกร์ 08:30–16:30 น.")

    def test_of_a_kind_that_differ_are_not_guessed(self, indexed: Callable[[], None]) -> None:
        ServicePointFactory(name_th="ที่ว่าการอำเภอลี้")
        indexed()
        answer = ask("ที่ว่าการอำเภอเปิดกี่โมง")
        assert answer is not None and answer.parts[0].state == "unknown"
        assert "แต่ละแห่งเปิดไม่เหมือนกัน" in answer.parts[0].value

    def test_of_a_service_need_a_province(self) -> None:
        answer = ask(f"{NAME}เปิดกี่โมง")
        assert answer is not None and answer.parts[0].state == "unknown"
        here = ask(f"{NAME}เปิดกี่โมง เชียงใหม่")
        assert here is not None
        assert here.parts[0].value.startswith("จันทร์–ศุกร์ 08:30–16:30 น.")
        assert len(here.parts[0].lines) == 2

    def test_that_are_told_in_words_alone_are_not_known(self) -> None:
        told = Hours.unknown("เปิดเฉพาะวันที่มีเรือ").model_dump(mode="json")
        ServicePoint.objects.filter(district="5007").update(hours=told)
        answer = ask("ที่ว่าการอำเภอแม่ริมเปิดกี่โมง")
        assert answer is not None
        part = answer.parts[0]
        assert (part.state, part.value, part.status) == ("unknown", "เปิดเฉพาะวันที่มีเรือ", None)
        ServicePoint.objects.update(hours=told)
        (of_kind,) = getattr(ask("ที่ว่าการอำเภอเปิดกี่โมง"), "parts", ())
        assert (of_kind.state, of_kind.value) == ("unknown", "เปิดเฉพาะวันที่มีเรือ")
        (of_service,) = getattr(ask(f"{NAME}เปิดกี่โมง", province="63"), "parts", ())
        assert (of_service.state, of_service.value) == ("unknown", "เปิดเฉพาะวันที่มีเรือ")

    def test_of_a_suspended_office_without_hours_it_is_said_to_be_closed(self) -> None:
        ServicePoint.objects.filter(district="5007").update(
            hours={}, status=PointStatus.SUSPENDED, suspended_from=date(2026, 3, 1)
        )
        answer = ask("ที่ว่าการอำเภอแม่ริมเปิดกี่โมง")
        assert answer is not None and answer.parts[0].status is not None
        assert answer.parts[0].status.state == "closed"


def test_queries_do_not_grow_with_places(
    indexed: Callable[[], None], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    manual = standard_manual(name_th=NAME)
    province = ProvinceFactory(code="50", name_th="เชียงใหม่", name_en="Chiang Mai")

    def ask_with(more: int) -> int:
        for _number in range(more):
            PinFactory(
                manual=manual,
                point=ServicePointFactory(subdistrict=None, district=None, province=province),
            )
        manual.procedure.refresh_from_db()
        manual.procedure.point_count += more
        manual.procedure.save()
        indexed()
        found = search(f"{NAME}ที่ไหน เชียงใหม่")
        with django_assert_max_num_queries(10) as asked:
            assert answer_to(found, Clock(MONDAY_MORNING)) is not None
        return len(asked)

    assert ask_with(4) == ask_with(4)
