"""What every page of the signed-in faces may use besides its own data and its menu."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from infogo.accounts.demo import DEMO_PASSWORD, DemoHint, demo_hints
from infogo.accounts.perms import Rights
from infogo.announcements.models import Level
from infogo.announcements.selectors import for_officers, posted
from infogo.workspace.middleware import is_workspace
from infogo.workspace.providers import configured_providers


@dataclass(frozen=True)
class Shown:
    """One announcement to officers; ``lang`` is never set, the workspace is Thai."""

    text: str
    is_urgent: bool
    lang: None = None


STATUS = {"error": "error", "success": "success", "warning": "warning"}


def workspace_context(request: HttpRequest) -> dict[str, Any]:
    """Return the names that ``base/office.html`` needs; nothing on public pages."""
    if not is_workspace(request):
        return {}
    rights: Rights | None = getattr(request, "rights", None)
    return {
        "officer": rights.officer if rights else None,
        "announcements": SimpleLazyObject(_announced) if rights else (),
        "menu": (),  # the face, asked after this, may know one
        "messages": [
            (STATUS.get(message.level_tag, "info"), str(message))
            for message in get_messages(request)
        ],
        "providers": configured_providers(),
        "demo": demo(),
    }


def _announced() -> list[Shown]:
    """Return the announcements that stand above pages of officers now; one query."""
    now = timezone.now()
    return [Shown(one.text_th, one.level == Level.URGENT) for one in for_officers(posted(now), now)]


def demo() -> tuple[str, Sequence[DemoHint]] | None:
    """Return the password and the officers of the demonstration, where there is one."""
    if not settings.INFOGO["DEMO_OFFICERS"]:
        return None
    return DEMO_PASSWORD, demo_hints()
