"""A reader says what is wrong on a page, without an account, and sees what became of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from infogo.manuals.models import Manual, RuleSet
from infogo.page_reports.models import Kind, PageReport, State, Subject, Suspicion
from infogo.page_reports.services import decide
from infogo.ratings import tokens
from tests.accounts.watching import nothing_changes
from tests.factories import (
    AgencyFactory,
    ArticleFactory,
    ServicePointFactory,
    adoption,
    standard_manual,
)
from tests.page_reports.telling import centre, handler, tell
from tests.www.rating_forms import OWN, selected
from tests.www.reading import read

pytestmark = pytest.mark.django_db
CITIZEN = "1101700203450"


@pytest.fixture
def manual() -> Manual:
    return standard_manual(name_th="ทำบัตรประชาชน", name_en="Identity card")


def token(*, minutes: float = 2, purpose: str = "report") -> str:
    return tokens.give_out(timezone.now() - timedelta(minutes=minutes), purpose)


def send(client: Client, path: str, *, meta: dict[str, str] = OWN, **said: str) -> HttpResponse:
    """Send the form as a browser does; ``said`` replaces what it holds."""
    form = {"token": token(), "kind": "fee", "text": "ค่าธรรมเนียมจริง 60 บาท", **said}
    return client.post(path, {name: value for name, value in form.items() if value}, **meta)


def about(manual: Manual, language: str = "") -> str:
    return f"{language}/report?about={language}/manual/{manual.procedure_id}"


# ---------------------------------------------------------------- from the page


def test_every_page_leads_to_the_form_about_itself(client: Client, manual: Manual) -> None:
    point = ServicePointFactory()
    article = ArticleFactory()
    for path in (
        f"/manual/{manual.procedure_id}",
        f"/manual/{manual.procedure_id}/places",
        f"/place/{point.pk}",
        f"/agency/{manual.agency_id}",
        f"/article/{article.pk}",
        "/about",
    ):
        page = read(client.get(path))
        assert ("แจ้งข้อมูลผิด", f"/report?about={path}") in page.links, path
    english = read(client.get(f"/en/place/{point.pk}"))
    assert f"/en/report?about=/en/place/{point.pk}" in [href for _text, href in english.links]


def test_codes_and_days_that_somebody_typed_are_not_handed_on(
    client: Client, manual: Manual
) -> None:
    report = tell(manual)
    for path in (f"/reported/{report.reference}", "/receipt/7K3M-9QXD-2RWP", "/nowhere/at/all"):
        html = client.get(path).content.decode()
        assert "about=" not in html, path


@pytest.mark.parametrize(
    ("language", "title", "whose"),
    [("", "ทำบัตรประชาชน", "ผู้ตอบ"), ("/en", "Identity card", "Answered by")],
)
def test_the_form_names_the_page_and_who_answers(
    client: Client, manual: Manual, language: str, title: str, whose: str
) -> None:
    page = read(client.get(about(manual, language)))
    assert (title, f"{language}/manual/{manual.procedure_id}") in page.links
    assert whose in page.html
    assert (manual.agency.name_en if language else manual.agency.name_th) in page.html


@pytest.mark.parametrize(
    "asked",
    ["", "/nowhere", "https://evil.example/", "//evil.example", "/report", "/api/v1/manuals",
     "/office/", "/receipt/7K3M-9QXD-2RWP", "/manual/999999", "/" + "ก" * 300, "/en", "/%00"],
)  # fmt: skip
def test_an_address_that_is_no_page_of_a_record_is_the_sites_own(
    client: Client, asked: str
) -> None:
    answer = client.get("/report", {"about": asked})
    assert answer.status_code == 200
    led_to = [given.get("href", given.get("action", "")) for _tag, given in read(answer).attributes]
    assert not [address for address in led_to if address.startswith(("https://evil", "//"))]
    assert send(client, f"/report?about={asked}").status_code == 303
    made = PageReport.objects.get()
    assert (made.subject, made.is_with_centre) == (Subject.PAGE, True)
    assert "7K3M" not in made.path


# ---------------------------------------------------------------- sending


def test_a_report_is_taken_in_and_its_page_says_what_happens(
    client: Client, manual: Manual
) -> None:
    answer = send(client, about(manual))
    report = PageReport.objects.get()
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/reported/{report.reference}"
    assert not answer.cookies
    assert (report.manual, report.kind, report.text) == (manual, Kind.FEE, "ค่าธรรมเนียมจริง 60 บาท")
    assert (report.path, report.language) == (f"/manual/{manual.procedure_id}", "th")
    assert report.suspicion == []
    shown = client.get(answer.headers["Location"])
    assert shown.headers["Cache-Control"] == "no-store"
    page = read(shown)
    assert report.reference in page.html
    assert "ค่าธรรมเนียมจริง 60 บาท" in page.html
    assert manual.agency.name_th in page.html


def test_reports_are_about_the_record_of_the_page(client: Client, manual: Manual) -> None:
    point, article, agency = ServicePointFactory(), ArticleFactory(), AgencyFactory()
    own = adoption(manual, agency)
    for path, name, record in (
        (f"/manual/{manual.procedure_id}/at/{agency.pk}", "manual", own),
        (f"/place/{point.pk}/ratings", "point", point),
        (f"/article/{article.pk}", "article", article),
        (f"/agency/{agency.pk}/places", "agency", agency),
    ):
        kind = "unclear"
        assert send(client, f"/report?about={path}", kind=kind).status_code == 303
        made = PageReport.objects.first()
        assert made is not None
        assert getattr(made, name) == record
        assert made.path == path


def test_sending_twice_makes_one(client: Client, manual: Manual) -> None:
    same = token()
    first = send(client, about(manual), token=same)
    again = send(client, about(manual), token=same)
    assert first.headers["Location"] == again.headers["Location"]
    assert PageReport.objects.count() == 1


def test_another_fault_told_by_the_same_form_is_another_report(
    client: Client, manual: Manual
) -> None:
    same = token()
    first = send(client, about(manual), token=same)
    told = ({"text": "เบอร์โทรก็ผิด"}, {"kind": "phone"}, {"email": "reader@example.com"})
    addresses = {first.headers["Location"]}
    for other in told:
        addresses |= {send(client, about(manual), token=same, **other).headers["Location"]}
        addresses |= {send(client, about(manual), token=same, **other).headers["Location"]}
    assert len(addresses) == PageReport.objects.count() == 4
    point = ServicePointFactory()
    send(client, f"/report?about=/place/{point.pk}", token=same, kind="phone")
    assert PageReport.objects.filter(point=point).count() == 1


REFUSED: dict[str, tuple[dict[str, Any], int]] = {
    "an old form": ({"token": lambda: token(minutes=7 * 60)}, 422),
    "a forged form": ({"token": lambda: "0" * 32}, 422),
    "the form of a rating": ({"token": lambda: token(purpose="")}, 422),
    "another site": ({"meta": {"HTTP_SEC_FETCH_SITE": "cross-site"}}, 403),
    "no browser": ({"meta": {}}, 403),
    "a kind that was not offered": ({"kind": "nonsense"}, 422),
    "no words": ({"text": ""}, 422),
    "too many words": ({"text": "ก" * 1001}, 422),
    "no address": ({"email": "somebody"}, 422),
    "two addresses": ({"email": "a@example.com,b@example.com"}, 422),
    "a header": ({"email": "a@example.com\nBcc: b@example.com"}, 422),
}


@pytest.mark.parametrize("why", REFUSED)
def test_a_refusal_keeps_what_she_wrote(client: Client, manual: Manual, why: str) -> None:
    given, status = REFUSED[why]
    said = {"text": "ค่าธรรมเนียมไม่ตรง", "email": "reader@example.com", **given}
    said = {name: value() if callable(value) else value for name, value in said.items()}
    with nothing_changes():
        answer = send(client, about(manual), **said)
    assert answer.status_code == status
    page = read(answer)
    assert page.html.count("<h1") == 1
    assert "ผิดพลาด:" in page.html
    if said.get("text", "").startswith("ค่า"):
        assert "ค่าธรรมเนียมไม่ตรง" in page.html
    if "kind" not in given:
        assert selected(page, "kind") == ["fee"]


def test_personal_data_is_shown_before_it_is_masked(client: Client, manual: Manual) -> None:
    written = f"ผมชื่อสมชาย เลข {CITIZEN} เบอร์ที่ถูก 02-123-4567"
    with nothing_changes():
        answer = send(client, about(manual), text=written)
    assert answer.status_code == 422
    assert "ส่งโดยปิดข้อมูลนี้ไว้" in answer.content.decode()
    assert send(client, about(manual), text=written, mask="1").status_code == 303
    report = PageReport.objects.get()
    assert CITIZEN not in report.text
    assert "02-123-4567" in report.text


def test_a_trap_and_haste_are_noted_and_a_flood_is_refused(client: Client, manual: Manual) -> None:
    RuleSet.objects.create(
        code="test",
        name_th="ทดสอบ",
        effective_from=date(2020, 1, 1),
        parameters={"page_reports": {"network_per_hour": 3, "network_doubted_after": 2}},
    )
    send(client, about(manual), website="http://x", token=token(minutes=0), text="หนึ่ง")
    assert PageReport.objects.get().suspicion == [Suspicion.TOO_FAST, Suspicion.TRAP]
    send(client, about(manual), text="สอง")
    send(client, about(manual), text="สาม")
    newest = PageReport.objects.first()
    assert newest is not None
    assert newest.suspicion == [Suspicion.ONE_ADDRESS]
    with nothing_changes():
        answer = send(client, about(manual), text="สี่ที่เขียนไว้ยาวมาก")
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) <= 3600
    assert "สี่ที่เขียนไว้ยาวมาก" in answer.content.decode()


# ---------------------------------------------------------------- what became of it


def test_whoever_holds_the_reference_reads_the_answer(client: Client) -> None:
    agency = AgencyFactory(name_th="เทศบาลตัวอย่าง")
    report = tell(agency, path=f"/agency/{agency.pk}")
    decide(report_id=report.pk, to=State.MENDED, text="แก้เบอร์แล้ว ขอบคุณ", rights=handler(agency))
    typed = report.reference.lower().replace("-", " ")
    found = client.get("/reported", {"code": typed})
    assert found.headers["Location"] == f"/reported/{report.reference}"
    for path in (f"/reported/{report.reference}", f"/en/reported/{report.reference}"):
        page = read(client.get(path))
        assert "แก้เบอร์แล้ว ขอบคุณ" in page.html
        assert (agency.name_en if path.startswith("/en") else "เทศบาลตัวอย่าง") in page.html
        assert f"agency/{agency.pk}" in page.html


def test_what_is_late_says_so(client: Client) -> None:
    report = tell(now=timezone.now() - timedelta(days=60))
    assert "ซึ่งเลยมาแล้ว" in client.get(f"/reported/{report.reference}").content.decode()
    decide(report_id=report.pk, to=State.ANSWERED, text="ตอบแล้ว", rights=centre())
    assert "ซึ่งเลยมาแล้ว" not in client.get(f"/reported/{report.reference}").content.decode()


def test_an_unknown_reference_asks_again(client: Client) -> None:
    for path in ("/reported/AAAA-AAAA", "/reported?code=AAAA-AAAA"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert "ไม่พบเรื่องที่แจ้ง" in answer.content.decode()
    assert client.get("/reported").status_code == 200


def test_she_has_her_address_forgotten(client: Client) -> None:
    report = tell(contact="reader@example.com")
    shown = client.get(f"/reported/{report.reference}").content.decode()
    assert "reader@example.com" not in shown
    assert "ลบอีเมลของฉันตอนนี้" in shown
    path = f"/reported/{report.reference}/forget"
    with nothing_changes():
        assert client.get(path).status_code == 405
        client.post(path, HTTP_SEC_FETCH_SITE="cross-site")
    assert client.post(path, **OWN).headers["Location"] == f"/reported/{report.reference}"
    report.refresh_from_db()
    assert report.contact == ""
    assert "ลบอีเมล" not in client.get(f"/reported/{report.reference}").content.decode()
