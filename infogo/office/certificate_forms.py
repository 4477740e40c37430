"""What officers type about a certificate as ศูนย์ราชการสะดวก; read below the faces."""

from __future__ import annotations

from typing import Any

from django import forms

from infogo.core.dates import short_date
from infogo.core.written import WrittenError
from infogo.points.certificates import (
    LONGEST_REASON,
    WRITTEN_FIELDS,
    CertificateFacts,
    read_certificate,
)
from infogo.points.models import Certificate, CertificateLevel
from infogo.workspace.choices import line, radios


class CertificateForm(forms.Form):
    """Level, number and days of a certificate."""

    level = radios(WRITTEN_FIELDS["level"], CertificateLevel.choices)
    number = line(WRITTEN_FIELDS["number"], 60, "ตามใบรับรองของสำนักงานปลัดสำนักนายกรัฐมนตรี")
    granted_on = line(WRITTEN_FIELDS["granted_on"], 40, "เช่น 1 เมษายน 2568")
    expires_on = line(WRITTEN_FIELDS["expires_on"], 40, "เว้นว่างได้ ระบบใส่วันที่ครบ 3 ปี")
    seen = forms.IntegerField(min_value=0, max_value=10**9, widget=forms.HiddenInput)

    facts: CertificateFacts | None = None

    def clean(self) -> dict[str, Any]:
        """Read the certificate; what is wrong is written beside its field."""
        cleaned = super().clean() or {}
        texts = {name: cleaned.get(name) or "" for name in WRITTEN_FIELDS}
        try:
            facts = read_certificate(texts)
        except WrittenError as wrong:
            for name, text in wrong.problems.items():
                if name not in self.errors:
                    self.add_error(name, text)
        else:
            self.facts = None if self.errors else facts
        return cleaned


class TakeBackForm(forms.Form):
    """Why a certificate is taken out."""

    reason = line("เหตุผลที่เอาออก", LONGEST_REASON, "เช่น ใส่ผิดจุด เก็บไว้ในประวัติ", required=True)
    seen = forms.IntegerField(min_value=0, max_value=10**9, widget=forms.HiddenInput)


def certificate_initial(held: Certificate | None) -> dict[str, Any]:
    """Return the values with which the form begins."""
    if held is None:
        return {"seen": 0}
    return {
        "level": held.level,
        "number": held.number,
        "granted_on": short_date(held.granted_on),
        "expires_on": short_date(held.expires_on),
        "seen": held.version,
    }
