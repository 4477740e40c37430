"""What makes a rating wait for an officer: signs of machines and of crowds called together.

None of them refuses anything: a burst may be a fair at which an office asked its visitors.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta

from infogo.manuals.rule_sets import RatingParameters
from infogo.ratings.figures import chance_of_so_many
from infogo.ratings.models import Rating, Suspicion
from infogo.thai.normalise import normalise

DAY = timedelta(days=1)


def comment_digest(comment: str) -> str:
    """Return a digest of the letters of a comment, equal however it is spaced or punctuated."""
    letters = _letters(comment)
    return hashlib.sha256(letters.encode()).hexdigest() if letters else ""


def suspicions(rating: Rating, rules: RatingParameters, now: datetime) -> Iterator[Suspicion]:
    """Yield what is unusual about a rating that is not saved yet, against those before it."""
    if _is_repeated(rating, rules, now):
        yield Suspicion.SAME_COMMENT
    if rating.point_id and _is_burst({"point_id": rating.point_id}, rules, now):
        yield Suspicion.BURST_POINT
    if _is_burst({"manual_id": rating.manual_id}, rules, now):
        yield Suspicion.BURST_MANUAL


def _is_repeated(rating: Rating, rules: RatingParameters, now: datetime) -> bool:
    """Whether somebody wrote the same; short praise such as ดีมาก is what everybody writes."""
    if len(_letters(rating.comment)) < rules.same_comment_letters:
        return False
    since = now - timedelta(days=rules.same_comment_days)
    return Rating.objects.filter(
        comment_digest=rating.comment_digest, created_at__gte=since, is_simulated=False
    ).exists()


def _is_burst(of: dict[str, int], rules: RatingParameters, now: datetime) -> bool:
    """Whether the last day has more than its own history makes likely.

    What is usual is the mean a day of ``burst_days`` before; one rating is added to it, so that
    a place that nobody rated yet is not taken by surprise by its second visitor.
    """
    real = Rating.objects.filter(**of, is_simulated=False)
    today = real.filter(created_at__gt=now - DAY).count() + 1
    if today < rules.burst_least:
        return False
    since = now - timedelta(days=rules.burst_days)
    before = real.filter(created_at__gt=since, created_at__lte=now - DAY).count()
    usual = (before + 1) / (rules.burst_days - 1)
    return chance_of_so_many(today, usual) < rules.burst_chance


def _letters(comment: str) -> str:
    return "".join(char for char in normalise(comment) if char.isalnum())
