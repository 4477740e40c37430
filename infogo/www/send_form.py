"""The form by which a reader has a guide sent: one address, and no word of her own."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _

LONGEST_ADDRESS = 254
LONGEST_LOCAL = 64
# One plain address: no display name, no quotes, no list, nothing that could begin a header.
_ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}",
    re.ASCII,
)


class SendForm(forms.Form):
    """What the form asks."""

    def __init__(self, data: Any = None) -> None:
        """Bind what was sent, if anything."""
        super().__init__(data, use_required_attribute=False, auto_id="%s")
        wrong = _("ใส่อีเมลให้ครบ เช่น somchai@example.com")
        self.fields["email"] = forms.CharField(
            max_length=LONGEST_ADDRESS,
            label=_("ส่งไปที่อีเมล"),
            error_messages={
                "required": wrong,
                "max_length": wrong,
                "null_characters_not_allowed": wrong,
            },
        )

    def clean_email(self) -> str:
        """Return the address.

        Raises:
            ValidationError: it is none that we send to.
        """
        address = str(self.cleaned_data["email"])
        local = address.rpartition("@")[0]
        if not _ADDRESS.fullmatch(address) or len(local) > LONGEST_LOCAL:
            raise forms.ValidationError(_("ใส่อีเมลให้ครบ เช่น somchai@example.com"))
        return address
