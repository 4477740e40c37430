"""Articles."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from infogo.articles.models import Article, ArticleStatus
from infogo.www.pages import articles as pages
from infogo.www.pages.paging import page_number
from infogo.www.views.errors import gone


@require_safe
def articles(request: HttpRequest) -> HttpResponse:
    """List the articles."""
    page = pages.article_list_page(page_number(request.GET.get("page", "")))
    return render(request, "www/articles.html", {"page": page})


@require_safe
def article(request: HttpRequest, article_id: int) -> HttpResponse:
    """Show one article; a withdrawn one answers 410 and names others."""
    found = get_object_or_404(
        Article.objects.select_related("topic", "life_event", "agency"), pk=article_id
    )
    if found.status == ArticleStatus.WITHDRAWN:
        return gone(request, pages.gone_article_page(found))
    if found.status != ArticleStatus.PUBLISHED:
        raise Http404
    return render(request, "www/article.html", {"page": pages.article_page(found)})
