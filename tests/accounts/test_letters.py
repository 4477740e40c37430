"""Letters go out once, whichever worker sends them, and none waits for one that cannot be sent."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from infogo.accounts import letters
from infogo.accounts.letters import CLAIMED_FOR, queue_letter, send_due_letters
from infogo.accounts.models import Letter

pytestmark = pytest.mark.django_db


def write(*to: str, subject: str = "เรื่อง") -> None:
    with transaction.atomic():
        for each in to:
            queue_letter(to=each, subject=subject, body="เนื้อความ")


def test_two_workers_send_no_letter_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    write("a@agency.example", "b@agency.example")
    sent: list[str] = []

    def send(_subject: str, _body: str, _sender: None, to: list[str]) -> None:
        sent.extend(to)
        if len(sent) == 1:  # the worker of another node, while the mail server takes the first
            send_due_letters()

    monkeypatch.setattr(letters, "send_mail", send)
    send_due_letters()
    assert sent == ["a@agency.example", "b@agency.example"]
    assert not Letter.objects.exists()


def test_a_letter_of_a_worker_that_died_is_sent_after_its_claim(mailoutbox: list[Any]) -> None:
    write("a@agency.example")
    Letter.objects.update(due_at=timezone.now() + CLAIMED_FOR)
    assert send_due_letters() == 0
    Letter.objects.update(due_at=timezone.now() - timedelta(seconds=1))
    assert send_due_letters() == 1
    assert len(mailoutbox) == 1


def test_a_subject_is_one_line_that_fits(mailoutbox: list[Any]) -> None:
    write("a@agency.example", subject="ขอใบอนุญาต\n(แบบใหม่)" + "ก" * 300)
    assert send_due_letters() == 1
    assert mailoutbox[0].subject.startswith("ขอใบอนุญาต (แบบใหม่)ก")
    assert len(mailoutbox[0].subject) == 200


def test_one_that_is_no_mail_holds_up_no_other(mailoutbox: list[Any]) -> None:
    write("a@agency.example", "b@agency.example")
    Letter.objects.filter(to="a@agency.example").update(subject="สอง\nบรรทัด")
    assert send_due_letters() == 1
    assert [mail.to for mail in mailoutbox] == [["b@agency.example"]]
    kept = Letter.objects.get()
    assert (kept.attempts, kept.due_at > timezone.now()) == (1, True)
    assert "BadHeader" in kept.problem
