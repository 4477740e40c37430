"""What can be said of a contact that somebody met: whose it is, what it looks like, or nothing.

It never says that anything is safe. A number on a display and the sender of a letter are easily
forged, so even an official contact proves only whose it is when the reader calls or writes there
herself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from infogo.contacts.hosts import (
    GOVERNMENT,
    Address,
    is_below,
    is_of_government,
    read_address,
    registered,
)
from infogo.contacts.reading import Contact, Kind
from infogo.contacts.register import Page, Register, Source, in_order, register
from infogo.contacts.resemblance import Likeness, Resemblance, mailbox_resembling, resembling
from infogo.contacts.shared import (
    BY_NAME,
    FREE_MAIL,
    PLATFORMS,
    SHORTENERS,
    Place,
    place_of,
)

_GOES_ON = re.compile(r"(\.(?:go|mi))\.th-")
LONGEST_ENDING = 2
"""Labels of ``go.th``."""


class Verdict(StrEnum):
    """What the answer says first."""

    OFFICIAL = "official"
    """A record here names exactly this."""
    WITHIN = "within"
    """It lies on the site of an agency that is known here."""
    GOVERNMENT = "government"
    """Only offices of the state are given such names; this one is not known here."""
    LOOKALIKE = "lookalike"
    """It looks like an official one and is none that is known here."""
    UNTOLD = "untold"
    """It leads anywhere, or anybody may have opened it: its name tells nothing."""
    UNKNOWN = "unknown"
    """No record here names it."""


class Remark(StrEnum):
    """What is worth knowing of it besides."""

    SHORTENED = "shortened"
    PLATFORM = "platform"
    FREE_MAIL = "free_mail"
    IS_NUMBER = "is_number"
    HIDES_BEFORE_AT = "hides_before_at"
    STRANGE_LETTERS = "strange_letters"
    FROM_INTERNET_ABROAD = "internet"
    FROM_ROAMING = "roaming"
    FROM_COUNTRY = "country"


@dataclass(frozen=True)
class Judgement:
    """The answer about one contact.

    ``sources`` are whose it is, or on whose site it lies. ``likeness`` names what it looks like.
    """

    contact: Contact
    verdict: Verdict
    sources: Sequence[Source] = ()
    likeness: Resemblance | None = None
    remarks: frozenset[Remark] = field(default_factory=frozenset)


def judge_all(contacts: Sequence[Contact]) -> list[Judgement]:
    """Return what can be said of contacts today; the register is only read where there is one."""
    if not contacts:
        return []
    known = register()
    return [judge(contact, known) for contact in contacts]


def judge(contact: Contact, known: Register) -> Judgement:
    """Return what can be said of a contact by what is known."""
    if contact.kind is Kind.PHONE:
        return _phone(contact, known)
    if contact.kind is Kind.EMAIL:
        return _email(contact, known)
    if contact.kind is Kind.LINE:
        return _line(contact, known)
    return _web(contact, known)


def _phone(contact: Contact, known: Register) -> Judgement:
    if contact.abroad is not None:
        return Judgement(
            contact, Verdict.UNKNOWN, remarks=frozenset({Remark(contact.abroad.value)})
        )
    sources = known.phones.get(contact.value, ())
    return Judgement(contact, Verdict.OFFICIAL if sources else Verdict.UNKNOWN, sources)


def _line(contact: Contact, known: Register) -> Judgement:
    if sources := known.lines.get(contact.value):
        return Judgement(contact, Verdict.OFFICIAL, sources)
    likeness = known.accounts.resembling(contact.value)
    if likeness is not None:
        sources = known.lines[likeness.official]
        return Judgement(contact, Verdict.LOOKALIKE, sources, likeness)
    return Judgement(contact, Verdict.UNKNOWN)


def _email(contact: Contact, known: Register) -> Judgement:
    if sources := known.emails.get(contact.value):
        return Judgement(contact, Verdict.OFFICIAL, sources)
    local, _at, host = contact.value.rpartition("@")
    if is_below(host, FREE_MAIL):
        free = frozenset({Remark.FREE_MAIL})
        likeness = mailbox_resembling(local, known.names)
        if likeness is None:
            return Judgement(contact, Verdict.UNKNOWN, remarks=free)
        sources = known.below.get(likeness.official, ())
        return Judgement(contact, Verdict.LOOKALIKE, sources, likeness, free)
    return _by_host(contact, host, known, remarks=frozenset())


def _web(contact: Contact, known: Register) -> Judgement:
    address = contact.address or read_address(contact.value)
    if address is None:
        return Judgement(contact, Verdict.UNKNOWN)
    remarks = frozenset(_remarks(address))
    place = place_of(address)
    pages = known.sites.get(place.site, ())
    if official := _holding(pages, place):
        return Judgement(contact, Verdict.OFFICIAL, official, remarks=remarks)
    pretended = address.pretended.removeprefix("www.")
    if pretended and (is_of_government(pretended) or registered(pretended) in known.below):
        return Judgement(
            contact,
            Verdict.LOOKALIKE,
            known.below.get(registered(pretended), ()),
            Resemblance(pretended, Likeness.INSIDE),
            remarks,
        )
    if sources := _neighbours(pages, place):
        return Judgement(contact, Verdict.WITHIN, sources, remarks=remarks)
    if place.is_shared and not _is_name_of_guest(place.site):
        return Judgement(contact, Verdict.UNTOLD, remarks=remarks)
    judged = _by_host(contact, address.site, known, remarks)
    # A site of which a manual cites a page imitates nobody, whatever its name resembles.
    is_cited = judged.verdict is Verdict.LOOKALIKE and bool(pages)
    return Judgement(contact, Verdict.UNKNOWN, remarks=remarks) if is_cited else judged


def _by_host(contact: Contact, host: str, known: Register, remarks: frozenset[Remark]) -> Judgement:
    """Judge by the name of a site alone."""
    own = registered(host)
    if sources := known.below.get(own):
        return Judgement(contact, Verdict.WITHIN, sources, remarks=remarks)
    if is_of_government(host):
        return Judgement(contact, Verdict.GOVERNMENT, remarks=remarks)
    likeness = resembling(host, known.names)
    if likeness is None or likeness.how not in (Likeness.DRAWN, Likeness.INSIDE):
        likeness = _government_inside(host) or likeness
    if likeness is not None:
        sources = known.below.get(likeness.official, ())
        return Judgement(contact, Verdict.LOOKALIKE, sources, likeness, remarks)
    is_anybodys = bool(remarks & {Remark.SHORTENED, Remark.PLATFORM})
    return Judgement(contact, Verdict.UNTOLD if is_anybodys else Verdict.UNKNOWN, remarks=remarks)


def _government_inside(host: str) -> Resemblance | None:
    """Return the name below ``go.th`` that a name goes on after: nobody is given such a one.

    With a dot (``dlt.go.th.example.com``) or a hyphen (``dlt.go.th-pay.com``).
    """
    labels = _GOES_ON.sub(r"\1.th.", host).split(".")
    for at in range(1, len(labels) - LONGEST_ENDING):
        if ".".join(labels[at : at + LONGEST_ENDING]) in GOVERNMENT:
            official = ".".join(labels[at - 1 : at + LONGEST_ENDING])
            return Resemblance(official, Likeness.INSIDE)
    return None


def _is_name_of_guest(site: str) -> bool:
    """Whether a guest chose the name below a site of many: ``dlt`` of ``dlt.t.ly``."""
    return site not in SHORTENERS | BY_NAME and is_below(site, SHORTENERS)


def _holding(pages: Iterable[Page], place: Place) -> tuple[Source, ...]:
    """Return who names the page itself or the part of the site that it lies in.

    Where districts share a site (Bangkok), the longest path that fits tells whose it is. Where
    anybody may have a page, it must be that very page, whatever the records say.
    """
    if place.is_shared:
        fitting = [] if place.is_front else [page for page in pages if page.is_at(place)]
    else:
        fitting = [page for page in pages if page.holds(place)]
    longest = max((len(page.path.rstrip("/")) for page in fitting), default=0)
    return in_order(page.source for page in fitting if len(page.path.rstrip("/")) == longest)


def _neighbours(pages: Iterable[Page], place: Place) -> tuple[Source, ...]:
    """Return who has the folder of a shared site in which a page lies, if only one can."""
    if not place.folder:
        return ()
    return in_order(page.source for page in pages if page.is_in(place.folder))


def _remarks(address: Address) -> Iterable[Remark]:
    if is_below(address.site, SHORTENERS):
        yield Remark.SHORTENED
    elif is_below(address.site, PLATFORMS):
        yield Remark.PLATFORM
    if address.is_number:
        yield Remark.IS_NUMBER
    if address.pretended:
        yield Remark.HIDES_BEFORE_AT
    if address.is_strange:
        yield Remark.STRANGE_LETTERS
