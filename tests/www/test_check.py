"""Where the code on a paper leads: whether it is still true, and what changed since."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from infogo.agencies.models import AgencyStatus
from infogo.manuals import services
from infogo.manuals.content import (
    DocumentGroup,
    Fee,
    FeeKind,
    LocalOverrides,
    RequiredDocument,
)
from infogo.manuals.models import Manual
from infogo.manuals.part import Listing, ListingState
from tests.factories import ACTOR, AgencyFactory, adoption, manual_content, standard_manual
from tests.www.reading import Page, read
from tests.www.test_plan import ids

pytestmark = pytest.mark.django_db
MOST_QUERIES = 6
LAW = "มาตรา 8 พ.ร.บ.การอำนวยความสะดวกในการพิจารณาอนุญาตของทางราชการ พ.ศ. 2558"


def listed(*items: Any) -> Any:
    return Listing(state=ListingState.LISTED, items=items)


def fee(baht: int) -> Any:
    return listed(Fee(item="ค่าทำบัตร", kind=FeeKind.FIXED, amount_satang=baht * 100))


def publish(manual: Manual, **content: Any) -> None:
    services.publish_standard(manual=manual, content=manual_content(**content), actor=ACTOR)


def check(client: Client, manual: Manual, mark: str, status: int = 200, prefix: str = "") -> Page:
    at = "" if manual.is_standard else f"/at/{manual.agency_id}"
    response = client.get(f"{prefix}/check/{manual.procedure_id}{at}/{mark}")
    assert response.status_code == status
    return read(response)


def test_the_edition_in_force_is_valid(client: Client) -> None:
    page = check(client, standard_manual(), "1")
    assert page.h1 == "ยังใช้ได้"
    assert "ฉบับที่ 1 เป็นฉบับปัจจุบัน" in page.text
    assert LAW not in page.text
    assert '<meta name="robots" content="noindex">' in page.html


def test_what_changed_is_told_with_both_values(client: Client) -> None:
    manual = standard_manual(content=manual_content(fees=fee(20)))
    publish(manual, fees=fee(30))
    publish(manual, fees=fee(30), remark="ปิดวันพุธ")
    page = check(client, manual, "1")
    assert page.h1 == "เปลี่ยนแล้ว"
    assert "กระดาษของคุณคือฉบับที่ 1 ตอนนี้ใช้ฉบับที่ 3" in page.text
    assert "ค่าทำบัตร : 20 บาท → เปลี่ยนเป็น 30 บาท" in page.text
    assert "ปิดวันพุธ" in page.text
    assert "ค่าทำบัตร" not in check(client, manual, "2").text
    links = [href for _text, href in page.links]
    assert f"/manual/{manual.procedure_id}" in links
    assert f"/manual/{manual.procedure_id}/checklist.pdf" in links


def test_a_later_edition_that_says_the_same_leaves_the_paper_valid(client: Client) -> None:
    manual = standard_manual(content=manual_content(fees=fee(20)))
    publish(manual, fees=fee(30))
    publish(manual, fees=fee(20))
    page = check(client, manual, "1")
    assert page.h1 == "ยังใช้ได้"
    assert "ฉบับที่ 1 ที่คุณพิมพ์ ข้อความเหมือนฉบับปัจจุบัน (ฉบับที่ 3)" in page.text


def test_new_documents_cannot_be_demanded_from_who_has_filed_already(client: Client) -> None:
    manual = standard_manual()
    more = RequiredDocument(group=DocumentGroup.OTHER, name="แผนที่")
    publish(manual, documents=listed(*manual_content().documents.items, more))
    page = check(client, manual, "1")
    assert "แผนที่" in page.text and LAW in page.text
    assert "ถ้ายังไม่ได้ยื่น ให้เตรียมเอกสารตามฉบับปัจจุบัน" in page.text
    publish(manual, documents=listed(*manual_content().documents.items, more), remark="ใหม่")
    assert LAW not in check(client, manual, "2").text


def test_an_agencys_paper_follows_both_texts(client: Client) -> None:
    standard = standard_manual(content=manual_content(fees=fee(20)))
    local = adoption(standard)
    assert check(client, local, "0.1").h1 == "ยังใช้ได้"
    publish(standard, fees=fee(30))
    assert check(client, local, "0.1").h1 == "เปลี่ยนแล้ว"
    assert check(client, local, "0.2").h1 == "ยังใช้ได้"
    services.publish_overrides(
        manual=local, overrides=LocalOverrides(fees=fee(30), remark="ปิดวันพุธ"), actor=ACTOR
    )
    page = check(client, local, "0.2")
    assert page.h1 == "เปลี่ยนแล้ว"
    assert "ฉบับที่ 1 ของหน่วยงาน (คู่มือมาตรฐานกลางฉบับที่ 2)" in page.text
    publish(standard, fees=fee(40))  # the agency has fees of its own
    assert check(client, local, "1.2").h1 == "ยังใช้ได้"


def test_a_paper_that_no_press_of_ours_made_is_called_so(client: Client) -> None:
    manual = standard_manual()
    page = check(client, manual, "9", status=404)
    assert page.h1 == "ไม่พบฉบับนี้"
    assert f"/manual/{manual.procedure_id}" in [href for _text, href in page.links]
    for wrong in ("0", "1.1", "x", "0.1"):
        assert check(client, manual, wrong, status=404).h1 == "ไม่พบหน้านี้"
    assert client.get("/check/999999/1").status_code == 404


def test_what_ended_leads_to_what_is_used_instead(client: Client) -> None:
    old, new = standard_manual(), standard_manual(name_th="เรื่องใหม่ที่ใช้แทน")
    services.withdraw_procedure(
        procedure=old.procedure, reason="กฎหมายเลิกแล้ว", successor=new.procedure, actor=ACTOR
    )
    page = check(client, old, "1")
    assert page.h1 == "ยกเลิกแล้ว" and "กฎหมายเลิกแล้ว" in page.text
    assert ("เรื่องใหม่ที่ใช้แทน", f"/manual/{new.procedure_id}") in page.links


def test_what_was_merged_leads_to_its_successor(client: Client) -> None:
    old, new = standard_manual(), standard_manual(name_th="เรื่องที่รวมเข้าไป")
    services.merge_procedure(procedure=old.procedure, into=new.procedure, actor=ACTOR)
    page = check(client, old, "1")
    assert page.h1 == "ยกเลิกแล้ว"
    assert ("เรื่องที่รวมเข้าไป", f"/manual/{new.procedure_id}") in page.links


def test_an_agency_that_ended_or_moved_leads_on(client: Client) -> None:
    standard = standard_manual(name_th="ต่ออายุบัตร")
    stopped, merged = adoption(standard), adoption(standard)
    services.withdraw_adoption(manual=stopped, reason="เลิก", actor=ACTOR)
    page = check(client, stopped, "0.1")
    assert page.h1 == "ยกเลิกแล้ว"
    assert f"/manual/{standard.procedure_id}" in [href for _text, href in page.links]
    successor = AgencyFactory(name_th="เทศบาลที่รวมแล้ว")
    merged.agency.status, merged.agency.merged_into = AgencyStatus.MERGED, successor
    merged.agency.save()
    there = f"/manual/{standard.procedure_id}/at/{successor.pk}"
    assert ("ต่ออายุบัตร (เทศบาลที่รวมแล้ว)", there) in check(client, merged, "0.1").links
    gone = f"/check/{standard.procedure_id}/at/{merged.agency_id}/0.1"
    merged.agency = successor  # its manual went along with it
    merged.save()
    assert ("ต่ออายุบัตร (เทศบาลที่รวมแล้ว)", there) in read(client.get(gone)).links


def test_the_page_costs_the_same_however_much_changed(client: Client) -> None:
    manual = standard_manual()
    publish(manual, remark="ก", fees=fee(20), criteria=listed("ข", "ค"))
    with CaptureQueriesContext(
        connection,
    ) as asked:
        check(client, manual, "1", prefix="/en")
    assert len(asked) <= MOST_QUERIES


# ---------------------------------------------------------------- plans


def test_a_printed_plan_tells_which_services_have_another_edition(client: Client) -> None:
    one, two = standard_manual(name_th="แจ้งย้ายเข้า"), standard_manual(name_th="ทำใบขับขี่")
    query = f"m={ids(one, two)}&v=1,1"
    page = read(client.get(f"/plan?{query}"))
    assert "คู่มือทุกเรื่องยังเป็นฉบับเดียวกับที่พิมพ์ไว้" in page.text
    publish(two, remark="ใหม่")
    page = read(client.get(f"/plan?{query}"))
    assert "เปลี่ยนแล้วตั้งแต่พิมพ์" in page.text
    assert ("ทำใบขับขี่", f"/check/{two.procedure_id}/1") in page.links
    assert ("แจ้งย้ายเข้า", f"/check/{one.procedure_id}/1") not in page.links
    assert "พิมพ์ไว้" not in read(client.get(f"/plan?m={ids(one, two)}")).text
    assert "พิมพ์ไว้" not in read(client.get("/plan")).text


def test_an_agencys_own_text_in_a_printed_plan_is_compared_with_its_own(client: Client) -> None:
    standard = standard_manual(name_th="เปิดร้านอาหาร")
    local = adoption(standard)
    services.publish_overrides(manual=local, overrides=LocalOverrides(remark="ปิดวันพุธ"), actor=ACTOR)
    address = f"/plan?m={ids(standard)}&v=1.1@{local.agency_id}"
    assert "ยังเป็นฉบับเดียวกับที่พิมพ์ไว้" in read(client.get(address)).text
    publish(standard, remark="ใหม่")
    there = f"/check/{standard.procedure_id}/at/{local.agency_id}/1.1"
    assert ("เปิดร้านอาหาร", there) in read(client.get(address)).links


@pytest.mark.parametrize("marks", ["1", "1,x", "1,1,1", "1.1,1", "1@5,1", "," * 90, "9" * 150])
def test_marks_that_no_plan_of_ours_has_are_passed_over(client: Client, marks: str) -> None:
    one, two = standard_manual(), standard_manual()
    page = read(client.get(f"/plan?m={ids(one, two)}&v={marks}"))
    assert "พิมพ์ไว้" not in page.text
