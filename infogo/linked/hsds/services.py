"""Manuals as services: what is asked for, what it costs, when it is done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils import translation

from infogo.core.money import SATANG_PER_BAHT
from infogo.linked import uris
from infogo.linked.cpsv.service import NOT_VERIFIED, Material
from infogo.linked.cpsv.told import BETWEEN, told
from infogo.linked.hsds import ids
from infogo.linked.hsds.base import Thing, schedules_of, thing
from infogo.linked.hsds.ids import Kind, Name
from infogo.linked.hsds.places import organization_brief
from infogo.linked.hsds.taxonomies import attributes_of
from infogo.linked.words import Words
from infogo.manuals.case_words import told as with_cases
from infogo.manuals.content import Channel, Fee, FeeKind, ManualContent, RequiredDocument
from infogo.records.manuals import ManualRow
from infogo.records.procedures import ProcedureRecord

BAHT = "THB"
RECEIVED = "วิธีรับผล"
"""Before a channel by which the result comes; HSDS has only one text for the whole process."""
PHONES_A_CONTACT = 64
"""Spots for the phones of each contact, so that all of a service are apart."""
_FEE_WORDS = frozenset(
    {"amount_satang", "amount_max_satang", "percent", "percent_base", "per", "formula"}
)
_DOCUMENT_WORDS = frozenset({"issuer", "originals", "copies", "unit", "condition", "note"})


def service_brief(manual: ManualRow) -> Thing:
    """Describe a service by what is one to one with it."""
    return brief(
        manual.id,
        manual.procedure,
        manual.agency.id,
        (manual.name_th, manual.name_en),
        is_standard=manual.is_standard,
        is_sample=manual.facts is None or manual.facts.is_sample,
        published_at=manual.edition.published_at,
    )


def brief(
    manual_id: int,
    procedure_id: int,
    agency_id: int,
    names: tuple[str, str],
    *,
    is_standard: bool,
    is_sample: bool,
    published_at: datetime | None,
) -> Thing:
    """Describe a service out of single facts, for those who read very many."""
    return thing(
        id=ids.service(manual_id).text,
        organization_id=ids.organization(agency_id).text,
        program_id=ids.program(procedure_id).text,
        name=names[0],
        alternate_name=names[1],
        url=uris.service(procedure_id, None if is_standard else agency_id),
        status="active",
        alert=NOT_VERIFIED[0] if is_sample else "",
        last_modified=published_at.isoformat() if published_at else None,
    )


def program(procedure: ProcedureRecord) -> Thing:
    """Describe a procedure as the program under which agencies give the service."""
    return thing(
        id=ids.program(procedure.id).text,
        organization_id=ids.organization(procedure.owner.id).text,
        name=procedure.name_th,
        alternate_name=procedure.official_name_th,
        description=procedure.summary_th or procedure.official_name_th,
    )


def service(material: Material, words: Words) -> Thing:
    """Describe a service with all that belongs to its manual."""
    procedure, manual = material.procedure, material.manual
    name = ids.service(manual.id)
    with translation.override("th"):  # HSDS knows conditions, but no cases
        content = with_cases(manual.content)
    checked = content.provenance.checked_on
    return {
        **service_brief(manual),
        **thing(
            description=procedure.summary_th or procedure.official_name_th,
            application_process=_process(content),
            fees_description=_fees(content),
            eligibility_description="\n".join(content.criteria.items),
            assured_date=checked.isoformat() if checked else None,
            organization=organization_brief(manual.agency),
            program=program(procedure),
            schedules=list(_schedules(name, content)),
            required_documents=list(_documents(name, content, words)),
            cost_options=list(_costs(name, content)),
            contacts=list(_contacts(name, content)),
            attributes=attributes_of(name, _terms(procedure, manual.content), words),
        ),
    }


def _process(content: ManualContent) -> str:
    """Return the ways of filing, the steps and how the result comes, a line each; then the time."""
    lines = [_way(channel) for channel in content.filing_channels]
    lines += [
        BETWEEN.join(
            part
            for part in (
                f"{number}. {step.title}",
                told(step, {"description", "duration", "responsible"}),
            )
            if part
        )
        for number, step in enumerate(content.steps.items, 1)
    ]
    lines += [f"{RECEIVED}: {_way(channel)}" for channel in content.receiving_channels]
    more = {"renewal_by_fee", "total", "pause_rules", "copy_fee", "outputs", "remark"}
    more |= {"representation"}
    lines.append(told(content, more))
    return "\n".join(line for line in lines if line)


def _way(channel: Channel) -> str:
    return BETWEEN.join([channel.description, told(channel, {"purpose", "url", "hours_text"})])


def _fees(content: ManualContent) -> str:
    """Return what is to be paid in words; nothing at all when nobody knows."""
    if content.fees.is_none:
        return "ไม่มีค่าธรรมเนียม"
    with translation.override("th"):
        lines = [
            BETWEEN.join(part for part in (fee.item, told(fee, _FEE_WORDS | {"condition"})) if part)
            for fee in content.fees.items
        ]
    return "\n".join([*lines, content.fee_note] if content.fee_note else lines)


def _costs(name: Name, content: ManualContent) -> Iterator[Thing]:
    if content.fees.is_none:
        yield thing(id=name.part(Kind.COST, 0), service_id=name.text, currency=BAHT, amount=0.0)
    for number, fee in enumerate(content.fees.items, 1):
        yield thing(
            id=name.part(Kind.COST, number),
            service_id=name.text,
            option=BETWEEN.join(part for part in (fee.item, fee.condition) if part),
            currency=BAHT,
            amount=_amount(fee),
            amount_description=told(fee, _FEE_WORDS),
        )


def _amount(fee: Fee) -> float | None:
    """Return the amount of a fee that is one amount, in baht; what a formula decides is none."""
    if fee.computed is not None:
        return None
    if fee.kind is FeeKind.FREE:
        return 0.0
    if fee.kind is not FeeKind.FIXED or fee.amount_satang is None:
        return None
    return fee.amount_satang / SATANG_PER_BAHT


def _documents(name: Name, content: ManualContent, words: Words) -> Iterator[Thing]:
    for number, document in enumerate(content.documents.items, 1):
        yield thing(
            id=name.part(Kind.DOCUMENT, number),
            service_id=name.text,
            document=BETWEEN.join((document.name, told(document, _DOCUMENT_WORDS))),
            uri=_document_uri(document, words),
        )


def _document_uri(document: RequiredDocument, words: Words) -> str | None:
    found = words.documents.get(document.canonical or document.name)
    return uris.document(found) if found else None


def _contacts(name: Name, content: ManualContent) -> Iterator[Thing]:
    """Give the channels for complaints; HSDS has no other place for them."""
    for number, channel in enumerate(content.complaints.items, 1):
        yield thing(
            id=name.part(Kind.CONTACT, number),
            service_id=name.text,
            name=channel.name,
            title="ช่องทางร้องเรียน",
            department=BETWEEN.join(part for part in (channel.detail, channel.url) if part),
            phones=[
                thing(
                    id=name.part(Kind.CONTACT_PHONE, number * PHONES_A_CONTACT + spot),
                    number=phone.number,
                    extension=int(phone.extension) if phone.extension else None,
                    type="voice",
                )
                for spot, phone in enumerate(channel.phones)
            ],
        )


def _schedules(name: Name, content: ManualContent) -> Iterator[Thing]:
    """Give the hours of channels; those of a point stand at its location.

    Hours in which the result is fetched say so: nobody can file then.
    """
    number = 1
    ways = [(channel, channel.description) for channel in content.filing_channels]
    ways += [(c, f"{RECEIVED}: {c.description}") for c in content.receiving_channels]
    for channel, description in ways:
        made = schedules_of(name, channel.hours, description, number)
        yield from made
        number += len(made)


def _terms(procedure: ProcedureRecord, content: ManualContent) -> list[tuple[str, str]]:
    return [
        ("topic", procedure.topic),
        *(("target_group", slug) for slug in procedure.target_groups),
        *(("life_event", slug) for slug in procedure.life_events),
        ("service_type", procedure.service_type),
        ("service_category", procedure.category),
        ("impact_level", procedure.impact_level),
        ("lifecycle", procedure.lifecycle),
        ("verification", content.provenance.status.value),
    ]
