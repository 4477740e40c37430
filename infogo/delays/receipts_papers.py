"""The slip that a citizen takes along, small enough for a pocket (A6)."""

from __future__ import annotations

from infogo.core.dates import BANGKOK, long_moment, weekday_date
from infogo.core.simulation import SIMULATED_TH
from infogo.delays.receipts_code import grouped
from infogo.delays.receipts_models import Receipt
from infogo.paper.typeset import pdf

TITLE = "ใบรับเรื่อง"


def due_words(receipt: Receipt) -> str:
    """Say by when the agency promises to be done."""
    if receipt.due_at is not None:
        return long_moment(receipt.due_at)
    return weekday_date(receipt.due_on)


def slip_pdf(receipt: Receipt, *, address: str, qr: str) -> bytes:
    """Return the slip of a receipt; the same receipt gives the same bytes.

    Args:
        receipt: with its manual, procedure, point and edition.
        address: of its public page, as printed.
        qr: the QR code of that address, as SVG.
    """
    edition = receipt.edition.number
    how = "ทางอิเล็กทรอนิกส์" if receipt.by_channel else ""
    data = {
        "title": TITLE,
        "notice": SIMULATED_TH if receipt.is_simulated else "",
        "service": receipt.manual.procedure.name_th,
        "lines": [
            {"label": "รับที่", "value": receipt.point.name_th},
            {"label": "รับเมื่อ", "value": f"{long_moment(receipt.received_at)} {how}".strip()},
            {
                "label": "สัญญาว่าจะเสร็จภายใน",
                "value": f"{receipt.promised.text()} (คู่มือฉบับที่ {edition:,})",
            },
        ],
        "due_label": "ครบกำหนด",
        "due": due_words(receipt),
        "code_label": "รหัสใบรับ",
        "code": grouped(receipt.code),
        "address": address,
        "qr": qr,
        "qr_alt": f"คิวอาร์โค้ดของ {address}",
        "footer": "สแกนหรือพิมพ์รหัสเพื่อดูวิธีนับวันและสิ่งที่ทำได้เมื่อเลยกำหนด ใบนี้ไม่มีชื่อหรือข้อมูลของคุณ เก็บรหัสไว้เอง",
    }
    return pdf("receipt_slip", data, made_at=receipt.issued_at.astimezone(BANGKOK))
