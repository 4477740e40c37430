"""Failed searches of the country: who can fix them and why, proposing, deciding in the room."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from infogo.accounts.models import Officer
from infogo.accounts.roles import Role
from infogo.core.dates import bangkok_now
from infogo.editing.models import WordProposal
from infogo.insights.models import ProcedureOpenings
from infogo.manuals.models import Manual
from infogo.search.indexing.index import only_writer
from infogo.search.indexing.indexer import rebuild
from infogo.search.models import FailedQuery, Shortfall
from infogo.search.words import synonyms
from tests.accounts.watching import nothing_changes
from tests.factories import AgencyFactory, GrantFactory, OfficerFactory, standard_manual
from tests.office.deciding import at_work, officer_with, text_of
from tests.search.corpus import use_index

pytestmark = pytest.mark.django_db
SEARCHES = "/central/searches/"


@pytest.fixture(autouse=True)
def own_index(tmp_path: Path) -> Iterator[None]:
    with use_index(tmp_path / "index"):
        yield


@pytest.fixture
def manual() -> Manual:
    owner = AgencyFactory(name_th="กรมเจ้าของบัตร")
    manual = standard_manual(name_th="บัตรประชาชนหาย", owner=owner)
    standard_manual(name_th="ใบขับขี่หาย")
    return manual


@pytest.fixture
def client() -> Client:
    return at_work(officer_with(Role.CENTRAL_ANALYST))


@pytest.fixture
def editor(manual: Manual) -> Officer:
    officer = OfficerFactory(agency=manual.agency)
    GrantFactory(officer=officer, role=Role.MANUAL_EDITOR)
    return officer


def index() -> None:
    with only_writer():
        rebuild()


def failed(text: str, hours: int = 7) -> FailedQuery:
    return FailedQuery.objects.create(
        digest=text,
        text=text,
        shortfall=Shortfall.NOTHING,
        hours=hours,
        last_on=bangkok_now().date(),
    )


def test_it_names_who_can_fix_it_and_why(manual: Manual, client: Client) -> None:
    failed("บัตร ปชช หาย", 9)
    failed("zz", 30)
    day = bangkok_now().date()
    ProcedureOpenings.objects.create(procedure=manual.procedure, day=day, count=123)
    index()
    page = text_of(client.get(SEARCHES))
    assert page.index("zz") < page.index("บัตร ปชช หาย")
    assert "กรมเจ้าของบัตร แก้ได้ดีที่สุด ที่คู่มือ “บัตรประชาชนหาย”" in page
    assert re.search(r"คำคล้ายเรื่องนี้ร้อยละ \d+ และใน 30 วันประชาชนเปิดเรื่องนี้ 123 ครั้ง", page)
    assert "ยังไม่รู้ว่าเป็นของหน่วยงานใด" in page


def test_it_is_put_together_and_ranked_by_the_sum(manual: Manual, client: Client) -> None:
    failed("แต่งงานกับฝรั่ง", 20)
    failed("สมรสกับฝรั่ง", 15)
    failed("กู้เงินเรียน", 30)
    page = text_of(client.get(SEARCHES))
    assert page.index("แต่งงานกับฝรั่ง") < page.index("กู้เงินเรียน")
    assert "รวม สมรสกับฝรั่ง" in page
    assert "ใน 35 ชั่วโมง" in page
    assert "2 กลุ่มคำ" in page


def test_it_can_be_narrowed_and_taken_away(manual: Manual, client: Client) -> None:
    failed("บัตร ปชช หาย")
    failed("=1+1")
    index()
    hers = text_of(client.get(SEARCHES, {"agency": manual.procedure.owner_id}))
    assert "บัตร ปชช หาย" in hers
    assert "=1+1" not in hers
    assert "=1+1" in text_of(client.get(SEARCHES, {"show": "nobody"}))
    assert "ไม่พบคำที่ตรงกัน" in text_of(client.get(SEARCHES, {"show": "proposed"}))
    lines = list(
        csv.DictReader(
            io.StringIO(client.get(f"{SEARCHES}searches.csv").getvalue().decode("utf-8-sig"))
        )
    )
    assert {line["คำที่ค้นไม่พบ"] for line in lines} == {"บัตร ปชช หาย", "'=1+1"}
    for hostile in ("\x00", "²", "9" * 40, "-1"):
        for name in ("q", "agency", "show", "page"):
            assert client.get(SEARCHES, {name: hostile}).status_code == 200


def test_the_preview_tells_what_changes_and_writes_nothing(manual: Manual, client: Client) -> None:
    row = failed("zz yy")
    index()
    path = f"{SEARCHES}{row.pk}"
    assert "ไม่มีคู่มือที่คล้ายคำนี้" in text_of(client.get(path))
    assert f"?manual={manual.pk}" in client.get(path, {"query": "ประชาชน"}).content.decode()
    shown = text_of(client.get(path, {"manual": manual.pk}))
    assert "ตอนนี้: ไม่พบใน 30 รายการแรก → ถ้ารับ: อันดับ 1" in shown
    with nothing_changes():
        look = client.post(f"{path}?manual={manual.pk}", {"words": "yy", "act": "look"})
    assert "ค้น “zz yy”" in text_of(look)


def test_a_proposal_is_accepted_in_the_words_room(
    manual: Manual, client: Client, editor: Officer
) -> None:
    row = failed("โดนล้วง", 12)
    index()
    path = f"{SEARCHES}{row.pk}?manual={manual.pk}"
    sent = {"words": "โดนล้วง", "why": "คนถามมาก", "act": "propose"}
    assert client.post(path, sent).headers["Location"] == SEARCHES
    assert "ข้อเสนอ: รอหน่วยงานเจ้าของ" in text_of(client.get(SEARCHES))
    with nothing_changes():
        again = client.post(path, sent)
    assert again.status_code == 422
    room = at_work(editor)
    assert "โดนล้วง → บัตรประชาชนหาย" in text_of(room.get("/office/failed-searches/"))
    words = f"/office/manuals/{manual.pk}/tags"
    shown = text_of(room.get(words))
    assert "ส่วนกลางเสนอ “โดนล้วง”" in shown
    assert "คนถามมาก" in shown
    proposal = WordProposal.objects.get()
    tried = text_of(room.get(words, {"proposal": proposal.pk}))
    assert "ค้น “โดนล้วง”" in tried
    assert "หลังบันทึก: อันดับ 1" in tried
    for junk in ("²", "9" * 30, "-1", proposal.pk + 1):
        assert room.get(words, {"proposal": junk}).status_code == 200
    decide = f"/office/manuals/{manual.pk}/proposals/{proposal.pk}"
    with nothing_changes():
        assert room.post(decide, {"act": "decline", "answer": ""}).status_code == 422
        assert room.post(decide, {"act": "decline", "answer": "\x00"}).status_code == 422
    assert room.post(decide, {"act": "accept"}).headers["Location"] == words
    assert list(manual.procedure.tags.values_list("text", flat=True)) == ["โดนล้วง"]
    told = text_of(client.get(f"{SEARCHES}proposals", {"state": "accepted"}))
    assert "โดนล้วง" in told
    assert editor.name_th in told
    with nothing_changes():
        assert room.post(decide, {"act": "accept"}).status_code == 422


@pytest.mark.parametrize("words", ["", "\x00", "ก" * 5000, "ก" * 61])
def test_words_that_cannot_be_are_asked_again(manual: Manual, client: Client, words: str) -> None:
    row = failed("โดนล้วง")
    with nothing_changes():
        answer = client.post(
            f"{SEARCHES}{row.pk}?manual={manual.pk}", {"words": words, "act": "propose"}
        )
    assert answer.status_code == 422


def test_numbers_of_nothing_are_not_there(manual: Manual, client: Client) -> None:
    row = failed("โดนล้วง")
    assert client.get(f"{SEARCHES}{row.pk + 1}").status_code == 404
    assert client.get(f"{SEARCHES}{row.pk}", {"manual": 10**12}).status_code == 404
    assert client.get(f"{SEARCHES}{row.pk}", {"manual": "²"}).status_code == 200


def test_long_lists_cost_no_more_queries(
    manual: Manual, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Whether somebody edited synonyms is asked twice a second, however long the lists are.
    monkeypatch.setattr(synonyms, "LOOK_SECONDS", 3600.0)

    def more(batch: str) -> None:
        for number in range(5):
            other = standard_manual(name_th=f"เรื่อง{batch}{number} พิเศษ")
            failed(f"{other.procedure.name_th} ไหน")
        index()

    def queries(path: str) -> int:
        client.get(path)
        with CaptureQueriesContext(connection) as caught:
            assert client.get(path).status_code == 200
        return len(caught)

    more("ก")
    paths = (SEARCHES, f"{SEARCHES}searches.csv", f"{SEARCHES}proposals")
    before = [queries(path) for path in paths]
    more("ข")
    assert [queries(path) for path in paths] == before
    assert max(before) <= 12
