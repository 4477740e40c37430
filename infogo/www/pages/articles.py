"""Pages of articles: the list, one article, and what is said about a withdrawn one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from infogo.articles.models import Article
from infogo.articles.rendering import ServiceLink, service_codes, to_html
from infogo.core.language import in_language
from infogo.display.structured import breadcrumb_trail
from infogo.manuals.models import Procedure, ProcedureStatus
from infogo.www.pages.cards import ServiceCard, manual_url, service_cards
from infogo.www.pages.errors import GonePage
from infogo.www.pages.headings import (
    ArticleLink,
    HeadingLink,
    all_samples,
    article_link,
    article_links,
    event_link,
    heading_link,
    published_articles,
)
from infogo.www.pages.paging import Paging, paging_of

PAGE_SIZE = 20
ALTERNATIVES = 5


@dataclass(frozen=True)
class ArticleListPage:
    """All articles, newest first."""

    articles: Sequence[ArticleLink]
    is_sample: bool
    paging: Paging


@dataclass(frozen=True)
class ArticlePage:
    """One article. ``body_lang`` is set where the page's language has no text of it."""

    title: str
    lang: str | None
    summary: str
    body: SafeString
    body_lang: str | None
    topic: HeadingLink | None
    event: HeadingLink | None
    published_on: datetime | None
    checked_on: date | None
    source: str
    is_sample_text: bool
    services: Sequence[ServiceCard]
    is_sample: bool
    structured: dict[str, Any]


def article_list_page(page: int) -> ArticleListPage:
    """Return one page of the list of articles."""
    articles = published_articles()
    total = articles.count()
    paging = paging_of(total, page, PAGE_SIZE, reverse("www:articles"))
    shown = article_links(articles[paging.start : paging.end])
    return ArticleListPage(articles=shown, is_sample=all_samples(shown), paging=paging)


def article_page(article: Article) -> ArticlePage:
    """Return the page of a published article, whose topic and life event are selected."""
    title, lang = in_language(article.title_th, article.title_en)
    summary, body_lang = in_language(article.summary_th, "")
    links = _service_links(article)
    cards = service_cards(_named_services(article))
    parent = (_("บทความ"), reverse("www:articles"))
    return ArticlePage(
        title=title,
        lang=lang,
        summary=summary,
        body=to_html(article.body_th, lambda code: links.get(code, ServiceLink())),
        body_lang=body_lang,
        topic=heading_link(article.topic, "www:topic") if article.topic else None,
        event=event_link(article.life_event) if article.life_event else None,
        published_on=article.published_at,
        checked_on=article.checked_on,
        source=article.source,
        is_sample_text=article.is_sample,
        services=cards,
        is_sample=all_samples(cards),
        structured=breadcrumb_trail([parent, (title, article_link(article).href)]),
    )


def gone_article_page(article: Article) -> GonePage:
    """Return what to read instead of a withdrawn article."""
    others = published_articles().exclude(pk=article.pk)
    if article.topic:
        others = others.filter(topic=article.topic)
    title, lang = in_language(article.title_th, article.title_en)
    return GonePage(
        title=title,
        lang=lang,
        reason=_("บทความนี้เลิกใช้แล้ว"),
        services=service_cards(_named_services(article)),
        links=[(other.title, other.href) for other in article_links(others[:ALTERNATIVES])],
    )


def _named_services(article: Article) -> Sequence[int]:
    """Return the usable services of an article, in the order in which its text names them."""
    order = {code: place for place, code in enumerate(service_codes(article.body_th))}
    services = article.procedures.filter(status=ProcedureStatus.ACTIVE).values_list("pk", "code")
    return [key for key, code in sorted(services, key=lambda row: order.get(row[1], len(order)))]


def _service_links(article: Article) -> dict[str, ServiceLink]:
    """Return where the service links of an article lead; merged services lead to the new one."""
    named = Procedure.objects.filter(code__in=service_codes(article.body_th))
    return {
        procedure.code: _service_link(procedure)
        for procedure in named.exclude(status=ProcedureStatus.DRAFT)
    }


def _service_link(procedure: Procedure) -> ServiceLink:
    if procedure.status == ProcedureStatus.WITHDRAWN:
        return ServiceLink(note=_("ยกเลิกแล้ว"))
    return ServiceLink(href=manual_url(procedure.merged_into_id or procedure.pk))
