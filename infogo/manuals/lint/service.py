"""Rules about what a reader must be told: content, fees, places, ways of filing, complaints."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from infogo.manuals.content import (
    ChannelKind,
    ChannelPurpose,
    ManualContent,
    StepKind,
    section_of,
)
from infogo.manuals.going import is_at_counter
from infogo.manuals.lint.findings import Hit, Subject
from infogo.manuals.models import Lifecycle
from infogo.manuals.rule_sets import RuleParameters, Severity


def missing_content(subject: Subject, parameters: RuleParameters) -> Iterator[Hit]:
    """Rule 1: what section 7 demands is there, or the manual says that there is none.

    Steps cannot be none, and they carry times: each step its own, or the manual a total.
    """
    content = subject.content
    for code in parameters.required_sections:
        listing = getattr(content, code)
        if listing.is_unknown or (listing.is_none and code == "steps"):
            yield Hit(
                section=code,
                path=code,
                reason=_("ยังไม่มี “%(title)s”") % {"title": section_of(code).title},
                todo=(
                    _("ใส่อย่างน้อยหนึ่งขั้นตอน")
                    if code == "steps"
                    else _("ใส่รายการ หรือเลือกว่าไม่มี ถ้าไม่มีจริง")
                ),
            )
    if "steps" not in parameters.required_sections:
        return
    for index, step in enumerate(content.steps.items):
        if step.duration is None:
            yield Hit(
                section="steps",
                path=f"steps.{index}.duration",
                reason=_("ขั้นตอน “%(title)s” ยังไม่มีระยะเวลา") % {"title": step.title},
                todo=_("ใส่ระยะเวลาของขั้นตอนนี้"),
                at_most=Severity.WARNING if content.total else Severity.BLOCKING,
            )


def fees_unsaid(subject: Subject, parameters: RuleParameters) -> Iterator[Hit]:
    """Rule 8: the manual lists its fees or says that there are none."""
    if subject.content.fees.is_unknown:
        yield Hit(
            section="fees",
            path="fees",
            reason=_("ยังไม่บอกว่ามีค่าธรรมเนียมหรือไม่"),
            todo=_("ใส่ค่าธรรมเนียม หรือเลือกว่าไม่มีค่าธรรมเนียม"),
        )


def empty_statistics(subject: Subject, parameters: RuleParameters) -> Iterator[Hit]:
    """Rule 9: numbers of requests that are all zero, or contradict each other, say nothing."""
    counted = subject.content.statistics
    if counted is None:
        return
    if counted.highest == 0:
        yield Hit(
            section="statistics",
            path="statistics",
            reason=_("จำนวนคำขอเป็น 0 ทั้งหมด"),
            todo=_("ใส่จำนวนจริง หรือเว้นว่างถ้าไม่ทราบ"),
        )
    elif not counted.lowest <= counted.average <= counted.highest:
        yield Hit(
            section="statistics",
            path="statistics.average",
            reason=_("จำนวนเฉลี่ย %(average)s ไม่อยู่ระหว่างน้อยที่สุด %(lowest)s กับมากที่สุด %(highest)s")
            % counted.model_dump(),
            todo=_("ตรวจตัวเลขทั้งสาม"),
        )


def no_point(subject: Subject, parameters: RuleParameters) -> Iterator[Hit]:
    """Rule 10: a service at counters is pinned to at least one of them."""
    if is_at_counter(subject.content) and subject.point_count == 0:
        yield Hit(
            section="channels",
            path="channels",
            reason=_("ให้บริการที่เคาน์เตอร์ แต่ยังไม่ปักหมุดจุดให้บริการ"),
            todo=_("ปักหมุดอย่างน้อยหนึ่งจุด เพื่อให้ประชาชนหาที่ไปได้"),
            concerns_everybody=True,
        )


def hours_unread(subject: Subject, parameters: RuleParameters) -> Iterator[Hit]:
    """Rule 11: opening hours can be read as hours, so that pages say "open now"."""
    for index, channel in enumerate(subject.content.channels.items):
        if channel.hours_text:
            yield Hit(
                section="channels",
                path=f"channels.{index}.hours_text",
                reason=_("อ่านเวลาทำการ “%(text)s” เป็นวันและเวลาไม่ได้") % {"text": channel.hours_text},
                todo=_("ใส่วันและเวลาเปิดปิดเป็นช่อง ๆ หรือระบุที่จุดให้บริการแต่ละจุด"),
            )
        elif channel.hours is None and channel.kind is ChannelKind.IN_PERSON:
            yield Hit(
                section="channels",
                path=f"channels.{index}.hours",
                reason=_("ช่องทางนี้ประชาชนต้องเดินทางไป แต่ยังไม่บอกเวลาทำการ"),
                todo=_("ใส่วันและเวลาเปิดปิด"),
            )


def no_e_filing(subject: Subject, parameters: RuleParameters) -> Iterator[Hit]:
    """Rule 13: the request can be filed electronically, unless the E-Act excludes it."""
    if subject.content.online_channels or not subject.content.filing_channels:
        return
    if any(word in subject.official_name for word in parameters.e_filing_excluded_words):
        return
    filing = {ChannelKind.EMAIL}
    if any(
        channel.kind in filing and channel.purpose is ChannelPurpose.FILE
        for channel in subject.content.channels.items
    ):
        return
    yield Hit(
        section="channels",
        path="channels",
        reason=_("ไม่มีช่องทางยื่นทางอิเล็กทรอนิกส์ ทั้งที่ประชาชนมีสิทธิยื่นได้"),
        todo=_("เพิ่มช่องทางออนไลน์ แอป หรืออีเมลที่หน่วยงานประกาศรับคำขอ"),
    )


def renewal_by_fee(subject: Subject, parameters: RuleParameters) -> Iterator[Hit]:
    """Rule 14: where paying the fee renews the licence, no application is asked for.

    The manual says so itself, or the licence has a name that the decree lists.
    """
    content = subject.content
    is_listed = subject.lifecycle == Lifecycle.RENEW and any(
        word in subject.official_name for word in parameters.renewal_by_fee_words
    )
    if content.renewal_by_fee is not None:
        yield from _still_applied_for(content)
    elif not is_listed:
        return
    for index, step in enumerate(content.steps.items):
        if step.kind is StepKind.DOCUMENT_CHECK or "คำขอ" in step.title + step.description:
            yield Hit(
                section="steps",
                path=f"steps.{index}",
                reason=_("ใบอนุญาตนี้ต่ออายุด้วยการชำระค่าธรรมเนียม แต่คู่มือยังให้ยื่นคำขอ"),
                todo=_("เหลือขั้นตอนชำระค่าธรรมเนียมและออกใบอนุญาต หรือตรวจว่าอยู่ในบัญชีท้ายพระราชกฤษฎีกาจริง"),
            )
            return


def _still_applied_for(content: ManualContent) -> Iterator[Hit]:
    """Tell what only an application needs, in a manual that says that there is none."""
    always = [item for item in content.documents.items if not item.condition and not item.cases]
    if always:
        yield Hit(
            section="documents",
            path="documents",
            reason=_("ต่ออายุด้วยการชำระค่าธรรมเนียม ไม่ต้องยื่นคำขอ แต่คู่มือยังขอเอกสาร %(count)s รายการ")
            % {"count": len(always)},
            todo=_("ตัดเอกสารที่ใช้ประกอบคำขอออก หรือเลือกว่าไม่มีเอกสาร"),
        )
    for index, form in enumerate(content.forms.items):
        if "คำขอ" in form.name:
            yield Hit(
                section="forms",
                path=f"forms.{index}",
                reason=_("ต่ออายุด้วยการชำระค่าธรรมเนียม ไม่ต้องยื่นคำขอ แต่ยังมีแบบคำขอ “%(name)s”")
                % {"name": form.name},
                todo=_("ตัดแบบคำขอออก"),
            )


def no_complaint_channel(subject: Subject, parameters: RuleParameters) -> Iterator[Hit]:
    """Rule 15: the manual says where to complain."""
    if not subject.content.complaints.items:
        yield Hit(
            section="complaints",
            path="complaints",
            reason=_("ยังไม่มีช่องทางร้องเรียน"),
            todo=_("ใส่ช่องทางของหน่วยงาน สายด่วน 1111 และ ป.ป.ท. 1206"),
        )


def no_tag(subject: Subject, parameters: RuleParameters) -> Iterator[Hit]:
    """Rule 16: the procedure has the words that citizens use for it."""
    if subject.tag_count == 0:
        yield Hit(
            section="name",
            path="tags",
            reason=_("ยังไม่มีคำที่ประชาชนใช้เรียกบริการนี้"),
            todo=_("เพิ่มป้ายคำ เช่น คำย่อ ชื่อแบบ หรือคำพูดทั่วไป"),
        )


def dead_link(subject: Subject, parameters: RuleParameters) -> Iterator[Hit]:
    """Rule 17: links lead somewhere: they are addresses, and the link check reached them."""
    for section, path, url in _links(subject):
        if not url.startswith(("https://", "http://")):
            reason = _("ลิงก์ “%(url)s” ไม่ใช่ที่อยู่เว็บ")
            todo = _("พิมพ์ที่อยู่เว็บให้ครบ ขึ้นต้นด้วย https://")
        elif url in subject.dead_links:
            reason = _("ลิงก์ “%(url)s” เปิดไม่ได้")
            todo = _("เปิดดูแล้วแก้เป็นที่อยู่ที่ใช้ได้ หรือลบออก")
        else:
            continue
        yield Hit(section=section, path=path, reason=reason % {"url": url}, todo=todo)


def older_than_standard(subject: Subject, parameters: RuleParameters) -> Iterator[Hit]:
    """Rule 18: a section that an agency wrote itself is not older than the standard's text."""
    for code in subject.stale_sections:
        yield Hit(
            section=code,
            path=code,
            reason=_("คู่มือมาตรฐานกลางแก้ “%(title)s” แล้ว แต่ของหน่วยงานยังอิงฉบับเก่า")
            % {"title": section_of(code).title},
            todo=_("เทียบสามฉบับ แล้วเลือกใช้ของมาตรฐานหรือคงของหน่วยงานไว้"),
        )


def _links(subject: Subject) -> Iterator[tuple[str, str, str]]:
    content = subject.content
    for code in ("legal_bases", "channels", "complaints", "forms"):
        for index, item in enumerate(getattr(content, code).items):
            if item.url:
                yield code, f"{code}.{index}.url", item.url
