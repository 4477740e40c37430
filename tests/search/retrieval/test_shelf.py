"""Records at hand are never older than the database."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from infogo.core.models import OutboxTopic
from infogo.core.outbox import announce, announce_everything
from infogo.manuals import services
from infogo.manuals.content import ManualContent
from infogo.manuals.models import Manual
from infogo.manuals.part import Listing, ListingState
from infogo.search.results import Kind, Result
from infogo.search.retrieval import shelf as shelf_module
from infogo.search.retrieval.shelf import Local, Shelf, Whereabouts
from tests.factories import (
    ACTOR,
    AgencyFactory,
    ArticleFactory,
    DistrictFactory,
    PinFactory,
    ProvinceFactory,
    ServicePointFactory,
    adoption,
    standard_manual,
)

pytestmark = pytest.mark.django_db


def result(shelf: Shelf, kind: Kind, key: int) -> Result:
    return shelf.records({kind: [key]})[kind, key].result


def local(shelf: Shelf, manual: Manual, province: str) -> Local:
    return shelf.local([manual.procedure_id], Whereabouts(province))[manual.procedure_id]


def test_what_is_at_hand_costs_one_query() -> None:
    wanted = {
        Kind.PROCEDURE: [standard_manual().procedure_id for _n in range(3)],
        Kind.AGENCY: [AgencyFactory().pk],
        Kind.POINT: [ServicePointFactory().pk],
        Kind.ARTICLE: [ArticleFactory().pk],
    }
    shelf = Shelf()
    first = shelf.records(wanted)
    with CaptureQueriesContext(connection) as queries:
        assert shelf.records(wanted) == first
    assert len(queries) == 1
    assert set(first) == {(kind, key) for kind, keys in wanted.items() for key in keys}


def test_a_change_is_seen_at_once_in_words_facts_and_owner() -> None:
    manual = standard_manual()
    shelf = Shelf()
    result(shelf, Kind.PROCEDURE, manual.procedure_id)
    content = ManualContent.model_validate(manual.current.content)
    free = content.model_copy(update={"fees": Listing(state=ListingState.NONE)})
    services.publish_standard(manual=manual, content=free, actor=ACTOR)
    facts = result(shelf, Kind.PROCEDURE, manual.procedure_id).facts
    assert facts is not None
    assert facts.is_free

    owner = manual.procedure.owner
    with transaction.atomic():
        owner.name_th = "กรมชื่อใหม่"
        owner.save()
        announce(OutboxTopic.AGENCY, [owner.pk])
    assert result(shelf, Kind.PROCEDURE, manual.procedure_id).owner_name_th == "กรมชื่อใหม่"


def test_a_change_of_one_record_leaves_the_others_at_hand() -> None:
    first, second = standard_manual(), standard_manual()
    shelf = Shelf()
    shelf.records({Kind.PROCEDURE: [first.procedure_id, second.procedure_id]})
    with transaction.atomic():
        announce(OutboxTopic.PROCEDURE, [first.procedure_id])
    with CaptureQueriesContext(connection) as queries:
        shelf.records({Kind.PROCEDURE: [second.procedure_id]})
    assert len(queries) == 1


@pytest.mark.parametrize("kind", [Kind.AGENCY, Kind.POINT, Kind.ARTICLE])
def test_a_new_name_of_any_kind_is_seen_at_once(kind: Kind) -> None:
    made = {
        Kind.AGENCY: AgencyFactory,
        Kind.POINT: ServicePointFactory,
        Kind.ARTICLE: ArticleFactory,
    }[kind]()
    shelf = Shelf()
    assert result(shelf, kind, made.pk).title_th != "ชื่อใหม่"
    with transaction.atomic():
        setattr(made, "title_th" if kind is Kind.ARTICLE else "name_th", "ชื่อใหม่")
        made.save()
        announce(OutboxTopic(kind.value), [made.pk])
    assert result(shelf, kind, made.pk).title_th == "ชื่อใหม่"


def test_everything_means_everything() -> None:
    manual = standard_manual()
    shelf = Shelf()
    result(shelf, Kind.PROCEDURE, manual.procedure_id)
    with transaction.atomic():
        manual.procedure.name_th = "ชื่อใหม่"
        manual.procedure.save()
        announce_everything()
    assert result(shelf, Kind.PROCEDURE, manual.procedure_id).title_th == "ชื่อใหม่"


def test_what_does_not_exist_is_left_out() -> None:
    assert Shelf().records({kind: [987_654] for kind in Kind}) == {}


def test_a_place_follows_adoptions_names_and_pins() -> None:
    manual, province = standard_manual(), ProvinceFactory()
    shelf = Shelf()
    assert local(shelf, manual, province.code) == Local(None, 0)

    agency = AgencyFactory(kind="sao", province=province)
    adopted = services.adopt(standard=manual, agency=agency, actor=ACTOR)
    variant = local(shelf, manual, province.code).variant
    assert variant is not None
    assert (variant.manual_id, variant.is_only_choice) == (adopted.pk, True)

    with transaction.atomic():
        agency.name_th = "อบต.ชื่อใหม่"
        agency.save()
        PinFactory(manual=adopted, point=ServicePointFactory(agency=agency, province=province))
        announce(OutboxTopic.AGENCY, [agency.pk])
    found = local(shelf, manual, province.code)
    assert found.variant is not None
    assert (found.variant.agency_name_th, found.places) == ("อบต.ชื่อใหม่", 1)


def test_a_place_at_hand_costs_one_query() -> None:
    province = ProvinceFactory()
    manuals = [standard_manual() for _n in range(3)]
    for manual in manuals:
        adoption(manual, AgencyFactory(kind="sao", province=province))
    shelf = Shelf()
    shelf.fill()
    with CaptureQueriesContext(connection) as queries:
        found = shelf.local([m.procedure_id for m in manuals], Whereabouts(province.code))
    assert len(queries) == 1
    assert all(here.variant for here in found.values())


def test_the_district_or_agency_named_is_nearer_than_the_rest_of_the_province() -> None:
    manual, province = standard_manual(), ProvinceFactory()
    near, far = DistrictFactory(province=province), DistrictFactory(province=province)
    here, there, popular = (
        AgencyFactory(kind="sao", province=province, district=district)
        for district in (near, far, far)
    )
    adopted = {agency.pk: adoption(manual, agency).pk for agency in (here, there, popular)}
    Manual.objects.filter(pk=adopted[popular.pk]).update(popularity=9.0)
    PinFactory(manual=manual, point=ServicePointFactory(province=province))
    shelf = Shelf()

    def picked(where: Whereabouts) -> tuple[int, bool, int]:
        found = shelf.local([manual.procedure_id], where)[manual.procedure_id]
        assert found.variant is not None
        return found.variant.manual_id, found.variant.is_only_choice, found.places

    assert picked(Whereabouts(province.code)) == (adopted[popular.pk], False, 1)
    assert picked(Whereabouts(province.code, near.code)) == (adopted[here.pk], False, 1)
    assert picked(Whereabouts(province.code, far.code)) == (adopted[popular.pk], False, 1)
    assert picked(Whereabouts(province.code, far.code, there.pk)) == (adopted[there.pk], False, 1)
    assert picked(Whereabouts(province.code, near.code, there.pk)) == (adopted[there.pk], False, 1)
    empty = DistrictFactory(province=province)
    assert picked(Whereabouts(province.code, empty.code)) == (adopted[popular.pk], False, 1)

    alone, elsewhere = standard_manual(), ProvinceFactory()
    district = DistrictFactory(province=elsewhere)
    only = adoption(alone, AgencyFactory(kind="sao", province=elsewhere, district=district))
    found = shelf.local([alone.procedure_id], Whereabouts(elsewhere.code, district.code))
    variant = found[alone.procedure_id].variant
    assert variant is not None and (variant.manual_id, variant.is_only_choice) == (only.pk, True)


def test_a_district_costs_one_query_more_once_its_province_is_at_hand() -> None:
    province = ProvinceFactory()
    district = DistrictFactory(province=province)
    manuals = [standard_manual() for _n in range(3)]
    for manual in manuals:
        adoption(manual, AgencyFactory(kind="sao", province=province, district=district))
    shelf = Shelf()
    shelf.fill()
    wanted, where = [m.procedure_id for m in manuals], Whereabouts(province.code, district.code)
    for allowed in (2, 1):  # versions and manuals, then versions alone
        with CaptureQueriesContext(connection) as queries:
            found = shelf.local(wanted, where)
        assert len(queries) == allowed
    assert all(here.variant for here in found.values())


def test_no_more_is_held_than_was_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf_module, "MOST_LOCAL", 2)
    manual = standard_manual()
    shelf = Shelf()
    provinces = [ProvinceFactory().code for _n in range(4)]
    for code in provinces:
        local(shelf, manual, code)
    with CaptureQueriesContext(connection) as queries:
        local(shelf, manual, provinces[0])
    assert len(queries) > 1
