"""Whether words typed into a search ask if somebody really is the government."""

from __future__ import annotations

import re

from infogo.contacts.reading import Kind, read_contacts

SHORT_CODE = 4
"""Digits of a hotline, which people search for because they know it."""
_WAY = re.compile(
    r"เบอร์|โทร|ลิงก์|ลิงค์|ลิ้ง|ไลน์|ข้อความ|เว็บ|เว็ป|อีเมล|เมล|คอลเซ็นเตอร์|คอลเซนเตอร์"
    r"|\b(?:line|sms|link|website|e-?mail|phone|call|caller|number|message)\b"
)
_DOUBT = re.compile(
    r"จริงไหม|จริงมั้ย|จริงมั๊ย|จริงป่าว|จริงเปล่า|จริงหรือ|จริงรึ|จริงๆ ?ไหม|ของจริง|ปลอม|มิจ|หลอก"
    r"|แอบอ้าง|อ้างเป็น|อ้างว่า|เชื่อได้|น่าเชื่อ|\b(?:scam|scammer|fake|phishing|genuine|impostor)\b"
)


def names_contact(text: str) -> bool:
    """Whether it holds a phone, web address or e-mail that one could ask about."""
    return any(
        one.kind is not Kind.LINE and len(one.value) > SHORT_CODE
        for one in read_contacts(text).contacts
    )


def asks_whether_genuine(text: str) -> bool:
    """Whether it speaks of a way of contact and of a doubt: "เบอร์นี้ของราชการจริงไหม"."""
    lowered = text.lower()
    return bool(_WAY.search(lowered) and _DOUBT.search(lowered))
