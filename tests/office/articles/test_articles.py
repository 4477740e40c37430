"""Writing, approving and withdrawing articles in the workspace, and what citizens then see."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from infogo.accounts.models import Officer
from infogo.accounts.perms import Rights
from infogo.accounts.roles import Role
from infogo.agencies.models import Agency
from infogo.articles.models import Article, ArticleDraft, ArticleStatus, DraftState
from infogo.core.dates import long_date
from tests.accounts.watching import nothing_changes
from tests.articles.office import begun, officer_with, submitted, write
from tests.factories import ArticleFactory, ProcedureFactory
from tests.office.articles.asking import at, typed
from tests.office.people import administrator, signed_in, with_second_factor
from tests.office.test_pages import queries, text_of

pytestmark = pytest.mark.django_db


def test_an_article_whose_button_was_pressed_twice_is_begun_once(
    client: Client, agency: Agency
) -> None:
    form = {"title": "บัตรหายต้องทำอย่างไร", "agency": agency.pk}
    first = client.post(reverse("office:article_new"), form)
    with nothing_changes():
        again = client.post(reverse("office:article_new"), form)
    assert again.headers["Location"] == first.headers["Location"]
    client.post(at("article_edit", ArticleDraft.objects.get()), typed(ArticleDraft.objects.get()))
    client.post(reverse("office:article_new"), form)
    assert Article.objects.count() == 2, "one that she wrote in stays its own"


class TestTheWholeWay:
    def test_from_the_first_word_to_citizens_and_back(
        self, client: Client, head: Client, agency: Agency
    ) -> None:
        form = {"title": "บัตรหายต้องทำอย่างไร", "agency": agency.pk}
        answer = client.post(reverse("office:article_new"), form)
        draft = ArticleDraft.objects.get()
        assert answer.headers["Location"] == at("article_edit", draft)
        public = reverse("www:article", args=[draft.article_id])
        assert Client().get(public).status_code == 404

        answer = client.post(at("article_edit", draft), typed(draft, "submit"))
        assert answer.headers["Location"] == at("article_submit", draft)
        draft.refresh_from_db()
        answer = client.post(at("article_submit", draft), {"seen": draft.version, "note": "ใหม่"})
        assert answer.status_code == 302
        draft.refresh_from_db()
        decided = text_of(head.get(at("article_decide", draft)))
        assert "แจ้งและทำบัตรใหม่" in decided
        assert "ประโยคที่ประชาชนพูด" in decided
        assert "ล้วงกระเป๋าแล้วไม่เจอบัตร" in decided
        answer = head.post(at("article_decide", draft), {"seen": draft.version, "do": "publish"})
        assert answer.status_code == 302

        shown = text_of(Client().get(public))
        assert "แจ้งและทำบัตรใหม่ได้ที่สำนักทะเบียนทุกแห่ง" in shown
        assert "โดย เทศบาลตัวอย่าง" in shown
        assert "ล้วงกระเป๋าแล้วไม่เจอบัตร" not in shown, "sayings are for search alone"
        assert "ฉบับที่ 1" in text_of(client.get(at("article", draft)))
        assert "เนื้อหาของฉบับแรก" in text_of(client.get(at("article_edition", draft, 1)))

        answer = head.post(at("article_withdraw", draft), {"reason": "กฎหมายเปลี่ยนแล้ว"})
        assert answer.status_code == 302
        gone = Client().get(public)
        assert gone.status_code == 410
        assert "กฎหมายเปลี่ยนแล้ว" in text_of(gone)

    def test_who_ends_an_article_reads_what_becomes_of_an_edition_that_waits(
        self, head: Client, agency: Agency
    ) -> None:
        article: Article = ArticleFactory(agency=agency)
        address = reverse("office:article_withdraw", args=[article.pk])
        words = "ฉบับที่อนุมัติแล้วและรอถึงเวลาเผยแพร่จะกลับไปที่ผู้เขียน"
        assert words not in text_of(head.get(address))
        ArticleDraft.objects.create(
            article=article, state=DraftState.APPROVED, content={}, publish_at=timezone.now()
        )
        assert words in text_of(head.get(address))

    def test_a_new_edition_begins_by_a_button(self, client: Client, agency: Agency) -> None:
        article = ArticleFactory(agency=agency)
        address = reverse("office:article_edit", args=[article.pk])
        with nothing_changes():
            assert client.get(address).status_code == 302
        assert client.post(address, {"do": "begin"}).headers["Location"] == address
        assert article.title_th in client.get(address).content.decode()

    def test_it_goes_back_with_what_to_change(
        self, client: Client, head: Client, agency: Agency, editor: Officer
    ) -> None:
        draft = submitted(agency, Rights.of(editor))
        address = at("article_decide", draft)
        with nothing_changes():
            answer = head.post(address, {"seen": draft.version, "do": "return"})
        assert (answer.status_code, "บอกว่าต้องแก้อะไร" in text_of(answer)) == (422, True)
        form = {"seen": draft.version, "do": "return", "reason": "ชื่อยังไม่ชัด"}
        assert head.post(address, form).status_code == 302
        assert "ชื่อยังไม่ชัด" in text_of(client.get(at("article_edit", draft)))

    def test_a_stale_decision_changes_nothing(
        self, client: Client, head: Client, agency: Agency, editor: Officer
    ) -> None:
        draft = submitted(agency, Rights.of(editor))
        assert (
            client.post(at("article_take_back", draft), {"seen": draft.version}).status_code == 302
        )
        with nothing_changes():
            answer = head.post(at("article_decide", draft), {"seen": draft.version})
        assert answer.status_code == 422
        assert "เปิดดูอีกครั้ง" in text_of(answer)

    def test_nobody_approves_her_own(self, agency: Agency) -> None:
        admin = administrator(agency)
        draft = submitted(agency, Rights.of(admin))
        page = text_of(signed_in(admin).get(at("article_decide", draft)))
        assert "อนุมัติเองไม่ได้" in page
        assert "อนุมัติและเผยแพร่" not in page
        with nothing_changes():
            answer = signed_in(admin).post(at("article_decide", draft), {"seen": draft.version})
        assert "อนุมัติเองไม่ได้" in text_of(answer)

    def test_a_time_can_be_set_in_the_buddhist_era(
        self, client: Client, head: Client, draft: ArticleDraft, editor: Officer
    ) -> None:
        write(draft, Rights.of(editor))
        draft.refresh_from_db()
        day = timezone.localtime() + timedelta(days=3)
        form = {"seen": draft.version, "publish_on": long_date(day), "publish_time": "09:15"}
        assert client.post(at("article_submit", draft), form).status_code == 302
        draft.refresh_from_db()
        assert timezone.localtime(draft.publish_at).strftime("%H:%M") == "09:15"
        head.post(at("article_decide", draft), {"seen": draft.version})
        draft.refresh_from_db()
        assert draft.state == DraftState.APPROVED
        assert "กำหนดเผยแพร่" in text_of(client.get(at("article", draft)))

    @pytest.mark.parametrize(
        "form",
        [
            {"publish_on": "พรุ่งนี้"},
            {"publish_time": "25:99"},
            {"publish_time": "16:30"},
            {"publish_on": "1 ม.ค. 2560"},
        ],
    )
    def test_a_time_that_cannot_be_read_is_asked_again(
        self, client: Client, draft: ArticleDraft, editor: Officer, form: dict[str, str]
    ) -> None:
        write(draft, Rights.of(editor))
        draft.refresh_from_db()
        with nothing_changes():
            answer = client.post(at("article_submit", draft), {"seen": draft.version, **form})
        assert answer.status_code == 422

    def test_what_is_missing_is_said_at_submission(
        self, client: Client, draft: ArticleDraft
    ) -> None:
        with nothing_changes():
            answer = client.post(at("article_submit", draft), {"seen": draft.version})
        assert answer.status_code == 422
        assert "ยังส่งไม่ได้" in text_of(answer)
        assert "ยังไม่มีคำตอบสั้น" in text_of(answer)

    def test_a_draft_can_be_thrown_away(self, client: Client, draft: ArticleDraft) -> None:
        assert client.post(at("article_discard", draft), {"seen": draft.version}).status_code == 302
        draft.refresh_from_db()
        assert draft.state == DraftState.DISCARDED


class TestRights:
    def test_a_reviewer_of_the_centre_sees_articles_of_the_centre_alone(
        self, agency: Agency, draft: ArticleDraft
    ) -> None:
        central = Rights.of(officer_with(Role.CENTRAL_ADMIN, None))
        ours = submitted(None, central)
        reviewer = signed_in(with_second_factor(officer_with(Role.CENTRAL_REVIEWER, None)))
        assert reviewer.get(at("article_decide", ours)).status_code == 200
        assert reviewer.get(at("article", draft)).status_code == 404
        assert reviewer.get(at("article_edit", ours)).status_code == 403

    def test_an_approver_does_not_write_and_a_writer_does_not_decide(
        self, client: Client, head: Client, draft: ArticleDraft
    ) -> None:
        assert head.get(at("article_edit", draft)).status_code == 403
        assert client.get(at("article_decide", draft)).status_code == 403
        assert client.get(at("article_withdraw", draft)).status_code == 403

    def test_the_menu_leads_there_whom_it_concerns(self, client: Client, agency: Agency) -> None:
        address = f'href="{reverse("office:articles")}"'
        assert address in client.get(reverse("office:home")).content.decode()
        viewer = signed_in(officer_with(Role.VIEWER, agency))
        assert address not in viewer.get(reverse("office:home")).content.decode()


class TestList:
    def test_it_can_be_narrowed(self, client: Client, agency: Agency, editor: Officer) -> None:
        submitted(agency, Rights.of(editor))
        ArticleFactory(agency=agency, title_th="เรื่องที่เผยแพร่")
        ArticleFactory(title_th="ของคนอื่น")
        ArticleFactory(agency=agency, title_th="เรื่องเก่า", status=ArticleStatus.WITHDRAWN)
        found = {
            show: re.findall(
                r'articles/\d+">([^<]+)<',
                client.get(reverse("office:articles"), {"show": show}).content.decode(),
            )
            for show in ("", "waiting", "drafts", "published", "withdrawn", "junk")
        }
        assert found["waiting"] == ["บัตรหายต้องทำอย่างไร"]
        assert found["published"] == ["เรื่องที่เผยแพร่"]
        assert found["withdrawn"] == ["เรื่องเก่า"]
        assert found["drafts"] == []
        assert len(found[""]) == len(found["junk"]) == 3

    def test_a_longer_list_costs_no_more_queries(
        self, client: Client, agency: Agency, editor: Officer
    ) -> None:
        def add() -> None:
            for _ in range(3):
                begun(agency, Rights.of(editor))
                ArticleFactory(agency=agency)

        add()
        before = queries(client, reverse("office:articles"))
        add()
        assert queries(client, reverse("office:articles")) == before

    def test_more_services_and_editions_cost_no_more_queries(
        self, client: Client, draft: ArticleDraft, editor: Officer
    ) -> None:
        def counts(number: int) -> list[int]:
            codes = tuple(ProcedureFactory().code for _ in range(number))
            links = " ".join(f"[x](service:{code})" for code in codes)
            write(draft, Rights.of(editor), services=codes, body_th=links)
            return [queries(client, at(f"article_{name}", draft)) for name in ("edit", "preview")]

        assert counts(2) == counts(4)


def test_reading_changes_nothing(
    client: Client, head: Client, agency: Agency, editor: Officer, draft: ArticleDraft
) -> None:
    waiting = submitted(agency, Rights.of(editor))
    pages = [
        (client, reverse("office:articles")),
        (client, reverse("office:article_new")),
        (client, at("article", draft)),
        (client, at("article_edit", draft)),
        (client, at("article_preview", draft)),
        (client, at("article_submit", draft)),
        (head, at("article_decide", waiting)),
    ]
    for reader, address in pages:
        reader.get(reverse("office:home"))
        with nothing_changes(), CaptureQueriesContext(connection) as caught:
            assert reader.get(address).status_code == 200, address
        assert [q["sql"] for q in caught if not q["sql"].startswith("SELECT")] == []
    assert Article.objects.count() == 2
