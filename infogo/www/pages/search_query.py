"""What a reader asked the search page for, read from its address and written back into one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from infogo.agencies.models import Agency
from infogo.geo.models import Province
from infogo.search.results import Kind
from infogo.search.understanding.understand import LONGEST_QUERY
from infogo.taxonomy.models import TargetGroup, Topic
from infogo.www.pages.paging import page_number

# What a key may look like; anything else is no record of ours and never reaches the database.
SLUG = re.compile(r"[a-z0-9-]{1,40}")
NUMBER = re.compile(r"[0-9]{1,15}")


@dataclass(frozen=True)
class SearchQuery:
    """A search as chosen on the page; anything unknown in the address was left out."""

    q: str = ""
    kind: Kind | None = None
    topic: Topic | None = None
    group: TargetGroup | None = None
    agency: Agency | None = None
    province: Province | None = None
    online: bool = False
    free: bool = False
    weekend: bool = False
    as_typed: bool = False
    page: int = 1
    cut_at: int = 0
    """After how many characters the words were cut; 0 where all of them are kept."""

    @property
    def filters(self) -> Mapping[str, str]:
        """The filters that are on, by their name in the address."""
        chosen = {
            "topic": self.topic.slug if self.topic else "",
            "group": self.group.slug if self.group else "",
            "agency": str(self.agency.pk) if self.agency else "",
            "prov": self.province.code if self.province else "",
            "online": "1" if self.online else "",
            "free": "1" if self.free else "",
            "weekend": "1" if self.weekend else "",
        }
        return {name: value for name, value in chosen.items() if value}

    @property
    def asked(self) -> Mapping[str, str]:
        """What was asked, without the filters: the words, the tab, whether to correct."""
        chosen = {
            "q": self.q,
            "type": self.kind.value if self.kind else "",
            "as_typed": "1" if self.as_typed else "",
        }
        return {name: value for name, value in chosen.items() if value}

    @property
    def kept(self) -> Mapping[str, str]:
        """What stays when other words are searched: the tab and the filters."""
        tab = {"type": self.kind.value} if self.kind else {}
        return {**tab, **self.filters}

    @property
    def fields(self) -> Mapping[str, str]:
        """All fields of the address but the page number."""
        return {**self.asked, **self.filters}

    @property
    def is_blank(self) -> bool:
        """Nothing was asked for yet."""
        return not self.fields

    @property
    def is_plain(self) -> bool:
        """Only words were asked: no filter, no tab, no further page, corrections allowed."""
        return self.fields == {"q": self.q} and self.page == 1

    @property
    def url(self) -> str:
        """The address of the first page of this search."""
        query = urlencode(self.fields)
        return f"{reverse('www:search')}?{query}" if query else reverse("www:search")

    def without(self, name: str) -> SearchQuery:
        """Return the same search without one filter, named as in the address."""
        attribute = {"prov": "province"}.get(name, name)
        empty = False if isinstance(getattr(self, attribute), bool) else None
        changes: dict[str, Any] = {attribute: empty}
        return replace(self, page=1, **changes)

    def without_filters(self) -> SearchQuery:
        """Return the same words in the same tab without any filter."""
        return SearchQuery(q=self.q, kind=self.kind, as_typed=self.as_typed)


def read_query(parameters: Mapping[str, str]) -> SearchQuery:
    """Read a search out of an address; at most four queries, one for each named record."""
    kind = parameters.get("type", "")
    words = " ".join(parameters.get("q", "").split())
    return SearchQuery(
        q=words[:LONGEST_QUERY].rstrip(),
        cut_at=LONGEST_QUERY if len(words) > LONGEST_QUERY else 0,
        kind=Kind(kind) if kind in set(Kind) else None,
        topic=_record(Topic, "slug", SLUG, parameters.get("topic", "")),
        group=_record(TargetGroup, "slug", SLUG, parameters.get("group", "")),
        agency=_record(Agency, "pk", NUMBER, parameters.get("agency", "")),
        province=_record(Province, "code", NUMBER, parameters.get("prov", "")),
        online=bool(parameters.get("online")),
        free=bool(parameters.get("free")),
        weekend=bool(parameters.get("weekend")),
        as_typed=bool(parameters.get("as_typed")),
        page=page_number(parameters.get("page", "")),
    )


def _record(model: Any, field: str, shape: re.Pattern[str], key: str) -> Any:
    """Return the record with this key, or None when the key is empty or unknown."""
    return model.objects.filter(**{field: key}).first() if shape.fullmatch(key) else None
