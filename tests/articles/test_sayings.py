"""Sayings of an article: tidied, limited, part of its text from draft to edition."""

from __future__ import annotations

import pytest
from django.utils import timezone

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Role
from infogo.agencies.models import Agency
from infogo.articles.diff import diff_texts
from infogo.articles.errors import ArticleError, RefusedTextError
from infogo.articles.models import ArticleDraft, ArticleEdition
from infogo.articles.services import drafts, workflow
from infogo.articles.texts import text_from
from infogo.core import audit
from infogo.manuals.diff import Change
from tests.articles.office import begun, good_text, rights_with, write
from tests.articles.test_services import approve, refused
from tests.factories import AgencyFactory, ArticleFactory

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


class TestSaving:
    def test_sayings_are_tidied_and_each_kept_once(self, agency: Agency, author: Rights) -> None:
        said = ("  ล้วงกระเป๋า  แล้วไม่เจอ", "", "ล้วงกระเป๋า\u200b แล้วไม่เจอ\x00", "บัตรหล่นหาย")
        draft = write(begun(agency, author), author, sayings=said)
        assert draft.content["sayings"] == ["ล้วงกระเป๋า แล้วไม่เจอ", "บัตรหล่นหาย"]

    def test_too_many_sayings_are_kept_until_some_go(self, agency: Agency, author: Rights) -> None:
        draft = write(
            begun(agency, author), author, sayings=tuple(f"ประโยคที่ {n}" for n in range(130))
        )
        assert len(text_from(draft.content).sayings) == 130
        with refused(RefusedTextError):
            workflow.submit_draft(draft_id=draft.pk, seen=draft.version, rights=author)

    def test_more_than_the_field_holds_is_refused(self, agency: Agency, author: Rights) -> None:
        draft = begun(agency, author)
        text = good_text(sayings=tuple(f"{n} " + "ก" * 190 for n in range(130)))
        with refused(ArticleError):
            drafts.save_draft(draft_id=draft.pk, text=text, seen=0, rights=author)


class TestTextsOfAnOlderProgram:
    """One that knew of no sayings: what it wrote is read, compared and verified as ever."""

    def without_sayings(self, draft: ArticleDraft) -> ArticleDraft:
        del draft.content["sayings"]
        draft.save(update_fields=["content"])
        return draft

    def test_its_draft_takes_no_sayings_away(
        self, agency: Agency, author: Rights, head: Rights
    ) -> None:
        article = ArticleFactory(agency=agency, sayings=["บัตรหล่นหาย"])
        draft = self.without_sayings(drafts.begin_draft(article_id=article.pk, rights=author))
        with refused(ArticleError, "ไม่ต่าง"):
            workflow.submit_draft(draft_id=draft.pk, seen=draft.version, rights=author)
        draft = self.without_sayings(write(draft, author))
        approve(workflow.submit_draft(draft_id=draft.pk, seen=draft.version, rights=author), head)
        article.refresh_from_db()
        assert (article.title_th, article.sayings) == ("บัตรหายต้องทำอย่างไร", ["บัตรหล่นหาย"])
        assert article.editions.get(number=2).content["sayings"] == ["บัตรหล่นหาย"]

    def test_its_editions_stay_as_they_are(
        self, agency: Agency, author: Rights, head: Rights
    ) -> None:
        article = ArticleFactory(agency=agency)
        content = {"title_th": "เดิม", "summary_th": "สั้น", "body_th": "ยาว", "services": []}
        old = ArticleEdition.objects.create(
            article=article, number=1, content=content, published_at=timezone.now()
        )
        draft = write(drafts.begin_draft(article_id=article.pk, rights=author), author)
        approve(workflow.submit_draft(draft_id=draft.pk, seen=draft.version, rights=author), head)
        old.refresh_from_db()
        assert old.content == content
        new = article.editions.get(number=2)
        changes = diff_texts(text_from(old.content), text_from(new.content))
        (said,) = [field for field in changes if field.label == "ประโยคที่ประชาชนพูด"]
        assert [(run.change, run.text) for run in said.runs] == [
            (Change.ADDED, "ล้วงกระเป๋าแล้วไม่เจอบัตร")
        ]
        assert audit.verify() is None
