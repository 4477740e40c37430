"""Structured data of records (schema.org), out of what is really known and nothing else.

What is unknown, assumed or approximate is left out: machines cannot read a caution.
"""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from infogo.agencies.models import Agency
from infogo.core.durations import Duration, DurationUnit
from infogo.core.hours import Hours
from infogo.core.hours_text import schema_org
from infogo.core.language import current_language, in_language
from infogo.core.money import SATANG_PER_BAHT
from infogo.display.manual_head import ManualHead
from infogo.display.structured import absolute
from infogo.manuals.content import ChannelKind, Fee, FeeKind, ManualContent
from infogo.manuals.selectors import MergedManual
from infogo.points.models import HoursStatus, PointStatus, ServicePoint

CONTEXT = "https://schema.org"
# ISO 8601 has no working day, so a time promised in working days has no value here.
_ISO_DURATIONS = {
    DurationUnit.MINUTE: "PT{}M",
    DurationUnit.HOUR: "PT{}H",
    DurationUnit.DAY: "P{}D",
    DurationUnit.MONTH: "P{}M",
    DurationUnit.YEAR: "P{}Y",
}


def government_service(merged: MergedManual, head: ManualHead) -> dict[str, Any]:
    """Describe a manual as a GovernmentService."""
    content, procedure = merged.content, merged.manual.procedure
    return _without_gaps(
        {
            "@context": CONTEXT,
            "@type": "GovernmentService",
            "@id": head.canonical,
            "url": head.canonical,
            "name": head.title,
            "alternateName": procedure.official_name_th,
            "description": procedure.summary_th if current_language() == "th" else "",
            "inLanguage": current_language(),
            "identifier": procedure.code,
            "provider": {
                "@type": "GovernmentOrganization",
                "name": head.agency,
                "url": absolute(head.agency_href),
            },
            "areaServed": {"@type": "Country", "name": "Thailand"},
            "serviceOutput": [
                {"@type": "GovernmentPermit", "name": output} for output in content.outputs
            ],
            "availableChannel": _channels(content),
            "offers": [_offer(fee) for fee in content.fees.items if _is_exact(fee)],
        }
    )


def government_office(point: ServicePoint, name: str) -> dict[str, Any]:
    """Describe a service point as a GovernmentOffice."""
    hours = Hours.model_validate(point.hours) if point.hours else None
    is_confirmed = point.hours_status == HoursStatus.CONFIRMED
    return _without_gaps(
        {
            "@context": CONTEXT,
            "@type": "GovernmentOffice",
            "@id": absolute(reverse("www:place", args=[point.pk])),
            "url": absolute(reverse("www:place", args=[point.pk])),
            "name": name,
            "alternateName": point.name_th if name != point.name_th else "",
            "identifier": point.key,
            "address": _postal_address(point),
            "geo": _position(point),
            "telephone": [phone["number"] for phone in point.phones],
            "email": point.email,
            "sameAs": point.website,
            "openingHours": schema_org(hours) if hours and is_confirmed else [],
            "parentOrganization": {
                "@type": "GovernmentOrganization",
                "name": in_language(point.agency.name_th, point.agency.name_en)[0],
                "url": absolute(reverse("www:agency", args=[point.agency_id])),
            },
            "publicAccess": True if point.status == PointStatus.OPEN else None,
        }
    )


def government_organization(agency: Agency, parent: Agency | None) -> dict[str, Any]:
    """Describe an agency as a GovernmentOrganization."""
    address = absolute(reverse("www:agency", args=[agency.pk]))
    return _without_gaps(
        {
            "@context": CONTEXT,
            "@type": "GovernmentOrganization",
            "@id": address,
            "url": address,
            "name": in_language(agency.name_th, agency.name_en)[0],
            "alternateName": agency.abbreviation,
            "identifier": agency.key,
            "telephone": [phone["number"] for phone in agency.phones],
            "email": agency.email,
            "sameAs": agency.website,
            "parentOrganization": {
                "@type": "GovernmentOrganization",
                "name": in_language(parent.name_th, parent.name_en)[0],
                "url": absolute(reverse("www:agency", args=[parent.pk])),
            }
            if parent
            else None,
        }
    )


def _channels(content: ManualContent) -> list[dict[str, Any]]:
    """Return web addresses and counters, with the promised time where ISO 8601 can say it."""
    time = _iso_duration(content.total)
    return [
        _without_gaps(
            {
                "@type": "ServiceChannel",
                "name": channel.description,
                "serviceUrl": channel.url,
                "processingTime": time,
            }
        )
        for channel in content.channels.items
        if channel.url or channel.kind is ChannelKind.IN_PERSON
    ]


def _iso_duration(total: Duration | None) -> str:
    if total is None or total.unit not in _ISO_DURATIONS:
        return ""
    return _ISO_DURATIONS[total.unit].format(f"{total.value_max.normalize():f}")


def _is_exact(fee: Fee) -> bool:
    """Whether a fee is one amount that everybody pays; a case has no place in an Offer."""
    return fee.kind in {FeeKind.FIXED, FeeKind.FREE} and not (fee.condition or fee.cases)


def _offer(fee: Fee) -> dict[str, Any]:
    baht, satang = divmod(fee.amount_satang or 0, SATANG_PER_BAHT)
    return {
        "@type": "Offer",
        "name": fee.item,
        "price": f"{baht}.{satang:02d}",
        "priceCurrency": "THB",
    }


def _postal_address(point: ServicePoint) -> dict[str, Any]:
    return _without_gaps(
        {
            "@type": "PostalAddress",
            "streetAddress": point.address,
            "addressLocality": point.district.full_name_th if point.district else "",
            "addressRegion": point.province.name_th if point.province else "",
            "postalCode": point.postcode,
            "addressCountry": "TH",
        }
    )


def _position(point: ServicePoint) -> dict[str, Any] | None:
    """Return the coordinates when they are the office's own, never those of something near."""
    if not point.has_exact_position or point.lat is None or point.lng is None:
        return None
    return {"@type": "GeoCoordinates", "latitude": point.lat, "longitude": point.lng}


def _without_gaps(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}
