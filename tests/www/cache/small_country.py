"""A small country in which everything that pages show occurs once, and its public addresses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Role
from infogo.agencies.models import Agency
from infogo.articles.models import Article
from infogo.core.dates import bangkok_now
from infogo.manuals.content import DocumentGroup, ManualContent, RequiredDocument
from infogo.manuals.models import Manual, ProcedureRelation, RelationKind, StageProcedure
from infogo.manuals.part import Listing, ListingState
from infogo.pins.counting import count_points
from infogo.pins.models import Pin
from infogo.points.models import MOBILE_UNIT, ServicePoint
from infogo.ratings.models import Rating
from infogo.taxonomy.models import LifeEvent, Tag, VocabularyTerm
from infogo.www.pages.own_due import Told, token_of
from tests.channels.law import enact
from tests.factories import (
    AgencyFactory,
    ArticleFactory,
    DistrictFactory,
    GrantFactory,
    LifeEventFactory,
    LifeEventStageFactory,
    OfficerFactory,
    PinFactory,
    ProvinceFactory,
    ServicePointFactory,
    SubdistrictFactory,
    TagFactory,
    TargetGroupFactory,
    TopicFactory,
    adoption,
    manual_content,
    standard_manual,
)
from tests.ratings.giving import rate

LONG_AGO = date(2020, 1, 1)
TERMS = {
    "agency_kind": ("department", "sao"),
    "point_kind": ("district_office",),
    "service_type": ("registration",),
    "service_category": ("general",),
    "impact_level": ("individual",),
}
ENOUGH_RATINGS = 12


@dataclass(frozen=True)
class Country:
    """Its records; ``near`` and ``far`` are provinces, ``first`` and ``second`` go together."""

    ministry: Agency
    owner: Agency
    near_office: Agency
    far_office: Agency
    unused: Agency
    first: Manual
    second: Manual
    alone: Manual
    near_manual: Manual
    far_manual: Manual
    points: tuple[ServicePoint, ...]
    pins: tuple[Pin, ...]
    article: Article
    event: LifeEvent
    tag: Tag
    rating: Rating
    all_rights: Rights


def make_country() -> Country:
    """Make it: two provinces, five agencies, three services, five points."""
    for vocabulary, codes in TERMS.items():
        for code in codes:
            VocabularyTerm.objects.create(
                vocabulary=vocabulary, code=code, label_th=code, label_en=code,
                effective_from=LONG_AGO,
            )  # fmt: skip
    enact()
    near, far = ProvinceFactory(code="28"), ProvinceFactory(code="29")
    areas = [
        SubdistrictFactory(district=DistrictFactory(province=province)) for province in (near, far)
    ]
    ministry = AgencyFactory(kind="ministry")
    owner = AgencyFactory(parent=ministry, phones=[{"number": "+6621234567"}])
    near_office, far_office = (
        AgencyFactory(kind="sao", province=area.district.province, district=area.district)
        for area in areas
    )
    unused = AgencyFactory(parent=ministry)
    first, second, alone = _manuals(owner, ministry)
    near_manual, far_manual = adoption(first, near_office), adoption(first, far_office)
    points = tuple(
        ServicePointFactory(agency=agency, subdistrict=area, phones=[{"number": "+6621112222"}])
        for agency, area in (
            (near_office, areas[0]), (near_office, areas[0]), (far_office, areas[1]),
            (owner, areas[0]),
        )
    )  # fmt: skip
    # The last one is a mobile unit, which goes out in rounds.
    unit = ServicePointFactory(agency=near_office, subdistrict=areas[0], kind=MOBILE_UNIT)
    points = (*points, unit)
    served = (
        (near_manual, 0), (near_manual, 1), (far_manual, 2), (first, 3), (second, 3), (second, 0),
        (near_manual, 4),
    )  # fmt: skip
    pins = tuple(PinFactory(manual=manual, point=points[at]) for manual, at in served)
    count_points({first.procedure_id, second.procedure_id})
    event, tag, article = _headings(first, second)
    ratings = [
        rate(near_manual, points[0], comment=f"บริการดีมาก {number}")
        for number in range(ENOUGH_RATINGS)
    ]
    officer = OfficerFactory(agency=owner)
    GrantFactory(officer=officer, role=Role.CENTRAL_ADMIN, agency=None)
    for agency in (owner, near_office, far_office):
        GrantFactory(officer=officer, role=Role.AGENCY_ADMIN, agency=agency)
    return Country(
        ministry, owner, near_office, far_office, unused, first, second, alone, near_manual,
        far_manual, points, pins, article, event, tag, ratings[-1], Rights.of(officer),
    )  # fmt: skip


def _manuals(owner: Agency, ministry: Agency) -> tuple[Manual, Manual, Manual]:
    topic = TopicFactory()
    common = {"topic": topic, "impact_level": "individual"}
    papers = documents("บัตรประจำตัวประชาชน", "ทะเบียนบ้าน", "รูปถ่าย")
    first = standard_manual(content=papers, owner=owner, **common)
    second = standard_manual(content=papers, owner=owner, **common)
    alone = standard_manual(owner=ministry, impact_level="individual")
    return first, second, alone


def documents(*names: str, **given: Any) -> ManualContent:
    """Return a manual that asks for these documents."""
    items = tuple(
        RequiredDocument(group=DocumentGroup.IDENTITY, name=name, is_state_issued=True)
        for name in names
    )
    return manual_content(documents=Listing(state=ListingState.LISTED, items=items), **given)


def _headings(first: Manual, second: Manual) -> tuple[LifeEvent, Tag, Article]:
    group, tag = TargetGroupFactory(), TagFactory()
    event: LifeEvent = LifeEventFactory()
    stage = LifeEventStageFactory(event=event)
    for order, manual in enumerate((first, second)):
        manual.procedure.target_groups.add(group)
        StageProcedure.objects.create(stage=stage, procedure=manual.procedure, order=order)
    first.procedure.tags.add(tag)
    ProcedureRelation.objects.create(
        source=second.procedure, target=first.procedure, kind=RelationKind.REQUIRES
    )
    article = ArticleFactory(topic=first.procedure.topic, life_event=event, agency=first.agency)
    article.procedures.add(first.procedure, second.procedure)
    return event, tag, article


MANUAL_TAILS = (
    "", ".json", ".cpsv.jsonld", ".cpsv.ttl", "/legal", "/places", "/qr.svg", "/versions", "/v/1",
    "/v/1/changes", "/times", "/appeal", ".txt", "/easy", "/deadline", "/ratings", "/ratings.json",
    "/feed.atom", "/on",
)  # fmt: skip
POINT_TAILS = ("", ".json", "/rounds.ics", ".cpsv.jsonld", "/qr.svg", "/ratings", "/ratings.json")
AGENCY_TAILS = ("", ".json", ".cpsv.jsonld", "/manuals", "/places", "/feed.atom")


def public_addresses(country: Country) -> list[str]:
    """Return public pages of every kind, each with its query."""
    first, near, far = country.first, country.near_manual, country.points[2].province_id
    standard, local = f"/manual/{first.procedure_id}", f"/at/{near.agency_id}"
    told = Told(bangkok_now().date(), after_hours=False)
    found = [f"{standard}{tail}" for tail in MANUAL_TAILS]
    found += [f"{standard}{local}{tail}" for tail in (*MANUAL_TAILS, "/differences")]
    found += [
        f"{standard}?prov=28",
        f"{standard}?prov={far}",
        f"{standard}/places?prov=28",
        f"{standard}/places?near=18.79,98.98",
        f"/en{standard}",
        f"/en{standard}{local}",
        f"/manual/{country.second.procedure_id}",
        f"/manual/{country.alone.procedure_id}",
        f"{standard}/at/{country.far_office.pk}",
        f"/embed/manual/{first.procedure_id}",
        f"/embed/manual/{first.procedure_id}{local}",
        f"/check/{first.procedure_id}/1",
        f"{standard}/due/{token_of(first, told)}",
        f"{standard}{local}/due/{token_of(near, told)}",
    ]
    for point in (*country.points[:1], *country.points[2:]):
        found += [f"/place/{point.pk}{tail}" for tail in POINT_TAILS]
        found.append(f"/embed/point/{point.pk}")
    for agency in (country.ministry, country.owner, country.near_office):
        found += [f"/agency/{agency.pk}{tail}" for tail in AGENCY_TAILS]
    both = f"{first.procedure_id},{country.second.procedure_id}"
    found += [
        "/places", "/places?prov=28", "/places?gecc=1", "/places?prov=28&gecc=1",
        f"/places?prov={far}", "/places?near=18.79,98.98",
        "/agency/", "/agency/province/28", f"/plan?m={both}&prov=28", f"/plan.txt?m={both}",
        f"/compare?m={both}", f"/compare?m={first.procedure_id}@{near.agency_id},{both}",
        "/", "/en/", "/category/", f"/category/{first.procedure.topic.slug}",
        f"/category/{first.procedure.topic.slug}/feed.atom", "/for/",
        f"/for/{first.procedure.target_groups.get().slug}", "/life/",
        f"/life/{country.event.slug}", "/article/", f"/article/{country.article.pk}",
        "/feed.atom", "/help", "/data/vocabulary",
    ]  # fmt: skip
    return found


def paper_addresses(country: Country) -> list[str]:
    """Return some pages as paper, which take long to set."""
    first = country.first.procedure_id
    return [f"/manual/{first}/manual.pdf", f"/place/{country.points[0].pk}/poster.pdf"]


def machine_addresses(country: Country) -> list[str]:
    """Return addresses of the API that answer 304 by versions."""
    found = [
        f"/api/v1/{name}"
        for name in (
            "agencies", "points", "pins", "manuals", "procedures", "documents", "topics",
            "life-events", "articles",
        )
    ]  # fmt: skip
    for name, pk in (
        ("agencies", country.owner.pk),
        ("agencies", country.near_office.pk),
        ("points", country.points[0].pk),
        ("points", country.points[4].pk),
        ("manuals", country.first.pk),
        ("manuals", country.near_manual.pk),
        ("procedures", country.first.procedure_id),
        ("articles", country.article.pk),
    ):
        found.append(f"/api/v1/{name}/{pk}")
    found += [f"/api/hsds/{name}" for name in ("services", "organizations", "service_at_locations")]
    found.append(f"/api/v1/plan?procedures={country.first.procedure_id}&province=28")
    return found
