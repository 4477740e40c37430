"""Who is told of an article's draft, and how an article ends."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from infogo.accounts.models import Notice, NoticeKind
from infogo.accounts.perms import Rights
from infogo.accounts.roles import Role
from infogo.agencies.models import Agency
from infogo.articles.errors import ArticleError, NotAllowedError, WrongStateError
from infogo.articles.models import ArticleStatus, DraftState
from infogo.articles.services import drafts, workflow
from infogo.core.models import OutboxEvent
from tests.articles.office import rights_with, submitted, write
from tests.articles.test_services import approve, refused
from tests.factories import AgencyFactory

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


class TestWhoIsTold:
    def test_whoever_decides_then_whoever_wrote(
        self, agency: Agency, author: Rights, head: Rights
    ) -> None:
        draft = submitted(agency, author)
        [notice] = Notice.objects.all()
        assert (notice.officer, notice.kind) == (head.officer, NoticeKind.SUBMITTED)
        assert notice.path == f"/office/articles/{draft.article_id}/decide"
        assert author.officer.name_th in notice.text
        workflow.return_draft(draft_id=draft.pk, seen=draft.version, reason="ชื่อไม่ชัด", rights=head)
        notice.refresh_from_db()
        assert notice.read_at is not None
        back = Notice.objects.get(read_at=None)
        assert (back.officer, back.kind) == (author.officer, NoticeKind.RETURNED)
        assert back.path == f"/office/articles/{draft.article_id}/edit"
        draft.refresh_from_db()
        workflow.submit_draft(draft_id=draft.pk, seen=draft.version, rights=author)
        draft.refresh_from_db()
        approve(draft, head)
        done = Notice.objects.get(read_at=None)
        assert (done.officer, done.kind) == (author.officer, NoticeKind.PUBLISHED)

    def test_of_the_centres_articles_its_reviewers(self) -> None:
        writer = rights_with(Role.CENTRAL_ADMIN, None)
        reviewer = rights_with(Role.CENTRAL_REVIEWER, None)
        rights_with(Role.CENTRAL_ANALYST, None)
        submitted(None, writer)
        assert [notice.officer for notice in Notice.objects.all()] == [reviewer.officer]

    def test_the_centre_where_an_agency_has_nobody_else(
        self, agency: Agency, author: Rights
    ) -> None:
        centre = rights_with(Role.CENTRAL_ADMIN, None)
        submitted(agency, author)
        assert [notice.officer for notice in Notice.objects.all()] == [centre.officer]


class TestWithdrawing:
    def test_it_is_gone_with_its_reason_and_can_be_written_anew(
        self, agency: Agency, author: Rights, head: Rights
    ) -> None:
        article = approve(submitted(agency, author), head).article
        with refused(ArticleError, "เหตุผล"):
            workflow.withdraw_article(article_id=article.pk, reason=" ", rights=head)
        with refused(NotAllowedError):
            workflow.withdraw_article(article_id=article.pk, reason="เลิก", rights=author)
        OutboxEvent.objects.all().delete()
        workflow.withdraw_article(article_id=article.pk, reason="กฎหมายเปลี่ยน", rights=head)
        article.refresh_from_db()
        assert (article.status, article.withdrawn_reason) == (
            ArticleStatus.WITHDRAWN,
            "กฎหมายเปลี่ยน",
        )
        assert OutboxEvent.objects.get().topic == "article"
        with refused(WrongStateError):
            workflow.withdraw_article(article_id=article.pk, reason="อีก", rights=head)
        draft = drafts.begin_draft(article_id=article.pk, rights=author)
        approve(workflow.submit_draft(draft_id=draft.pk, seen=draft.version, rights=author), head)
        article.refresh_from_db()
        assert (article.status, article.withdrawn_reason) == (ArticleStatus.PUBLISHED, "")

    def test_an_edition_that_waits_for_its_time_does_not_bring_it_back(
        self, agency: Agency, author: Rights, head: Rights
    ) -> None:
        article = approve(submitted(agency, author), head).article
        draft = drafts.begin_draft(article_id=article.pk, rights=author)
        write(draft, author, title_th="ใหม่")
        draft.refresh_from_db()
        at = timezone.now() + timedelta(hours=1)
        workflow.submit_draft(draft_id=draft.pk, seen=draft.version, rights=author, publish_at=at)
        draft.refresh_from_db()
        approve(draft, head)
        workflow.withdraw_article(article_id=article.pk, reason="กฎหมายเปลี่ยน", rights=head)
        assert workflow.publish_due(at) == 0
        article.refresh_from_db()
        draft.refresh_from_db()
        assert article.status == ArticleStatus.WITHDRAWN
        assert (draft.state, draft.publish_at) == (DraftState.RETURNED, None)
        assert "กฎหมายเปลี่ยน" in draft.returned_note
