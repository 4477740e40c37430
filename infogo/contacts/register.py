"""The contacts that agencies gave us: what citizens can read here of each, and whose it is.

Made of the records themselves, of which only kinds that changed are read again, once a minute. What
ended is not in it: a telephone of a closed office may ring elsewhere today.
"""

from __future__ import annotations

import re
import threading
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from infogo.agencies.models import Agency, AgencyStatus, EmergencyNumber
from infogo.channels.models import AgencyEChannel, ChannelStatus
from infogo.contacts.hosts import is_below, is_of_government, read_address, registered
from infogo.contacts.reading import Kind, read_email, read_line_id
from infogo.contacts.resemblance import AccountNames, OfficialNames
from infogo.contacts.shared import FREE_MAIL, PLATFORMS, SHORTENERS, Place, place_of
from infogo.core.keys import AGENCY, EDITION, EVERYTHING, POINT, PROCEDURE
from infogo.core.memory import Memory, reading_also
from infogo.manuals.models import Manual, ManualStatus, ProcedureStatus
from infogo.pins.models import Pin
from infogo.pins.selectors import that_count
from infogo.points.models import ServicePoint
from infogo.points.selectors import VISITABLE

CHUNK = 2_000
RENEW_SECONDS = 60.0
LOCAL_KINDS = frozenset(
    {
        "bma_district", "municipality_city", "municipality_subdistrict", "municipality_town",
        "pao", "province", "sao", "special_local",
    }
)  # fmt: skip
"""Kinds of agencies that serve one area: thousands, named after places as shops are."""
KEYS = (EVERYTHING, AGENCY, POINT, PROCEDURE, EDITION)
OTHERS = PLATFORMS | SHORTENERS | FREE_MAIL
"""Sites on which many are guests: their own name is nobody's among agencies."""
_FRONT = re.compile(r"/(?:(?:default|home|index|main)(?:\.[a-z]{2,5})?|en|th)?", re.IGNORECASE)
"""Paths of a first page: an agency that names one means the site as a whole."""


class Owner(StrEnum):
    """What kind of record names a contact; in this order they are told."""

    HOTLINE = "hotline"
    AGENCY = "agency"
    POINT = "point"
    MANUAL = "manual"


_ORDER = {owner: place for place, owner in enumerate(Owner)}


@dataclass(frozen=True)
class Source:
    """The record that names a contact; ``record_id`` is its id."""

    owner: Owner
    record_id: int


def in_order(sources: Iterable[Source]) -> tuple[Source, ...]:
    """Return each source once: agencies first, and of one kind by their ids."""
    return tuple(sorted(set(sources), key=lambda one: (_ORDER[one.owner], one.record_id)))


@dataclass(frozen=True)
class Page:
    """A page of a site that a record names; ``path`` and ``query`` as in ``Place``.

    ``is_own`` unless a record only cites it: what lies below a cited page may be anybody's.
    """

    path: str
    source: Source
    query: str = ""
    is_own: bool = True

    def is_at(self, place: Place) -> bool:
        """Whether it is the very page that an address asks for."""
        return (self.path, self.query) == (place.path, place.query)

    def holds(self, place: Place) -> bool:
        """Whether it is that page, or that page lies below it on a site of its holder."""
        if self.query or not self.is_own:
            return self.is_at(place)
        return _lies_in(place.path, self.path)

    def is_in(self, folder: str) -> bool:
        """Whether it lies in a folder of its site that is one holder's, and is his own."""
        return self.is_own and _lies_in(self.path, folder)


def _lies_in(path: str, folder: str) -> bool:
    return path == folder or path.startswith(f"{folder.rstrip('/')}/")


@dataclass(frozen=True)
class Told:
    """One contact as a record has it: what it is, and as it is compared.

    ``place`` is the page of a web address. ``is_own`` where the record says that the site is its
    holder's own; a manual and a counter only cite pages, whosever they are.
    """

    kind: Kind
    value: str
    source: Source
    is_national: bool = False
    is_own: bool = False
    place: Place | None = None


@dataclass(frozen=True)
class Register:
    """All contacts by what they are compared with.

    ``sites`` are by the site of a ``Place``; ``below`` by the registered name of sites that belong
    to agencies whole, so that ``eservice.dlt.go.th`` is known by ``www.dlt.go.th``.
    """

    phones: Mapping[str, tuple[Source, ...]]
    emails: Mapping[str, tuple[Source, ...]]
    lines: Mapping[str, tuple[Source, ...]]
    sites: Mapping[str, tuple[Page, ...]]
    below: Mapping[str, tuple[Source, ...]]
    names: OfficialNames
    accounts: AccountNames


_parts = Memory(8)


class _Held:
    """The register of this process, made anew at most once in ``RENEW_SECONDS``, by one asker.

    Making it reads every agency, point and pin, which takes seconds in a large country. Whoever
    asks while officers write must not start that each time: it is a form that anybody may send.
    """

    def __init__(self) -> None:
        self._making = threading.Lock()
        self._held: tuple[float, Register] | None = None

    def register(self) -> Register:
        """Return the one that is held, or a new one; nobody waits for one that is being made."""
        held = self._held
        if held is not None:
            if time.monotonic() - held[0] < RENEW_SECONDS:
                return held[1]
            if not self._making.acquire(blocking=False):
                return held[1]
        else:
            self._making.acquire()
        try:
            now = self._held
            if now is held or now is None:  # nobody made it while this one waited
                with reading_also(KEYS):
                    made = _parts.recall("register", KEYS[1:], _made)
                self._held = now = time.monotonic(), made
            return now[1]
        finally:
            self._making.release()

    def forget(self) -> None:
        """Hold nothing; the next one who asks makes it."""
        self._held = None


_held = _Held()
forget = _held.forget


def register() -> Register:
    """Return the contacts as they were a minute ago at most."""
    return _held.register()


def _made() -> Register:
    told = [
        *_parts.recall("agencies", (AGENCY,), lambda: tuple(_of_agencies())),
        *_parts.recall("points", (POINT,), lambda: tuple(_of_points())),
        *_parts.recall("manuals", (PROCEDURE, EDITION), lambda: tuple(_of_manuals())),
        *_parts.recall("pins", (PROCEDURE, POINT), lambda: tuple(_of_pins())),
        *_of_hotlines(),
    ]
    by_kind: dict[Kind, defaultdict[str, list[Source]]] = {kind: defaultdict(list) for kind in Kind}
    sites: defaultdict[str, list[Page]] = defaultdict(list)
    below: defaultdict[str, list[Source]] = defaultdict(list)
    own_names: set[str] = set()
    national: set[str] = set()
    for one in told:
        if one.place is None:
            by_kind[one.kind][one.value].append(one.source)
            continue
        place = one.place
        if place.is_shared and place.is_front:
            continue  # the platform itself, which is no agency's
        sites[place.site].append(_page(place, one))
        own = registered(place.site)
        if is_of_government(place.site) or _is_whole(place, one):
            below[own].append(one.source)
            if one.source.owner is not Owner.MANUAL:
                own_names.add(own)
            if one.is_national:
                national.add(own)
    return Register(
        phones=_settled(by_kind[Kind.PHONE]),
        emails=_settled(by_kind[Kind.EMAIL]),
        lines=_settled(by_kind[Kind.LINE]),
        accounts=_accounts(frozenset(by_kind[Kind.LINE])),
        sites={site: tuple(pages) for site, pages in sites.items()},
        below={name: _foremost(sources) for name, sources in below.items()},
        names=_names(frozenset(own_names), frozenset(national)),
    )


def _page(place: Place, told: Told) -> Page:
    """Return a page as others are compared with it; all of a site of the state is the state's."""
    if is_of_government(place.site):
        return Page(place.path, told.source)
    return Page(place.path, told.source, place.query, told.is_own)


def _is_whole(place: Place, told: Told) -> bool:
    """Whether a name that anybody may register belongs to the agency that names the page."""
    is_first = not place.query and bool(_FRONT.fullmatch(place.path))
    is_registered = registered(place.site) == place.site and not is_below(place.site, OTHERS)
    return told.is_own and is_first and is_registered


def _foremost(sources: Iterable[Source]) -> tuple[Source, ...]:
    """Return the agencies that name a site; where none does, whatever else names it."""
    every = in_order(sources)
    return tuple(one for one in every if one.owner is every[0].owner)


@lru_cache(maxsize=1)
def _names(own_names: frozenset[str], national: frozenset[str]) -> OfficialNames:
    """Prepare names for comparison; they rarely change when something else of a record does."""
    return OfficialNames.of(own_names, national)


@lru_cache(maxsize=1)
def _accounts(lines: frozenset[str]) -> AccountNames:
    return AccountNames.of(lines)


def _settled(found: Mapping[str, Iterable[Source]]) -> dict[str, tuple[Source, ...]]:
    return {value: in_order(sources) for value, sources in found.items()}


def _of_agencies() -> Iterator[Told]:
    rows = Agency.objects.filter(status=AgencyStatus.ACTIVE).order_by()
    fields = ("pk", "kind", "phones", "email", "website")
    for pk, kind, phones, email, website in rows.values_list(*fields).iterator(CHUNK):
        source = Source(Owner.AGENCY, pk)
        yield from _plain(source, phones, email, website, is_national=kind not in LOCAL_KINDS)
    channels = AgencyEChannel.objects.filter(
        status=ChannelStatus.OPEN, agency__status=AgencyStatus.ACTIVE
    ).order_by()
    for agency, kind, address in channels.values_list(
        "agency_id", "agency__kind", "address"
    ).iterator(CHUNK):
        source = Source(Owner.AGENCY, agency)
        yield from _announced(source, address, is_national=kind not in LOCAL_KINDS)


def _of_points() -> Iterator[Told]:
    rows = ServicePoint.objects.filter(status__in=VISITABLE).order_by()
    for pk, phones, email, website in rows.values_list("pk", "phones", "email", "website").iterator(
        CHUNK
    ):
        yield from _plain(Source(Owner.POINT, pk), phones, email, website)


def _of_manuals() -> Iterator[Told]:
    """Read manuals with words of their own; adopters show what their standard manual names."""
    rows = Manual.objects.filter(
        status=ManualStatus.PUBLISHED,
        procedure__status=ProcedureStatus.ACTIVE,
        current__isnull=False,
    ).order_by()
    for pk, channels, complaints in rows.values_list(
        "pk", "current__content__channels__items", "current__content__complaints__items"
    ).iterator(CHUNK):
        source = Source(Owner.MANUAL, pk)
        for item in (*(channels or ()), *(complaints or ())):
            yield from _numbers(source, item.get("phones") or ())
            yield from _web(source, item.get("url") or "")


def _of_pins() -> Iterator[Told]:
    rows = that_count(Pin.objects.exclude(phones=[], queue_url="")).order_by()
    for point, phones, queue in rows.values_list("point_id", "phones", "queue_url").iterator(CHUNK):
        source = Source(Owner.POINT, point)
        yield from _numbers(source, phones)
        yield from _web(source, queue)


def _of_hotlines() -> Iterator[Told]:
    for pk, number in EmergencyNumber.objects.order_by().values_list("pk", "number"):
        yield Told(Kind.PHONE, number, Source(Owner.HOTLINE, pk))


def _plain(
    source: Source,
    phones: Iterable[Mapping[str, Any]],
    email: str,
    website: str,
    *,
    is_national: bool = False,
) -> Iterator[Told]:
    yield from _numbers(source, phones)
    if address := read_email(email):
        yield Told(Kind.EMAIL, address, source)
    yield from _web(source, website, is_national=is_national, is_own=True)


def _announced(source: Source, address: str, *, is_national: bool) -> Iterator[Told]:
    """Yield an electronic channel as what it is: an e-mail, a LINE account or a page."""
    if line := read_line_id(address):
        yield Told(Kind.LINE, line, source)
    elif "@" in address and "://" not in address:
        yield from _plain(source, (), address, "")
    else:
        yield from _web(source, address, is_national=is_national, is_own=True)


def _numbers(source: Source, phones: Iterable[Mapping[str, Any]]) -> Iterator[Told]:
    for phone in phones:
        yield Told(Kind.PHONE, str(phone["number"]), source)


def _web(
    source: Source, url: str, *, is_national: bool = False, is_own: bool = False
) -> Iterator[Told]:
    address = read_address(url) if url else None
    if address is not None:
        place = place_of(address)
        yield Told(Kind.WEB, place.site, source, is_national, is_own, place)
