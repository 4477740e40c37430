"""A form that comes too late is not taken, and what was typed into it is given back."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.crypto import get_random_string

from infogo.accounts.roles import Role
from tests.accounts.watching import nothing_changes
from tests.factories import GrantFactory, OfficerFactory, ServicePointFactory
from tests.www.reading import read

pytestmark = pytest.mark.django_db
OWN = {"origin": "http://testserver"}
TEXT = "ผู้ยื่นต้องนำเด็กมาด้วย <b>พร้อมผู้ปกครอง</b> และไม่ต้องใช้สำเนาทะเบียนบ้าน"


def test_what_was_typed_is_given_back_after_the_session_ended() -> None:
    client, path = Client(), reverse("office:account")
    sent = {"criteria": [TEXT, "สั้น"], "new_password": "p" * 40, "request_key": "k" * 64}
    with nothing_changes():
        answer = client.post(path, sent)
    page = answer.content.decode()
    assert answer.status_code == 401
    assert "&lt;b&gt;พร้อมผู้ปกครอง&lt;/b&gt;" in page
    assert "ส่งอีกครั้ง" not in page, "a form with a secret in it is filled in again"
    assert page.count("<textarea") == 1, "short answers and secrets are not shown"
    assert answer.headers["Cache-Control"] == "no-store"


def test_numbers_and_short_answers_are_sent_again_after_signing_in() -> None:
    client, officer = Client(enforce_csrf_checks=True), OfficerFactory()
    GrantFactory(officer=officer, role=Role.POINT_EDITOR)
    point = ServicePointFactory(agency=officer.agency)
    path = reverse("office:point_status", args=[point.pk])
    form = f"{path}?from=list"
    typed = {"status": ["closed"], "n": ["12", "๔"], "note": ["สั้น"]}
    client.get(reverse("account_login"))  # with the page came a token
    token = client.cookies[settings.CSRF_COOKIE_NAME].value
    with nothing_changes():
        ended = client.post(
            form,
            {**typed, "csrfmiddlewaretoken": token},
            headers=OWN | {"referer": f"http://testserver{form}"},
        )
    assert ended.status_code == 401
    page = read(ended)
    assert {name: page.fields(name) for name in typed} == typed
    assert form in [given.get("action") for tag, given in page.attributes if tag == "form"]
    assert page.href("เข้าสู่ระบบในแท็บใหม่").endswith(f"?next={quote(form)}")

    # She signed in elsewhere: the token changed, so she is asked once more, with all she typed.
    client.force_login(officer)
    client.cookies[settings.CSRF_COOKIE_NAME] = get_random_string(32)
    again = {name: page.fields(name) for name in (*typed, "csrfmiddlewaretoken")}
    with nothing_changes():
        asked = client.post(form, again, headers=OWN)
    assert asked.status_code == 403
    page = read(asked)
    assert officer.name_th in page.text, "who signed in may be somebody else"
    assert {name: page.fields(name) for name in typed} == typed
    token = page.fields("csrfmiddlewaretoken")
    assert (
        client.post(form, {**typed, "csrfmiddlewaretoken": token}, headers=OWN).status_code == 422
    )


def test_another_site_gets_nobody_to_send_its_form_again() -> None:
    client, officer = Client(enforce_csrf_checks=True), OfficerFactory()
    path = reverse("office:account")
    for headers in ({"origin": "https://evil.example"}, {"origin": "null"}, {}):
        ended = Client().post(path, {"name": "สั้น"}, headers=headers)
        assert ended.status_code == 303, headers
        client.force_login(officer)
        refused = client.post(path, {"name": "สั้น"}, headers=headers)
        assert refused.status_code == 403
        assert "ส่งอีกครั้ง</button>" not in refused.content.decode(), headers


def test_who_sent_a_form_to_an_address_without_a_page_is_led_back_to_its_page() -> None:
    back = reverse("office:points")
    headers = OWN | {"referer": f"http://testserver{back}"}
    path = reverse("office:point_confirm", args=[1])
    page = read(Client().post(path, {"seen": "x"}, headers=headers))
    assert page.href("เข้าสู่ระบบในแท็บใหม่").endswith(f"?next={back}")
    elsewhere = OWN | {"referer": "https://evil.example/office/points/"}
    page = read(Client().post(path, {"seen": "x"}, headers=elsewhere))
    assert "next" not in page.href("เข้าสู่ระบบในแท็บใหม่")


def test_a_form_with_an_old_token_is_given_back_to_her_alone() -> None:
    client, officer = Client(enforce_csrf_checks=True), OfficerFactory()
    path = reverse("office:account")
    assert TEXT.split()[0] not in client.post(path, {"criteria": TEXT}).content.decode()
    client.force_login(officer)
    with nothing_changes():
        answer = client.post(path, {"criteria": TEXT})
    assert answer.status_code == 403
    assert TEXT.split()[0] in answer.content.decode()


def test_work_is_given_back_when_the_browser_lost_session_and_token() -> None:
    client, path = Client(enforce_csrf_checks=True), reverse("office:points")
    sent = {"landmark": TEXT, "csrfmiddlewaretoken": get_random_string(64)}
    with nothing_changes():
        answer = client.post(path, sent, headers=OWN)
    assert answer.status_code == 401
    page = read(answer)
    assert page.fields("landmark") == [TEXT]
    assert "ส่งอีกครั้ง" in page.text
    token = page.fields("csrfmiddlewaretoken")
    assert token != [sent["csrfmiddlewaretoken"]], "sent again with one that counts"
    for headers in ({"origin": "https://evil.example"}, {}):
        refused = client.post(path, sent, headers=headers)
        assert refused.status_code == 403
        assert TEXT.split()[0] not in refused.content.decode(), headers


def test_nobody_is_told_to_load_a_page_anew_before_what_she_typed_is_safe() -> None:
    client, path = Client(enforce_csrf_checks=True), reverse("office:account")
    assert "คัดลอกสิ่งที่กรอกไว้ก่อนโหลดหน้าใหม่" in client.post(path, {"name": "สั้น"}).content.decode()
    client.force_login(OfficerFactory())
    page = client.post(path, {"criteria": TEXT}).content.decode()
    assert "คัดลอกข้อความด้านล่างเก็บไว้" in page
    assert "โหลดหน้าใหม่" not in page


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


def test_who_opens_an_address_that_only_takes_forms_is_led_to_the_page_above() -> None:
    client, officer = Client(), OfficerFactory()
    GrantFactory(officer=officer, role=Role.POINT_EDITOR)
    point = ServicePointFactory(agency=officer.agency)
    client.force_login(officer)
    above = {
        reverse("office:point_confirm", args=[point.pk]): reverse("office:point", args=[point.pk]),
        reverse("office:notices_read"): reverse("office:notices"),
        reverse("office:volumes_submit", args=[1, date(2026, 10, 1)]): reverse(
            "office:volumes_month", args=[1, date(2026, 10, 1)]
        ),
    }
    for path, page in above.items():
        with nothing_changes():
            answer = client.get(path)
        assert (answer.status_code, answer.headers["Location"]) == (303, page)
    assert client.put(reverse("office:notices_read")).status_code == 405, "a program is told"
