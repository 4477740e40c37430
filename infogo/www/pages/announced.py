"""Announcements of the centre above a public page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from infogo.agencies.models import Agency, AgencyPath
from infogo.announcements.models import Level, Place
from infogo.announcements.selectors import Posted, Where, above_page, posted
from infogo.core.language import in_language
from infogo.points.models import ServicePoint

LONGEST_CODE = 2
LEFT_OUT = "has_no_announcements"
PLACES_OF_AGENCIES = (Place.AGENCY, Place.PROVINCE)


@dataclass(frozen=True)
class Shown:
    """One announcement in words; ``lang`` is set where it is not in the page's language."""

    text: str
    lang: str | None
    is_urgent: bool


def leave_out_announcements(request: HttpRequest) -> None:
    """Show none above the answer to this request."""
    setattr(request, LEFT_OUT, True)


def announced(request: HttpRequest) -> Sequence[Shown]:
    """Return what stands above the page that is asked for; at most one query if nothing does."""
    if getattr(request, LEFT_OUT, False):
        return ()
    now = timezone.now()
    coming = posted(now)
    shown = [one for one in coming if one.is_shown_at(now)]
    if not shown:
        return ()
    return [in_words(one) for one in above_page(shown, _where(request, shown), now)]


def in_words(one: Posted) -> Shown:
    """Return an announcement in the language being shown, in Thai where there is no English."""
    text, lang = in_language(one.text_th, one.text_en)
    return Shown(text, lang, one.level == Level.URGENT)


def _where(request: HttpRequest, shown: Sequence[Posted]) -> Where:
    """Return what a page is about, by its address; the database is asked only where it matters."""
    kwargs: dict[str, Any] = request.resolver_match.kwargs if request.resolver_match else {}
    asked = {str(kwargs.get("code", "")), request.GET.get("prov", "")}
    provinces = {code for code in asked if 0 < len(code) <= LONGEST_CODE}
    agencies: set[int] = set()
    if any(one.place in PLACES_OF_AGENCIES for one in shown):
        for agency, province in _places(kwargs):
            agencies.add(agency)
            provinces.add(province or "")
    above = AgencyPath.objects.filter(descendant__in=agencies).values_list("ancestor_id", flat=True)
    return Where(
        frozenset(provinces),
        frozenset(above if agencies else ()),
        kwargs.get("procedure_id", 0),
    )


def _places(kwargs: dict[str, Any]) -> Sequence[tuple[int, str | None]]:
    """Return the agency that a page is about, with the province, of a point or of itself."""
    if "point_id" in kwargs:
        points = ServicePoint.objects.filter(pk=kwargs["point_id"])
        return list(points.values_list("agency_id", "province_id"))
    if "agency_id" in kwargs:
        agencies = Agency.objects.filter(pk=kwargs["agency_id"])
        return list(agencies.values_list("pk", "province_id"))
    return ()
