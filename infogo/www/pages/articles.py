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
from infogo.articles.selectors import pictures_of, service_links
from infogo.core.language import in_language
from infogo.display.structured import breadcrumb_trail
from infogo.files.models import StoredFile
from infogo.manuals.models import ProcedureStatus
from infogo.taxonomy.selectors import in_use, led_here
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
class AgencyLink:
    """The agency that answers for an article."""

    title: str
    href: str
    lang: str | None


@dataclass(frozen=True)
class ArticlePage:
    """One article. ``body_lang`` is set where the page's language has no text of it."""

    title: str
    lang: str | None
    summary: str
    body: SafeString
    body_lang: str | None
    agency: AgencyLink | None
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
    links = service_links(article.body_th, manual_url)
    public = StoredFile.objects.exclude(published_at=None)
    pictures = pictures_of(article.body_th, lambda file: file.public_path, public)
    cards = service_cards(_named_services(article))
    topic, event = in_use(article.topic), in_use(article.life_event)
    parent = (_("บทความ"), reverse("www:articles"))
    return ArticlePage(
        title=title,
        lang=lang,
        summary=summary,
        body=to_html(article.body_th, lambda code: links.get(code, ServiceLink()), pictures.get),
        body_lang=body_lang,
        agency=_agency_link(article),
        topic=heading_link(topic, "www:topic") if topic else None,
        event=event_link(event) if event else None,
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
    if topic := in_use(article.topic):
        others = others.filter(topic__in=led_here(topic))
    title, lang = in_language(article.title_th, article.title_en)
    return GonePage(
        title=title,
        lang=lang,
        reason=article.withdrawn_reason or _("บทความนี้เลิกใช้แล้ว"),
        services=service_cards(_named_services(article)),
        links=[(other.title, other.href) for other in article_links(others[:ALTERNATIVES])],
    )


def _agency_link(article: Article) -> AgencyLink | None:
    if article.agency is None:
        return None
    name, lang = in_language(article.agency.name_th, article.agency.name_en)
    return AgencyLink(name, reverse("www:agency", args=[article.agency.pk]), lang)


def _named_services(article: Article) -> Sequence[int]:
    """Return the usable services of an article, in the order in which its text names them."""
    order = {code: place for place, code in enumerate(service_codes(article.body_th))}
    services = article.procedures.filter(status=ProcedureStatus.ACTIVE).values_list("pk", "code")
    return [key for key, code in sorted(services, key=lambda row: order.get(row[1], len(order)))]
