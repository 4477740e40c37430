"""Articles: writing, approving, publishing, withdrawing."""

from __future__ import annotations

from django.urls import path

from infogo.office.views import article_drafts, articles

ONE = "articles/<id:article_id>"

urlpatterns = [
    path("articles/", articles.articles, name="articles"),
    path("articles/new", articles.article_new, name="article_new"),
    path(ONE, articles.article, name="article"),
    path(f"{ONE}/edit", article_drafts.article_edit, name="article_edit"),
    path(f"{ONE}/preview", article_drafts.article_preview, name="article_preview"),
    path(f"{ONE}/submit", article_drafts.article_submit, name="article_submit"),
    path(f"{ONE}/decide", article_drafts.article_decide, name="article_decide"),
    path(f"{ONE}/take-back", article_drafts.article_take_back, name="article_take_back"),
    path(f"{ONE}/discard", article_drafts.article_discard, name="article_discard"),
    path(f"{ONE}/withdraw", articles.article_withdraw, name="article_withdraw"),
    path(f"{ONE}/v/<id:number>", articles.article_edition, name="article_edition"),
]
