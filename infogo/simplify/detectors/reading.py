"""Manuals with a text of their own, as the detectors read them."""

from __future__ import annotations

from dataclasses import dataclass

from infogo.manuals.content import LocalOverrides, ManualContent
from infogo.manuals.lint.findings import Subject
from infogo.manuals.lint.subjects import subject_of
from infogo.manuals.models import Manual
from infogo.manuals.selectors import in_use, merged_manual
from infogo.simplify.detectors.base import Ground


@dataclass(frozen=True)
class Read:
    """A manual as citizens read it, and as the rules of the lint want it."""

    manual: Manual
    content: ManualContent
    subject: Subject

    def is_own(self, section: str) -> bool:
        """Whether this agency itself wrote the section.

        What an adopting agency left to the standard manual is found there and not again here.
        """
        own = self.subject.own_sections
        return own is None or section in own


def next_manuals(after: int, count: int) -> list[Manual]:
    """Return the next manuals in use that have a text of their own; two queries."""
    found = (
        in_use(Manual.objects.filter(pk__gt=after, current__isnull=False))
        .select_related("procedure__owner", "agency", "current__based_on", "standard__current")
        .prefetch_related("procedure__tags")
        .order_by("pk")
    )
    return list(found[:count])


def read_manual(manual: Manual, ground: Ground) -> Read:
    """Return a manual for the detectors; wants what ``next_manuals`` selects."""
    overrides = None
    if manual.standard_id and manual.current:
        overrides = LocalOverrides.model_validate(manual.current.content)
    content = merged_manual(manual).content
    return Read(
        manual, content, subject_of(manual, content, today=ground.today, overrides=overrides)
    )
