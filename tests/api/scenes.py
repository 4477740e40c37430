"""What programs of one agency work on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Role
from infogo.editing.may import OfficerMay, person_of
from infogo.editing.services import drafts
from infogo.manuals.models import Manual
from infogo.points.models import ServicePoint
from tests.api.programs import Program
from tests.editing.office import good_content
from tests.factories import GrantFactory, ServicePointFactory, adoption, standard_manual
from tests.manuals.lint.law import enact


@dataclass
class Scene:
    """A point and a draft of one agency, an officer who edits both, and her program."""

    point: ServicePoint
    manual: Manual
    rights: Rights
    call: Program

    @property
    def who(self) -> dict[str, Any]:
        return {"actor": person_of(self.rights.officer), "may": OfficerMay(self.rights)}

    @property
    def draft(self) -> int:
        return drafts.begin_draft(manual=self.manual, **self.who).pk


def build_scene() -> Scene:
    """Make the agency, and let the program call once: the first use of a token is noted."""
    enact()
    place = ServicePointFactory()
    grant = GrantFactory(role=Role.AGENCY_ADMIN, officer__agency=place.agency)
    manual = adoption(standard_manual(content=good_content()), place.agency)
    call = Program(grant.officer, "edit_point", "edit_manual", "view")
    made = Scene(place, manual, Rights.of(grant.officer), call)
    assert made.draft
    call("GET", "/points")
    return made
