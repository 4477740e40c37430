"""Articles on their way to citizens."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Role
from infogo.agencies.models import Agency
from infogo.articles.errors import (
    ArticleError,
    ConflictError,
    NotAllowedError,
    OwnDraftError,
    RefusedTextError,
    WrongStateError,
)
from infogo.articles.models import (
    Article,
    ArticleDraft,
    ArticleEdition,
    ArticleStatus,
    DraftState,
)
from infogo.articles.services import drafts, workflow
from infogo.articles.texts import ArticleText, text_from
from infogo.core import audit
from infogo.core.models import AuditEntry, OutboxEvent
from infogo.files.models import FileUse, Holder, StoredFile
from infogo.files.services import store_file
from tests.articles.office import (
    begun,
    everything,
    good_text,
    rights_with,
    submitted,
    write,
)
from tests.factories import AgencyFactory, ArticleFactory, ProcedureFactory
from tests.files import samples
from tests.files.test_services import Somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency() -> Agency:
    return AgencyFactory()


@pytest.fixture
def author(agency: Agency) -> Rights:
    return rights_with(Role.MANUAL_EDITOR, agency)


@pytest.fixture
def head(agency: Agency) -> Rights:
    return rights_with(Role.MANUAL_APPROVER, agency)


@contextmanager
def refused(error: type[ArticleError], words: str = ".") -> Iterator[None]:
    before = everything()
    with pytest.raises(error, match=words):
        yield
    assert everything() == before


def approve(draft: ArticleDraft, head: Rights) -> ArticleDraft:
    return workflow.approve_draft(draft_id=draft.pk, seen=draft.version, rights=head)


class TestBeginning:
    def test_citizens_see_nothing_of_it(self, agency: Agency, author: Rights) -> None:
        draft = begun(agency, author)
        assert draft.article.status == ArticleStatus.DRAFT
        assert draft.article.agency == agency
        assert draft.article.edited_at is not None
        assert not OutboxEvent.objects.filter(topic="article").exists()
        assert audit.verify() is None

    def test_nobody_begins_for_others(self, author: Rights, head: Rights, agency: Agency) -> None:
        neighbour = AgencyFactory()
        for rights, whose in ((author, neighbour), (author, None), (head, agency)):
            with refused(NotAllowedError):
                begun(whose, rights)

    def test_a_draft_begins_from_what_is_public(self, agency: Agency, author: Rights) -> None:
        service = ProcedureFactory(code="svc-linked")
        article = ArticleFactory(agency=agency, body_th="ไป[ที่นี่](service:svc-linked)")
        other = ProcedureFactory(code="svc-other")
        article.procedures.set([service, other])
        draft = drafts.begin_draft(article_id=article.pk, rights=author)
        text = text_from(draft.content)
        assert (text.title_th, text.topic) == (article.title_th, article.topic.slug)
        assert text.services == ("svc-other",)
        assert drafts.begin_draft(article_id=article.pk, rights=author) == draft


class TestSaving:
    def test_half_a_text_is_kept_as_it_was_typed(self, agency: Agency, author: Rights) -> None:
        draft = begun(agency, author)
        text = ArticleText(title_th="", body_th="ครึ่ง\r\nประโยค\x00")
        saved = drafts.save_draft(draft_id=draft.pk, text=text, seen=0, rights=author)
        assert text_from(saved.content).body_th == "ครึ่ง\nประโยค"
        assert saved.text_version == 1

    def test_the_same_again_changes_nothing(self, agency: Agency, author: Rights) -> None:
        draft = begun(agency, author)
        text = good_text()
        drafts.save_draft(draft_id=draft.pk, text=text, seen=0, rights=author)
        before = everything()
        drafts.save_draft(draft_id=draft.pk, text=text, seen=0, rights=author)
        assert everything() == before

    def test_two_people_lose_nothing(self, agency: Agency, author: Rights) -> None:
        colleague = rights_with(Role.MANUAL_EDITOR, agency)
        draft = begun(agency, author)
        theirs = write(draft, colleague, title_th="ของเพื่อน")
        mine = good_text(title_th="ของฉัน")
        with refused(ConflictError):
            drafts.save_draft(draft_id=draft.pk, text=mine, seen=0, rights=author)
        with pytest.raises(ConflictError) as caught:
            drafts.save_draft(draft_id=draft.pk, text=mine, seen=0, rights=author)
        assert caught.value.mine.title_th == "ของฉัน"
        assert caught.value.theirs.title_th == "ของเพื่อน"
        assert caught.value.version == theirs.text_version
        assert colleague.officer.name_th in str(caught.value)

    def test_the_trail_names_authors_not_keystrokes(self, agency: Agency, author: Rights) -> None:
        draft = begun(agency, author)
        for number in range(3):
            write(draft, author, title_th=f"ชื่อ {number}")
        write(draft, rights_with(Role.MANUAL_EDITOR, agency), title_th="อีกคน")
        assert AuditEntry.objects.filter(verb="edit", target="article").count() == 1
        draft.refresh_from_db()
        assert len(draft.authors) == 2

    @pytest.mark.parametrize(
        "given", [{"title_th": "ก" * 201}, {"body_th": "ก" * 40_001}, {"services": ("x" * 81,)}]
    )
    def test_what_no_field_holds_is_refused(
        self, agency: Agency, author: Rights, given: dict[str, Any]
    ) -> None:
        draft, text = begun(agency, author), good_text(**given)
        with refused(ArticleError):
            drafts.save_draft(draft_id=draft.pk, text=text, seen=0, rights=author)

    def test_others_do_not_write(self, agency: Agency, author: Rights, head: Rights) -> None:
        draft, text = begun(agency, author), good_text()
        neighbour = rights_with(Role.AGENCY_ADMIN, AgencyFactory())
        for rights in (head, neighbour):
            with refused(NotAllowedError):
                drafts.save_draft(draft_id=draft.pk, text=text, seen=0, rights=rights)
            with refused(NotAllowedError):
                drafts.discard_draft(draft_id=draft.pk, seen=draft.version, rights=rights)


class TestApproving:
    def test_it_is_public_at_once_with_its_edition(
        self, agency: Agency, author: Rights, head: Rights
    ) -> None:
        draft = approve(submitted(agency, author, note="ครั้งแรก"), head)
        article = Article.objects.get()
        assert article.status == ArticleStatus.PUBLISHED
        assert article.title_th == "บัตรหายต้องทำอย่างไร"
        assert article.topic is not None
        assert article.procedures.count() == 1
        assert article.sayings == ["ล้วงกระเป๋าแล้วไม่เจอบัตร"]
        assert not article.is_sample
        assert OutboxEvent.objects.filter(topic="article", object_id=article.pk).exists()
        edition = ArticleEdition.objects.get()
        assert draft.edition == edition
        assert (edition.number, edition.note) == (1, "ครั้งแรก")
        assert author.officer.name_th in edition.author
        assert head.officer.name_th in edition.published_by
        assert audit.verify() is None

    def test_nobody_approves_her_own(self, agency: Agency) -> None:
        admin = rights_with(Role.AGENCY_ADMIN, agency)
        draft = submitted(agency, admin)
        with refused(OwnDraftError):
            approve(draft, admin)
        assert approve(draft, rights_with(Role.AGENCY_ADMIN, agency)).edition is not None

    def test_whoever_changed_a_word_is_an_author(
        self, agency: Agency, author: Rights, head: Rights
    ) -> None:
        admin = rights_with(Role.AGENCY_ADMIN, agency)
        draft = write(begun(agency, author), admin)
        draft = workflow.submit_draft(draft_id=draft.pk, seen=draft.version, rights=author)
        with refused(OwnDraftError):
            approve(draft, admin)

    def test_neighbours_and_writers_do_not_decide(self, agency: Agency, author: Rights) -> None:
        draft = submitted(agency, author)
        others = [
            rights_with(Role.MANUAL_EDITOR, agency),
            rights_with(Role.MANUAL_APPROVER, AgencyFactory()),
            rights_with(Role.CENTRAL_REVIEWER, None),
        ]
        for rights in others:
            with refused(NotAllowedError):
                approve(draft, rights)
            with refused(NotAllowedError):
                workflow.return_draft(
                    draft_id=draft.pk, seen=draft.version, reason="ไม่", rights=rights
                )

    def test_an_article_of_the_centre_is_decided_by_the_centre(self, agency: Agency) -> None:
        draft = submitted(None, rights_with(Role.CENTRAL_ADMIN, None))
        with refused(NotAllowedError):
            approve(draft, rights_with(Role.AGENCY_ADMIN, agency))
        approve(draft, rights_with(Role.CENTRAL_REVIEWER, None))
        assert Article.objects.get().status == ArticleStatus.PUBLISHED

    def test_a_decision_is_about_the_state_she_saw(
        self, agency: Agency, author: Rights, head: Rights
    ) -> None:
        draft = submitted(agency, author)
        workflow.return_draft(draft_id=draft.pk, seen=draft.version, reason="ชื่อไม่ชัด", rights=head)
        with refused(WrongStateError):
            approve(draft, head)
        draft.refresh_from_db()
        assert (draft.state, draft.returned_note) == (DraftState.RETURNED, "ชื่อไม่ชัด")
        assert draft.is_editable

    def test_a_return_says_why(self, agency: Agency, author: Rights, head: Rights) -> None:
        draft = submitted(agency, author)
        with refused(ArticleError, "ต้องแก้อะไร"):
            workflow.return_draft(draft_id=draft.pk, seen=draft.version, reason=" ", rights=head)

    def test_what_is_wrong_stops_it(self, agency: Agency, author: Rights) -> None:
        draft = begun(agency, author)
        with refused(RefusedTextError):
            workflow.submit_draft(draft_id=draft.pk, seen=draft.version, rights=author)

    def test_the_same_text_needs_no_approval(
        self, agency: Agency, author: Rights, head: Rights
    ) -> None:
        article_id = approve(submitted(agency, author), head).article_id
        draft = drafts.begin_draft(article_id=article_id, rights=author)
        with refused(ArticleError, "ไม่ต่าง"):
            workflow.submit_draft(draft_id=draft.pk, seen=draft.version, rights=author)

    def test_what_came_with_the_source_files_becomes_the_first_edition(
        self, agency: Agency, author: Rights, head: Rights
    ) -> None:
        article = ArticleFactory(agency=agency, title_th="เดิม", is_sample=True)
        draft = drafts.begin_draft(article_id=article.pk, rights=author)
        write(draft, author, title_th="ใหม่")
        draft.refresh_from_db()
        approve(workflow.submit_draft(draft_id=draft.pk, seen=draft.version, rights=author), head)
        editions = ArticleEdition.objects.order_by("number")
        assert [text_from(e.content).title_th for e in editions] == ["เดิม", "ใหม่"]
        assert editions[0].published_at == article.published_at


class TestTime:
    def test_it_waits_for_its_time(self, agency: Agency, author: Rights, head: Rights) -> None:
        at = timezone.now() + timedelta(hours=1)
        draft = approve(submitted(agency, author, publish_at=at), head)
        assert draft.state == DraftState.APPROVED
        assert workflow.publish_due() == 0
        assert workflow.publish_due(at) == 1
        assert workflow.publish_due(at) == 0
        assert Article.objects.get().status == ArticleStatus.PUBLISHED
        assert head.officer.name_th in ArticleEdition.objects.get().published_by

    def test_one_with_which_nobody_reckoned_holds_up_no_other(
        self, agency: Agency, author: Rights, head: Rights, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        at = timezone.now() + timedelta(hours=1)
        first, _second = (
            approve(submitted(agency, author, publish_at=at), head) for _each in range(2)
        )
        check = workflow._checked

        def broken(draft: ArticleDraft) -> None:
            if draft.pk == first.pk:
                raise KeyError("a text of an older release")
            check(draft)

        monkeypatch.setattr(workflow, "_checked", broken)
        assert workflow.publish_due(at) == 1

    def test_it_can_be_taken_back(self, agency: Agency, author: Rights, head: Rights) -> None:
        at = timezone.now() + timedelta(hours=1)
        draft = approve(submitted(agency, author, publish_at=at), head)
        workflow.take_back(draft_id=draft.pk, seen=draft.version, rights=author)
        assert workflow.publish_due(at) == 0

    def test_the_past_is_refused(self, agency: Agency, author: Rights) -> None:
        draft = write(begun(agency, author), author)
        with refused(ArticleError, "ผ่านไปแล้ว"):
            workflow.submit_draft(
                draft_id=draft.pk, seen=draft.version, rights=author, publish_at=timezone.now()
            )

    def test_what_went_wrong_meanwhile_goes_back_with_the_reason(
        self, agency: Agency, author: Rights, head: Rights
    ) -> None:
        at = timezone.now() + timedelta(hours=1)
        draft = approve(submitted(agency, author, publish_at=at), head)
        ArticleDraft.objects.update(content={**draft.content, "services": ["gone"]})
        assert workflow.publish_due(at) == 0
        draft.refresh_from_db()
        assert draft.state == DraftState.RETURNED
        assert "แก้ 1 จุด" in draft.returned_note


class TestFiles:
    @pytest.fixture
    def picture(self, agency: Agency, settings: Settings, tmp_path: Path) -> StoredFile:
        settings.INFOGO = {**settings.INFOGO, "FILES_DIR": tmp_path / "files"}
        return store_file(samples.upload(samples.picture("PNG"), "ภาพ.png"), Somebody(), agency.key)

    def test_a_picture_is_public_with_the_edition_that_shows_it(
        self, agency: Agency, author: Rights, head: Rights, picture: StoredFile
    ) -> None:
        draft = begun(agency, author)
        write(draft, author, body_th=f"![เคาน์เตอร์]({picture.public_path})")
        assert FileUse.objects.get().holder == Holder.ARTICLE_DRAFT
        draft.refresh_from_db()
        approve(workflow.submit_draft(draft_id=draft.pk, seen=draft.version, rights=author), head)
        picture.refresh_from_db()
        assert picture.is_public
        assert FileUse.objects.get().holder == Holder.ARTICLE

    def test_a_draft_that_is_thrown_away_lets_go(
        self, agency: Agency, author: Rights, picture: StoredFile
    ) -> None:
        draft = write(begun(agency, author), author, body_th=f"![เคาน์เตอร์]({picture.public_path})")
        drafts.discard_draft(draft_id=draft.pk, seen=draft.version, rights=author)
        assert not FileUse.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_approvers_at_once_one_wins() -> None:
    agency = AgencyFactory()
    draft = submitted(agency, rights_with(Role.MANUAL_EDITOR, agency))
    heads = [rights_with(Role.MANUAL_APPROVER, agency) for _ in range(2)]
    ready, outcomes = threading.Barrier(2), list[str]()

    def decide(act: Callable[[], object]) -> None:
        ready.wait()
        try:
            act()
            outcomes.append("done")
        except WrongStateError:
            outcomes.append("late")
        finally:
            connection.close()

    threads = [
        threading.Thread(target=decide, args=(lambda head=head: approve(draft, head),))
        for head in heads
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["done", "late"]
    assert ArticleEdition.objects.count() == 1
