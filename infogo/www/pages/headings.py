"""Links to topics, target groups, life events and articles, as several pages list them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Max, Prefetch, Q, QuerySet
from django.urls import reverse

from infogo.articles.models import Article, ArticleStatus
from infogo.core.durations import Duration
from infogo.core.language import in_language
from infogo.manuals.models import ProcedureStatus
from infogo.taxonomy.deadlines import haste, shortest_limit
from infogo.taxonomy.models import Heading, LifeEvent, LifeEventStage
from infogo.www.pages.cards import ServiceCard

# Topics find their icon by their slug; life events share the icons of the interface.
EVENT_ICONS = {
    "birth": "heart",
    "coming-of-age": "person",
    "marriage": "people",
    "divorce": "scales",
    "new-home": "home",
    "own-vehicle": "car",
    "job": "work",
    "start-business": "shop",
    "open-restaurant": "shop",
    "go-abroad": "passport",
    "retire": "umbrella",
    "disability": "health",
    "lost-documents": "idcard",
    "death": "leaf",
    "live-in-thailand": "globe",
}


@dataclass(frozen=True)
class HeadingLink:
    """A topic, target group or life event in a list; ``count`` is its number of services."""

    title: str
    href: str
    count: int | None
    description: str
    icon: str | None = None
    lang: str | None = None
    description_lang: str | None = None


@dataclass(frozen=True)
class ArticleLink:
    """An article in a list; ``lang`` is set when it has no title in the page's language."""

    title: str
    href: str
    snippet: str
    sample: bool
    lang: str | None = None
    snippet_lang: str | None = None


def event_links() -> list[HeadingLink]:
    """Return all life events in the editors' order; one query."""
    return [event_link(event) for event in LifeEvent.objects.all()]


def chosen_event_links(limit: int) -> list[HeadingLink]:
    """Return life events for the home page, in the editors' order; two queries.

    Half of them are those whose first step has the shortest deadline: nobody looks for them before
    they happen, and then there is no time to search. The others are those whose services are used
    most. Which is which follows from the stages as editors keep them.
    """
    use = Max("stages__entries__procedure__popularity")
    events = LifeEvent.objects.annotate(use=use).order_by(F("use").desc(nulls_last=True), "order")
    firsts = Prefetch("stages", LifeEventStage.objects.order_by("order"))
    found = list(events.prefetch_related(firsts))
    urgent = sorted((event for event in found if _limit(event)), key=_haste)[: limit // 2]
    used = [event for event in found if event not in urgent][: limit - len(urgent)]
    return [event_link(event) for event in sorted([*urgent, *used], key=lambda event: event.order)]


def _limit(event: LifeEvent) -> Duration | None:
    """Return within what time its first step must be done, if it must; its stages are at hand."""
    stages = event.stages.all()
    return shortest_limit([stages[0].deadline_th]) if stages else None


def _haste(event: LifeEvent) -> Decimal:
    limit = _limit(event)
    return haste(limit) if limit else Decimal("Infinity")


def event_link(event: LifeEvent) -> HeadingLink:
    """Return the link to a life event with its icon."""
    return heading_link(event, "www:event", icon=EVENT_ICONS.get(event.slug, "calendar"))


def with_service_count(headings: QuerySet[Any], only: Q | None = None) -> QuerySet[Any]:
    """Add ``service_count``: the services under a heading that citizens can use.

    ``only`` narrows the services counted; its lookups begin with ``procedures__``.
    """
    counted = Q(procedures__status=ProcedureStatus.ACTIVE) & (only or Q())
    count = Count("procedures", filter=counted, distinct=True)
    # A grouped query drops the order of the model, so it is asked for again.
    return headings.annotate(service_count=count).order_by("order")


def heading_link(heading: Heading, url_name: str, *, icon: str | None = None) -> HeadingLink:
    """Return the link to a heading in the page's language."""
    title, lang = in_language(heading.name_th, heading.name_en)
    description, description_lang = in_language(heading.description_th, heading.description_en)
    return HeadingLink(
        title=title,
        lang=lang,
        href=reverse(url_name, args=[heading.slug]),
        count=getattr(heading, "service_count", None),
        description=description,
        description_lang=description_lang,
        icon=icon,
    )


def all_samples(cards: Sequence[ServiceCard] | Sequence[ArticleLink]) -> bool:
    """Whether one note above the list can say for all of it that it is a sample."""
    return bool(cards) and all(card.sample for card in cards)


def published_articles() -> QuerySet[Article]:
    """Return the articles that citizens can read, newest first."""
    return Article.objects.filter(status=ArticleStatus.PUBLISHED)


def article_links(articles: Iterable[Article]) -> Sequence[ArticleLink]:
    """Return links to articles in the order given."""
    return [article_link(article) for article in articles]


def article_link(article: Article) -> ArticleLink:
    """Return the link to one article; its summary exists in Thai only."""
    title, lang = in_language(article.title_th, article.title_en)
    snippet, snippet_lang = in_language(article.summary_th, "")
    return ArticleLink(
        title=title,
        lang=lang,
        href=reverse("www:article", args=[article.pk]),
        snippet=snippet,
        snippet_lang=snippet_lang,
        sample=article.is_sample,
    )
