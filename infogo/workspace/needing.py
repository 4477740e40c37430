"""Parts of the workspace that need a duty."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse

from infogo.accounts.roles import Act
from infogo.workspace.gate import OfficeRequest

View = Callable[..., HttpResponse]


def needing(*acts: Act) -> Callable[[View], View]:
    """Answer 403 to an officer who may do none of these acts anywhere; it says whom to ask."""

    def around(view: View) -> View:
        @wraps(view)
        def asked(request: OfficeRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not any(request.rights.can(act) for act in acts):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return asked

    return around
