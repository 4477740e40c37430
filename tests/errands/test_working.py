"""A plan worked out with what the agencies at its stops say of their own."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from infogo.core.dates import BANGKOK
from infogo.core.durations import Duration
from infogo.core.hours import Hours, HoursException
from infogo.errands.asking import Asked
from infogo.errands.working import Worked, region_of, work_out
from infogo.manuals import services
from infogo.manuals.content import Channel, ChannelKind, Fee, FeeKind, LocalOverrides
from infogo.manuals.models import Manual, ProcedureRelation, RelationKind
from infogo.manuals.part import Listing, ListingState
from infogo.points.opening import Clock
from tests.factories import (
    ACTOR,
    DistrictFactory,
    PinFactory,
    ServicePointFactory,
    adoption,
    manual_content,
    standard_manual,
)

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 23)


def own_text(standard: Manual, **given: object) -> Manual:
    """Return an agency's manual that says something of its own."""
    local = adoption(standard)
    overrides = LocalOverrides.model_validate(given)
    services.publish_overrides(manual=local, overrides=overrides, actor=ACTOR)
    return local


def worked(*standards: Manual, **asked: Any) -> Worked:
    ids = tuple(manual.procedure_id for manual in standards)
    plan = Asked(ids, day=MONDAY, province="50", **asked)
    district = DistrictFactory(code="5001")
    region = region_of(plan, district.province, district)
    clock = Clock(datetime(2026, 11, 20, 9, tzinfo=BANGKOK))
    return work_out(plan, standards, region, clock)


def test_the_text_of_each_errand_is_that_of_the_stop_where_it_is_done_in_the_end() -> None:
    """The first agency takes longer than the standard says; by then the near office is closed."""
    first, second = (
        standard_manual(content=manual_content(total=Duration.of(30, "minute"))) for _n in range(2)
    )
    ProcedureRelation.objects.create(
        source=second.procedure, target=first.procedure, kind=RelationKind.REQUIRES
    )
    slow = own_text(first, total=Duration.of(7, "day"))
    cheap = Fee(item="ค่าคำขอ", kind=FeeKind.FIXED, amount_satang=700)
    near = own_text(second, fees=Listing(state=ListingState.LISTED, items=(cheap,)))
    district = DistrictFactory(code="5001", lat=18.79, lng=98.98)
    here = {"district": district, "province": district.province, "lat": 18.79, "lng": 98.98}
    closed = HoursException(first_on=date(2026, 11, 30), note="ย้ายของ")
    hours = Hours.weekdays().model_copy(update={"exceptions": (closed,)})
    point = ServicePointFactory(**here, hours=hours.model_dump(mode="json"))
    for manual in (slow, near):
        PinFactory(manual=manual, point=point, residents_only=False)
    far = ServicePointFactory(
        **{**here, "lat": 18.9}, hours=Hours.weekdays().model_dump(mode="json")
    )
    PinFactory(manual=second, point=far, residents_only=False)

    found = worked(first, second)

    assert [leg.day for leg in found.legs] == [MONDAY, date(2026, 11, 30)]
    assert [leg.manual_ids() for leg in found.legs] == [
        {first.procedure_id: slow.pk},
        {second.procedure_id: second.pk},
    ]
    assert {errand: manual.pk for errand, manual in found.manuals.items()} == {
        first.procedure_id: slow.pk,
        second.procedure_id: second.pk,
    }
    assert [fee.amount_satang for fee in found.contents[second.procedure_id].fees.items] != [700]


def test_what_only_the_agency_lets_one_do_from_home_is_told_by_its_text() -> None:
    standard = standard_manual()
    online = Channel(kind=ChannelKind.WEBSITE, description="", url="https://agency.example/")
    local = own_text(
        standard, channels=Listing(state=ListingState.LISTED, items=(online,)).model_dump()
    )
    district = DistrictFactory(code="5001", lat=18.79, lng=98.98)
    point = ServicePointFactory(district=district, province=district.province)
    PinFactory(manual=local, point=point, residents_only=False)
    found = worked(standard, is_online=True)
    assert found.manuals == {standard.procedure_id: local}
    assert [leg.errands for leg in found.legs] == []
    assert found.online[standard.procedure_id].href == online.url
