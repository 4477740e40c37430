"""What officers write about a channel, read into what is stored."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from infogo.channels.errors import ChannelFieldError
from infogo.channels.models import LONGEST_ADDRESS
from infogo.channels.rules import AddressKind, ChannelKind, EActParameters
from infogo.core.written import Written, clean_line

LONGEST_PURPOSE = 200
LINE_PAGE = "https://line.me/R/ti/p/"
_LINE_ID = re.compile(r"@?[a-z0-9][a-z0-9._-]{2,29}")
_LINE_PAGES = ("https://line.me/", "https://lin.ee/", "https://page.line.me/")


@dataclass(frozen=True)
class ChannelFacts:
    """One channel as it is to be stored."""

    kind: str
    level: str
    address: str
    purpose_th: str
    opened_on: date


def read_channel(
    *, kind: str, address: str, purpose_th: str, opened_on: date, rules: EActParameters
) -> ChannelFacts:
    """Return the facts of a channel under the rules in force.

    Raises:
        ChannelFieldError: the kind does not exist or the address is none of its kind.
    """
    known = rules.kind_of.get(kind)
    if known is None:
        raise ChannelFieldError("kind", "เลือกประเภทช่องทางจากรายการ")
    purpose = clean_line(purpose_th)
    if len(purpose) > LONGEST_PURPOSE:
        raise ChannelFieldError("purpose_th", f"เขียนไม่เกิน {LONGEST_PURPOSE} ตัวอักษร")
    return ChannelFacts(kind, known.level, read_address(known, address), purpose, opened_on)


def read_address(kind: ChannelKind, text: str) -> str:
    """Return the address of a channel of this kind.

    Raises:
        ChannelFieldError: it is none, with what one looks like.
    """
    if not clean_line(text):
        raise ChannelFieldError("address", "ใส่ที่อยู่ของช่องทาง")
    if kind.address is AddressKind.LINE:
        return _line_account(clean_line(text))
    written = Written({"address": text})
    read = written.email if kind.address is AddressKind.EMAIL else written.website
    found = read("address")
    if problem := written.problems.get("address"):
        raise ChannelFieldError("address", problem)
    if len(found) > LONGEST_ADDRESS:
        raise ChannelFieldError("address", f"ที่อยู่ยาวเกิน {LONGEST_ADDRESS} ตัวอักษร")
    return found


def href_of(address: AddressKind, text: str) -> str:
    """Return where a link to a channel leads."""
    if address is AddressKind.EMAIL:
        return f"mailto:{text}"
    if address is AddressKind.LINE and text.startswith("@"):
        return f"{LINE_PAGE}%40{text[1:]}"
    return text


def _line_account(text: str) -> str:
    """Return a LINE account as ``@name``, or a link of LINE as it is."""
    lowered = text.lower()
    if lowered.startswith(_LINE_PAGES) and len(text) <= LONGEST_ADDRESS and " " not in text:
        return text
    if _LINE_ID.fullmatch(lowered):
        return f"@{lowered.removeprefix('@')}"
    raise ChannelFieldError(
        "address", "ใส่ชื่อบัญชีที่ขึ้นต้นด้วย @ เช่น @agency หรือลิงก์ที่ขึ้นต้นด้วย https://line.me/"
    )
