"""Who acts and what she may do, without knowing how accounts and grants are kept."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol

from infogo.agencies.models import Agency
from infogo.core import audit
from infogo.manuals.models import Manual


@dataclass(frozen=True)
class Person:
    """Somebody who acts: ``id`` never changes ("officer 12"), ``name`` is what others read."""

    id: str
    name: str

    @property
    def audit_name(self) -> str:
        """Return how the audit trail names her."""
        return f"{self.id} {self.name}".strip()


SYSTEM = Person(*audit.SYSTEM.split())
"""Acts for nobody: publishing at the time that an approver agreed to."""


class May(Protocol):
    """The rights of one person. Each answer concerns her and now.

    Services ask these and, besides, never let anybody approve what she wrote herself.
    """

    def may_write_for(self, agency: Agency) -> bool:
        """Whether she may begin manuals of this agency."""

    def may_edit(self, manual: Manual) -> bool:
        """Whether she may write drafts of this manual."""

    def may_approve(self, manual: Manual, authors: Collection[str]) -> bool:
        """Whether she may approve, for the agency, what these people (ids) wrote."""

    def may_review(self, manual: Manual) -> bool:
        """Whether she reviews manuals for the central agency."""

    def may_cancel(self, manual: Manual) -> bool:
        """Whether she may end a manual and take it up again."""
