"""What to ask a counter before going, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from infogo.planning.competence import Caution


def caution_text(caution: Caution) -> str:
    """Say what to ask before going."""
    return {
        Caution.AREA: _(
            "หน่วยงานท้องถิ่นมักรับเฉพาะบ้าน ร้าน หรือที่ดินในเขตของตน ถ้าของคุณอยู่เขตอื่น ให้ไปแห่งที่ดูแลเขตนั้น"
        ),
        Caution.RESIDENTS: _("รับเฉพาะผู้มีชื่อในทะเบียนบ้านในพื้นที่ เลือกอำเภอของคุณเพื่อให้ระบบตรวจให้"),
        Caution.FOREIGNERS: _("ยังไม่มีข้อมูลว่ารับคนต่างชาติหรือไม่ ถามก่อนไป"),
        Caution.HOURS: _("ไม่มีข้อมูลเวลาทำการ โทรถามก่อนไป"),
        Caution.APPOINTMENT: _("ต้องนัดก่อน"),
    }[caution]
