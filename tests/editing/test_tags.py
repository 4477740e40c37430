"""Two everyday words that mean one thing become one, on all their services at once."""

from __future__ import annotations

import pytest

from infogo.core.models import AuditEntry, OutboxEvent
from infogo.core.refusal import RefusalError
from infogo.editing.services.tags import drop_tag, merge_tags
from infogo.manuals.models import Procedure
from infogo.taxonomy.models import Tag
from infogo.thai.normalise import normalise
from tests.accounts.watching import nothing_changes
from tests.factories import ProcedureFactory

pytestmark = pytest.mark.django_db
ACTOR = "officer 1 ผู้ดูแล"


def tag(text: str, *procedures: Procedure) -> Tag:
    made = Tag.objects.create(text=text, key=normalise(text))
    for procedure in procedures:
        procedure.tags.add(made)
    return made


def words(procedure: Procedure) -> set[str]:
    return {found.text for found in procedure.tags.all()}


def test_services_of_a_merged_tag_have_the_other_one() -> None:
    one, both = ProcedureFactory(), ProcedureFactory()
    old = tag("ใบขี่รถ", one, both)
    tag("ใบขับขี่", both)
    OutboxEvent.objects.all().delete()
    assert merge_tags(tag_id=old.pk, into="ใบขับขี่", seen=2, actor=ACTOR) == 2
    assert words(one) == words(both) == {"ใบขับขี่"}
    assert not Tag.objects.filter(pk=old.pk).exists()
    one.refresh_from_db()
    assert one.edited_at is not None
    topics = set(OutboxEvent.objects.values_list("topic", flat=True))
    assert topics == {"procedure", "agency"}
    assert AuditEntry.objects.get(target="tag").detail["before"] == "ใบขี่รถ"


def test_another_spelling_keeps_the_tag() -> None:
    procedure = ProcedureFactory()
    held = tag("ID Card", procedure)
    merge_tags(tag_id=held.pk, into="id card", seen=1, actor=ACTOR)
    held.refresh_from_db()
    assert held.text == "id card"
    assert words(procedure) == {"id card"}


@pytest.mark.parametrize(("into", "seen"), [("", 1), ("ก" * 200, 1), ("คำเดิม", 1), ("อื่น", 7)])
def test_what_cannot_be_merged_is_left_alone(into: str, seen: int) -> None:
    held = tag("คำเดิม", ProcedureFactory())
    with nothing_changes(), pytest.raises(RefusalError):
        merge_tags(tag_id=held.pk, into=into, seen=seen, actor=ACTOR)


def test_a_tag_is_dropped_from_chosen_services_and_goes_with_the_last() -> None:
    one, other = ProcedureFactory(), ProcedureFactory()
    held = tag("คำผิด", one, other)
    drop_tag(tag_id=held.pk, procedure_ids=frozenset({one.pk}), reason="", actor=ACTOR)
    assert words(one) == set()
    assert words(other) == {"คำผิด"}
    with nothing_changes(), pytest.raises(RefusalError):
        drop_tag(tag_id=held.pk, procedure_ids=frozenset({one.pk}), reason="", actor=ACTOR)
    drop_tag(tag_id=held.pk, procedure_ids=frozenset({other.pk}), reason="", actor=ACTOR)
    assert not Tag.objects.filter(pk=held.pk).exists()
