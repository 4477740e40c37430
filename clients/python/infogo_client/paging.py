"""All pages of a list, one record after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Protocol, TypeVar
from urllib.parse import parse_qs, urlsplit

from infogo_client.generated.models import ProblemOut
from infogo_client.problems import told

ItemT = TypeVar("ItemT", covariant=True)


class Page(Protocol[ItemT]):
    """What every page of a list has."""

    @property
    def items(self) -> Sequence[ItemT]:
        """Return the records of the page."""

    @property
    def next_(self) -> str | None:
        """Return the address of the next page, nothing at the end."""


def each(ask: Callable[..., Page[ItemT] | ProblemOut | None], **parameters: Any) -> Iterator[ItemT]:
    """Give every record of a list; pages are fetched as they are needed.

    ``ask`` is the ``sync`` of a list, ``parameters`` are its own, with ``client``::

        for agency in each(list_agencies.sync, client=api, province="50"): ...
    """
    while True:
        page: Page[ItemT] = told(ask(**parameters))
        yield from page.items
        if not page.next_:
            return
        parameters["cursor"] = parse_qs(urlsplit(page.next_).query)["cursor"][0]
