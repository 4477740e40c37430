"""Several people at one draft: locks, two versions, and who may not write."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from infogo.accounts.models import Officer
from infogo.accounts.roles import Role
from infogo.editing.may import person_of
from infogo.editing.models import EditLock
from infogo.editing.services.workflow import submit_draft
from tests.editing.office import ALL
from tests.factories import GrantFactory, OfficerFactory
from tests.office.sections.conftest import WRITTEN, Desk


class TestTwoOfThem:
    def free(self) -> None:
        EditLock.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    def test_while_one_writes_the_other_reads(self, desk: Desk) -> None:
        desk.open("remark").press("save", remark="กำลังเขียน")
        page = desk.open("remark", by=desk.colleague)
        assert re.search(r"อารี กำลังแก้ร่างนี้ถึง \d\d:\d\d น\.", page.text)
        assert "กำลังเขียน" in page.text
        assert page.pairs == []

    @pytest.mark.parametrize("by_itself", [True, False])
    def test_who_lost_the_lock_is_told_and_keeps_her_text(
        self, desk: Desk, by_itself: bool
    ) -> None:
        page = desk.open("remark")
        desk.open("fees", by=desk.colleague).press("save", fee_note="แทรก")
        before = desk.rows(*WRITTEN)
        if by_itself:
            answer = page.by_itself(remark="ของฉัน")
            assert answer.status_code == 409
            said = answer.content.decode()
        else:
            after = page.press("save", remark="ของฉัน")
            assert after.status == 422
            assert "ของฉัน</textarea>" in after.html
            said = after.text
        assert "บุญมี กำลังแก้ร่างนี้อยู่" in said
        assert desk.rows(*WRITTEN) == before

    def conflicting(self, desk: Desk, **typed: Any) -> Any:
        page = desk.open("fees")
        desk.open("fees", by=desk.colleague).press("save", fee_note="ของบุญมี")
        self.free()
        return page, page.press("save", **typed)

    def test_both_texts_are_shown_and_neither_is_lost(self, desk: Desk) -> None:
        _page, conflict = self.conflicting(desk, fee_note="ของอารี", fees__0__amount_satang="x")
        assert conflict.status == 409
        for words in ("ของบุญมี", "ของอารี", "จำนวนเงิน: x", "จำนวนเงิน: 100"):
            assert words in conflict.text, words
        assert desk.saved("fees")["fee_note"] == "ของบุญมี"
        assert " hx-disable>" in conflict.html  # nothing here saves by itself

    def test_mine_is_taken_on_purpose(self, desk: Desk) -> None:
        _page, conflict = self.conflicting(desk, fee_note="ของอารี")
        assert conflict.press("save").status == 200
        assert desk.saved("fees")["fee_note"] == "ของอารี"

    def test_mine_is_written_further(self, desk: Desk) -> None:
        _page, conflict = self.conflicting(desk, fee_note="ของอารี")
        conflict.press("save", fee_note="ของทั้งสอง")
        assert desk.saved("fees")["fee_note"] == "ของทั้งสอง"

    def test_theirs_stays_when_one_leaves(self, desk: Desk) -> None:
        _page, conflict = self.conflicting(desk, fee_note="ของอารี")
        assert f'href="{desk.path("fees")}">' in conflict.html
        assert "ของบุญมี" in desk.open("fees").html

    def test_a_page_that_saves_by_itself_leads_to_both(self, desk: Desk) -> None:
        page, _conflict = self.conflicting(desk, fee_note="ของอารี")
        answer = page.by_itself(fee_note="ของอารี")
        assert answer.status_code == 409
        assert 'value="compare"' in answer.content.decode()
        assert page.press("compare", fee_note="ของอารี").status == 409

    def test_a_draft_sent_meanwhile_is_told_and_the_text_is_kept(self, desk: Desk) -> None:
        page = desk.open("remark")
        desk.open("fees").press("save", fee_note="ส่งแล้ว")
        desk.draft.refresh_from_db()
        submit_draft(
            draft_id=desk.draft.pk, seen=desk.draft.version, actor=person_of(desk.editor), may=ALL
        )
        after = page.press("save", remark="สายไป")
        assert after.status == 422
        assert "สายไป</textarea>" in after.html
        assert desk.saved("remark") == {"remark": "เดิม"}
        assert "รอหน่วยงานอนุมัติ" in desk.open("remark").text
        assert desk.open("remark").pairs == []

    def test_releasing_lets_the_other_write(self, desk: Desk) -> None:
        desk.open("remark").press("save", remark="เสร็จแล้ว")
        other = reverse("office:draft_release", args=[desk.draft.pk])
        desk.client(desk.colleague).post(other)
        assert EditLock.objects.count() == 1  # not hers to release
        answer = desk.client().post(other, follow=True)
        assert "เลิกแก้ร่างแล้ว" in answer.content.decode()
        assert not EditLock.objects.exists()
        assert desk.open("remark", by=desk.colleague).pairs


class TestWhoMay:
    @pytest.fixture
    def viewer(self, desk: Desk) -> Officer:
        officer = OfficerFactory(agency=desk.agency)
        GrantFactory(officer=officer, role=Role.VIEWER)
        return officer

    def test_who_may_only_look_reads_and_changes_nothing(self, desk: Desk, viewer: Officer) -> None:
        page = desk.open("remark", by=viewer)
        assert "ไม่มีสิทธิแก้" in page.text
        assert "เดิม" in page.text
        before = desk.rows(*WRITTEN)
        data = desk.open("remark").data(remark="บุกรุก")
        client = desk.client(viewer)
        for do in ("save", "hold", "follow", "own", "add:remark"):
            for headers, status in (({}, 403), ({"HX-Request": "true"}, 409)):
                answer = client.post(page.path, {**data, "do": do}, headers=headers)
                assert answer.status_code == status  # a page that saves by itself shows only 409
        assert client.post(reverse("office:draft_release", args=[desk.draft.pk])).status_code == 403
        assert desk.rows(*WRITTEN) == before
