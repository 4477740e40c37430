"""What can be suggested while somebody types, and under which spellings it is found."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Count, F, Max, Q

from infogo.agencies.models import Agency, AgencyStatus
from infogo.articles.models import Article, ArticleStatus
from infogo.core.keys import AGENCY_NAMES, ARTICLE, EVERYTHING, POINT_ROWS, PROCEDURE_NAMES
from infogo.manuals.models import ManualStatus, Procedure, ProcedureStatus
from infogo.points.models import PointStatus, ServicePoint
from infogo.search.indexing.documents import CENTRAL_KINDS
from infogo.search.results import Suggestion, SuggestionKind
from infogo.search.words.lexicon import agency_aliases, office_words
from infogo.search.words.short_forms import short_forms
from infogo.taxonomy.models import Tag

AGENCY_WEIGHT = {"ministry": 40.0, "department": 30.0}
CENTRAL_WEIGHT = 20.0
GUIDE_WEIGHT = 3.0
"""As gladly as a service that is used a little."""
LOCAL_WEIGHT = 1.0
POINT_WEIGHT = 1.5
_BEFORE_PLACE = re.compile(
    r"^.*(?:สาขาอำเภอ|สาขา|ส่วนแยก|จังหวัด|พื้นที่|อำเภอ|กรุงเทพมหานคร|หนังสือเดินทาง)(?=\S)"
    r"|^.*(?:สาขา|ส่วนแยก|เขต) "
)
"""What stands before the place in the name of an office."""
_ENGLISH_DISTRICT = re.compile(r"^(.+) District Office$")

NAMED = (EVERYTHING, PROCEDURE_NAMES, AGENCY_NAMES, POINT_ROWS, ARTICLE)
"""Version keys of what can be suggested: how things are called, and how much they are used."""
SHORT_PHRASE = 10
"""Letters of an everyday word that weighs fully: behind "hotel" a licence is meant sooner than a
report of foreign guests."""


@dataclass(frozen=True)
class Entry:
    """Something that can be suggested, and how gladly."""

    suggestion: Suggestion
    weight: float


Found = tuple[Entry, tuple[str, ...]]
"""An entry and the spellings under which it is found, the one that is shown first."""


def is_local(entry: Entry) -> bool:
    """Return whether it is one of thousands of local agencies, which nobody types by guess."""
    return entry.suggestion.kind is SuggestionKind.AGENCY and entry.weight <= LOCAL_WEIGHT


def digest_of(entries: Iterable[Found]) -> bytes:
    """Return a digest that differs when any entry, its weight or its spellings do."""
    digest = hashlib.blake2b(digest_size=16)
    for entry in entries:
        digest.update(repr(entry).encode())
    return digest.digest()


def read_entries() -> Iterator[Found]:
    """Read everything that can be suggested: five queries."""
    yield from _phrases()
    yield from _services()
    yield from _guides()
    yield from _agencies()
    yield from _points()


def _phrases() -> Iterator[Found]:
    """Everyday words; the more the services behind them are used, the more gladly."""
    is_active = Q(procedures__status=ProcedureStatus.ACTIVE)
    tags = Tag.objects.annotate(
        popularity=Max("procedures__popularity", filter=is_active),
        uses=Count("procedures", filter=is_active),
    ).filter(uses__gt=0)
    for tag in tags:
        suggestion = Suggestion(SuggestionKind.PHRASE, tag.text)
        weight = 1.0 + math.log1p(max(0.0, tag.popularity)) * math.sqrt(tag.uses)
        weight /= math.sqrt(max(1.0, len(tag.text) / SHORT_PHRASE))
        yield Entry(suggestion, weight), (tag.text,)


def _services() -> Iterator[Found]:
    found = Procedure.objects.filter(
        status=ProcedureStatus.ACTIVE,
        manuals__standard=None,
        manuals__status=ManualStatus.PUBLISHED,
    ).only("pk", "code", "name_th", "official_name_th", "name_en", "popularity")
    for procedure in found:
        suggestion = Suggestion(
            SuggestionKind.SERVICE,
            procedure.name_th,
            code=procedure.code,
            id=procedure.pk,
            path=f"/manual/{procedure.pk}",
        )
        weight = 1.0 + math.log1p(max(0.0, procedure.popularity))
        names = (procedure.name_th, procedure.official_name_th, procedure.name_en)
        yield Entry(suggestion, weight), names


def _guides() -> Iterator[Found]:
    """Articles of life events or by the centre: of agencies' many others nobody types the title."""
    guides = Q(agency=None) | Q(life_event__isnull=False)
    found = Article.objects.filter(guides, status=ArticleStatus.PUBLISHED)
    for pk, slug, title_th, title_en in found.values_list("pk", "slug", "title_th", "title_en"):
        path = f"/article/{pk}"
        suggestion = Suggestion(SuggestionKind.ARTICLE, title_th, code=slug, id=pk, path=path)
        yield Entry(suggestion, GUIDE_WEIGHT), (title_th, title_en)


def _agencies() -> Iterator[Found]:
    aliases = agency_aliases()
    found = Agency.objects.filter(status=AgencyStatus.ACTIVE).exclude(kind="group")
    for pk, key, kind, name_th, name_en, abbreviation in found.values_list(
        "pk", "key", "kind", "name_th", "name_en", "abbreviation"
    ):
        suggestion = Suggestion(
            SuggestionKind.AGENCY, name_th, code=key, id=pk, path=f"/agency/{pk}"
        )
        is_central = kind in CENTRAL_KINDS
        weight = AGENCY_WEIGHT.get(kind, CENTRAL_WEIGHT if is_central else LOCAL_WEIGHT)
        others = (name_en, abbreviation, *short_forms(name_th), *aliases.get(key, ()))
        yield Entry(suggestion, weight), (name_th, *others)


def _points() -> Iterator[Found]:
    """Offices of central agencies that have several, and provincial halls.

    An only one is found as its agency. Those of local governments are tens of thousands, which
    the memory of a process must not hold.
    """
    is_open = Q(status__in=(PointStatus.OPEN, PointStatus.SUSPENDED))
    crowded = (
        ServicePoint.objects.filter(is_open, agency__kind__in=CENTRAL_KINDS)
        .values("agency")
        .annotate(points=Count("pk"))
        .filter(points__gt=1)
        .values("agency")
    )
    words = office_words()
    # By their agencies: no index leads to a kind, and a whole table read would stay in memory.
    provinces = Agency.objects.filter(kind="province").values("pk")
    found = ServicePoint.objects.filter(
        is_open, Q(agency__in=crowded) | Q(agency__in=provinces)
    ).exclude(name_th=F("agency__name_th"))
    for pk, key, kind, name_th, name_en in found.values_list(
        "pk", "key", "kind", "name_th", "name_en"
    ):
        suggestion = Suggestion(SuggestionKind.POINT, name_th, code=key, id=pk, path=f"/place/{pk}")
        called = spoken_names(name_th, name_en, words.get(kind, ()))
        yield Entry(suggestion, POINT_WEIGHT), (name_th, name_en, *called)


def spoken_names(name_th: str, name_en: str, words: Iterable[str]) -> list[str]:
    """Return what people call an office: a word for its kind and the place.

    ขนส่งหาดใหญ่ for สำนักงานขนส่งจังหวัดสงขลา สาขาอำเภอหาดใหญ่, and Amphoe Mae Rim for
    Mae Rim District Office.
    """
    place = _BEFORE_PLACE.sub("", name_th).strip()
    names = [f"{word}{place}" for word in words] if place != name_th else []
    if district := _ENGLISH_DISTRICT.match(name_en):
        names.append(f"Amphoe {district[1]}")
    if "Provincial " in name_en:
        names.append(name_en.replace("Provincial ", ""))
    return names
