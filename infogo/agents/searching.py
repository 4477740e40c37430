"""Tools that find what is meant: services, agencies, events of a life."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from infogo.agencies.models import EmergencyNumber
from infogo.agents.arguments import Language, Province, Query
from infogo.agents.errors import ToolRefusedError
from infogo.agents.receipts import Receipt, RecordReceipt, Unknown, empty_fields, receipts_of
from infogo.display.structured import absolute
from infogo.manuals.models import Procedure
from infogo.records.agencies import AGENCIES, AgencyRecord
from infogo.records.headings import LIFE_EVENTS, LifeEventRecord
from infogo.search.answers.urgent import whom_to_call
from infogo.search.results import Kind, Result, SearchPage
from infogo.search.selectors import search
from infogo.search.words.lexicon import stop_words
from infogo.thai.normalise import normalise
from infogo.thai.segment import terms

MOST = 10
LEAST_SCORE = 20.0
"""A best service that scores less, for two words or more, shares but a common word with them."""
NEARLY_AS_GOOD = 0.7
"""A second service with such a share of the first one's score may be meant as well."""
FEW_WORDS = 2
"""Who says so little names a field and no service."""


class ServiceFound(BaseModel):
    """One service that may be meant."""

    procedure: int
    code: str
    name_th: str
    name_en: str
    summary_th: str
    owner_th: str
    url: str
    is_online: bool | None = Field(description="null when not known")
    document_count: int | None
    fee_low_satang: int | None
    is_free: bool | None
    is_sample: bool | None
    receipt: Receipt | None = Field(description="Of the standard manual; fees stand in its facts")


class NumberToCall(BaseModel):
    """A telephone number for who needs help now."""

    number: str
    name_th: str
    name_en: str
    purpose_th: str
    purpose_en: str
    is_unverified: bool = Field(description="It comes from no official list; say so")


class ServicesFound(BaseModel):
    """Services that may be meant, the likeliest first.

    ``ask_which``: several are as likely, so ask. ``not_found``: none says enough of what was said;
    those listed are only the nearest and must not be taken for the answer.
    """

    status: Literal["found", "ask_which", "not_found"]
    call_now: list[NumberToCall] = Field(
        description="Whom to call at once, in this order; tell it before anything else"
    )
    services: list[ServiceFound]
    corrected_to: str = Field(description="What was searched instead of a misspelt query")
    place: str = Field(description="A place recognised in the words, in Thai")
    say: str = Field(description="What to tell the reader: whom to call, or why it was not found")


SAY = {
    "found": ("", ""),
    "ask_which": (
        "มีหลายบริการที่อาจตรง ถามก่อนว่าต้องการทำอะไร",
        "Several services may be meant; ask which one",
    ),
    "call_now": ("บอกให้โทร {numbers} ก่อน", "Say first to call {numbers}."),
    "in_charge": (
        "ไม่มีบริการสำหรับเรื่องนี้ น่าจะเป็นเรื่องของ{agencies} ดูเบอร์โทรและเว็บไซต์ด้วย find_agency",
        "No service is for this. {agencies} probably looks after it; see find_agency.",
    ),
    "not_found": (
        "ไม่พบบริการที่ตรงกัน ลองบอกว่าอยากได้หรืออยากทำอะไร หรือโทร 1111 ศูนย์บริการข้อมูลภาครัฐเพื่อประชาชน",
        "No service matches. Say what is wanted, or call the government hotline 1111.",
    ),
}


def search_services(
    query: Query, province: Province = "", language: Language = "th"
) -> ServicesFound:
    """Find which government service a person means, from her own words (spoken Thai works).

    ค้นหาบริการของรัฐจากคำพูดของประชาชน Ask back when several are likely; never pick at random.
    """
    found = search(query, kind=Kind.PROCEDURE, province=province, page_size=MOST)
    if not found.is_ready:
        raise ToolRefusedError("The search index is being rebuilt; try again in a minute.")
    status, calls = _status(found), whom_to_call(found.query, found.used)
    receipts = receipts_of([result.id for result in found.results], language)
    return ServicesFound(
        status=status,
        call_now=[_number(entry) for entry in calls],
        services=[_service(result, receipts.get(result.id)) for result in found.results],
        corrected_to=found.used if found.correction else "",
        place=found.place.name_th if found.place else "",
        say=_said(found, status, calls, language),
    )


def _number(entry: EmergencyNumber) -> NumberToCall:
    return NumberToCall(
        number=entry.number,
        name_th=entry.name_th,
        name_en=entry.name_en,
        purpose_th=entry.purpose_th,
        purpose_en=entry.purpose_en,
        is_unverified=entry.is_unverified,
    )


def _said(
    found: SearchPage, status: str, calls: Sequence[EmergencyNumber], language: Language
) -> str:
    """Return what to tell: first whom to call where help is needed now."""
    is_english = language == "en"
    said = _said_of_agencies(found, language) if found.in_charge else SAY[status][is_english]
    if not calls:
        return said
    return f"{_first(calls, language)} {said}".strip()


def _first(calls: Sequence[EmergencyNumber], language: Language) -> str:
    """Return the words by which an assistant is told to name the numbers before anything else."""
    is_english = language == "en"
    names = [f"{one.number} {one.name_en if is_english else one.name_th}" for one in calls]
    return SAY["call_now"][is_english].format(numbers=", ".join(names)) if calls else ""


def _said_of_agencies(found: SearchPage, language: Language) -> str:
    records = AGENCIES.some(list(found.in_charge))
    names = [record.name_en if language == "en" else record.name_th for record in records]
    return SAY["in_charge"][language == "en"].format(agencies=" / ".join(names))


def _status(found: SearchPage) -> Literal["found", "ask_which", "not_found"]:
    if found.in_charge:
        return "not_found"
    scores = [result.score for result in found.results]
    said = [word for word in terms(normalise(found.service)) if word not in stop_words()]
    if not scores or (len(said) > 1 and scores[0] < LEAST_SCORE):
        return "not_found"
    rivals = len(scores) > 1 and scores[1] >= NEARLY_AS_GOOD * scores[0]
    return "ask_which" if rivals and len(said) <= FEW_WORDS else "found"


def _service(result: Result, receipt: Receipt | None) -> ServiceFound:
    facts = result.facts
    return ServiceFound(
        procedure=result.id,
        code=result.code,
        name_th=result.title_th,
        name_en=result.title_en,
        summary_th=result.summary,
        owner_th=result.owner_name_th,
        url=absolute(result.path),
        is_online=facts.is_online if facts else None,
        document_count=facts.document_count if facts else None,
        fee_low_satang=facts.fee_low_satang if facts else None,
        is_free=None if facts is None or facts.is_fee_unknown else facts.is_free,
        is_sample=facts.is_sample if facts else None,
        receipt=receipt,
    )


class AgencyFound(BaseModel):
    """One agency that may be meant; what nobody wrote down is in ``unknown``."""

    agency: int
    key: str
    name_th: str
    name_en: str
    province: str
    phones: list[str] = Field(description="In E.164 or as a short number")
    email: str
    website: str
    address_th: str
    unknown: list[Unknown]
    receipt: RecordReceipt


class AgenciesFound(BaseModel):
    """Agencies that may be meant, the likeliest first."""

    status: Literal["found", "not_found"]
    call_now: list[NumberToCall] = Field(
        description="Whom to call at once, in this order; tell it before anything else"
    )
    agencies: list[AgencyFound]
    say: str = Field(description="What to tell the reader: whom to call, or what was not found")


def find_agency(query: Query, province: Province = "", language: Language = "th") -> AgenciesFound:
    """Find an agency by any name of it or by what it does, with its phones and web site.

    ค้นหาหน่วยงานจากชื่อหรือเรื่องที่ดูแล พร้อมโทรศัพท์และเว็บไซต์
    """
    found = search(query, kind=Kind.AGENCY, province=province, page_size=MOST)
    if not found.is_ready:
        raise ToolRefusedError("The search index is being rebuilt; try again in a minute.")
    records = AGENCIES.some([result.id for result in found.results])
    nothing = (
        "ไม่พบหน่วยงานนี้ ลองชื่อเต็ม หรือโทร 1111",
        "No such agency; try its full name, or call 1111",
    )
    calls = whom_to_call(found.query, found.used)
    said = "" if records else nothing[language == "en"]
    return AgenciesFound(
        status="found" if records else "not_found",
        call_now=[_number(entry) for entry in calls],
        agencies=[_agency(record, language) for record in records],
        say=f"{_first(calls, language)} {said}".strip(),
    )


def _agency(record: AgencyRecord, language: Language) -> AgencyFound:
    told = ("phones", "email", "website", "address")
    return AgencyFound(
        agency=record.id,
        key=record.key,
        name_th=record.name_th,
        name_en=record.name_en,
        province=record.province or "",
        phones=[" ext. ".join(filter(None, (p.number, p.extension))) for p in record.phones],
        email=record.email,
        website=record.website,
        address_th=record.address,
        unknown=empty_fields(record, told, language),
        receipt=RecordReceipt(
            record=f"/api/v1/agencies/{record.id}",
            updated_at=record.updated_at,
            checked_on=record.checked_on,
            source_th=record.source,
            url=record.url,
        ),
    )


class ServiceNamed(BaseModel):
    """A service by its names."""

    procedure: int
    code: str
    name_th: str
    name_en: str


class LifeEvents(BaseModel):
    """Life events; with their stages when one was asked for."""

    events: list[LifeEventRecord]
    services: list[ServiceNamed] = Field(description="The services that the stages name by id")


def list_life_event(
    slug: Annotated[
        str, Field(max_length=40, pattern=r"^[a-z0-9-]*$", description="One event; empty for all")
    ] = "",
) -> LifeEvents:
    """List events of a life (a birth, a death, a move …) with stages, deadlines and services.

    เหตุการณ์ชีวิต แบ่งเป็นช่วง พร้อมกำหนดเวลาและบริการที่ต้องทำ
    """
    rows = LIFE_EVENTS.public()
    chosen = list(rows.filter(slug=slug) if slug else rows)
    if slug and not chosen:
        known = ", ".join(rows.values_list("slug", flat=True))
        raise ToolRefusedError(f"There is no life event {slug}. There are: {known}")
    records = LIFE_EVENTS.make(chosen)
    if not slug:
        records = [record.model_copy(update={"stages": []}) for record in records]
    ids = {key for record in records for stage in record.stages for key in stage.procedures}
    named = Procedure.objects.filter(pk__in=ids).order_by("pk") if ids else ()
    services = [
        ServiceNamed(procedure=row.pk, code=row.code, name_th=row.name_th, name_en=row.name_en)
        for row in named
    ]
    return LifeEvents(events=records, services=services)
