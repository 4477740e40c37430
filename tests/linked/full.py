"""A manual in which every field says something: each text names the field that it stands in."""

from __future__ import annotations

import types
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from infogo.agencies.models import Agency, AgencyCode, AgencyFormerName
from infogo.articles.models import Article
from infogo.channels.models import AgencyEChannel, ChannelStatus
from infogo.core.durations import Duration
from infogo.core.hours import CUSTOMARY_LUNCH, Hours, HoursException, Interval
from infogo.core.phones import Phone
from infogo.geo.models import CoordinateQuality
from infogo.manuals.content import Fee, FeeKind, ManualContent
from infogo.manuals.models import Document, Manual, Procedure, ProcedureRelation
from infogo.manuals.part import Listing, ListingState, Part
from infogo.manuals.services import publish_standard
from infogo.pins.models import Pin
from infogo.points.models import HoursStatus, ServicePoint
from infogo.taxonomy.models import VocabularyTerm
from tests.factories import (
    AgencyFactory,
    ArticleFactory,
    LifeEventFactory,
    PinFactory,
    ProcedureFactory,
    ServicePointFactory,
    TagFactory,
    TargetGroupFactory,
    TopicFactory,
    adoption,
    standard_manual,
)

HOURS = Hours(
    week=(
        (Interval(opens=time(8, 30), closes=time(16, 30)),),
        *(((),) * 6),
    ),
    lunch=CUSTOMARY_LUNCH,
    follows_public_holidays=True,
    exceptions=(
        HoursException(first_on=date(2031, 5, 1), last_on=date(2031, 5, 3), note="ปรับปรุง"),
        HoursException(
            first_on=date(2031, 6, 1),
            intervals=(Interval(opens=time(9), closes=time(12)),),
            note="เปิดพิเศษ",
        ),
    ),
)
CODE = "case-a"
"""What every code is, so that whatever names a code finds it."""
ONLY: dict[str, Any] = {
    "total_formula": None,
    "computed": None,
    "provinces": ("50",),
    "service_areas": ("central",),
    "phones": (Phone(number="+6622813333", extension="12"),),
    "canonical": "เอกสารในทะเบียน",
}


AT: dict[str, Any] = {"content.pause_rules.limit": Duration.of(15, "day")}
"""What stands at one place alone, where not every value of its type may."""
PLAIN: dict[type, Any] = {
    Duration: Duration.of(15, "minute"),
    Hours: HOURS,
    date: date(2026, 10, 1),
    bool: True,
    int: 50,
    Decimal: 50,
}


def marker(path: str) -> str:
    """Return the text that stands in a field."""
    return f"⟦{path}⟧"


def full_content() -> ManualContent:
    """Return the content of a manual in which every field says something."""
    made = _part(ManualContent, "content", {})
    fees = tuple(
        _part(Fee, "content.fees", {"kind": kind})
        for kind in (FeeKind.RANGE, FeeKind.FIXED, FeeKind.PERCENT, FeeKind.FREE)
    )
    listing = Listing[Fee](state=ListingState.LISTED, items=fees)
    content: ManualContent = made.model_copy(update={"fees": listing})
    return ManualContent.model_validate(content.model_dump())


def _part(kind: type[Any], path: str, given: dict[str, Any]) -> Any:
    values = dict(given)
    for name, field in kind.model_fields.items():
        if name not in values:
            values[name] = _value(field, name, f"{path}.{name}")
    return kind(**values)


def _value(field: FieldInfo, name: str, path: str) -> Any:
    if name in ONLY:
        return ONLY[name]
    if path in AT:
        return AT[path]
    if any(getattr(one, "pattern", None) for one in field.metadata):
        return CODE
    return _value_of(field.annotation, path)


def _constraints(annotation: Any) -> list[Any]:
    found = list(get_args(annotation)[1:])
    return [*found, *(each for one in found for each in getattr(one, "metadata", ()))]


def _value_of(annotation: Any, path: str) -> Any:
    origin = get_origin(annotation)
    if origin is Annotated:
        is_code = any(getattr(one, "pattern", None) for one in _constraints(annotation))
        return CODE if is_code else _value_of(get_args(annotation)[0], path)
    if origin is Literal:
        return get_args(annotation)[0]
    if origin in (Union, types.UnionType):
        return _value_of(get_args(annotation)[0], path)
    if origin is tuple:
        inner = get_args(annotation)[0]
        return tuple(_value_of(inner, path) for _each in range(2 if "options" in path else 1))
    if annotation is str:
        return f"https://example.go.th/{path}" if path.endswith("url") else marker(path)
    return PLAIN[annotation] if annotation in PLAIN else _piece(annotation, path)


def _piece(annotation: type[Any], path: str) -> Any:
    if issubclass(annotation, StrEnum):
        return next(one for one in annotation if one != "unknown")
    if issubclass(annotation, Listing):
        inner = annotation.model_fields["items"].annotation
        return annotation(state=ListingState.LISTED, items=_value_of(inner, path))
    if issubclass(annotation, Part):
        return _part(annotation, path, {})
    raise TypeError(f"{path}: {annotation}")


@dataclass(frozen=True)
class Full:
    """An agency, its service, another agency's, a point and what is served there."""

    agency: Agency
    manual: Manual
    local: Manual
    point: ServicePoint
    article: Article


def full_country(content: ManualContent | None = None) -> Full:
    """Make records in which every field says something."""
    ministry = AgencyFactory()
    point = ServicePointFactory(**_point_fields())
    agency = point.agency
    Agency.objects.filter(pk=agency.pk).update(**_agency_fields(ministry, point))
    AgencyCode.objects.create(
        agency=agency, scheme="dga8", code="01020304", note="agency.codes.note"
    )
    AgencyFormerName.objects.create(agency=agency, name_th=marker("agency.former_names"))
    AgencyEChannel.objects.create(agency=agency, **_e_channel())
    procedure = _procedure(Agency.objects.get(pk=agency.pk))
    manual = Manual.objects.create(procedure=procedure, agency=procedure.owner)
    publish_standard(manual=manual, content=content or full_content(), actor="test")
    other = standard_manual(name_th="บริการก่อนหน้า")
    for kind in ("related", "requires"):
        ProcedureRelation.objects.create(source=procedure, target=other.procedure, kind=kind)
    local = adoption(manual, AgencyFactory(province=point.province))
    _pin(manual, point)
    article = ArticleFactory(
        agency=agency,
        life_event=procedure.life_events.first(),
        source=marker("article.source"),
        checked_on=date(2026, 10, 1),
        summary_th=marker("article.summary_th"),
    )
    article.procedures.add(procedure)
    return Full(procedure.owner, manual, local, point, article)


ABOUT = {"description_th": "คำอธิบาย", "description_en": "What it is about"}
TERMS = {
    "service_type": "registration",
    "service_category": "general",
    "impact_level": "general",
    "channel_type": "in_person",
    "step_type": "document_check",
    "document_group": "identity_state",
    "service_area": "central",
    "agency_kind": "department",
    "point_kind": "district_office",
    "fee_type": "fixed",
}


def _procedure(owner: Agency) -> Procedure:
    for name, code in TERMS.items():
        VocabularyTerm.objects.create(
            vocabulary=name,
            code=code,
            label_th=marker(f"term.{name}"),
            label_en=f"A {name}",
            effective_from=date(2020, 1, 1),
        )
    for name in ("content.documents.name", "content.outputs"):
        Document.objects.create(name_th=marker(name))
    Document.objects.create(
        name_th=ONLY["canonical"],
        name_en="A paper",
        aliases=[marker("document.aliases")],
        issuer=marker("document.issuer"),
        is_state_issued=True,
        is_in_state_register=True,
    )
    procedure = ProcedureFactory(
        owner=owner,
        topic=TopicFactory(**ABOUT),
        summary_th=marker("procedure.summary_th"),
        summary_en=marker("procedure.summary_en"),
        official_name_th=marker("procedure.official_name_th"),
        lifecycle="renew",
        lifecycle_group="group",
    )
    event = LifeEventFactory(name_en="An event", **ABOUT)
    event.stages.create(
        order=1,
        title_th=marker("event.title"),
        title_en="A stage",
        deadline_th="ใน 15 วัน",
        deadline_en="Within 15 days",
    ).entries.create(procedure=procedure, order=1)
    procedure.life_events.add(event)
    procedure.target_groups.add(TargetGroupFactory(**ABOUT))
    procedure.tags.add(TagFactory(text=marker("procedure.tags")))
    return procedure


def _pin(manual: Manual, point: ServicePoint) -> Pin:
    pin: Pin = PinFactory(
        manual=manual,
        point=point,
        hours=HOURS.model_dump(mode="json"),
        phones=[{"number": "+6622813334", "extension": "13"}],
        counter=marker("pin.counter"),
        note=marker("pin.note"),
        accepts_walk_in=True,
        residents_only=False,
        accepts_foreigners=True,
        daily_limit=25,
        queue_url="https://example.go.th/pin.queue_url",
        confirmed_on=date(2026, 10, 1),
    )
    return pin


def _point_fields() -> dict[str, Any]:
    return {
        "name_en": "An office",
        "address": marker("point.address"),
        "landmark": marker("point.landmark"),
        "postcode": "50000",
        "lat": 18.79,
        "lng": 98.98,
        "coordinate_quality": CoordinateQuality.OFFICE,
        "phones": [{"number": "+6653112233", "extension": "9"}],
        "email": "office@example.go.th",
        "website": "https://example.go.th/point.website",
        "hours": HOURS.model_dump(mode="json"),
        "hours_status": HoursStatus.CONFIRMED,
        "accessibility": {"ramp": True, "lift": False},
        "entrance": marker("point.entrance"),
        "transit": marker("point.transit"),
        "source": marker("point.source"),
        "checked_on": date(2026, 10, 1),
    }


def _agency_fields(ministry: Agency, point: ServicePoint) -> dict[str, Any]:
    return {
        "parent": ministry,
        "province": point.province,
        "district": point.district,
        "subdistrict": point.subdistrict,
        "abbreviation": marker("agency.abbreviation"),
        "name_en": "An agency",
        "address": marker("agency.address"),
        "phones": [{"number": "+6622813335", "extension": "11"}],
        "email": "agency@example.go.th",
        "website": "https://example.go.th/agency.website",
        "lat": 18.7,
        "lng": 98.9,
        "coordinate_quality": CoordinateQuality.OFFICE,
        "source": marker("agency.source"),
        "checked_on": date(2026, 10, 1),
    }


def _e_channel() -> dict[str, Any]:
    return {
        "kind": "email",
        "level": "file",
        "address": "channel@example.go.th",
        "purpose_th": marker("agency.e_channels.purpose_th"),
        "opened_on": date(2026, 1, 10),
        "status": ChannelStatus.OPEN,
    }
