"""Agencies with everything, for tests of merging."""

from __future__ import annotations

from datetime import date
from typing import Any

from infogo.accounts.models import Officer
from infogo.accounts.roles import Role
from infogo.agencies.models import Agency, AgencyPath
from infogo.core.dates import bangkok_now
from infogo.mergers.models import Merger
from infogo.mergers.services.merging import begin_merger
from infogo.taxonomy.models import VocabularyTerm
from tests.factories import GrantFactory, OfficerFactory

BASIS = "พ.ร.ฎ. รวมหน่วยงาน พ.ศ. 2569"


def central_admin(**officer: Any) -> Officer:
    """Return a central administrator."""
    made = OfficerFactory(**officer)
    GrantFactory(officer=made, role=Role.CENTRAL_ADMIN, agency=None)
    return made


def today() -> date:
    return bangkok_now().date()


def merge(into: Agency, *sources: Agency, **given: Any) -> Merger:
    """Merge agencies today, by a new central administrator."""
    said = {"effective_on": today(), "basis": BASIS, "actor": None, **given}
    said["actor"] = said["actor"] or central_admin()
    return begin_merger(into=into, sources=sources, **said)


def kind_of_agency(code: str = "department") -> None:
    """Put a kind of agency in force."""
    VocabularyTerm.objects.create(
        vocabulary="agency_kind", code=code, label_th="กรม", effective_from=date(2020, 1, 1)
    )


def paths() -> set[tuple[int, int, int]]:
    """Return the closure table as it is."""
    rows = AgencyPath.objects.values_list("ancestor_id", "descendant_id", "depth")
    return set(rows)


def expected_paths() -> set[tuple[int, int, int]]:
    """Work the closure out from the parents, step by step."""
    parents = dict(Agency.objects.values_list("pk", "parent_id"))
    found = set()
    for pk in parents:
        above, depth = pk, 0
        while above is not None:
            found.add((above, pk, depth))
            above, depth = parents[above], depth + 1
    return found
