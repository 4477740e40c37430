"""What one edition of a manual changed, word by word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from infogo.display.edition_diff import SectionRow, section_rows
from infogo.display.manual_head import ManualHead, manual_head
from infogo.manuals.diff import diff_contents
from infogo.manuals.models import Manual
from infogo.manuals.selectors import NotPublishedError, edition_of, editions
from infogo.www.pages.versions import version_address


@dataclass(frozen=True)
class ChangesPage:
    """An edition beside the one that citizens read before it."""

    head: ManualHead
    number: int
    before: int
    published_at: datetime | None
    edition_href: str
    sections: Sequence[SectionRow]


def changes_page(manual: Manual, number: int) -> ChangesPage:
    """Return what edition ``number`` changed.

    Raises:
        NotPublishedError: citizens cannot read that edition, or it was the first.
    """
    shown = {revision.number: revision for revision in editions(manual)}
    older = [one for one in shown if one < number]
    if number not in shown or not older:
        raise NotPublishedError(f"manual {manual.pk} has no edition before {number}")
    before = max(older)
    new = edition_of(manual, number)
    head = manual_head(new)
    return ChangesPage(
        head=head,
        number=number,
        before=before,
        published_at=shown[number].published_at,
        edition_href=version_address(head, number),
        sections=section_rows(diff_contents(edition_of(manual, before).content, new.content)),
    )
