"""What officers type, checked for shape; whether they may is asked of the services."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ResetPasswordKeyForm
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from infogo.accounts.models import Officer, SignInOutcome
from infogo.accounts.second_factors import unreadable_code
from infogo.accounts.services import note_sign_in
from infogo.core.dates import arabic_digits
from infogo.workspace.choices import line

PASSWORD_HINT = "อย่างน้อย 12 ตัวอักษร ประโยคที่คุณจำได้ปลอดภัยกว่าคำสั้นที่ซับซ้อน"  # noqa: S105
DIFFERENT = "รหัสผ่านสองช่องไม่ตรงกัน"


def password_field(label: str, hint: str = "") -> forms.CharField:
    """Return a field for a new password; password managers may fill it."""
    widget = forms.PasswordInput(attrs={"autocomplete": "new-password"})
    return forms.CharField(
        label=label,
        help_text=hint,
        strip=False,
        widget=widget,
        error_messages={"required": f"ใส่{label.removeprefix('ตั้ง')}"},
    )


class CodeInEitherDigits(forms.Form):
    """A code of an app or a recovery code; Thai digits are no other code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].error_messages["required"] = "ใส่รหัสที่แอปแสดงอยู่"

    def clean_code(self) -> str:
        """Check the code as it was meant.

        Raises:
            ValidationError: it is wrong or there were too many.
        """
        self.cleaned_data["code"] = arabic_digits(self.cleaned_data["code"])
        checked: str = super().clean_code()  # type: ignore[misc]
        return checked


class AgainForm(CodeInEitherDigits, ReauthenticateForm):
    """The code once more, before something grave."""


class FirstCodeForm(CodeInEitherDigits, ActivateTOTPForm):
    """The first code of an app, which shows that it was set up."""


class SecondFactorForm(CodeInEitherDigits, AuthenticateForm):
    """The code at sign-in; a wrong one goes into the history."""

    def clean_code(self) -> str:
        """Check the code.

        Raises:
            ValidationError: it is wrong or there were too many.
            ImmediateHttpResponse: no key opens any of her codes; the page says what to do.
        """
        # Before the try is counted: it cannot be a wrong code, and waiting would help nobody.
        if kept := unreadable_code(self.user):
            get_adapter().decrypt(kept)
        try:
            return super().clean_code()
        except ValidationError:
            note_sign_in(officer=self.user, method="totp", outcome=SignInOutcome.WRONG_CODE)
            raise


class NewPasswordForm(ResetPasswordKeyForm):
    """A new password by the address in a letter."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].label = "รหัสผ่านใหม่"
        self.fields["password1"].help_text = PASSWORD_HINT
        self.fields["password2"].label = "รหัสผ่านใหม่อีกครั้ง"
        for name in ("password1", "password2"):
            self.fields[name].error_messages["required"] = f"ใส่{self.fields[name].label}"


class AcceptForm(forms.Form):
    """The password with which an invited officer begins."""

    password = password_field("ตั้งรหัสผ่าน", PASSWORD_HINT)
    again = password_field("รหัสผ่านอีกครั้ง")

    def __init__(self, *args: Any, officer: Officer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.officer = officer

    def clean_password(self) -> str:
        """Check that the password is strong enough for this officer."""
        password: str = self.cleaned_data["password"]
        validate_password(password, self.officer)
        return password

    def clean(self) -> dict[str, Any]:
        """Check that she typed the same twice."""
        cleaned = super().clean() or {}
        if cleaned.get("password") and cleaned["password"] != cleaned.get("again"):
            self.add_error("again", DIFFERENT)
        return cleaned


class InviteForm(forms.Form):
    """Whom to invite, and where she works."""

    name = line("ชื่อและนามสกุล", 200, required=True)
    email = forms.EmailField(
        label="อีเมลของหน่วยงาน",
        help_text="ส่งลิงก์ตั้งรหัสผ่านไปที่อีเมลนี้",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": "ใส่อีเมลของหน่วยงาน เช่น somchai@agency.go.th",
            "invalid": "ใส่อีเมลให้ครบ เช่น somchai@agency.go.th",
        },
    )
    agency = forms.IntegerField(required=False, min_value=1, max_value=10**15)


class LettersForm(forms.Form):
    """Whether notices come by e-mail too."""

    letters = forms.ChoiceField(choices=[("on", "ส่ง"), ("off", "ไม่ส่ง")])


class ReadForm(forms.Form):
    """Which notice was read; empty: all of them."""

    notice = forms.IntegerField(required=False, min_value=1, max_value=10**15)
