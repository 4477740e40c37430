"""What was typed is understood once more where an office or agency is meant by all of it."""

from __future__ import annotations

from functools import partial

from infogo.search.knowledge import Knowledge
from infogo.search.named_agencies import with_agency_spelt_right
from infogo.search.results import Kind
from infogo.search.spoken_offices import with_office_alone
from infogo.search.stages import Stages
from infogo.search.understand import Understanding, understand

MAY_BE_AN_OFFICE = frozenset({None, Kind.AGENCY, Kind.POINT})
"""Where places are looked for."""


def understood_as_meant(
    typed: str, knowledge: Knowledge, kind: Kind | None, *, province: str, stages: Stages
) -> Understanding:
    """Return what is understood of what was typed, or of the office or agency that it means.

    That is asked where all else that is said is talk about the office, or the name is misspelt.
    """
    reread = partial(understand, readers=knowledge.readers, province=province, stages=stages)
    found = reread(typed)
    if not stages.places or kind not in MAY_BE_AN_OFFICE:
        return found
    if stages.sayings:
        evidence = knowledge.of_services.sayings.evidence
        found = with_office_alone(found, knowledge.readers.gazetteer, evidence, reread)
    return with_agency_spelt_right(found, knowledge.agencies, reread) if stages.spelling else found
