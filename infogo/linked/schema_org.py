"""Records as schema.org describes them, for the pages; out of what is really known.

What is unknown, assumed or approximate is left out. Steps are no ``HowTo``: they tell what the
office does with a request, not what the reader does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.timezone import localdate

from infogo.agencies.models import Agency
from infogo.core.hours import Hours, Interval
from infogo.core.hours_text import openings
from infogo.core.language import current_language, in_language
from infogo.core.money import SATANG_PER_BAHT
from infogo.display.manual_head import ManualHead
from infogo.display.structured import absolute
from infogo.linked.durations import iso_duration
from infogo.manuals.content import ChannelKind, Fee, FeeKind, ManualContent, ProvenanceStatus
from infogo.manuals.selectors import MergedManual
from infogo.points.models import HoursStatus, PointStatus, ServicePoint

CONTEXT = "https://schema.org"
COUNTRY = {"@type": "Country", "name": "Thailand"}
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WHOLE_DAY = ("00:00", "23:59")
"""How schema.org writes 24 hours."""
CLOSED = ("00:00", "00:00")
"""How schema.org writes a day on which a place stays closed."""
SPECIAL_DAYS_SHOWN = 8
AMENITIES = {
    "wheelchair": "Wheelchair access to the counter",
    "ramp": "Wheelchair ramp",
    "lift": "Lift",
    "toilet": "Accessible toilet",
    "parking": "Parking",
    "disabled_parking": "Accessible parking",
    "priority_counter": "Priority counter",
    "sign_language": "Sign language interpreter",
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
            "category": in_language(procedure.topic.name_th, procedure.topic.name_en)[0],
            "provider": {
                "@type": "GovernmentOrganization",
                "@id": absolute(head.agency_href),
                "name": head.agency,
                "url": absolute(head.agency_href),
            },
            # An agency that adopted the standard does it for its own area, which has no name here.
            "areaServed": COUNTRY if merged.manual.is_standard else None,
            "serviceOutput": [{"@type": "Thing", "name": output} for output in content.outputs],
            "availableChannel": _channels(content),
            "offers": _offers(content),
            "subjectOf": _page(merged, head),
        }
    )


def government_office(
    point: ServicePoint, name: str, holidays: Mapping[date, str], today: date
) -> dict[str, Any]:
    """Describe a service point as a GovernmentOffice; ``holidays`` from today on, by name."""
    hours = Hours.model_validate(point.hours) if point.hours else None
    known = hours if hours and point.hours_status == HoursStatus.CONFIRMED else None
    if point.status == PointStatus.SUSPENDED and point.suspended_until is None:
        known = None  # nobody knows from when on they hold again
    address = absolute(reverse("www:place", args=[point.pk]))
    return _without_gaps(
        {
            "@context": CONTEXT,
            "@type": "GovernmentOffice",
            "@id": address,
            "url": address,
            "name": name,
            "alternateName": point.name_th if name != point.name_th else "",
            "identifier": point.key,
            "address": _postal_address(point),
            "geo": _position(point),
            "telephone": [phone["number"] for phone in point.phones],
            "email": point.email,
            "sameAs": point.website,
            "openingHoursSpecification": list(_week(known)) if known else [],
            "specialOpeningHoursSpecification": _special_days(known, point, holidays, today),
            "amenityFeature": _amenities(point.accessibility),
            "parentOrganization": {
                "@type": "GovernmentOrganization",
                "@id": absolute(reverse("www:agency", args=[point.agency_id])),
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
            "description": agency.description_th if current_language() == "th" else "",
            "identifier": agency.key,
            "telephone": [phone["number"] for phone in agency.phones],
            "email": agency.email,
            "sameAs": agency.website,
            "parentOrganization": {
                "@type": "GovernmentOrganization",
                "@id": absolute(reverse("www:agency", args=[parent.pk])),
                "name": in_language(parent.name_th, parent.name_en)[0],
                "url": absolute(reverse("www:agency", args=[parent.pk])),
            }
            if parent
            else None,
        }
    )


def _page(merged: MergedManual, head: ManualHead) -> dict[str, Any]:
    """Say what of the service is a statement about its page: how far it was checked, and when."""
    provenance = merged.content.provenance
    is_sample = provenance.status is not ProvenanceStatus.VERIFIED
    checked, published = provenance.checked_on, merged.edition.published_at
    return _without_gaps(
        {
            "@type": "WebPage",
            "url": head.canonical,
            "creativeWorkStatus": "Unverified sample" if is_sample else "Verified",
            "lastReviewed": checked.isoformat() if checked else "",
            "datePublished": localdate(published).isoformat() if published else "",
            "version": merged.edition.number,
        }
    )


def _channels(content: ManualContent) -> list[dict[str, Any]]:
    """Return web addresses and counters, with the promised time where ISO 8601 can say it."""
    time = iso_duration(content.total)
    return [
        _without_gaps(
            {
                "@type": "ServiceChannel",
                "name": channel.description,
                "serviceUrl": channel.url,
                "processingTime": time,
            }
        )
        for channel in content.filing_channels
        if channel.url or channel.kind is ChannelKind.IN_PERSON
    ]


def _offers(content: ManualContent) -> list[dict[str, Any]]:
    """Return what everybody pays; that nothing is to be paid is said, unknown fees are not."""
    if content.fees.is_none:
        return [{"@type": "Offer", "price": "0.00", "priceCurrency": "THB"}]
    return [_offer(fee) for fee in content.fees.items if _is_exact(fee)]


def _is_exact(fee: Fee) -> bool:
    """Whether a fee is one amount that everybody pays; a case has no place in an Offer."""
    is_one = fee.kind in {FeeKind.FIXED, FeeKind.FREE} and fee.computed is None
    return is_one and not (fee.condition or fee.cases)


def _offer(fee: Fee) -> dict[str, Any]:
    baht, satang = divmod(fee.lowest_satang or 0, SATANG_PER_BAHT)
    return {
        "@type": "Offer",
        "name": fee.item,
        "price": f"{baht}.{satang:02d}",
        "priceCurrency": "THB",
    }


def _week(hours: Hours) -> Iterator[dict[str, Any]]:
    for opening in openings(hours):
        opens, closes = opening.opens, opening.closes
        yield {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": [DAYS[day] for day in opening.days],
            "opens": opens,
            "closes": WHOLE_DAY[1] if closes == "24:00" else closes,
        }


def _special_days(
    hours: Hours | None, point: ServicePoint, holidays: Mapping[date, str], today: date
) -> list[dict[str, Any]]:
    """Return days ahead that differ, the nearest first: exceptions, holidays, a suspension."""
    found = list(_exceptions(hours, today)) if hours else []
    if hours and hours.follows_public_holidays:
        covered = [exception.covers for exception in hours.exceptions]
        found += [
            _special(day, day, *CLOSED, name)
            for day, name in holidays.items()
            if hours.week[day.weekday()] and not any(covers(day) for covers in covered)
        ]
    until = point.suspended_until if point.status == PointStatus.SUSPENDED else None
    if until and until >= today:
        found.append(_special(point.suspended_from or today, until, *CLOSED))
    return sorted(found, key=lambda one: str(one["validFrom"]))[:SPECIAL_DAYS_SHOWN]


def _exceptions(hours: Hours, today: date) -> Iterator[dict[str, Any]]:
    for exception in hours.exceptions:
        first, last = exception.first_on, exception.last_on or exception.first_on
        if last < today:
            continue
        if not exception.intervals:
            yield _special(first, last, *CLOSED, exception.note)
        for interval in exception.intervals:
            yield _special(first, last, *_times(interval), exception.note)


def _times(interval: Interval) -> tuple[str, str]:
    if interval.is_whole_day:
        return WHOLE_DAY
    ends = interval.closes.isoformat("minutes")
    return interval.opens.isoformat("minutes"), WHOLE_DAY[1] if ends == "00:00" else ends


def _special(first: date, last: date, opens: str, closes: str, name: str = "") -> dict[str, Any]:
    return _without_gaps(
        {
            "@type": "OpeningHoursSpecification",
            "validFrom": first.isoformat(),
            "validThrough": last.isoformat(),
            "opens": opens,
            "closes": closes,
            "description": name,
        }
    )


def _amenities(access: Mapping[str, bool]) -> list[dict[str, Any]]:
    """Return what is known of access, there or not there; the unknown is left out."""
    return [
        {"@type": "LocationFeatureSpecification", "name": name, "value": access[fact]}
        for fact, name in AMENITIES.items()
        if fact in access
    ]


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
