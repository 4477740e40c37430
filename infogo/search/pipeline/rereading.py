"""Understands what was typed once more where it is talk about an office or names an agency.

``understand`` reads any query; what only makes sense once an office or agency is recognised in it
is read here a second time, with the name spelt right and the talk around it gone.
"""

from __future__ import annotations

from functools import partial

from infogo.search.agencies.named import with_agency_spelt_right
from infogo.search.memory.knowledge import Knowledge
from infogo.search.offices.spoken import SaidOf, with_office_alone
from infogo.search.stages import Stages
from infogo.search.understanding.understand import Understanding, understand
from infogo.thai.vocabulary import coverage


def understood_as_meant(
    typed: str, knowledge: Knowledge, *, province: str, stages: Stages
) -> Understanding:
    """Return what is understood of what was typed, or of the office or agency that it means.

    That is asked where all else that is said is talk about the office, or the name is misspelt; in
    every tab, so that their counts are the same in each.
    """
    reread = partial(understand, readers=knowledge.readers, province=province, stages=stages)
    found = reread(typed)
    if not stages.places:
        return found
    if stages.sayings:
        gazetteer = knowledge.readers.gazetteer
        by_ear = knowledge.offices_by_ear if stages.spelling else None
        found = with_office_alone(found, gazetteer, by_ear, said_of(knowledge), reread)
    return with_agency_spelt_right(found, knowledge.agencies, reread) if stages.spelling else found


def said_of(knowledge: Knowledge) -> SaidOf:
    """Return what is known of how people speak of services and agencies."""
    words = knowledge.everyday
    return SaidOf(
        knowledge.of_services.sayings.evidence,
        lambda word: coverage(word, words) == 1.0,
        knowledge.agencies.begins,
    )
