"""One agency: where it stands, how to reach it, what it serves and where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from infogo.agencies.models import Agency
from infogo.agencies.selectors import BROWSING_GROUP, ancestors_of, children_of
from infogo.channels.selectors import open_channels
from infogo.core.language import in_language
from infogo.display.structured import absolute
from infogo.display.whereabouts import Number, envelope, numbers, place_of
from infogo.linked.schema_org import government_organization
from infogo.manuals.models import Manual, ManualStatus, ProcedureStatus
from infogo.points.models import ServicePoint
from infogo.points.opening import Clock
from infogo.points.selectors import (
    count_by_province,
    provinces,
    visitable_points,
    with_whereabouts,
)
from infogo.ratings.models import TallyScope
from infogo.ratings.selectors import figures_of
from infogo.records.figures import rating_record
from infogo.taxonomy.selectors import terms_in_force
from infogo.www.pages.agency_channels import AgencyChannels, agency_channels
from infogo.www.pages.cards import ServiceCard, service_cards
from infogo.www.pages.paging import Paging, paging_of
from infogo.www.pages.places import Link, province_links
from infogo.www.pages.point_rows import PointRow, notes_on, point_row
from infogo.www.pages.ratings import Result, agency_rating
from infogo.www.pages.rounds import RoundList, rounds_of_an_agency
from infogo.www.pages.service_links import ServiceLink, service_links

# Every list of a real agency fits; the limit keeps a page's weight bounded whatever is loaded.
MOST_MANUALS = 150
MANUALS_PER_PAGE = 30
# An agency with more points than this is shown by province.
MOST_POINTS = 5


@dataclass(frozen=True)
class AgencyHead:
    """An agency's names and place in the tree, which its pages share."""

    pk: int
    name: str
    lang: str | None
    thai_name: str
    kind: str
    trail: Sequence[tuple[str, str]]
    href: str
    manuals_href: str
    places_href: str


@dataclass(frozen=True)
class Contact:
    """How to reach an agency; ``borrowed`` when address and phones are those of its only point."""

    address: str
    lang: str | None
    phones: Sequence[Number]
    email: str
    website: str
    borrowed: bool


@dataclass(frozen=True)
class Logo:
    """An agency's mark; sizes in pixels."""

    href: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True)
class AgencyPage:
    """Everything an agency's page shows."""

    head: AgencyHead
    logo: Logo | None
    parents: Sequence[tuple[str, str]]
    former_names: Sequence[str]
    abbreviation: str
    description: str
    contact: Contact
    e_channels: AgencyChannels
    manuals: Sequence[ServiceLink]
    manual_count: int
    own_count: int
    points: Sequence[PointRow]
    point_notes: str
    point_count: int
    rounds: RoundList
    provinces: Sequence[Link]
    below: Sequence[Link]
    rating: Result
    codes: Sequence[tuple[str, str]]
    checked_on: date | None
    source: str
    structured: dict[str, Any]


@dataclass(frozen=True)
class AgencyManualsPage:
    """The services of an agency with their facts, used most first."""

    head: AgencyHead
    manuals: Sequence[ServiceCard]
    total: int
    paging: Paging


def agency_page(agency: Agency, clock: Clock) -> AgencyPage:
    """Return the page of an agency."""
    above = ancestors_of(agency)
    bodies = [ancestor for ancestor in above if ancestor.kind != BROWSING_GROUP]
    manuals = list(served_manuals(agency)[:MOST_MANUALS])
    points = visitable_points().filter(agency=agency)
    counts = count_by_province(points)
    listed = _few(points, counts)
    head = agency_head(agency, above, clock)
    return AgencyPage(
        head=head,
        logo=_logo(agency, head.name),
        parents=[_named(body) for body in bodies],
        former_names=list(agency.former_names.values_list("name_th", flat=True)),
        abbreviation=agency.abbreviation,
        description=agency.description_th,
        contact=_contact(agency, listed),
        e_channels=agency_channels(agency, clock.now.date()),
        manuals=service_links(manuals, _own_sections),
        manual_count=len(manuals),
        own_count=sum(manual.is_standard for manual in manuals),
        points=[point_row(point, clock) for point in listed],
        point_notes=notes_on(listed).text,
        point_count=sum(counts.values()),
        rounds=rounds_of_an_agency(agency.pk, clock.now.date()),
        provinces=()
        if listed or not counts
        else province_links(provinces(), counts, head.places_href, ()),
        below=_below(agency),
        rating=agency_rating(agency.pk),
        codes=[(scheme_name(code.scheme), code.code) for code in agency.codes.order_by("scheme")],
        checked_on=agency.checked_on,
        source=agency.source,
        structured=government_organization(agency, bodies[-1] if bodies else None),
    )


def agency_head(agency: Agency, above: Sequence[Agency], clock: Clock) -> AgencyHead:
    """Return what an agency's pages begin with; ``above`` are its ancestors, the top first."""
    name, lang = in_language(agency.name_th, agency.name_en)
    kinds = terms_in_force(["agency_kind"], clock.now.date())["agency_kind"]
    kind = kinds.get(agency.kind)
    return AgencyHead(
        pk=agency.pk,
        name=name,
        lang=lang,
        thai_name=agency.name_th,
        kind=in_language(kind.label_th, kind.label_en)[0] if kind else agency.kind,
        trail=[(_("หน่วยงาน"), reverse("www:agencies")), *(_named(ancestor) for ancestor in above)],
        href=reverse("www:agency", args=[agency.pk]),
        manuals_href=reverse("www:agency_manuals", args=[agency.pk]),
        places_href=reverse("www:agency_places", args=[agency.pk]),
    )


def agency_manuals_page(agency: Agency, page: int, clock: Clock) -> AgencyManualsPage:
    """Return one page of an agency's services, used most first."""
    head = agency_head(agency, ancestors_of(agency), clock)
    manuals = served_manuals(agency)
    total = manuals.count()
    paging = paging_of(total, page, MANUALS_PER_PAGE, head.manuals_href)
    shown = list(manuals[paging.start : paging.end])
    local = {m.procedure_id: agency.pk for m in shown if not m.is_standard}
    cards = service_cards([manual.procedure_id for manual in shown], agency_ids=local)
    return AgencyManualsPage(head, cards, total, paging)


def served_manuals(agency: Agency) -> QuerySet[Manual]:
    """Return the manuals of an agency that citizens can use, used most first."""
    return (
        Manual.objects.filter(
            agency=agency,
            status=ManualStatus.PUBLISHED,
            procedure__status=ProcedureStatus.ACTIVE,
        )
        .select_related("procedure")
        .order_by("-procedure__popularity", "procedure__code")
    )


def agency_data(agency: Agency) -> dict[str, Any]:
    """Return what ``/agency/<id>.json`` answers; names of fields never change meaning.

    ``parents`` runs from the top of the tree down. ``codes`` are the codes of the agency in
    numbering schemes such as ``dga8``, ``e_channels`` the channels that it announced under section
    10 of the E-Act. A position is given only when it is the office's own. ``rating`` sums what
    citizens said of all that the agency does itself, with the fields of ``ratings_data``.
    """
    exact = agency.coordinate_quality == "office" and agency.lat is not None
    return {
        "id": agency.pk,
        "key": agency.key,
        "url": absolute(reverse("www:agency", args=[agency.pk])),
        "kind": agency.kind,
        "status": agency.status,
        "name_th": agency.name_th,
        "name_en": agency.name_en,
        "abbreviation": agency.abbreviation,
        "former_names": list(agency.former_names.values_list("name_th", flat=True)),
        "parents": [{"id": a.pk, "key": a.key, "name_th": a.name_th} for a in ancestors_of(agency)],
        "province": agency.province_id,
        "district": agency.district_id,
        "subdistrict": agency.subdistrict_id,
        "address": agency.address,
        "phones": agency.phones,
        "email": agency.email,
        "website": agency.website,
        "position": {"lat": agency.lat, "lng": agency.lng} if exact else None,
        "codes": [
            {"scheme": code.scheme, "code": code.code, "note": code.note}
            for code in agency.codes.order_by("scheme", "code")
        ],
        "e_channels": [
            {
                "kind": channel.kind,
                "level": channel.level,
                "address": channel.address,
                "purpose_th": channel.purpose_th,
                "opened_on": channel.opened_on.isoformat(),
            }
            for channel in open_channels(agency.pk)
        ],
        "rating": rating_record(figures_of(TallyScope.AGENCY, agency.pk)).model_dump(mode="json"),
        "checked_on": agency.checked_on.isoformat() if agency.checked_on else None,
        "source": agency.source,
    }


def scheme_name(scheme: str) -> str:
    """Name a numbering scheme of agencies; an unknown one is shown by its own code."""
    names = {
        "dga8": _("รหัสหน่วยงาน 8 หลัก ของ สพร."),
        "budget5": _("รหัสหน่วยรับงบประมาณ 5 หลัก"),
        "dola7": _("รหัสกรมส่งเสริมการปกครองท้องถิ่น 7 หลัก"),
        "nso6": _("รหัสเทศบาลของสำนักงานสถิติแห่งชาติ 6 หลัก"),
        "wikidata": "Wikidata",
    }
    return names.get(scheme, scheme)


def _few(points: QuerySet[ServicePoint], counts: Mapping[str, int]) -> list[ServicePoint]:
    """Return an agency's points when they are few enough to be listed on its page."""
    if counts and sum(counts.values()) > MOST_POINTS:
        return []
    return list(with_whereabouts(points).order_by("sort_key", "pk")[: MOST_POINTS + 1])


def _contact(agency: Agency, points: Sequence[ServicePoint]) -> Contact:
    """Return the agency's contacts; a body with one office is reached at that office."""
    only = points[0] if len(points) == 1 else None
    place = place_of(only) if only and not agency.address else None
    address, lang = in_language(envelope(agency.address), "")
    return Contact(
        address=place.address if place else address,
        lang=place.lang if place else lang,
        phones=numbers(agency.phones or (only.phones if only else [])),
        email=agency.email or (only.email if only else ""),
        website=agency.website or (only.website if only else ""),
        borrowed=place is not None,
    )


def _logo(agency: Agency, name: str) -> Logo | None:
    file = agency.logo
    if file is None or not file.is_public:
        return None
    return Logo(
        href=file.public_path,
        width=file.width or 0,
        height=file.height or 0,
        alt=_("ตราสัญลักษณ์ของ%(agency)s") % {"agency": name},
    )


def _below(agency: Agency) -> Sequence[Link]:
    children = children_of(agency).order_by("sort_key")
    return [
        Link(
            *_named(child),
            count=getattr(child, "below_count", 0) or None,
            lang=in_language(child.name_th, child.name_en)[1],
        )
        for child in children
    ]


def _named(agency: Agency) -> tuple[str, str]:
    name = in_language(agency.name_th, agency.name_en)[0]
    return name, reverse("www:agency", args=[agency.pk])


def _own_sections(manual: Manual) -> str:
    return _("มีส่วนที่กำหนดเอง") if manual.overridden_sections else ""
