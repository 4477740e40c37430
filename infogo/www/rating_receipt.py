"""Receiving the form of a rating: every check that needs the request, then the service.

Nothing is refused silently and nothing that she wrote is lost: a refusal shows the form again.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from infogo.core.networks import network_of_reader
from infogo.manuals.rule_sets import RatingParameters
from infogo.ratings import tokens
from infogo.ratings.errors import FormExpiredError, FormForgedError, RatingError
from infogo.ratings.guard import Masked, mask
from infogo.ratings.limits import count_sending
from infogo.ratings.models import Rating, Suspicion
from infogo.ratings.services import Given, submit_rating
from infogo.ratings.tokens import FormNumber
from infogo.www.pages.rate import Subject
from infogo.www.rate_form import RateForm
from infogo.www.sending import comes_from_here

UNPROCESSABLE, FORBIDDEN, TOO_MANY = 422, 403, 429
TRAP = "website"
"""A field that people do not see."""
SEND_MASKED = "mask"
"""The button by which she sends her comment with personal data masked."""


class Refusal(Exception):  # noqa: N818  (it is an answer, not a fault)
    """Why a form is shown again; ``masked`` when personal data was found in the comment.

    ``opened_before`` is how long a form with a new token counts as open already.
    """

    def __init__(
        self,
        status: int,
        problem: str = "",
        *,
        masked: Masked | None = None,
        needs_new_token: bool = False,
        opened_before: timedelta = timedelta(),
        retry_after: int = 0,
    ) -> None:
        super().__init__(problem)
        self.status, self.problem, self.masked = status, problem, masked
        self.needs_new_token, self.retry_after = needs_new_token, retry_after
        self.opened_before = opened_before


def receive(
    request: HttpRequest, subject: Subject, form: RateForm, rules: RatingParameters
) -> Rating:
    """Return the rating made of a bound form.

    Raises:
        Refusal: what to show instead, with the form as it was filled in.
    """
    now = timezone.now()
    is_valid = form.is_valid()
    if not comes_from_here(request):
        raise Refusal(
            FORBIDDEN,
            _("ส่งแบบฟอร์มนี้จากเว็บไซต์อื่นไม่ได้ ตรวจคำตอบแล้วกดส่งคะแนนจากหน้านี้อีกครั้ง"),
            needs_new_token=True,
        )
    number = _number(request, rules, now)
    if not is_valid:
        raise Refusal(UNPROCESSABLE)
    masked = mask(form.cleaned_data["comment"])
    if masked.kinds and SEND_MASKED not in request.POST:
        raise Refusal(UNPROCESSABLE, masked=masked)
    given = _given(subject, form)
    suspected = _suspected(request, number, rules)
    if _sent_of_this(request, given, rules, now) > rules.network_held_after:
        suspected.append(Suspicion.ONE_ADDRESS)
    try:
        return submit_rating(given=given, key=number.key, suspected=suspected, now=now)
    except RatingError as problem:
        raise Refusal(UNPROCESSABLE, str(problem)) from problem


def _number(request: HttpRequest, rules: RatingParameters, now: datetime) -> FormNumber:
    try:
        return tokens.read(request.POST.get("token", ""), hours=rules.form_hours, now=now)
    except (FormExpiredError, FormForgedError) as problem:
        # Whoever let our form lie open filled it in long ago: pressing once more is not too fast.
        is_ours = isinstance(problem, FormExpiredError)
        raise Refusal(
            UNPROCESSABLE,
            _("แบบฟอร์มเปิดไว้นานเกินไป คำตอบของคุณยังอยู่ กดส่งคะแนนอีกครั้ง"),
            needs_new_token=True,
            opened_before=timedelta(seconds=rules.shortest_fill_seconds if is_ours else 0),
        ) from problem


def _given(subject: Subject, form: RateForm) -> Given:
    manual_id, point_id, channel = subject.answered_by(form.cleaned_data.get("where", ""))
    return Given(
        manual_id=manual_id,
        point_id=point_id,
        channel=channel,
        overall=form.cleaned_data["overall"],
        dimensions=form.scores,
        facts=form.facts,
        comment=form.cleaned_data["comment"],
        visited_on=form.visited_on,
    )


def _suspected(
    request: HttpRequest, number: FormNumber, rules: RatingParameters
) -> list[Suspicion]:
    found = []
    if request.POST.get(TRAP):
        found.append(Suspicion.TRAP)
    if number.age < timedelta(seconds=rules.shortest_fill_seconds):
        found.append(Suspicion.TOO_FAST)
    return found


def _sent_of_this(
    request: HttpRequest, given: Given, rules: RatingParameters, now: datetime
) -> int:
    """Count this sending; returns how many of the same thing its network sent in this hour.

    Raises:
        Refusal: it sent too many.
    """
    network = network_of_reader(request)
    if not network:
        return 0
    of_all = count_sending(network=network, what="rating", now=now)
    what = f"rating-{given.manual_id}-{given.point_id}"
    of_this = count_sending(network=network, what=what, now=now)
    if of_all > rules.network_per_hour or of_this > rules.network_per_hour_at_one:
        raise Refusal(
            TOO_MANY,
            _("เครือข่ายของคุณส่งคะแนนหลายครั้งในชั่วโมงนี้ คำตอบยังอยู่ในหน้านี้ รอสักครู่แล้วกดส่งคะแนนอีกครั้ง"),
            retry_after=3600 - now.minute * 60 - now.second,
        )
    return of_this
