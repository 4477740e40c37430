"""Sending a guide to an address that a reader typed: every check, then the letter.

The address is used for this one letter and then gone: it is written nowhere, neither in a table
nor in a log, and what counts letters to it cannot be read back. Nothing in the letter is a
reader's own words, so it is no means of writing to strangers.
"""

from __future__ import annotations

import logging
import smtplib
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from infogo.core.language import current_language
from infogo.core.networks import network_of_reader
from infogo.ratings import tokens
from infogo.ratings.errors import FormExpiredError, FormForgedError
from infogo.ratings.limits import claim, count_sending, give_back
from infogo.ratings.tokens import FormNumber
from infogo.www.anonymous_form import FORBIDDEN, TOO_MANY, TRAP, UNPROCESSABLE
from infogo.www.pages.guide import Guide
from infogo.www.pages.guide_text import closing_lines, first_line, letter_lines, subject_of
from infogo.www.send_form import SendForm
from infogo.www.sending import comes_from_here

logger = logging.getLogger(__name__)

PURPOSE = "send"
FORM_HOURS = 1
PER_NETWORK = 10
PER_ADDRESS = 3
"""Letters in one hour."""
PATIENCE_SECONDS = 10
UNAVAILABLE = 503


class NotSent(Exception):  # noqa: N818  (it is an answer, not a fault)
    """Why the page is shown again, with what was typed; ``is_ours`` when trying later helps."""

    def __init__(
        self, status: int, problem: str = "", *, retry_after: int = 0, is_ours: bool = False
    ) -> None:
        super().__init__(problem)
        self.status, self.problem = status, problem
        self.retry_after, self.is_ours = retry_after, is_ours


def is_switched_on() -> bool:
    """Whether this installation sends guides at all."""
    return bool(settings.INFOGO["GUIDE_MAILS_PER_HOUR"])


def leaves_this_machine() -> bool:
    """Whether letters go out, and are not only written to a folder or a screen."""
    return ".filebased." not in settings.EMAIL_BACKEND and ".console." not in settings.EMAIL_BACKEND


def new_token(now: datetime) -> str:
    """Return a number for one form."""
    return tokens.give_out(now, PURPOSE)


def send_guide(request: HttpRequest, form: SendForm, guide: Guide) -> None:
    """Send a guide to the address in a bound form; the same sent again sends nothing.

    Raises:
        NotSent: what to show instead.
    """
    now = timezone.now()
    is_valid = form.is_valid()
    if not comes_from_here(request):
        raise NotSent(FORBIDDEN, _("ส่งแบบฟอร์มนี้จากเว็บไซต์อื่นไม่ได้ ตรวจอีเมลแล้วกดส่งจากหน้านี้อีกครั้ง"))
    number = _number(request, now)
    if request.POST.get(TRAP):
        raise NotSent(UNPROCESSABLE, _("ส่งไม่สำเร็จ ตรวจอีเมลแล้วกดส่งอีกครั้ง"))
    if not is_valid:
        raise NotSent(UNPROCESSABLE)
    address, issued_at = form.cleaned_data["email"], now - number.age
    # Who goes back and puts her address right sends another letter by the same form. The number
    # is random and kept nowhere, so nobody can try addresses against the digest of both.
    key = f"{number.key} {address.lower()}"
    if not claim(key=key, issued_at=issued_at):
        return
    try:
        _check_limits(request, address, now)
        _hand_over(address, guide)
    except NotSent:
        give_back(key=key, issued_at=issued_at)
        raise


def _number(request: HttpRequest, now: datetime) -> FormNumber:
    token = request.POST.get("token", "")
    try:
        return tokens.read(token, hours=FORM_HOURS, now=now, purpose=PURPOSE)
    except (FormExpiredError, FormForgedError) as problem:
        raise NotSent(UNPROCESSABLE, _("แบบฟอร์มเปิดไว้นานเกินไป อีเมลที่พิมพ์ยังอยู่ กดส่งอีกครั้ง")) from problem


def _check_limits(request: HttpRequest, address: str, now: datetime) -> None:
    """Count the letter.

    Raises:
        NotSent: there were too many in this hour, from here, to there, or altogether.
    """
    network = network_of_reader(request)
    limits = [
        (network, "guide-from", PER_NETWORK),
        (_mailbox(address), "guide-to", PER_ADDRESS),
        ("everybody", "guide", settings.INFOGO["GUIDE_MAILS_PER_HOUR"]),
    ]
    # One that is over its own limit must not use up everybody's: the first refusal ends it.
    if any(
        count_sending(network=known, what=what, now=now) > most
        for known, what, most in limits
        if known
    ):
        next_hour = (now + timedelta(hours=1)).replace(minute=0, second=0, microsecond=0)
        raise NotSent(
            TOO_MANY,
            _("ส่งอีเมลครบจำนวนของชั่วโมงนี้แล้ว คัดลอกข้อความด้านล่างแทน หรือลองใหม่ในชั่วโมงถัดไป"),
            retry_after=int((next_hour - now).total_seconds()) + 1,
            is_ours=True,
        )


def _mailbox(address: str) -> str:
    """Return what different spellings of one mailbox have in common."""
    local, _at, domain = address.lower().rpartition("@")
    return f"{local.partition('+')[0]}@{domain}"


def _hand_over(address: str, guide: Guide) -> None:
    """Give the letter to the mail server.

    Raises:
        NotSent: it does not take it. The reason names the address, so it is not written down.
    """
    letter = EmailMultiAlternatives(
        subject=subject_of(guide),
        body="\n".join(letter_lines(guide)),
        to=[address],
        headers={"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"},
        connection=get_connection(timeout=PATIENCE_SECONDS),
    )
    letter.attach_alternative(_html(guide), "text/html")
    try:
        letter.send()
    except smtplib.SMTPRecipientsRefused:
        raise NotSent(UNPROCESSABLE, _("เซิร์ฟเวอร์อีเมลไม่รับที่อยู่นี้ ตรวจตัวสะกดแล้วกดส่งอีกครั้ง")) from None
    except (smtplib.SMTPException, OSError) as problem:
        logger.warning("a guide could not be sent: %s", type(problem).__name__)
        raise NotSent(
            UNAVAILABLE,
            _("ตอนนี้ส่งอีเมลไม่ได้ คัดลอกข้อความด้านล่างแทน หรือลองใหม่ภายหลัง"),
            is_ours=True,
        ) from None


def _html(guide: Guide) -> str:
    context = {
        "guide": guide,
        "lang": current_language(),
        "first": first_line(),
        "closing": closing_lines(guide)[1],
    }
    return render_to_string("www/guide_mail.html", context)
