"""Delayed requests: new ones, notices that went out, and how they ended."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime, time
from typing import Any

from django.db.models import Q, QuerySet

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.bulk import columns as c
from infogo.bulk.columns import Column
from infogo.bulk.errors import CellError, RowRefusedError
from infogo.bulk.record_sheet import RecordSheet
from infogo.bulk.sheet import ID, MARK_COLUMN, Acting, Current, Filters, Problem
from infogo.core.dates import (
    BANGKOK,
    DateInputError,
    arabic_digits,
    bangkok_now,
    parse_written_date,
    short_date,
)
from infogo.core.times import TimeInputError, read_moment
from infogo.delays.errors import DelayError
from infogo.delays.models import DelayCase, NoticeChannel, Outcome
from infogo.delays.reckoning import sent_notices
from infogo.delays.reference import read_reference
from infogo.delays.rules import RuleBook
from infogo.delays.selectors import (
    cases_of,
    counters_of,
    days_over,
    standing_of,
    standing_words,
    with_all,
)
from infogo.delays.services.cases import (
    Decision,
    NewCase,
    close_case,
    open_case,
    remove_case,
    reopen_case,
)
from infogo.delays.services.notices import NewNotice, record_notice, remove_notice

_NEW = ("manual", "point", "reference", "received", "time")
_NOTICE = ("sent_on", "channel", "reason", "text", "expected_on")
_END = ("decided_on", "outcome")
_UNDONE = "ย้อนกลับงานจากไฟล์"
_CUT_SHORT = re.compile(r"\d{1,2}\.\d")
"""A time as spreadsheets keep one that was typed as a number: 10.30 becomes 10.3."""


def _day(cell: str) -> str:
    try:
        return parse_written_date(cell).isoformat()
    except DateInputError as error:
        raise CellError("อ่านวันที่ไม่ได้", "เขียนเช่น 19 ส.ค. 2569") from error


def _shown_day(value: Any) -> str:
    return short_date(date.fromisoformat(value)) if value else ""


def _time(cell: str) -> str:
    if _CUT_SHORT.fullmatch(arabic_digits(cell)):
        cell += "0"
    try:
        found = read_moment(cell)
    except TimeInputError as error:
        raise CellError("อ่านเวลาไม่ได้", str(error)) from error
    return f"{found:%H:%M}" if found else ""


def _reference(cell: str) -> str:
    try:
        return read_reference(cell)
    except DelayError as error:
        raise CellError("เลขที่คำขอใช้ไม่ได้", str(error)) from error


def _day_column(name: str, header: str, help_text: str, **given: Any) -> Column:
    return Column(
        name, header, help_text, read=_day, show=_shown_day, example="19 ส.ค. 2569", width=14,
        **given,
    )  # fmt: skip


def _info(name: str, header: str, width: int = 16) -> Column:
    return Column(name, header, "ให้ดูประกอบ", is_info=True, width=width)


_CHANNELS = {str(value): str(label) for value, label in NoticeChannel.choices}
_OUTCOMES = {str(value): str(label) for value, label in Outcome.choices}


class DelaySheet(RecordSheet):
    """One row for each open case for which she reports; a row without an id is a new one."""

    code = "delays"
    title = "เรื่องล่าช้า"
    lead = "คำขอที่ต้องติดตามวันครบกำหนด หนังสือแจ้งเหตุล่าช้า และผลที่พิจารณาเสร็จ"
    act = Act.REPORT
    unit = "เรื่อง"
    columns = (
        Column(ID, "รหัสเรื่อง", "เว้นว่างเมื่อเพิ่มเรื่องใหม่ ห้ามแก้รหัสของแถวเดิม", width=12),
        MARK_COLUMN,
        Column(
            "manual",
            "รหัสคู่มือ",
            "ตัวเลขของคู่มือ ดูได้จากแถวอื่นหรือที่อยู่หน้าคู่มือ",
            read=c.whole_number(c.LARGEST_ID),
            required=True,
            empty=None,
            example="1520",
            width=12,
        ),
        _info("service", "เรื่อง", 36),
        Column(
            "point",
            "รหัสจุด",
            "ตัวเลขของจุดให้บริการที่ปักหมุดเรื่องนี้",
            read=c.whole_number(c.LARGEST_ID),
            required=True,
            empty=None,
            example="310",
            width=12,
        ),
        _info("place", "จุดให้บริการ", 30),
        Column(
            "reference",
            "เลขที่คำขอ",
            "เลขตามทะเบียนรับ ห้ามใส่ชื่อหรือเลขบัตรของผู้ยื่น",
            read=_reference,
            required=True,
            example="อภ 123/2569",
            width=18,
        ),
        _day_column("received", "วันที่รับคำขอครบถ้วน", "วันที่เอกสารครบตามคู่มือ", required=True),
        Column(
            "time",
            "เวลาที่รับ",
            "เวลาของวันนั้น",
            read=_time,
            required=True,
            example="10.30",
            width=10,
        ),
        c.choice_column(
            "by_channel",
            "ยื่นทางอิเล็กทรอนิกส์",
            "ยื่นผ่านช่องทางที่หน่วยงานประกาศหรือไม่ เว้นว่างคือไม่ใช่",
            {True: "ใช่", False: "ไม่ใช่"},
            empty=False,
            example="ไม่ใช่",
            width=12,
        ),
        _info("promised", "คู่มือสัญญาไว้"),
        _info("due", "ครบกำหนด"),
        _info("standing", "สถานะ"),
        _info("over", "เกินกำหนด (วัน)", 10),
        _info("sent", "แจ้งแล้ว (ครั้ง)", 10),
        _info("missed", "ไม่ได้แจ้ง (งวด)", 10),
        _info("next", "งวดแจ้งถัดไปภายใน"),
        _day_column("sent_on", "วันที่แจ้งครั้งใหม่", "ใส่เมื่อมีหนังสือแจ้งเหตุล่าช้าเพิ่ม"),
        c.choice_column(
            "channel",
            "แจ้งทาง",
            "ใส่คู่กับวันที่แจ้งครั้งใหม่",
            _CHANNELS,
            example="ไปรษณีย์",
            width=14,
        ),
        Column(
            "reason",
            "เหตุ",
            "เลือกจากรายการ ใส่คู่กับวันที่แจ้งครั้งใหม่",
            read=c.text(200),
            example="รอตรวจสถานที่",
            width=24,
        ),
        Column(
            "text",
            "ข้อความเหตุแห่งความล่าช้า",
            "ใส่คู่กับวันที่แจ้งครั้งใหม่ ห้ามใส่ชื่อหรือเลขบัตร",
            read=c.text(1000),
            example="รอผลตรวจสถานที่จากสำนักงานเขต",
            width=40,
        ),
        _day_column("expected_on", "คาดว่าจะเสร็จ", "ใส่คู่กับวันที่แจ้งครั้งใหม่"),
        _day_column("copied_on", "วันที่ส่งสำเนา", "วันที่ส่งสำเนาหนังสือแจ้งครั้งใหม่ ถ้าส่งแล้ว"),
        _day_column("decided_on", "วันที่พิจารณาเสร็จ", "ใส่เมื่อปิดเรื่อง"),
        c.choice_column(
            "outcome",
            "ผล",
            "ใส่คู่กับวันที่พิจารณาเสร็จ",
            _OUTCOMES,
            example="อนุญาตหรือทำให้แล้ว",
            width=20,
        ),
    )

    def choices_of(self, column: Column) -> tuple[str, ...]:
        if column.name == "reason":
            reasons = RuleBook.read().reasons_on(bangkok_now().date())
            return tuple(reason.label for reason in reasons.values())
        return column.choices

    def count(self, rights: Rights, filters: Filters, most: int) -> int:
        return len(self._cases(rights, filters).order_by().values_list("pk", flat=True)[:most])

    def rows(self, rights: Rights, filters: Filters) -> Iterator[dict[str, str]]:
        return self.lines_of(self._cases(rights, filters).order_by("pk"))

    def lines_of(self, cases: QuerySet[DelayCase]) -> Iterator[dict[str, str]]:
        """Yield cases as cells, whoever may see them, in constant memory."""
        book, now = RuleBook.read(), bangkok_now()
        for case in with_all(cases).iterator(chunk_size=200):
            yield self.row_of(_current(case), _about(case, book, now))

    def _cases(self, rights: Rights, filters: Filters) -> QuerySet[DelayCase]:
        cases = cases_of(rights, self.act).filter(decided_on=None)
        if filters.province:
            cases = cases.filter(point__province=filters.province)
        if filters.words:
            words = filters.words
            cases = cases.filter(
                Q(reference__icontains=arabic_digits(words))
                | Q(manual__procedure__name_th__icontains=words)
            )
        return cases

    def current(
        self, ids: Collection[int], acting: Acting, *, lock: bool = False
    ) -> dict[int, Current]:
        cases = cases_of(acting.rights, self.act).filter(pk__in=ids)
        if lock:
            list(cases.select_for_update(of=("self",)).values_list("pk"))
        return {case.pk: _current(case) for case in with_all(cases)}

    def complete(
        self, values: dict[str, Any], current: Current | None, acting: Acting
    ) -> list[Problem]:
        problems = [] if current is None else self._fixed(values)
        if current is None:
            problems += self._check_counter(values, acting)
        problems += self._check_together(values, _NOTICE)
        problems += self._check_together(values, _END)
        if "copied_on" in values and "sent_on" not in values:
            header = self.column("sent_on").header
            problems.append(Problem(header, "", "มีวันที่ส่งสำเนาแต่ไม่มีวันที่แจ้ง", "ใส่วันที่แจ้งครั้งใหม่"))
        return problems or self._check_reason(values)

    def _fixed(self, values: Mapping[str, Any]) -> list[Problem]:
        names = [name for name in (*_NEW, "by_channel") if name in values]
        advice = "ใส่ค่าเดิม ถ้าลงผิดให้ปิดเรื่องแล้วเปิดใหม่"
        return [
            Problem(self.column(name).header, str(values[name]), "แก้ในไฟล์ไม่ได้", advice)
            for name in names
        ]

    def _check_counter(self, values: Mapping[str, Any], acting: Acting) -> list[Problem]:
        pins = counters_of(acting.rights).filter(manual=values["manual"], point=values["point"])
        if pins.exists():
            return []
        advice = "ใส่รหัสคู่มือและจุดที่คุณรายงานได้ และปักหมุดไว้ด้วยกัน"
        header = self.column("manual").header
        return [Problem(header, str(values["manual"]), "ไม่มีเรื่องนี้ที่จุดนี้ในสิทธิของคุณ", advice)]

    def _check_together(self, values: Mapping[str, Any], names: Collection[str]) -> list[Problem]:
        missing = [name for name in names if not values.get(name)]
        if len(missing) in (0, len(names)):
            return []
        heads = " ".join(self.column(name).header for name in missing)
        return [
            Problem(self.column(missing[0]).header, "", f"ยังไม่มี{heads}", "ใส่ให้ครบหรือเว้นว่างทุกช่อง")
        ]

    def _check_reason(self, values: dict[str, Any]) -> list[Problem]:
        if "reason" not in values:
            return []
        reasons = RuleBook.read().reasons_on(date.fromisoformat(values["sent_on"]))
        codes = {reason.label.replace(" ", ""): code for code, reason in reasons.items()}
        code = codes.get(values["reason"].replace(" ", ""))
        if code is None:
            header = self.column("reason").header
            return [
                Problem(header, values["reason"], "ไม่มีเหตุนี้ในรายการ", "เลือกจากรายการในช่องนี้ของไฟล์")
            ]
        values["reason_code"] = code
        return []

    def label_of(self, values: Mapping[str, Any]) -> str:
        return str(values["reference"])

    def create(self, values: Mapping[str, Any], acting: Acting) -> int:
        pins = counters_of(acting.rights).filter(manual=values["manual"], point=values["point"])
        pin = pins.select_related("manual__standard", "point").first()
        if pin is None:
            raise RowRefusedError("คุณไม่มีสิทธิรายงานเรื่องนี้ที่จุดนี้แล้ว")
        received = datetime.combine(
            date.fromisoformat(values["received"]), time.fromisoformat(values["time"]), BANGKOK
        )
        new = NewCase(values["reference"], received, values.get("by_channel", False))
        actor = acting.person.audit_name
        try:
            case = open_case(manual=pin.manual, point=pin.point, new=new, actor=actor)
        except DelayError as refusal:
            raise RowRefusedError(" ".join(map(str, refusal.every()))) from refusal
        _carry_on(case.pk, values, actor)
        return case.pk

    def change(self, current: Current, values: Mapping[str, Any], acting: Acting) -> None:
        _carry_on(current.id, values, acting.person.audit_name)

    def restore(self, current: Current, raw: Mapping[str, Any], acting: Acting) -> None:
        actor = acting.person.audit_name
        try:
            if current.raw["decided_on"] and not raw["decided_on"]:
                reopen_case(case_id=current.id, reason=_UNDONE, actor=actor)
            for notice_id in set(current.raw["notices"]) - set(raw["notices"]):
                remove_notice(notice_id=notice_id, reason=_UNDONE, actor=actor)
        except DelayError as refusal:
            raise RowRefusedError(" ".join(map(str, refusal.every()))) from refusal

    def remove(self, current: Current, acting: Acting) -> None:
        actor = acting.person.audit_name
        try:
            for notice_id in current.raw["notices"]:
                remove_notice(notice_id=notice_id, reason=_UNDONE, actor=actor)
            remove_case(case_id=current.id, actor=actor)
        except DelayError as refusal:
            raise RowRefusedError(" ".join(map(str, refusal.every()))) from refusal


def _carry_on(case_id: int, values: Mapping[str, Any], actor: str) -> None:
    """Record the notice and the end that a row tells of."""
    try:
        if values.get("sent_on"):
            copied = values.get("copied_on")
            notice = NewNotice(
                sent_on=date.fromisoformat(values["sent_on"]),
                channel=NoticeChannel(values["channel"]),
                reason=values["reason_code"],
                text=values["text"],
                expected_on=date.fromisoformat(values["expected_on"]),
                copied_on=date.fromisoformat(copied) if copied else None,
            )
            record_notice(case_id=case_id, notice=notice, actor=actor)
        if values.get("decided_on"):
            decided_on = date.fromisoformat(values["decided_on"])
            decision = Decision(decided_on, Outcome(values["outcome"]))
            close_case(case_id=case_id, decision=decision, actor=actor)
    except DelayError as refusal:
        raise RowRefusedError(" ".join(map(str, refusal.every()))) from refusal


def _current(case: DelayCase) -> Current:
    """Return a case as the sheet knows it; what a new notice says is empty until one is written."""
    received = case.received_at.astimezone(BANGKOK)
    decided = case.decided_on.isoformat() if case.decided_on else ""
    notices = [notice.pk for notice in sent_notices(case)]
    values = {
        "manual": case.manual_id,
        "point": case.point_id,
        "reference": case.reference,
        "received": received.date().isoformat(),
        "time": f"{received:%H:%M}",
        "by_channel": case.by_channel,
        "decided_on": decided,
        "outcome": case.outcome,
        "notices": notices,
    }
    raw = {"decided_on": decided, "outcome": case.outcome, "notices": notices}
    return Current(case.pk, case.reference, values, raw=raw)


def _about(case: DelayCase, book: RuleBook, now: datetime) -> dict[str, str]:
    """Return what the sheet shows besides: the arithmetic done elsewhere."""
    return {
        "service": case.manual.procedure.name_th,
        "place": case.point.name_th,
        "promised": case.promised.text(),
        "due": short_date(case.due_on) if case.due_on else "",
        "standing": standing_words(case, standing_of(case, now, book)),
        "over": str(days_over(case, now.date())),
        "sent": str(len(sent_notices(case))),
        "missed": str(case.missed_count),
        "next": short_date(case.notice_due_on) if case.notice_due_on else "",
    }
