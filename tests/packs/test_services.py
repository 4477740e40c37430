"""Packs of districts: made when asked for, true to the data, and renewed by difference."""

from __future__ import annotations

import gzip
import json
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from pytest_django import DjangoAssertNumQueries, Settings

from infogo.core import versions
from infogo.core.hours import Hours
from infogo.core.models import OutboxTopic
from infogo.core.outbox import announce
from infogo.geo.models import District
from infogo.manuals import services as manuals
from infogo.manuals.content import Channel, ChannelKind, ChannelPurpose, LocalOverrides
from infogo.manuals.models import ProcedureStatus
from infogo.manuals.part import Listing, ListingState
from infogo.packs import format as packs
from infogo.packs import services, store
from infogo.packs.format import unpack
from infogo.packs.selectors import district_parts
from infogo.points.models import HoursStatus, PointStatus, ServicePoint
from tests.factories import (
    ACTOR,
    AgencyFactory,
    DistrictFactory,
    PinFactory,
    PublicHolidayFactory,
    ServicePointFactory,
    TagFactory,
    adoption,
    manual_content,
    standard_manual,
)

pytestmark = pytest.mark.django_db
HOURS = {
    "week": [[{"opens": "08:30:00", "closes": "16:30:00"}]] * 5 + [[], []],
    "lunch": {"state": "closes", "starts": "12:00:00", "ends": "13:00:00"},
    "follows_public_holidays": True,
    "exceptions": [{"first_on": "2026-12-24", "intervals": [], "note": "ย้ายของ"}],
}


def told(district: str, *, known: str = "") -> dict[str, Any]:
    kept = services.changed_since(district, known) if known else services.present_pack(district)
    _header, manifest, *lines = gzip.decompress(kept.file).split(b"\n")
    by_hash = {packs.part_hash(line): json.loads(line) for line in lines}
    named = packs.hashes_of(manifest)
    return {name: by_hash[digest] for name, digest in named.items() if digest in by_hash}


def changed(point: ServicePoint) -> None:
    with transaction.atomic():
        point.save()
        announce(OutboxTopic.POINT, [point.pk])


@pytest.fixture
def point(home: Path) -> ServicePoint:
    """A district office at which one manual is served."""
    point = ServicePointFactory(
        hours=HOURS, hours_status=HoursStatus.CONFIRMED, phones=[{"number": "+6653112708"}]
    )
    counter = Channel(kind=ChannelKind.IN_PERSON, description="ที่ว่าการอำเภอ")
    posted = Channel(kind=ChannelKind.POST, purpose=ChannelPurpose.RECEIVE, description="ส่งถึงบ้าน")
    channels = Listing[Channel](state=ListingState.LISTED, items=(counter, posted))
    manual = standard_manual(
        content=manual_content(channels=channels, outputs=("บัตรประจำตัวประชาชน",))
    )
    manual.procedure.tags.add(TagFactory(text="บัตรหาย"))
    PinFactory(manual=manual, point=point, counter="4")
    return point


def test_it_tells_points_manuals_and_special_days(point: ServicePoint) -> None:
    PublicHolidayFactory(on=date(2026, 12, 10), name_th="วันรัฐธรรมนูญ")
    (pin,) = point.pins.all()

    found = told(str(point.district_id))

    assert found["district"]["code"] == point.district_id
    assert ["2026-12-10", "วันรัฐธรรมนูญ"] in found["days"]
    here = found[f"point:{point.pk}"]
    assert here["name"] == point.name_th
    assert here["phones"] == [["053-112-708", "tel:+6653112708"]]
    assert here["hours"]["week"][0] == [["08:30", "12:00"], ["13:00", "16:30"]]
    assert here["hours"]["other"] == [
        {"from": "2026-12-24", "to": "2026-12-24", "spans": [], "note": "ย้ายของ"}
    ]
    assert here["services"] == [{"manual": str(pin.procedure_id), "note": "ช่อง 4"}]
    manual = found[f"manual:{pin.procedure_id}"]
    assert manual["name"] == pin.procedure.name_th
    assert manual["documents"]["items"][0]["name"]
    assert manual["fees"]["state"] == "listed"
    assert manual["outputs"] == ["บัตรประจำตัวประชาชน"]
    assert [row["label"] for row in manual["received"]["items"]] == ["รับทางไปรษณีย์"]
    assert all(row["text"] != "ส่งถึงบ้าน" for row in manual["channels"]["items"])
    assert "บัตรหาย" in manual["find"]
    assert any("บัตรประชาชน" in means for _phrases, means, _w in found["words"]["synonyms"])


def test_a_closure_to_come_is_among_the_days_that_differ(point: ServicePoint) -> None:
    point.pins.update(hours=Hours.weekdays(time(9), time(11)).model_dump(mode="json"))
    point.status, point.suspended_from = PointStatus.SUSPENDED, date(2026, 12, 1)
    changed(point)
    here = told(str(point.district_id))[f"point:{point.pk}"]
    closed = {"from": "2026-12-01", "to": "9999-12-31", "spans": [], "note": "ปิดชั่วคราว"}
    assert here["hours"]["other"][-1] == closed
    assert here["services"][0]["hours"]["other"] == [closed]


def test_a_counter_whose_own_hours_nobody_knows_is_not_told_closed(point: ServicePoint) -> None:
    point.pins.update(hours=Hours.unknown("โทรนัดก่อน").model_dump(mode="json"))
    (service,) = told(str(point.district_id))[f"point:{point.pk}"]["services"]
    assert service["hours"]["unknown"] is True
    assert service["note"] == "เวลาของเรื่องนี้ โทรนัดก่อน · ช่อง 4"


def test_the_same_data_make_the_same_file(point: ServicePoint, home: Path) -> None:
    first = services.present_pack(str(point.district_id))
    store.drop(str(point.district_id))

    again = services.present_pack(str(point.district_id))

    assert again.file == first.file
    assert services.present_pack(str(point.district_id)) == again


@pytest.mark.parametrize("left", [b"", b'{"made_fr'])
def test_what_a_power_cut_left_is_made_anew(point: ServicePoint, home: Path, left: bytes) -> None:
    first = services.present_pack(str(point.district_id))
    (home / "packs" / f"{point.district_id}.pack").write_bytes(left)

    assert services.renew_one() == 0
    assert services.present_pack(str(point.district_id)) == first


def test_what_an_earlier_program_made_of_the_same_data_is_made_anew(point: ServicePoint) -> None:
    """Before its maker was 2, a pack told a closure to come as part of the week."""
    district = str(point.district_id)
    present = services.present_pack(district)
    told_before = {**present.made_from, "maker": 1}
    manifest = store.manifest(district, present.hash)
    assert manifest is not None
    store.write(district, store.Kept(told_before, present.hash, b"as it was"), manifest)

    assert services.present_pack(district) == present


def test_what_cannot_be_used_is_not_in_it(point: ServicePoint) -> None:
    (pin,) = point.pins.all()
    ServicePointFactory(district=point.district, status=PointStatus.CLOSED)
    elsewhere = ServicePointFactory(district=DistrictFactory())
    pin.procedure.status = ProcedureStatus.WITHDRAWN
    pin.procedure.save()

    found = told(str(point.district_id))

    assert {name for name in found if name.startswith(("point", "manual"))} == {f"point:{point.pk}"}
    assert "services" not in found[f"point:{point.pk}"]
    assert elsewhere.district_id != point.district_id


def test_an_agencys_own_text_stands_beside_the_standard(point: ServicePoint) -> None:
    (pin,) = point.pins.all()
    local = adoption(pin.manual, agency=point.agency)
    PinFactory(manual=local, point=point)
    before = services.present_pack(str(point.district_id))
    overrides = LocalOverrides.model_validate(
        {"criteria": Listing[str](state=ListingState.LISTED, items=("เฉพาะคนในเขต",))}
    )

    manuals.publish_overrides(manual=local, overrides=overrides, actor=ACTOR)

    name = f"{pin.procedure_id}:{point.agency_id}"
    found = told(str(point.district_id), known=before.hash)
    assert found[f"manual:{name}"]["criteria"] == ["เฉพาะคนในเขต"]
    assert found[f"manual:{name}"]["agency"] == point.agency.name_th
    assert name in [service["manual"] for service in found[f"point:{point.pk}"]["services"]]
    assert f"manual:{pin.procedure_id}" not in found


def test_a_change_comes_as_a_difference(point: ServicePoint) -> None:
    before = services.present_pack(str(point.district_id))
    point.landmark = "หลังตลาด"
    changed(point)

    found = told(str(point.district_id), known=before.hash)

    assert list(found) == [f"point:{point.pk}"]
    assert found[f"point:{point.pk}"]["landmark"] == "หลังตลาด"


def test_a_state_that_nobody_knows_gets_everything(point: ServicePoint) -> None:
    whole = services.present_pack(str(point.district_id))

    assert services.changed_since(str(point.district_id), "0" * 64) == whole


def test_only_the_last_states_are_kept(point: ServicePoint, home: Path) -> None:
    hashes = []
    for number in range(store.STATES_KEPT + 2):
        point.landmark = f"ซอย {number}"
        changed(point)
        hashes.append(services.present_pack(str(point.district_id)).hash)

    known = [store.manifest(str(point.district_id), one) is not None for one in hashes]
    assert known == [False] * 2 + [True] * store.STATES_KEPT


def test_an_unknown_district_is_refused_and_leaves_nothing(home: Path) -> None:
    with pytest.raises(services.UnknownDistrictError):
        services.present_pack("9999")
    assert list(home.glob("packs/*.pack")) == []


def test_packs_never_take_more_room_than_they_may(
    point: ServicePoint, home: Path, settings: Settings
) -> None:
    settings.INFOGO = {**settings.INFOGO, "PACK_MEGABYTES": 0}
    other = ServicePointFactory(district=DistrictFactory())

    services.present_pack(str(point.district_id))
    services.present_pack(str(other.district_id))

    assert store.districts() == [other.district_id]
    assert not list(home.glob("packs/.*"))


def test_two_never_make_packs_at_once(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "PATIENCE_SECONDS", 0.1)
    with store.building(), pytest.raises(store.BusyError), store.building():
        pytest.fail("both were let in")
    with store.building():
        assert store.bytes_used() == 0


def test_the_worker_renews_what_readers_have_asked_for(point: ServicePoint) -> None:
    assert services.renew_one() == 0
    district = str(point.district_id)
    before = services.present_pack(district).hash
    assert services.renew_one() == 0
    point.landmark = "หลังตลาด"
    changed(point)

    assert services.renew_one() == 1
    kept = store.read(district)
    assert kept is not None
    assert unpack(kept.file).hash == kept.hash != before
    assert services.renew_one() == 0


def test_a_pack_without_its_district_is_dropped(point: ServicePoint) -> None:
    kept = services.present_pack(str(point.district_id))
    store.write("9999", kept, b"{}")
    with transaction.atomic():
        versions.touch([versions.EVERYTHING])

    assert {services.renew_one(), services.renew_one()} == {1}
    assert store.districts() == [point.district_id]


def test_reading_takes_as_many_queries_however_much_there_is(
    point: ServicePoint, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    district = District.objects.select_related("province").get(pk=point.district_id)
    today = date(2026, 11, 25)
    with django_assert_num_queries(9):
        district_parts(district, today)
    for _number in range(4):
        manual = standard_manual(content=manual_content())
        there = ServicePointFactory(district=point.district, agency=AgencyFactory())
        PinFactory(manual=manual, point=there)
        PinFactory(manual=manual, point=point)

    with django_assert_num_queries(9):
        parts = district_parts(district, today)
    assert len([name for name in parts if name.startswith("manual:")]) == 5
