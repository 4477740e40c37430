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
    all_samples,
    article_links,
    chosen_event_links,
    published_articles,
)
from infogo.www.pages.topics import GROUPS, TOPICS, heading_list

FREQUENT_SERVICES = 8
LIFE_EVENTS = 6
ARTICLES = 3
# Of the topics those that a phone shows at once; it folds the others.
FIRST_TOPICS = 6


@dataclass(frozen=True)
class HomePage:
    """What the home page shows.

    ``is_counted`` tells real use from the editors' choice; ``is_sample`` that frequent services
    are shown with unverified facts, ``is_article_sample`` that all articles are made up. ``doors``
    lead to places, agencies and telephone numbers; ``topics`` and ``more_topics`` are all topics
    together.
    """

    samples: Sequence[tuple[str, str]]
    frequent: Sequence[ServiceCard]
    is_counted: bool
    is_sample: bool
    doors: Sequence[HeadingLink]
    events: Sequence[HeadingLink]
    topics: Sequence[HeadingLink]
    more_topics: Sequence[HeadingLink]
    groups: Sequence[HeadingLink]
    articles: Sequence[ArticleLink]
    is_article_sample: bool
    structured: dict[str, Any]


def home_page() -> HomePage:
    """Return the home page in the language of the request."""
    frequent = service_cards(frequent_services(limit=FREQUENT_SERVICES))
    topics = heading_list(TOPICS)
    articles = article_links(published_articles()[:ARTICLES])
    return HomePage(
        samples=sample_searches(),
        frequent=[_short(card) for card in frequent],
        is_sample=any(card.sample for card in frequent),
        is_counted=has_real_counts(),
        doors=_doors(),
        events=chosen_event_links(LIFE_EVENTS),
        topics=topics[:FIRST_TOPICS],
        more_topics=topics[FIRST_TOPICS:],
        groups=heading_list(GROUPS),
        articles=articles,
        is_article_sample=all_samples(articles),
        structured=website(),
    )


def _doors() -> list[HeadingLink]:
    """Return the ways to where things are done, for who knows already what she wants."""
    shown = (
        (
            _("จุดให้บริการใกล้ฉัน"),
            "www:places",
            _("เลือกจังหวัดและอำเภอ หรือให้เครื่องบอกตำแหน่งเมื่อคุณกดเท่านั้น"),
            "pin",
        ),
        (
            _("หน่วยงานทั้งหมด"),
            "www:agencies",
            _("ดูรายชื่อตามกระทรวงหรือตามจังหวัด พร้อมเบอร์โทรและเรื่องที่ทำได้"),
            "building",
        ),
        (_("เบอร์ฉุกเฉินและสายด่วน"), "www:emergency", _("แตะที่เบอร์เพื่อโทรออก"), "phone"),
    )
    return [
        HeadingLink(title, reverse(url_name), None, description, icon=icon)
        for title, url_name, description, icon in shown
    ]


def _short(card: ServiceCard) -> ServiceCard:
    """Return the card with its title and facts only; the page marks samples once for all."""
    return replace(card, official="", agency="", sample=False)


def sample_searches() -> list[tuple[str, str]]:
    """Return three searches that show how one may ask, with their addresses."""
    texts = (_("บัตรประชาชนหาย"), _("ต่อใบขับขี่ใช้อะไรบ้าง"), _("เทศบาลนครเชียงใหม่"))
    return [(text, f"{reverse('www:search')}?{urlencode({'q': text})}") for text in texts]
