"""Agencies, service points and pins in the words of the standards."""

from __future__ import annotations

from infogo.linked.mapping import reasons as why
from infogo.linked.mapping.rows import Row, Table
from infogo.records.agencies import AgencyRecord
from infogo.records.pins import PinRecord
from infogo.records.points import PointRecord

_CONTACT = "cv:contactPoint"
_SPECIAL = "specialOpeningHoursSpecification"
AGENCY = Table(
    "agencies",
    ("หน่วยงาน", "Agencies"),
    AgencyRecord,
    (
        Row("id", "dct:identifier", hsds="id"),
        Row("key", schema="identifier"),
        Row("url", why=why.OUR_KEY, schema="url", hsds="uri"),
        Row("kind", "dct:type/skos:prefLabel", hsds="description"),
        Row("status", why=why.ELSEWHERE),
        Row("name_th", "skos:prefLabel dct:title", "name", "name"),
        Row("name_en", "skos:prefLabel dct:title", "name", "alternate_name"),
        Row("abbreviation", "skos:altLabel", "alternateName"),
        Row("former_names", "skos:altLabel"),
        Row("parent", "org:subOrganizationOf", "parentOrganization/name", "parent_organization_id"),
        Row("parents", why=why.ELSEWHERE, hsds="description"),
        Row("province", "dct:spatial/skos:notation locn:address/locn:adminUnitL2"),
        Row("district", "locn:address/locn:postName"),
        Row("subdistrict", why=why.TOLD_IN_WORDS),
        Row("address", "locn:address/locn:fullAddress"),
        Row("phones", f"{_CONTACT}/cv:telephone", "telephone", "phones/number"),
        Row("email", f"{_CONTACT}/cv:email", "email", "email"),
        Row("website", "foaf:homepage", "sameAs", "website"),
        Row("position", "schema:latitude schema:longitude", why=why.ONLY_EXACT),
        Row(
            "codes.scheme",
            "adms:identifier/adms:schemaAgency",
            hsds="organization_identifiers/identifier_scheme",
        ),
        Row(
            "codes.code",
            "adms:identifier/skos:notation",
            hsds="organization_identifiers/identifier",
        ),
        Row("codes.note", "adms:identifier/skos:note"),
        Row("e_channels.kind", f"{_CONTACT}/dct:description"),
        Row("e_channels.level", f"{_CONTACT}/dct:description"),
        Row("e_channels.address", f"{_CONTACT}/cv:email"),
        Row("e_channels.purpose_th", f"{_CONTACT}/dct:title"),
        Row("e_channels.opened_on", f"{_CONTACT}/dct:issued"),
        Row("checked_on", "ig:checkedOn"),
        Row("source", "dct:provenance/rdfs:label"),
        Row("updated_at", "dct:modified"),
    ),
    cpsv="cv:PublicOrganisation",
    schema="GovernmentOrganization",
    hsds="organization",
)
POINT = Table(
    "points",
    ("จุดให้บริการ", "Service points"),
    PointRecord,
    (
        Row("id", "dct:identifier", hsds="external_identifier"),
        Row("key", schema="identifier"),
        Row("url", why=why.OUR_KEY, schema="url"),
        Row("kind", "dct:type/skos:prefLabel"),
        Row("status", "schema:publicAccess", "publicAccess"),
        Row(
            "suspended_from",
            f"{_CONTACT}/cv:specialOpeningHoursSpecification",
            f"{_SPECIAL}/validFrom",
            "schedules/valid_from",
        ),
        Row(
            "suspended_until",
            f"{_CONTACT}/cv:specialOpeningHoursSpecification",
            f"{_SPECIAL}/validThrough",
            "schedules/valid_to",
        ),
        Row("name_th", "skos:prefLabel", "name", "name"),
        Row("name_en", "skos:prefLabel", "name", "alternate_name"),
        Row("agency", "org:siteOf", "parentOrganization/name", "organization_id"),
        Row(
            "address",
            "locn:address/locn:fullAddress",
            "address/streetAddress",
            "addresses/address_1",
        ),
        Row("landmark", "dct:description", hsds="description"),
        Row("subdistrict", why=why.TOLD_IN_WORDS),
        Row("district", "locn:address/locn:postName", "address/addressLocality", "addresses/city"),
        Row(
            "province",
            "locn:address/locn:adminUnitL2",
            "address/addressRegion",
            "addresses/state_province",
        ),
        Row(
            "postcode", "locn:address/locn:postCode", "address/postalCode", "addresses/postal_code"
        ),
        Row(
            "position",
            "schema:latitude schema:longitude",
            "geo/latitude geo/longitude",
            "latitude longitude",
            why=why.ONLY_EXACT,
        ),
        Row("coordinate_quality", why=why.ONLY_EXACT),
        Row("phones", f"{_CONTACT}/cv:telephone", "telephone", "phones/number"),
        Row("email", f"{_CONTACT}/cv:email", "email"),
        Row("website", f"{_CONTACT}/cv:contactPage", "sameAs"),
        Row(
            "hours",
            f"{_CONTACT}/cv:openingHours {_CONTACT}/cv:specialOpeningHoursSpecification",
            f"openingHoursSpecification/opens {_SPECIAL}/validFrom",
            "schedules/opens_at schedules/valid_from",
            why=why.ONLY_CONFIRMED,
        ),
        Row("hours_status", why=why.ONLY_CONFIRMED),
        Row("opens_on_weekend", why=why.WORKED_OUT),
        Row(
            "accessibility",
            "schema:amenityFeature/schema:value",
            "amenityFeature/value",
            "accessibility/details",
        ),
        Row("entrance", "dct:description", hsds="accessibility/details"),
        Row("transit", "dct:description", hsds="transportation"),
        Row("procedures", why=why.ELSEWHERE),
        *(
            Row(f"rounds.{name}", why=why.NO_WORD)
            for name in (
                "id",
                "first_on",
                "last_on",
                "opens",
                "closes",
                "place",
                "subdistrict",
                "district",
                "province",
                "position",
                "procedures",
                "note",
                "is_cancelled",
                "cancelled_reason",
            )
        ),
        *(
            Row(f"certificate.{name}", why=why.NO_WORD)
            for name in ("level", "number", "granted_on", "expires_on")
        ),
        Row("checked_on", "ig:checkedOn"),
        Row("source", "dct:provenance/rdfs:label"),
        Row("updated_at", "dct:modified"),
    ),
    cpsv="dct:Location, org:Site",
    schema="GovernmentOffice",
    hsds="location",
)
PIN = Table(
    "pins",
    ("หมุด: บริการที่จุด", "Pins: services at points"),
    PinRecord,
    (
        Row("id", why=why.OLD_IDS),
        Row("manual", "dct:identifier", hsds="service_id"),
        Row("procedure", why=why.ELSEWHERE),
        Row("point", "ig:atPlace", hsds="location_id"),
        Row("province", why=why.ELSEWHERE),
        Row("hours", "cv:openingHours", hsds="schedules/opens_at"),
        Row("phones", "cv:telephone", hsds="phones/number"),
        Row("counter", "dct:description", hsds="description"),
        Row("accepts_walk_in", "dct:description", hsds="description"),
        Row("residents_only", "dct:description", hsds="description"),
        Row("accepts_foreigners", "dct:description", hsds="description"),
        Row("queue_url", "foaf:page", hsds="description"),
        Row("daily_limit", "dct:description", hsds="description"),
        Row("note", "dct:description", hsds="description"),
        Row("confirmed_on", "ig:checkedOn"),
    ),
    cpsv="cv:Channel",
    hsds="service_at_location",
)
