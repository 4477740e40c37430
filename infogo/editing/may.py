"""What an officer may do with manuals, in the words of ``infogo.editing``."""

from __future__ import annotations

from collections.abc import Collection

from infogo.accounts.models import Officer
from infogo.accounts.names import PREFIX, officer_ids
from infogo.accounts.perms import Rights, can_approve
from infogo.accounts.roles import Act
from infogo.agencies.models import Agency
from infogo.editing.people import Person
from infogo.manuals.models import Manual


class OfficerMay:
    """The rights of one officer today, asked one manual at a time."""

    def __init__(self, rights: Rights) -> None:
        self.rights = rights

    def may_write_for(self, agency: Agency) -> bool:
        """Whether she may begin manuals of this agency: her right covers it whole."""
        return self.rights.agencies(Act.EDIT_MANUAL).filter(pk=agency.pk).exists()

    def may_edit(self, manual: Manual) -> bool:
        """Whether she may write drafts of this manual."""
        return self.rights.manuals(Act.EDIT_MANUAL).filter(pk=manual.pk).exists()

    def may_approve(self, manual: Manual, authors: Collection[str]) -> bool:
        """Whether she may approve, for the agency, what these people wrote."""
        return can_approve(self.rights, manual, officer_ids(authors))

    def may_review(self, manual: Manual) -> bool:
        """Whether she reviews manuals for the central agency."""
        return self.rights.manuals(Act.REVIEW).filter(pk=manual.pk).exists()

    def may_cancel(self, manual: Manual) -> bool:
        """Whether she may end a manual and take it up again: whoever approves for the agency."""
        return self.rights.manuals(Act.APPROVE_MANUAL).filter(pk=manual.pk).exists()


def person_of(officer: Officer) -> Person:
    """Return an officer as one who acts on drafts."""
    return Person(id=f"{PREFIX}{officer.pk}", name=officer.name_th)
