"""What changed between two editions of a manual, and how an agency's differs from the standard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from infogo.core.dates import BANGKOK, short_date
from infogo.core.language import current_language
from infogo.display.edition_diff import SectionRow, section_rows
from infogo.display.manual_head import ManualHead, manual_head
from infogo.display.told_changes import ToldGroup, in_groups, told
from infogo.manuals.content import ManualContent
from infogo.manuals.diff import diff_contents
from infogo.manuals.models import Manual, ManualRevision
from infogo.manuals.selectors import (
    MergedManual,
    NotPublishedError,
    edition_of,
    editions,
    merged_manual,
    standard_of,
)
from infogo.www.pages.versions import version_address


@dataclass(frozen=True)
class Edition:
    """One edition that can be chosen for comparing."""

    number: int
    label: str
    href: str


@dataclass(frozen=True)
class ChangesPage:
    """Two texts beside each other: ``groups`` in words, ``sections`` word by word.

    ``old`` and ``new`` are empty on the page that compares an agency's manual with the standard
    one. ``editions`` are those to choose from, newest first.
    """

    head: ManualHead
    title: str
    lead: str
    old: Edition | None
    new: Edition | None
    editions: Sequence[Edition]
    groups: Sequence[ToldGroup]
    sections: Sequence[SectionRow]

    @property
    def is_single(self) -> bool:
        """Whether there is only one edition, so that nothing can be compared."""
        return self.old is None and len(self.editions) == 1


def changes_page(manual: Manual, number: int) -> ChangesPage:
    """Return what edition ``number`` changed of the one that citizens read before it.

    Raises:
        NotPublishedError: citizens cannot read that edition, or it was the first.
    """
    shown = editions(manual)
    numbers = [revision.number for revision in shown]
    older = [one for one in numbers if one < number]
    if number not in numbers or not older:
        raise NotPublishedError(f"manual {manual.pk} has no edition before {number}")
    title = _("ฉบับที่ %(number)s เปลี่ยนอะไร") % {"number": number}
    return _between(manual, shown, max(older), number, title)


def changes_between(manual: Manual, before: int | None, after: int | None) -> ChangesPage:
    """Return what differs between two editions; without numbers the last two.

    The older one is always told first, whichever way round they were asked for.

    Raises:
        NotPublishedError: no edition of it was ever published.
    """
    shown = editions(manual)
    numbers = [revision.number for revision in shown]
    if not numbers:
        raise NotPublishedError(f"manual {manual.pk} has no edition")
    new = after if after in numbers else numbers[0]
    older = [one for one in numbers if one < new]
    old = before if before in numbers else (older[0] if older else new)
    old, new = sorted((old, new))
    return _between(manual, shown, old, new, _("เทียบสองฉบับ"))


def differences_page(manual: Manual) -> ChangesPage:
    """Return how an agency's manual differs today from the standard manual today.

    Raises:
        NotPublishedError: the standard manual has no published edition.
    """
    merged, standard = merged_manual(manual), standard_of(manual)
    head = manual_head(merged)
    return _page(
        head,
        _("ต่างจากคู่มือมาตรฐานกลางอย่างไร"),
        _("ซ้ายของลูกศรคือคู่มือมาตรฐานกลางวันนี้ ขวาคือคู่มือของหน่วยงานนี้"),
        standard.content,
        merged,
    )


def _between(
    manual: Manual, shown: Sequence[ManualRevision], old: int, new: int, title: str
) -> ChangesPage:
    merged = edition_of(manual, new)
    head = manual_head(merged)
    choices = {revision.number: _edition(head, revision) for revision in shown}
    lead = _("จากฉบับที่ %(old)s เป็นฉบับที่ %(new)s") % {"old": old, "new": new}
    before = edition_of(manual, old).content
    return _page(head, title, lead, before, merged, choices=choices, old=old, new=new)


def _page(
    head: ManualHead,
    title: str,
    lead: str,
    before: ManualContent,
    after: MergedManual,
    *,
    choices: Mapping[int, Edition] | None = None,
    old: int = 0,
    new: int = 0,
) -> ChangesPage:
    known = choices or {}
    return ChangesPage(
        head=head,
        title=title,
        lead=lead,
        old=known.get(old) if old != new else None,
        new=known.get(new),
        editions=list(known.values()),
        groups=in_groups(told(before, after.content)),
        sections=section_rows(diff_contents(before, after.content)),
    )


def _edition(head: ManualHead, revision: ManualRevision) -> Edition:
    at = revision.published_at
    when = f" ({short_date(at.astimezone(BANGKOK), current_language())})" if at else ""
    label = _("ฉบับที่ %(number)s") % {"number": revision.number}
    return Edition(revision.number, f"{label}{when}", version_address(head, revision.number))
