"""Atom feeds of what changed: a manual, an agency, a topic, the whole country."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from markupsafe import Markup, escape

from infogo.agencies.models import Agency
from infogo.core.language import current_language, in_language
from infogo.core.memory import Memory
from infogo.core.models import AuditEntry
from infogo.display.manual_head import manual_address
from infogo.display.structured import absolute
from infogo.display.told_changes import ToldChange, in_short, told
from infogo.display.whereabouts import point_name
from infogo.manuals.models import Manual, ManualRevision, Procedure
from infogo.manuals.selectors import SHOWN_STATUSES, content_of
from infogo.points.models import PointStatus, ServicePoint
from infogo.taxonomy.models import Topic
from infogo.www.pages.feed_lines import FeedLines, lines_about, lines_everywhere
from infogo.www.pages.versions import number_address

TOLD_IN_ENTRY = 20
BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)
"""When a feed that has told nothing yet says it was updated: the format wants a moment."""
_IDENTITY = uuid5(NAMESPACE_URL, "urn:infogo:change")
_UNFIT_FOR_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_told = Memory(most=500)


@dataclass(frozen=True)
class Entry:
    """One change: ``id`` is the same in every feed and language, ``html`` its content."""

    id: str
    title: str
    href: str
    updated: str
    author: str
    summary: str
    html: str


@dataclass(frozen=True)
class Feed:
    """One page of a feed; ``next_href`` leads to what happened before (RFC 5005)."""

    title: str
    subtitle: str
    page_href: str
    self_href: str
    first_href: str
    next_href: str
    updated: str
    entries: Sequence[Entry]


@dataclass(frozen=True)
class _Records:
    """Everything that the lines of one page are about, each kind in one query."""

    manuals: Mapping[int, Manual]
    procedures: Mapping[int, Procedure]
    points: Mapping[int, ServicePoint]
    revisions: Mapping[tuple[int, int], ManualRevision]


def manual_feed(manual: Manual, before: int | None) -> Feed:
    """Return the feed of a manual; an agency's tells of the standard manual under it, too."""
    ids = [pk for pk in (manual.pk, manual.standard_id) if pk]
    lines = lines_about({"manual": ids, "procedure": [manual.procedure_id]}, before)
    agency_id = None if manual.is_standard else manual.agency_id
    title = _name_of(manual)
    return _feed(
        _("คู่มือที่เปลี่ยน: %(title)s") % {"title": title},
        manual_address(manual.procedure_id, agency_id),
        manual_address(manual.procedure_id, agency_id, "feed"),
        lines,
        before,
    )


def agency_feed(agency: Agency, before: int | None) -> Feed:
    """Return the feed of an agency: its manuals, the services that it owns, its points."""
    manuals = Manual.objects.filter(agency=agency)
    records = {
        "manual": list(manuals.order_by().values_list("pk", flat=True)),
        "procedure": list(
            Procedure.objects.filter(owner=agency).order_by().values_list("pk", flat=True)
        ),
        "point": list(
            ServicePoint.objects.filter(agency=agency).order_by().values_list("pk", flat=True)
        ),
    }
    name = in_language(agency.name_th, agency.name_en)[0]
    return _feed(
        _("คู่มือและจุดให้บริการที่เปลี่ยน: %(agency)s") % {"agency": name},
        reverse("www:agency", args=[agency.pk]),
        reverse("www:agency_feed", args=[agency.pk]),
        lines_about(records, before),
        before,
    )


def topic_feed(topic: Topic, before: int | None) -> Feed:
    """Return the feed of a topic: all editions of its manuals, those of agencies included."""
    manuals = Manual.objects.filter(procedure__topic=topic, current__isnull=False)
    name = in_language(topic.name_th, topic.name_en)[0]
    return _feed(
        _("คู่มือที่เปลี่ยน: หมวด%(topic)s") % {"topic": name},
        reverse("www:topic", args=[topic.slug]),
        reverse("www:topic_feed", args=[topic.slug]),
        lines_everywhere(manuals, before),
        before,
    )


def country_feed(before: int | None) -> Feed:
    """Return the feed of all manuals in the country."""
    return _feed(
        _("คู่มือที่เปลี่ยนล่าสุดทั้งประเทศ"),
        reverse("www:home"),
        reverse("www:feed"),
        lines_everywhere(None, before),
        before,
    )


def fit_for_xml(text: str) -> str:
    """Return a text without the signs that no XML document may hold."""
    return _UNFIT_FOR_XML.sub("", text)


def _feed(title: str, page: str, path: str, lines: FeedLines, before: int | None) -> Feed:
    records = _records(lines.lines)
    entries = [entry for line in lines.lines if (entry := _entry(line, records))]
    address = absolute(path)
    newest = max((line.at for line in lines.lines), default=BEGINNING)
    return Feed(
        title=f"{title} – {_('ติดต่อราชการ')}",
        subtitle=_("บอกว่าอะไรเปลี่ยน เป็นคำที่เข้าใจง่าย"),
        page_href=absolute(page),
        self_href=f"{address}?before={before}" if before else address,
        first_href=address,
        next_href=f"{address}?before={lines.older}" if lines.older else "",
        updated=_instant(newest),
        entries=entries,
    )


def _records(lines: Sequence[AuditEntry]) -> _Records:
    ids: dict[str, set[int]] = {"manual": set(), "procedure": set(), "point": set()}
    for line in lines:
        ids[line.target].add(line.target_id)
    wanted = Q(pk=None)
    for line in lines:
        if line.verb == "publish":
            number = _number(line)
            wanted |= Q(manual=line.target_id, number__in=(number, number - 1))
    revisions = ManualRevision.objects.filter(wanted, status__in=SHOWN_STATUSES)
    names = ("procedure", "agency")
    return _Records(
        Manual.objects.select_related(*names).in_bulk(ids["manual"]),
        Procedure.objects.select_related("owner").in_bulk(ids["procedure"]),
        ServicePoint.objects.select_related("agency").in_bulk(ids["point"]),
        {(one.manual_id, one.number): one for one in revisions.select_related("based_on")},
    )


def _number(line: AuditEntry) -> int:
    return int(line.detail.get("edition", 0))


def _entry(line: AuditEntry, records: _Records) -> Entry | None:
    """Return what is told of a line; nothing when what it is about is not there any more."""
    if line.target == "point":
        point = records.points.get(line.target_id)
        return _point_entry(line, point) if point else None
    if line.target == "procedure":
        procedure = records.procedures.get(line.target_id)
        return _procedure_entry(line, procedure) if procedure else None
    manual = records.manuals.get(line.target_id)
    if manual is None:
        return None
    if line.verb == "publish":
        return _edition_entry(line, manual, records)
    return _standing_entry(line, manual)


def _edition_entry(line: AuditEntry, manual: Manual, records: _Records) -> Entry | None:
    number = _number(line)
    revision = records.revisions.get((manual.pk, number))
    if revision is None:
        return None
    # The first one of an agency is told by how it differs from the standard manual.
    base = records.revisions.get((manual.pk, number - 1)) or revision.based_on
    title = _("%(title)s: ฉบับที่ %(number)s") % {"title": _name_of(manual), "number": number}
    agency_id = None if manual.is_standard else manual.agency_id
    href = number_address(manual.procedure_id, agency_id, number)
    if base is None:
        return _made(line, title, href, manual.agency, [_("เผยแพร่ครั้งแรก")])
    changes = _changes(base, revision)
    sentences = [change.text for change in changes[:TOLD_IN_ENTRY]]
    if rest := len(changes) - len(sentences):
        sentences.append(_("และอีก %(count)s อย่าง") % {"count": rest})
    told_words = sentences or [_("ไม่มีข้อความใดเปลี่ยน")]
    return _made(line, title, href, manual.agency, told_words, in_short(changes))


def _changes(base: ManualRevision, revision: ManualRevision) -> tuple[ToldChange, ...]:
    """Return what an edition changed of another, remembered, for neither ever changes."""
    return _told.recall(
        (base.pk, revision.pk, current_language()),
        (),
        lambda: told(content_of(base), content_of(revision)),
    )


def _standing_entry(line: AuditEntry, manual: Manual) -> Entry:
    names = {
        "agency": in_language(manual.agency.name_th, manual.agency.name_en)[0],
        "title": _title(manual.procedure),
    }
    words = {
        "adopt": _("%(agency)s รับเรื่องนี้แล้ว: %(title)s"),
        "reopen": _("%(agency)s กลับมารับเรื่องนี้: %(title)s"),
        "withdraw": _("%(agency)s เลิกรับเรื่องนี้: %(title)s"),
        "retire_manual": _("%(agency)s เลิกรับเรื่องนี้: %(title)s"),
    }[line.verb]
    reason = str(line.detail.get("detail", "")) if line.verb == "withdraw" else ""
    agency_id = None if manual.is_standard else manual.agency_id
    href = manual_address(manual.procedure_id, agency_id)
    return _made(line, words % names, href, manual.agency, [reason] if reason else [])


def _procedure_entry(line: AuditEntry, procedure: Procedure) -> Entry:
    words = {
        "withdraw": _("ยกเลิก: %(title)s"),
        "reopen": _("เปิดใช้อีกครั้ง: %(title)s"),
        "merge": _("รวมกับเรื่องอื่น: %(title)s"),
    }[line.verb]
    reason = str(line.detail.get("detail", "")) if line.verb == "withdraw" else ""
    href = manual_address(procedure.pk)
    title = words % {"title": _title(procedure)}
    return _made(line, title, href, procedure.owner, [reason] if reason else [])


def _point_entry(line: AuditEntry, point: ServicePoint) -> Entry:
    name = point_name(point)[0]
    href = reverse("www:place", args=[point.pk])
    if line.verb == "create_point":
        title = _("จุดให้บริการใหม่: %(name)s") % {"name": name}
        return _made(line, title, href, point.agency, [])
    changed = list(line.detail.get("changes") or ())
    words = list(dict.fromkeys(label for column in changed if (label := _column(column))))
    title = _("จุดให้บริการเปลี่ยน: %(name)s") % {"name": name}
    if line.verb == "set_point_status":
        words = [_standing(line)] if _standing(line) else words
    return _made(line, title, href, point.agency, words)


def _standing(line: AuditEntry) -> str:
    """Return how a point stood after a line; empty when the line does not say."""
    status = (line.detail.get("changes") or {}).get("status") or ["", ""]
    return {
        PointStatus.OPEN.value: _("เปิดให้บริการ"),
        PointStatus.SUSPENDED.value: _("ปิดชั่วคราว"),
        PointStatus.MOVED.value: _("ย้ายแล้ว"),
        PointStatus.CLOSED.value: _("ปิดถาวร"),
    }.get(str(status[1]), "")


def _column(name: str) -> str:
    place = _("แก้ที่อยู่")
    return {
        "name_th": _("แก้ชื่อ"),
        "name_en": _("แก้ชื่อ"),
        "address": place,
        "landmark": place,
        "province_id": place,
        "district_id": place,
        "subdistrict_id": place,
        "postcode": place,
        "phones": _("แก้โทรศัพท์"),
        "email": _("แก้อีเมล"),
        "website": _("แก้เว็บไซต์"),
        "lat": _("แก้ตำแหน่งบนแผนที่"),
        "lng": _("แก้ตำแหน่งบนแผนที่"),
        "hours": _("แก้เวลาทำการ"),
        "accessibility": _("แก้สิ่งอำนวยความสะดวก"),
        "entrance": _("แก้สิ่งอำนวยความสะดวก"),
        "transit": _("แก้สิ่งอำนวยความสะดวก"),
    }.get(name, "")


def _made(
    line: AuditEntry,
    title: str,
    path: str,
    agency: Agency,
    sentences: Sequence[str],
    summary: str = "",
) -> Entry:
    items = Markup("").join(Markup("<li>{}</li>").format(sentence) for sentence in sentences)
    html = Markup("<ul>{}</ul>").format(items) if sentences else Markup("")
    return Entry(
        id=f"urn:uuid:{uuid5(_IDENTITY, line.entry_hash)}",
        title=title,
        href=absolute(path),
        updated=_instant(line.at),
        author=in_language(agency.name_th, agency.name_en)[0],
        summary=summary or " · ".join(sentences) or title,
        html=str(html or Markup("<p>{}</p>").format(escape(title))),
    )


def _name_of(manual: Manual) -> str:
    title = _title(manual.procedure)
    if manual.is_standard:
        return title
    return f"{title} ({in_language(manual.agency.name_th, manual.agency.name_en)[0]})"


def _title(procedure: Procedure) -> str:
    return in_language(procedure.name_th, procedure.name_en)[0]


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def before_line(text: str) -> int | None:
    """Return the number of the line in ``?before=``."""
    return int(text) if re.fullmatch(r"[1-9]\d{0,14}", text, re.ASCII) else None
