"""The tools: receipts that hold, gaps that are told, refusals that can be mended, constant cost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from infogo.agents import deadlines, fees, going, looking
from infogo.agents.errors import ToolRefusedError
from infogo.agents.receipts import STALE_AFTER
from infogo.core.dates import BANGKOK, bangkok_now
from infogo.core.durations import Duration, DurationUnit
from infogo.core.hours import Hours
from infogo.manuals.content import Fee, FeeKind
from infogo.manuals.models import Manual, ManualRevision
from infogo.manuals.part import Listing, ListingState
from infogo.points.models import PointStatus, ServicePoint
from infogo.points.selectors import LOOKED_AT_ONCE
from tests.agents.judging import resolve
from tests.factories import (
    PinFactory,
    ProvinceFactory,
    PublicHolidayFactory,
    ServicePointFactory,
    manual_content,
    standard_manual,
)
from tests.manuals import case_examples

pytestmark = pytest.mark.django_db


def stored(manual: Manual) -> dict[str, Any]:
    answer = Client().get(f"/api/v1/manuals/{manual.pk}")
    assert answer.status_code == 200
    return dict(answer.json())


def pointer(field: str) -> str:
    return "/" + field.replace("[", ".").replace("]", "").replace(".", "/")


def test_every_receipt_leads_to_the_same_value_in_the_api() -> None:
    manual = standard_manual()
    record = stored(manual)
    read = looking.read_manual(manual.procedure_id)
    known = [field for field in read.fields if field.status == "known"]
    assert {"content.documents", "content.fees"} <= {field.field for field in known}
    for field in known:
        assert resolve(record, pointer(field.receipt.field)) == field.value, field.field
    for paper in looking.list_documents(manual.procedure_id).documents:
        assert resolve(record, pointer(paper.receipt.field))["name"] == paper.name_th
    for fee in fees.compute_fee(manual.procedure_id).fees:
        found = resolve(record, pointer(fee.receipt.field))
        assert (found["item"], found["amount_satang"]) == (fee.item_th, fee.amount_satang)
    receipt = known[0].receipt
    assert (receipt.edition, receipt.hash) == (
        record["edition"]["number"],
        record["edition"]["hash"],
    )
    assert receipt.url == record["url"]
    assert receipt.caution  # nobody has verified it


def test_what_nobody_wrote_is_unknown_and_never_zero() -> None:
    content = manual_content(fees=Listing[Fee](), total=None, steps=Listing())
    manual = standard_manual(content=content)
    found = fees.compute_fee(manual.procedure_id, language="en")
    assert (found.status, found.fees, found.total.is_complete) == ("unknown", [], False)
    assert [(gap.field, gap.reason) for gap in found.unknown] == [("content.fees", "empty")]
    read = looking.read_manual(manual.procedure_id, sections=["forms"])
    assert (read.status, read.fields[0].value) == ("unknown", None)
    due = deadlines.compute_deadline(manual.procedure_id, received=bangkok_now())
    assert (due.status, due.due_on) == ("unknown", None)


def test_no_fee_is_an_answer() -> None:
    nothing = Listing[Fee](state=ListingState.NONE)
    manual = standard_manual(content=manual_content(fees=nothing))
    found = fees.compute_fee(manual.procedure_id)
    assert (found.status, found.total.high_satang, found.total.is_complete) == ("none", 0, True)
    assert found.receipt.field == "content.fees"


def test_what_was_checked_too_long_ago_is_stale() -> None:
    manual = standard_manual()
    long_ago = timezone.now() - STALE_AFTER - timedelta(days=2)
    ManualRevision.objects.filter(manual=manual).update(published_at=long_ago)
    read = looking.read_manual(manual.procedure_id)
    assert {(field.status, field.value) for field in read.fields} == {("stale", None)}
    assert {gap.reason for gap in read.unknown} == {"stale"}
    assert fees.compute_fee(manual.procedure_id).status == "stale"
    assert looking.list_documents(manual.procedure_id).documents == []
    assert deadlines.compute_deadline(manual.procedure_id, received=bangkok_now()).due_on is None
    assert going.make_plan([manual.procedure_id]).unknown[0].reason == "stale"
    # What it said on a day in the past stays true of that day.
    day = (long_ago + timedelta(days=1)).astimezone(BANGKOK).date()
    past = looking.read_manual(manual.procedure_id, as_of=day)
    assert past.status == "known"


def test_a_day_before_the_first_edition_is_told_and_one_ahead_refused() -> None:
    manual = standard_manual()
    read = looking.read_manual(manual.procedure_id, as_of=date(2020, 1, 1))
    assert (read.status, read.fields) == ("unknown", [])
    assert read.unknown[0].reason == "not_in_force"
    with pytest.raises(ToolRefusedError, match="as_of"):
        looking.read_manual(manual.procedure_id, as_of=bangkok_now().date() + timedelta(days=1))


def test_only_what_is_certain_is_added_up() -> None:
    listed = (
        Fee(item="คำขอ", kind=FeeKind.FIXED, amount_satang=500),
        Fee(item="ใบอนุญาต", kind=FeeKind.RANGE, amount_satang=10_000, amount_max_satang=20_000),
        Fee(item="ร้อยละ", kind=FeeKind.PERCENT, percent=Decimal(2)),
        Fee(item="บางกรณี", kind=FeeKind.FIXED, amount_satang=900, condition="เฉพาะเมื่อขอ"),
    )
    fee_list = Listing[Fee](state=ListingState.LISTED, items=listed)
    manual = standard_manual(content=manual_content(fees=fee_list))
    found = fees.compute_fee(manual.procedure_id)
    assert (found.total.low_satang, found.total.high_satang) == (10_500, 20_500)
    assert not found.total.is_complete
    gaps = [(gap.field, gap.reason) for gap in found.unknown]
    assert gaps == [("content.fees.items[2]", "not_computable")]


def test_a_fee_that_only_begins_at_its_amount_is_not_the_most_that_is_paid() -> None:
    begins = Fee(item="รังวัด", kind=FeeKind.START_AT, amount_satang=50_000)
    fee_list = Listing[Fee](state=ListingState.LISTED, items=(begins,))
    manual = standard_manual(content=manual_content(fees=fee_list))
    found = fees.compute_fee(manual.procedure_id)
    assert (found.fees[0].amount_satang, found.fees[0].amount_max_satang) == (50_000, None)
    assert (found.status, found.total.low_satang) == ("known", 50_000)
    assert not found.total.is_complete


def test_a_filing_limit_moves_over_a_holiday() -> None:
    event = bangkok_now().date() - timedelta(days=bangkok_now().date().weekday())  # a Monday
    PublicHolidayFactory(on=event + timedelta(days=15), name_th="วันหยุดทดสอบ")
    criteria = Listing[str](state=ListingState.LISTED, items=("ทั่วไป", "แจ้งภายใน 15 วันนับแต่วันเกิด"))
    manual = standard_manual(content=manual_content(criteria=criteria))
    found = deadlines.compute_deadline(manual.procedure_id, event=event)
    assert (found.due_on, found.filing[0].is_moved) == (event + timedelta(days=16), True)
    assert found.filing[0].receipt.field == "content.criteria.items[1]"
    assert resolve(stored(manual), "/content/criteria/items/1") == found.filing[0].says_th


def test_days_that_do_not_count_are_explained() -> None:
    monday = datetime(2026, 12, 7, 9, tzinfo=BANGKOK)
    PublicHolidayFactory(on=date(2026, 12, 10), name_th="วันรัฐธรรมนูญ")
    found = deadlines.compute_deadline(received=monday, value=4, unit=DurationUnit.WORKING_DAY)
    assert found.due_on == date(2026, 12, 14)
    skipped = {day.on: day.why_th for day in found.days if not day.counts}
    assert "วันรัฐธรรมนูญ" in skipped[date(2026, 12, 10)]
    assert set(skipped) >= {date(2026, 12, 7), date(2026, 12, 12), date(2026, 12, 13)}


REFUSED: list[tuple[Callable[[int], object], str]] = [
    (lambda key: looking.read_manual(2**31 - 1), "search_services"),
    (lambda key: looking.read_manual(key, agency=2**31 - 1), "without agency"),
    (lambda key: looking.list_documents(key, answers={"colour": "red"}), "does not ask colour"),
    (lambda key: fees.compute_fee(key, inputs={"weight": "3"}), "Inputs: none"),
    (lambda key: deadlines.compute_deadline(key), "received"),
    (lambda key: deadlines.compute_deadline(received=datetime(2026, 1, 1, 9)), "time zone"),
    (
        lambda key: deadlines.compute_deadline(key, received=datetime(9999, 1, 1, tzinfo=BANGKOK)),
        "year",
    ),
    (lambda key: deadlines.compute_deadline(key, event=date(1990, 1, 1)), "five years"),
    (lambda key: going.find_points(key), "Tell where"),
    (lambda key: going.make_plan([key], province="99"), "no province"),
    (lambda key: going.make_plan([key], day=date(2020, 1, 1)), "ahead"),
]


@pytest.mark.parametrize(("ask", "hint"), REFUSED)
def test_a_refusal_says_what_to_do(ask: Callable[[int], object], hint: str) -> None:
    key = standard_manual().procedure_id
    with pytest.raises(ToolRefusedError, match=hint):
        ask(key)


def test_places_tell_what_nobody_knows() -> None:
    province = ProvinceFactory()
    manual = standard_manual()
    point = ServicePointFactory(province=province, hours={}, phones=[])
    PinFactory(manual=manual, point=point)
    found = going.find_points(manual.procedure_id, province=province.code, language="en")
    assert (found.status, found.points[0].opening) == ("found", "unknown")
    fields = {gap.field for gap in found.unknown}
    assert fields == {"points[0].point.hours", "points[0].point.phones"}
    assert found.points[0].receipt.record == f"/api/v1/points/{point.pk}"
    assert Client().get(found.points[0].receipt.record).json()["id"] == point.pk
    elsewhere = going.find_points(manual.procedure_id, province=ProvinceFactory().code)
    assert (elsewhere.status, elsewhere.unknown[0].reason) == ("not_found", "no_points")


def test_places_that_are_open_are_found_behind_any_number_that_are_not() -> None:
    province = ProvinceFactory()
    closed = {"province": province, "lat": 18.79, "lng": 98.98, "hours": {}, "name_th": "ก"}
    ServicePointFactory.create_batch(LOOKED_AT_ONCE * 2, **closed)
    always = Hours.always().model_dump(mode="json")
    there = ServicePointFactory(
        province=province, lat=19.5, lng=98.98, hours=always, name_th="ฮ", sort_key="\uffff"
    )
    near = going.find_points(lat=18.79, lng=98.98, open_only=True)
    listed = going.find_points(province=province.code, open_only=True)
    assert [one.point.id for one in near.points] == [there.pk]
    assert [one.point.id for one in listed.points] == [there.pk]


def test_a_counter_with_hours_of_its_own_is_open_by_them() -> None:
    province, manual = ProvinceFactory(), standard_manual()
    point = ServicePointFactory(
        province=province, lat=18.79, lng=98.98, hours=Hours.always().model_dump(mode="json")
    )
    own = Hours.weekdays(time(9), time(12)).model_dump(mode="json")
    PinFactory(manual=manual, point=point, hours=own)
    afternoon = datetime(2026, 12, 2, 14, tzinfo=BANGKOK)
    for where in ({"lat": 18.79, "lng": 98.98}, {"province": province.code}):
        (found,) = going.find_points(manual.procedure_id, at=afternoon, **where).points
        assert (found.opening, found.hours_are_confirmed) == ("closed", True)
        assert found.opens_next == datetime(2026, 12, 3, 9, tzinfo=BANGKOK)
        assert not going.find_points(
            manual.procedure_id, at=afternoon, open_only=True, **where
        ).points
        assert going.find_points(at=afternoon, open_only=True, **where).points
    ServicePoint.objects.update(status=PointStatus.SUSPENDED, suspended_from=date(2026, 12, 3))
    (found,) = going.find_points(manual.procedure_id, at=afternoon, **where).points
    assert (found.opening, found.opens_next) == ("closed", None), "it closes for a time tomorrow"


def test_the_page_of_a_plan_is_that_of_the_same_plan() -> None:
    manual = standard_manual()
    day = bangkok_now().date() + timedelta(days=3)
    made = going.make_plan(
        [manual.procedure_id], day=day, for_other=True, foreigner=True, online=True
    )
    asked = parse_qs(urlsplit(made.plan.url).query)
    assert asked == {
        "m": [str(manual.procedure_id)], "day": [day.isoformat()],
        "for": ["other"], "foreign": ["1"], "online": ["1"],
    }  # fmt: skip


def test_cost_does_not_grow() -> None:
    province = ProvinceFactory()
    long = Duration.of(3, DurationUnit.DAY)
    manuals = [standard_manual(content=manual_content(total=long)) for _n in range(4)]
    for manual in manuals:
        for _n in range(3):
            PinFactory(manual=manual, point=ServicePointFactory(province=province))
    keys = [manual.procedure_id for manual in manuals]

    def cost(ask: Callable[[], object]) -> int:
        with CaptureQueriesContext(connection) as caught:
            ask()
        return len(caught)

    two = cost(lambda: going.make_plan(keys[:2], province=province.code))
    assert cost(lambda: going.make_plan(keys, province=province.code)) == two
    one = cost(lambda: going.find_points(province=province.code, limit=1))
    assert cost(lambda: going.find_points(province=province.code, limit=12)) == one


def test_no_fee_of_the_list_in_this_case_is_an_answer_too() -> None:
    only_lost = case_examples.listed(Fee, case_examples.fee("ค่าออกบัตรใหม่", 100, "lost"))
    manual = standard_manual(content=case_examples.card_manual(fees=only_lost))
    found = fees.compute_fee(manual.procedure_id, {"reason": "expired"})
    assert (found.status, found.total.high_satang, found.total.is_complete) == ("none", 0, True)
    assert not found.unknown
    assert fees.compute_fee(manual.procedure_id).status == "known"
