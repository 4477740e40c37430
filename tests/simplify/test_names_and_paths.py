"""Like names among services in use, and the ways of papers between them."""

from __future__ import annotations

import pytest

from infogo.manuals import services
from infogo.manuals.models import Lifecycle, Manual, ProcedureRelation, RelationKind
from infogo.simplify.facts import CircleFacts, DuplicateFacts, PathFacts
from infogo.simplify.models import Kind
from tests.factories import ACTOR, manual_content, standard_manual
from tests.simplify.making import RATES, all_hits, asking, held, paper, papers

pytestmark = pytest.mark.django_db
LONG = "การขอรับใบอนุญาตประกอบกิจการสถานพยาบาลประเภทที่ไม่รับผู้ป่วยไว้ค้างคืน"


def named(official: str, **given: object) -> Manual:
    everyday = given.pop("name_th", f"เรื่องที่ {official[::-1]}")
    return standard_manual(official_name_th=official, name_th=everyday, **given)


def pairs() -> list[tuple[int, int | None, DuplicateFacts]]:
    return [
        (hit.procedure_id, hit.other_id, hit.facts)
        for hit in all_hits("names")
        if isinstance(hit.facts, DuplicateFacts)
    ]


def test_equal_and_nearly_equal_names_are_pairs_for_people() -> None:
    one, same, near = named(LONG), named(f"{LONG} "), named(f"{LONG} (คลินิก)")
    named("การแจ้งเกิด")
    found = {(first, second): facts for first, second, facts in pairs()}
    assert set(found) == {
        (one.procedure_id, same.procedure_id),
        (one.procedure_id, near.procedure_id),
        (same.procedure_id, near.procedure_id),
    }
    assert found[one.procedure_id, same.procedure_id].is_equal
    assert not found[one.procedure_id, near.procedure_id].is_equal


def test_everyday_names_are_compared_too() -> None:
    one, other = named("ก ข ค", name_th=LONG), named("จดทะเบียนรถ", name_th=LONG)
    ((first, second, facts),) = pairs()
    assert (first, second, facts.name) == (one.procedure_id, other.procedure_id, "everyday")


def test_stages_of_one_licence_are_told_apart_already() -> None:
    named(f"{LONG} ใหม่", lifecycle=Lifecycle.NEW, lifecycle_group="clinic")
    named(f"{LONG} ต่อ", lifecycle=Lifecycle.RENEW, lifecycle_group="clinic")
    assert pairs() == []


def test_a_service_that_ended_is_like_nothing() -> None:
    named(LONG)
    ended = named(LONG)
    services.withdraw_procedure(procedure=ended.procedure, reason="เลิก", actor=ACTOR)
    assert pairs() == []


def giving(output: str, *documents: object) -> Manual:
    content = manual_content(documents=papers(*documents), outputs=(output,))
    return standard_manual(content=content)


@pytest.fixture
def crowd() -> None:
    """Enough services that ask for something else: nothing below is asked for by many."""
    for name in ("ก", "ข", "ค", "ง", "ใบรับรอง"):
        held(name, in_register=False)
    held("บัตร")
    for _number in range(40):
        asking("บัตร")


@pytest.mark.usefixtures("crowd")
def test_a_way_leads_from_paper_to_paper_and_ends_with_the_service() -> None:
    first = giving("ก", "บัตร")
    second = giving("ข", "ก", "บัตร")
    end = giving("ค", "ข")
    (hit,) = all_hits("paths")
    assert isinstance(hit.facts, PathFacts)
    assert hit.procedure_id == end.procedure_id
    assert [(link.procedure, link.document) for link in hit.facts.links] == [
        (first.procedure_id, "ก"),
        (second.procedure_id, "ข"),
    ]
    trips = 2 * RATES.fetching_share
    assert float(hit.estimate.minutes) == pytest.approx(trips * RATES.visit_minutes)


@pytest.mark.usefixtures("crowd")
def test_what_all_have_or_only_some_need_makes_no_way() -> None:
    giving("บัตร", "ก")
    giving("ก", "ข")
    giving("ข")
    giving("ง", paper("ค", condition="กรณีมอบอำนาจ"))
    giving("ค", "ใบรับรอง")
    giving("ใบรับรอง")
    ends = [hit.procedure_id for hit in all_hits("paths")]
    assert len(ends) == 1, "only ข → ก → the maker of the card; that of the card itself is no way"


@pytest.mark.usefixtures("crowd")
def test_services_that_wait_for_one_another_are_a_circle() -> None:
    one, other = giving("ก", "ข"), giving("ข", "ก")
    (hit,) = all_hits("paths")
    assert hit.kind == Kind.CIRCLE
    assert isinstance(hit.facts, CircleFacts)
    assert {link.procedure for link in hit.facts.links} == {one.procedure_id, other.procedure_id}
    assert hit.estimate.a_year(1000) is None


@pytest.mark.usefixtures("crowd")
def test_what_an_editor_ordered_counts_too() -> None:
    first, second, third = (asking("ง") for _number in range(3))
    for source, target in ((second, first), (third, second)):
        ProcedureRelation.objects.create(
            source=source.procedure, target=target.procedure, kind=RelationKind.REQUIRES
        )
    (hit,) = all_hits("paths")
    assert hit.procedure_id == third.procedure_id
