"""Reading all web addresses out of the records, with where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from infogo.agencies.models import Agency, AgencyStatus
from infogo.articles.models import Article, ArticleStatus
from infogo.links.models import LONGEST_URL
from infogo.manuals.content import SECTIONS
from infogo.manuals.models import Manual, ManualStatus, ProcedureStatus
from infogo.pins.models import Pin
from infogo.pins.selectors import that_count
from infogo.points.models import ServicePoint
from infogo.points.selectors import VISITABLE

CHUNK = 1000
_IN_TEXT = re.compile(r"https?://[^\s<>\"'()\[\]{}\u0e00-\u0e7f]+")
_SECTION_OF_FIELD = {name: section.code for section in SECTIONS for name in section.fields}


class Named(NamedTuple):
    """A record that names an address: the field of ``LinkUse`` that holds it, and where."""

    url: str
    record: str
    record_id: int
    part: str

    @property
    def key(self) -> str:
        """Return what tells this use from other uses of the same address."""
        return f"{self.record}:{self.record_id}:{self.part}"


def all_named() -> Iterator[Named]:
    """Yield every address in what citizens can read; some more than once."""
    yield from _of_manuals()
    points = ServicePoint.objects.filter(status__in=VISITABLE).exclude(website="")
    yield from _of_field("point", "website", points.order_by().values_list("pk", "website"))
    agencies = Agency.objects.filter(status=AgencyStatus.ACTIVE).exclude(website="")
    yield from _of_field("agency", "website", agencies.order_by().values_list("pk", "website"))
    pins = that_count(Pin.objects.exclude(queue_url="")).order_by()
    yield from _of_field("pin", "queue_url", pins.values_list("pk", "queue_url"))
    articles = Article.objects.filter(status=ArticleStatus.PUBLISHED).order_by()
    for key, body in articles.values_list("pk", "body_th").iterator(chunk_size=CHUNK):
        for url in _IN_TEXT.findall(body):
            yield from _usable(url.rstrip(".,;:!?"), "article", key, "body")


def _of_field(record: str, part: str, rows: Any) -> Iterator[Named]:
    for key, url in rows.iterator(chunk_size=CHUNK):
        yield from _usable(url, record, key, part)


def _of_manuals() -> Iterator[Named]:
    """Only manuals with content of their own; adopters show what their standard manual names."""
    rows = (
        Manual.objects.filter(
            status=ManualStatus.PUBLISHED,
            procedure__status=ProcedureStatus.ACTIVE,
            current__isnull=False,
        )
        .order_by()
        .values_list("pk", "current__content")
    )
    for key, content in rows.iterator(chunk_size=CHUNK):
        for name, value in content.items():
            for url in _urls(value):
                yield from _usable(url, "manual", key, _SECTION_OF_FIELD.get(name, name))


def _urls(value: object) -> Iterator[str]:
    """Yield what stands in fields called ``url``, however deep."""
    if isinstance(value, Mapping):
        for name, part in value.items():
            if name == "url" and isinstance(part, str):
                yield part
            else:
                yield from _urls(part)
    elif isinstance(value, list):
        for part in value:
            yield from _urls(part)


def _usable(url: str, record: str, key: int, part: str) -> Iterator[Named]:
    tidy = url.strip()
    if tidy.lower().startswith(("http://", "https://")) and len(tidy) <= LONGEST_URL:
        yield Named(tidy, record, key, part)
