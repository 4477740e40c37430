"""The manuals and drafts within an officer's reach: 404 beyond it, 403 beyond her acts."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from infogo.accounts.roles import Act
from infogo.editing.models import Draft
from infogo.editing.selectors import drafts_with_all
from infogo.manuals.models import Manual
from infogo.workspace.gate import OfficeRequest
from infogo.workspace.needing import View, needing

for_viewers = needing(Act.VIEW)
"""Answer 403 to an officer who may see no manuals at all."""


def for_writers(view: View) -> View:
    """Answer 403 to an officer who may begin manuals for no agency as a whole."""

    @wraps(view)
    def asked(request: OfficeRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.rights.agencies(Act.EDIT_MANUAL).exists():
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return asked


def manual_within_reach(request: OfficeRequest, manual_id: int, act: Act = Act.VIEW) -> Manual:
    """Return a manual that she may see.

    Raises:
        Http404: she may not see it, or there is none.
        PermissionDenied: she may see it, but not do ``act`` with it.
    """
    manuals = request.rights.manuals(Act.VIEW).select_related(
        "procedure__owner", "procedure__topic", "agency__province", "current__based_on",
        "standard__current", "standard__agency",
    )  # fmt: skip
    manual: Manual = get_object_or_404(manuals, pk=manual_id)
    _require(request, manual, act)
    return manual


def draft_within_reach(request: OfficeRequest, draft_id: int, act: Act = Act.VIEW) -> Draft:
    """Return a draft of a manual that she may see; raises as ``manual_within_reach``."""
    drafts = drafts_with_all().select_related(
        "manual__procedure__topic", "manual__agency__province", "manual__standard__agency"
    )
    seen = request.rights.manuals(Act.VIEW).order_by().values("pk")
    draft: Draft = get_object_or_404(drafts.filter(manual__in=seen), pk=draft_id)
    _require(request, draft.manual, act)
    return draft


def _require(request: OfficeRequest, manual: Manual, act: Act) -> None:
    if act is not Act.VIEW and not request.rights.manuals(act).filter(pk=manual.pk).exists():
        raise PermissionDenied
