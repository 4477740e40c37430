"""Addresses of signing in: django-allauth's views that we use, each with our own page.

Their names are django-allauth's, without a namespace, because it looks for them. What is not
listed here does not exist: nobody signs up, and e-mail addresses are not managed by their owner.
"""

from __future__ import annotations

from typing import Any

from allauth.account.views import (
    AccountInactiveView,
    LoginView,
    LogoutView,
    PasswordChangeView,
    PasswordResetDoneView,
    PasswordResetFromKeyDoneView,
    PasswordResetFromKeyView,
    PasswordResetView,
    ReauthenticateView,
)
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.base.views import ReauthenticateView as CodeAgainView
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.views import (
    AddWebAuthnView,
    LoginWebAuthnView,
    ReauthenticateWebAuthnView,
    RemoveWebAuthnView,
)
from allauth.socialaccount.views import LoginCancelledView
from django.urls import path, re_path, reverse_lazy
from django.views.generic import RedirectView

from infogo.office.forms import PASSWORD_HINT
from infogo.office.views import sign_in
from infogo.workspace.gate import during_setup, open_to_all

FORM = "office/sign_in/form.html"
MESSAGE = "office/sign_in/message.html"
CODE_LABEL = "รหัส 6 หลักจากแอป หรือรหัสสำรอง"
SIGN_IN = (("ไปหน้าเข้าสู่ระบบ", reverse_lazy("account_login")),)


def form(view: Any, title: str, button: str, lead: str = "", **more: Any) -> Any:
    """Return a view that shows one form on our page; ``labels`` and ``hints`` are by field."""
    context = {"title": title, "button": button, "lead": lead, "labels": {}, "hints": {}, **more}
    return view.as_view(template_name=FORM, extra_context=context)


def message(view: Any, title: str, lead: str, actions: Any = SIGN_IN) -> Any:
    """Return a view that only tells something."""
    return view.as_view(
        template_name=MESSAGE, extra_context={"title": title, "lead": lead, "actions": actions}
    )


urlpatterns = [
    path(
        "sign-in/",
        open_to_all(LoginView.as_view(template_name="office/sign_in/login.html")),
        name="account_login",
    ),
    path(
        "sign-in/code",
        open_to_all(AuthenticateView.as_view(template_name="office/sign_in/code.html")),
        name="mfa_authenticate",
    ),
    path("sign-in/passkey", open_to_all(LoginWebAuthnView.as_view()), name="mfa_login_webauthn"),
    path(
        "sign-in/with/<slug:provider_id>",
        open_to_all(sign_in.provider_begins),
        name="openid_connect_login",
    ),
    path(
        "sign-in/with/<slug:provider_id>/back",
        open_to_all(sign_in.provider_answers),
        name="openid_connect_callback",
    ),
    path(
        "sign-in/cancelled",
        open_to_all(
            message(LoginCancelledView, "ยังไม่ได้เข้าสู่ระบบ", "คุณยกเลิกที่ผู้ให้บริการยืนยันตัวตน ลองใหม่ได้")
        ),
        name="socialaccount_login_cancelled",
    ),
    path(
        "sign-in/closed",
        open_to_all(
            message(
                AccountInactiveView,
                "บัญชีนี้ใช้ไม่ได้",
                "บัญชียังไม่ได้ตอบรับคำเชิญ หรือปิดไปแล้ว ติดต่อผู้ดูแลของหน่วยงานคุณ",
            )
        ),
        name="account_inactive",
    ),
    path(
        "sign-in/out",
        during_setup(
            form(
                LogoutView,
                "ออกจากระบบ",
                "ออกจากระบบ",
                "งานที่บันทึกไว้แล้วยังอยู่",
                form=None,
            )
        ),
        name="account_logout",
    ),
    path(
        "sign-in/again",
        during_setup(
            form(
                ReauthenticateView,
                "ยืนยันว่าเป็นคุณ",
                "ยืนยัน",
                "ใส่รหัสผ่านอีกครั้งก่อนเปลี่ยนวิธีเข้าสู่ระบบ",
                labels={"password": "รหัสผ่าน"},
            )
        ),
        name="account_reauthenticate",
    ),
    path(
        "sign-in/again/code",
        during_setup(
            form(
                CodeAgainView,
                "ยืนยันว่าเป็นคุณ",
                "ยืนยัน",
                "ใส่รหัสอีกครั้งก่อนเปลี่ยนวิธีเข้าสู่ระบบ",
                labels={"code": CODE_LABEL},
            )
        ),
        name="mfa_reauthenticate",
    ),
    path(
        "sign-in/again/passkey",
        during_setup(
            ReauthenticateWebAuthnView.as_view(template_name="office/sign_in/passkey_again.html")
        ),
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        "sign-in/forgot",
        open_to_all(
            form(
                PasswordResetView,
                "ลืมรหัสผ่าน",
                "ส่งลิงก์ตั้งรหัสผ่าน",
                "ใส่อีเมลที่ใช้เข้าสู่ระบบ เราจะส่งลิงก์ตั้งรหัสผ่านใหม่ไปให้",
                labels={"email": "อีเมล"},
            )
        ),
        name="account_reset_password",
    ),
    path(
        "sign-in/forgot/sent",
        open_to_all(
            message(
                PasswordResetDoneView,
                "ดูอีเมลของคุณ",
                "ถ้าอีเมลนี้มีบัญชี ลิงก์ตั้งรหัสผ่านจะไปถึงในไม่กี่นาที ถ้าไม่พบให้ดูในกล่องจดหมายขยะ",
            )
        ),
        name="account_reset_password_done",
    ),
    path(
        "sign-in/reset/done",
        open_to_all(
            message(PasswordResetFromKeyDoneView, "ตั้งรหัสผ่านใหม่แล้ว", "ใช้รหัสผ่านใหม่เข้าสู่ระบบได้เลย")
        ),
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^sign-in/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)$",
        open_to_all(
            form(
                PasswordResetFromKeyView,
                "ตั้งรหัสผ่านใหม่",
                "ตั้งรหัสผ่าน",
                dead="ลิงก์นี้ใช้ไปแล้วหรือหมดอายุ กดลืมรหัสผ่านเพื่อขอลิงก์ใหม่",
            )
        ),
        name="account_reset_password_from_key",
    ),
    path(
        "account/password",
        during_setup(
            form(
                PasswordChangeView,
                "เปลี่ยนรหัสผ่าน",
                "เปลี่ยนรหัสผ่าน",
                labels={
                    "oldpassword": "รหัสผ่านเดิม",
                    "password1": "รหัสผ่านใหม่",
                    "password2": "รหัสผ่านใหม่อีกครั้ง",
                },
                hints={"password1": PASSWORD_HINT},
            )
        ),
        name="account_change_password",
    ),
    path(
        "account/password/set",
        RedirectView.as_view(url=reverse_lazy("account_reset_password")),
        name="account_set_password",
    ),
    path(
        "account/app",
        during_setup(ActivateTOTPView.as_view(template_name="office/sign_in/app.html")),
        name="mfa_activate_totp",
    ),
    path(
        "account/app/remove",
        form(
            DeactivateTOTPView,
            "เลิกใช้รหัสจากแอป",
            "เลิกใช้รหัสจากแอป",
            "รหัสสำรองจะใช้ไม่ได้ด้วย ถ้าหน้าที่ของคุณต้องยืนยันตัวตนสองชั้น ระบบจะให้ตั้งใหม่ทันที",
        ),
        name="mfa_deactivate_totp",
    ),
    path(
        "account/codes",
        during_setup(ViewRecoveryCodesView.as_view(template_name="office/sign_in/codes.html")),
        name="mfa_view_recovery_codes",
    ),
    path(
        "account/codes/new",
        during_setup(
            form(
                GenerateRecoveryCodesView,
                "สร้างรหัสสำรองชุดใหม่",
                "สร้างรหัสชุดใหม่",
                "รหัสชุดเดิมทั้งหมดจะใช้ไม่ได้",
            )
        ),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "account/passkey",
        during_setup(AddWebAuthnView.as_view(template_name="office/sign_in/passkey_add.html")),
        name="mfa_add_webauthn",
    ),
    path(
        "account/passkey/<int:pk>/remove",
        form(
            RemoveWebAuthnView,
            "ลบพาสคีย์",
            "ลบพาสคีย์",
            "อุปกรณ์ที่ใช้พาสคีย์นี้จะเข้าสู่ระบบไม่ได้อีก",
            form=None,
        ),
        name="mfa_remove_webauthn",
    ),
    path(
        "account/factors",
        during_setup(RedirectView.as_view(url=reverse_lazy("office:account"))),
        name="mfa_index",
    ),
    path(
        "account/passkeys",
        during_setup(RedirectView.as_view(url=reverse_lazy("office:account"))),
        name="mfa_list_webauthn",
    ),
]
