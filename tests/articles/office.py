"""People and steps for tests of articles: everything goes through the services."""

from __future__ import annotations

from typing import Any

from infogo.accounts.models import Officer
from infogo.accounts.perms import Rights
from infogo.accounts.roles import Role
from infogo.agencies.models import Agency
from infogo.articles.models import Article, ArticleDraft, ArticleEdition
from infogo.articles.services import drafts, workflow
from infogo.articles.texts import ArticleText
from infogo.core.models import AuditEntry, ContentVersion, OutboxEvent
from infogo.files.models import FileUse, StoredFile
from tests.factories import GrantFactory, OfficerFactory, ProcedureFactory, TopicFactory


def officer_with(role: Role, agency: Agency | None, **grant: Any) -> Officer:
    officer = OfficerFactory(**({"agency": agency} if agency else {}))
    GrantFactory(officer=officer, role=role, agency=agency, **grant)
    return officer


def rights_with(role: Role, agency: Agency | None, **grant: Any) -> Rights:
    return Rights.of(officer_with(role, agency, **grant))


def good_text(**given: Any) -> ArticleText:
    """Return a text that may be published, with a service that exists."""
    said = {
        "title_th": "บัตรหายต้องทำอย่างไร",
        "summary_th": "แจ้งและทำบัตรใหม่ได้ที่สำนักทะเบียนทุกแห่ง",
        "body_th": "## ทำที่ไหน\n\nที่สำนักทะเบียนทุกแห่ง",
        "sayings": ("ล้วงกระเป๋าแล้วไม่เจอบัตร",),
        **given,
    }
    if "topic" not in said:
        said["topic"] = TopicFactory().slug
    if "services" not in said:
        said["services"] = (ProcedureFactory().code,)
    return ArticleText(**said)


def begun(agency: Agency | None, author: Rights) -> ArticleDraft:
    number = Article.objects.count()  # the same title once more would be the same draft
    title = f"บัตรหาย {number}" if number else "บัตรหาย"
    return drafts.begin_article(title=title, agency=agency, rights=author)


def write(draft: ArticleDraft, author: Rights, **given: Any) -> ArticleDraft:
    """Save a good text on top of whatever version there is."""
    draft.refresh_from_db()
    return drafts.save_draft(
        draft_id=draft.pk, text=good_text(**given), seen=draft.text_version, rights=author
    )


def submitted(agency: Agency | None, author: Rights, **given: Any) -> ArticleDraft:
    draft = write(begun(agency, author), author)
    return workflow.submit_draft(draft_id=draft.pk, seen=draft.version, rights=author, **given)


def everything() -> dict[str, list[Any]]:
    """Return all rows that work on articles may touch; a refusal leaves them as they were."""
    tables = (
        Article, Article.procedures.through, ArticleDraft, ArticleEdition, AuditEntry,
        OutboxEvent, ContentVersion, StoredFile, FileUse,
    )  # fmt: skip
    return {table.__name__: list(table.objects.order_by("pk").values()) for table in tables}
