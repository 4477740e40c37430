"""Where a link of the old site leads."""

from __future__ import annotations

from infogo.oldlinks.models import FormerId
from infogo.oldlinks.services import canonical


def record_of(scheme: str, text: str) -> FormerId | None:
    """Return what an id of the old site stands for; one query, none where it is no id at all."""
    value = canonical(scheme, text)
    return FormerId.objects.filter(scheme=scheme, value=value).first() if value else None
