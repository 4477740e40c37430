"""Where django-allauth asks us: who may come in, which words, which letters, which secrets."""

from __future__ import annotations

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.account.internal.stagekit import clear_login
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base import AuthError, AuthProcess
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from infogo.accounts.backends import may_sign_in
from infogo.accounts.invitations import accept_invitation
from infogo.accounts.letters import queue_letter
from infogo.accounts.models import Officer, SignInOutcome
from infogo.accounts.second_factors import BOX
from infogo.accounts.services import RefusedError, note_sign_in
from infogo.core.locked import UnreadableError
from infogo.display.structured import absolute
from infogo.workspace.errors import CONFLICT
from infogo.workspace.providers import provider_by_id

logger = logging.getLogger(__name__)

INVITATION_KEY = "office_invitation"
"""Where a session keeps the invitation that an OpenID sign-in is about to answer."""

LETTERS = {
    "account/email/password_changed": "มีการเปลี่ยนรหัสผ่านของคุณ",
    "account/email/password_set": "บัญชีของคุณมีรหัสผ่านแล้ว",
    "account/email/password_reset": "มีการตั้งรหัสผ่านใหม่ของคุณ",
    "mfa/email/totp_activated": "บัญชีของคุณใช้รหัสจากแอปแล้ว",
    "mfa/email/totp_deactivated": "บัญชีของคุณเลิกใช้รหัสจากแอปแล้ว",
    "mfa/email/webauthn_added": "มีพาสคีย์ใหม่ในบัญชีของคุณ",
    "mfa/email/webauthn_removed": "มีการลบพาสคีย์ออกจากบัญชีของคุณ",
    "mfa/email/recovery_codes_generated": "รหัสสำรองชุดใหม่ของบัญชีคุณ",
    "socialaccount/email/account_connected": "บัญชีของคุณเชื่อมกับผู้ให้บริการยืนยันตัวตนแล้ว",
    "socialaccount/email/account_disconnected": "บัญชีของคุณเลิกเชื่อมกับผู้ให้บริการยืนยันตัวตนแล้ว",
}
RESET = "account/email/password_reset_key"


class OfficerAdapter(DefaultAccountAdapter):
    """Accounts begin by invitation, and every attempt is written into their history."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "อีเมลหรือรหัสผ่านไม่ถูกต้อง ตรวจตัวพิมพ์เล็กใหญ่และภาษาของแป้นพิมพ์",
        "too_many_login_attempts": "ลองผิดหลายครั้งเกินไป รอ 10 นาทีแล้วลองใหม่ หรือกดลืมรหัสผ่าน",
        "rate_limited": "ลองถี่เกินไป รอ 10 นาทีแล้วลองใหม่",
        "incorrect_password": "รหัสผ่านไม่ถูกต้อง ตรวจภาษาของแป้นพิมพ์แล้วพิมพ์ใหม่",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up."""
        return False

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        """Pass on messages written out; our pages say the rest themselves."""
        if message:
            super().add_message(request, level, message=message, extra_tags=extra_tags)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Write a wrong password into the history of the account it was meant for."""
        officer = Officer.objects.filter(email__iexact=credentials.get("email", "")).first()
        if officer is not None:
            note_sign_in(officer=officer, method="password", outcome=SignInOutcome.WRONG_PASSWORD)

    def pre_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse | None:
        """Turn away an account that is not open, whichever way it was proved."""
        if may_sign_in(user):
            return super().pre_login(request, user, **kwargs)
        note_sign_in(officer=user, method=method_of(request, user), outcome=SignInOutcome.REFUSED)
        clear_login(request)
        return self.respond_user_inactive(request, user)

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        """Write the sign-in into the history."""
        note_sign_in(officer=user, method=method_of(request, user), outcome=SignInOutcome.SIGNED_IN)
        return super().post_login(request, user, **kwargs)

    def logout(self, request: HttpRequest) -> None:
        """Write the end of the session into the history."""
        officer = request.user
        if isinstance(officer, Officer):
            note_sign_in(
                officer=officer,
                method=method_of(request, officer),
                outcome=SignInOutcome.SIGNED_OUT,
            )
        super().logout(request)

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """Lead to a page that also offers to end the provider's session, if one began ours."""
        address = reverse("office:signed_out")
        for record in get_authentication_records(request, request.user):
            if record.get("method") == "socialaccount":
                return f"{address}?by={record['provider']}"
        return address

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Return the address of a letter: on our own host, whichever the request named.

        Whoever asks for another's letter may name a host, and a port, of his own.
        """
        number, _hyphen, secret = key.partition("-")
        path = reverse("account_reset_password_from_key", args=[number, secret])
        return absolute(path)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Lead back to the account."""
        return reverse("office:account")

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Ask again who she is, unless she has nothing of ours to show yet.

        An officer of an OpenID provider has neither password nor second factor at first.
        """
        has_means = bool(get_reauthentication_flows(self.request.user))
        return has_means and super().is_reauthentication_required(app=app)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queue our own letter for what django-allauth wants to tell.

        Raises:
            KeyError: there is no letter for it.
        """
        if template_prefix == RESET:
            subject, body = "ตั้งรหัสผ่านใหม่", reset_text(context["password_reset_url"])
        else:
            subject = LETTERS[template_prefix]
            body = f"{subject}\n\nถ้าคุณไม่ได้ทำ ให้แจ้งผู้ดูแลของหน่วยงานทันที และตั้งรหัสผ่านใหม่\n"
        with transaction.atomic():
            queue_letter(to=email, subject=f"ติดต่อราชการ: {subject}", body=body)


class ProviderAccountAdapter(DefaultSocialAccountAdapter):
    """Whom an OpenID provider may bring in: those who were invited, and nobody else."""

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Let in a known officer, join an invited one, and tell everybody else how to begin."""
        if sociallogin.is_existing or sociallogin.state.get("process") == AuthProcess.CONNECT:
            return
        provider = sociallogin.account.provider
        token = request.session.pop(INVITATION_KEY, None)
        if token is None:
            raise ImmediateHttpResponse(unknown_officer(request, provider))
        try:
            with transaction.atomic():
                officer = accept_invitation(token=token, password=None, method=provider)
                sociallogin.connect(request, officer)
        except RefusedError as problem:
            raise ImmediateHttpResponse(unknown_officer(request, provider, str(problem))) from None

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> None:
        """Say that signing in failed; why stands in the log, for the operator alone.

        A person who declined is led to a page of her own by django-allauth.
        """
        if error == AuthError.CANCELLED:
            return
        logger.warning("sign-in by %s failed: %s %r", provider.sub_id, error, exception)
        raise ImmediateHttpResponse(
            render(request, "office/sign_in/failed.html", {"is_away": False}, status=401)
        )

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Nobody signs up."""
        return False

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: Any) -> str:
        """Lead back to the account."""
        return reverse("office:account")


class SecondFactorAdapter(DefaultMFAAdapter):
    """Keeps the secrets of second factors unreadable in a copy of the database."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "รหัสไม่ถูกต้องหรือหมดเวลาแล้ว ใส่รหัสที่แอปแสดงอยู่ตอนนี้",
    }

    def encrypt(self, text: str) -> str:
        """Encrypt with the signing key of this installation."""
        return BOX.lock(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Read what ``encrypt`` wrote, under this key or one that it replaced.

        Raises:
            ImmediateHttpResponse: it was written under another key; the page says what to do.
        """
        try:
            return BOX.open(encrypted_text)
        except UnreadableError:
            logger.error(
                "a second factor was kept under another INFOGO_SECRET_KEY: put the former key into "
                "INFOGO_SECRET_KEY_FALLBACKS, or run reset_second_factor for the officer"
            )
            page = render(self.request, "office/sign_in/unreadable.html", status=CONFLICT)
            raise ImmediateHttpResponse(page) from None


def method_of(request: HttpRequest, officer: Officer) -> str:
    """Return by which steps this session came about: ``password+totp``, a provider's name."""
    steps = []
    for record in get_authentication_records(request, officer):
        if record.get("reauthenticated"):
            continue
        if record["method"] == "socialaccount":
            provider = provider_by_id(record["provider"])
            steps.append(provider.name if provider else record["provider"])
        else:
            steps.append(record.get("type") or record["method"])
    return "+".join(steps) or "password"


def unknown_officer(request: HttpRequest, provider_id: str, reason: str = "") -> HttpResponse:
    """Say that the provider knows her but we do not, and how to get an account."""
    provider = provider_by_id(provider_id)
    page = {"provider": provider.name if provider else provider_id, "reason": reason}
    return render(request, "office/sign_in/unknown.html", page, status=403)


def reset_text(address: str) -> str:
    """Return the letter that lets an officer choose a new password."""
    return (
        "มีผู้ขอตั้งรหัสผ่านใหม่ของบัญชีเจ้าหน้าที่ในเว็บไซต์ติดต่อราชการ\n\n"
        f"เปิดลิงก์นี้เพื่อตั้งรหัสผ่าน ใช้ได้ครั้งเดียว\n{address}\n\n"
        "ถ้าคุณไม่ได้ขอ ไม่ต้องทำอะไร รหัสผ่านเดิมยังใช้ได้\n"
    )
