"""The refusal that stands, those that were taken back, and which receipts were returned.

The last release knows nothing of refusals: it opens a case again and leaves the row as it was.
So a refusal stands only while the end that it explains does: same outcome, same day.
"""

from __future__ import annotations

from django.db.models import Exists, OuterRef
from django.utils import timezone

from infogo.delays.models import DelayCase, Outcome, Receipt, Refusal

LEFT_BEHIND = "เปิดเรื่องอีกครั้งด้วยระบบรุ่นก่อน จึงไม่มีเหตุผลที่ถอน"


def refusal_of(of: DelayCase | Receipt) -> Refusal | None:
    """Return why something was refused or returned, ``None`` when it was not, or without reasons.

    What ended without an end of this kind has none, whatever was written before.
    """
    ended_on = of.decided_on if isinstance(of, DelayCase) else of.finished_on
    if ended_on is None:
        return None
    found = of.refusals.filter(withdrawn_at=None, decided_on=ended_on)
    if isinstance(of, DelayCase):
        found = found.filter(outcome=of.outcome)
    return found.first()


def refusals_before(of: DelayCase | Receipt) -> list[Refusal]:
    """Return the refusals that do not stand any more, newest first."""
    stands = refusal_of(of)
    return [refusal for refusal in of.refusals.order_by("-pk") if refusal != stands]


def take_back(of: DelayCase | Receipt, *, why: str, actor: str) -> list[int]:
    """Note that the refusals of something do not stand any more; return which."""
    standing = of.refusals.filter(withdrawn_at=None)
    numbers = list(standing.values_list("pk", flat=True))
    standing.update(withdrawn_at=timezone.now(), withdrawn_by=actor, withdrawn_why=why)
    return numbers


def is_returned() -> Exists:
    """Return what is asked of receipts whose request was returned (section 9).

    Their time is not one of the service: nobody considered the request to its end.
    """
    return Exists(
        Refusal.objects.filter(
            receipt=OuterRef("pk"),
            outcome=Outcome.RETURNED,
            decided_on=OuterRef("finished_on"),
            withdrawn_at=None,
        )
    )
