"""Papers that people take along: manual, checklist, plan and posters as PDF."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from infogo.core.dates import bangkok_now, short_date
from infogo.display.structured import absolute
from infogo.manuals import services
from infogo.manuals.content import (
    SECTIONS,
    DocumentGroup,
    Form,
    LocalOverrides,
    ProvenanceStatus,
    RequiredDocument,
)
from infogo.manuals.models import Document, Manual
from infogo.manuals.part import Listing, ListingState
from infogo.paper import press as pressing
from infogo.paper.press import BusyError
from infogo.points.opening import Clock
from infogo.www.pages.paper_marks import qr_of
from infogo.www.pages.paper_plan import plan_data
from infogo.www.pages.plan import plan_page
from infogo.www.pages.plan_query import PlanQuery
from tests.factories import (
    ACTOR,
    AgencyFactory,
    ServicePointFactory,
    adoption,
    manual_content,
    standard_manual,
)
from tests.paper.reading import Paper, read_paper, squeezed
from tests.www.reading import read
from tests.www.test_plan import CARD, HOUSE, ids, office, service
from tests.www.test_plan import paper as needed

pytestmark = pytest.mark.django_db
HOSTILE = '#read("/etc/passwd") *หนา* $x$ ] <script>alert(1)</script> 😀 @ref \\ {}'


def listed(*items: Any) -> Any:
    return Listing(state=ListingState.LISTED, items=items)


def documents(count: int) -> Any:
    return listed(
        *(
            RequiredDocument(group=DocumentGroup.OTHER, name=f"เอกสารที่ต้องใช้ลำดับ {n} ครบถ้วน")
            for n in range(1, count + 1)
        )
    )


def paper(client: Client, path: str, **query: str) -> Paper:
    response = client.get(path, query)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"].startswith("inline; ")
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert not response.cookies
    return read_paper(response.content)


def address(manual: Manual, page: str) -> str:
    at = "" if manual.is_standard else f"/at/{manual.agency_id}"
    return f"/manual/{manual.procedure_id}{at}/{page}"


def says(made: Paper, text: str) -> bool:
    return squeezed(text) in made.text


# ---------------------------------------------------------------- every paper


@pytest.fixture
def paths() -> list[str]:
    manual = standard_manual(name_en="Renew a card")
    local = adoption(manual)
    point = office("ที่ว่าการอำเภอเมือง", manual)
    return [
        *(address(one, page) for one in (manual, local) for page in PAGES),
        f"/plan.pdf?m={manual.procedure_id}&prov=50",
        f"/plan.pdf?m={manual.procedure_id}&large=1",
        f"/place/{point.pk}/poster.pdf",
    ]


PAGES = ("manual.pdf", "checklist.pdf")


@pytest.mark.parametrize(("prefix", "language"), [("", "th-TH"), ("/en", "en")])
def test_every_paper_is_for_screen_readers_and_carries_its_fonts(
    client: Client, paths: list[str], prefix: str, language: str
) -> None:
    for path in paths:
        made = paper(client, f"{prefix}{path}")
        assert made.is_for_screen_readers, path
        assert made.language == language, path
        assert made.title, path
        assert {"Sarabun-Regular", "Sarabun-Bold"} <= made.fonts, path
        assert says(made, short_date(bangkok_now().date(), language[:2])), path


def test_a_file_has_a_name_that_people_can_read(client: Client) -> None:
    manual = standard_manual(name_th="ต่ออายุบัตร / กรณีหมดอายุ")
    response = client.get(address(manual, "checklist.pdf"))
    name = response.headers["Content-Disposition"]
    assert f'filename="checklist-{manual.procedure_id}-v1.pdf"' in name
    assert "%2F" not in name and "/" not in name.partition("UTF-8''")[2]


def test_when_too_many_are_asked_for_readers_are_told_when_to_come_back(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    manual = standard_manual()

    def busy(*_given: Any, **_more: Any) -> bytes:
        raise BusyError(7)

    monkeypatch.setattr(pressing.press, "pdf", busy)
    response = client.get(address(manual, "manual.pdf"))
    assert (response.status_code, response.headers["Retry-After"]) == (503, "7")
    assert "ตอนนี้มีคนขอไฟล์ PDF มาก" in read(response).text


@pytest.mark.parametrize("page", PAGES)
def test_papers_of_what_is_not_there_are_not_there_either(client: Client, page: str) -> None:
    manual, other = standard_manual(), standard_manual()
    services.withdraw_procedure(procedure=manual.procedure, reason="เลิก", actor=ACTOR)
    assert client.get(address(manual, page)).status_code == 410
    services.merge_procedure(procedure=manual.procedure, into=other.procedure, actor=ACTOR)
    moved = client.get(address(manual, page))
    assert (moved.status_code, moved.headers["Location"]) == (301, address(other, page))
    assert client.get(f"/manual/999999/{page}").status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_what_officers_wrote_is_shown_and_never_obeyed(client: Client, page: str) -> None:
    long = "ย" * 400
    manual = standard_manual(
        content=manual_content(
            documents=listed(
                RequiredDocument(group=DocumentGroup.OTHER, name=HOSTILE, note=long),
                RequiredDocument(group=DocumentGroup.OTHER, name="x" * 90, condition="a b" * 30),
            )
        ),
        name_th=HOSTILE[:200],
        official_name_th=HOSTILE,
    )
    made = paper(client, address(manual, page))
    assert says(made, HOSTILE.replace("😀", "\u25a1"))
    assert says(made, long)
    assert says(made, "x" * 90)


# ---------------------------------------------------------------- the manual


def test_the_manual_has_all_nineteen_items_in_their_order(client: Client) -> None:
    manual = standard_manual(official_name_th="การขอมีบัตรประจำตัวประชาชนครั้งแรก ที่อำเภอ")
    made = paper(client, address(manual, "manual.pdf"))
    text = made.text.replace(squeezed(f"{made.title}"), "")
    for one in SECTIONS:
        assert squeezed(f"{one.number}. {one.title}") in text
    assert says(made, "การขอมีบัตรประจำตัวประชาชนครั้งแรก ที่อำเภอ")
    assert says(made, CARD)
    assert says(made, "ข้อมูลตัวอย่าง ยังไม่ได้ตรวจกับหน่วยงาน ถามหน่วยงานก่อนไป")


def test_the_manual_says_the_same_as_its_page(client: Client) -> None:
    content = manual_content(
        forms=listed(Form(name="แบบ บ.ป.1", url="https://example.go.th/a/form.pdf")),
        remark="ถ่ายรูปที่สำนักงานได้",
    )
    manual = standard_manual(content=content)
    page = read(client.get(address(manual, "legal")))
    made = paper(client, address(manual, "manual.pdf"))
    items = page.html[page.html.index('<h2 id="name"') : page.html.index('<h2 id="edition"')]
    told = re.findall(r"<(?:td|li|p|th|h2|a)[^>]*>([^<]+)<", items)
    assert len(told) > 40
    for text in told:
        assert says(made, unescape(text)), text


def test_no_page_of_the_manual_ends_within_a_row(client: Client) -> None:
    told = " ".join(["ใช้เมื่อมาแทนผู้อื่น"] * 5)
    papers = (
        RequiredDocument(group=DocumentGroup.OTHER, name=f"ใบ{n:02}ต้น", note=f"{told} ปลาย{n:02}")
        for n in range(40)
    )
    made = paper(
        client,
        address(standard_manual(content=manual_content(documents=listed(*papers))), "manual.pdf"),
    )
    assert len(made.pages) > 2
    pages = [squeezed(page) for page in made.pages]
    for n in range(40):
        assert sum(f"ใบ{n:02}ต้น" in page and f"ปลาย{n:02}" in page for page in pages) == 1, n


def test_an_agencys_manual_names_both_editions_and_marks_its_own_parts(client: Client) -> None:
    standard = standard_manual()
    local = adoption(standard, AgencyFactory(name_th="เทศบาลตัวอย่าง"))
    made = paper(client, address(local, "manual.pdf"))
    assert says(made, f"/check/{local.procedure_id}/at/{local.agency_id}/0.1")
    assert not says(made, "เฉพาะหน่วยงานนี้")
    services.publish_overrides(
        manual=local, overrides=LocalOverrides(remark="ปิดวันพุธบ่าย"), actor=ACTOR
    )
    made = paper(client, address(local, "manual.pdf"))
    assert says(made, f"/check/{local.procedure_id}/at/{local.agency_id}/1.1")
    assert says(made, "ฉบับที่ 1 ของหน่วยงาน (คู่มือมาตรฐานกลางฉบับที่ 1)")
    assert says(made, "เฉพาะหน่วยงานนี้") and says(made, "ปิดวันพุธบ่าย")
    assert says(made, "เทศบาลตัวอย่าง")


def test_a_verified_manual_carries_no_caution(client: Client) -> None:
    content = manual_content()
    verified = content.provenance.model_copy(update={"status": ProvenanceStatus.VERIFIED})
    manual = standard_manual(content=content.model_copy(update={"provenance": verified}))
    assert not says(paper(client, address(manual, "manual.pdf")), "ข้อมูลตัวอย่าง")


# ---------------------------------------------------------------- the checklist


def test_the_checklist_has_a_part_for_each_side(client: Client) -> None:
    manual = standard_manual(name_th="ต่ออายุบัตรประชาชน")
    made = paper(client, address(manual, "checklist.pdf"))
    assert len(made.pages) == 1
    for words in ("ต่ออายุบัตรประชาชน", CARD, "ผู้ยื่นคำขอ", "เจ้าหน้าที่ผู้รับคำขอ", "ภายในวันที่"):
        assert made.text.count(squeezed(words)) >= 2, words
    for once in ("ส่วนที่ 1 ผู้ยื่นคำขอเก็บไว้", "ส่วนที่ 2 หน่วยงานเก็บไว้"):
        assert made.text.count(squeezed(once)) == 1
    assert says(made, "มาตรา 8 พ.ร.บ.การอำนวยความสะดวกในการพิจารณาอนุญาตของทางราชการ พ.ศ. 2558")


def test_ten_documents_fit_on_one_page_and_twenty_two_on_more(client: Client) -> None:
    short, long = (
        standard_manual(content=manual_content(documents=documents(count))) for count in (10, 22)
    )
    assert len(paper(client, address(short, "checklist.pdf")).pages) == 1
    made = paper(client, address(long, "checklist.pdf"))
    assert len(made.pages) == 2
    assert made.text.count(squeezed("เอกสารที่ต้องใช้ลำดับ 22 ครบถ้วน")) == 2


def test_counts_units_and_cases_stand_beside_each_document(client: Client) -> None:
    photo = RequiredDocument(
        group=DocumentGroup.OTHER,
        name="รูปถ่ายหน้าตรง",
        originals=2,
        copies=3,
        unit="รูป",
        condition="กรณีทำเล่มใหม่",
    )
    manual = standard_manual(content=manual_content(documents=listed(photo)))
    made = paper(client, address(manual, "checklist.pdf"))
    assert says(made, "1 รูปถ่ายหน้าตรง · กรณีทำเล่มใหม่ 2 รูป 3 รูป")


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (ListingState.NONE, "ไม่ต้องใช้เอกสาร"),
        (ListingState.UNKNOWN, "คู่มือยังไม่ได้บอกเอกสาร ถามหน่วยงานก่อนไป"),
    ],
)
def test_no_documents_and_unknown_documents_differ(
    client: Client, state: ListingState, words: str
) -> None:
    manual = standard_manual(content=manual_content(documents=Listing(state=state)))
    assert says(paper(client, address(manual, "checklist.pdf")), words)


def test_an_english_checklist_names_documents_in_both_languages(client: Client) -> None:
    Document.objects.create(name_th=CARD, name_en="Thai national ID card")
    manual = standard_manual(name_en="Renew a card")
    made = paper(client, "/en" + address(manual, "checklist.pdf"))
    assert says(made, f"Thai national ID card / {CARD}")
    assert says(made, "Part 2, kept by the agency")


# ---------------------------------------------------------------- the plan


def test_a_plan_fits_on_one_page_with_all_that_one_needs_to_know(client: Client) -> None:
    move = service("แจ้งย้ายเข้า", needed(CARD), needed(HOUSE, originals=2))
    licence = service("ทำใบขับขี่", needed(CARD, copies=1), needed("ใบรับรองแพทย์", condition="ถ้ามี"))
    office("ที่ว่าการอำเภอเมือง", move, licence, phones=[{"number": "+6653112233"}])
    made = paper(client, "/plan.pdf", m=ids(move, licence), prov="50")
    assert len(made.pages) == 1
    for words in (
        "ที่ว่าการอำเภอเมือง แจ้งย้ายเข้า, ทำใบขับขี่",
        "โทร 053-112-233",
        f"{HOUSE} (ตัวจริง 2)",
        "ใช้กับ 2 เรื่อง: ข้อ 1, ข้อ 2",
        "เฉพาะบางกรณี ใบรับรองแพทย์ (ตัวจริง 1) ถ้ามี",
        "ค่าธรรมเนียมรวม 200 บาท",
        "บันทึก",
    ):
        assert says(made, words), words


def test_a_stop_without_a_number_gives_that_of_its_agency(client: Client) -> None:
    move = service("แจ้งย้ายเข้า", needed(CARD))
    office("ที่ว่าการอำเภอเมือง", move, agency__phones=[{"number": "+6622210151"}])
    told = "โทร 02-221-0151 (เบอร์กลางของหน่วยงาน)"
    assert says(paper(client, "/plan.pdf", m=ids(move), prov="50"), told)
    assert told in client.get("/plan.txt", {"m": ids(move), "prov": "50"}).content.decode()
    page = client.get("/plan", {"m": ids(move), "prov": "50"}).content.decode()
    assert "tel:+6622210151" in page
    assert "เบอร์กลางของหน่วยงาน" in page


def test_large_type_is_larger(client: Client) -> None:
    move = service("แจ้งย้ายเข้า", *(needed(f"เอกสารสำคัญลำดับ {n}") for n in range(12)))
    small = paper(client, "/plan.pdf", m=ids(move))
    large = paper(client, "/plan.pdf", m=ids(move), large="1")
    assert (len(small.pages), len(large.pages)) == (1, 2)
    assert sorted(small.text.replace("หน้า1/1", "")) == sorted(
        large.text.replace("หน้า1/2", "")
        .replace("หน้า2/2", "")
        .replace(squeezed(footer_of(small)), "", 1)
    )


def footer_of(made: Paper) -> str:
    """Return what stands at the foot of each page before its number."""
    text = made.text
    return text[text.rindex("พิมพ์") : text.rindex("หน้า")]


def test_the_code_of_a_plan_leads_back_to_it_with_the_editions_it_is_made_from(
    client: Client,
) -> None:
    """By the agency's own text where that holds at the stop."""
    food, move = service("เปิดร้านอาหาร", needed(CARD)), service("แจ้งย้ายเข้า", needed(CARD))
    local = adoption(food)
    services.publish_overrides(manual=local, overrides=LocalOverrides(remark="ปิดวันพุธ"), actor=ACTOR)
    office("เทศบาลตัวอย่าง", local, move)
    clock = Clock(bangkok_now())
    ids_of_both = (food.procedure_id, move.procedure_id)
    page = plan_page(PlanQuery(ids=ids_of_both, province="50"), clock)
    printed = f"/plan?m={ids(food, move)}&prov=50&v=1.1@{local.agency_id},1"
    assert plan_data(page, clock.now.date(), is_large=False)["qr"] == qr_of(absolute(printed))
    told = read(client.get(printed)).text
    assert "คู่มือทุกเรื่องยังเป็นฉบับเดียวกับที่พิมพ์ไว้" in told


def test_an_empty_plan_is_no_paper(client: Client) -> None:
    assert client.get("/plan.pdf").status_code == 404
    assert client.get("/plan.pdf?m=999999").status_code == 404


def test_a_plan_page_leads_to_both_papers_with_everything_it_holds(client: Client) -> None:
    move = service("แจ้งย้ายเข้า", needed(CARD))
    links = [href for _text, href in read(client.get(f"/plan?m={ids(move)}&foreign=1")).links]
    assert f"/plan.pdf?m={ids(move)}&foreign=1" in links
    assert f"/plan.pdf?m={ids(move)}&foreign=1&large=1" in links


# ---------------------------------------------------------------- the way there


def test_pages_lead_to_their_papers(client: Client) -> None:
    manual = standard_manual()
    point = ServicePointFactory()
    for page in ("", "/legal"):
        links = [
            href for _text, href in read(client.get(f"/manual/{manual.procedure_id}{page}")).links
        ]
        assert {address(manual, paper) for paper in PAGES} <= set(links)
    old = [href for _text, href in read(client.get(address(manual, "v/1"))).links]
    assert address(manual, "manual.pdf") in old  # it is the edition in force
    services.publish_standard(manual=manual, content=manual_content(remark="ใหม่"), actor=ACTOR)
    old = [href for _text, href in read(client.get(address(manual, "v/1"))).links]
    assert address(manual, "manual.pdf") not in old
    links = [href for _text, href in read(client.get(f"/place/{point.pk}")).links]
    assert f"/place/{point.pk}/poster.pdf" in links
