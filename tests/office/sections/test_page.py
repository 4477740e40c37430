"""The page of a section: shown, saved, refused; with buttons alone and by itself."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from infogo.editing.may import person_of
from infogo.editing.models import EditLock, SectionComment
from infogo.editing.parts import LOCAL_PARTS, STANDARD_PARTS
from infogo.editing.services.workflow import return_draft, submit_draft
from tests.editing.office import ALL, HEAD
from tests.factories import ProvinceFactory
from tests.office.sections.conftest import WRITTEN, Desk


def ids(html: str) -> list[str]:
    return re.findall(r'\sid="([^"]+)"', html)


class TestShowing:
    def test_every_part_of_a_draft_has_a_page_that_saves_without_changing_anything(
        self, desk: Desk
    ) -> None:
        for draft, parts in ((desk.draft, STANDARD_PARTS), (desk.local, LOCAL_PARTS)):
            for code in parts:
                page = desk.open(code, draft)
                assert page.status == 200, code
                if draft is desk.local:
                    page = page.press("own", seen="0")
                before = desk.saved(code, draft)
                assert page.press("save").status == 200
                assert desk.saved(code, draft) == before, code

    def test_a_look_writes_nothing(self, desk: Desk) -> None:
        desk.open("documents")  # the first request of a session also moves its end on
        before = desk.rows(*WRITTEN)
        assert "เอกสารที่ 1" in desk.open("documents").text
        assert desk.rows(*WRITTEN) == before

    @pytest.mark.parametrize("code", ["documents", "channels", "steps", "fees"])
    def test_ids_are_unique_and_every_description_and_label_has_its_element(
        self, desk: Desk, code: str
    ) -> None:
        desk.open("channels").press("save", channels__0__hours__mode="week")
        html = desk.open(code).html
        found = ids(html)
        assert len(found) == len(set(found))
        named = re.findall(r'(?:aria-describedby|for|aria-labelledby)="([^"]+)"', html)
        assert {each for names in named for each in names.split()} <= set(found)

    def test_enter_saves_and_removes_nothing(self, desk: Desk) -> None:
        assert desk.open("documents").first_button == "do=save"

    def test_it_says_what_the_section_is_for_and_by_which_law(self, desk: Desk) -> None:
        page = desk.open("documents")
        assert "ข้อ 15 ของแบบคู่มือ" in page.text
        assert "พ.ร.บ.การปฏิบัติราชการทางอิเล็กทรอนิกส์ พ.ศ. 2565" in page.text

    def test_a_part_that_a_draft_has_not_is_not_found(self, desk: Desk) -> None:
        assert desk.open("nothing").status == 404
        assert desk.open("legal_bases", desk.local).status == 404

    def test_what_the_approver_wants_stands_on_top(self, desk: Desk) -> None:
        desk.open("remark").press("save", remark="ใหม่")
        said = {"draft_id": desk.draft.pk, "may": ALL}
        desk.draft.refresh_from_db()
        author = person_of(desk.editor)
        draft = submit_draft(**said, seen=desk.draft.version, actor=author)
        return_draft(**said, seen=draft.version, actor=HEAD, comments={"remark": "เขียนให้สั้นลง"})
        assert SectionComment.objects.count() == 1
        assert "เขียนให้สั้นลง จันทร์" in desk.open("remark").text
        assert "เขียนให้สั้นลง" not in desk.open("fees").text

    def test_long_lists_cost_no_more_queries(self, desk: Desk) -> None:
        ProvinceFactory()
        counts = []
        for _ in range(2):
            for _ in range(3):
                page = desk.open("channels").press("add:channels")
                place = len(desk.saved("channels")["channels"]["items"]) - 1
                page.press("save", **{f"channels__{place}__provinces__limited": "1"})
            desk.open("channels")
            with CaptureQueriesContext(connection) as caught:
                assert desk.open("channels").status == 200
            counts.append(len(caught))
        assert counts[0] == counts[1] <= 16


class TestSaving:
    def test_what_was_typed_is_saved_with_who_and_when(self, desk: Desk) -> None:
        page = desk.open("remark").press("save", remark="บรรทัดหนึ่ง\r\nบรรทัดสอง")
        assert desk.saved("remark") == {"remark": "บรรทัดหนึ่ง\nบรรทัดสอง"}
        assert re.search(r"บันทึกแล้ว \d\d:\d\d น. โดยอารี", page.text)

    def test_then_on_to_the_next_section(self, desk: Desk) -> None:
        page = desk.open("fees").press("next", fee_note="จ่ายเป็นเงินสด")
        assert page.path == desk.path("complaints")
        assert desk.saved("fees")["fee_note"] == "จ่ายเป็นเงินสด"

    def test_errors_never_stop_a_save_and_what_was_typed_stays(self, desk: Desk) -> None:
        page = desk.open("fees").press("save", fees__0__amount_satang="ห้าสิบบาท")
        assert page.status == 200
        assert 'value="ห้าสิบบาท"' in page.html
        assert "ค่าธรรมเนียมที่ 1 · จำนวนเงิน : ใส่จำนวนเงินเป็นบาท เช่น 1,250.50" in page.text
        assert 'href="#f-fees-0-amount_satang"' in page.html
        assert "ต้องแก้ก่อนส่งอนุมัติ" in page.text

    def test_the_law_is_told_while_one_writes(self, desk: Desk) -> None:
        page = desk.open("documents").press("save", documents__0__copies="2")
        assert "ขอสำเนา “บัตรประจำตัวประชาชน” 2 ฉบับ" in page.text
        assert "มติคณะรัฐมนตรี 2 ตุลาคม 2561" in page.text
        assert desk.saved("documents")["documents"]["items"][0]["copies"] == 2

    def test_official_words_are_hinted_beside_the_field(self, desk: Desk) -> None:
        page = desk.open("remark").press("save", remark="ยื่นต่อหน้าบิดา")
        box = re.search(r'id="f-remark-n">(.*?)</div>', page.html, re.S)
        assert box
        assert "ลองใช้ “พ่อ”" in box[1]
        assert "o-note--advice" in box[1]

    def test_a_list_grows_moves_and_shrinks_without_a_script(self, desk: Desk) -> None:
        page = desk.open("criteria").press("add:criteria", criteria__0="มีบัตร")
        assert desk.saved("criteria")["criteria"]["items"] == ["มีบัตร", {"typed": ""}]
        page = page.press("up:criteria.1", criteria__1="อายุ 7 ปี")
        assert desk.saved("criteria")["criteria"]["items"] == ["อายุ 7 ปี", "มีบัตร"]
        page.press("remove:criteria.0", criteria__1="มีบัตรเดิม")
        assert desk.saved("criteria")["criteria"]["items"] == ["มีบัตรเดิม"]

    def test_a_new_item_is_led_to(self, desk: Desk) -> None:
        client = desk.client()
        answer = client.post(
            desk.path("documents"), {**desk.open("documents").data(), "do": "add:documents"}
        )
        assert answer.headers["Location"] == f"{desk.path('documents')}#f-documents-1"
        assert 'id="f-documents-1"' in desk.open("documents").html

    def test_half_a_form_is_refused_and_shown_again(self, desk: Desk) -> None:
        before = desk.saved("remark")
        page = desk.open("remark").press("save", remark="ครึ่ง", whole=None)
        assert page.status == 422
        assert "ข้อมูลส่งมาไม่ครบ" in page.text
        assert "ครึ่ง</textarea>" in page.html
        assert desk.saved("remark") == before

    def test_a_long_list_is_one_form(self, desk: Desk) -> None:
        page = desk.open("documents")
        names = {f"documents__{n}__name": f"เอกสาร {n}" for n in range(110)}
        numbers = {f"documents__{n}__{name}": "1" for n in range(110) for name in
                   ("originals", "copies", "unit", "issuer", "note", "condition", "canonical",
                    "is_state_issued")}  # fmt: skip
        page.press("save", documents__at=[str(n) for n in range(110)], **names, **numbers)
        assert len(desk.saved("documents")["documents"]["items"]) == 110

    def test_far_too_much_is_refused_and_shown_again(self, desk: Desk) -> None:
        before = desk.saved("remark")
        page = desk.open("remark").press("save", remark="ก" * 80_000)
        assert page.status == 422
        assert "ก" * 80_000 in page.html
        assert desk.saved("remark") == before

    def test_text_longer_than_a_field_is_kept_and_told(self, desk: Desk) -> None:
        page = desk.open("remark").press("save", remark="ก" * 4001)
        assert len(desk.saved("remark")["remark"]) == 4001
        assert "ข้อความยาวเกินไป" in page.text

    def test_characters_that_no_database_takes_do_no_harm(self, desk: Desk) -> None:
        assert desk.open("remark").press("save", remark="ก\x00ข").status == 200
        assert desk.saved("remark") == {"remark": "กข"}

    @pytest.mark.parametrize("seen", ["", "x", "-1", "²", "9" * 30])
    def test_a_version_that_is_none_is_a_conflict_and_not_an_error(
        self, desk: Desk, seen: str
    ) -> None:
        before = desk.saved("remark")
        assert desk.open("remark").press("save", remark="ใหม่", seen=seen).status == 409
        assert desk.saved("remark") == before


class TestByItself:
    def test_it_answers_the_time_the_version_and_what_is_found(self, desk: Desk) -> None:
        answer = desk.open("documents").by_itself(documents__0__copies="2")
        said = answer.content.decode()
        assert answer.status_code == 200
        assert "<html" not in said
        assert "บันทึกแล้ว" in said
        assert 'name="seen" value="2"' in said
        assert "ขอสำเนา" in re.search(r'id="findings" hx-swap-oob.*?</div>', said, re.S)[0]  # type: ignore[index]
        targets = set(re.findall(r'id="([^"]+)" hx-swap-oob', said))
        assert targets <= set(ids(desk.open("documents").html))
        assert "f-documents-0-copies-n" in targets

    def test_it_presses_no_button(self, desk: Desk) -> None:
        desk.open("documents").by_itself(do="remove:documents.0")
        assert len(desk.saved("documents")["documents"]["items"]) == 1

    def test_a_choice_draws_its_item_anew(self, desk: Desk) -> None:
        answer = desk.open("fees").by_itself(fees__0__kind="range", do="redraw", at="fees.0")
        said = answer.content.decode()
        assert said.strip().startswith('<div class="o-item" data-item>')
        main = said.split("<details")[0]
        assert 'name="fees.0.amount_max_satang"' in main
        assert 'name="fees.0.percent"' in said.split("<details")[1]

    def test_opening_the_page_takes_the_lock(self, desk: Desk) -> None:
        answer = desk.open("remark").by_itself(do="hold")
        assert EditLock.objects.get().holder == person_of(desk.editor).id
        assert "คุณกำลังแก้ร่างนี้" in answer.content.decode()
        assert desk.saved("remark") == {"remark": "เดิม"}

    def test_a_session_that_ended_says_so_and_leaves_the_text(self, desk: Desk) -> None:
        page = desk.open("remark")
        page.client.logout()
        answer = page.by_itself(remark="ยังอยู่")
        assert answer.status_code == 401
        assert answer.headers["HX-Retarget"] == "[data-tell]"
        assert "หมดเวลาใช้งาน" in answer.content.decode()
        assert "<html" not in answer.content.decode()
        assert desk.saved("remark") == {"remark": "เดิม"}

    def test_who_signed_in_anew_gets_a_token_that_works(self, desk: Desk) -> None:
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(desk.editor)
        data = {**desk.open("remark").data(remark="หลังเข้าใหม่"), "csrfmiddlewaretoken": "old"}
        told = strict.post(desk.path("remark"), data, headers={"HX-Request": "true"})
        assert told.status_code == 409
        assert desk.saved("remark") == {"remark": "เดิม"}
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', told.content.decode())
        assert token
        again = {**data, "csrfmiddlewaretoken": token[1]}
        answer = strict.post(desk.path("remark"), again, headers={"HX-Request": "true"})
        assert answer.status_code == 200
        assert desk.saved("remark") == {"remark": "หลังเข้าใหม่"}


class TestWhoseText:
    def test_a_followed_section_shows_the_standard_and_where_it_is_from(self, desk: Desk) -> None:
        page = desk.open("remark", desk.local)
        assert "จากมาตรฐาน" in page.text
        assert "คู่มือมาตรฐานกลางของกรมตัวอย่าง" in page.text
        assert page.pairs == []

    def test_an_own_text_begins_as_a_copy_and_can_be_given_up(self, desk: Desk) -> None:
        page = desk.open("fees", desk.local).press("own", seen="0")
        assert desk.saved("fees", desk.local)["fees"]["items"][0]["item"] == "ค่าธรรมเนียมบัตร"
        page = page.press("save", fees__0__item="ค่าบัตรของเทศบาล")
        assert "จากมาตรฐาน" not in page.text
        page = page.press("follow")
        assert desk.saved("fees", desk.local) is None
        assert page.pairs == []

    def test_an_own_text_that_says_nothing_is_told(self, desk: Desk) -> None:
        page = desk.open("statistics", desk.local).press("own", seen="0")
        assert "ข้อนี้ยังว่างทั้งหมด" in page.text

    def test_a_standard_manual_has_no_such_choice(self, desk: Desk) -> None:
        page = desk.open("remark")
        assert "ข้อนี้ใช้ข้อความของใคร" not in page.text
        before = desk.saved("remark")
        page.press("follow", whole=None)
        assert desk.saved("remark") == before


class TestProcedure:
    def test_names_and_topics_are_edited_like_any_section(self, desk: Desk) -> None:
        page = desk.open("procedure")
        assert "ชื่อที่ประชาชนเรียก" in page.text
        page = page.press("save", name_th="ทำบัตรใหม่")
        assert desk.saved("procedure")["name_th"] == "ทำบัตรใหม่"
        assert 'value="ทำบัตรใหม่"' in page.html
        assert desk.open("procedure", desk.local).status == 404

    def test_looking_and_saving_nothing_new_leaves_them_alone(self, desk: Desk) -> None:
        assert desk.open("procedure").press("save").status == 200
        assert desk.saved("procedure") is None
        assert EditLock.objects.count() == 1

    def test_a_code_that_is_none_is_told_beside_its_field(self, desk: Desk) -> None:
        page = desk.open("procedure").press("save", name_th="")
        assert "ชื่อที่ประชาชนเรียก : ยังว่างอยู่" in page.text
        assert 'href="#f-name_th"' in page.html
