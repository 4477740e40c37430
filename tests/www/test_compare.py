"""Manuals beside each other: one row for what is the same thing, differences said in words."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from infogo.core.durations import Duration
from infogo.manuals import services
from infogo.manuals.content import (
    DocumentGroup,
    Fee,
    FeeKind,
    LocalOverrides,
    ManualContent,
    RequiredDocument,
)
from infogo.manuals.models import Manual
from infogo.manuals.part import Listing, ListingState
from infogo.www.pages.compare_rows import Row, parts_of
from tests.factories import ACTOR, AgencyFactory, adoption, manual_content, standard_manual
from tests.manuals.case_examples import card_manual
from tests.manuals.contents import contents
from tests.www.reading import Page, read

LISTED = ListingState.LISTED


def papers(*names: str, **given: Any) -> Listing[RequiredDocument]:
    items = tuple(RequiredDocument(group=DocumentGroup.OTHER, name=name, **given) for name in names)
    return Listing[RequiredDocument](state=LISTED, items=items)


def fees(**amounts: int) -> Listing[Fee]:
    items = tuple(
        Fee(item=item, kind=FeeKind.FIXED, amount_satang=satang) for item, satang in amounts.items()
    )
    return Listing[Fee](state=LISTED, items=items)


def rows(code: str, *given: ManualContent) -> dict[str, Row]:
    parts = parts_of(given, [0] * len(given), only_differences=False)
    return {row.label: row for part in parts if part.code == code for row in part.rows}


def said(row: Row) -> list[str]:
    return ["; ".join(cell.lines) for cell in row.cells]


def test_one_paper_has_one_row_whatever_the_order() -> None:
    first = ManualContent(documents=papers("รูปถ่าย", "ทะเบียนบ้าน"))
    second = ManualContent(documents=papers("ทะเบียนบ้าน", "ใบมอบอำนาจ", copies=1))

    found = rows("documents", first, second)

    assert list(found) == ["ทะเบียนบ้าน", "รูปถ่าย", "ใบมอบอำนาจ"]
    assert said(found["ทะเบียนบ้าน"]) == ["ฉบับจริง 1 ฉบับ", "ฉบับจริง 1 ฉบับ, สำเนา 1 ฉบับ"]
    assert said(found["รูปถ่าย"]) == ["ฉบับจริง 1 ฉบับ", "ไม่ต้องใช้"]
    assert not any(row.is_same for row in found.values())


def test_a_manual_that_says_nothing_agrees_with_nobody() -> None:
    found = rows("documents", ManualContent(documents=papers("รูปถ่าย")), ManualContent())
    assert said(found["รูปถ่าย"]) == ["ฉบับจริง 1 ฉบับ", "คู่มือไม่ได้บอก"]
    silent = rows("steps", ManualContent(), ManualContent())
    assert not silent["ระยะเวลารวม"].is_same


def test_fees_and_times_are_compared_by_what_they_are_called() -> None:
    first = ManualContent(fees=fees(บัตร=2_000, ยื่น=500), total=Duration.of(15, "day"))
    second = ManualContent(fees=fees(ยื่น=500, บัตร=0), total=Duration.of(15, "working_day"))
    found = rows("fees", first, second)
    assert said(found["บัตร"]) == ["20 บาท", "ไม่เสียค่าธรรมเนียม"]
    assert found["ยื่น"].is_same
    assert said(rows("steps", first, second)["ระยะเวลารวม"]) == ["ไม่เกิน 15 วัน", "ไม่เกิน 15 วันทำการ"]


@settings(max_examples=15, deadline=None)
@given(st.lists(contents, min_size=2, max_size=3))
def test_every_paper_and_fee_of_every_manual_has_its_cell(given: list[ManualContent]) -> None:
    counters = [0] * len(given)
    everything = parts_of(given, counters, only_differences=False)
    differing = parts_of(given, counters, only_differences=True)
    by_code = {part.code: part for part in everything}
    for place, content in enumerate(given):
        for code, count in (
            ("documents", len(content.documents.items)),
            ("fees", len(content.fees.items)),
        ):
            found = by_code[code].rows if code in by_code else []
            nothing = {("ไม่มี",), ("ไม่ต้องใช้",)}
            lines = [
                line
                for row in found
                if row.cells[place].lines not in nothing and not row.cells[place].is_missing
                for line in row.cells[place].lines
            ]
            assert len(lines) == count or "มี" in lines
    assert [row for part in differing for row in part.rows] == [
        row for part in everything for row in part.rows if not row.is_same
    ]


def test_a_manual_beside_itself_never_differs() -> None:
    content = manual_content()
    parts = parts_of([content, content], [3, 3], only_differences=True)
    assert [row.label for part in parts for row in part.rows] == ["เงื่อนไข"]  # nobody said any


@pytest.mark.django_db
class TestPage:
    @pytest.fixture
    def manual(self) -> Manual:
        return standard_manual(name_th="ทำบัตรใหม่", content=manual_content(fees=fees(บัตร=2_000)))

    @pytest.fixture
    def other(self) -> Manual:
        return standard_manual(name_th="ต่ออายุบัตร", content=manual_content(fees=fees(บัตร=3_000)))

    def show(self, client: Client, query: str, prefix: str = "") -> Page:
        response = client.get(f"{prefix}/compare{query}")
        assert response.status_code == 200
        return read(response)

    def test_two_services(self, client: Client, manual: Manual, other: Manual) -> None:
        page = self.show(client, f"?m={manual.procedure_id},{other.procedure_id}")
        assert page.h1 == "เปรียบเทียบ"
        assert "บัตร ต่างกัน 20 บาท 30 บาท" in page.text
        assert "เหมือนกัน" in page.text
        assert "noindex" in page.html
        # A phone lays the rows out anew, and what a table is must not be forgotten with that.
        assert all(f'role="{role}"' in page.html for role in ("table", "row", "rowheader", "cell"))
        assert page.href("แสดงเฉพาะที่ต่าง").endswith("&only=1")
        only = self.show(client, f"?m={manual.procedure_id},{other.procedure_id}&only=1")
        assert "เหมือนกัน" not in only.text
        assert "บัตร ต่างกัน 20 บาท 30 บาท" in only.text

    def test_an_agency_beside_the_standard(self, client: Client, manual: Manual) -> None:
        local = adoption(manual, AgencyFactory(name_th="เทศบาลตัวอย่าง"))
        own = LocalOverrides(fees=fees(บัตร=500))
        services.publish_overrides(manual=local, overrides=own, actor=ACTOR)
        code = f"{manual.procedure_id}@{local.agency_id}"

        page = self.show(client, f"?m={manual.procedure_id},{code}")
        assert "บัตร ต่างกัน 20 บาท 5 บาท" in page.text
        alone = self.show(client, f"?m={manual.procedure_id}")
        assert alone.href("เทศบาลตัวอย่าง") == f"/compare?m={manual.procedure_id},{code}"
        own_alone = self.show(client, f"?m={code}")
        assert "คู่มือมาตรฐานกลางของเรื่องนี้" in own_alone.text
        shown = read(client.get(f"/manual/{manual.procedure_id}/at/{local.agency_id}"))
        assert shown.href("เทียบกันทั้งฉบับ") == f"/compare?m={manual.procedure_id},{code}"

    def test_nothing_chosen_leads_on(self, client: Client) -> None:
        assert "ยังไม่ได้เลือกเรื่อง" in self.show(client, "").text
        for name in ("ขอใบอนุญาต", "ต่อใบอนุญาต"):
            standard_manual(name_th=name, lifecycle_group="licence")
        page = self.show(client, "")
        assert "ขอใบอนุญาต · ต่อใบอนุญาต" in page.text
        assert "noindex" not in page.html

    def test_nonsense_and_ended_services_are_told(
        self, client: Client, manual: Manual, other: Manual
    ) -> None:
        services.withdraw_procedure(procedure=other.procedure, reason="เลิก", actor=ACTOR)
        page = self.show(client, f"?m={manual.procedure_id},{other.procedure_id},999,abc,7@x")
        assert f"ไม่พบหรือเลิกใช้แล้ว: {other.procedure_id}, 999" in page.text
        assert "เพิ่มอีกหนึ่งเรื่องด้านล่าง" in page.text
        many = ",".join(str(number) for number in range(900, 930))
        assert "อีก 17 เรื่องยังไม่ได้เทียบ" in self.show(client, f"?m={many}").text
        assert self.show(client, "?m=%00&q=%00").h1 == "เปรียบเทียบ"

    def test_english_marks_thai(self, client: Client, manual: Manual, other: Manual) -> None:
        page = self.show(client, f"?m={manual.procedure_id},{other.procedure_id}", prefix="/en")
        assert page.lang == "en"
        assert page.thai_without_mark() == []

    def test_manual_and_plan_lead_here(self, client: Client, manual: Manual, other: Manual) -> None:
        plan = read(client.get(f"/plan?m={manual.procedure_id},{other.procedure_id}"))
        expected = f"/compare?m={manual.procedure_id},{other.procedure_id}"
        assert plan.href("เปรียบเทียบทีละข้อ") == expected

    def test_queries_do_not_grow(self, client: Client, manual: Manual, other: Manual) -> None:
        def queries(query: str) -> int:
            with CaptureQueriesContext(connection) as captured:
                self.show(client, query)
            return len(captured)

        third = standard_manual()
        two = queries(f"?m={manual.procedure_id},{other.procedure_id}")
        three = queries(f"?m={manual.procedure_id},{other.procedure_id},{third.procedure_id}")
        assert three <= two
        for _n in range(4):
            local = adoption(manual)
            own = LocalOverrides(fees=fees(บัตร=500))
            services.publish_overrides(manual=local, overrides=own, actor=ACTOR)
        before = queries(f"?m={manual.procedure_id}")
        for _n in range(4):
            local = adoption(manual)
            own = LocalOverrides(fees=fees(บัตร=500))
            services.publish_overrides(manual=local, overrides=own, actor=ACTOR)
        assert queries(f"?m={manual.procedure_id}") == before


@pytest.mark.django_db
def test_what_only_some_cases_need_is_told_as_the_manual_tells_it(client: Client) -> None:
    asking = standard_manual(content=card_manual(), name_th="ทำบัตร")
    plain = standard_manual(content=manual_content(), name_th="ย้ายบ้าน")
    alone = read(client.get(f"/manual/{asking.procedure_id}"))
    counted = re.search(r"เอกสาร (\d+ อย่าง) (บางกรณีอีก \d+)", alone.text)
    assert counted
    page = read(client.get(f"/compare?m={asking.procedure_id},{plain.procedure_id}"))
    assert f"{counted[1]} ({counted[2]})" in page.text
