"""A form that comes too late is not taken, and what was typed into it is given back."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from infogo.accounts.roles import Role
from tests.accounts.watching import nothing_changes
from tests.factories import GrantFactory, OfficerFactory, ServicePointFactory

pytestmark = pytest.mark.django_db
TEXT = "ผู้ยื่นต้องนำเด็กมาด้วย <b>พร้อมผู้ปกครอง</b> และไม่ต้องใช้สำเนาทะเบียนบ้าน"


def test_what_was_typed_is_given_back_after_the_session_ended() -> None:
    client, path = Client(), reverse("office:account")
    sent = {"criteria": [TEXT, "สั้น"], "new_password": "p" * 40, "request_key": "k" * 64}
    with nothing_changes():
        answer = client.post(path, sent)
    page = answer.content.decode()
    assert answer.status_code == 401
    assert "&lt;b&gt;พร้อมผู้ปกครอง&lt;/b&gt;" in page
    assert f"?next={path}" in page
    assert page.count("<textarea") == 1, "short answers and secrets are not shown"
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_form_without_long_answers_leads_to_the_sign_in_page() -> None:
    answer = Client().post(reverse("office:account"), {"name": "สั้น"})
    assert answer.status_code == 303


def test_a_form_with_an_old_token_is_given_back_to_her_alone() -> None:
    client, officer = Client(enforce_csrf_checks=True), OfficerFactory()
    path = reverse("office:account")
    assert TEXT.split()[0] not in client.post(path, {"criteria": TEXT}).content.decode()
    client.force_login(officer)
    with nothing_changes():
        answer = client.post(path, {"criteria": TEXT})
    assert answer.status_code == 403
    assert TEXT.split()[0] in answer.content.decode()


def test_work_is_given_back_when_the_right_ends_while_the_form_is_open() -> None:
    client, officer, point = Client(), OfficerFactory(), ServicePointFactory()
    client.force_login(officer)
    path = reverse("office:point_edit", args=[point.pk])
    with nothing_changes():
        answer = client.post(path, {"landmark": TEXT, "name_th": "สั้น"})
    page = answer.content.decode()
    assert answer.status_code == 404
    assert "<h1>ยังไม่ได้บันทึก</h1>" in page
    assert "&lt;b&gt;พร้อมผู้ปกครอง&lt;/b&gt;" in page
    assert "ขอสิทธิจากผู้ดูแลของหน่วยงานคุณ" in page
    assert "ยังไม่ได้บันทึก" not in client.get(path).content.decode(), "nothing was sent"


def test_work_is_given_back_to_who_may_now_only_look() -> None:
    client, officer = Client(), OfficerFactory()
    GrantFactory(officer=officer, role=Role.VIEWER)
    point = ServicePointFactory(agency=officer.agency)
    client.force_login(officer)
    answer = client.post(reverse("office:point_edit", args=[point.pk]), {"landmark": TEXT})
    assert answer.status_code == 403
    assert TEXT.split()[0] in answer.content.decode()


def test_a_page_that_saves_by_itself_is_told_that_the_right_has_ended() -> None:
    client, officer, point = Client(), OfficerFactory(), ServicePointFactory()
    client.force_login(officer)
    path = reverse("office:point_edit", args=[point.pk])
    answer = client.post(path, {"landmark": TEXT}, headers={"HX-Request": "true"})
    assert answer.status_code == 409, "htmx shows this answer, and drops a 404"
    assert answer.headers["HX-Retarget"] == "[data-tell]"
    assert "ข้อความยังอยู่ในหน้านี้" in answer.content.decode()
    assert "<main" not in answer.content.decode()


def test_a_reader_who_sends_something_to_no_page_is_told_as_before() -> None:
    answer = Client().post("/no-such-page", {"comment": TEXT})
    assert answer.status_code == 404
    assert "<h1>ไม่พบหน้านี้</h1>" in answer.content.decode()
