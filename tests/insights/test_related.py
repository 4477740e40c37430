"""Related services say why, the strongest reason first."""

from __future__ import annotations

from datetime import date

import pytest

from infogo.insights.models import NextOpenings
from infogo.insights.selectors import FEWEST_NEXT_OPENINGS, Reason, related_services
from infogo.manuals.models import (
    Document,
    DocumentRole,
    Lifecycle,
    Procedure,
    ProcedureDocument,
    ProcedureRelation,
    ProcedureStatus,
    RelationKind,
    StageProcedure,
)
from infogo.taxonomy.models import LifeEvent, LifeEventStage
from tests.factories import ProcedureFactory

pytestmark = pytest.mark.django_db


def _reasons(procedure: Procedure) -> dict[int, tuple[Reason, ...]]:
    return {item.procedure_id: item.reasons for item in related_services(procedure)}


def test_renewal_and_replacement_of_the_same_thing_say_so() -> None:
    new = ProcedureFactory(lifecycle_group="driving-licence", lifecycle=Lifecycle.NEW)
    renew = ProcedureFactory(lifecycle_group="driving-licence", lifecycle=Lifecycle.RENEW)
    replace = ProcedureFactory(lifecycle_group="driving-licence", lifecycle=Lifecycle.REPLACE)
    ProcedureFactory(lifecycle_group="passport", lifecycle=Lifecycle.RENEW)
    assert _reasons(new) == {renew.pk: (Reason.RENEW,), replace.pk: (Reason.REPLACE,)}


def test_what_must_be_done_first_comes_first() -> None:
    procedure, first, friend = ProcedureFactory(), ProcedureFactory(), ProcedureFactory()
    ProcedureRelation.objects.create(source=procedure, target=friend, kind=RelationKind.RELATED)
    ProcedureRelation.objects.create(source=procedure, target=first, kind=RelationKind.REQUIRES)
    assert list(_reasons(procedure)) == [first.pk, friend.pk]


def test_same_life_event() -> None:
    event = LifeEvent.objects.create(slug="birth", name_th="มีลูก", name_en="Birth", order=1)
    stage = LifeEventStage.objects.create(event=event, order=1, title_th="แจ้งเกิด")
    later = LifeEventStage.objects.create(event=event, order=2, title_th="รับเงิน")
    one, two = ProcedureFactory(), ProcedureFactory()
    StageProcedure.objects.create(stage=stage, procedure=one, order=1)
    StageProcedure.objects.create(stage=later, procedure=two, order=1)
    assert _reasons(one) == {two.pk: (Reason.SAME_EVENT,)}


def test_two_rare_documents_in_common_relate_but_the_id_card_does_not() -> None:
    services = ProcedureFactory.create_batch(30)
    card = Document.objects.create(name_th="บัตรประชาชน")
    rare = [Document.objects.create(name_th=name) for name in ("โฉนดที่ดิน", "แบบแปลน")]
    for service in services:
        ProcedureDocument.objects.create(
            procedure=service, document=card, role=DocumentRole.REQUIRED
        )
    for service in services[:2]:
        for document in rare:
            ProcedureDocument.objects.create(
                procedure=service, document=document, role=DocumentRole.REQUIRED
            )
    ProcedureDocument.objects.create(
        procedure=services[2], document=rare[0], role=DocumentRole.REQUIRED
    )
    assert _reasons(services[0]) == {services[1].pk: (Reason.SAME_DOCUMENTS,)}


def test_viewed_next_needs_more_than_a_few_readers() -> None:
    one, two, three = ProcedureFactory.create_batch(3)
    day = date(2026, 11, 24)
    for target, count in ((two, FEWEST_NEXT_OPENINGS), (three, FEWEST_NEXT_OPENINGS - 1)):
        NextOpenings.objects.create(procedure=one, next_procedure=target, day=day, count=count)
    assert _reasons(one) == {two.pk: (Reason.VIEWED_NEXT,)}


def test_withdrawn_services_and_itself_are_never_shown() -> None:
    one = ProcedureFactory(lifecycle_group="x", lifecycle=Lifecycle.NEW)
    ProcedureFactory(
        lifecycle_group="x", lifecycle=Lifecycle.RENEW, status=ProcedureStatus.WITHDRAWN
    )
    assert _reasons(one) == {}
