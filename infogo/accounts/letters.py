"""Letters to officers: queued with the change they tell of, sent by the worker."""

from __future__ import annotations

import logging
import smtplib
from datetime import timedelta

from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone

from infogo.accounts.models import Letter, Officer

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 10
MOST_AT_ONCE = 50
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)
CLAIMED_FOR = timedelta(minutes=10)
"""So long a letter is the one worker's that sends it; longer than any mail server is waited for."""
LONGEST_SUBJECT = 200


def queue_letter(*, to: str, subject: str, body: str) -> Letter:
    """Write a letter down for sending; belongs inside the transaction of what it tells of.

    The subject is put on one line and cut: no mail can have another.

    Raises:
        RuntimeError: called outside a transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("queue_letter() belongs inside the transaction that makes the change")
    line = " ".join(subject.split())[:LONGEST_SUBJECT]
    return Letter.objects.create(to=to, subject=line, body=body)


def send_due_letters() -> int:
    """Hand waiting letters to the mail server; return how many it took.

    Each is claimed first, so that the workers of two nodes do not send it both. A letter is deleted
    after it was taken: of a process that dies in between it is sent once more, when its claim is
    over, which an officer can bear better than a letter that never comes. A letter that cannot be
    sent is tried ever more rarely, and kept with its problem after the last attempt; those behind
    it do not wait for it.
    """
    due = Letter.objects.filter(due_at__lte=timezone.now(), attempts__lt=MOST_ATTEMPTS)
    sent = 0
    for letter in due[:MOST_AT_ONCE]:
        if not _is_claimed(letter):
            continue
        try:
            send_mail(letter.subject, letter.body, None, [letter.to])
        except (smtplib.SMTPException, OSError, ValueError) as problem:
            _postpone(letter, problem)
        else:
            letter.delete()
            sent += 1
    return sent


def invitation_text(officer: Officer, actor: Officer | None, address: str, *, days: int) -> str:
    """Return the letter with the address that opens an account for so many days."""
    sender = actor.name_th if actor else "ผู้ติดตั้งระบบ"
    agency = officer.agency.name_th if officer.agency else "หน่วยงานส่วนกลาง"
    return (
        f"เรียน {officer.name_th}\n\n"
        f"{sender} เชิญคุณใช้ระบบงานเจ้าหน้าที่ของเว็บไซต์ติดต่อราชการ ในนามของ{agency}\n\n"
        f"เปิดลิงก์นี้เพื่อตั้งรหัสผ่านและเริ่มใช้งาน ใช้ได้ครั้งเดียวภายใน {days} วัน\n"
        f"{address}\n\n"
        "ถ้าไม่ได้รอคำเชิญนี้ ไม่ต้องทำอะไร และอย่าส่งลิงก์ต่อให้ผู้อื่น\n"
    )


def _is_claimed(letter: Letter) -> bool:
    """Take a letter for this worker; whether no other one had it meanwhile."""
    mine = Letter.objects.filter(pk=letter.pk, due_at=letter.due_at)
    return bool(mine.update(due_at=timezone.now() + CLAIMED_FOR))


def _postpone(letter: Letter, problem: Exception) -> None:
    letter.attempts += 1
    letter.due_at = timezone.now() + min(LONGEST_WAIT, FIRST_WAIT * 2**letter.attempts)
    letter.problem = f"{type(problem).__name__}: {problem}"[:300]
    letter.save()
    logger.warning("letter %s was not sent (attempt %s)", letter.pk, letter.attempts)
