"""What a page already open is told after it saved by itself: the time, findings, one item anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from infogo.accounts.perms import Rights
from infogo.editing.errors import ConflictError, EditingError
from infogo.editing.models import Draft
from infogo.office.pages.section import SectionPage, section_page
from infogo.office.pages.section_parts import DraftPart
from infogo.office.section_forms.control import Control, Item


@dataclass(frozen=True)
class Refused:
    """Why nothing was saved; the text stays in the page."""

    text: str
    can_compare: bool = False


def refused(refusal: EditingError) -> Refused:
    """Put a refusal into words; of two versions, both can be looked at."""
    return Refused(str(refusal), isinstance(refusal, ConflictError))


@dataclass(frozen=True)
class Status:
    """After a save: the page as it is now, with the controls whose notes may have changed."""

    page: SectionPage
    noted: Sequence[Control]
    redrawn: tuple[Control, Item] | None = None


def status_of(rights: Rights, draft: Draft, part: DraftPart, at: str) -> Status:
    """Return the status; ``at`` names an item to draw anew because a choice in it was made."""
    page = section_page(rights, draft, part)
    lists = [control for control in page.controls if control.kind == "list"]
    redrawn = next(
        ((each, item) for each in lists for item in each.items if item.control.name == at), None
    )
    inside = set() if redrawn is None else {each.name for each in redrawn[1].control.within()}
    noted = [each for each in has_notes(page.controls) if each.name not in inside]
    return Status(page, noted, redrawn)


def has_notes(controls: Sequence[Control]) -> list[Control]:
    """Return the controls below which notes are shown: those of hours stand together."""
    found = []
    for control in controls:
        found += [
            each
            for each in control.within()
            if each.kind not in {"hidden", "beside", "told"} and ".hours." not in each.name
        ]
    return found
