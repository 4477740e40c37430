"""One pass over manuals with a text of their own, for all that is found in what they say."""

from __future__ import annotations

from infogo.manuals.models import Document
from infogo.simplify.detectors.base import Bite, Ground, Hit
from infogo.simplify.detectors.papers import Catalogue, copies, state_papers
from infogo.simplify.detectors.reading import next_manuals, read_manual
from infogo.simplify.detectors.times import long_steps

AT_ONCE = 25
"""Manuals in one bite."""


def look_at_contents(ground: Ground, after: int) -> Bite:
    """Read the next manuals: demands for papers and copies, and long steps."""
    manuals = next_manuals(after, AT_ONCE)
    catalogue = Catalogue(Document.objects.all())
    hits: list[Hit] = []
    for manual in manuals:
        read = read_manual(manual, ground)
        hits += state_papers(read, catalogue, ground)
        hits += copies(read, ground)
        hits += long_steps(read, ground)
    return Bite(hits, manuals[-1].pk if len(manuals) == AT_ONCE else None)
