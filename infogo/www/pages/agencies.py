"""All agencies: by ministry, and by province."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from infogo.agencies.models import Agency
from infogo.agencies.selectors import (
    BROWSING_GROUP,
    PROVINCIAL_KINDS,
    agencies_in,
    local_counts_by_province,
    national_agencies,
    top_agencies,
)
from infogo.core.language import in_language
from infogo.geo.models import Province
from infogo.geo.wording import district_name, province_name
from infogo.points.opening import Clock
from infogo.points.selectors import provinces
from infogo.taxonomy.selectors import terms_in_force
from infogo.www.pages.places import Link
from infogo.www.pages.service_links import collation_key

# A list longer than this gets a box to find a name in it.
LONG_LIST = 15


@dataclass(frozen=True)
class AgencyEntry:
    """One agency in a list, as ``link_list`` reads it."""

    title: str
    href: str
    lang: str | None
    note: str = ""


@dataclass(frozen=True)
class AgencyGroup:
    """Agencies under one heading; ``href`` is empty when the heading is no agency."""

    id: str
    title: str
    href: str
    lang: str | None
    items: Sequence[AgencyEntry]

    @property
    def is_long(self) -> bool:
        """Whether a reader needs help to find a name."""
        return len(self.items) > LONG_LIST


@dataclass(frozen=True)
class Region:
    """A part of the country with links to its provinces."""

    title: str
    provinces: Sequence[Link]


@dataclass(frozen=True)
class AgenciesPage:
    """The index of agencies: ministries with what belongs to them, and the provinces."""

    groups: Sequence[AgencyGroup]
    regions: Sequence[Region]


@dataclass(frozen=True)
class ProvinceAgenciesPage:
    """The provincial and local bodies of one province, by kind and district."""

    province: str
    groups: Sequence[AgencyGroup]
    total: int
    places_href: str


def agencies_page() -> AgenciesPage:
    """Return the index: every national agency under its ministry, and the provinces."""
    members: dict[int | None, list[Agency]] = defaultdict(list)
    national = national_agencies().exclude(kind__in=[*PROVINCIAL_KINDS, BROWSING_GROUP])
    for agency in national.order_by("sort_key"):
        members[agency.parent_id].append(agency)
    tops = sorted(top_agencies(), key=_ministries_first)
    groups = [_top_group(top, members[top.pk]) for top in tops if members[top.pk]]
    alone = [_entry(top) for top in tops if not members[top.pk] and top.kind != BROWSING_GROUP]
    if alone:
        groups.append(AgencyGroup("alone", "", "", None, alone))
    return AgenciesPage(groups, _regions(provinces(), local_counts_by_province()))


def province_agencies_page(province: Province, clock: Clock) -> ProvinceAgenciesPage:
    """Return the bodies of a province: those of the province itself first, then by size."""
    kinds = terms_in_force(["agency_kind"], clock.now.date())["agency_kind"]
    members: dict[str, list[Agency]] = defaultdict(list)
    for agency in agencies_in(province):
        members[agency.kind].append(agency)
    groups = []
    for kind in PROVINCIAL_KINDS:
        term = kinds.get(kind)
        found = sorted(members[kind], key=_by_district)
        if found:
            title = in_language(term.label_th, term.label_en)[0] if term else kind
            entries = [_entry(agency, with_district=len(found) > 1) for agency in found]
            groups.append(AgencyGroup(f"kind-{kind}", title, "", None, entries))
    return ProvinceAgenciesPage(
        province=province_name(province),
        groups=groups,
        total=sum(len(group.items) for group in groups),
        places_href=f"{reverse('www:places')}?prov={province.code}",
    )


def _top_group(top: Agency, members: Sequence[Agency]) -> AgencyGroup:
    title, lang = in_language(top.name_th, top.name_en)
    href = reverse("www:agency", args=[top.pk])
    ordered = sorted((_entry(agency) for agency in members), key=lambda e: collation_key(e.title))
    return AgencyGroup(f"agency-{top.pk}", title, href, lang, ordered)


def _entry(agency: Agency, *, with_district: bool = False) -> AgencyEntry:
    title, lang = in_language(agency.name_th, agency.name_en)
    note = district_name(agency.district) if with_district and agency.district else ""
    return AgencyEntry(title, reverse("www:agency", args=[agency.pk]), lang, note)


def _by_district(agency: Agency) -> tuple[str, str]:
    title = in_language(agency.name_th, agency.name_en)[0]
    return agency.district_id or "", collation_key(title)


def _ministries_first(top: Agency) -> tuple[bool, str]:
    """Sort browsing groups behind the ministries, each in the order of the dictionary."""
    title = in_language(top.name_th, top.name_en)[0]
    return top.kind == BROWSING_GROUP, collation_key(title)


def _regions(known: Sequence[Province], counts: dict[str, int]) -> Sequence[Region]:
    """Return the provinces by region, in dictionary order, each with its number of bodies."""
    by_region: dict[str, list[Link]] = defaultdict(list)
    for province in known:
        if counts.get(province.code):
            title = in_language(province.name_th, province.name_en)[0]
            href = reverse("www:agencies_in_province", args=[province.code])
            by_region[province.region_th].append(Link(title, href, counts[province.code]))
    return [
        Region(region_name(region), sorted(links, key=lambda link: collation_key(link.title)))
        for region, links in by_region.items()
    ]


def region_name(thai: str) -> str:
    """Name a region in the page's language; the six geographic regions are a closed list."""
    return {
        "ภาคกลาง": _("ภาคกลาง"),
        "ภาคเหนือ": _("ภาคเหนือ"),
        "ภาคใต้": _("ภาคใต้"),
        "ภาคตะวันออก": _("ภาคตะวันออก"),
        "ภาคตะวันตก": _("ภาคตะวันตก"),
        "ภาคตะวันออกเฉียงเหนือ": _("ภาคตะวันออกเฉียงเหนือ"),
    }.get(thai, thai)
