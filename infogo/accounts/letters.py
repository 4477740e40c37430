"""Letters to officers: queued with the change they tell of, sent by the worker."""

from __future__ import annotations

import logging
import smtplib
from datetime import timedelta

from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone

from infogo.accounts.models import Letter

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 10
MOST_AT_ONCE = 50
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)


def queue_letter(*, to: str, subject: str, body: str) -> Letter:
    """Write a letter down for sending; belongs inside the transaction of what it tells of.

    Raises:
        RuntimeError: called outside a transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("queue_letter() belongs inside the transaction that makes the change")
    return Letter.objects.create(to=to, subject=subject, body=body)


def send_due_letters() -> int:
    """Hand waiting letters to the mail server; return how many it took.

    A letter is deleted after it was taken: a process that dies in between sends it once more,
    which an officer can bear better than a letter that never comes. A letter that cannot be
    sent is tried ever more rarely, and kept with its problem after the last attempt.
    """
    due = Letter.objects.filter(due_at__lte=timezone.now(), attempts__lt=MOST_ATTEMPTS)
    sent = 0
    for letter in due[:MOST_AT_ONCE]:
        try:
            send_mail(letter.subject, letter.body, None, [letter.to])
        except (smtplib.SMTPException, OSError) as problem:
            _postpone(letter, problem)
        else:
            letter.delete()
            sent += 1
    return sent


def _postpone(letter: Letter, problem: Exception) -> None:
    letter.attempts += 1
    letter.due_at = timezone.now() + min(LONGEST_WAIT, FIRST_WAIT * 2**letter.attempts)
    letter.problem = f"{type(problem).__name__}: {problem}"[:300]
    letter.save()
    logger.warning("letter %s was not sent (attempt %s)", letter.pk, letter.attempts)
