"""The home page: one question, and the shortest roads to an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from infogo.display.structured import website
from infogo.insights.selectors import frequent_services, has_real_counts
from infogo.www.pages.cards import ServiceCard, service_cards
from infogo.www.pages.headings import (
    ArticleLink,
    HeadingLink,
    article_links,
    chosen_event_links,
    published_articles,
)
from infogo.www.pages.topics import GROUPS, TOPICS, heading_list

FREQUENT_SERVICES = 8
LIFE_EVENTS = 6
ARTICLES = 3


@dataclass(frozen=True)
class HomePage:
    """What the home page shows.

    ``is_counted`` tells real use from the editors' choice; ``is_sample`` that frequent services
    are shown with unverified facts.
    """

    samples: Sequence[tuple[str, str]]
    frequent: Sequence[ServiceCard]
    is_counted: bool
    is_sample: bool
    events: Sequence[HeadingLink]
    topics: Sequence[HeadingLink]
    groups: Sequence[HeadingLink]
    articles: Sequence[ArticleLink]
    structured: dict[str, Any]


def home_page() -> HomePage:
    """Return the home page in the language of the request."""
    frequent = service_cards(frequent_services(limit=FREQUENT_SERVICES))
    return HomePage(
        samples=sample_searches(),
        frequent=[_short(card) for card in frequent],
        is_sample=any(card.sample for card in frequent),
        is_counted=has_real_counts(),
        events=chosen_event_links(LIFE_EVENTS),
        topics=heading_list(TOPICS),
        groups=heading_list(GROUPS),
        articles=article_links(published_articles()[:ARTICLES]),
        structured=website(),
    )


def _short(card: ServiceCard) -> ServiceCard:
    """Return the card with its title and facts only; the page marks samples once for all."""
    return replace(card, official="", agency="", sample=False)


def sample_searches() -> list[tuple[str, str]]:
    """Return three searches that show how one may ask, with their addresses."""
    texts = (_("บัตรประชาชนหาย"), _("ต่อใบขับขี่ใช้อะไรบ้าง"), _("เทศบาลนครเชียงใหม่"))
    return [(text, f"{reverse('www:search')}?{urlencode({'q': text})}") for text in texts]
