"""Pages of topics and target groups: two ways of sorting the same services."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from infogo.display.structured import breadcrumb_trail
from infogo.insights.selectors import has_real_counts
from infogo.manuals.models import Procedure, ProcedureStatus
from infogo.taxonomy.models import Heading, TargetGroup, Topic
from infogo.taxonomy.selectors import led_here
from infogo.www.pages.cards import ServiceCard, service_cards
from infogo.www.pages.headings import (
    ArticleLink,
    HeadingLink,
    all_samples,
    article_links,
    heading_link,
    published_articles,
    with_service_count,
)
from infogo.www.pages.paging import Paging, paging_of
from infogo.www.pages.unknown import names_nothing

PAGE_SIZE = 40
# The services at the head of the list that are marked as frequently used.
FREQUENT = 5
ARTICLES = 5
GROUP_ICONS = {
    "general": "people",
    "parent": "heart",
    "youth": "book",
    "worker": "work",
    "elderly": "umbrella",
    "disabled": "health",
    "low-income": "money",
    "entrepreneur": "shop",
    "juristic": "building",
    "employer": "person",
    "farmer": "leaf",
    "property-owner": "home",
    "foreigner": "globe",
}


@dataclass(frozen=True)
class Axis:
    """One way of sorting services: by topic or by target group.

    ``field`` is its name in addresses, ``lookup`` the field of a procedure and
    ``article_lookup`` the path from an article. A heading that is not in ``icons`` has the
    icon named like its slug.
    """

    headings: type[Topic] | type[TargetGroup]
    field: str
    lookup: str
    article_lookup: str
    url_name: str
    list_url_name: str
    list_title: Promise
    narrow_title: Promise
    icons: Mapping[str, str]


TOPICS = Axis(
    headings=Topic,
    field="topic",
    lookup="topic",
    article_lookup="topic",
    url_name="www:topic",
    list_url_name="www:topics",
    list_title=gettext_lazy("หมวดหมู่"),
    narrow_title=gettext_lazy("ดูเฉพาะของ"),
    icons={},
)
GROUPS = Axis(
    headings=TargetGroup,
    field="group",
    lookup="target_groups",
    article_lookup="procedures__target_groups",
    url_name="www:group",
    list_url_name="www:groups",
    list_title=gettext_lazy("กลุ่มเป้าหมาย"),
    narrow_title=gettext_lazy("ดูเฉพาะหมวด"),
    icons=GROUP_ICONS,
)


@dataclass(frozen=True)
class HeadingPage:
    """A topic or target group: its services, most used first, and ways to narrow them.

    ``narrower`` are the headings of the other axis with the number of services that both share;
    ``chosen`` is the one that narrows the list now. ``search_fields`` keep a search inside.
    ``feed_href`` is where changes are told, empty for headings without a feed.
    """

    heading: HeadingLink
    parent: tuple[str, str]
    narrow_title: str
    narrower: Sequence[HeadingLink]
    chosen: HeadingLink | None
    services: Sequence[ServiceCard]
    is_sample: bool
    total: int
    paging: Paging
    search_fields: Sequence[tuple[str, str]]
    articles: Sequence[ArticleLink]
    structured: dict[str, Any]
    feed_href: str


def heading_page(axis: Axis, heading: Heading, *, other_slug: str, page: int) -> HeadingPage:
    """Return the page of ``heading``, narrowed by the other axis when ``other_slug`` is known.

    An unknown slug narrows nothing: a link from elsewhere may be old.
    """
    other = GROUPS if axis is TOPICS else TOPICS
    href = reverse(axis.url_name, args=[heading.slug])
    narrower = _narrower(axis, heading, other)
    chosen = next((entry for slug, entry in narrower if slug == other_slug), None)
    if chosen is None:
        names_nothing(other.field)
    fields = [(axis.field, heading.slug)]
    services = Procedure.objects.filter(
        **{axis.lookup: heading, "status": ProcedureStatus.ACTIVE}
    ).order_by("-popularity", "code")
    if chosen is not None:
        fields.append((other.field, other_slug))
        services = services.filter(**{f"{other.lookup}__slug": other_slug})
    total = services.count()
    paging = paging_of(total, page, PAGE_SIZE, href, fields[1:])
    cards = _marked_cards(services, paging)
    link = heading_link(heading, axis.url_name)
    return HeadingPage(
        heading=link,
        parent=(str(axis.list_title), reverse(axis.list_url_name)),
        narrow_title=str(axis.narrow_title),
        narrower=[entry for _slug, entry in narrower],
        chosen=chosen,
        services=cards,
        is_sample=all_samples(cards),
        total=total,
        paging=paging,
        search_fields=fields,
        articles=_articles(axis, heading),
        structured=breadcrumb_trail(
            [(str(axis.list_title), reverse(axis.list_url_name)), (link.title, href)]
        ),
        feed_href=reverse("www:topic_feed", args=[heading.slug]) if axis is TOPICS else "",
    )


def heading_list(axis: Axis) -> Sequence[HeadingLink]:
    """Return every heading of an axis with its number of services."""
    headings: QuerySet[Any] = axis.headings.objects.all()
    return [
        heading_link(heading, axis.url_name, icon=axis.icons.get(heading.slug, heading.slug))
        for heading in with_service_count(headings)
    ]


def _narrower(axis: Axis, heading: Heading, other: Axis) -> list[tuple[str, HeadingLink]]:
    """Return the headings of the other axis that share services with this one, by slug."""
    shared: QuerySet[Any] = with_service_count(
        other.headings.objects.all(), Q(**{f"procedures__{axis.lookup}": heading})
    )
    path = reverse(axis.url_name, args=[heading.slug])
    links = []
    for entry in shared.filter(service_count__gt=0):
        address = f"{path}?{urlencode({other.field: entry.slug})}"
        links.append((entry.slug, replace(heading_link(entry, other.url_name), href=address)))
    return links


def _marked_cards(services: QuerySet[Procedure], paging: Paging) -> Sequence[ServiceCard]:
    """Return one page of cards; the first of the whole list say that they are used most."""
    ids = list(services.values_list("pk", flat=True)[paging.start : paging.end])
    marked = ids[:FREQUENT] if paging.page == 1 and len(ids) > FREQUENT else []
    reason = _("ใช้บ่อย") if has_real_counts() else _("บรรณาธิการแนะนำ")
    return service_cards(ids, why=dict.fromkeys(marked, (reason,)))


def _articles(axis: Axis, heading: Heading) -> Sequence[ArticleLink]:
    # An article may still name a topic that ended: it stands where that one's services went.
    wanted = led_here(heading) if axis is TOPICS else [heading]
    about = published_articles().filter(**{f"{axis.article_lookup}__in": wanted}).distinct()
    return article_links(about[:ARTICLES])
