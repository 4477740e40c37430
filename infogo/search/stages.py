"""The stages between typing and results: their names, their switches, and what each one did.

Everything is on for readers. Switching one off shows what it is worth (``./dev bench ablation``)
and lets somebody insist on exactly what she typed.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import NamedTuple


@dataclass(frozen=True)
class Stages:
    """Which stages run."""

    normalise: bool = True
    """One spelling for marks, digits and abbreviations; off: only small letters."""
    layout: bool = True
    """Undo a forgotten keyboard switch."""
    questions: bool = True
    """Take question words out and remember what is asked."""
    moments: bool = True
    """Take dates and times of day out."""
    places: bool = True
    """Recognise places and local agencies and take them out of the words for services."""
    spacing: bool = True
    """Close stray spaces inside words."""
    spelling: bool = True
    """Replace misspelt words by known ones."""
    duties: bool = True
    """Show agencies first that are asked for by what they do."""
    romanised: bool = True
    """Read Latin letters as Thai by their sound."""
    synonyms: bool = True
    """Let curated words stand for what was typed, at a lower weight."""
    grams: bool = True
    """Character trigrams, which forgive what the speller does not know."""
    spread: bool = True
    """Let words in names that are said of many services weigh less: เกินกำหนด beside ตาย."""
    exact: bool = True
    """Whole names, tags, abbreviations and form numbers."""
    body: bool = True
    """The words of the manual: conditions, documents, steps."""
    sayings: bool = True
    """The words in which people bring a service up."""
    evidence: bool = True
    """Weigh the best services by how much more often each is spoken of so than services are."""
    actions: bool = True
    """Tell new from renewed, replaced, changed and ended."""
    quantities: bool = True
    """Compare ages, years and amounts with those that a service is for."""
    popularity: bool = True
    """Let services that are used more come a little earlier."""
    semantic: bool = True
    """Meaning by packaged embeddings when words find little; needs the extra of that name."""

    def without(self, name: str) -> Stages:
        """Return these stages with one of them off."""
        return replace(self, **{name: False})


ALL = Stages()
AS_TYPED = replace(ALL, layout=False, spacing=False, spelling=False)
"""For a reader who insists on what she typed."""
NAMES = tuple(field.name for field in fields(Stages))


class StepName(StrEnum):
    """The steps of understanding a query, in their order."""

    TIDY = "tidy"
    LAYOUT = "layout"
    NORMALISE = "normalise"
    LETTERS = "letters"
    QUESTIONS = "questions"
    MOMENTS = "moments"
    PLACES = "places"
    SPACING = "spacing"
    SPELLING = "spelling"
    ROMANISED = "romanised"
    QUANTITIES = "quantities"
    ACTIONS = "actions"
    OFFICES = "offices"
    DUTIES = "duties"


class Step(NamedTuple):
    """What one stage made of the query, for those who want to know why something was found.

    ``found`` is what it recognised: intents, names of places, amounts.
    """

    name: StepName
    before: str
    after: str
    found: tuple[str, ...] = ()
