"""The radar's pages: what they say, what forms do, files, and that long lists cost no more."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from infogo.accounts.models import Officer
from infogo.accounts.roles import Role
from infogo.simplify.models import Finding, Kind, State
from infogo.simplify.services.sweeping import sweep_all
from tests.accounts.watching import nothing_changes
from tests.factories import (
    AgencyFactory,
    GrantFactory,
    OfficerFactory,
    adoption,
    manual_content,
    standard_manual,
)
from tests.manuals.lint.law import enact
from tests.office.people import administrator, signed_in
from tests.simplify.findings import analyst, finding_about, pair_about
from tests.simplify.making import NOW, held, own_text, papers

pytestmark = pytest.mark.django_db
LIST = "/central/simplify/"


@pytest.fixture
def officer() -> Officer:
    return analyst(name_th="วิภา นักวิเคราะห์")


@pytest.fixture
def client(officer: Officer) -> Client:
    return signed_in(officer)


def text_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>|&nbsp;", " ", answer.content.decode()))


def shown(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return text_of(answer)


def queries(client: Client, path: str) -> int:
    client.get(path)  # the first request of a session also moves its end on
    with CaptureQueriesContext(connection) as caught:
        assert client.get(path).status_code == 200
    return len(caught)


def test_the_list_says_what_it_is_and_what_it_does_not_know(client: Client) -> None:
    assert "ระบบยังตรวจไม่ครบ" in shown(client, LIST)
    finding_about(standard_manual(name_th="เปิดร้าน"), is_simulated=True)
    finding_about(standard_manual(name_th="ปิดร้าน"), citizens=None, satang_saved=None)
    said = shown(client, LIST)
    assert "ขอเอกสารที่รัฐมีในทะเบียน 1 รายการ: ทะเบียนบ้าน" in said
    assert "400 ชั่วโมง 20,000 บาทต่อปี" in said
    assert "1,200 เรื่องต่อปีจากรายงาน" in said
    assert "ไม่รู้จำนวนผู้ยื่น" in said
    assert "ข้อมูลจำลองเพื่อสาธิต" in said
    assert said.index("เปิดร้าน") < said.index("ปิดร้าน")


def test_an_address_holds_every_filter_and_nonsense_is_ignored(client: Client) -> None:
    finding_about(standard_manual(name_th="เปิดร้าน"))
    finding_about(standard_manual(name_th="ปิดโรงงาน"), kind=Kind.COPIES, state=State.DONE,
                  facts={"demands": [{"name": "บัตร", "copies": 2, "reason": "x"}]})  # fmt: skip
    assert "ปิดโรงงาน" not in shown(client, LIST)
    said = shown(client, f"{LIST}?state=all&kind=copies")
    assert "ขอสำเนา 2 ฉบับ: บัตร" in said
    assert "เปิดร้าน" not in said
    strange = "kind=x&state=%00&ministry=1e9&owner=99999999999999999999&found=2569-13&page=x&q=%00"
    assert "เปิดร้าน" in shown(client, f"{LIST}?{strange}")
    assert "ไม่มีรายการที่ตรงกัน" not in shown(client, f"{LIST}?q=ร้าน")


def test_a_finding_shows_its_reckoning_and_its_history(client: Client) -> None:
    finding = finding_about(standard_manual(name_th="เปิดร้าน"))
    said = shown(client, f"{LIST}{finding.pk}")
    assert "ต่อราย 20 นาที และ 0 บาท × 1,200 ต่อปี คิดเวลาชั่วโมงละ 50 บาท" in said
    assert "1,200 เรื่องต่อปี จากรายงานธุรกรรม 12 เดือน (1,200 เรื่อง ÷ 12 × 12)" in said
    assert "พบ ระบบ" in said
    assert "ทะเบียนบ้าน กรมการปกครอง ได้ ทุกครั้ง" in said


def test_every_kind_of_finding_can_be_read(client: Client) -> None:
    enact()
    held("ทะเบียนบ้าน")
    standard = standard_manual(content=manual_content(documents=papers("ทะเบียนบ้าน")))
    for _number in range(5):
        adoption(standard)
    many = papers("ทะเบียนบ้าน", *(f"เอกสาร {number}" for number in range(9)))
    own = own_text(standard, documents=many)
    sweep_all(now=NOW, say=lambda _title, _found: None)
    link = {"procedure": standard.procedure_id, "name": "เรื่องแรก", "document": "ใบแรก"}
    step = {"title": "ลงนาม", "time": "5 วันทำการ", "standard": 1, "over": "4"}
    unused = {"counted_days": 120, "asked": 9, "told": 0, "months": 9}
    for kind, facts in {
        Kind.OVER_STANDARD: {"steps": [step, {**step, "over": None}], "law": "มติคณะรัฐมนตรี"},
        Kind.COPIES: {"demands": [{"name": "", "reason": "ข้อความนี้ดูเหมือนขอสำเนา"}]},
        Kind.UNUSED: unused,
        Kind.PATH: {"links": [link, link]},
        Kind.CIRCLE: {"links": [link]},
    }.items():
        finding_about(standard_manual(), kind=kind, facts=facts, estimate={})
    pair_about(standard.procedure, standard_manual().procedure)
    said = {f.kind: shown(client, f"{LIST}{f.pk}") for f in Finding.objects.order_by("-pk")}
    assert set(said) == set(Kind)
    outlier = Finding.objects.get(kind=Kind.OUTLIER)
    assert outlier.manual_id == own.pk
    assert "เอกสาร 10 รายการ ค่ากลางของหน่วยงานที่ทำเรื่องนี้ 7 แห่ง คือ 1 รายการ" in said[Kind.OUTLIER]
    assert "ไม่ถึง 30" in said[Kind.OUTLIER]
    assert "ไม่มีข้อมูล" in said[Kind.OUTLIER], "nobody reported for this agency"
    assert "เกินมาตรฐาน" not in said[Kind.OVER_STANDARD]
    assert "1 ขั้นตอนเกินเวลามาตรฐานรวม 4 วันทำการ" in said[Kind.OVER_STANDARD]
    assert "คนละหน่วย ให้คนตรวจ" in said[Kind.OVER_STANDARD]
    assert "ข้อความ 1 แห่งดูเหมือนขอสำเนา" in said[Kind.COPIES]
    assert "(ไม่ใช่ 0)" in said[Kind.UNUSED]
    assert "ต้องทำก่อน 2 เรื่อง: เรื่องแรก → เรื่องแรก" in said[Kind.PATH]
    assert "ชื่อทางราชการคล้ายกัน 91 %" in said[Kind.DUPLICATE]
    assert shown(client, f"{LIST}papers")


def post(client: Client, finding: Finding, act: str, **data: object) -> Any:
    finding.refresh_from_db()
    return client.post(
        reverse(f"central:finding_{act}", args=[finding.pk]), {"seen": finding.version, **data}
    )


def test_a_finding_is_taken_up_given_noted_and_done(client: Client, officer: Officer) -> None:
    finding, other = finding_about(standard_manual()), analyst(name_th="อารี")
    assert post(client, finding, "state", state="taken").status_code == 302
    assert post(client, finding, "owner", owner=other.pk).status_code == 302
    assert post(client, finding, "note", text="คุยกับกรมแล้ว").status_code == 302
    assert post(client, finding, "state", state="done", reason="แก้แล้ว").status_code == 302
    said = shown(client, f"{LIST}{finding.pk}")
    for words in ("ใหม่ → รับทำ", "อารี", "คุยกับกรมแล้ว", "รับทำ → ทำแล้ว", "ยังพบอยู่ในการตรวจล่าสุด"):
        assert words in said
    assert "นับว่าประหยัดได้ 400 ชั่วโมง 20,000 บาทต่อปี" in said
    finding.refresh_from_db()
    assert (finding.state, finding.owner) == (State.DONE, other)
    assert "20,000" in shown(client, f"{LIST}progress")


@pytest.mark.parametrize(
    ("act", "data", "words"),
    [
        ("state", {}, "เลือกสถานะใหม่"),
        ("state", {"state": "gone"}, "เลือกสถานะใหม่"),
        ("state", {"state": "no_problem"}, "เขียนเหตุผล"),
        ("state", {"state": "seen", "seen": 7}, "มีคนเปลี่ยน"),
        ("state", {"state": "seen", "reason": "ก" * 1001}, "ไม่เกิน 1,000"),
        ("owner", {"owner": "999999"}, "เลือกเจ้าหน้าที่"),
        ("note", {"text": ""}, "เขียนบันทึก"),
    ],
)
def test_a_refusal_keeps_what_was_typed_and_says_what_to_do(
    client: Client, act: str, data: dict[str, object], words: str
) -> None:
    finding = finding_about(standard_manual())
    shown(client, LIST)
    with nothing_changes():
        answer = post(client, finding, act, **data)
    assert answer.status_code == 422
    assert words in text_of(answer)


def test_pairs_come_one_after_the_other_until_none_waits(client: Client) -> None:
    made = [pair_about(standard_manual().procedure, standard_manual().procedure) for _n in "ab"]
    said = shown(client, f"{LIST}pairs")
    assert "ยังไม่ตัดสิน 2 คู่" in said
    assert made[0].procedure.official_name_th in said
    skipped = shown(client, f"{LIST}pairs?after={made[0].pk}")
    assert made[1].procedure.official_name_th in skipped
    wrong = post(client, made[0], "verdict")
    assert wrong.status_code == 422
    assert made[0].procedure.official_name_th in text_of(wrong)
    assert post(client, made[0], "verdict", verdict="different").status_code == 302
    assert made[1].procedure.official_name_th in shown(client, f"{LIST}pairs")
    post(client, made[1], "verdict", verdict="same", reason="ใช้กฎหมายเดียวกัน")
    assert "ไม่มีคู่ที่รอตัดสิน" in shown(client, f"{LIST}pairs")
    twice = post(client, made[0], "verdict", verdict="same")
    assert "คู่นี้ปิดแล้ว" in text_of(twice)
    alone = finding_about(standard_manual())
    assert post(client, alone, "verdict", verdict="same").status_code == 404


def test_files_hold_the_list_and_no_formula(client: Client) -> None:
    finding_about(standard_manual(name_th="=1+1 เปิดร้าน"))
    finding_about(standard_manual(), citizens=None, minutes_saved=None, satang_saved=None)
    finding_about(standard_manual(), state=State.DONE)
    answer = client.get(f"{LIST}findings.csv?state=open")
    body = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    rows = list(csv.DictReader(io.StringIO(body)))
    assert rows[0]["เรื่อง"] == "'=1+1 เปิดร้าน"
    assert [row["ประหยัดได้ต่อปี (บาท)"] for row in rows] == ["20000", "ไม่มีข้อมูล"]
    answer = client.get(f"{LIST}findings.xlsx?state=all")
    body = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    lines = CalamineWorkbook.from_filelike(io.BytesIO(body)).get_sheet_by_index(0).to_python()
    assert [line[6] for line in lines] == ["สถานะ", "ใหม่", "ทำแล้ว", "ใหม่"]
    assert client.get(f"{LIST}findings.pdf").status_code == 404


def test_long_lists_ask_no_more_of_the_database(client: Client) -> None:
    finding = finding_about(standard_manual())
    paths = [LIST, f"{LIST}{finding.pk}", f"{LIST}papers?document=1", f"{LIST}progress"]
    for _number in range(3):
        finding_about(standard_manual())
    few = [queries(client, path) for path in paths]
    for _number in range(12):
        finding_about(standard_manual())
    assert [queries(client, path) for path in paths] == few


def test_peers_cost_no_more_queries(client: Client) -> None:
    enact()
    standard = standard_manual(content=manual_content(documents=papers("ก")))
    odd = own_text(standard, documents=papers(*(f"เอกสาร {number}" for number in range(9))))
    for _number in range(5):
        own_text(standard, documents=papers("ก"))
    sweep_all(now=NOW, say=lambda _title, _found: None)
    path = f"{LIST}{Finding.objects.get(manual=odd, kind=Kind.OUTLIER).pk}"
    few = queries(client, path)
    for _number in range(5):
        own_text(standard, documents=papers("ก"))
    assert queries(client, path) == few


def test_reviewers_come_in_and_officers_of_agencies_do_not() -> None:
    finding, reviewer = finding_about(standard_manual()), OfficerFactory()
    GrantFactory(officer=reviewer, role=Role.CENTRAL_REVIEWER, agency=None)
    stranger = signed_in(administrator(AgencyFactory(), whole_subtree=True))
    for path in (LIST, f"{LIST}{finding.pk}", f"{LIST}pairs", f"{LIST}how"):
        assert stranger.get(path).status_code == 403
    assert "เรดาร์คิดอย่างไร" in shown(signed_in(analyst()), f"{LIST}how")


def test_how_tells_the_rates_with_their_sources(client: Client) -> None:
    assert "ยังไม่มีชุดกฎ" in shown(client, f"{LIST}how")
    enact()
    said = shown(client, f"{LIST}how")
    assert "ข้อเสนอของโครงการ: ค่าแรงขั้นต่ำราว 400 บาทต่อวัน" in said
    assert "ไม่มีข้อมูล" in said, "no detector has looked yet"
