"""Compares what the layer of kept pages answers after a write with pages made anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.core.handlers.wsgi import WSGIHandler

from infogo.core import dates
from infogo.www.cache.admission import admits
from infogo.www.cache.layer import PageCache
from infogo.www.cache.policy import HANDOVER
from tests.www.cache.site import Site

Answer = tuple[str, str, str]


class OfficeHours(datetime):
    """A clock that stands on a Tuesday at ten, so that no office opens meanwhile."""

    @classmethod
    def now(cls, tz: Any = None) -> Any:
        return datetime(2026, 11, 24, 10, 0, tzinfo=dates.BANGKOK).astimezone(tz)


@dataclass(frozen=True)
class Effect:
    """What one write did to pages; ``needless`` were made anew though they say the same."""

    asked: int
    changed: int
    needless: int
    stale: tuple[str, ...]


class Sceptic:
    """Asks for pages by way of the layer and without it."""

    def __init__(self) -> None:
        self._kept, self._fresh, self._made = Site(), Site(), 0
        self._kept.cache = PageCache(self._endless, most_bytes=20_000_000, admits=admits)
        self._django = WSGIHandler()
        self._fresh.cache = self._django  # type: ignore[assignment]  # knows of no layer
        self._tags: dict[str, tuple[str, str]] = {}

    def effect(
        self, act: Callable[[], object], pages: Iterable[str], machines: Iterable[str] = ()
    ) -> Effect:
        """Look at pages and at the API's answers before and after a write."""
        before = {page: _ask(self._kept, page) for page in pages}
        asked = tuple(machines)
        self._stale_tags(asked)
        act()
        changed, needless, stale = 0, 0, []
        for page, held in before.items():
            made = self._made
            answer, fresh = _ask(self._kept, page), _ask(self._fresh, page)
            changed += fresh != held
            needless += self._made > made and fresh == held
            if answer != fresh:
                stale.append(page)
        return Effect(len(before), changed, needless, (*stale, *self._stale_tags(asked)))

    def _endless(self, environ: dict[str, Any], start_response: Any) -> Any:
        """Make a page that nothing but a write ends, however slow the machine is."""
        self._made += 1
        answer = self._django(environ, start_response)
        if (rule := environ.get(HANDOVER)) is not None:
            environ[HANDOVER] = replace(rule, seconds=None)
        return answer

    def _stale_tags(self, addresses: Iterable[str]) -> list[str]:
        """Return the addresses of the API whose answer is another one under the same tag."""
        stale = []
        for address in addresses:
            path, _mark, query = address.partition("?")
            _status, headers, body = self._fresh.ask(path, query)
            tag = dict(headers).get("ETag", "")
            before = self._tags.get(address, (tag, body))
            if before[0] == tag and before[1] != body:
                stale.append(address)
            self._tags[address] = tag, body
        return stale


def _ask(site: Site, address: str) -> Answer:
    path, _mark, query = address.partition("?")
    status, headers, body = site.ask(path, query)
    return status, dict(headers).get("Location", ""), body
