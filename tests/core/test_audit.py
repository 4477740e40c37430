"""The audit trail is whole, ordered, and notices a changed past."""

from __future__ import annotations

import pytest
from django.db import transaction

from infogo.core import audit
from infogo.core.models import AuditEntry, OutboxEvent, OutboxTopic
from infogo.core.outbox import announce, announce_everything

pytestmark = pytest.mark.django_db


def _write(count: int) -> None:
    for number in range(count):
        with transaction.atomic():
            audit.record(actor="ผู้ทดสอบ", verb="edit", target="agency", target_id=number)


def test_lines_are_numbered_and_chained() -> None:
    _write(3)
    entries = list(AuditEntry.objects.all())
    assert [entry.number for entry in entries] == [1, 2, 3]
    assert entries[0].previous_hash == audit.FIRST_HASH
    assert entries[2].previous_hash == entries[1].entry_hash
    assert audit.verify() is None


def test_a_changed_line_is_noticed() -> None:
    _write(3)
    AuditEntry.objects.filter(number=2).update(actor="คนอื่น")
    fault = audit.verify()
    assert fault is not None
    assert fault.number == 2


def test_a_missing_line_is_noticed() -> None:
    _write(3)
    AuditEntry.objects.filter(number=2).delete()
    fault = audit.verify()
    assert fault is not None
    assert fault.number == 2


def test_a_line_vanishes_with_its_transaction() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        audit.record(actor="ผู้ทดสอบ", verb="edit", target="agency")
        announce(OutboxTopic.AGENCY, [1])
        _ = 1 / 0
    assert not AuditEntry.objects.exists()
    assert not OutboxEvent.objects.exists()


def test_events_keep_their_order() -> None:
    with transaction.atomic():
        announce(OutboxTopic.AGENCY, [7, 3])
        announce_everything()
    assert list(OutboxEvent.objects.values_list("topic", "object_id")) == [
        ("agency", 7),
        ("agency", 3),
        ("everything", 0),
    ]


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_written() -> None:
    with pytest.raises(RuntimeError):
        announce(OutboxTopic.AGENCY, [1])
    with pytest.raises(RuntimeError):
        audit.record(actor="ผู้ทดสอบ", verb="edit", target="agency")
    assert not OutboxEvent.objects.exists()
    assert not AuditEntry.objects.exists()


def test_lines_of_a_program_name_its_token() -> None:
    with audit.by_program("igt_1234abcd"):
        by_program = audit.record(
            actor="officer 1 ก", verb="edit", target="manual", detail={"a": 1}
        )
    by_hand = audit.record(actor="officer 1 อารี", verb="edit", target="manual")
    assert by_program.detail == {"a": 1, "program": "igt_1234abcd"}
    assert by_hand.detail == {}
    assert audit.verify() is None
