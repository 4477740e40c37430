"""Every write to manuals happens whole, with its audit line and its outbox event, or not at all."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from types import ModuleType
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from infogo.core import audit
from infogo.core.models import AuditEntry, OutboxEvent
from infogo.manuals import editions, services
from infogo.manuals.chain import verify_revisions
from infogo.manuals.content import Fee, FeeKind, LocalOverrides
from infogo.manuals.models import (
    Manual,
    ManualFacts,
    ManualRevision,
    ManualStatus,
    Procedure,
    ProcedureStatus,
    RevisionStatus,
    RuleSet,
)
from infogo.manuals.part import Listing, ListingState
from infogo.manuals.services import ManualRuleError
from tests.factories import (
    ACTOR,
    AgencyFactory,
    ProcedureFactory,
    ProvinceFactory,
    adoption,
    manual_content,
    standard_manual,
)

pytestmark = pytest.mark.django_db
LOCAL_FEE = LocalOverrides(
    fees=Listing[Fee](
        state=ListingState.LISTED,
        items=(Fee(item="ค่าธรรมเนียมท้องถิ่น", kind=FeeKind.FIXED, amount_satang=20_000),),
    )
)


def picture() -> dict[str, list[Any]]:
    """Return all rows that a write to manuals may touch."""
    tables = (Manual, ManualRevision, ManualFacts, Procedure, AuditEntry, OutboxEvent)
    return {table.__name__: list(table.objects.order_by("pk").values()) for table in tables}


def announced() -> list[tuple[str, int]]:
    return list(OutboxEvent.objects.order_by("pk").values_list("topic", "object_id"))


def test_the_first_edition_makes_the_manual_public() -> None:
    procedure = ProcedureFactory()
    manual = Manual.objects.create(procedure=procedure, agency=procedure.owner)
    at = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)
    revision = services.publish_standard(
        manual=manual, content=manual_content(), actor=ACTOR, note="ฉบับแรก", at=at
    )
    manual.refresh_from_db()
    assert (revision.number, revision.status, revision.author) == (1, "published", ACTOR)
    assert revision.published_at == revision.created_at == at
    assert manual.current == revision
    assert manual.status == ManualStatus.PUBLISHED
    assert manual.facts.document_count == 1
    assert announced() == [("procedure", procedure.pk)]
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.target, entry.target_id) == ("publish", "manual", manual.pk)
    assert entry.detail == {"edition": 1, "hash": revision.content_hash}


def test_the_next_edition_supersedes_the_last() -> None:
    manual = standard_manual()
    second = services.publish_standard(
        manual=manual, content=manual_content(remark="แก้เวลา"), actor=ACTOR
    )
    first = ManualRevision.objects.get(manual=manual, number=1)
    assert second.number == 2
    assert first.status == RevisionStatus.SUPERSEDED
    assert first.superseded_at == second.published_at
    assert second.previous_hash == first.content_hash
    assert verify_revisions(manual) is None


def test_an_edition_names_the_rules_in_force_when_it_was_published() -> None:
    old = RuleSet.objects.create(code="old", name_th="เก่า", effective_from="2015-07-21")
    RuleSet.objects.create(code="new", name_th="ใหม่", effective_from="2030-01-01")
    manual = standard_manual()
    assert manual.current is not None
    assert manual.current.rule_set == old


def test_an_adoption_cannot_be_published_as_a_standard() -> None:
    local = adoption(standard_manual())
    before = picture()
    with pytest.raises(ManualRuleError):
        services.publish_standard(manual=local, content=manual_content(), actor=ACTOR)
    assert picture() == before


def test_adopting_writes_one_row_and_no_edition() -> None:
    standard, province = standard_manual(), ProvinceFactory()
    agency = AgencyFactory(province=province)
    local = services.adopt(standard=standard, agency=agency, actor=ACTOR)
    assert (local.standard, local.province, local.current) == (standard, province, None)
    assert local.status == ManualStatus.PUBLISHED
    assert not ManualFacts.objects.filter(manual=local).exists()
    assert announced()[-1] == ("procedure", standard.procedure_id)


def test_adopting_twice_changes_nothing() -> None:
    standard = standard_manual()
    local = adoption(standard)
    before = picture()
    assert services.adopt(standard=standard, agency=local.agency, actor=ACTOR) == local
    assert picture() == before


def test_neither_an_adoption_nor_ones_own_manual_can_be_adopted() -> None:
    standard = standard_manual()
    local = adoption(standard)
    before = picture()
    for refused, agency in ((local, AgencyFactory()), (standard, standard.agency)):
        with pytest.raises(ManualRuleError):
            services.adopt(standard=refused, agency=agency, actor=ACTOR)
    assert picture() == before


def test_overrides_say_which_sections_are_local_and_what_they_rest_on() -> None:
    standard = standard_manual()
    local = adoption(standard)
    revision = services.publish_overrides(manual=local, overrides=LOCAL_FEE, actor=ACTOR)
    local.refresh_from_db()
    assert local.overridden_sections == ["fees"]
    assert local.current == revision
    assert revision.based_on == standard.current
    assert set(revision.content) == {"fees"}
    assert local.facts.fee_low_satang == 20_000
    assert local.facts.document_count == 1  # from the standard manual


def test_empty_overrides_follow_the_standard_again() -> None:
    local = adoption(standard_manual())
    services.publish_overrides(manual=local, overrides=LOCAL_FEE, actor=ACTOR)
    services.publish_overrides(manual=local, overrides=LocalOverrides(), actor=ACTOR)
    local.refresh_from_db()
    assert local.overridden_sections == []
    assert not ManualFacts.objects.filter(manual=local).exists()
    assert verify_revisions(local) is None


def test_overrides_need_a_published_standard() -> None:
    standard = standard_manual()
    draft = ProcedureFactory()
    unpublished = Manual.objects.create(procedure=draft, agency=draft.owner)
    waiting = Manual.objects.create(procedure=draft, agency=AgencyFactory(), standard=unpublished)
    before = picture()
    for manual in (standard, waiting):
        with pytest.raises(ManualRuleError):
            services.publish_overrides(manual=manual, overrides=LOCAL_FEE, actor=ACTOR)
    assert picture() == before


def test_withdrawing_needs_a_reason() -> None:
    procedure = ProcedureFactory()
    before = picture()
    with pytest.raises(ManualRuleError):
        services.withdraw_procedure(procedure=procedure, reason="  ", actor=ACTOR)
    assert picture() == before


def test_withdrawing_keeps_the_reason_and_marks_the_edit() -> None:
    procedure = ProcedureFactory()
    services.withdraw_procedure(procedure=procedure, reason=" รวมกับบัตรใหม่ ", actor=ACTOR)
    procedure.refresh_from_db()
    assert procedure.status == ProcedureStatus.WITHDRAWN
    assert procedure.withdrawn_reason == "รวมกับบัตรใหม่"
    assert procedure.edited_at is not None
    assert announced() == [("procedure", procedure.pk)]
    assert AuditEntry.objects.get().detail == {"detail": "รวมกับบัตรใหม่"}


def test_merging_points_to_the_successor() -> None:
    old, new = ProcedureFactory(), ProcedureFactory()
    services.merge_procedure(procedure=old, into=new, actor=ACTOR)
    old.refresh_from_db()
    assert (old.status, old.merged_into) == (ProcedureStatus.MERGED, new)
    assert announced() == [("procedure", old.pk)]


def test_merging_into_itself_or_an_ended_procedure_is_refused() -> None:
    procedure = ProcedureFactory()
    ended = ProcedureFactory(status=ProcedureStatus.WITHDRAWN)
    before = picture()
    for target in (procedure, ended):
        with pytest.raises(ManualRuleError):
            services.merge_procedure(procedure=procedure, into=target, actor=ACTOR)
    assert picture() == before


@pytest.mark.parametrize(
    ("module", "broken"),
    [(editions, "announce"), (services, "write_document_graph"), (services, "write_facts")],
)
def test_a_failure_on_the_way_writes_nothing(
    monkeypatch: pytest.MonkeyPatch, module: ModuleType, broken: str
) -> None:
    manual = standard_manual()
    before = picture()

    def fail(*args: object, **kwargs: object) -> None:
        raise RuntimeError("disk full")

    monkeypatch.setattr(module, broken, fail)
    with pytest.raises(RuntimeError, match="disk full"):
        services.publish_standard(manual=manual, content=manual_content(), actor=ACTOR)
    assert picture() == before


def test_a_failed_audit_line_undoes_an_adoption(monkeypatch: pytest.MonkeyPatch) -> None:
    standard, agency = standard_manual(), AgencyFactory()
    before = picture()

    def fail(**kwargs: object) -> None:
        raise RuntimeError("no audit")

    monkeypatch.setattr(audit, "record", fail)
    with pytest.raises(RuntimeError, match="no audit"):
        services.adopt(standard=standard, agency=agency, actor=ACTOR)
    assert picture() == before


@pytest.mark.django_db(transaction=True)
def test_officers_who_publish_at_once_get_numbers_one_after_another() -> None:
    manual = standard_manual()
    officers = 4
    ready = threading.Barrier(officers)
    failures: list[BaseException] = []

    def publish(name: str) -> None:
        try:
            own = Manual.objects.get(pk=manual.pk)
            ready.wait(timeout=20)
            services.publish_standard(manual=own, content=manual_content(remark=name), actor=name)
        except BaseException as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=publish, args=(f"เจ้าหน้าที่ {n}",)) for n in range(officers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)

    assert failures == []
    revisions = ManualRevision.objects.filter(manual=manual).order_by("number")
    assert [revision.number for revision in revisions] == [1, 2, 3, 4, 5]
    assert [revision.status for revision in revisions].count(RevisionStatus.PUBLISHED) == 1
    manual.refresh_from_db()
    assert manual.current is not None
    assert manual.current.number == 5
    assert verify_revisions(manual) is None
    assert audit.verify() is None


def test_a_revision_is_published_now_unless_told_otherwise() -> None:
    before = timezone.now()
    manual = standard_manual()
    assert manual.current is not None
    assert manual.current.published_at is not None
    assert before <= manual.current.published_at <= timezone.now()


def test_an_edition_tells_its_author_apart_from_who_published_it() -> None:
    manual = standard_manual()
    revision = services.publish_standard(
        manual=manual, content=manual_content(remark="ใหม่"), actor="หัวหน้า", author="ผู้เขียน"
    )
    assert revision.author == "ผู้เขียน"
    assert AuditEntry.objects.order_by("number").last().actor == "หัวหน้า"
    assert verify_revisions(manual) is None


def test_only_an_adoption_is_withdrawn_alone_and_only_what_ended_is_reopened() -> None:
    standard = standard_manual()
    local = adoption(standard)
    before = picture()
    given = {"reason": "เหตุผล", "actor": ACTOR}
    for act in (
        lambda: services.withdraw_adoption(manual=standard, **given),
        lambda: services.withdraw_adoption(manual=local, reason=" ", actor=ACTOR),
        lambda: services.reopen_adoption(manual=local, **given),
        lambda: services.reopen_procedure(procedure=standard.procedure, **given),
    ):
        with pytest.raises(ManualRuleError):
            act()
    assert picture() == before
