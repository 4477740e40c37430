"""Error pages: right status, no blame, a way on; the last ones need nothing that can break."""

from __future__ import annotations

import errno

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404, HttpResponse
from django.test import Client, RequestFactory

from infogo.www.views import errors
from tests.www.reading import Page, read


def test_an_unknown_address_answers_404_with_a_search_box(client: Client) -> None:
    response = client.get("/nowhere/at/all")
    page = read(response)
    assert response.status_code == 404
    assert page.h1 == "ไม่พบหน้านี้"
    assert page.fields("q") == [""]
    assert page.href("หน้าแรก") == "/"
    assert "noindex" in page.html


def test_404_is_english_below_en(client: Client) -> None:
    page = read(client.get("/en/nowhere"))
    assert page.lang == "en"
    assert page.h1 == "This page was not found"
    assert page.thai_without_mark() == []


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("/category", "/category/"),
        ("/help/", "/help"),
        ("/en", "/en/"),
        ("/search/?q=a&page=2", "/search?q=a&page=2"),
        ("/en/life", "/en/life/"),
    ],
)
def test_a_wrong_slash_at_the_end_leads_to_the_page(client: Client, wrong: str, right: str) -> None:
    response = client.get(wrong)
    assert response.status_code == 301
    assert response.headers["Location"] == right


def test_a_host_in_the_path_is_never_redirected_to(client: Client) -> None:
    assert client.get("/x", PATH_INFO="//example.org/help/").status_code == 404


@pytest.mark.parametrize(
    ("handler", "status", "title"),
    [
        (lambda r: errors.bad_request(r, SuspiciousOperation()), 400, "เปิดลิงก์นี้ไม่ได้"),
        (lambda r: errors.permission_denied(r, PermissionDenied()), 403, "หน้านี้เปิดได้เฉพาะผู้มีสิทธิ"),
    ],
)
def test_refusals_say_what_to_do(rf: RequestFactory, handler, status: int, title: str) -> None:
    request = rf.get("/x")
    request.resolver_match = None
    response = handler(request)
    page = read(response)
    assert response.status_code == status
    assert page.h1 == title
    assert page.fields("q") == [""]


@pytest.mark.parametrize("path", ["/office/points/999999", "/central/nothing-here"])
def test_officers_are_led_back_to_their_work(rf: RequestFactory, path: str) -> None:
    request = rf.get(path)
    request.resolver_match = None
    found = read(errors.page_not_found(request, Http404()))
    refused = read(errors.permission_denied(request, PermissionDenied()))
    assert "อยู่นอกสิทธิของคุณ" in found.text
    assert found.href("งานของฉัน") == refused.href("งานของฉัน") == "/office/"


def test_a_forged_host_answers_400_in_our_words(client: Client) -> None:
    response = client.get("/", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert "evil.example" not in response.content.decode()


@pytest.mark.parametrize(
    ("path", "title"),
    [("/x", "เปิดหน้านี้ไม่ได้ชั่วคราว"), ("/en/x", "This page cannot be shown right now")],
)
def test_500_needs_no_database_and_no_template(rf: RequestFactory, path: str, title: str) -> None:
    # No database mark on this test: a query would fail it.
    response = errors.server_error(rf.get(path))
    assert response.status_code == 500
    assert read(response).h1 == title
    assert "tel:1111" in response.content.decode()


def test_a_database_that_is_away_answers_503_and_when_to_come_back(rf: RequestFactory) -> None:
    try:
        raise OperationalError("connection refused")
    except OperationalError:
        response = errors.server_error(rf.get("/"))
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "60"
    assert read(response).h1 == "เว็บไซต์ใช้ไม่ได้ชั่วคราว"


@pytest.mark.django_db
def test_an_error_in_a_view_reaches_the_reader_as_our_page(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> None:
        raise OperationalError("database is gone")

    monkeypatch.setattr("infogo.www.views.info.emergency_page", broken)
    client.raise_request_exception = False
    response = client.get("/emergency")
    assert response.status_code == 503
    assert "Content-Security-Policy" in response.headers


@pytest.mark.parametrize("code", ["429", "500", "503"])
@pytest.mark.parametrize("language", ["th", "en"])
def test_finished_pages_exist_in_both_languages(code: str, language: str) -> None:
    page = Page(errors.FINISHED[f"{code}{'.en' if language == 'en' else ''}.html"].decode())
    assert page.lang == language
    assert page.thai_without_mark() == [] if language == "en" else page.h1
    assert "<style" not in page.html
    assert "style=" not in page.html


@pytest.mark.django_db
def test_no_page_is_left_in_another_language_by_an_error(client: Client) -> None:
    client.get("/en/nowhere")
    assert read(client.get("/help")).lang == "th"


OWN = {"origin": "http://testserver"}
TYPED = "ผู้ใหญ่บ้านแจ้งว่าที่ว่าการอำเภอย้ายไปอาคารใหม่แล้ว"


def _refused(rf: RequestFactory, path: str, data: dict[str, str], **headers: str) -> HttpResponse:
    request = rf.post(path, data, headers=headers or OWN)
    try:
        raise OperationalError("connection refused")
    except OperationalError:
        return errors.server_error(request)


def test_a_form_that_met_an_error_of_ours_is_given_back(rf: RequestFactory) -> None:
    # No database mark on this test: a query would fail it.
    typed = {"comment": TYPED, "overall": "4"}
    request = rf.post("/place/1/rate?m=2", typed, headers=OWN)
    try:
        raise KeyError("a mistake of ours")
    except KeyError:
        response = errors.server_error(request)
    page = read(response)
    assert response.status_code == 500
    assert response.headers["Cache-Control"] == "no-store"
    assert page.h1 == "ระบบขัดข้องระหว่างส่ง"
    assert "ไม่แน่ใจว่าบันทึกแล้วหรือยัง" in page.text, "it may have been taken"
    assert TYPED in page.text
    assert {name: page.fields(name) for name in typed} == {k: [v] for k, v in typed.items()}
    forms = [given for tag, given in page.attributes if tag == "form"]
    assert [form["action"] for form in forms] == ["/place/1/rate?m=2"]


def test_a_form_that_could_not_be_taken_is_given_back(rf: RequestFactory) -> None:
    # No database mark on this test: a query would fail it.
    typed = {"comment": TYPED, "token": "a.b", "overall": "4", "csrfmiddlewaretoken": "x" * 64}
    response = _refused(rf, "/office/articles/new?q=1", typed)
    page = read(response)
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "60"
    assert response.headers["Cache-Control"] == "no-store"
    assert page.h1 == "ยังบันทึกไม่ได้"
    assert "ระบบเก็บข้อมูลหยุดชั่วคราว" in page.text
    assert "1669 เจ็บป่วยฉุกเฉิน" in page.text, "a number says whom it reaches"
    assert TYPED in page.text
    assert {name: page.fields(name) for name in typed} == {k: [v] for k, v in typed.items()}
    forms = [given for tag, given in page.attributes if tag == "form"]
    assert [form["action"] for form in forms] == ["/office/articles/new?q=1"]


def test_english_readers_get_their_form_back_in_english(rf: RequestFactory) -> None:
    page = read(_refused(rf, "/en/place/1/rate", {"comment": "The queue was long, but kind."}))
    assert page.lang == "en"
    assert page.h1 == "Not saved yet"


SECRET = "ลับมาก 1234 แต่ก็ยาวพอที่จะเป็นข้อความซึ่งใครสักคนพิมพ์เอง"


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/office/sign-in/", "password"),
        ("/office/sign-in/invitation/1/a", "again"),
        ("/office/sign-in/code", "code"),
        ("/office/sign-in/code", "credential"),
        ("/office/account/app", "code"),
        ("/central/reference/other", "line_secret"),
    ],
)
def test_a_secret_is_never_given_back(rf: RequestFactory, path: str, name: str) -> None:
    response = _refused(rf, path, {"login": "a@b.example", name: SECRET})
    assert "ลับมาก" not in response.content.decode()
    assert "<form" not in response.content.decode()


@pytest.mark.parametrize("path", ["/central/reference/other", "/offices/sign-in/"])
def test_the_code_of_a_record_is_no_secret(rf: RequestFactory, path: str) -> None:
    assert read(_refused(rf, path, {"code": "fee-2570"})).fields("code") == ["fee-2570"]


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"sec-fetch-site": "cross-site"},
        {"hx-request": "true"},
    ],
)
def test_words_of_another_site_or_for_a_fragment_are_not_shown(
    rf: RequestFactory, headers: dict[str, str]
) -> None:
    response = _refused(rf, "/place/1/rate", {"comment": TYPED}, **headers)
    assert response.status_code == 503
    assert TYPED not in response.content.decode()
    assert read(response).h1 == "เว็บไซต์ใช้ไม่ได้ชั่วคราว"


def test_when_even_the_template_fails_the_finished_page_comes(
    rf: RequestFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_arguments: object, **_names: object) -> str:
        raise OSError("too many open files")

    monkeypatch.setattr("infogo.www.pages.refused.loader.render_to_string", broken)
    assert read(_refused(rf, "/place/1/rate", {"comment": TYPED})).h1 == "เว็บไซต์ใช้ไม่ได้ชั่วคราว"


def test_a_full_disk_is_no_error_of_ours(rf: RequestFactory) -> None:
    request = rf.post("/office/files/new", {"note": TYPED}, headers=OWN)
    try:
        raise OSError(errno.ENOSPC, "No space left on device")
    except OSError:
        response = errors.server_error(request)
    assert response.status_code == 503
    assert "ที่เก็บข้อมูลเต็ม" in read(response).text
