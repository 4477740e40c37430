"""Which version keys a write touches: all that shows it, and nothing that does not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction

from infogo.accounts.roles import Role
from infogo.agencies import services as agencies
from infogo.agencies.facts import AgencyFacts
from infogo.agencies.models import Agency
from infogo.core.models import ContentVersion, OutboxTopic
from infogo.core.outbox import Shows, announce
from infogo.manuals import services as manuals
from infogo.manuals.content import Fee, FeeKind, LocalOverrides, ManualContent
from infogo.manuals.models import Document, Manual
from infogo.manuals.part import Listing, ListingState
from infogo.pins.services.changes import change_pins
from infogo.pins.services.facts import confirm_pins, set_facts
from infogo.points import services as points
from infogo.points.facts import PointFacts
from infogo.points.models import ServicePoint
from tests.factories import (
    ACTOR,
    AgencyFactory,
    PinFactory,
    ServicePointFactory,
    adoption,
    manual_content,
    standard_manual,
)
from tests.pins.acting import pair_of, rights_of

pytestmark = pytest.mark.django_db

Touched = set[str]


@contextmanager
def touching() -> Iterator[Touched]:
    """Collect the keys that the block gives new tokens."""
    before = dict(ContentVersion.objects.values_list("key", "token"))
    found: Touched = set()
    yield found
    after = ContentVersion.objects.values_list("key", "token")
    found |= {key for key, token in after if before.get(key) != token}


def rows_of(point: ServicePoint) -> Touched:
    """Return the keys of the lists in which a point has a row."""
    return {"point.rows", f"points-of:{point.agency_id}", f"points-in:{point.province_id}"}


@pytest.mark.parametrize(
    ("topic", "shows", "keys"),
    [
        ("procedure", Shows.OWN, {"procedure", "procedure:7"}),
        (
            "procedure",
            Shows.FACTS,
            {"procedure", "procedure:7", "procedure.facts", "procedure.facts:7"},
        ),
        (
            "procedure",
            Shows.EVERYWHERE,
            {
                *("procedure", "procedure:7", "procedure.facts", "procedure.facts:7"),
                *("procedure.names", "served:7"),
            },
        ),
        ("agency", Shows.OWN, {"agency", "agency:7"}),
        ("agency", Shows.FACTS, {"agency", "agency:7", "agency.names"}),
        ("agency", Shows.EVERYWHERE, {"agency", "agency:7", "agency.names"}),
        ("point", Shows.OWN, {"point", "point:7"}),
        ("article", Shows.EVERYWHERE, {"article", "article:7"}),
        ("everything", Shows.EVERYWHERE, {"everything", "everything:7"}),
    ],
)
def test_an_announcement_touches_what_its_reach_says(
    topic: str, shows: Shows, keys: Touched
) -> None:
    with touching() as touched, transaction.atomic():
        announce(OutboxTopic(topic), [7], shows=shows)
    assert touched == keys


class TestPoints:
    @pytest.fixture
    def point(self) -> ServicePoint:
        point: ServicePoint = PinFactory(manual=standard_manual()).point
        PinFactory(manual=standard_manual(), point=point)
        return point

    def test_a_confirmation_shows_on_its_own_pages(self, point: ServicePoint) -> None:
        with touching() as touched:
            points.confirm_point(point_id=point.pk, actor=ACTOR)
        assert touched == {"point", f"point:{point.pk}"}

    def test_a_change_shows_in_every_list_of_it(self, point: ServicePoint) -> None:
        served = {f"served:{pk}" for pk in point.pins.values_list("procedure_id", flat=True)}
        assert len(served) == 2
        with touching() as touched:
            points.save_facts(point_id=point.pk, facts=facts(point, "ชื่อใหม่"), actor=ACTOR)
        assert touched == {"point", f"point:{point.pk}", *rows_of(point), *served}

    def test_a_moved_point_leaves_the_list_of_its_province(self, point: ServicePoint) -> None:
        there = ServicePointFactory()
        moved = facts(point, point.name_th, there)
        with touching() as touched:
            points.save_facts(point_id=point.pk, facts=moved, actor=ACTOR)
        assert touched >= {f"points-in:{point.province_id}", f"points-in:{there.province_id}"}


def facts(point: ServicePoint, name: str, there: ServicePoint | None = None) -> PointFacts:
    area = there or point
    return PointFacts(
        name_th=name, name_en=point.name_en, kind=point.kind, address=point.address,
        province_id=area.province_id, district_id=area.district_id, postcode=point.postcode,
        subdistrict_id=area.subdistrict_id,
    )  # fmt: skip


class TestPins:
    def test_confirming_and_facts_show_where_the_service_is_served(self) -> None:
        agency = AgencyFactory()
        pin = PinFactory(manual=standard_manual(owner=agency))
        own = {
            "procedure", f"procedure:{pin.procedure_id}", "point", f"point:{pin.point_id}",
        }  # fmt: skip
        rights = rights_of(Role.AGENCY_ADMIN, agency)
        with touching() as touched:
            confirm_pins(rights=rights, pin_ids=[pin.pk])
        assert touched == {*own, f"served:{pin.procedure_id}"}
        with touching() as touched:
            set_facts(rights=rights, pin_ids=[pin.pk], facts={"daily_limit": 40})
        assert touched == {*own, f"served:{pin.procedure_id}"}
        with touching() as touched:
            change_pins(rights=rights, remove=[pair_of(pin)])
        assert touched == {
            *own, f"served:{pin.procedure_id}", "procedure.facts",
            f"procedure.facts:{pin.procedure_id}",
        }  # fmt: skip


class TestManuals:
    @pytest.mark.parametrize(
        ("change", "further"),
        [
            (lambda content: content.model_copy(update={"remark": "หมายเหตุ"}), ()),
            (
                lambda content: content.model_copy(update={"fees": fee(5)}),
                ("procedure.facts", "procedure.facts:{}"),
            ),
            (
                lambda content: content.model_copy(update={"outputs": ("บัตรใหม่",)}),
                ("procedure.facts", "procedure.facts:{}", "procedure.names", "served:{}"),
            ),
        ],
        ids=["words", "facts", "documents"],
    )
    def test_a_publication_shows_as_far_as_it_changed_something(
        self, change: Callable[[ManualContent], ManualContent], further: tuple[str, ...]
    ) -> None:
        manual = standard_manual()
        Document.objects.create(name_th="บัตรใหม่")
        pk = manual.procedure_id
        with touching() as touched:
            manuals.publish_standard(manual=manual, content=change(manual_content()), actor=ACTOR)
        assert touched == {
            *("procedure", f"procedure:{pk}", f"agency:{manual.agency_id}", "edition"),
            *(key.format(pk) for key in further),
        }

    def test_the_first_edition_shows_everywhere(self) -> None:
        with touching() as touched:
            standard_manual()
        assert "procedure.names" in touched

    def test_an_agency_shows_what_it_adopts_and_writes_itself(self) -> None:
        manual = standard_manual()
        with touching() as touched:
            local = adoption(manual)
        own = {"procedure", f"procedure:{manual.procedure_id}", f"agency:{local.agency_id}"}
        assert touched == own
        with touching() as touched:
            manuals.publish_overrides(
                manual=Manual.objects.get(pk=local.pk),
                overrides=LocalOverrides(fees=fee(7)),
                actor=ACTOR,
            )
        assert touched == {*own, "edition"}
        manuals.withdraw_adoption(manual=local, reason="เลิก", actor=ACTOR)
        with touching() as touched:
            manuals.publish_overrides(
                manual=Manual.objects.get(pk=local.pk), overrides=LocalOverrides(), actor=ACTOR
            )
        assert touched >= {*own, "procedure.names"}, "it is there again"


def fee(baht: int) -> Listing[Fee]:
    one = Fee(item="ค่าธรรมเนียม", kind=FeeKind.FIXED, amount_satang=baht * 100)
    return Listing[Fee](state=ListingState.LISTED, items=(one,))


class TestAgencies:
    @pytest.mark.parametrize(
        ("changed", "further"), [("email", set()), ("name_th", {"agency.names"})]
    )
    def test_only_names_show_elsewhere(self, changed: str, further: Touched) -> None:
        agency: Agency = AgencyFactory()
        said = {"name_th": agency.name_th, "name_en": agency.name_en, changed: "a@example.go.th"}
        with touching() as touched:
            agencies.save_facts(agency_id=agency.pk, facts=AgencyFacts(**said), actor=ACTOR)
        assert touched == {"agency", f"agency:{agency.pk}", *further}
