"""A guide sent to an address: one letter of ours, and the address is nowhere afterwards."""

from __future__ import annotations

import logging
import smtplib
from datetime import timedelta
from email import message_from_bytes, policy
from typing import Any

import pytest
from django.apps import apps
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from infogo.manuals.content import DocumentGroup, RequiredDocument
from infogo.manuals.models import Manual
from infogo.manuals.part import Listing, ListingState
from infogo.manuals.representation import AuthorityDocument, Proxy, Representation
from infogo.ratings import tokens
from infogo.ratings.limits import forget_networks
from infogo.ratings.models import AddressCount
from infogo.www.guide_sending import PER_ADDRESS, PER_NETWORK, PURPOSE
from tests.accounts.watching import nothing_changes
from tests.factories import adoption, manual_content, standard_manual
from tests.www.reading import Page, read

pytestmark = pytest.mark.django_db
READER = "Somchai.Jaidee+infogo@mail-of-a-reader.example"
NETWORK = "203.0.113.77"
OWN = {"HTTP_SEC_FETCH_SITE": "same-origin", "REMOTE_ADDR": NETWORK}
PAPERS = Listing[RequiredDocument](
    state=ListingState.LISTED,
    items=(
        RequiredDocument(group=DocumentGroup.IDENTITY, name="บัตรประจำตัวประชาชน", note="ใบล่าสุด"),
        RequiredDocument(group=DocumentGroup.OTHER, name="ใบเปลี่ยนชื่อ", condition="กรณีเคยเปลี่ยนชื่อ"),
    ),
)
POWER = Representation(
    answer=Proxy.YES, documents=(AuthorityDocument(name="หนังสือมอบอำนาจ", stamp_duty_satang=1000),)
)


class BrokenBackend(EmailBackend):
    """A mail server that is down."""

    def send_messages(self, messages: Any) -> int:
        raise ConnectionRefusedError(f"refused for {messages[0].to}")


class ChoosyBackend(EmailBackend):
    """A mail server that does not know the mailbox."""

    def send_messages(self, messages: Any) -> int:
        raise smtplib.SMTPRecipientsRefused({messages[0].to[0]: (550, b"no such user")})


@pytest.fixture
def manual() -> Manual:
    content = manual_content(documents=PAPERS, representation=POWER)
    return standard_manual(content=content, name_th="ทำบัตรประชาชนใหม่", name_en="New card")


def path(manual: Manual, tail: str = "/send") -> str:
    return f"/manual/{manual.procedure_id}{tail}"


def token(minutes: float = 1) -> str:
    return tokens.give_out(timezone.now() - timedelta(minutes=minutes), PURPOSE)


def send(client: Client, address: str, /, **said: str) -> HttpResponse:
    """Send the form as a browser does; ``said`` replaces what it holds."""
    form = {"token": token(), "email": READER, "website": "", **said}
    return client.post(address, form, **OWN)


def words_of(answer: HttpResponse) -> str:
    return Page(answer.content.decode()).text


class TestTheLetter:
    def test_it_says_first_who_asked_then_all_that_is_needed(
        self, client: Client, manual: Manual
    ) -> None:
        answer = send(client, path(manual))
        assert (answer.status_code, answer.headers["Location"]) == (303, f"{path(manual)}?sent=1")
        (letter,) = mail.outbox
        assert letter.to == [READER]
        assert letter.subject == "คู่มือ: ทำบัตรประชาชนใหม่"
        lines = letter.body.split("\n")
        assert lines[0].startswith("มีคนขอให้ส่งคู่มือนี้ถึงคุณจากเว็บไซต์ ")
        for told in (
            "- บัตรประจำตัวประชาชน (ตัวจริง 1 ฉบับ)", "   ใบล่าสุด", "   กรณีเคยเปลี่ยนชื่อ",
            "ค่าธรรมเนียมบัตร: 100 บาท",
            "15 นาที", "1. ตรวจเอกสาร", "ไปด้วยตนเอง: ที่ว่าการอำเภอทุกแห่ง", "ฉบับที่ 1 · ข้อมูล ณ วันที่",
            f"/manual/{manual.procedure_id}",
        ):  # fmt: skip
            assert told in letter.body, told

    def test_its_html_says_the_same_and_fetches_nothing(
        self, client: Client, manual: Manual
    ) -> None:
        send(client, path(manual))
        (alternative,) = mail.outbox[0].alternatives
        assert alternative[1] == "text/html"
        page = Page(str(alternative[0]))
        assert page.text.index("มีคนขอให้ส่ง") < page.text.index("บัตรประจำตัวประชาชน (ตัวจริง 1 ฉบับ)")
        assert {tag for tag, _given in page.attributes} <= {
            "html", "head", "meta", "title", "body", "p", "h1", "h2", "ul", "ol", "li", "br", "a",
        }  # fmt: skip

    def test_machines_know_that_a_machine_wrote_it(self, client: Client, manual: Manual) -> None:
        send(client, path(manual))
        raw = message_from_bytes(mail.outbox[0].message().as_bytes(), policy=policy.default)
        assert raw["Auto-Submitted"] == "auto-generated"
        assert raw.get_all("To") == [READER]
        assert raw["Cc"] is raw["Bcc"] is raw["Reply-To"] is None

    def test_for_somebody_else_it_brings_the_papers_of_authority(
        self, client: Client, manual: Manual
    ) -> None:
        send(client, path(manual, "/send?for=other"))
        body = mail.outbox[0].body
        assert "ให้คนอื่นทำแทนได้" in body
        assert "หนังสือมอบอำนาจ · ติดอากรแสตมป์ 10 บาท" in body
        assert "- หนังสือมอบอำนาจ (ตัวจริง 1 ฉบับ)" in body
        assert "?for=other" in body

    def test_an_agency_sends_its_own_manual_and_english_readers_english_words(
        self, client: Client, manual: Manual
    ) -> None:
        local = adoption(manual)
        send(client, f"/manual/{local.procedure_id}/at/{local.agency_id}/send")
        assert f"/at/{local.agency_id}" in mail.outbox[0].body
        send(client, f"/en{path(manual)}")
        assert mail.outbox[1].subject == "Manual: New card"
        assert "Somebody asked on the site" in mail.outbox[1].body

    def test_a_title_cannot_begin_a_header(self, client: Client) -> None:
        evil = standard_manual(name_th="ทำบัตร\r\nBcc: all@example.com")
        send(client, path(evil))
        assert mail.outbox[0].subject == "คู่มือ: ทำบัตร Bcc: all@example.com"
        assert mail.outbox[0].recipients() == [READER]


class TestNothingIsKept:
    def test_the_address_is_in_no_table_and_no_log(
        self, client: Client, manual: Manual, caplog: pytest.LogCaptureFixture
    ) -> None:
        with caplog.at_level(logging.DEBUG):
            answer = send(client, path(manual))
        assert len(mail.outbox) == 1
        rows = [
            str(value)
            for model in apps.get_models()
            for row in model._default_manager.values_list()
            for value in row
        ]
        kept = "\n".join([*rows, caplog.text, str(answer.headers), answer.content.decode()]).lower()
        for piece in ("somchai", "jaidee", "mail-of-a-reader", NETWORK):
            assert piece not in kept
        assert AddressCount.objects.count() == 4  # the form, from where, to where, and all

    def test_neither_does_the_page_that_says_it_was_sent(
        self, client: Client, manual: Manual
    ) -> None:
        answer = client.get(path(manual, "/send?sent=1"))
        assert "ส่งแล้ว" in words_of(answer)
        assert answer.headers["Cache-Control"] == "no-store"
        assert not answer.cookies

    def test_nothing_of_it_is_left_after_some_hours(self, client: Client, manual: Manual) -> None:
        send(client, path(manual))
        forget_networks(now=timezone.now() + timedelta(hours=4))
        assert AddressCount.objects.count() == 0

    def test_a_mail_server_that_is_down_does_not_put_it_into_the_log(
        self, client: Client, manual: Manual, settings: Settings, caplog: pytest.LogCaptureFixture
    ) -> None:
        settings.EMAIL_BACKEND = f"{__name__}.BrokenBackend"
        with caplog.at_level(logging.DEBUG):
            send(client, path(manual))
        assert "a guide could not be sent: ConnectionRefusedError" in caplog.text
        assert "somchai" not in caplog.text.lower()


class TestRefusals:
    @pytest.mark.parametrize(
        "typed",
        [
            "", "somchai", "somchai@", "@mail.example", "somchai@localhost", "a b@mail.example",
            "a@mail.example\nBcc: b@mail.example", "a@mail.example,b@mail.example",
            "Somchai <a@mail.example>", '"a b"@mail.example', "a@[203.0.113.7]", "a@mail..example",
            ".a@mail.example", "a@-mail.example", "สมชาย@mail.example", f"{'a' * 65}@mail.example",
            f"a@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 60}.{'f' * 60}.example",
            "a@mail.example\x00",
        ],
    )  # fmt: skip
    def test_what_is_no_plain_address_is_kept_and_asked_for_again(
        self, client: Client, manual: Manual, typed: str
    ) -> None:
        with nothing_changes():
            answer = send(client, path(manual), email=typed)
        assert answer.status_code == 422
        assert "ใส่อีเมลให้ครบ เช่น somchai@example.com" in words_of(answer)
        assert mail.outbox == []
        assert AddressCount.objects.count() == 0

    @pytest.mark.parametrize(
        "meta",
        [
            {"HTTP_SEC_FETCH_SITE": "cross-site"}, {"HTTP_ORIGIN": "https://evil.example"},
            {"HTTP_REFERER": "https://evil.example/manual"}, {},
        ],
    )  # fmt: skip
    def test_forms_of_other_sites_send_nothing(
        self, client: Client, manual: Manual, meta: dict[str, str]
    ) -> None:
        form = {"token": token(), "email": READER, "website": ""}
        with nothing_changes():
            answer = client.post(path(manual), form, **meta)
        assert answer.status_code == 403
        assert READER in answer.content.decode()
        assert mail.outbox == []

    @pytest.mark.parametrize("kind", ["none", "made up", "old", "of another form"])
    def test_a_form_that_is_old_or_not_ours_gets_a_new_number(
        self, client: Client, manual: Manual, kind: str
    ) -> None:
        numbers = {
            "none": "",
            "made up": "0" * 32,
            "old": token(61),
            "of another form": tokens.give_out(timezone.now()),
        }
        answer = send(client, path(manual), token=numbers[kind])
        assert answer.status_code == 422
        assert READER in answer.content.decode()
        assert mail.outbox == []
        again = next(
            given["value"]
            for tag, given in Page(answer.content.decode()).attributes
            if tag == "input" and given.get("name") == "token"
        )
        assert send(client, path(manual), token=again).status_code == 303

    def test_the_trap_sends_nothing(self, client: Client, manual: Manual) -> None:
        assert send(client, path(manual), website="https://spam.example").status_code == 422
        assert mail.outbox == []

    @pytest.mark.parametrize(
        ("backend", "status", "words"),
        [
            ("BrokenBackend", 503, "ตอนนี้ส่งอีเมลไม่ได้ คัดลอกข้อความด้านล่างแทน"),
            ("ChoosyBackend", 422, "เซิร์ฟเวอร์อีเมลไม่รับที่อยู่นี้"),
        ],
    )
    def test_when_the_mail_server_fails_the_text_is_offered_and_the_form_may_be_sent_again(
        self,
        client: Client,
        manual: Manual,
        settings: Settings,
        backend: str,
        status: int,
        words: str,
    ) -> None:
        number, working = token(), settings.EMAIL_BACKEND
        settings.EMAIL_BACKEND = f"{__name__}.{backend}"
        answer = send(client, path(manual), token=number)
        assert answer.status_code == status
        assert words in words_of(answer)
        assert f'value="{READER}"' in answer.content.decode()
        assert "- บัตรประจำตัวประชาชน (ตัวจริง 1 ฉบับ)" in answer.content.decode()
        settings.EMAIL_BACKEND = working
        assert send(client, path(manual), token=number).status_code == 303
        assert len(mail.outbox) == 1


class TestLimits:
    def test_a_form_sent_twice_is_one_letter(self, client: Client, manual: Manual) -> None:
        number = token()
        assert [send(client, path(manual), token=number).status_code for _n in range(3)] == [
            303
        ] * 3
        assert len(mail.outbox) == 1

    def test_who_goes_back_and_puts_the_address_right_is_written_to(
        self, client: Client, manual: Manual
    ) -> None:
        number = token()
        for address in ("wrong@mail.example", "right@mail.example", "Right@mail.example"):
            assert send(client, path(manual), token=number, email=address).status_code == 303
        assert [letter.to for letter in mail.outbox] == [
            ["wrong@mail.example"],
            ["right@mail.example"],
        ]

    def test_one_mailbox_gets_few_letters_however_it_is_spelt(
        self, client: Client, manual: Manual
    ) -> None:
        spelt = ["a@mail.example", "A@MAIL.example", "a+1@mail.example", "a+2@mail.example"]
        answers = [send(client, path(manual), email=address) for address in spelt]
        assert [answer.status_code for answer in answers] == [303] * PER_ADDRESS + [429]
        assert int(answers[-1].headers["Retry-After"]) <= 3601
        assert "คัดลอกข้อความด้านล่างแทน" in words_of(answers[-1])
        assert send(client, path(manual), email="b@mail.example").status_code == 303

    def test_one_network_sends_few_letters(self, client: Client, manual: Manual) -> None:
        codes = [
            send(client, path(manual), email=f"reader{number}@mail.example").status_code
            for number in range(PER_NETWORK + 2)
        ]
        assert codes == [303] * PER_NETWORK + [429] * 2
        form = {"token": token(), "email": "c@mail.example", "website": ""}
        other = client.post(path(manual), form, **{**OWN, "REMOTE_ADDR": "198.51.100.9"})
        assert other.status_code == 303

    def test_the_whole_site_sends_no_more_than_its_operator_lets_it(
        self, client: Client, manual: Manual, settings: Settings
    ) -> None:
        settings.INFOGO = {**settings.INFOGO, "GUIDE_MAILS_PER_HOUR": 2}
        codes = [
            send(client, path(manual), email=f"reader{number}@mail.example").status_code
            for number in range(3)
        ]
        assert codes == [303, 303, 429]

    def test_it_can_be_switched_off(
        self, client: Client, manual: Manual, settings: Settings
    ) -> None:
        settings.INFOGO = {**settings.INFOGO, "GUIDE_MAILS_PER_HOUR": 0}
        page = read(client.get(path(manual)))
        assert "ไม่ได้เปิดการส่งอีเมล" in page.text
        assert 'name="email"' not in page.html
        assert send(client, path(manual)).status_code == 422
        assert mail.outbox == []


class TestThePage:
    def test_it_works_without_a_script_and_offers_every_way(
        self, client: Client, manual: Manual
    ) -> None:
        page = read(client.get(path(manual)))
        links = dict(page.links)
        line = next(href for _text, href in page.links if href.startswith("https://line.me/"))
        assert "%E0%B8%97%E0%B8%B3" in line
        assert "text=" in line
        assert any(href.startswith("sms:?body=") for href in links.values())
        assert links["เปิดเฉพาะข้อความ"] == path(manual, ".txt")
        assert "<textarea" in page.html
        assert "- บัตรประจำตัวประชาชน (ตัวจริง 1 ฉบับ)" in page.html

    def test_it_says_so_where_letters_do_not_leave_the_machine(
        self, client: Client, manual: Manual, settings: Settings
    ) -> None:
        assert "อย่าใส่ที่อยู่จริง" not in words_of(client.get(path(manual)))
        settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
        assert "อย่าใส่ที่อยู่จริง" in words_of(client.get(path(manual)))

    def test_the_manual_leads_to_it(self, client: Client, manual: Manual) -> None:
        page = read(client.get(path(manual, "")))
        assert ("ส่งคู่มือให้ฉัน", path(manual)) in page.links
        other = read(client.get(path(manual, "?for=other")))
        assert ("ส่งคู่มือให้ฉัน", f"{path(manual)}?for=other") in other.links
