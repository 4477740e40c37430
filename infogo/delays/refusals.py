"""The refusal that stands, those that were taken back, and which receipts were returned.

The last release knows nothing of refusals: it opens a case again and leaves the row as it was.
So a refusal stands only while the end that it explains does: same outcome, same day.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
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
    """Return what is asked of receipts whose request was returned (section 9)."""
    return Exists(_returns())


def is_no_time() -> Exists:
    """Return what is asked of returned receipts that tell nothing of the service's time.

    Nobody considered such a request to its end. But one that was returned after its promised day
    is late all the same, unless its deficiency record had stopped the clock by then: a record made
    afterwards, or of which nobody wrote down when it was made, stops nothing.
    """
    due_on = OuterRef("due_on")
    return Exists(_returns().filter(Q(record_on__lte=due_on) | Q(decided_on__lte=due_on)))


def returned_late(refusal: Refusal | None, due_on: date) -> bool:
    """Whether a receipt promised for that day was returned and counts as late all the same."""
    if refusal is None or refusal.outcome != Outcome.RETURNED or refusal.decided_on <= due_on:
        return False
    return refusal.record_on is None or refusal.record_on > due_on


def _returns() -> QuerySet[Refusal]:
    return Refusal.objects.filter(
        receipt=OuterRef("pk"),
        outcome=Outcome.RETURNED,
        decided_on=OuterRef("finished_on"),
        withdrawn_at=None,
    )
