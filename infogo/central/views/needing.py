"""Parts of the central workspace that need a duty for the whole country."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseBase

from infogo.accounts.roles import Act
from infogo.workspace.gate import OfficeRequest
from infogo.workspace.menu import CENTRAL_ACTS

View = Callable[..., HttpResponseBase]


def needing_central(*acts: Act) -> Callable[[View], View]:
    """Answer 403 to whoever may do none of these acts in the whole country.

    Without acts, every central officer may come in.
    """
    wanted = acts or CENTRAL_ACTS

    def around(view: View) -> View:
        @wraps(view)
        def asked(request: OfficeRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not any(request.rights.everywhere(act) for act in wanted):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return asked

    return around
