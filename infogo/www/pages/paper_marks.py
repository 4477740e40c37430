"""What every paper carries: its edition, its dates, where to check it, and its name as a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from infogo.core.dates import BANGKOK, short_date, start_of_day
from infogo.core.language import current_language
from infogo.display.manual_head import ManualHead, manual_head
from infogo.display.qr import qr_file
from infogo.display.structured import absolute
from infogo.manuals.marks import EditionMark, mark_of
from infogo.manuals.models import Manual
from infogo.manuals.selectors import MergedManual


@dataclass(frozen=True)
class Imprint:
    """The lines of a paper that say which edition it is. ``address`` is that of its check page."""

    head: ManualHead
    mark: EditionMark
    edition: str
    published: str
    printed: str
    address: str

    @property
    def shown_address(self) -> str:
        """The address as people type it."""
        return bare(self.address)

    @property
    def footer(self) -> str:
        """One line with everything that must be on every page."""
        number = _("ฉบับที่ %(number)s") % {"number": self.mark}
        parts = (number, self.published, self.printed, self.shown_address)
        return " · ".join(part for part in parts if part)


def imprint_of(merged: MergedManual, printed_on: date) -> Imprint:
    """Return the imprint of a manual's papers in the page's language."""
    manual, lang = merged.manual, current_language()
    published_at, mark = merged.edition.published_at, mark_of(manual)
    return Imprint(
        head=manual_head(merged),
        mark=mark,
        edition=edition_words(mark),
        published=_("เผยแพร่ %(day)s")
        % {"day": short_date(published_at.astimezone(BANGKOK).date(), lang)}
        if published_at
        else "",
        printed=_("พิมพ์ %(day)s") % {"day": short_date(printed_on, lang)},
        address=absolute(check_address(manual, mark)),
    )


def edition_words(mark: EditionMark) -> str:
    """Say a mark in words."""
    if mark.own is None:
        return _("ฉบับที่ %(number)s") % {"number": mark.standard}
    if not mark.own:
        return _("คู่มือมาตรฐานกลางฉบับที่ %(number)s") % {"number": mark.standard}
    words = {"own": mark.own, "standard": mark.standard}
    return _("ฉบับที่ %(own)s ของหน่วยงาน (คู่มือมาตรฐานกลางฉบับที่ %(standard)s)") % words


def check_address(manual: Manual, mark: EditionMark) -> str:
    """Return the path that tells whether a paper with a mark is still true."""
    if mark.own is None:
        return reverse("www:check", args=[manual.procedure_id, str(mark)])
    return reverse("www:check_local", args=[manual.procedure_id, manual.agency_id, str(mark)])


def bare(address: str) -> str:
    """Return an address without its scheme, as people read and type it."""
    return address.removeprefix("https://").removeprefix("http://")


def qr_of(address: str) -> str:
    """Return the QR code of an address as templates take it."""
    return qr_file(address).decode()


def made_at(printed_on: date) -> datetime:
    """Return the moment that stands in a file: the same day gives the same bytes."""
    return start_of_day(printed_on)
