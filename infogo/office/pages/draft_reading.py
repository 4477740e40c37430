"""Reading a draft before it is published: as citizens will, as the official form, as changes.

The words come from ``infogo.display``, of which the public pages are made, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from infogo.display.edition_diff import SectionRow, section_rows
from infogo.display.legal import LegalItem, legal_page
from infogo.display.manual_words import ManualWords, manual_words
from infogo.display.received import Received
from infogo.editing.models import Draft
from infogo.editing.reading import check_draft, read_draft
from infogo.editing.selectors import draft_comparison
from infogo.manuals.content import overridden_sections
from infogo.manuals.models import Manual, ManualRevision, ManualStatus, RevisionStatus
from infogo.manuals.selectors import MergedManual
from infogo.office.pages.manual import manual_points


@dataclass(frozen=True)
class PreviewPage:
    """A draft in the words of the public page."""

    draft_id: int
    words: ManualWords


@dataclass(frozen=True)
class LegalPreviewPage:
    """A draft as the 19 items of the official form."""

    draft_id: int
    name: str
    official: str
    agency: str
    items: Sequence[LegalItem]
    received: Received


@dataclass(frozen=True)
class DraftDiffPage:
    """What publishing a draft would change for citizens."""

    draft_id: int
    name: str
    agency: str
    edition: int | None
    published_at: datetime | None
    sections: Sequence[SectionRow]


def preview_page(draft: Draft, answers: str = "") -> PreviewPage:
    """Return a draft as citizens would read it, without what belongs to no edition.

    ``answers`` are those of somebody who tries the questions of the draft.
    """
    manual, adopters = draft.manual, None
    places = manual.procedure.point_count
    if not manual.is_standard:
        places = manual_points(manual)
    else:
        adopters = Manual.objects.filter(standard=manual, status=ManualStatus.PUBLISHED).count()
    words = manual_words(as_edition(draft), places, adopters=adopters, cases=answers)
    return PreviewPage(draft.pk, words)


def legal_preview_page(draft: Draft, day: date) -> LegalPreviewPage:
    """Return a draft as the official form, with the vocabularies in force on ``day``."""
    page = legal_page(as_edition(draft), day)
    return LegalPreviewPage(
        draft.pk, page.head.title, page.head.official, page.head.agency, page.items, page.received
    )


def draft_diff_page(draft: Draft, today: date) -> DraftDiffPage:
    """Return what a draft changes of what citizens read now."""
    base = draft.base or draft.standard_base
    return DraftDiffPage(
        draft_id=draft.pk,
        name=draft.manual.procedure.name_th,
        agency=draft.manual.agency.name_th,
        edition=base.number if base else None,
        published_at=base.published_at if base else None,
        sections=section_rows(draft_comparison(draft, check_draft(draft, today))),
    )


def as_edition(draft: Draft) -> MergedManual:
    """Return a draft as the edition that publishing it would make; nothing is stored."""
    reading = read_draft(draft)
    edition = ManualRevision(
        manual=draft.manual,
        number=draft.base.number + 1 if draft.base else 1,
        status=RevisionStatus.DRAFT,
        author=draft.author_name,
        note=draft.note,
        published_at=draft.publish_at,
    )
    own = frozenset(overridden_sections(reading.overrides)) if reading.overrides else frozenset()
    return MergedManual(
        manual=draft.manual,
        content=reading.content,
        edition=edition,
        standard_edition=draft.standard_base or edition,
        local_sections=own,
    )
