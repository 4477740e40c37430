"""A few public records, real edits of them, and the feed begun."""

from __future__ import annotations

from typing import Any

from infogo.changes.models import Change, Numbering, Subscription, SubscriptionState
from infogo.changes.numbering import number_some
from infogo.changes.signing import locked_away, new_secret
from infogo.points.models import ServicePoint
from infogo.points.services import save_point
from tests.factories import OfficerFactory

ACTOR = "ผู้ทดสอบ"


def begun() -> int:
    """Let the feed begin with what is there; returns its first number."""
    while number_some() or Numbering.objects.get().filling:
        pass
    return Numbering.objects.get().newest


def numbered() -> list[tuple[str, int, str]]:
    """Number what changed; returns kind, record and what became of it, in order."""
    before = Numbering.objects.get().newest
    number_some()
    rows = Change.objects.filter(number__gt=before).order_by("number")
    return list(rows.values_list("kind", "record", "what"))


def edit(point: ServicePoint, landmark: str) -> None:
    """Change what a point says of itself."""
    save_point(point_id=point.pk, changes={"landmark": landmark}, actor=ACTOR)


def subscription(url: str, **values: Any) -> tuple[Subscription, str]:
    """Make a subscription that was verified, with its secret; it begins at the newest change."""
    secret = new_secret()
    given = {
        "state": SubscriptionState.ACTIVE,
        "position": Numbering.objects.get().newest,
        "challenge": "x" * 43,
    }
    made = Subscription.objects.create(
        owner=values.pop("owner", None) or OfficerFactory(),
        name="ทดสอบ",
        url=url,
        secret=locked_away(secret),
        **(given | values),
    )
    return made, secret
