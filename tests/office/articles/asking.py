"""Addresses of a draft, what its form sends, and what is kept of it."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from infogo.articles.models import ArticleDraft
from infogo.articles.texts import text_from
from tests.articles.office import good_text


def at(name: str, draft: ArticleDraft, *more: Any) -> str:
    return reverse(f"office:{name}", args=[draft.article_id, *more])


def typed(draft: ArticleDraft, do: str = "save", **given: Any) -> dict[str, Any]:
    """Return what the editor's form sends."""
    draft.refresh_from_db()
    return {**good_text().stored(), "seen": draft.text_version, "do": do, **given}


def saved_text(draft: ArticleDraft) -> Any:
    draft.refresh_from_db()
    return text_from(draft.content)
