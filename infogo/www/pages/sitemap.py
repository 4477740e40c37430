"""What search engines are told about: every page that is its own canonical page, twice.

Manuals of agencies that follow the standard manual without a change are left out: they show the
same words, and their canonical page is the standard manual.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, QuerySet
from django.urls import reverse

from infogo.agencies.selectors import active_agencies
from infogo.core.dates import BANGKOK
from infogo.display.structured import absolute
from infogo.manuals.models import Manual, ManualStatus, ProcedureStatus
from infogo.points.models import PointStatus, ServicePoint
from infogo.taxonomy.models import LifeEvent, TargetGroup, Topic
from infogo.www.pages.developers import every_address
from infogo.www.pages.headings import published_articles

# A record gives one address per language; the protocol allows 50,000 addresses in a part.
RECORDS_PER_PART = 5_000
PLAIN = "pages"
PLAIN_PAGES = (
    "home", "compare", "topics", "groups", "events", "articles", "agencies", "places",
    "emergency", "contact_check", "help", "about", "quality_index", "statistics",
    "statistics_agencies", "statistics_provinces", "statistics_services", "proof_days", "privacy",
    "accessibility",
)  # fmt: skip


@dataclass(frozen=True)
class Part:
    """One file of the sitemap, as the index lists it; ``changed`` is a W3C date or empty."""

    url: str
    changed: str


@dataclass(frozen=True)
class Address:
    """One page: its address in each language and when its data last changed, if it is dated."""

    urls: dict[str, str]
    changed: str


@dataclass(frozen=True)
class Section:
    """Records with a page each: the field that dates them and the fields of their address."""

    records: Callable[[], QuerySet[Any]]
    dated_by: str
    keys: tuple[str, ...]
    url_name: str


def _published_manuals() -> QuerySet[Manual]:
    return Manual.objects.filter(
        status=ManualStatus.PUBLISHED, procedure__status=ProcedureStatus.ACTIVE
    )


def _standard_manuals() -> QuerySet[Manual]:
    return _published_manuals().filter(standard=None, current__isnull=False)


def _local_manuals() -> QuerySet[Manual]:
    """Return the manuals of adopting agencies that say something of their own."""
    adopted = _published_manuals().filter(standard__isnull=False, current__isnull=False)
    return adopted.exclude(overridden_sections=[])


def _points() -> QuerySet[ServicePoint]:
    return ServicePoint.objects.filter(status__in=[PointStatus.OPEN, PointStatus.SUSPENDED])


PUBLISHED_AT = "current__published_at"
SECTIONS = {
    "manuals": Section(_standard_manuals, PUBLISHED_AT, ("procedure_id",), "www:manual"),
    "local-manuals": Section(
        _local_manuals, PUBLISHED_AT, ("procedure_id", "agency_id"), "www:local_manual"
    ),
    "agencies": Section(active_agencies, "updated_at", ("pk",), "www:agency"),
    "places": Section(_points, "updated_at", ("pk",), "www:place"),
    "articles": Section(published_articles, "updated_at", ("pk",), "www:article"),
}


def sitemap_index() -> Sequence[Part]:
    """Return every part that has addresses; one query a section."""
    parts = [_part(PLAIN, 1, None)]
    for name, section in SECTIONS.items():
        found = section.records().aggregate(total=Count("pk"), newest=Max(section.dated_by))
        count = -(-found["total"] // RECORDS_PER_PART)
        parts += [_part(name, number, found["newest"]) for number in range(1, count + 1)]
    return parts


def sitemap_part(name: str, number: int) -> Sequence[Address]:
    """Return the addresses of one part; none when there is no such part."""
    if name == PLAIN:
        return _plain_pages() if number == 1 else ()
    if name not in SECTIONS or number < 1:
        return ()
    section = SECTIONS[name]
    first = (number - 1) * RECORDS_PER_PART
    rows = section.records().order_by("pk").values_list(section.dated_by, *section.keys)
    return [
        _address(reverse(section.url_name, args=keys), changed)
        for changed, *keys in rows[first : first + RECORDS_PER_PART]
    ]


def _plain_pages() -> Sequence[Address]:
    paths = [reverse(f"www:{name}") for name in PLAIN_PAGES]
    for url_name, model in (("topic", Topic), ("group", TargetGroup), ("event", LifeEvent)):
        slugs = model.objects.values_list("slug", flat=True)
        paths += [reverse(f"www:{url_name}", args=[slug]) for slug in slugs]
    paths += every_address()
    return [_address(path, None) for path in paths]


def _part(name: str, number: int, changed_at: datetime | None) -> Part:
    return Part(
        url=absolute(reverse("site:sitemap_part", args=[name, number])),
        changed=_w3c(changed_at),
    )


def _address(path: str, changed_at: datetime | None) -> Address:
    return Address(
        urls={"th": absolute(path), "en": absolute(f"/en{path}")}, changed=_w3c(changed_at)
    )


def _w3c(moment: datetime | None) -> str:
    return moment.astimezone(BANGKOK).isoformat(timespec="seconds") if moment else ""
