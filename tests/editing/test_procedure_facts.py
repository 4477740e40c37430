"""The facts of a procedure go through the draft of its standard manual, approval included."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from infogo.core.dates import bangkok_now
from infogo.core.models import AuditEntry, OutboxEvent
from infogo.editing.errors import EditingError, SubmissionRefusedError
from infogo.editing.models import DraftSection
from infogo.editing.parts import PROCEDURE
from infogo.editing.queue import waiting_draft, with_texts
from infogo.editing.reading import check_draft
from infogo.editing.selectors import (
    SectionStatus,
    draft_comparison,
    draft_overview,
    drafts_with_all,
)
from infogo.editing.services import workflow
from infogo.manuals import services as manuals
from infogo.manuals.models import Manual, Procedure
from infogo.manuals.procedure_facts import facts_of
from infogo.taxonomy.models import VocabularyTerm
from tests.editing.office import ALL, AUTHOR, HEAD, approve, begun, everything, submitted, write
from tests.factories import ACTOR, ProcedureFactory, TargetGroupFactory, TopicFactory, adoption

TODAY = bangkok_now().date()


@pytest.fixture(autouse=True)
def terms() -> None:
    """Put some codes in force."""
    for vocabulary, code, label in (
        ("service_type", "registration", "จดทะเบียน"),
        ("service_type", "single_unit", "เบ็ดเสร็จในหน่วยเดียว"),
        ("service_category", "general", "ทั่วไป"),
        ("impact_level", "general", "บริการทั่วไป"),
    ):
        VocabularyTerm.objects.create(
            vocabulary=vocabulary, code=code, label_th=label, effective_from=date(2015, 7, 21)
        )


def facts(manual: Manual, **changed: Any) -> dict[str, Any]:
    return {**facts_of(manual.procedure).model_dump(mode="json"), **changed}


def fresh(manual: Manual) -> Procedure:
    return Procedure.objects.get(pk=manual.procedure_id)


def checked(manual: Manual) -> Any:
    return check_draft(drafts_with_all().get(manual=manual), TODAY)


def test_what_others_wrote_meanwhile_stays(manual: Manual) -> None:
    procedure = Procedure.objects.get(pk=manual.procedure_id)
    theirs = {"point_count": 7, "sayings": ["คำพูดใหม่"], "summary_en": "New", "popularity": 3.5}
    Procedure.objects.filter(pk=procedure.pk).update(**theirs)
    wanted = facts_of(procedure).model_copy(update={"name_th": "ชื่อใหม่", "summary_en": "New"})
    assert manuals.change_facts(procedure=procedure, facts=wanted, actor=ACTOR) == ("name_th",)
    assert procedure.sayings == ["คำพูดใหม่"]
    procedure.refresh_from_db()
    assert {name: getattr(procedure, name) for name in theirs} == theirs
    Procedure.objects.filter(pk=procedure.pk).update(point_count=8)
    manuals.withdraw_procedure(procedure=procedure, reason="เลิก", actor=ACTOR)
    procedure.refresh_from_db()
    assert (procedure.point_count, procedure.status) == (8, "withdrawn")


def publish(manual: Manual, **changed: Any) -> None:
    draft = begun(manual)
    write(draft, PROCEDURE, **facts(manual, **changed))
    draft.refresh_from_db()
    approve(workflow.submit_draft(draft_id=draft.pk, seen=draft.version, actor=AUTHOR, may=ALL))


def test_they_are_applied_when_the_draft_is_published(manual: Manual) -> None:
    topic, group = TopicFactory(), TargetGroupFactory()
    before = fresh(manual)
    publish(
        manual,
        name_th="ทำบัตรใหม่",
        service_type="single_unit",
        topic=topic.slug,
        target_groups=[group.slug],
    )
    after = fresh(manual)
    assert (after.name_th, after.service_type) == ("ทำบัตรใหม่", "single_unit")
    assert after.topic == topic
    assert list(after.target_groups.all()) == [group]
    assert after.official_name_th == before.official_name_th
    assert after.edited_at is not None  # the loader does not undo it
    line = AuditEntry.objects.get(target="procedure", verb="edit")
    assert line.detail["name_th"] == before.name_th
    assert OutboxEvent.objects.filter(topic="procedure", object_id=after.pk).exists()


def test_nothing_is_applied_before(manual: Manual) -> None:
    before = fresh(manual).name_th
    draft = begun(manual)
    write(draft, PROCEDURE, **facts(manual, name_th="ทำบัตรใหม่"))
    draft.refresh_from_db()
    workflow.submit_draft(draft_id=draft.pk, seen=draft.version, actor=AUTHOR, may=ALL)
    assert fresh(manual).name_th == before


def test_a_draft_that_leaves_them_alone_takes_nothing_back(manual: Manual) -> None:
    waiting = submitted(manual)
    assert not DraftSection.objects.filter(section=PROCEDURE).exists()
    Procedure.objects.filter(pk=manual.procedure_id).update(name_th="ชื่อใหม่จากที่อื่น")
    approve(waiting)
    assert fresh(manual).name_th == "ชื่อใหม่จากที่อื่น"
    assert not AuditEntry.objects.filter(target="procedure", verb="edit").exists()


def test_a_change_is_shown_at_the_items_of_the_form_and_in_words(manual: Manual) -> None:
    draft = begun(manual)
    write(draft, PROCEDURE, **facts(manual, name_th="ทำบัตรใหม่", service_type="single_unit"))
    overview = draft_overview(drafts_with_all().get(pk=draft.pk), TODAY)
    assert overview.checked.changed == ("name", "service_type")
    assert overview.checked.is_different
    assert {task.section.code: task.status for task in overview.beside} == {
        "procedure": SectionStatus.CHANGED,
        "cases": SectionStatus.UNCHANGED,
        "outputs": SectionStatus.UNCHANGED,
        "provenance": SectionStatus.UNCHANGED,
    }
    name, kind = draft_comparison(overview.checked.draft, overview.checked).changed
    assert name.section.number == 1
    (line,) = kind.fields[0].items[0].lines
    assert (line.old, line.new) == ("จดทะเบียน", "เบ็ดเสร็จในหน่วยเดียว")


def test_what_is_wrong_is_told_at_the_part_in_which_it_is_put_right(manual: Manual) -> None:
    draft = begun(manual)
    write(draft, PROCEDURE, **facts(manual, name_th=""))
    write(draft, "outputs", outputs=[5])
    overview = draft_overview(drafts_with_all().get(pk=draft.pk), TODAY)
    told = {task.section.code: task.status for task in (*overview.beside, *overview.sections)}
    wrong = {code for code, status in told.items() if status is SectionStatus.BLOCKED}
    assert wrong == {"procedure", "outputs"}


def test_a_comment_on_a_name_stands_at_the_part_of_names(manual: Manual) -> None:
    waiting = submitted(manual)
    said = {"draft_id": waiting.pk, "seen": waiting.version, "actor": HEAD, "may": ALL}
    workflow.return_draft(**said, comments={"name": "ชื่อยาวไป"})
    overview = draft_overview(drafts_with_all().get(pk=waiting.pk), TODAY)
    first = overview.beside[0]
    assert (first.section.code, first.comments[0].text) == (PROCEDURE, "ชื่อยาวไป")


def test_the_same_facts_are_no_change(manual: Manual) -> None:
    draft = begun(manual)
    write(draft, PROCEDURE, **facts(manual))
    assert checked(manual).changed == ()
    assert not checked(manual).is_different


@pytest.mark.parametrize(
    ("changed", "path", "said"),
    [
        ({"name_th": ""}, "name_th", "ชื่อที่ประชาชนเรียก: ยังว่างอยู่"),
        ({"name_th": "ก" * 301}, "name_th", "ชื่อที่ประชาชนเรียก: ข้อความยาวเกินไป เขียนไม่เกิน 300 ตัวอักษร"),
        ({"service_type": "gone"}, "service_type", "ประเภทของงานบริการ: เลือกจากรายการที่ใช้อยู่ตอนนี้"),
        ({"topic": "gone"}, "topic", "หมวดที่ประชาชนค้น: เลือกจากรายการที่ใช้อยู่ตอนนี้"),
        ({"target_groups": ["gone"]}, "target_groups", "กลุ่มเป้าหมาย: เลือกจากรายการที่ใช้อยู่ตอนนี้"),
    ],
)
def test_what_is_wrong_blocks_the_draft(
    manual: Manual, changed: dict[str, Any], path: str, said: str
) -> None:
    draft = begun(manual)
    write(draft, PROCEDURE, **facts(manual, **changed))
    (problem,) = [each for each in checked(manual).blocking if each.path == path]
    assert problem.reason == said
    draft.refresh_from_db()
    with pytest.raises(SubmissionRefusedError):
        workflow.submit_draft(draft_id=draft.pk, seen=draft.version, actor=AUTHOR, may=ALL)


def test_an_official_name_is_not_used_twice(manual: Manual) -> None:
    taken = ProcedureFactory().official_name_th
    write(begun(manual), PROCEDURE, **facts(manual, official_name_th=taken))
    assert any("ใช้ชื่อทางราชการนี้แล้ว" in each.reason for each in checked(manual).blocking)
    before = everything()
    with pytest.raises(manuals.ManualRuleError, match="ใช้ชื่อทางราชการนี้แล้ว"):
        manuals.change_facts(
            procedure=manual.procedure,
            facts=facts_of(manual.procedure).model_copy(update={"official_name_th": taken}),
            actor=ACTOR,
        )
    assert everything() == before


def test_an_adopting_agency_has_no_say(manual: Manual) -> None:
    draft = begun(adoption(manual))
    with pytest.raises(EditingError):
        write(draft, PROCEDURE, **facts(manual, name_th="ของเรา"))


def test_the_list_of_what_waits_names_them(manual: Manual, django_assert_num_queries: Any) -> None:
    draft = begun(manual)
    write(draft, PROCEDURE, **facts(manual, name_th="ทำบัตรใหม่"))
    with django_assert_num_queries(3):
        (found,) = with_texts([draft.pk])
    with django_assert_num_queries(0):
        waiting = waiting_draft(found)
    assert "name" in [section.code for section in waiting.changed]
