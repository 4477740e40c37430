"""A form that comes too late is not taken, and what was typed into it is given back."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.accounts.watching import nothing_changes
from tests.factories import OfficerFactory

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
