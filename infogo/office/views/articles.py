"""Articles of one's agencies: list, one article, its history, and its end."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from infogo.accounts.perms import Rights
from infogo.articles.errors import ArticleError
from infogo.articles.models import Article, ArticleStatus, DraftState
from infogo.articles.rights import (
    agencies_to_write_for,
    may_decide,
    visible_articles,
    works_with_articles,
)
from infogo.articles.services.drafts import begin_article
from infogo.articles.services.workflow import withdraw_article
from infogo.office.article_forms import NewArticleForm
from infogo.office.pages import articles as pages
from infogo.workspace.forms import ReasonForm, said_so_far, words_sought
from infogo.workspace.gate import OfficeRequest

form_page = require_http_methods(["GET", "HEAD", "POST"])
Allowed = Callable[[Rights, Article], bool]


def for_article_people(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer 403 to an officer who neither writes nor decides on articles."""

    @wraps(view)
    def asked(request: OfficeRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not works_with_articles(request.rights):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return asked


def article_or_404(
    request: OfficeRequest, article_id: int, allowed: Allowed | None = None
) -> Article:
    """Return an article that she sees, with its open draft.

    Raises:
        Http404: she does not see it.
        PermissionDenied: she sees it, but may not do this.
    """
    found = get_object_or_404(
        pages.with_open_draft(visible_articles(request.rights)), pk=article_id
    )
    if allowed is not None and not allowed(request.rights, found):
        raise PermissionDenied
    return found


@require_safe
@for_article_people
def articles(request: OfficeRequest) -> HttpResponse:
    """List the articles that she works with."""
    asked = request.GET
    page = pages.articles_page(
        request.rights, asked.get("q", ""), asked.get("show", ""), asked.get("page", "")
    )
    return render(request, "office/articles.html", {"page": page})


@form_page
@for_article_people
def article_new(request: OfficeRequest) -> HttpResponse:
    """Begin an article."""
    form = NewArticleForm(**said_so_far(request))
    if form.is_valid():
        agency_id = form.cleaned_data["agency"]
        agency = agencies_to_write_for(request.rights).filter(pk=agency_id or 0).first()
        try:
            if agency_id is None or (agency_id and agency is None):
                raise ArticleError("เลือกหน่วยงานเจ้าของบทความ")
            draft = begin_article(
                title=form.cleaned_data["title"], agency=agency, rights=request.rights
            )
        except ArticleError as refusal:
            form.add_error("agency", str(refusal))
        else:
            return redirect("office:article_edit", draft.article_id)
    page = pages.new_article_page(request.rights, words_sought(request), form["agency"].value())
    context = {"page": page, "form": form}
    return render(request, "office/article_new.html", context, status=422 if form.errors else 200)


@require_safe
def article(request: OfficeRequest, article_id: int) -> HttpResponse:
    """Show where an article is, and its history."""
    found = article_or_404(request, article_id)
    page = pages.article_page(request.rights, found)
    return render(request, "office/article.html", {"page": page})


@require_safe
def article_edition(request: OfficeRequest, article_id: int, number: int) -> HttpResponse:
    """Show what one edition changed."""
    found = article_or_404(request, article_id)
    edition = get_object_or_404(found.editions, number=number)
    page = pages.edition_page(found, edition)
    return render(request, "office/article_edition.html", {"page": page})


@form_page
def article_withdraw(request: OfficeRequest, article_id: int) -> HttpResponse:
    """End a public article, with a reason that citizens read."""
    found = article_or_404(request, article_id, may_decide)
    if found.status != ArticleStatus.PUBLISHED:
        messages.error(request, "บทความนี้ไม่ได้เผยแพร่อยู่ จึงไม่ต้องยกเลิก")
        return redirect("office:article", found.pk)
    form = ReasonForm(request.POST or None)
    form.fields["reason"].help_text = "ประชาชนเห็นเหตุผลนี้ในหน้าของบทความ"
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_article(
                article_id=found.pk, reason=form.cleaned_data["reason"], rights=request.rights
            )
        except ArticleError as refusal:
            form.add_error("reason", str(refusal))
        else:
            messages.success(request, "ยกเลิกบทความแล้ว ประชาชนเห็นเหตุผลแทนเนื้อหา")
            return redirect("office:article", found.pk)
    draft = pages.open_draft(found)
    waits = draft is not None and draft.state == DraftState.APPROVED
    context = {"article": found, "form": form, "waits": waits}
    status = 422 if form.errors else 200
    return render(request, "office/article_withdraw.html", context, status=status)
