"""Looking for a further service without leaving the plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from infogo.core.language import in_language
from infogo.display.nationality import ForThais
from infogo.search.results import Kind
from infogo.search.selectors import search
from infogo.www.pages.plan_nationality import found_for_thais
from infogo.www.pages.plan_query import PlanQuery

SHOWN = 6


@dataclass(frozen=True)
class FoundService:
    """One service that can be added; ``href`` is the plan with it, empty when it is in it.

    ``for_thais`` is told to who may be no Thai national, and does not keep her from adding it.
    """

    title: str
    lang: str | None
    agency: str
    agency_lang: str | None
    href: str
    for_thais: ForThais | None


@dataclass(frozen=True)
class Found:
    """What was found for the words typed; ``is_ready`` is false while the index is built."""

    services: Sequence[FoundService]
    is_ready: bool


def found_services(plan: PlanQuery, *, is_foreigner: bool) -> Found | None:
    """Search for services to add; nothing when nothing was asked or nothing fits in."""
    if not plan.q or plan.is_full:
        return None
    found = search(plan.q, kind=Kind.PROCEDURE, province=plan.province, page_size=SHOWN)
    not_for_her = found_for_thais([one.id for one in found.results], is_foreigner=is_foreigner)
    services = []
    for result in found.results:
        title, lang = in_language(result.title_th, result.title_en)
        agency, agency_lang = in_language(result.owner_name_th, result.owner_name_en)
        is_there = result.id in plan.ids
        href = "" if is_there else plan.url_at(result.id, (*plan.ids, result.id))
        why = not_for_her.get(result.id)
        services.append(FoundService(title, lang, agency, agency_lang, href, why))
    return Found(services, found.is_ready)
