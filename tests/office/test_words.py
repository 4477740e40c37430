"""Tags and sayings in the workspace: seen, tried out, saved, refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from infogo.accounts.models import Officer
from infogo.accounts.roles import Role
from infogo.core.dates import bangkok_now
from infogo.core.models import AuditEntry
from infogo.editing.words import words_of
from infogo.manuals.models import Manual, Procedure
from infogo.search.indexing.index import only_writer
from infogo.search.indexing.indexer import rebuild
from infogo.search.models import FailedQuery, Shortfall
from infogo.taxonomy.models import Tag
from tests.accounts.watching import nothing_changes
from tests.factories import AgencyFactory, GrantFactory, OfficerFactory, adoption, standard_manual
from tests.office.people import signed_in
from tests.office.test_pages import queries, text_of
from tests.search.corpus import use_index

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_index(tmp_path: Path) -> Iterator[None]:
    with use_index(tmp_path / "index"):
        yield


@pytest.fixture
def manual() -> Manual:
    manual = standard_manual(name_th="บัตรประชาชนหาย", official_name_th="การขอมีบัตรใหม่")
    manual.procedure.sayings = ["ล้วงกระเป๋าแล้วไม่เจอ"]
    manual.procedure.save()
    manual.procedure.tags.add(Tag.objects.create(text="บัตรหาย", key="บัตรหาย"))
    standard_manual(name_th="ใบขับขี่หาย")
    return manual


@pytest.fixture
def editor(manual: Manual) -> Officer:
    officer = OfficerFactory(agency=manual.agency)
    GrantFactory(officer=officer, role=Role.MANUAL_EDITOR)
    return officer


@pytest.fixture
def client(editor: Officer) -> Client:
    return signed_in(editor)


def index() -> None:
    with only_writer():
        rebuild()


def path(manual: Manual) -> str:
    return reverse("office:manual_tags", args=[manual.pk])


def typed(manual: Manual, **given: object) -> dict[str, object]:
    present = words_of(Procedure.objects.get(pk=manual.procedure_id))
    return {"new": "", "sayings": "\n".join(present.sayings), "seen": present.version, **given}


def tags(manual: Manual) -> list[str]:
    return sorted(manual.procedure.tags.values_list("text", flat=True))


def failed(text: str, hours: int = 7) -> FailedQuery:
    return FailedQuery.objects.create(
        digest=text,
        text=text,
        shortfall=Shortfall.NOTHING,
        hours=hours,
        last_on=bangkok_now().date(),
    )


class TestTrying:
    def test_it_shows_the_rank_now_and_then_and_writes_nothing(
        self, client: Client, manual: Manual
    ) -> None:
        index()
        with nothing_changes():
            answer = client.post(path(manual), typed(manual, new="โดนล้วง", act="look"))
        page = text_of(answer)

        assert "ค้น “โดนล้วง”" in page
        assert re.search(r"ตอนนี้: \S.* หลังบันทึก: อันดับ 1", page)
        assert tags(manual) == ["บัตรหาย"]
        assert "โดนล้วง</textarea>" in answer.content.decode()

    def test_a_failed_search_can_be_tried_by_its_button(
        self, client: Client, manual: Manual
    ) -> None:
        row = failed("บัตรโดนขโมย")
        index()
        assert "เพิ่มเป็นป้ายคำ : บัตรโดนขโมย" in text_of(client.get(path(manual)))
        answer = client.post(path(manual), typed(manual, new="ปชช", pick=row.pk))
        shown = answer.content.decode()
        assert "ปชช\nบัตรโดนขโมย</textarea>" in shown
        assert "ค้น “บัตรโดนขโมย”" in text_of(answer)
        assert "ค้น “บัตรโดนขโมย”" in text_of(client.get(path(manual), {"word": row.pk}))
        assert tags(manual) == ["บัตรหาย"]

    def test_superfluous_words_are_said_kindly(self, client: Client, manual: Manual) -> None:
        page = text_of(client.post(path(manual), typed(manual, new="บัตรหาย, ประชาชน", act="look")))
        assert "มีป้ายคำ “บัตรหาย” อยู่แล้ว" in page
        assert "“ประชาชน” อยู่ในชื่อคู่มือแล้ว" in page

    def test_without_an_index_it_says_so(self, client: Client, manual: Manual) -> None:
        page = text_of(client.post(path(manual), typed(manual, new="โดนล้วง", act="look")))
        assert "ยังดูผลไม่ได้" in page


class TestSaving:
    def test_words_come_and_go(self, client: Client, manual: Manual, editor: Officer) -> None:
        answer = client.post(
            path(manual),
            typed(manual, new="ปชช หาย,โดนล้วง", remove="บัตรหาย", act="save", sayings="หายไปไหน"),
            follow=True,
        )
        assert "เพิ่มป้ายคำ 2 คำ เอาออก 1 คำ บันทึกประโยคแล้ว" in text_of(answer)
        assert tags(manual) == ["ปชช หาย", "โดนล้วง"]
        assert Procedure.objects.get(pk=manual.procedure_id).sayings == ["หายไปไหน"]
        assert AuditEntry.objects.latest("number").actor == f"officer {editor.pk} {editor.name_th}"

    def test_saving_nothing_new_changes_nothing(self, client: Client, manual: Manual) -> None:
        with nothing_changes():
            answer = client.post(path(manual), typed(manual, act="save"), follow=True)
        assert "ไม่มีอะไรเปลี่ยน" in text_of(answer)

    def test_somebody_was_faster(self, client: Client, manual: Manual) -> None:
        stale = typed(manual, new="โดนล้วง", sayings="ของฉัน", act="save")
        client.post(path(manual), typed(manual, sayings="ของเธอ", act="save"))
        with nothing_changes():
            answer = client.post(path(manual), stale)
        assert answer.status_code == 422
        shown = answer.content.decode()
        assert "ของเธอ" in shown
        assert "ของฉัน</textarea>" in shown
        again = {**stale, "seen": typed(manual)["seen"]}
        assert client.post(path(manual), again).status_code == 302
        assert "โดนล้วง" in tags(manual)

    @pytest.mark.parametrize("name", ["new", "sayings", "seen"])
    @pytest.mark.parametrize("value", ["\x00", "ก" * 20_000])
    def test_what_cannot_be_stored_is_asked_again(
        self, client: Client, manual: Manual, name: str, value: str
    ) -> None:
        with nothing_changes():
            answer = client.post(path(manual), typed(manual, act="save") | {name: value})
        assert answer.status_code == 422
        assert "ผิดพลาด:" in answer.content.decode()

    def test_numbers_of_no_search_do_no_harm(self, client: Client, manual: Manual) -> None:
        for number in ("9" * 30, "-1", "²", "x", "0"):
            assert client.get(path(manual), {"word": number}).status_code == 200
            assert client.post(path(manual), typed(manual, pick=number)).status_code == 200


def test_adopters_are_told_whose_words_they_are(manual: Manual) -> None:
    agency = AgencyFactory()
    mine = adoption(manual, agency)
    officer = OfficerFactory(agency=agency)
    GrantFactory(officer=officer, role=Role.MANUAL_EDITOR)
    client = signed_in(officer)
    page = text_of(client.get(path(mine)))
    assert f"{manual.procedure.owner.name_th}เป็นเจ้าของ" in page
    assert "บัตรหาย" in page
    assert "บันทึกป้ายคำ" not in page
    with nothing_changes():
        answer = client.post(path(mine), typed(manual, new="โดนล้วง", act="save"))
    assert answer.status_code == 422
    assert client.get(path(manual)).status_code == 404


class TestFailedSearches:
    def test_a_word_leads_to_the_manual_it_is_like(self, client: Client, manual: Manual) -> None:
        row = failed("บัตร ปชช หาย")
        index()
        shown = client.get(reverse("office:failed_searches"))
        assert f"{path(manual)}?word={row.pk}" in shown.content.decode()
        assert "ใบขับขี่หาย" not in text_of(shown)  # it is somebody else's

    def test_another_manual_can_be_looked_for(self, client: Client, manual: Manual) -> None:
        row = failed("zz")
        index()
        asked = {"pick": row.pk, "query": "ประชาชน"}
        shown = client.get(reverse("office:failed_searches"), asked)
        assert f"{path(manual)}?word={row.pk}" in shown.content.decode()
        nothing = client.get(reverse("office:failed_searches"), {**asked, "query": "ขับขี่"})
        assert "ไม่พบคู่มือที่คุณแก้ได้" in text_of(nothing)

    def test_old_ones_are_gone_and_none_is_said(self, client: Client) -> None:
        assert "ยังไม่มีคำที่ค้นไม่พบซ้ำ" in text_of(client.get(reverse("office:failed_searches")))

    def test_long_lists_cost_no_more_queries(
        self, client: Client, manual: Manual, editor: Officer
    ) -> None:
        def more() -> None:
            for _ in range(6):
                other = standard_manual(owner=manual.agency)
                other.procedure.tags.add(Tag.objects.create(text=f"ต{other.pk}", key=f"{other.pk}"))
                failed(f"{other.procedure.name_th} x")
            index()

        more()
        addresses = (path(manual), reverse("office:failed_searches"))
        before = [queries(client, address) for address in addresses]
        more()
        assert [queries(client, address) for address in addresses] == before
        assert max(before) <= 12
