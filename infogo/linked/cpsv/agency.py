"""Agencies as public organisations, and their service points as places with a contact point."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from infogo.linked import uris
from infogo.linked.cpsv.hours import hours_nodes
from infogo.linked.graph import Node, both, lit, node, ref, th, web
from infogo.linked.sure import conditions, sure_hours, sure_position
from infogo.linked.words import Mentions
from infogo.points.facts import ACCESS
from infogo.records.agencies import AgencyRecord, PhoneRecord
from infogo.records.base import Named
from infogo.records.pins import PinRecord
from infogo.records.points import PointRecord

KINDS = ["cv:PublicOrganisation", "org:Organization", "foaf:Agent"]


def agency_stub(agency: Named, province: str | None, mentions: Mentions) -> Node:
    """Name an agency with what the profile demands of every one."""
    return node(
        uris.agency(agency.id),
        KINDS,
        dct_identifier=str(agency.id),
        dct_title=both(agency.name_th, agency.name_en),
        skos_prefLabel=both(agency.name_th, agency.name_en),
        dct_spatial=mentions.place(province),
    )


def agency_nodes(agency: AgencyRecord, mentions: Mentions) -> Iterator[Node]:
    """Describe an agency."""
    iri = uris.agency(agency.id)
    named = Named(id=agency.id, name_th=agency.name_th, name_en=agency.name_en)
    codes = [
        node(
            f"{iri}#code-{code.scheme}-{code.code}",
            ["adms:Identifier"],
            skos_notation=code.code,
            adms_schemaAgency=code.scheme,
            skos_note=th(code.note),
        )
        for code in agency.codes
    ]
    channels = [
        node(
            f"{iri}#e-channel-{number}",
            ["cv:ContactPoint"],
            dct_title=th(channel.purpose_th),
            dct_description=f"{channel.kind}, {channel.level}",
            cv_email=channel.address if "@" in channel.address else "",
            cv_contactPage=mentions.page(web(channel.address)),
            dct_issued=lit(channel.opened_on, "date"),
        )
        for number, channel in enumerate(agency.e_channels, 1)
    ]
    contact = _contact(f"{iri}#contact", agency.phones, agency.email, agency.website, mentions)
    position = agency.position
    yield {
        **agency_stub(named, agency.province, mentions),
        **node(
            iri,
            skos_altLabel=[th(one) for one in (agency.abbreviation, *agency.former_names)],
            dct_type=mentions.concept("agency_kind", agency.kind),
            org_subOrganizationOf=ref(uris.agency(agency.parent)) if agency.parent else None,
            adms_identifier=[ref(one["@id"]) for one in codes],
            foaf_homepage=mentions.page(web(agency.website), agency.name_th),
            locn_address=_address(iri, agency.address, agency, mentions),
            schema_latitude=lit(position.lat if position else None, "double"),
            schema_longitude=lit(position.lng if position else None, "double"),
            cv_contactPoint=[ref(one["@id"]) for one in (*contact, *channels)],
            ig_checkedOn=lit(agency.checked_on, "date"),
            dct_provenance=_source(iri, agency.source, mentions),
            dct_modified=lit(agency.updated_at, "dateTime"),
        ),
    }
    yield from (*codes, *channels, *contact)


def point_nodes(point: PointRecord, mentions: Mentions) -> Iterator[Node]:
    """Describe a service point: a place of its agency, with a contact point of its own."""
    iri = uris.point(point.id)
    usual, special = hours_nodes(f"{iri}#contact", sure_hours(point), mentions)
    phones = [_number(phone) for phone in point.phones]
    page = mentions.page(web(point.website), point.name_th)
    position = sure_position(point)
    contact = node(
        f"{iri}#contact",
        ["cv:ContactPoint"],
        cv_telephone=phones,
        cv_email=point.email,
        cv_contactPage=page,
        cv_openingHours=usual,
        cv_specialOpeningHoursSpecification=special,
    )
    yield node(
        iri,
        ["dct:Location", "org:Site", "schema:GovernmentOffice"],
        dct_identifier=str(point.id),
        dct_title=both(point.name_th, point.name_en),
        skos_prefLabel=both(point.name_th, point.name_en),
        dct_type=mentions.concept("point_kind", point.kind),
        org_siteOf=ref(uris.agency(point.agency.id)),
        locn_address=_address(iri, point.address, point, mentions),
        dct_description=[th(one) for one in (point.landmark, point.entrance, point.transit) if one],
        schema_latitude=lit(position.lat if position else None, "double"),
        schema_longitude=lit(position.lng if position else None, "double"),
        schema_amenityFeature=_amenities(iri, point, mentions),
        schema_publicAccess=lit(point.status == "open", "boolean"),
        cv_contactPoint=ref(contact["@id"]),
        ig_checkedOn=lit(point.checked_on, "date"),
        dct_provenance=_source(iri, point.source, mentions),
        dct_modified=lit(point.updated_at, "dateTime"),
    )
    yield contact


def counter_nodes(pin: PinRecord, service: str, agency: int, mentions: Mentions) -> Iterator[Node]:
    """Describe a service at a point: a channel of the service, with what differs there."""
    iri = uris.counter(pin.point, pin.manual)
    usual, special = hours_nodes(iri, pin.hours, mentions)
    yield node(
        iri,
        ["cv:Channel"],
        dct_identifier=f"{pin.point}/{pin.manual}",
        dct_type=mentions.concept("channel_type", "in_person"),
        dct_description=[th(one) for one in (pin.counter, pin.note, *conditions(pin)) if one],
        cv_ownedBy=ref(uris.agency(agency)),
        ig_atPlace=ref(uris.point(pin.point)),
        cv_openingHours=usual,
        cv_specialOpeningHoursSpecification=special,
        cv_telephone=[_number(phone) for phone in pin.phones],
        foaf_page=mentions.page(web(pin.queue_url), "จองคิว"),
        ig_checkedOn=lit(pin.confirmed_on, "date"),
    )
    yield node(service, cv_hasChannel=ref(iri))


def _contact(
    iri: str, phones: Sequence[PhoneRecord], email: str, website: str, mentions: Mentions
) -> list[Node]:
    if not (phones or email or web(website)):
        return []
    return [
        node(
            iri,
            ["cv:ContactPoint"],
            cv_telephone=[_number(phone) for phone in phones],
            cv_email=email,
            cv_contactPage=mentions.page(web(website)),
        )
    ]


def _number(phone: PhoneRecord) -> str:
    return f"{phone.number};ext={phone.extension}" if phone.extension else phone.number


def _address(
    iri: str, text: str, place: AgencyRecord | PointRecord, mentions: Mentions
) -> dict[str, str] | None:
    """Describe an address with the parts of it that are known."""
    words = mentions.words
    district = words.districts.get(place.district or "")
    province = words.provinces.get(place.province or "")
    if not (text or district):
        return None
    return mentions.add(
        node(
            f"{iri}#address",
            ["locn:Address"],
            locn_fullAddress=th(text),
            locn_postName=both(*district) if district else [],
            locn_adminUnitL2=both(*province) if province else [],
            locn_adminUnitL1=both("ประเทศไทย", "Thailand"),
            locn_postCode=getattr(place, "postcode", ""),
        )
    )


def _amenities(iri: str, point: PointRecord, mentions: Mentions) -> list[dict[str, str]]:
    return [
        mentions.add(
            node(
                f"{iri}#access-{fact}",
                ["schema:LocationFeatureSpecification"],
                schema_name=th(ACCESS.get(fact, fact)),
                schema_value=lit(value, "boolean"),
            )
        )
        for fact, value in sorted(point.accessibility.items())
    ]


def _source(iri: str, text: str, mentions: Mentions) -> dict[str, str] | None:
    if not text:
        return None
    statement = node(f"{iri}#provenance", ["dct:ProvenanceStatement"], rdfs_label=th(text))
    return mentions.add(statement)
