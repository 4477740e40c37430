"""What result lists show of each record, kept at hand until something of it changes.

Every reading first asks the database, by one small query, whether what is held is still true.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db.models import Count, Prefetch

from infogo.agencies.models import Agency
from infogo.articles.models import Article
from infogo.core import versions
from infogo.core.keys import AGENCY_NAMES
from infogo.core.prepared import Prepared
from infogo.geo.models import Province
from infogo.manuals.models import Manual, ManualFacts, Procedure, ProcedureStatus
from infogo.pins.models import Pin
from infogo.pins.selectors import that_count
from infogo.points.models import ServicePoint
from infogo.search.results import Kind, Result, Variant
from infogo.search.retrieval.variants import Office, pick_nearer, pick_variants

MOST_RECORDS = 50_000
MOST_LOCAL = 50_000
"""Held at most, of each collection; more than the country has."""
SHARED = (versions.EVERYTHING, AGENCY_NAMES)
"""Version keys on which all that is shown depends, beside those of the records themselves."""
MOST_FILLED = 500
"""Procedures, the most used first, that are fetched before anybody asks."""

KeyT = TypeVar("KeyT", bound=Hashable)
HeldT = TypeVar("HeldT")


@dataclass(frozen=True)
class Shelved:
    """A record as a result without marks, and everyday words by which it may have been found."""

    result: Result
    tags: tuple[str, ...] = ()

    @cached_property
    def all_tags(self) -> str:
        """The tags in one text, to ask about all of them at once."""
        return "\n".join(self.tags)


@dataclass(frozen=True)
class Whereabouts:
    """Where the reader is or what place she named."""

    province: str = ""
    district: str = ""
    agency: int | None = None


@dataclass(frozen=True)
class Local:
    """A procedure in one place: whose manual, and at how many points of the province."""

    variant: Variant | None
    places: int


RecordKey = tuple[int, int]
"""An id, and the version of that record."""
LocalKey = tuple[int, int, Whereabouts]
"""An id of a procedure, its version, and a place."""


class _Collection(Generic[KeyT, HeldT]):
    """Things that stay true as long as the shared versions do; their own are in their keys."""

    def __init__(self, most: int, *shared: str) -> None:
        self.shared = (versions.EVERYTHING, *shared)
        self._most = most
        self._lock = threading.Lock()
        self._tokens: Mapping[str, int] = {}
        self._held: dict[KeyT, HeldT] = {}

    def get(
        self,
        wanted: Collection[KeyT],
        tokens: Mapping[str, int],
        read: Callable[[list[KeyT]], Mapping[KeyT, HeldT]],
    ) -> dict[KeyT, HeldT]:
        """Return what exists of ``wanted``.

        ``tokens`` were read before this call: a change in between makes them old, never the rows.
        """
        present = {key: tokens[key] for key in self.shared}
        with self._lock:
            if present != self._tokens or len(self._held) > self._most:
                self._tokens, self._held = present, {}
            held = self._held
        missing = [key for key in wanted if key not in held]
        if missing:
            held.update(read(missing))
        return {key: held[key] for key in wanted if key in held}

    def forget(self) -> None:
        """Drop what is held."""
        with self._lock:
            self._tokens, self._held = {}, {}


class Shelf:
    """Keeps what was read, and asks the database by one query whether it is still true."""

    def __init__(self) -> None:
        # Of an agency the names show on its records and on those below it.
        self._records: dict[Kind, _Collection[RecordKey, Shelved]] = {
            Kind.PROCEDURE: _Collection(MOST_RECORDS, AGENCY_NAMES),
            Kind.AGENCY: _Collection(MOST_RECORDS, AGENCY_NAMES),
            Kind.POINT: _Collection(MOST_RECORDS, AGENCY_NAMES),
            Kind.ARTICLE: _Collection(MOST_RECORDS),
        }
        self._offices: _Collection[int, Office] = _Collection(MOST_RECORDS, AGENCY_NAMES)
        self._local: _Collection[LocalKey, Local] = _Collection(MOST_LOCAL, AGENCY_NAMES)

    def records(
        self, ids: Mapping[Kind, Collection[int]], tokens: Mapping[str, int] | None = None
    ) -> dict[tuple[Kind, int], Shelved]:
        """Return the records that exist.

        ``tokens`` are the present ones of ``SHARED`` and of the records, where they are at hand.
        """
        asked = {kind: self._records[kind] for kind, keys in ids.items() if keys}
        if tokens is None:
            own = {versions.record_key(kind, key) for kind in asked for key in ids[kind]}
            tokens = versions.tokens({*SHARED, *own})
        found: dict[tuple[Kind, int], Shelved] = {}
        for kind, collection in asked.items():
            wanted = {(key, tokens[versions.record_key(kind, key)]) for key in ids[kind]}
            for (key, _), shelved in collection.get(wanted, tokens, _reader(kind)).items():
                found[kind, key] = shelved
        return found

    def local(
        self,
        procedures: Collection[int],
        where: Whereabouts,
        tokens: Mapping[str, int] | None = None,
    ) -> dict[int, Local]:
        """Return what the place ``where``, which has a province, has of each procedure.

        ``tokens`` are the present ones of ``SHARED`` and of the procedures, where at hand.
        """
        # An agency that publishes a manual of its own touches only its procedure's own version.
        own = {key: versions.record_key(Kind.PROCEDURE, key) for key in procedures}
        present = versions.tokens({*SHARED, *own.values()}) if tokens is None else tokens
        wanted = {(key, present[own[key]], where) for key in procedures}

        def read(missing: list[LocalKey]) -> dict[LocalKey, Local]:
            found = self._read_local([key for key, _, _ in missing], where, present)
            return {key: found[key[0]] for key in missing}

        return {key[0]: local for key, local in self._local.get(wanted, present, read).items()}

    def offices(self, agencies: Collection[int], tokens: Mapping[str, int]) -> dict[int, Office]:
        """Return agencies by id, with names; ``tokens`` are the present ones of ``SHARED``."""
        return self._offices.get(agencies, tokens, _read_offices)

    def fill(self) -> None:
        """Fetch the most used procedures and what every province has of them."""
        active = Procedure.objects.filter(status=ProcedureStatus.ACTIVE)
        procedures = list(active.order_by("-popularity").values_list("pk", flat=True)[:MOST_FILLED])
        self.records({Kind.PROCEDURE: procedures})
        for province in Province.objects.values_list("code", flat=True):
            self.local(procedures, Whereabouts(province))

    def forget(self) -> None:
        """Drop what is held, as when the database under it is another one."""
        for records in self._records.values():
            records.forget()
        self._offices.forget()
        self._local.forget()

    def _read_local(
        self, procedures: list[int], where: Whereabouts, tokens: Mapping[str, int]
    ) -> dict[int, Local]:
        if where.district or where.agency:
            return self._read_nearer(procedures, where, tokens)
        variants = pick_variants(
            procedures, lambda agencies: self.offices(agencies, tokens), province=where.province
        )
        places: dict[int, int] = dict(_PINS.rows(procedures, where.province))
        return {key: Local(variants.get(key), places.get(key, 0)) for key in procedures}

    def _read_nearer(
        self, procedures: list[int], where: Whereabouts, tokens: Mapping[str, int]
    ) -> dict[int, Local]:
        """Choose among the few offices that are named; the rest is what the province has."""
        found = self.local(procedures, Whereabouts(where.province), tokens)
        nearer = pick_nearer(
            procedures, province=where.province, district=where.district, agency=where.agency
        )
        for key, variant in nearer.items():
            wide, places = found[key].variant, found[key].places
            is_only = wide is None or wide.is_only_choice
            found[key] = Local(replace(variant, is_only_choice=is_only), places)
        return found


# ---------------------------------------------------------------- reading


def _reader(kind: Kind) -> Callable[[list[RecordKey]], dict[RecordKey, Shelved]]:
    """Return what reads records of one kind by their ids with versions."""

    def read(keys: list[RecordKey]) -> dict[RecordKey, Shelved]:
        found = READERS[kind]([key for key, _ in keys])
        return {(key, token): found[key] for key, token in keys if key in found}

    return read


def _read_procedures(ids: list[int]) -> dict[int, Shelved]:
    standard = Manual.objects.filter(standard=None).select_related("facts")
    found = (
        Procedure.objects.filter(pk__in=ids)
        .select_related("owner")
        .prefetch_related("tags", Prefetch("manuals", standard, to_attr="standard_manuals"))
    )
    return {
        procedure.pk: Shelved(
            Result(
                kind=Kind.PROCEDURE,
                id=procedure.pk,
                code=procedure.code,
                title_th=procedure.name_th,
                title_en=procedure.name_en,
                official_title=procedure.official_name_th,
                summary=procedure.summary_th,
                owner_id=procedure.owner_id,
                owner_name_th=procedure.owner.name_th,
                owner_name_en=procedure.owner.name_en,
                province="",
                path=f"/manual/{procedure.pk}",
                score=0.0,
                facts=_facts(procedure),
            ),
            tuple(tag.text for tag in procedure.tags.all()),
        )
        for procedure in found
    }


def _facts(procedure: Procedure) -> ManualFacts | None:
    manuals: list[Manual] = procedure.standard_manuals  # type: ignore[attr-defined]
    return next((getattr(manual, "facts", None) for manual in manuals), None)


def _read_agencies(ids: list[int]) -> dict[int, Shelved]:
    return _places(Kind.AGENCY, "agency", _AGENCIES.rows(ids))


def _read_points(ids: list[int]) -> dict[int, Shelved]:
    return _places(Kind.POINT, "place", _POINTS.rows(ids))


def _places(kind: Kind, room: str, rows: Iterable[tuple[Any, ...]]) -> dict[int, Shelved]:
    """Return agencies or points; ``room`` is where on the site their pages stand."""
    return {
        pk: Shelved(
            Result(
                kind=kind,
                id=pk,
                code=key,
                title_th=name_th,
                title_en=name_en,
                official_title=name_th,
                summary=summary,
                owner_id=owner,
                owner_name_th=owner_th or "",
                owner_name_en=owner_en or "",
                province=province or "",
                path=f"/{room}/{pk}",
                score=0.0,
            )
        )
        for pk, key, name_th, name_en, summary, province, owner, owner_th, owner_en in rows
    }


def _read_articles(ids: list[int]) -> dict[int, Shelved]:
    return {
        article.pk: Shelved(
            Result(
                kind=Kind.ARTICLE,
                id=article.pk,
                code=article.slug,
                title_th=article.title_th,
                title_en=article.title_en,
                official_title=article.title_th,
                summary=article.summary_th,
                owner_id=None,
                owner_name_th="",
                owner_name_en="",
                province="",
                path=f"/article/{article.pk}",
                score=0.0,
            )
        )
        for article in Article.objects.filter(pk__in=ids)
    }


def _read_offices(ids: list[int]) -> dict[int, Office]:
    return {key: Office.of(*row) for key, *row in _OFFICES.rows(ids)}


# Offices are many and seldom asked for twice: making whole objects of them, and writing the
# questions for them anew, took half of a search for one.
_AGENCIES = Prepared(
    lambda ids: Agency.objects.filter(pk__in=ids).values_list(
        "pk", "key", "name_th", "name_en", "description_th", "province_id",
        "parent_id", "parent__name_th", "parent__name_en",
    )
)  # fmt: skip
_POINTS = Prepared(
    lambda ids: ServicePoint.objects.filter(pk__in=ids).values_list(
        "pk", "key", "name_th", "name_en", "address", "province_id",
        "agency_id", "agency__name_th", "agency__name_en",
    )
)  # fmt: skip
_OFFICES = Prepared(
    lambda ids: Agency.objects.filter(pk__in=ids).values_list("pk", "kind", "name_th", "name_en")
)
_PINS = Prepared(
    lambda procedures, province: (
        that_count(Pin.objects.filter(procedure__in=procedures, province=province))
        .order_by()
        .values("procedure")
        .annotate(pins=Count("*"))
        .values_list("procedure", "pins")
    )
)

READERS: dict[Kind, Callable[[list[int]], dict[int, Shelved]]] = {
    Kind.PROCEDURE: _read_procedures,
    Kind.AGENCY: _read_agencies,
    Kind.POINT: _read_points,
    Kind.ARTICLE: _read_articles,
}

shelf = Shelf()
