"""What a form shows and reads back: everything, valid or not."""

from __future__ import annotations

from typing import Any, get_args

import pytest
from hypothesis import given, settings
from pydantic import BaseModel

from infogo.editing.parts import CONTENT_PARTS, parts_of_standard, read_standard
from infogo.manuals.content import ManualContent
from infogo.manuals.models import ManualRevision
from infogo.manuals.part import Part
from infogo.manuals.procedure_facts import ProcedureFacts
from infogo.office.section_forms.hints import HINTS
from infogo.office.section_forms.posted import MOST_ITEMS, Posted, pasted
from infogo.office.section_forms.typed import typed
from tests.manuals.contents import contents
from tests.office.sections.forms import controls, form, sent

a_few = settings(max_examples=40, deadline=None)
MORNING = {"opens": "08:30", "closes": "12:00"}
WHOLE_DAY = {"opens": "00:00", "closes": "00:00"}
EMPTY = parts_of_standard(ManualContent())


def in_order_of_terms(values: dict[str, Any]) -> dict[str, Any]:
    """Codes of a list of terms come back in the order of the list."""
    areas = values.get("service_areas")
    return values if areas is None else {"service_areas": sorted(areas)}


class TestRoundTrip:
    @a_few
    @given(contents)
    def test_what_is_shown_is_read_back(self, content: ManualContent) -> None:
        for code, values in parts_of_standard(content).items():
            assert form(code).as_sent(values) == in_order_of_terms(values)

    @pytest.mark.country
    def test_every_manual_of_the_country_comes_back(self, country: object) -> None:
        editions = ManualRevision.objects.filter(manual__standard=None)
        assert editions.count() > 200
        for edition in editions:
            content = ManualContent.model_validate(edition.content)
            for code, values in parts_of_standard(content).items():
                sent_back = in_order_of_terms(form(code).as_sent(values))
                assert sent_back == in_order_of_terms(values), edition

    @pytest.mark.parametrize(
        "hours",
        [
            {"known": False, "text": "ตามรอบรถ", "note": "โทรถามก่อน",
             "follows_public_holidays": True},
            {"week": [[MORNING, {"opens": "13:00", "closes": "00:00"}], *[[]] * 5, [MORNING]],
             "lunch": {"state": "closes", "starts": "12:00", "ends": "13:00"}},
            {"week": [[WHOLE_DAY]] * 7, "lunch": {"state": "stays_open"}},
            {"week": [[WHOLE_DAY]] * 7, "text": "เดิม"},
            {"exceptions": [{"first_on": "2026-04-13", "last_on": "2026-04-15", "note": "ปิด"}]},
            {"week": [[{"opens": "06:00:30", "closes": "07:00"}], *[[]] * 6]},
        ],
    )  # fmt: skip
    def test_hours_of_every_sort_come_back(self, hours: dict[str, Any]) -> None:
        channel = {"kind": "phone", "description": "โทร", "hours": hours}
        content = ManualContent.model_validate(
            {"channels": {"state": "listed", "items": [channel]}}
        )
        values = parts_of_standard(content)["channels"]
        assert form("channels").as_sent(values) == values

    @a_few
    @given(contents)
    def test_unfinished_values_come_back_as_they_were(self, content: ManualContent) -> None:
        values = parts_of_standard(content)["fees"]
        wrong = sent("fees", values, fees__at=["0"], fees__0__amount_satang="ห้าสิบ")
        assert form("fees").as_sent(wrong) == wrong


def parts_below(model: type[BaseModel]) -> set[type[Part]]:
    found = set()
    for info in model.model_fields.values():
        for kind in (info.annotation, *get_args(info.annotation)):
            items = getattr(kind, "model_fields", {}).get("items")
            inner = get_args(items.annotation)[0] if items else kind
            if isinstance(inner, type) and issubclass(inner, Part):
                found |= {inner, *parts_below(inner)}
    return found


def test_every_field_of_a_manual_has_a_control_and_a_hint() -> None:
    names = {name for fields in CONTENT_PARTS.values() for name in fields}
    for part in CONTENT_PARTS:
        assert set(form(part).fields) == set(CONTENT_PARTS[part])
    assert set(HINTS[ManualContent]) == names
    kinds = parts_below(ManualContent)
    assert len(kinds) >= 11
    kinds.add(ProcedureFacts)
    assert set(HINTS) == {ManualContent, *kinds}
    for kind in kinds:
        assert set(HINTS[kind]) == set(kind.model_fields), kind


class TestReading:
    @pytest.mark.parametrize(
        ("code", "names", "stored"),
        [
            ("total", {"total__value_min": "๑๕", "total__unit": "working_day"},
             {"value_min": 15, "value_max": 15, "unit": "working_day"}),
            ("total", {"total__value_min": "1.5", "total__value_max": "2", "total__unit": "hour"},
             {"value_min": 1.5, "value_max": 2, "unit": "hour"}),
            ("statistics", {"statistics__average": "1,200", "statistics__highest": "๓๐๐๐",
             "statistics__lowest": "0"}, {"average": 1200, "highest": 3000, "lowest": 0}),
        ],
    )  # fmt: skip
    def test_numbers_as_people_type_them(
        self, code: str, names: dict[str, str], stored: dict[str, Any]
    ) -> None:
        part = "steps" if code == "total" else code
        assert sent(part, EMPTY[part], **names)[code] == stored

    @pytest.mark.parametrize(
        ("typed_text", "satang"),
        [("1,250.50", 125050), ("๕๐", 5000), ("50 บาท", 5000), ("0", 0), (" 10.5 ", 1050)],
    )
    def test_money_is_typed_in_baht(self, typed_text: str, satang: int) -> None:
        assert self.fee(amount_satang=typed_text)["amount_satang"] == satang

    @pytest.mark.parametrize("text", ["ห้าสิบ", "1_000", "1.005", "-5", "1e9", "๕.๕.๕", "9" * 20])
    def test_money_that_cannot_be_read_is_kept_and_told(self, text: str) -> None:
        fee = self.fee(amount_satang=text)
        assert fee["amount_satang"] == typed(text)
        values = {"fees": {"state": "listed", "items": [fee]}, "fee_note": ""}
        shown = controls(form("fees").show(values))["fees.0.amount_satang"]
        assert (shown.value, bool(shown.wrong)) == (text, True)
        problems = read_standard({"fees": values}, None).problems
        assert [each.path for each in problems] == ["fees.0.amount_satang"]

    def fee(self, **typed_texts: str) -> dict[str, Any]:
        names = {f"fees__0__{name}": text for name, text in typed_texts.items()}
        given = {"fees__at": ["0"], "fees__0__item": "ค่าบัตร", "fees__0__kind": "fixed"}
        items: list[dict[str, Any]] = sent("fees", EMPTY["fees"], **given, **names)["fees"]["items"]
        return items[0]

    @pytest.mark.parametrize(
        ("text", "stored"),
        [("19 สิงหาคม 2565", "2022-08-19"), ("๑๙/๘/๒๕๖๕", "2022-08-19")],
    )
    def test_dates_are_typed_in_thai(self, text: str, stored: str) -> None:
        assert sent("provenance", EMPTY["provenance"], provenance__checked_on=text)[
            "provenance"
        ]["checked_on"] == stored  # fmt: skip

    def test_a_year_of_the_other_era_is_asked_back(self) -> None:
        kept = sent("provenance", EMPTY["provenance"], provenance__checked_on="19 สิงหาคม 2022")
        shown = controls(form("provenance").show(kept))["provenance.checked_on"]
        assert shown.value == "19 สิงหาคม 2022"
        assert "2565" in shown.wrong

    def test_phones_are_one_text(self) -> None:
        given = {"complaints__at": ["0"], "complaints__0__name": "ศูนย์บริการ"}
        read = sent("complaints", EMPTY["complaints"], complaints__0__phones="1111 กด 5", **given)
        assert read["complaints"]["items"][0]["phones"] == [{"number": "1111", "extension": "5"}]
        kept = sent("complaints", EMPTY["complaints"], complaints__0__phones="1111, ถามป้า", **given)
        assert kept["complaints"]["items"][0]["phones"] == typed("1111, ถามป้า")

    def test_a_unit_without_a_number_is_kept(self) -> None:
        read = sent("steps", EMPTY["steps"], total__unit="day")
        assert read["total"] == {"unit": "day"}
        shown = controls(form("steps").show(read))
        assert shown["total"].wrong == "ใส่จำนวน เช่น 15"
        assert [each.checked for each in shown["total.unit"].options].count(True) == 1

    def test_a_range_the_wrong_way_round_is_told(self) -> None:
        told = {"total__value_min": "9", "total__value_max": "3", "total__unit": "day"}
        read = sent("steps", EMPTY["steps"], **told)
        assert "ไม่เกินจำนวนมากสุด" in controls(form("steps").show(read))["total"].wrong
        assert form("steps").as_sent(read) == read

    def test_a_blank_number_of_copies_is_no_zero(self) -> None:
        read = sent("documents", EMPTY["documents"], documents__at=["0"], documents__0__copies="")
        assert read["documents"]["items"][0]["copies"] == typed("")

    def test_what_must_be_given_is_missing_and_not_empty(self) -> None:
        read = sent("documents", EMPTY["documents"], documents__at=["0"], documents__0__copies="0")
        assert "name" not in read["documents"]["items"][0]

    def test_none_with_items_keeps_both_and_is_told(self) -> None:
        read = sent("criteria", EMPTY["criteria"], criteria__at=["4"],
                    criteria__4="มีสัญชาติไทย", criteria__state="none")  # fmt: skip
        assert read["criteria"] == {"state": "none", "items": ["มีสัญชาติไทย"]}
        assert "1 รายการ" in controls(form("criteria").show(read))["criteria"].wrong

    def test_an_empty_item_is_kept_as_unfinished(self) -> None:
        read = sent("criteria", EMPTY["criteria"], criteria__at=["0"], criteria__0=" ",
                    criteria__state="listed")  # fmt: skip
        assert read["criteria"]["items"] == [typed("")]
        assert read_standard({"criteria": read}, None).problems[0].path == "criteria.0"

    def test_only_some_provinces_but_none_chosen_is_unfinished(self) -> None:
        given = {"channels__at": ["0"], "channels__0__kind": "phone"}
        read = sent("channels", EMPTY["channels"], channels__0__provinces__limited="1", **given)
        assert read["channels"]["items"][0]["provinces"] == typed("")
        shown = controls(form("channels").show(read))
        assert shown["channels.0.provinces"].wrong
        read = sent("channels", read, channels__0__provinces__code=["50"])
        assert read["channels"]["items"][0]["provinces"] == ["50"]
        read = sent("channels", read, channels__0__provinces__limited=None)
        assert read["channels"]["items"][0]["provinces"] == []

    @pytest.mark.parametrize(
        ("row", "said"),
        [
            ({"opens": "8.30", "closes": "16.30"}, "เลือกวัน"),
            ({"days": ["0"], "opens": "เช้า", "closes": "16.30"}, "เช่น 08.30"),
            ({"days": ["0"], "opens": "16.30", "closes": "8.30"}, "เวลาปิดต้องหลังเวลาเปิด"),
            ({"days": ["0"], "opens": "8.30", "closes": "25.00"}, "ระหว่าง 00.00 ถึง 24.00"),
            ({}, "เลือกวันและใส่เวลา"),
            ({"days": ["x"], "opens": "8.30", "closes": "9.30"}, "อ่านเวลาทำการไม่ได้"),
        ],
    )
    def test_hours_that_cannot_be_read_are_kept_and_told(
        self, row: dict[str, Any], said: str
    ) -> None:
        read = self.hours(row)
        hours = read["channels"]["items"][0]["hours"]
        assert hours["typed"]["rows"][0]["opens"] == row.get("opens", "")
        shown = controls(form("channels").show(read))
        assert said in shown["channels.0.hours"].wrong
        assert shown["channels.0.hours.rows.0.opens"].value == row.get("opens", "")

    def test_hours_as_people_type_them(self) -> None:
        row = {"days": ["0", "1"], "opens": "๘.๓๐ น.", "closes": "24:00"}
        hours = self.hours(row)["channels"]["items"][0]["hours"]
        assert hours["week"][1] == [{"opens": "08:30:00", "closes": "00:00:00"}]
        assert hours["week"][2] == []

    def hours(self, row: dict[str, Any]) -> dict[str, Any]:
        names = {f"channels__0__hours__rows__0__{name}": value for name, value in row.items()}
        return sent("channels", EMPTY["channels"], channels__at=["0"], channels__0__kind="phone",
                    channels__0__hours__mode="week", channels__0__hours__rows__at=["0"],
                    **names)  # fmt: skip


def test_fields_that_a_fee_does_not_need_are_folded_unless_they_say_something() -> None:
    fee = {"item": "ค่าบัตร", "kind": "percent", "percent": "2.5", "amount_satang": 500}
    shown = controls(form("fees").show({"fees": {"state": "listed", "items": [fee]}}))["fees.0"]
    folded = {each.name.rpartition(".")[2] for each in shown.rest}
    assert folded == {"amount_max_satang", "per", "formula"}
    seen = {each.name.rpartition(".")[2] for part in shown.parts for each in part.within()}
    assert {"percent", "percent_base", "amount_satang"} <= seen


def test_before_it_is_said_how_a_fee_is_set_nothing_that_depends_on_it_is_asked() -> None:
    fees = {"fees": {"state": "listed", "items": [{"item": "ค่าบัตร"}]}}
    shown = controls(form("fees").show(fees))["fees.0"]
    seen = {each.name.rpartition(".")[2] for part in shown.parts for each in part.within()}
    assert {"item", "kind", "condition"} <= seen
    assert not seen & {"amount_satang", "amount_max_satang", "percent", "percent_base", "formula"}


@pytest.mark.parametrize(
    "values",
    [
        {"documents.at": ["-1", "²", "99999", "0", "0"], "documents.0.name": ["\x00"]},
        {"documents.state": ["nothing"], "documents.at": [str(n) for n in range(900)]},
        {},
    ],
)  # fmt: skip
def test_hostile_posts_do_no_harm(values: dict[str, Any]) -> None:
    read = form("documents").read(Posted(values))
    assert len(read["documents"]["items"]) <= MOST_ITEMS
    assert form("documents").as_sent(read) == read


@pytest.mark.parametrize(
    ("copied", "kept"),
    [
        ("•\tมีสัญชาติไทย\u00a0อายุ 7 ปี", "มีสัญชาติไทย อายุ 7 ปี"),
        ("\uf0b7\u00a0ทะเบียน\u200bบ้าน\ufeff", "ทะเบียนบ้าน"),
        ("ข้อ 1\x0bข้อ 2\r\nข้อ 3\rข้อ 4", "ข้อ 1\nข้อ 2\nข้อ 3\nข้อ 4"),
        ("“มี” ชื่อใน…ทะเบียน – 2 ชุด", "“มี” ชื่อใน…ทะเบียน – 2 ชุด"),
        ("มี:\n• บัตร\n• ทะเบียนบ้าน", "มี:\n• บัตร\n• ทะเบียนบ้าน"),
    ],
)
def test_what_a_word_processor_leaves_in_a_text_is_not_kept(copied: str, kept: str) -> None:
    assert pasted(copied) == kept
    assert pasted(kept) == kept
    sent = {"criteria.at": ["0"], "criteria.0": [copied], "criteria.state": ["listed"]}
    items = form("criteria").read(Posted(sent))["criteria"]["items"]
    assert items == [kept]
