"""The first page: what waits for an officer; and her rights in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from infogo.accounts.models import Grant, Officer
from infogo.accounts.perms import Rights
from infogo.accounts.roles import Role
from infogo.office.pages.todo import Todo, todo_list
from infogo.workspace.grants import GrantLine, grant_line


@dataclass(frozen=True)
class HomePage:
    """The page's content; ``administrators`` are whom to ask when there is nothing she may do."""

    officer: Officer
    agency: str
    has_grants: bool
    administrators: Sequence[str]
    todo: Todo | None


def home_page(rights: Rights) -> HomePage:
    """Return the page of the officer herself: what waits for her."""
    officer, has_grants = rights.officer, bool(rights.grants)
    return HomePage(
        officer=officer,
        agency=officer.agency.name_th if officer.agency else "",
        has_grants=has_grants,
        administrators=() if has_grants else administrators_of(rights),
        todo=todo_list(rights) if has_grants else None,
    )


def own_grants(rights: Rights) -> Sequence[GrantLine]:
    """Return what she may do now, in words."""
    held = Grant.objects.active(rights.on).filter(officer=rights.officer).order_by("pk")
    return [grant_line(grant, rights) for grant in held.select_related("agency").with_counts()]


def administrators_of(rights: Rights) -> Sequence[str]:
    """Return who may give rights at her agency, nearest first, at most five."""
    if rights.officer.agency_id is None:
        return ()
    paths = rights.officer.agency.paths_up.values_list("ancestor_id", "depth")  # type: ignore[union-attr]
    depths = dict(paths)
    found = (
        Grant.objects.active(rights.on)
        .filter(role=Role.AGENCY_ADMIN, agency_id__in=depths, officer__is_active=True)
        .exclude(officer=rights.officer)
        .select_related("officer")
    )
    near = [grant for grant in found if grant.whole_subtree or depths[grant.agency_id or 0] == 0]
    near.sort(key=lambda grant: (depths[grant.agency_id or 0], grant.officer.sort_key))
    return [f"{grant.officer.name_th} ({grant.officer.email})" for grant in near[:5]]
