"""What answers in place of a record that is no longer used: its successor, or what to do now."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from infogo.agencies.models import Agency
from infogo.core.language import in_language
from infogo.display.manual_head import manual_address
from infogo.display.whereabouts import point_name
from infogo.editing.selectors import open_cancellation
from infogo.files.models import StoredFile
from infogo.insights.selectors import related_services
from infogo.manuals.models import Manual, Procedure
from infogo.points.models import ServicePoint
from infogo.taxonomy.models import Heading
from infogo.www.pages.cards import service_cards
from infogo.www.pages.errors import GonePage

ALTERNATIVES = 5


def gone_procedure(procedure: Procedure) -> GonePage:
    """Return what is said of a withdrawn procedure: the reason, its successor, services near it."""
    related = [item.procedure_id for item in related_services(procedure, limit=ALTERNATIVES)]
    if procedure.merged_into_id:
        successor = procedure.merged_into_id
        related = [successor, *(near for near in related if near != successor)]
    topic = in_language(procedure.topic.name_th, procedure.topic.name_en)[0]
    return GonePage(
        title=in_language(procedure.name_th, procedure.name_en)[0],
        reason=procedure.withdrawn_reason or _("หน่วยงานเลิกให้บริการนี้แล้ว"),
        services=service_cards(related),
        links=[
            (
                _("เรื่องอื่นในหมวด%(topic)s") % {"topic": topic},
                reverse("www:topic", args=[procedure.topic.slug]),
            ),
            (_("อ่านคู่มือที่เคยใช้ก่อนเลิก"), manual_address(procedure.pk, page="on")),
            _agency_link(procedure.owner),
        ],
    )


def gone_local_manual(manual: Manual) -> GonePage:
    """Return what is said when an agency no longer serves a procedure that others serve.

    Where the agency said why and what to do instead, its own words stand first.
    """
    procedure, agency = manual.procedure, manual.agency
    title = in_language(procedure.name_th, procedure.name_en)[0]
    cancellation = open_cancellation(manual)
    successor = cancellation.successor_id if cancellation else None
    return GonePage(
        title=title,
        reason=_("%(agency)sเลิกให้บริการนี้แล้ว หน่วยงานอื่นยังให้บริการอยู่")
        % {"agency": in_language(agency.name_th, agency.name_en)[0]},
        told=in_language(cancellation.told if cancellation else "", ""),
        services=service_cards([successor]) if successor else (),
        links=[
            (_("คู่มือมาตรฐานกลาง: %(title)s") % {"title": title}, manual_address(procedure.pk)),
            (
                _("หาจุดให้บริการของหน่วยงานอื่น"),
                manual_address(procedure.pk, page="places"),
            ),
            (
                _("อ่านคู่มือที่เคยใช้ก่อนเลิก"),
                manual_address(procedure.pk, manual.agency_id, "on"),
            ),
            _agency_link(agency),
        ],
    )


def gone_agency(agency: Agency) -> GonePage:
    """Return what is said of an agency that was dissolved."""
    links = [_agency_link(agency.parent)] if agency.parent else []
    return GonePage(
        title=in_language(agency.name_th, agency.name_en)[0],
        reason=_("หน่วยงานนี้เลิกแล้ว"),
        links=[*links, (_("หน่วยงานทั้งหมด"), reverse("www:agencies"))],
    )


def gone_point(point: ServicePoint) -> GonePage:
    """Return what is said of a service point that was closed for good."""
    places = reverse("www:places")
    query = f"?prov={point.province_id}&kind={point.kind}" if point.province_id else ""
    return GonePage(
        title=point_name(point)[0],
        reason=_("จุดให้บริการนี้ปิดถาวรแล้ว"),
        links=[
            (_("จุดให้บริการประเภทเดียวกันในจังหวัดนี้"), f"{places}{query}"),
            _agency_link(point.agency),
        ],
    )


def gone_heading(heading: Heading, list_name: str) -> GonePage:
    """Return what is said of a topic, target group or life event that ended for good."""
    return GonePage(
        title=in_language(heading.name_th, heading.name_en)[0],
        reason=_("เราจัดรายการใหม่และไม่ใช้หัวข้อนี้แล้ว"),
        links=[(_("หัวข้อทั้งหมด"), reverse(list_name)), (_("หน้าแรก"), reverse("www:home"))],
    )


def gone_file(file: StoredFile) -> GonePage:
    """Return what is said of a file that its agency took back; why is for officers to read."""
    return GonePage(
        title=file.name,
        lang="th",
        reason=_("หน่วยงานถอนไฟล์นี้แล้ว ดูไฟล์ล่าสุดจากหน้าคู่มือหรือบทความ"),
        links=[(_("หน้าแรก"), reverse("www:home"))],
    )


def _agency_link(agency: Agency) -> tuple[str, str]:
    name = in_language(agency.name_th, agency.name_en)[0]
    return name, reverse("www:agency", args=[agency.pk])
