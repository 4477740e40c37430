"""Working copies: one per manual, saved as typed, never overwriting somebody else's text."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from infogo.core.models import AuditEntry
from infogo.editing.errors import (
    ConflictError,
    EditingError,
    LockedError,
    NotAllowedError,
    WrongStateError,
)
from infogo.editing.models import Draft, DraftSection, DraftState, EditLock
from infogo.editing.reading import check_draft, read_draft
from infogo.editing.services import drafts
from infogo.manuals.content import LocalOverrides, ManualContent, overridden_sections
from infogo.manuals.models import Manual, ManualStatus, ProcedureStatus
from infogo.manuals.part import Listing
from infogo.manuals.services import publish_overrides
from tests.editing.office import (
    ALL,
    AUTHOR,
    COLLEAGUE,
    NONE,
    audited,
    begun,
    everything,
    good_content,
    new_manual,
    write,
)
from tests.factories import ACTOR, AgencyFactory, adoption
from tests.manuals.lint.law import TODAY


def stored(draft: Draft, section: str) -> DraftSection:
    return DraftSection.objects.get(draft=draft, section=section)


def test_a_draft_starts_from_what_is_public(manual: Manual) -> None:
    draft = begun(manual)
    assert read_draft(draft).content == good_content(remark="เดิม")
    assert (draft.state, draft.base, draft.authors) == (DraftState.DRAFT, manual.current, [])
    assert audited()[-1] == ("officer 1 อารี", "draft-begin")


def test_a_manual_has_one_open_draft_at_a_time(manual: Manual) -> None:
    first = begun(manual)
    before = everything()
    assert begun(manual, COLLEAGUE) == first
    assert everything() == before


def test_a_first_manual_starts_empty() -> None:
    manual = new_manual()
    assert (manual.status, manual.agency) == (ManualStatus.DRAFT, manual.procedure.owner)
    assert read_draft(begun(manual)).content == ManualContent()


def test_a_draft_may_start_from_another_manual(manual: Manual) -> None:
    draft = drafts.begin_draft(manual=new_manual(), copy_of=manual, actor=AUTHOR, may=ALL)
    assert read_draft(draft).content == good_content(remark="เดิม")
    assert draft.authors == [AUTHOR.id]


def test_an_adopting_agency_copies_only_what_differs_from_the_standard(manual: Manual) -> None:
    neighbour, local = adoption(manual), adoption(manual)
    publish_overrides(manual=neighbour, overrides=LocalOverrides(remark="ของเพื่อนบ้าน"), actor=ACTOR)
    draft = drafts.begin_draft(
        manual=local,
        copy_of=Manual.objects.select_related("standard__current", "current").get(pk=neighbour.pk),
        actor=AUTHOR,
        may=ALL,
    )
    reading = read_draft(draft)
    assert reading.overrides is not None
    assert overridden_sections(reading.overrides) == ("remark",)
    assert reading.content.remark == "ของเพื่อนบ้าน"


def test_there_is_nothing_to_copy_from_an_unpublished_manual(manual: Manual) -> None:
    empty = new_manual()
    before = everything()
    with pytest.raises(EditingError, match="ยังไม่เผยแพร่"):
        drafts.begin_draft(manual=manual, copy_of=empty, actor=AUTHOR, may=ALL)
    assert everything() == before


def test_saving_changes_one_part_and_remembers_who_wrote(manual: Manual) -> None:
    draft = begun(manual)
    saved = write(draft, "remark", remark="ใหม่")
    assert (saved.version, saved.saved_by) == (2, AUTHOR.id)
    draft.refresh_from_db()
    assert draft.authors == [AUTHOR.id]
    assert read_draft(draft).content.remark == "ใหม่"
    manual.refresh_from_db()
    assert ManualContent.model_validate(manual.current.content).remark == "เดิม"


def test_an_autosave_may_be_repeated(manual: Manual) -> None:
    draft = begun(manual)
    given: dict[str, Any] = {
        "draft_id": draft.pk, "section": "remark", "values": {"remark": "ใหม่"}, "seen": 1,
        "actor": AUTHOR, "may": ALL,
    }  # fmt: skip
    first, again = drafts.save_section(**given), drafts.save_section(**given)
    assert (first.version, again.version) == (2, 2)


def test_the_audit_trail_names_each_author_of_a_part_once(manual: Manual) -> None:
    draft = begun(manual)
    for text in ("หนึ่ง", "สอง", "สาม"):
        write(draft, "remark", remark=text)
    EditLock.objects.all().delete()
    write(draft, "remark", COLLEAGUE, remark="สี่")
    lines = AuditEntry.objects.filter(verb="edit").order_by("number")
    assert [line.actor for line in lines] == ["officer 1 อารี", "officer 2 บุญมี"]
    assert lines[0].detail == {"draft": draft.pk, "section": "remark", "version": 2}


def test_what_is_half_typed_is_saved_and_told_in_thai(manual: Manual) -> None:
    draft = begun(manual)
    fee = {"item": "ค่าธรรมเนียม", "kind": "fixed"}
    write(draft, "fees", fees={"state": "listed", "items": [fee]})
    write(draft, "documents", documents={"state": "listed", "items": [{"name": "โฉนด"}]})
    reading = read_draft(draft)
    assert {(found.section, found.path) for found in reading.problems} == {
        ("fees", "fees.0"),
        ("documents", "documents.0.group"),
    }
    said = {found.section: found.reason for found in reading.problems}
    assert said["fees"] == "ค่าธรรมเนียม รายการที่ 1: ใส่จำนวนเงินของค่าธรรมเนียม"
    assert said["documents"] == "เอกสาร รายการที่ 1 ช่อง “กลุ่มเอกสาร”: ยังว่างอยู่"
    assert all(found.is_blocking for found in reading.problems)
    assert reading.content.remark == "เดิม"  # the valid rest can still be read and checked
    assert reading.content.fees == Listing()


def test_two_who_began_from_the_same_text_both_keep_theirs(manual: Manual) -> None:
    draft = begun(manual)
    write(draft, "remark", COLLEAGUE, remark="ของบุญมี")
    EditLock.objects.all().delete()  # the colleague went home
    before = everything()
    with pytest.raises(ConflictError, match="บุญมี") as refused:
        drafts.save_section(
            draft_id=draft.pk, section="remark", values={"remark": "ของอารี"}, seen=1,
            actor=AUTHOR, may=ALL,
        )  # fmt: skip
    conflict = refused.value
    assert conflict.mine == {"remark": "ของอารี"}
    assert (conflict.theirs.values, conflict.theirs.version) == ({"remark": "ของบุญมี"}, 2)
    assert everything() == before


def test_different_parts_never_conflict(manual: Manual) -> None:
    draft = begun(manual)
    write(draft, "remark", COLLEAGUE, remark="ของบุญมี")
    EditLock.objects.all().delete()
    saved = drafts.save_section(
        draft_id=draft.pk, section="reference_name", values={"reference_name": "ชื่อ"}, seen=1,
        actor=AUTHOR, may=ALL,
    )  # fmt: skip
    assert saved.version == 2


def test_the_lock_names_its_holder_until_it_runs_out(manual: Manual) -> None:
    draft = begun(manual)
    drafts.take_lock(draft_id=draft.pk, actor=COLLEAGUE, may=ALL)
    before = everything()
    for act in (
        lambda: write(draft, "remark", remark="x"),
        lambda: drafts.take_lock(draft_id=draft.pk, actor=AUTHOR, may=ALL),
        lambda: drafts.discard_draft(draft_id=draft.pk, seen=draft.version, actor=AUTHOR, may=ALL),
    ):
        with pytest.raises(LockedError, match="บุญมี กำลังแก้") as refused:
            act()
        assert refused.value.expires_at > timezone.now()
    assert everything() == before
    EditLock.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert write(draft, "remark", remark="x").saved_by == AUTHOR.id
    assert EditLock.objects.get().holder == AUTHOR.id


def test_saving_prolongs_ones_own_lock_and_releasing_ends_only_ones_own(manual: Manual) -> None:
    draft = begun(manual)
    first = drafts.take_lock(draft_id=draft.pk, actor=AUTHOR, may=ALL).expires_at
    write(draft, "remark", remark="x")
    lock = EditLock.objects.get()
    assert lock.expires_at > first
    drafts.release_lock(draft_id=draft.pk, actor=COLLEAGUE)
    assert EditLock.objects.exists()
    drafts.release_lock(draft_id=draft.pk, actor=AUTHOR)
    assert not EditLock.objects.exists()


@pytest.mark.parametrize(
    ("section", "values", "message"),
    [
        ("name", {"name": "x"}, "ไม่มีข้อนี้"),
        ("nonsense", {}, "ไม่มีข้อนี้"),
        ("remark", {"fees": {}}, "ช่องที่ไม่อยู่ในข้อนี้"),
        ("remark", {"remark": "ก" * 200_000}, "ยาวเกินไป"),
        ("remark", None, "ต้องเขียนทุกข้อเอง"),
        ("remark", {"remark": float("nan")}, "ค่านี้ใช้ไม่ได้"),
        ("remark", {"remark": object()}, "ค่านี้ใช้ไม่ได้"),
    ],
)
def test_what_is_no_part_of_a_manual_is_refused(
    manual: Manual, section: str, values: Any, message: str
) -> None:
    draft = begun(manual)
    before = everything()
    with pytest.raises(EditingError, match=message):
        drafts.save_section(
            draft_id=draft.pk, section=section, values=values, seen=1, actor=AUTHOR, may=ALL
        )
    assert everything() == before


def test_characters_that_no_database_keeps_are_dropped(manual: Manual) -> None:
    draft = begun(manual)
    write(draft, "remark", remark="ก\x00ข\ud800ค")
    assert stored(draft, "remark").values == {"remark": "กขค"}
    assert read_draft(draft).content.remark == "กขค"


def test_an_adopting_agency_writes_local_sections_and_may_follow_again(manual: Manual) -> None:
    local = adoption(manual)
    draft = begun(local)
    assert read_draft(draft).content.remark == "เดิม"
    before = everything()
    with pytest.raises(EditingError, match="ไม่มีข้อนี้"):
        write(draft, "legal_bases", legal_bases={"state": "none", "items": []})
    assert everything() == before
    saved = write(draft, "remark", remark="ของเรา")
    assert read_draft(draft).content.remark == "ของเรา"
    drafts.save_section(
        draft_id=draft.pk, section="remark", values=None, seen=saved.version, actor=AUTHOR, may=ALL
    )
    reading = read_draft(draft)
    assert reading.overrides == LocalOverrides()
    assert reading.content.remark == "เดิม"


def test_without_the_right_nothing_happens(manual: Manual) -> None:
    draft, agency = begun(manual), AgencyFactory()
    before = everything()
    for act in (
        lambda: drafts.begin_draft(manual=manual, actor=AUTHOR, may=NONE),
        lambda: drafts.take_lock(draft_id=draft.pk, actor=AUTHOR, may=NONE),
        lambda: drafts.save_section(
            draft_id=draft.pk, section="remark", values={}, seen=1, actor=AUTHOR, may=NONE
        ),
        lambda: drafts.discard_draft(draft_id=draft.pk, seen=2, actor=AUTHOR, may=NONE),
        lambda: drafts.adopt_manual(standard=manual, agency=agency, actor=AUTHOR, may=NONE),
        lambda: new_manual(may=NONE),
    ):
        with pytest.raises(NotAllowedError):
            act()
    assert everything() == before


def test_adopting_goes_through_the_manuals_services(manual: Manual) -> None:
    agency = AgencyFactory()
    local = drafts.adopt_manual(standard=manual, agency=agency, actor=AUTHOR, may=ALL)
    assert (local.standard, local.agency) == (manual, agency)
    assert audited()[-1] == ("officer 1 อารี", "adopt")


def test_a_discarded_draft_makes_room_for_another(manual: Manual) -> None:
    draft = begun(manual)
    drafts.discard_draft(draft_id=draft.pk, seen=draft.version, actor=AUTHOR, may=ALL)
    draft.refresh_from_db()
    assert draft.state == DraftState.DISCARDED
    before = everything()
    with pytest.raises(WrongStateError, match="ทิ้งแล้ว"):
        write(draft, "remark", remark="x")
    assert everything() == before
    assert begun(manual) != draft


def test_an_ended_procedure_has_no_drafts(manual: Manual) -> None:
    manual.procedure.status = ProcedureStatus.WITHDRAWN
    manual.procedure.save()
    with pytest.raises(WrongStateError, match="ยกเลิกแล้ว"):
        begun(manual)
    assert not Draft.objects.exists()


def test_checking_a_draft_tells_what_changed_and_what_the_law_says(manual: Manual) -> None:
    draft = begun(manual)
    write(draft, "remark", remark="แนบสำเนาบัตรประชาชน")
    checked = check_draft(draft, TODAY)
    assert checked.changed == ("remark",)
    assert checked.is_different
    assert "copy-of-state-document" in {found.rule for found in checked.findings}
    assert checked.blocking == ()
