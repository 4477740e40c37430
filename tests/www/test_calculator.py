"""Computing what a service costs one reader: on the manual, in the plan, on the official form."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from infogo.core.durations import Duration
from infogo.manuals import services
from infogo.manuals.content import Fee, FeeKind, LocalOverrides
from infogo.manuals.formulas import FormulaInput
from infogo.manuals.models import Manual
from tests.accounts.watching import nothing_changes
from tests.factories import ACTOR, adoption, manual_content, standard_manual
from tests.manuals.formulas.made import business_tax, computed_fee, example, fees, formula
from tests.www.reading import Page, read

pytestmark = pytest.mark.django_db
REQUEST = Fee(item="ค่าคำขอ", kind=FeeKind.FIXED, amount_satang=500, per="แปลง")
INCOME = Fee(item="ภาษีเงินได้", kind=FeeKind.FORMULA, formula="ตามปีที่ถือครอง")


def transfer(*more: Fee, **content: Any) -> Manual:
    made = manual_content(fees=fees(REQUEST, computed_fee(), *more), **content)
    return standard_manual(content=made, name_th="โอนที่ดิน", name_en="Transfer land")


def mark(page: Page) -> str:
    found = re.search(r'name="mark" value="([0-9a-f]{4})"', page.html)
    assert found
    return found[1]


def show(client: Client, manual: Manual, calc: str = "", prefix: str = "") -> Page:
    page = read(client.get(f"{prefix}/manual/{manual.procedure_id}", {"calc": calc}))
    assert page.h1
    return page


def sums(page: Page) -> str:
    return page.text[page.text.index("รวมที่ต้องจ่าย") :]


def form_values(page: Page, prefix: str = "calc-") -> dict[str, str]:
    return {
        given["name"]: given.get("value", "")
        for tag, given in page.attributes
        if tag == "input" and given.get("id", "").startswith(prefix)
        and (given["type"] != "radio" or "checked" in given)
    }  # fmt: skip


def test_a_manual_without_formulas_has_no_calculator(client: Client) -> None:
    page = show(client, standard_manual(content=manual_content(fees=fees(REQUEST))))
    assert "calculator" not in page.html


def test_the_form_asks_each_thing_once_and_leads_to_one_parameter(client: Client) -> None:
    manual = transfer()
    page = show(client, manual)
    assert [text for tag, text in page.headings if tag == "h2"].count("คิดค่าธรรมเนียมของคุณ") == 1
    assert "รวมที่ต้องจ่าย" not in page.text
    typed = {"mark": mark(page), "n": "3", "v1": "๑,๕๐๐,๐๐๐", "v2": " 3 ", "v3": "1", "junk": "x"}
    with nothing_changes():
        answer = client.get(f"/manual/{manual.procedure_id}/calculate", typed)
    assert answer.status_code == 302
    where = urlsplit(answer["Location"])
    assert (where.path, where.fragment) == (f"/manual/{manual.procedure_id}", "calculator")
    assert parse_qs(where.query) == {"calc": [f"{mark(page)}~1500000~3~1"]}


def test_the_sum_is_shown_with_its_arithmetic_and_what_it_leaves_out(client: Client) -> None:
    manual = transfer(INCOME)
    page = show(client, manual, f"{mark(show(client, manual))}~1500000~3~1")
    told = sums(page)
    assert "49,505 บาท และส่วนที่คิดตามกรณี" in told
    assert "รวม ค่าคำขอ อย่างละ 1 หน่วยแล้ว" in told
    assert "ยังไม่รวม ภาษีเงินได้" in told
    assert "เพราะปีที่ถือครอง 3 ปี ไม่เกิน 5" in told
    assert "3.3% ของ 1,500,000 บาท = 49,500 บาท" in told
    assert form_values(page) == {"v1": "1,500,000", "v2": "3", "v3": "1"}


def test_a_wrong_answer_is_kept_as_typed_and_told_kindly(client: Client) -> None:
    manual = transfer()
    page = show(client, manual, f"{mark(show(client, manual))}~ล้านห้า~101~9")
    assert "ใส่ราคาประเมินเป็นตัวเลข เช่น 1,500" in page.text
    assert "ปีที่ถือครอง ต้องไม่เกิน 100 ปี" in page.text
    assert "เลือก “ใครขาย” จากคำตอบที่มี" in page.text
    assert form_values(page)["v1"] == "ล้านห้า"
    wrong = [given for tag, given in page.attributes if given.get("aria-invalid")]
    assert [given["aria-describedby"].strip() for given in wrong] == [
        "calc-v1-wrong", "calc-v2-wrong",
    ]  # fmt: skip


def test_what_is_not_answered_is_told_with_what_can_be_said(client: Client) -> None:
    manual = transfer()
    page = show(client, manual, f"{mark(show(client, manual))}~1000000~~")
    assert "ระหว่าง 0–33,000 บาท" in sums(page)
    assert "ขึ้นกับปีที่ถือครอง และใครขาย" in sums(page)
    assert "5–33,005 บาท" in sums(page)


def test_an_old_link_never_answers_other_questions(client: Client) -> None:
    manual = transfer()
    old = f"{mark(show(client, manual))}~1000000~3~1"
    other = business_tax(inputs=tuple(reversed(business_tax().inputs)))
    content = manual_content(fees=fees(computed_fee(other)))
    services.publish_standard(manual=manual, content=content, actor=ACTOR)
    page = show(client, manual, old)
    assert "คำถามของคู่มือนี้เปลี่ยนไปแล้ว" in page.text
    assert "รวมที่ต้องจ่าย" not in page.text


@pytest.mark.parametrize(
    "calc", ["x", "~~~~", "0000~1", "\x00~1", "😀" * 500, "1/0", "~" * 3000, "__~1~2~3"]
)
def test_nonsense_in_the_address_is_read_as_nothing(client: Client, calc: str) -> None:
    assert "รวมที่ต้องจ่าย" not in show(client, transfer(), calc).text


@pytest.mark.parametrize("given", [{}, {"n": "3"}, {"mark": "zz", "n": "3", "v1": "1"},
                                   {"mark": "abcd", "n": "999", "v1": "1"},
                                   {"mark": "abcd", "n": "๓", "v1": "1"}])  # fmt: skip
def test_a_form_that_says_nothing_leads_back_to_the_manual(
    client: Client, given: dict[str, str]
) -> None:
    manual = transfer()
    answer = client.get(f"/manual/{manual.procedure_id}/calculate", given)
    assert answer["Location"] == f"/manual/{manual.procedure_id}#calculator"


def test_in_english_the_words_are_english_and_the_manual_stays_thai(client: Client) -> None:
    manual = transfer()
    page = show(client, manual, f"{mark(show(client, manual))}~1500000~3~1", prefix="/en")
    assert "3.3% of 1,500,000 baht = 49,500 baht" in page.text
    assert "49,505 baht" in page.text
    assert ("ปีที่ถือครอง", "th") in [(text.strip(), lang) for text, lang in page.words]
    answer = client.get(f"/en/manual/{manual.procedure_id}/calculate")
    assert answer["Location"].startswith("/en/manual/")


def test_an_agency_computes_by_its_own_formula(client: Client) -> None:
    standard = transfer()
    local = adoption(standard)
    doubled = business_tax(expression="ราคา * 2 + 0 * ปี + 0 * ผู้ขาย", examples=())
    mine = LocalOverrides(fees=fees(computed_fee(doubled)))
    services.publish_overrides(manual=local, overrides=mine, actor=ACTOR)
    address = f"/manual/{standard.procedure_id}/at/{local.agency_id}"
    page = read(client.get(address))
    shown = read(client.get(address, {"calc": f"{mark(page)}~100~1~1"}))
    assert "200 บาท" in sums(shown)
    answer = client.get(f"{address}/calculate", {"mark": mark(page), "n": "3", "v1": "1"})
    assert answer["Location"].startswith(f"{address}?calc=")


def test_an_old_edition_computes_nothing(client: Client) -> None:
    manual = transfer()
    services.publish_standard(manual=manual, content=manual_content(), actor=ACTOR)
    page = read(client.get(f"/manual/{manual.procedure_id}/v/1"))
    assert "calculator" not in page.html


def test_a_time_is_computed_in_the_unit_of_the_promise(client: Client) -> None:
    floors = FormulaInput(code="ชั้น", label="จำนวนชั้น", highest=Decimal(7))
    days = formula("10 + 5 * ชั้น", floors, examples=(example(15, ชั้น=1), example(20, ชั้น=2)))
    content = manual_content(total=Duration.of(45, "working_day"), total_formula=days)
    manual = standard_manual(content=content)
    page = show(client, manual, f"{mark(show(client, manual))}~3")
    assert "25 วันทำการ" in page.text
    assert "10 + 15 = 25 วันทำการ" in page.text
    assert "รวมที่ต้องจ่าย" not in page.text
    form = read(client.get(f"/manual/{manual.procedure_id}/legal"))
    assert "วิธีคิดระยะเวลารวม: 10 + 5 * ชั้น" in form.text


def test_the_official_form_shows_the_formula_with_its_examples(client: Client) -> None:
    fee = computed_fee(business_tax(law="ประมวลรัษฎากร มาตรา 91/2"))
    manual = standard_manual(content=manual_content(fees=fees(fee)))
    page = read(client.get(f"/manual/{manual.procedure_id}/legal"))
    assert "วิธีคิดภาษีธุรกิจเฉพาะ: ถ้า(ผู้ขาย" in page.text
    assert "ตาม ประมวลรัษฎากร มาตรา 91/2" in page.text
    assert "ราคาประเมิน 1,000,000 บาท · ปีที่ถือครอง 5 ปี · ใครขาย: บุคคลธรรมดา" in page.text
    assert "33,000 บาท" in page.text


def test_the_data_of_a_manual_holds_its_formulas(client: Client) -> None:
    manual = transfer()
    data = client.get(f"/manual/{manual.procedure_id}.json").json()
    computed = data["content"]["fees"]["items"][1]["computed"]
    assert computed["expression"].startswith("ถ้า(")
    assert computed["examples"][0] == {
        "given": [{"input": given.input, "value": given.value}
                  for given in business_tax().examples[0].given],
        "result": "33000",
        "note": "",
    }  # fmt: skip


def test_a_plan_computes_each_errand_and_adds_up(client: Client) -> None:
    one, other = transfer(), transfer(INCOME)
    plain = standard_manual(content=manual_content(fees=fees(REQUEST)))
    chosen = ",".join(str(each.procedure_id) for each in (plain, one, other))
    page = read(client.get("/plan", {"m": chosen}))
    assert page.html.count('name="errand"') == 2
    typed = {"m": chosen, "mark": mark(page), "n": "3", "errand": "2", "v1": "1,000,000",
             "v2": "1", "v3": "1", "prov": "50"}  # fmt: skip
    answer = client.get("/plan/calculate", typed)
    where = urlsplit(answer["Location"])
    assert (answer.status_code, where.path, where.fragment) == (302, "/plan", "sums")
    found = parse_qs(where.query)
    assert found == {"m": [chosen], "prov": ["50"], "f2": [f"{mark(page)}~1000000~1~1"]}
    first = read(client.get(answer["Location"]))
    assert "33,015 บาท และส่วนที่คิดตามกรณี" in first.text
    both = read(client.get(answer["Location"].replace("#", f"&f3={mark(page)}~2000000~9~2#")))
    assert "99,015 บาท และส่วนที่คิดตามกรณี" in both.text
    assert "66,000 บาท" in both.text
    remove = next(href for text, href in both.links if text.startswith("เอาออก"))
    assert parse_qs(urlsplit(remove).query)["f1"] == [f"{mark(page)}~1000000~1~1"]


@pytest.mark.parametrize("errand", ["", "0", "3", "-1", "x", "999", "๑"])
def test_an_errand_that_is_not_in_the_plan_changes_nothing(client: Client, errand: str) -> None:
    manual = transfer()
    typed = {"m": str(manual.procedure_id), "mark": "abcd", "n": "1", "v1": "5", "errand": errand}
    answer = client.get("/plan/calculate", typed)
    assert answer["Location"] == f"/plan?m={manual.procedure_id}#sums"


def test_a_percentage_that_computes_does_not_ask_twice(client: Client) -> None:
    cap = formula("ไม่เกิน(1% ของ วงเงิน, 200000)", FormulaInput(code="วงเงิน", label="วงเงิน"))
    fee = computed_fee(cap, kind=FeeKind.PERCENT, percent=Decimal(1), percent_base="วงเงิน")
    manual = standard_manual(content=manual_content(fees=fees(fee)))
    page = read(client.get("/plan", {"m": manual.procedure_id, "b1": "50000000"}))
    assert 'id="plan-b1"' not in page.html
    assert "500,000 บาท" not in page.text
    capped = read(client.get("/plan", {"m": manual.procedure_id, "f1": f"{mark(page)}~50000000"}))
    assert "200,000 บาท" in capped.text


def test_queries_do_not_grow_with_formulas(client: Client) -> None:
    plain = standard_manual(content=manual_content(fees=fees(REQUEST)))
    many = standard_manual(content=manual_content(fees=fees(*[computed_fee()] * 9)))

    def count(manual: Manual) -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(f"/manual/{manual.procedure_id}", {"calc": "abcd~1"})
        return len(queries)

    count(plain)
    assert count(many) <= count(plain) + 2
