"""What was typed or pasted: phones, web addresses, e-mail addresses and LINE accounts in it.

One of these alone, or a whole message with several. Everything here is pure, never raises, and
takes time in proportion to the length of the text, of which no more than ``LONGEST_TEXT`` letters
are looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from infogo.contacts.hosts import Address, is_below, read_address, read_host
from infogo.contacts.shared import place_of
from infogo.core.dates import arabic_digits
from infogo.core.phones import Phone, read_phones
from infogo.thai.normalise import INVISIBLE

LONGEST_TEXT = 2_000
MOST_CONTACTS = 5
"""Of one message; the rest is left out and said to be."""
LONGEST_LINE_ID = 30
LONGEST_PHONE = 60
"""Letters of a number with its label, spaces and extension."""
IDENTITY_DIGITS = 13
BANK_DIGITS = (10, 11, 12, 14, 15)

_UNSEEN = {ord(char): None for char in INVISIBLE}
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−－"), "-")
_SITE = re.compile(r"(?:[a-z][a-z0-9+.-]{0,20}:)?[/\\]{0,9}[^/\\?#]*", re.IGNORECASE)
"""A web address up to where its path begins."""
_PHONE_SIGNS = r"[\d ().\-]"
_PHONE = re.compile(
    rf"(?<![A-Za-z0-9_@./&=-])(?<!\d[:*])(?:\+ ?)?\(?\d{_PHONE_SIGNS}{{1,22}}\d(?![A-Za-z0-9_@/])"
    r"(?: {0,2}(?:ต่อ|ext\.?|#|กด) {0,2}\d{1,6})?",
    re.IGNORECASE,
)
_ONLY_A_NUMBER = re.compile(r"(?:โทร\.?|เบอร์|tel\.?)?[\d ().+\-]+", re.IGNORECASE)
"""What a foreign number stands in: of a message with more in it, nothing must be passed over."""
_EXTENSION = re.compile(r"(?:ต่อ|ext\.?|#|กด) {0,2}\d{1,6}$", re.IGNORECASE)
_SHORT_AFTER_WORD = re.compile(
    r"(?:โทร|สายด่วน|เบอร์|หมายเลข|call|tel)[^\d\n]{0,12}(1\d{2,3})(?!\d)", re.IGNORECASE
)
_LINE_ID = re.compile(r"@?[a-z0-9][a-z0-9._-]{2,29}")
_LINE_LABEL = re.compile(r"^(?:line|ไลน์)(?: ?(?:id|oa|ไอดี))? ?[:=]? ?(?=[@a-z0-9])")
_LINE_PATH = re.compile(r"/(?:r/)?(?:ti/p/)?(@[a-z0-9][a-z0-9._-]{2,29})/?")
_LOCAL = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}")
_PIECE = re.compile(r"[^\s\u0e00-\u0e7f<>\"'“”‘’()\[\]{},;|]+")
_BREAK = re.compile(r"[\s<>\"]|https?:[/\\]{2}", re.IGNORECASE)
"""Where an address ends at the latest: at a space, a quotation mark or the next address."""
_GLUED = re.compile(r"[a-z0-9][\u0e00-\u0e7f]|[\u0e00-\u0e7f][a-z0-9]")
_END_OF_SENTENCE = re.compile(r"(?<=\w)(?<!%2e)[.!:*,;)\]}'’”]+$", re.IGNORECASE)
_TRAILING = ".:!?*/\\-_~"
_ADDRESS_MARK = re.compile(r"\w\.\w|://|@")
LINE_SITES = frozenset({"line.me", "lin.ee"})


class Kind(StrEnum):
    """What a contact is."""

    PHONE = "phone"
    WEB = "web"
    EMAIL = "email"
    LINE = "line"


class Abroad(StrEnum):
    """From where a number calls that is none of Thailand's own."""

    INTERNET = "internet"
    ROAMING = "roaming"
    COUNTRY = "country"


@dataclass(frozen=True)
class Contact:
    """One contact as it is compared.

    ``value`` is the number in E.164 or as a short code, the address without scheme, the e-mail
    address or the LINE id with ``@``. ``shown`` is what people are shown of it: of a web address
    the host, with the page where a site is shared by many.
    """

    kind: Kind
    value: str
    shown: str
    address: Address | None = None
    extension: str = ""
    abroad: Abroad | None = None


class Secret(StrEnum):
    """Something that should be typed nowhere, or that cannot be looked up here."""

    IDENTITY = "identity"
    ACCOUNT = "account"


@dataclass(frozen=True)
class Reading:
    """The contacts of a text in order, each once; ``secret`` when it holds none but a number."""

    contacts: tuple[Contact, ...] = ()
    has_more: bool = False
    secret: Secret | None = None


def read_contacts(text: str) -> Reading:
    """Return what stands in a text; an empty reading where there is nothing to look up."""
    written = text[:LONGEST_TEXT].translate(_UNSEEN).strip()
    # Numbers and names are read in either digits; letter for letter, so that places agree.
    tidy = arabic_digits(written).translate(_DASHES)
    whole = _whole(tidy, written)
    if whole:
        return Reading((whole,))
    found: dict[tuple[Kind, str], Contact] = {}
    for contact in _all_in(tidy, written):
        found.setdefault((contact.kind, contact.value), contact)
        if len(found) > MOST_CONTACTS:
            break
    contacts = tuple(found.values())
    return Reading(
        contacts[:MOST_CONTACTS],
        has_more=len(contacts) > MOST_CONTACTS,
        secret=None if contacts else _secret(tidy),
    )


def read_line_id(text: str) -> str:
    """Return a LINE account as ``@name``, out of its name or a link of LINE; empty if none."""
    tidy = text.strip().lower()
    address = read_address(tidy) if "://" in tidy or "/" in tidy else None
    if address is not None:
        if not is_below(address.host, LINE_SITES):
            return ""
        found = _LINE_PATH.fullmatch(address.path.lower().replace("%40", "@"))
        if found:
            return found[1]
        if address.host == "page.line.me":
            name = address.path.lower().strip("/")
            return f"@{name}" if _LINE_ID.fullmatch(name) else ""
        return ""
    return f"@{tidy.removeprefix('@')}" if _LINE_ID.fullmatch(tidy) else ""


def read_email(text: str) -> str:
    """Return an e-mail address in small letters, its site as people read it; empty if none."""
    local, at, site = text.strip().lower().removeprefix("mailto:").rpartition("@")
    host = read_host(site) if at and ":" not in site else ""
    return f"{local}@{host}" if host and _LOCAL.fullmatch(local) else ""


def read_phone(text: str) -> Contact | None:
    """Return the number that a text is, however it is written; ``None`` where it is none."""
    tidy = text.strip().removeprefix("tel:").replace("+ ", "+")
    if len(tidy) > LONGEST_PHONE:
        return None
    number = _EXTENSION.sub("", tidy)
    digits = re.sub(r"[^\d+]", "", number)
    if not re.fullmatch(r"\+?\d{2,16}", digits):
        return None
    if _ONLY_A_NUMBER.fullmatch(number) and (abroad := _from_abroad(digits)):
        return Contact(Kind.PHONE, digits, digits, abroad=abroad)
    for code in ("0066", "66"):
        if digits.startswith(code) and len(digits) - len(code) in (8, 9):
            extension = _EXTENSION.search(tidy)
            tidy = f"+66{digits[len(code) :]} {extension[0] if extension else ''}".strip()
    reading = read_phones(tidy)
    if len(reading.phones) == 0 or reading.rejected:
        return None
    return _of_phone(reading.phones[0])


def _of_phone(phone: Phone) -> Contact:
    bare = Phone(number=phone.number)
    return Contact(Kind.PHONE, phone.number, bare.display, extension=phone.extension)


def _from_abroad(digits: str) -> Abroad | None:
    """Return from where a call comes that shows such a number.

    Operators put +697 before calls over the internet from abroad and +698 before Thai numbers
    that roam abroad (NBTC, 2022).
    """
    if digits.startswith("+697"):
        return Abroad.INTERNET
    if digits.startswith("+698"):
        return Abroad.ROAMING
    is_foreign = digits.startswith("+") and not digits.startswith("+66")
    return Abroad.COUNTRY if is_foreign else None


def _whole(text: str, written: str) -> Contact | None:
    """Return the one contact that a text is and nothing else."""
    if not text or "\n" in text or len(text) > LONGEST_TEXT // 2:
        return None
    if phone := read_phone(text):
        return phone
    lowered = text.lower()
    named = _LINE_LABEL.sub("", lowered, count=1)
    if named != lowered and "." not in named and (line := read_line_id(named)):
        return Contact(Kind.LINE, line, line)
    if " " in text:
        return None
    contact = _piece(text, written)
    if contact and "://" not in text and _GLUED.search(_site_of(contact)):
        return None  # "ดูdlt.go.thหรือrd.go.th" are two
    return contact or _bare_line(lowered)


def _bare_line(text: str) -> Contact | None:
    """Return a LINE account that is typed without ``@`` before it: a word with a letter in it.

    One with a dot is more likely a web address that cannot be read.
    """
    is_word = re.search("[a-z]", text) and "." not in text and len(text) <= LONGEST_LINE_ID
    line = read_line_id(text) if is_word else ""
    return Contact(Kind.LINE, line, line) if line else None


def _all_in(text: str, written: str) -> Iterator[Contact]:
    """Yield the contacts of a message: addresses first where they stand, then numbers."""
    rest: list[str] = []
    end = 0
    for found in _PIECE.finditer(text):
        if found.start() < end or not _ADDRESS_MARK.search(found[0][:300]):
            continue
        contact, taken = _linked(text, written, found)
        if contact:
            rest.append(text[end : found.start()])
            end = taken
            yield contact
    rest.append(text[end:])
    left = "\n".join(rest)
    for found in _PHONE.finditer(left):
        phone = read_phone(found[0])
        if phone and len(phone.value) > 4:  # a sum of money is no short code
            yield phone
    for found in _SHORT_AFTER_WORD.finditer(left):
        if phone := read_phone(found[1]):
            yield phone


def _linked(text: str, written: str, found: re.Match[str]) -> tuple[Contact | None, int]:
    """Return the contact that begins at a piece of a message, and where it ends.

    Thai needs no space after an address ("dlt.go.thนะคะ"), so a piece ends where Thai begins. But
    browsers read on: ``https://dlt.go.thก.com`` and ``https://dlt.go.th,ok@evil.com`` lead
    elsewhere than their beginning. Where the whole leads to another site, the whole is meant.
    """
    start, stop = found.span()
    contact = _piece(found[0], written[start:stop])
    after = _BREAK.search(text, stop)
    end = after.start() if after else len(text)
    whole = _piece(text[start:end], written[start:end]) if end > stop else None
    if whole is None or (contact and contact.kind is Kind.LINE):
        return contact, stop
    if contact and _site_of(whole) == _site_of(contact):
        is_page = whole.address is not None and place_of(whole.address).is_shared
        return (whole if is_page else contact), stop
    if "://" in found[0] or (contact and not _names_another(text, stop, end)):
        return whole, end
    return contact, stop


def _names_another(text: str, start: int, end: int) -> bool:
    """Whether what stands behind a piece is a contact of its own: "dlt.go.thและrd.go.th"."""
    return any(_piece(found[0], found[0]) for found in _PIECE.finditer(text, start, end))


def _site_of(contact: Contact) -> str:
    """Return the host of a web or e-mail address."""
    return contact.address.host if contact.address else contact.value.rpartition("@")[2]


def _piece(text: str, written: str) -> Contact | None:
    """Return the web address, e-mail address or LINE account that one word is.

    ``written`` is the same word with the digits and dashes that it was written with.
    """
    word = text.rstrip(_TRAILING) if len(text) > 1 else text
    if word.startswith("@"):
        line = read_line_id(word)
        return Contact(Kind.LINE, line, line) if line else None
    if "@" in word and "://" not in word and (email := read_email(word)):
        return Contact(Kind.EMAIL, email, email)
    address = _as_written(_END_OF_SENTENCE.sub("", text), written) or _as_written(word, written)
    if address is None:
        return None
    is_of_line = is_below(address.host, LINE_SITES) and "/" in word
    if line := (read_line_id(word) if is_of_line else ""):
        return Contact(Kind.LINE, line, line, address)
    behind = f"{address.path}{'?' if address.query else ''}{address.query}"
    is_shared = place_of(address).is_shared and behind != "/"
    shown = f"{address.host}{behind if is_shared else ''}"
    return Contact(Kind.WEB, f"{address.site}{behind}", shown, address)


def _as_written(text: str, written: str) -> Address | None:
    """Return where an address leads: what is behind its site as it was written.

    ``/ประกาศ-๑`` and ``/ประกาศ-1`` are two pages, and so are ``/a–b`` and ``/a-b``.
    """
    site = _SITE.match(text)
    behind = site.end() if site else 0
    return read_address(text[:behind] + written[behind : len(text)])


def _secret(text: str) -> Secret | None:
    digits = re.sub(r"[ -]", "", text)
    if not digits.isascii() or not digits.isdecimal():
        return None
    if len(digits) == IDENTITY_DIGITS:
        return Secret.IDENTITY
    return Secret.ACCOUNT if len(digits) in BANK_DIGITS else None
