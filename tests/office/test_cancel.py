"""Ending a manual by way of a review of what that changes, and taking it up again."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from infogo.accounts.models import Officer
from infogo.accounts.roles import Role
from infogo.agencies.models import Agency
from infogo.editing.models import Cancellation
from infogo.manuals.models import Manual, ManualStatus, Procedure, ProcedureStatus
from tests.accounts.watching import nothing_changes
from tests.editing.office import good_content
from tests.factories import AgencyFactory, PinFactory, ProcedureFactory, adoption, standard_manual
from tests.manuals.lint.law import enact
from tests.office.deciding import at_work, officer_with, text_of, written

pytestmark = pytest.mark.django_db
REASON, INSTEAD = "กฎหมายยกเลิกแล้ว", "ไม่ต้องขออนุญาตอีก"


@pytest.fixture(autouse=True)
def law(db: None) -> None:
    enact()


@pytest.fixture
def agency() -> Agency:
    return AgencyFactory(name_th="เทศบาลตัวอย่าง")


@pytest.fixture
def office(agency: Agency) -> Client:
    return at_work(officer_with(Role.MANUAL_APPROVER, agency))


@pytest.fixture
def author(agency: Agency) -> Officer:
    return officer_with(Role.MANUAL_EDITOR, agency)


@pytest.fixture
def manual(agency: Agency) -> Manual:
    return standard_manual(content=good_content(), owner=agency, name_th="ขอใบอนุญาตเก่า")


def send(office: Client, manual: Manual, step: str, **given: Any) -> Any:
    data = {"reason": REASON, "instead": INSTEAD, **given, "step": step}
    return office.post(f"/office/manuals/{manual.pk}/cancel", data)


def status_of(manual: Manual) -> str:
    return Procedure.objects.get(pk=manual.procedure_id).status


def test_a_successor_is_found_by_words(office: Client, manual: Manual) -> None:
    ProcedureFactory(name_th="จดแจ้งสถานที่อาหาร")
    ProcedureFactory(name_th="จดแจ้งอาหาร", status=ProcedureStatus.WITHDRAWN)
    with nothing_changes():
        page = send(office, manual, "search", words="อาหาร จดแจ้ง", reason="", instead=INSTEAD)
        none = send(office, manual, "search", words="ไม่มีคำนี้")
    assert page.status_code == 200
    assert page.content.decode().count('name="successor"') == 2
    assert "จดแจ้งสถานที่อาหาร" in text_of(page)
    assert INSTEAD in page.content.decode()
    assert "ยังทำไม่สำเร็จ" not in text_of(page)
    assert "ไม่พบกระบวนงาน" in text_of(none)


def test_what_it_changes_is_shown_before_it_happens(
    office: Client, manual: Manual, author: Officer
) -> None:
    written(manual, author)
    for _ in range(2):
        PinFactory(manual=adoption(manual))
    with nothing_changes():
        page = text_of(send(office, manual, "review"))
    for said in (
        REASON,
        INSTEAD,
        "คู่มือของ 2 หน่วยงานที่รับมาใช้เลิกใช้ไปด้วย",
        "จุดให้บริการ 2 จุด",
        "ทิ้งร่างที่ยังไม่เผยแพร่ 1 ฉบับ",
    ):
        assert said in page
    assert "เรื่องที่เชื่อมมา" not in page


def test_a_confirmed_end_leads_citizens_to_the_successor(
    office: Client, manual: Manual, client: Client
) -> None:
    other = standard_manual(content=good_content(), name_th="จดแจ้งอาหาร").procedure
    done = send(office, manual, "confirm", successor=other.pk, instead="")
    assert done.headers["Location"] == f"/office/manuals/{manual.pk}"
    answer = client.get(f"/manual/{manual.procedure_id}")
    assert answer.status_code == 410
    assert REASON in text_of(answer)
    assert f'href="/manual/{other.pk}"' in answer.content.decode()
    assert "คู่มือนี้ยกเลิกแล้ว" in text_of(office.get(f"/office/manuals/{manual.pk}/cancel"))


def test_citizens_read_why_an_adopting_agency_stopped(
    office: Client, agency: Agency, client: Client
) -> None:
    standard = standard_manual(content=good_content())
    other = standard_manual(content=good_content(), name_th="จดแจ้งอาหาร").procedure
    manual = adoption(standard, agency)
    assert "หน่วยงานอื่นยังให้บริการต่อ" in text_of(office.get(f"/office/manuals/{manual.pk}/cancel"))
    send(office, manual, "confirm", successor=other.pk)
    path = f"/manual/{standard.procedure_id}/at/{agency.pk}"
    answer = client.get(path)
    assert answer.status_code == 410
    assert f"{REASON} {INSTEAD}" in text_of(answer)
    assert f'href="/manual/{other.pk}"' in answer.content.decode()
    english = client.get(f"/en{path}").content.decode()
    assert f'<p lang="th">{REASON} {INSTEAD}</p>' in english
    assert client.get(f"/manual/{standard.procedure_id}").status_code == 200


@pytest.mark.parametrize(
    "given",
    [
        {"reason": " "},
        {"instead": " "},
        {"instead": "", "successor": "0"},
        {"instead": "", "successor": "999999"},
        {"successor": "9" * 30},
        {"successor": "x"},
        {"reason": "ก" * 401},
        {"reason": "ก" * 250, "instead": "ข" * 250},
        {"reason": "\x00"},
    ],
)
def test_what_is_missing_or_wrong_is_asked_again(
    office: Client, manual: Manual, given: dict[str, str]
) -> None:
    with nothing_changes():
        answer = send(office, manual, "confirm", **given)
    assert answer.status_code == 422
    assert "ยังทำไม่สำเร็จ" in text_of(answer)
    assert status_of(manual) == ProcedureStatus.ACTIVE


def test_it_is_not_cancelled_twice(office: Client, manual: Manual) -> None:
    send(office, manual, "confirm")
    with nothing_changes():
        assert send(office, manual, "confirm").status_code == 422


def test_only_approvers_of_the_agency_may(manual: Manual, author: Officer) -> None:
    elsewhere = officer_with(Role.MANUAL_APPROVER, AgencyFactory())
    with nothing_changes():
        assert send(at_work(author), manual, "confirm").status_code == 403
        assert send(at_work(elsewhere), manual, "confirm").status_code == 404


class TestReopening:
    def test_it_comes_back_as_it_was(self, office: Client, manual: Manual, client: Client) -> None:
        send(office, manual, "confirm")
        path = f"/office/manuals/{manual.pk}/reopen"
        assert REASON in text_of(office.get(path))
        with nothing_changes():
            assert office.post(path, {"reason": " "}).status_code == 422
        assert office.post(path, {"reason": "ศาลให้ใช้ต่อ"}).status_code == 302
        assert client.get(f"/manual/{manual.procedure_id}").status_code == 200
        assert Cancellation.objects.get().reopen_reason == "ศาลให้ใช้ต่อ"

    def test_what_did_not_end_is_not_reopened(self, office: Client, manual: Manual) -> None:
        path = f"/office/manuals/{manual.pk}/reopen"
        assert "ไม่ได้ยกเลิกในระบบนี้" in text_of(office.get(path))
        with nothing_changes():
            assert office.post(path, {"reason": "ศาลให้ใช้ต่อ"}).status_code == 422

    def test_an_adopting_agency_takes_its_own_up_again(
        self, office: Client, agency: Agency
    ) -> None:
        manual = adoption(standard_manual(content=good_content()), agency)
        send(office, manual, "confirm")
        office.post(f"/office/manuals/{manual.pk}/reopen", {"reason": "มีเจ้าหน้าที่แล้ว"})
        manual.refresh_from_db()
        assert manual.status == ManualStatus.PUBLISHED
