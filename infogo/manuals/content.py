"""The one definition of what a manual says.

Everything else derives from these classes: validation and its messages, the citizen page, the
statutory page of 19 items, the structural difference between editions, what an adopting agency
may override, JSON-LD and the API. Nothing else may describe what a manual is.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Literal

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ConfigDict, Field, create_model, model_validator

from infogo.core.durations import Duration
from infogo.core.hours import Hours
from infogo.core.phones import Phone
from infogo.manuals.cases import CaseQuestion, CaseTable, Code
from infogo.manuals.copying import CopyFee
from infogo.manuals.formulas import Formula
from infogo.manuals.part import Copies, Line, Listing, Part, Satang, Text
from infogo.manuals.pauses import PauseRule
from infogo.manuals.renewal import FeeRenewal
from infogo.manuals.representation import Representation

SCHEMA_VERSION: Literal[1] = 1


class LegalBasis(Part):
    """A law that gives the power to permit, or concerns the service (item 5)."""

    law: Line
    section: Line = ""
    url: Line = ""
    reviewed_on: date | None = None


class LawDeadline(Part):
    """A time limit that a law or rule sets for the agency (item 8)."""

    law: Line = ""
    limit: Duration


class RequestStatistics(Part):
    """Requests per month as the agency counts them (item 9)."""

    average: Annotated[int, Field(ge=0)]
    highest: Annotated[int, Field(ge=0)]
    lowest: Annotated[int, Field(ge=0)]


class ChannelKind(StrEnum):
    """Ways of filing; labels and further kinds are terms of the vocabulary ``channel_type``."""

    IN_PERSON = "in_person"
    WEBSITE = "website"
    MOBILE_APP = "mobile_app"
    POST = "post"
    PHONE = "phone"
    EMAIL = "email"
    KIOSK = "kiosk"
    MOBILE_UNIT = "mobile_unit"
    ONE_STOP = "one_stop"
    PAYMENT_COUNTER = "payment_counter"


ONLINE_CHANNELS = frozenset({ChannelKind.WEBSITE, ChannelKind.MOBILE_APP})


class ChannelPurpose(StrEnum):
    """What can be done through a channel; only ``FILE`` saves the citizen the trip.

    ``RECEIVE`` is how the result reaches her in the end: fetched at the counter, by post, online.
    """

    FILE = "file"
    BOOK = "book"
    PAY = "pay"
    LEARN = "learn"
    INQUIRE = "inquire"
    RECEIVE = "receive"


class Channel(Part):
    """One way of filing (item 11), of preparing for it, or of receiving the result.

    ``hours_text`` is kept where it cannot be read as hours. ``provinces`` are the two-digit codes
    of the only provinces in which the channel serves; empty means everywhere.
    """

    kind: ChannelKind
    purpose: ChannelPurpose = ChannelPurpose.FILE
    provinces: tuple[str, ...] = ()
    description: Text
    url: Line = ""
    hours: Hours | None = None
    hours_text: Line = ""
    cases: tuple[Code, ...] = ()


class StepKind(StrEnum):
    """Main step of the official form; see the vocabulary ``step_type``."""

    DOCUMENT_CHECK = "document_check"
    CONSIDERATION = "consideration"
    SIGNING = "signing"


class Step(Part):
    """One step with its time and responsible unit (item 13, section 7 of the 2558 Act)."""

    kind: StepKind
    title: Line
    description: Text = ""
    duration: Duration | None = None
    responsible: Line = ""
    cases: tuple[Code, ...] = ()


class TotalBasis(StrEnum):
    """Where the promised total time comes from."""

    LAW = "law"
    MANUAL = "manual"


class StepReduction(Part):
    """Whether steps were cut already (item 14)."""

    is_reduced: bool
    total: Duration | None = None


class DocumentGroup(StrEnum):
    """The two groups of item 15."""

    IDENTITY = "identity_state"
    OTHER = "other"


class RequiredDocument(Part):
    """One document to bring (item 15). ``originals`` are shown and given back unless noted.

    ``cases`` are the codes of the cases in which it is needed, empty for always; ``condition`` is
    what the cases do not say.
    """

    group: DocumentGroup
    name: Line
    canonical: Line = ""
    issuer: Line = ""
    originals: Copies = 1
    copies: Copies = 0
    unit: Line = "ฉบับ"
    condition: Line = ""
    note: Line = ""
    is_state_issued: bool = False
    cases: tuple[Code, ...] = ()

    @property
    def asks_unlawful_copy(self) -> bool:
        """A copy of an identity paper that the state issued (E-Act s. 12; resolution of 2561).

        Copies of other state papers, such as the title deed in a building file, become part of
        the file and are not counted.
        """
        return self.group is DocumentGroup.IDENTITY and self.is_state_issued and self.copies > 0


class FeeKind(StrEnum):
    """How an amount is set; see the vocabulary ``fee_type``."""

    FREE = "free"
    FIXED = "fixed"
    RANGE = "range"
    START_AT = "start_at"
    PERCENT = "percent"
    FORMULA = "formula"


class Fee(Part):
    """One fee (item 16); money in satang, so that no rounding ever happens.

    ``formula`` tells in words how it is set. ``computed`` gives the whole amount in baht for one
    request, whatever the kind: of "100 baht a sheet" it asks how many sheets.
    """

    item: Line
    kind: FeeKind
    amount_satang: Satang | None = None
    amount_max_satang: Satang | None = None
    percent: Annotated[Decimal, Field(gt=0, le=100)] | None = None
    percent_base: Line = ""
    per: Line = ""
    condition: Line = ""
    formula: Text = ""
    cases: tuple[Code, ...] = ()
    computed: Formula | None = None

    @model_validator(mode="after")
    def _has_what_its_kind_needs(self) -> Fee:
        needs_amount = self.kind in {FeeKind.FIXED, FeeKind.RANGE, FeeKind.START_AT}
        if needs_amount and self.amount_satang is None:
            raise ValueError(str(_("ใส่จำนวนเงินของค่าธรรมเนียม")))
        if self.kind is FeeKind.RANGE and (
            self.amount_max_satang is None or self.amount_max_satang < (self.amount_satang or 0)
        ):
            raise ValueError(str(_("จำนวนเงินสูงสุดต้องไม่น้อยกว่าจำนวนต่ำสุด")))
        if self.kind is FeeKind.PERCENT and self.percent is None:
            raise ValueError(str(_("ใส่อัตราร้อยละของค่าธรรมเนียม")))
        if self.kind is FeeKind.FORMULA and not self.formula:
            raise ValueError(str(_("อธิบายวิธีคิดค่าธรรมเนียม")))
        return self

    @property
    def lowest_satang(self) -> int | None:
        """The amount, or the lowest of several: nothing of what is free, whatever was typed."""
        return 0 if self.kind is FeeKind.FREE else self.amount_satang


class ComplaintChannel(Part):
    """Where to complain (item 17)."""

    name: Line
    detail: Text = ""
    phones: tuple[Phone, ...] = ()
    url: Line = ""


class Form(Part):
    """A form or a filled example (item 18)."""

    name: Line
    url: Line = ""


class ProvenanceStatus(StrEnum):
    """How far the facts of this content were checked."""

    VERIFIED = "verified"
    PARTLY_SEEN = "partly_seen"
    UNVERIFIED = "unverified"


class Provenance(Part):
    """Where the facts come from, shown to citizens as long as they are not verified."""

    status: ProvenanceStatus = ProvenanceStatus.UNVERIFIED
    note: Text = ""
    source: Text = ""
    checked_on: date | None = None


class ManualContent(Part):
    """All that one edition of a manual says; the procedure itself holds items 1–4 and 6."""

    schema_version: Literal[1] = SCHEMA_VERSION
    legal_bases: Listing[LegalBasis] = Listing[LegalBasis]()
    renewal_by_fee: FeeRenewal | None = None
    service_areas: tuple[str, ...] = ()
    deadline: LawDeadline | None = None
    statistics: RequestStatistics | None = None
    reference_name: Line = ""
    channels: Listing[Channel] = Listing[Channel]()
    criteria: Listing[Text] = Listing[Text]()
    steps: Listing[Step] = Listing[Step]()
    total: Duration | None = None
    total_basis: TotalBasis = TotalBasis.MANUAL
    total_formula: Formula | None = None
    pause_rules: tuple[PauseRule, ...] = ()
    step_reduction: StepReduction | None = None
    documents: Listing[RequiredDocument] = Listing[RequiredDocument]()
    representation: Representation | None = None
    fees: Listing[Fee] = Listing[Fee]()
    fee_note: Text = ""
    copy_fee: CopyFee | None = None
    complaints: Listing[ComplaintChannel] = Listing[ComplaintChannel]()
    forms: Listing[Form] = Listing[Form]()
    remark: Text = ""
    outputs: tuple[Line, ...] = ()
    questions: tuple[CaseQuestion, ...] = ()
    cases: tuple[CaseTable, ...] = ()
    is_bad_example: bool = False
    provenance: Provenance = Provenance()

    @property
    def asks_unlawful_copies(self) -> bool:
        """Whether a document still asks for a copy of a state-issued paper."""
        return any(document.asks_unlawful_copy for document in self.documents.items)

    @property
    def formulas(self) -> tuple[Formula, ...]:
        """Return all that is computed: fees in their order, then the total time."""
        computed = [fee.computed for fee in self.fees.items]
        return tuple(each for each in (*computed, self.total_formula) if each is not None)

    @property
    def steps_of_all(self) -> tuple[Step, ...]:
        """Steps that everybody goes through, whatever the case."""
        return tuple(step for step in self.steps.items if not step.cases)

    @property
    def online_channels(self) -> tuple[Channel, ...]:
        """Channels through which the request itself can be filed from home."""
        return self._online(ChannelPurpose.FILE)

    @property
    def booking_channels(self) -> tuple[Channel, ...]:
        """Channels through which a visit can be booked from home."""
        return self._online(ChannelPurpose.BOOK)

    @property
    def filing_channels(self) -> tuple[Channel, ...]:
        """All channels but those by which the result comes: ways of filing and of preparing."""
        return tuple(c for c in self.channels.items if c.purpose is not ChannelPurpose.RECEIVE)

    @property
    def receiving_channels(self) -> tuple[Channel, ...]:
        """Channels by which the result reaches the citizen; empty where nobody said how."""
        return tuple(c for c in self.channels.items if c.purpose is ChannelPurpose.RECEIVE)

    def _online(self, purpose: ChannelPurpose) -> tuple[Channel, ...]:
        return tuple(
            channel
            for channel in self.channels.items
            if channel.kind in ONLINE_CHANNELS and channel.purpose is purpose
        )


class Section(BaseModel):
    """One item of the official form: its number, title and the fields it shows."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    code: str
    number: int
    title: Any
    fields: tuple[str, ...] = ()
    is_local: bool = False


# Items in the order of the official form; ``is_local`` marks what an adopting agency may override.
SECTIONS: tuple[Section, ...] = (
    Section(code="name", number=1, title=_("ชื่อกระบวนงาน")),
    Section(code="owner", number=2, title=_("หน่วยงานเจ้าของกระบวนงาน")),
    Section(code="service_type", number=3, title=_("ประเภทของงานบริการ")),
    Section(code="category", number=4, title=_("หมวดหมู่ของงานบริการ")),
    Section(
        code="legal_bases",
        number=5,
        title=_("กฎหมายที่ให้อำนาจการอนุญาต หรือที่เกี่ยวข้อง"),
        fields=("legal_bases", "renewal_by_fee"),
    ),
    Section(code="impact_level", number=6, title=_("ระดับผลกระทบ")),
    Section(code="service_areas", number=7, title=_("พื้นที่ให้บริการ"), fields=("service_areas",)),
    Section(
        code="deadline",
        number=8,
        title=_("กฎหมายข้อบังคับหรือข้อตกลงที่กำหนดระยะเวลา"),
        fields=("deadline",),
    ),
    Section(
        code="statistics",
        number=9,
        title=_("ข้อมูลสถิติจำนวนคำขอต่อเดือน"),
        fields=("statistics",),
        is_local=True,
    ),
    Section(
        code="reference_name",
        number=10,
        title=_("ชื่ออ้างอิงของคู่มือสำหรับประชาชน"),
        fields=("reference_name",),
    ),
    Section(
        code="channels",
        number=11,
        title=_("ช่องทางการให้บริการ"),
        fields=("channels",),
        is_local=True,
    ),
    Section(
        code="criteria",
        number=12,
        title=_("หลักเกณฑ์ วิธีการ เงื่อนไขในการยื่นคำขอ และในการพิจารณาอนุญาต"),
        fields=("criteria",),
        is_local=True,
    ),
    Section(
        code="steps",
        number=13,
        title=_("ขั้นตอน ระยะเวลา และส่วนงานที่รับผิดชอบ"),
        fields=("steps", "total", "total_basis", "total_formula", "pause_rules"),
        is_local=True,
    ),
    Section(
        code="step_reduction",
        number=14,
        title=_("งานบริการนี้ผ่านการลดขั้นตอนและระยะเวลาปฏิบัติราชการมาแล้ว"),
        fields=("step_reduction",),
        is_local=True,
    ),
    Section(
        code="documents",
        number=15,
        title=_("รายการเอกสารหลักฐานประกอบการยื่นคำขอ"),
        fields=("documents", "representation"),
        is_local=True,
    ),
    Section(
        code="fees",
        number=16,
        title=_("ค่าธรรมเนียม"),
        fields=("fees", "fee_note", "copy_fee"),
        is_local=True,
    ),
    Section(
        code="complaints",
        number=17,
        title=_("ช่องทางการร้องเรียน"),
        fields=("complaints",),
        is_local=True,
    ),
    Section(
        code="forms",
        number=18,
        title=_("ตัวอย่างแบบฟอร์ม ตัวอย่าง และคู่มือการกรอก"),
        fields=("forms",),
        is_local=True,
    ),
    Section(code="remark", number=19, title=_("หมายเหตุ"), fields=("remark",), is_local=True),
)
LOCAL_SECTIONS: tuple[Section, ...] = tuple(s for s in SECTIONS if s.is_local)
CASES = Section(code="cases", number=0, title=_("คำถามและกรณี"), fields=("questions", "cases"))
"""Beside the form; it belongs to the standard, so that all who follow have the same cases."""
COMPARED: tuple[Section, ...] = (*SECTIONS, CASES)


def _overrides_class() -> type[Part]:
    """Build the class of local overrides out of the fields of the local sections.

    Each is optional; ``None`` means that the standard manual's value is followed.
    """
    fields: dict[str, Any] = {
        name: (ManualContent.model_fields[name].annotation | None, None)  # type: ignore[operator]
        for section in LOCAL_SECTIONS
        for name in section.fields
    }
    fields["provenance"] = (Provenance | None, None)
    return create_model("LocalOverrides", __base__=Part, **fields)


LocalOverrides = _overrides_class()


def overridden_sections(overrides: Part) -> tuple[str, ...]:
    """Return the codes of the sections in which ``overrides`` says something."""
    return tuple(
        section.code
        for section in LOCAL_SECTIONS
        if any(getattr(overrides, name) is not None for name in section.fields)
    )


def merge(standard: ManualContent, overrides: Part | None) -> ManualContent:
    """Return the standard content with the sections that the local agency overrides.

    A section is taken whole: an agency that overrides its fees does not mix them with the
    standard's fee note.
    """
    if overrides is None:
        return standard
    changes: dict[str, Any] = {}
    for code in overridden_sections(overrides):
        for name in section_of(code).fields:
            value = getattr(overrides, name)
            default = ManualContent.model_fields[name].get_default(call_default_factory=True)
            changes[name] = default if value is None else value
    provenance = getattr(overrides, "provenance", None)
    if provenance is not None:
        changes["provenance"] = provenance
    return standard.model_copy(update=changes)


def section_of(code: str) -> Section:
    """Return the section with this code.

    Raises:
        KeyError: there is no such section.
    """
    for section in COMPARED:
        if section.code == code:
            return section
    raise KeyError(code)
