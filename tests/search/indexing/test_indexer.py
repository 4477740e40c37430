from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone

from infogo.accounts.roles import Role
from infogo.articles.services import drafts, workflow
from infogo.core.models import OutboxEvent, OutboxTopic
from infogo.core.outbox import announce, announce_everything
from infogo.manuals.models import ProcedureStatus
from infogo.search.indexing import index as index_module
from infogo.search.indexing import indexer
from infogo.search.indexing.digests import digest_of
from infogo.search.indexing.documents import Doc
from infogo.search.indexing.index import (
    ask_for_rebuild,
    current_build,
    only_writer,
    read_meta,
    reader,
)
from infogo.search.indexing.indexer import (
    LATE_COMMITS,
    STEP_SECONDS,
    Follower,
    Steps,
    needs_rebuild,
)
from infogo.search.indexing.schema import PLACES, SERVICES
from infogo.search.results import Kind
from infogo.search.selectors import search
from tests.articles.office import rights_with, write
from tests.factories import AgencyFactory, ArticleFactory
from tests.search.corpus import Country, make_country


@pytest.fixture
def country(indexed: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> Country:
    monkeypatch.setattr(index_module, "RELOAD_SECONDS", 0.0)
    made = make_country()
    indexed()
    return made


@pytest.fixture
def follower(country: Country) -> Iterator[Follower]:
    with only_writer():
        made = Follower()
        yield made
        made.close()


def said(topic: OutboxTopic, *ids: int) -> None:
    with transaction.atomic():
        announce(topic, ids)


def found(q: str, kind: Kind = Kind.PROCEDURE) -> list[str]:
    return [result.code for result in search(q, kind=kind).results]


def test_a_change_is_found_after_following(country: Country, follower: Follower) -> None:
    procedure = country.procedures["LAND-1"]
    procedure.name_th = "ซื้อขายเรือสำเภา"
    procedure.save()
    said(OutboxTopic.PROCEDURE, procedure.pk)
    assert found("เรือสำเภา") == []
    assert follower.follow() == 1
    assert found("เรือสำเภา") == ["LAND-1"]
    assert follower.follow() == 0


def test_a_guide_is_found_by_sayings_once_they_are_published(
    country: Country, follower: Follower
) -> None:
    agency = AgencyFactory()
    author, head = (
        rights_with(role, agency) for role in (Role.MANUAL_EDITOR, Role.MANUAL_APPROVER)
    )
    guide = ArticleFactory(agency=agency, title_th="ตกงานแล้วทำอะไรก่อน")
    told = "เถ้าแก่บอกพรุ่งนี้ไม่ต้องมาแล้ว"
    draft = drafts.begin_draft(article_id=guide.pk, rights=author)
    draft = write(draft, author, title_th=guide.title_th, sayings=(told,))
    follower.follow()
    assert guide.slug not in found(told, Kind.ARTICLE)
    draft = workflow.submit_draft(draft_id=draft.pk, seen=draft.version, rights=author)
    workflow.approve_draft(draft_id=draft.pk, seen=draft.version, rights=head)
    assert follower.follow() > 0
    assert found(told, Kind.ARTICLE)[0] == guide.slug


def test_what_citizens_may_not_see_disappears(country: Country, follower: Follower) -> None:
    procedure = country.procedures["LAND-1"]
    procedure.status = ProcedureStatus.WITHDRAWN
    procedure.save()
    point = country.points["dlt-63"]
    point_id = point.pk
    point.delete()
    said(OutboxTopic.PROCEDURE, procedure.pk)
    said(OutboxTopic.POINT, point_id)
    follower.follow()
    assert "LAND-1" not in found("โอนที่ดิน")
    assert "dlt-63" not in found("สำนักงานขนส่งจังหวัดตาก", Kind.POINT)


def test_every_kind_is_followed(country: Country, follower: Follower) -> None:
    agency = country.agencies["mot-dlt"]
    agency.name_th = "กรมดาราศาสตร์"
    agency.save()
    said(OutboxTopic.AGENCY, agency.pk)
    follower.follow()
    assert found("กรมดาราศาสตร์", Kind.AGENCY)[0] == "mot-dlt"


def test_drafts_are_passed_over_and_not_waited_for(country: Country, follower: Follower) -> None:
    procedure = country.procedures["LAND-1"]
    procedure.name_th = "ซื้อขายเรือสำเภา"
    procedure.save()
    said(OutboxTopic.DRAFT, 1, 2)
    said(OutboxTopic.PROCEDURE, procedure.pk)
    assert follower.follow() == 3
    assert found("เรือสำเภา") == ["LAND-1"]
    assert follower.follow() == 0


def test_everything_means_a_rebuild_and_only_one(country: Country, follower: Follower) -> None:
    before = current_build()
    with transaction.atomic():
        announce_everything()
    follower.follow()
    rebuilt = current_build()
    assert rebuilt != before
    assert follower.follow() == 0
    assert current_build() == rebuilt


def test_an_event_committed_late_is_not_lost(country: Country, follower: Follower) -> None:
    procedure = country.procedures["LAND-1"]
    said(OutboxTopic.PROCEDURE, procedure.pk)
    said(OutboxTopic.PROCEDURE, procedure.pk)
    early, late = OutboxEvent.objects.order_by("-id")[:2][::-1]
    early_id = early.pk
    early.delete()  # its transaction has not committed yet
    follower.follow()
    procedure.name_th = "ซื้อขายเรือสำเภา"
    procedure.save()
    OutboxEvent.objects.create(id=early_id, topic=OutboxTopic.PROCEDURE, object_id=procedure.pk)
    assert late.pk in read_meta(current_build()).seen
    assert follower.follow() == 1
    assert found("เรือสำเภา") == ["LAND-1"]


def test_a_clock_that_is_ahead_settles_nothing(country: Country, follower: Follower) -> None:
    procedure = country.procedures["LAND-1"]
    said(OutboxTopic.PROCEDURE, procedure.pk)
    said(OutboxTopic.PROCEDURE, procedure.pk)
    early, late = OutboxEvent.objects.order_by("-id")[:2][::-1]
    early_id = early.pk
    early.delete()  # its transaction has not committed yet
    OutboxEvent.objects.update(created_at=timezone.now() - timedelta(days=3))
    follower.follow()
    assert late.pk in read_meta(current_build()).seen
    procedure.name_th = "ซื้อขายเรือสำเภา"
    procedure.save()
    OutboxEvent.objects.create(id=early_id, topic=OutboxTopic.PROCEDURE, object_id=procedure.pk)
    assert follower.follow() == 1
    assert found("เรือสำเภา") == ["LAND-1"]


def test_settled_events_move_the_position(
    country: Country, follower: Follower, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexer, "NEWEST_UNSETTLED", 0)
    said(OutboxTopic.PROCEDURE, country.procedures["LAND-1"].pk)
    OutboxEvent.objects.update(created_at=timezone.now() - LATE_COMMITS - timedelta(seconds=1))
    newest = OutboxEvent.objects.latest("id").pk
    follower.follow()
    meta = read_meta(current_build())
    assert meta.position == newest
    assert all(number > newest for number in meta.seen)


def test_a_new_start_does_not_repeat_what_is_in_the_index(
    country: Country, follower: Follower
) -> None:
    said(OutboxTopic.PROCEDURE, country.procedures["LAND-1"].pk)
    follower.follow()
    follower.close()
    assert Follower().follow() == 0


def test_removed_events_that_were_not_seen_need_a_rebuild(country: Country) -> None:
    said(OutboxTopic.PROCEDURE, country.procedures["LAND-1"].pk)
    said(OutboxTopic.PROCEDURE, country.procedures["LAND-1"].pk)
    assert needs_rebuild() == ""
    newest = OutboxEvent.objects.latest("id").pk
    OutboxEvent.objects.filter(id__lt=newest).delete()
    assert "removed" in needs_rebuild()


@pytest.mark.parametrize("loss", ["wanted", "missing"])
def test_the_follower_rebuilds_an_index_that_is_lost(
    country: Country, follower: Follower, own_index: Path, loss: str
) -> None:
    follower.follow()
    before = current_build()
    if loss == "wanted":
        ask_for_rebuild("a test")
    else:
        (own_index / "current").unlink()
    follower.follow()
    assert current_build() != before
    assert found("โอนที่ดิน")[0] == "LAND-1"


def test_a_record_that_reads_as_before_leaves_the_index_alone(
    country: Country, follower: Follower
) -> None:
    before = reader.snapshot().generation
    said(OutboxTopic.POINT, country.points["dlt-63"].pk)
    said(OutboxTopic.PROCEDURE, country.procedures["LAND-1"].pk)
    assert follower.follow() == 2
    assert follower.follow() == 0
    assert follower.commits == 0
    assert reader.snapshot().generation == before


def test_only_the_index_that_changed_is_opened_anew(country: Country, follower: Follower) -> None:
    found("โอนที่ดิน")
    before = dict(reader._searchers)
    procedure = country.procedures["LAND-1"]
    procedure.name_th = "ซื้อขายเรือสำเภา"
    procedure.save()
    said(OutboxTopic.PROCEDURE, procedure.pk)
    said(OutboxTopic.POINT, country.points["dlt-63"].pk)
    follower.follow()
    assert follower.commits == 1
    assert found("เรือสำเภา") == ["LAND-1"]
    assert reader._searchers[PLACES] is before[PLACES]
    assert reader._searchers[SERVICES] is not before[SERVICES]


def test_a_digest_tells_every_field_apart() -> None:
    plain = Doc(Kind.POINT, 1, words=["a"], numbers={"province": (50, 63)}, exact={"x", "y"})
    same = Doc(Kind.POINT, 1, words=["a"], numbers={"province": {63, 50}}, exact={"y", "x"})
    assert digest_of(plain) == digest_of(same)
    others = (
        Doc(Kind.POINT, 2, words=["a"], numbers={"province": (50, 63)}, exact={"x", "y"}),
        replace(plain, words=["b"]),
        replace(plain, body=["a"]),
        replace(plain, numbers={"district": (50, 63)}),
        replace(plain, numbers={"province": (50,)}),
        replace(plain, flags=frozenset({"free"})),
        replace(plain, weight=1.5),
        replace(plain, places=1),
    )
    assert len({digest_of(one) for one in (plain, *others)}) == 1 + len(others)


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def rename(country: Country, name: str) -> None:
    procedure = country.procedures["LAND-1"]
    procedure.name_th = name
    procedure.save()
    said(OutboxTopic.PROCEDURE, procedure.pk)


def test_the_first_change_goes_in_at_once_and_a_stream_in_steps(
    country: Country, follower: Follower
) -> None:
    clock = Clock()
    steps = Steps(follower, clock)
    rename(country, "ซื้อขายเรือสำเภา")
    assert steps.follow() == 1
    assert found("เรือสำเภา") == ["LAND-1"]
    rename(country, "ซื้อขายเรือใบ")
    clock.now += STEP_SECONDS - 0.01
    assert steps.follow() == 0
    assert follower.commits == 1
    clock.now += 0.01
    assert steps.follow() == 1
    assert follower.commits == 2
    assert found("ซื้อขายเรือใบ")[0] == "LAND-1"


def test_what_changes_nothing_holds_up_nobody(country: Country, follower: Follower) -> None:
    steps = Steps(follower, Clock())
    said(OutboxTopic.POINT, country.points["dlt-63"].pk)
    assert steps.follow() == 1
    rename(country, "ซื้อขายเรือสำเภา")
    assert steps.follow() == 1
    assert found("เรือสำเภา") == ["LAND-1"]
