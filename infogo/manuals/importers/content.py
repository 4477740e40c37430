"""A service of the data file as the one content of a manual."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, TypeVar

from pydantic import ValidationError

from infogo.core.durations import Duration, DurationUnit
from infogo.core.hours_text import parse_sentence
from infogo.core.importers.sources import SourceLabels
from infogo.core.importing import Job, Row, RowError
from infogo.core.money import to_satang
from infogo.core.phones import read_phones
from infogo.manuals.content import (
    Channel,
    ChannelKind,
    ChannelPurpose,
    ComplaintChannel,
    DocumentGroup,
    Fee,
    FeeKind,
    LawDeadline,
    LegalBasis,
    ManualContent,
    Provenance,
    ProvenanceStatus,
    RequiredDocument,
    Step,
    StepKind,
    TotalBasis,
)
from infogo.manuals.formulas import Formula
from infogo.manuals.importers.documents import DocumentNames
from infogo.manuals.importers.formulas import Formulas
from infogo.manuals.importers.representation import Representations
from infogo.manuals.importers.services import listed, point_kind
from infogo.manuals.part import Listing, ListingState

ItemT = TypeVar("ItemT")
Data = dict[str, Any]

_CHANNEL_KINDS = {
    "walk_in": ChannelKind.IN_PERSON,
    "online": ChannelKind.WEBSITE,
    "app": ChannelKind.MOBILE_APP,
    "mail": ChannelKind.POST,
    "phone": ChannelKind.PHONE,
    "kiosk": ChannelKind.KIOSK,
    "mobile_unit": ChannelKind.MOBILE_UNIT,
    "one_stop": ChannelKind.ONE_STOP,
    "payment_counter": ChannelKind.PAYMENT_COUNTER,
}
BANGKOK = "10"
_ONLY_BANGKOK = re.compile(r"(?:สำหรับพื้นที่|เฉพาะใน)กรุงเทพ")
_PURPOSE_WORDS = (
    (ChannelPurpose.BOOK, re.compile(r"^จองคิว")),
    (ChannelPurpose.LEARN, re.compile(r"^(?:อบรม|หลักสูตรอบรม)")),
    (ChannelPurpose.PAY, re.compile(r"^ชำระผ่าน")),
    (ChannelPurpose.INQUIRE, re.compile(r"^ตรวจตำแหน่ง")),
    (ChannelPurpose.RECEIVE, re.compile(r"^รับ(?:เล่ม|บัตร|ใบ|ผล|หนังสือ)")),
)
# Words by which the three official kinds of steps are told apart; the first match decides.
_STEP_WORDS = (
    (
        StepKind.SIGNING,
        re.compile(
            r"^(?:ออก(?!สูบ)|ลงนาม|อนุมัติ|มีมติ|ส่งมอบ|ผลิต|จ่าย|โอนเงิน|แจ้งผล|รับรอง|(?:รับ)?จดทะเบียน)"
        ),
    ),
    (
        StepKind.DOCUMENT_CHECK,
        re.compile(r"^(?:รับ(?!ชำระ)|ตรวจ(?:สอบ)?(?:เอกสาร|คำขอ|หลักฐาน|คำร้อง)|ยื่น)"),
    ),
)
_IDENTITY = re.compile(
    r"^(?:บัตรประจำตัว|ทะเบียนบ้าน|หนังสือเดินทาง|สูติบัตร|ใบสำคัญประจำตัวคนต่างด้าว|"
    r"หนังสือรับรองการจดทะเบียนนิติบุคคล|เอกสารมีรูปถ่าย)"
)
_FEE_RANGE = re.compile(r"^([\d,.]+)–([\d,.]+) บาท")
_LOCAL_KINDS = frozenset({"municipality_office", "sao_office", "pao_office", "bma_district_office"})
_CENTRAL_KINDS = frozenset({"online_only"})


class ContentReader:
    """Turns services into contents; reads documents, complaint block and source names once."""

    def __init__(self, job: Job) -> None:
        """Read what every content needs."""
        self._documents = DocumentNames()
        self._labels = SourceLabels(job)
        self._complaints = _complaints(job)
        self._formulas = Formulas(job)
        self._representations = Representations(job)

    def content(self, row: Row, unit: str = "") -> ManualContent:
        """Return the content; ``unit`` is named beside the responsible officer of each step.

        Raises:
            RowError: a value is missing or contradicts another.
        """
        try:
            return self._content(row.data, row, unit)
        except ValidationError as error:
            first = error.errors()[0]
            column = ".".join(str(part) for part in first["loc"])
            raise RowError(
                column, first.get("input", ""), f"ไม่ตรงตามแบบของคู่มือ ({first['msg']})", "แก้ค่าในไฟล์"
            ) from error
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            raise RowError("", "", f"โครงสร้างข้อมูลไม่ครบ: {error}", "เทียบกับบริการอื่นในไฟล์") from error

    def _content(self, data: Data, row: Row, unit: str) -> ManualContent:
        limit = data["time_limit"]
        total = Duration.of(limit["value"], limit["unit"]) if limit else None
        bases = [
            LegalBasis(law=item["law"], section=str(item["section"] or ""))
            for item in data["legal_basis"]
        ]
        by_law = bool(limit) and limit["basis"] == TotalBasis.LAW
        deadline = LawDeadline(law=_cited(bases), limit=total) if by_law and total else None
        return ManualContent(
            legal_bases=_listing(bases),
            service_areas=_areas(listed(row, "offered_at")),
            deadline=deadline,
            channels=_listing(_channel(item) for item in data["channels"]),
            criteria=_listing(listed(row, "conditions")),
            steps=_listing(_step(item, unit) for item in data["steps"]),
            total=total,
            total_basis=TotalBasis.LAW if by_law else TotalBasis.MANUAL,
            documents=_listing(self._document(item) for item in data["documents"]),
            representation=self._representations.find(data),
            fees=_fees(data, self._formulas.of(row.data["code"])),
            fee_note=data["fee_note"] or "",
            complaints=self._complaints,
            outputs=tuple(listed(row, "outputs")),
            is_bad_example=bool(data["asks_copies"]),
            provenance=self._provenance(data),
        )

    def _document(self, item: Data) -> RequiredDocument:
        known = self._documents.find(item["name"])
        state_issued = known is not None and known.is_state_issued
        identity = state_issued and _IDENTITY.match(item["name"])
        return RequiredDocument(
            group=DocumentGroup.IDENTITY if identity else DocumentGroup.OTHER,
            name=item["name"],
            canonical=known.name_th if known and known.name_th != item["name"] else "",
            issuer=item["issuer"] or "",
            originals=item["originals"],
            copies=item["copies"],
            unit="รูป" if item["name"].startswith("รูปถ่าย") else "ฉบับ",
            condition=item["condition"] or "",
            note=item["note"] or "",
            is_state_issued=state_issued,
        )

    def _provenance(self, data: Data) -> Provenance:
        seen = data["confidence"]["overall"] == "seen"
        return Provenance(
            status=ProvenanceStatus.PARTLY_SEEN if seen else ProvenanceStatus.UNVERIFIED,
            note=data["confidence"].get("note") or "",
            source=self._labels.label(data["source"] or "general_knowledge"),
        )


def _listing(items: Iterable[ItemT]) -> Listing[ItemT]:
    found = tuple(items)
    return Listing(state=ListingState.LISTED if found else ListingState.UNKNOWN, items=found)


def _areas(offered_at: list[str]) -> tuple[str, ...]:
    """Return the service areas that follow from the kinds of places."""
    kinds = {point_kind(kind) for kind in offered_at}
    areas = {
        "central": not kinds or bool(kinds & _CENTRAL_KINDS),
        "regional": bool(kinds - _LOCAL_KINDS - _CENTRAL_KINDS),
        "local": bool(kinds & _LOCAL_KINDS),
    }
    return tuple(area for area, applies in areas.items() if applies)


def _cited(bases: list[LegalBasis]) -> str:
    """Return the first law with its section, as manuals cite it."""
    if not bases:
        return ""
    section = f" มาตรา {bases[0].section}" if bases[0].section else ""
    return f"{bases[0].law}{section}"


def _channel(item: Data) -> Channel:
    words = item["hours"] or ""
    hours = parse_sentence(words)
    return Channel(
        kind=_CHANNEL_KINDS[item["kind"]],
        description=item["description"],
        url=item["url"] or "",
        purpose=_purpose(item["description"]),
        provinces=(BANGKOK,) if _ONLY_BANGKOK.search(item["description"]) else (),
        hours=hours if hours.known else None,
        hours_text="" if hours.known else words,
    )


def _purpose(description: str) -> ChannelPurpose:
    """Read what a channel is for out of its words; the source has no field for it."""
    for purpose, words in _PURPOSE_WORDS:
        if words.search(description):
            return purpose
    return ChannelPurpose.FILE


def _step(item: Data, unit: str) -> Step:
    length = item["duration"]
    responsible = item["responsible"] or ""
    if unit and unit not in responsible:
        responsible = f"{responsible} ({unit})" if responsible else unit
    return Step(
        kind=_step_kind(item["title"]),
        title=item["title"],
        description=item["description"] or "",
        duration=Duration.of(length["value"], DurationUnit(length["unit"])) if length else None,
        responsible=responsible,
    )


def _step_kind(title: str) -> StepKind:
    for kind, words in _STEP_WORDS:
        if words.match(title):
            return kind
    return StepKind.CONSIDERATION


def _fees(data: Data, formulas: Mapping[str, Formula]) -> Listing[Fee]:
    """Return the fees; an empty list means none only because ``fee_note`` says so.

    Raises:
        RowError: a formula is for a fee that the service does not have.
    """
    if unknown := set(formulas) - {item["item"] for item in data["fees"]}:
        raise RowError("fees", ", ".join(unknown), "มีสูตรของค่าธรรมเนียมที่ไม่มี", "แก้ชื่อรายการให้ตรงกัน")
    fees = tuple(
        _fee(item).model_copy(update={"computed": formulas.get(item["item"])})
        for item in data["fees"]
    )
    if fees:
        return Listing[Fee](state=ListingState.LISTED, items=fees)
    state = ListingState.NONE if data["fee_note"] else ListingState.UNKNOWN
    return Listing[Fee](state=state)


def _fee(item: Data) -> Fee:
    amount, formula, per = item["amount"], item["formula"] or "", item["per"] or ""
    common: Data = {
        "item": item["item"],
        "condition": item["condition"] or "",
        "formula": formula,
    }
    if item["unit"] == "%":
        if amount is None:
            return Fee(kind=FeeKind.FORMULA, percent_base=per, **common)
        percent = Decimal(str(amount))
        return Fee(kind=FeeKind.PERCENT, percent=percent, percent_base=per, **common)
    if spread := _FEE_RANGE.match(formula):
        low, high = to_satang(spread[1]), to_satang(spread[2])
        return Fee(kind=FeeKind.RANGE, amount_satang=low, amount_max_satang=high, per=per, **common)
    if amount is None:
        return Fee(kind=FeeKind.FORMULA, per=per, **common)
    satang = to_satang(str(amount))
    kind = FeeKind.FIXED if satang else FeeKind.FREE
    return Fee(kind=kind, amount_satang=satang, per=per, **common)


def _complaints(job: Job) -> Listing[ComplaintChannel]:
    """Return the complaint block that every printed manual ends with."""
    rows = job.csv_rows("services/complaint_channels.csv", ("name", "detail", "phones", "url"))
    return _listing(
        ComplaintChannel(
            name=row.text("name", longest=400, required=True),
            detail=row.text("detail", longest=4000),
            phones=read_phones(row.text("phones", longest=400)).phones,
            url=row.url("url"),
        )
        for row in rows
    )
