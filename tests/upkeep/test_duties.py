"""Duties come round in time, and old events go."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone
from pytest_django import Settings

from infogo.core import audit
from infogo.core.models import AuditEntry, OutboxEvent, OutboxTopic
from infogo.manuals.models import ManualRevision
from infogo.search.indexing.index import only_writer
from infogo.search.indexing.indexer import needs_rebuild, rebuild
from infogo.search.memory.background import Background
from infogo.upkeep import duties
from infogo.upkeep.duties import OUTBOX_KEPT, prune_outbox
from infogo.upkeep.timetable import Duty, Timetable
from tests.factories import standard_manual


def test_a_duty_is_due_at_the_start_and_again_after_its_time() -> None:
    now = 100.0
    timetable = Timetable(
        duties=[Duty("often", 10, lambda: 0), Duty("seldom", 50, lambda: 0)], clock=lambda: now
    )
    assert [duty.name for duty in timetable.due()] == ["often", "seldom"]
    now += 9
    assert timetable.due() == []
    now += 1
    assert [duty.name for duty in timetable.due()] == ["often"]
    now += 40
    assert [duty.name for duty in timetable.due()] == ["often", "seldom"]


def test_a_duty_that_fails_waits_ever_longer_and_one_not_reached_is_due_at_once() -> None:
    now = 100.0
    often, other = Duty("often", 0, lambda: 0), Duty("other", 50, lambda: 0)
    timetable = Timetable(duties=[often, other], clock=lambda: now)
    assert timetable.due() == [often, other]
    timetable.put_back([other])
    timetable.note(often, is_well=False)
    assert timetable.due() == [other]
    now += 2
    assert timetable.due() == [often]
    timetable.note(often, is_well=False)
    now += 3
    assert timetable.due() == []
    now += 1
    assert timetable.due() == [often]
    timetable.note(often, is_well=True)
    assert timetable.due() == [often]


def test_a_mail_server_that_does_not_answer_holds_up_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The worker follows what is published within a second; nodes that lag take no readers."""
    beside: list[object] = []
    monkeypatch.setattr(Background, "start", lambda _self, work: beside.append(work))
    (letters,) = (duty for duty in duties.DUTIES if duty.name == "letters")
    assert letters.run() == 0
    assert beside == [duties.send_due_letters]


@pytest.mark.django_db
def test_only_old_events_are_pruned() -> None:
    old = timezone.now() - OUTBOX_KEPT - timedelta(minutes=1)
    OutboxEvent.objects.create(topic=OutboxTopic.AGENCY, object_id=1, created_at=old)
    fresh = OutboxEvent.objects.create(topic=OutboxTopic.AGENCY, object_id=2)
    assert prune_outbox() == 1
    assert OutboxEvent.objects.get() == fresh


@pytest.mark.django_db
def test_the_newest_event_stays_however_old(tmp_path: Path, settings: Settings) -> None:
    settings.INFOGO = {**settings.INFOGO, "INDEX_DIR": tmp_path / "index"}
    with only_writer():
        rebuild()
    OutboxEvent.objects.create(topic=OutboxTopic.AGENCY, object_id=1)
    OutboxEvent.objects.create(topic=OutboxTopic.AGENCY, object_id=2)
    OutboxEvent.objects.update(created_at=timezone.now() - 2 * OUTBOX_KEPT)
    assert prune_outbox() == 1
    assert needs_rebuild() == "events it has not seen were removed"


@pytest.mark.django_db
def test_verify_chains_names_the_fault(capsys: pytest.CaptureFixture[str]) -> None:
    with transaction.atomic():
        audit.record(actor="ผู้ทดสอบ", verb="edit", target="agency")
    manual = standard_manual()
    call_command("verify_chains")
    assert "1 manuals verified" in capsys.readouterr().out

    ManualRevision.objects.filter(manual=manual).update(author="คนอื่น")
    with pytest.raises(CommandError, match=f"manual {manual.pk}, edition 1"):
        call_command("verify_chains")

    AuditEntry.objects.filter(number=1).update(verb="delete")
    with pytest.raises(CommandError, match="audit trail, line 1"):
        call_command("verify_chains")
