"""Offices that are surely meant by their kind or name and the place that was named."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from tantivy import Query

from infogo.search.offices.asked_for import OF_DISTRICTS, Offices
from infogo.search.retrieval.pieces import in_area, is_office_of
from infogo.search.retrieval.shelf import Whereabouts
from infogo.search.understanding.office_words import names_district
from infogo.search.understanding.understand import Understanding


class Meant(NamedTuple):
    """What finds them, and whether they are those of the province since the district has none."""

    offices: Query
    is_of_province: bool = False


def meant_offices(
    understood: Understanding,
    offices: Offices,
    where: Whereabouts,
    called: Callable[[str], Query],
    *,
    wants_office: bool,
) -> Iterator[Meant]:
    """Yield what may find them, of which the first that finds any is right.

    A local government of a name that several have is the one in the province; an office of a
    kind the one in the district, and where that has none, one of the province. ``called`` gives
    the query for offices of a name.
    """
    province, district = int(where.province or 0), int(where.district or 0)
    if not province:
        return
    named, says_more = understood.recognised, bool(understood.service)
    # Asked where one stands, its office comes first, which is called otherwise.
    if named.government and not says_more and not (named.agency and wants_office):
        yield Meant(in_area(called(named.government), "province", province))
        return
    is_district = district and not says_more and names_district(understood.subject)
    of_province = offices.kinds_for_a_province(wants_office=wants_office)
    kinds = OF_DISTRICTS if is_district else of_province
    if not kinds:
        return
    of_kind = is_office_of(kinds)
    if district:
        yield Meant(in_area(of_kind, "district", district))
    if not is_district:
        yield Meant(in_area(of_kind, "province", province), is_of_province=bool(district))
