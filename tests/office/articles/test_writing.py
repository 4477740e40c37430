"""Writing the text of an article: kept as typed, saved by itself, with services and pictures."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from infogo.accounts.models import Officer
from infogo.accounts.perms import Rights
from infogo.accounts.roles import Role
from infogo.agencies.models import Agency
from infogo.articles.models import ArticleDraft, DraftState
from infogo.files.models import StoredFile
from tests.accounts.watching import nothing_changes
from tests.articles.office import officer_with, submitted, write
from tests.factories import ProcedureFactory
from tests.files import samples
from tests.office.articles.asking import at, saved_text, typed
from tests.office.test_pages import text_of

pytestmark = pytest.mark.django_db


class TestWriting:
    def test_what_is_typed_is_kept(self, client: Client, draft: ArticleDraft) -> None:
        service = ProcedureFactory(name_th="ขอเลขที่บ้าน")
        form = typed(draft, title_th="ชื่อใหม่", services=[service.code])
        assert client.post(at("article_edit", draft), form).status_code == 302
        assert saved_text(draft).title_th == "ชื่อใหม่"
        page = client.get(at("article_edit", draft)).content.decode()
        assert re.search(rf'value="{service.code}" checked', page)
        assert "ขอเลขที่บ้าน" in page

    def test_sayings_are_written_one_a_line(self, client: Client, draft: ArticleDraft) -> None:
        form = typed(draft, sayings="กระเป๋าหาย, บัตรหายด้วย\r\n\r\nโดนล้วงกระเป๋า\r\nโดนล้วงกระเป๋า ")
        assert client.post(at("article_edit", draft), form).status_code == 302
        assert saved_text(draft).sayings == ("กระเป๋าหาย, บัตรหายด้วย", "โดนล้วงกระเป๋า")
        answer = client.get(at("article_edit", draft))
        (box,) = re.findall(
            r'<textarea name="sayings".*?</textarea>', answer.content.decode(), re.S
        )
        assert "กระเป๋าหาย, บัตรหายด้วย\nโดนล้วงกระเป๋า</textarea>" in box
        assert "ประโยคที่ประชาชนพูด (บรรทัดละประโยค)" in text_of(answer)

    def test_no_browser_insists_on_a_picture(self, client: Client, draft: ArticleDraft) -> None:
        page = client.get(at("article_edit", draft)).content.decode()
        fields = re.findall(r"<(?:input|textarea|select)[^>]* required", page)
        assert [field for field in fields if 'type="hidden"' not in field] == []

    def test_it_saves_by_itself_and_says_when(self, client: Client, draft: ArticleDraft) -> None:
        form = typed(draft, title_th="ครึ่ง")
        answer = client.post(at("article_edit", draft), form, headers={"HX-Request": "true"})
        assert answer.status_code == 200
        said = answer.content.decode()
        assert "<html" not in said
        assert re.search(r"บันทึกแล้ว \d\d:\d\d น\.", said)
        assert 'id="id_seen" value="1"' in said
        assert saved_text(draft).title_th == "ครึ่ง"

    def test_two_texts_that_meet_are_both_shown(
        self, client: Client, draft: ArticleDraft, agency: Agency
    ) -> None:
        mine = typed(draft, title_th="ของฉัน", body_th="ข้อความของฉัน")
        other = Rights.of(officer_with(Role.MANUAL_EDITOR, agency))
        write(draft, other, title_th="ของเพื่อน")
        with nothing_changes():
            answer = client.post(at("article_edit", draft), mine)
            by_itself = client.post(at("article_edit", draft), mine, headers={"HX-Request": "true"})
        page = answer.content.decode()
        assert answer.status_code == 409
        assert 'value="ของฉัน"' in page
        assert re.search(r"<del>.*เพื่อน</del>", page)
        assert other.officer.name_th in page
        assert 'name="seen" value="1"' in page
        assert "ยังไม่บันทึก" in by_itself.content.decode()
        assert client.post(at("article_edit", draft), {**mine, "seen": 1}).status_code == 302
        assert saved_text(draft).title_th == "ของฉัน"

    @pytest.mark.parametrize(
        "wrong",
        [
            {"title_th": "ก" * 201},
            {"body_th": "ก" * 40_001},
            {"sayings": "ก" * 25_000},
            {"topic": "nowhere"},
            {"seen": "x"},
            {"seen": "9" * 40},
            {"services": [f"code-{n}" for n in range(40)]},
        ],
    )
    def test_what_cannot_be_kept_is_shown_again(
        self, client: Client, draft: ArticleDraft, wrong: dict[str, Any]
    ) -> None:
        kept = {"summary_th": "สิ่งที่พิมพ์ไว้", "sayings": "บัตรหล่นหาย\nโดนล้วงกระเป๋า"}
        form = typed(draft, **{**kept, **wrong})
        with nothing_changes():
            answer = client.post(at("article_edit", draft), form)
        assert answer.status_code == 422
        page = answer.content.decode()
        assert "สิ่งที่พิมพ์ไว้" in page
        assert form["sayings"] in page

    def test_a_nul_does_not_reach_the_database(self, client: Client, draft: ArticleDraft) -> None:
        form = typed(draft, body_th="ก\x00ข")
        with nothing_changes():
            assert client.post(at("article_edit", draft), form).status_code == 422

    def test_services_are_found_by_their_name(self, client: Client, draft: ArticleDraft) -> None:
        ProcedureFactory(code="DOPA-9", name_th="ทำบัตรประชาชนใหม่")
        form = typed(draft, "find", q="บัตรประชาชน")
        answer = client.post(at("article_edit", draft), form)
        page = client.get(answer.headers["Location"]).content.decode()
        assert "[ทำบัตรประชาชนใหม่](service:DOPA-9)" in page
        part = client.get(
            at("article_edit", draft), {"q": "บัตรประชาชน"}, headers={"HX-Request": "true"}
        ).content.decode()
        assert "<html" not in part
        assert "[ทำบัตรประชาชนใหม่](service:DOPA-9)" in part

    def test_a_draft_that_waits_is_not_written(
        self, client: Client, agency: Agency, editor: Officer
    ) -> None:
        draft = submitted(agency, Rights.of(editor))
        form = typed(draft, title_th="แอบแก้")
        client.get(reverse("office:home"))
        for is_open in (True, False):
            if not is_open:
                draft.state = DraftState.DISCARDED
                draft.save(update_fields=["state"])
            with nothing_changes():
                answer = client.post(at("article_edit", draft), form)
                by_itself = client.post(
                    at("article_edit", draft), form, headers={"HX-Request": "true"}
                )
            assert answer.status_code == 422
            assert 'value="แอบแก้"' in answer.content.decode(), "what she wrote is not lost"
            said = by_itself.content.decode()
            assert "ยังไม่บันทึก" in said and "<html" not in said


class TestPictures:
    def attach(self, client: Client, draft: ArticleDraft, data: bytes, alt: str) -> Any:
        form = typed(draft, "picture", alt=alt, file=samples.upload(data, "ภาพ.png"))
        return client.post(at("article_edit", draft), form)

    def test_it_stands_at_the_end_with_its_words(
        self, client: Client, draft: ArticleDraft, head: Client, agency: Agency
    ) -> None:
        answer = self.attach(client, draft, samples.picture("PNG"), "เคาน์เตอร์ [3]")
        assert answer.status_code == 302
        file = StoredFile.objects.get()
        assert file.owner_key == agency.key
        assert saved_text(draft).body_th.endswith(f"![เคาน์เตอร์ (3)]({file.public_path})")
        preview = client.get(at("article_preview", draft)).content.decode()
        assert f'src="{reverse("office:file", args=[file.pk])}"' in preview
        assert 'alt="เคาน์เตอร์ (3)"' in preview
        assert Client().get(file.public_path).status_code == 404

        client.post(at("article_submit", draft), {"seen": draft.version})
        draft.refresh_from_db()
        head.post(at("article_decide", draft), {"seen": draft.version})
        public = Client().get(reverse("www:article", args=[draft.article_id])).content.decode()
        (tag,) = re.findall(r"<img[^>]*>", public)
        assert f"/files/{file.pk}/" in tag
        assert 'width="60" height="40"' in tag
        assert Client().get(file.public_path).status_code == 200

    @pytest.mark.parametrize(
        ("data", "alt", "words"),
        [
            (samples.picture("PNG"), "", "เขียนคำอธิบายภาพ"),
            (b"<svg/>", "ภาพ", "ใช้ไฟล์ชนิดนี้ไม่ได้"),
            (b"", "ภาพ", "ไฟล์ว่างเปล่า"),
        ],
    )
    def test_a_refused_picture_loses_no_text(
        self, client: Client, draft: ArticleDraft, data: bytes, alt: str, words: str
    ) -> None:
        answer = self.attach(client, draft, data, alt)
        assert answer.status_code == 422
        assert words in text_of(answer)
        assert not StoredFile.objects.exists()
        assert saved_text(draft).summary_th in answer.content.decode()
