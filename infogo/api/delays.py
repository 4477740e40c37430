"""``/api/v1/delays``: delayed requests of an agency, told and read by its programs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any, TypeVar

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Query, Router, Status

from infogo.accounts.roles import Act
from infogo.accounts.tokens import Caller
from infogo.api.callers import (
    FORBIDDEN,
    UNUSABLE,
    ApiProblemError,
    TokenAuth,
    caller_of,
    once,
)
from infogo.api.delay_schemas import (
    CaseIn,
    CaseOut,
    CasesOut,
    DayOut,
    DecisionIn,
    FullCaseOut,
    NoticeIn,
    TurnOut,
)
from infogo.api.schemas import ProblemOut
from infogo.core.converters import LARGEST_ID
from infogo.core.dates import BANGKOK
from infogo.delays.errors import DelayError
from infogo.delays.models import DelayCase
from infogo.delays.reckoning import Almanac, promise_of
from infogo.delays.rules import RuleBook
from infogo.delays.selectors import (
    Chosen,
    cases_of,
    counters_of,
    ending_of,
    narrowed,
    standing_of,
    turns_on_page,
    with_all,
)
from infogo.delays.services.cases import Decision, NewCase, close_case, open_case
from infogo.delays.services.notices import NewNotice, record_notice

router = Router(tags=["delays"], auth=TokenAuth())

NOT_FOUND, CREATED = 404, 201
PAGE_SIZE = 200
PROBLEMS = dict.fromkeys((401, FORBIDDEN, NOT_FOUND, UNUSABLE), ProblemOut)
ENGLISH = {
    "reference": "Send an unused register number, never a name or an identity number",
    "received": "The moment of receipt cannot be used",
    "manual": "The manual promises no time that can be counted",
    "point": "The service is not done at this point",
    "sent_on": "A notice cannot have been sent on this day",
    "reason": "There is no such cause in force on this day",
    "text": "The words of the cause cannot be used",
    "expected_on": "The expected day must come after the notice",
    "copied_on": "The copy cannot have gone on this day",
    "decided_on": "It cannot have been decided on this day",
    "told_on": "The person cannot have been told on this day",
}
_T = TypeVar("_T")

CaseId = Annotated[int, Path(ge=1, le=LARGEST_ID, description="id of the case")]
After = Annotated[int, Query(ge=0, le=LARGEST_ID, description="last id of the page before")]


@router.post("/delays", response={CREATED: CaseOut, **PROBLEMS}, url_name="delays")
def open_delay(request: HttpRequest, body: CaseIn) -> object:
    """Begin to watch a request; needs the act ``report``. The answer tells when it is due."""
    caller = _reporter(request)

    def act() -> tuple[int, Any]:
        counters = counters_of(caller.rights).filter(manual=body.manual, point=body.point)
        pin = counters.select_related("manual__standard", "point").first()
        if pin is None:
            raise DelayError("ไม่มีเรื่องนี้ที่จุดนี้ในสิทธิของโทเค็นนี้", "point")
        new = NewCase(body.reference, body.received_at, body.by_channel)
        actor = _actor(request)
        case = open_case(manual=pin.manual, point=pin.point, new=new, actor=actor)
        return CREATED, _told(case)

    return Status(*_refusing(lambda: once(request, act)))


@router.get("/delays", response={200: CasesOut, **PROBLEMS}, url_name="delays")
def list_delays(request: HttpRequest, show: Chosen = Chosen.OPEN, after: After = 0) -> object:
    """Read cases that stand so, in order of id, 200 a page; needs the act ``view``."""
    now, book = timezone.now(), RuleBook.read()
    found = narrowed(cases_of(caller_of(request).rights), show, now, book).filter(pk__gt=after)
    cases = list(found.select_related("edition").order_by("pk")[: PAGE_SIZE + 1])
    shown = cases[:PAGE_SIZE]
    return CasesOut(
        cases=[CaseOut(**_fields(case, now, book)) for case in shown],
        next_after=shown[-1].pk if len(cases) > PAGE_SIZE else None,
    )


@router.get("/delays/{case_id}", response={200: FullCaseOut, **PROBLEMS}, url_name="delay")
def read_delay(request: HttpRequest, case_id: CaseId) -> object:
    """Read a case with its arithmetic day by day and its notices; needs the act ``view``."""
    found = with_all(cases_of(caller_of(request).rights)).filter(pk=case_id).first()
    if found is None:
        raise _unknown(case_id)
    now, almanac = timezone.now(), Almanac.read()
    today = now.astimezone(BANGKOK).date()
    days = _refusing(lambda: promise_of(found, almanac)).days
    return FullCaseOut(
        **_fields(found, now, almanac.book),
        days=[DayOut(on=day.on, counts=day.counts, why_th=day.why_th) for day in days],
        notices=[
            TurnOut(
                turn=turn.seq,
                due_on=turn.due_on,
                sent_on=turn.notice.sent_on if turn.notice else None,
                is_missed=turn.is_missed,
                reason=turn.notice.reason if turn.notice else "",
                expected_on=turn.notice.expected_on if turn.notice else None,
                copied_on=turn.notice.copied_on if turn.notice else None,
            )
            for turn in turns_on_page(found, almanac, today)
        ],
    )


@router.post(
    "/delays/{case_id}/notices", response={CREATED: CaseOut, **PROBLEMS}, url_name="delay_notices"
)
def tell_delay_notice(request: HttpRequest, case_id: CaseId, body: NoticeIn) -> object:
    """Tell of a notice of delay that went out; needs the act ``report``."""

    def act() -> tuple[int, Any]:
        case = _reported(request, case_id)
        notice = NewNotice(**body.model_dump())
        record_notice(case_id=case.pk, notice=notice, actor=_actor(request))
        return CREATED, _told(case)

    return Status(*_refusing(lambda: once(request, act)))


@router.post("/delays/{case_id}/close", response={200: CaseOut, **PROBLEMS}, url_name="delay_close")
def close_delay(request: HttpRequest, case_id: CaseId, body: DecisionIn) -> object:
    """Tell how a request ended; needs the act ``report``."""

    def act() -> tuple[int, Any]:
        case = _reported(request, case_id)
        decision = Decision(body.decided_on, body.outcome, body.told_on)
        close_case(case_id=case.pk, decision=decision, actor=_actor(request))
        return 200, _told(case)

    return Status(*_refusing(lambda: once(request, act)))


def _refusing(act: Callable[[], _T]) -> _T:
    """Do something; refusals of delays become problems of the API."""
    try:
        with transaction.atomic():
            return act()
    except DelayError as refusal:
        english = ENGLISH.get(refusal.field, "The case does not allow this now")
        errors = [
            {
                "parameter": each.field,
                "message": ENGLISH.get(each.field, "The case does not allow this now"),
                "message_th": str(each),
            }
            for each in refusal.every()
            if each.field
        ]
        raise ApiProblemError(UNUSABLE, str(refusal), english, errors) from refusal


def _reporter(request: HttpRequest) -> Caller:
    """Return who calls, if she may report at all."""
    caller = caller_of(request)
    if not caller.rights.can(Act.REPORT):
        raise ApiProblemError(
            FORBIDDEN, "โทเค็นนี้ไม่มีสิทธิส่งเรื่องล่าช้า", "This token may not report delayed requests"
        )
    return caller


def _reported(request: HttpRequest, case_id: int) -> DelayCase:
    """Return a case in which the caller may write."""
    caller = _reporter(request)
    found = cases_of(caller.rights, Act.REPORT).filter(pk=case_id).first()
    if found is None:
        raise _unknown(case_id)
    return found


def _unknown(case_id: int) -> ApiProblemError:
    return ApiProblemError(
        NOT_FOUND,
        f"ไม่พบเรื่อง {case_id} ในสิทธิของโทเค็นนี้",
        f"There is no case {case_id} within the rights of this token",
    )


def _actor(request: HttpRequest) -> str:
    caller = caller_of(request)
    return f"{caller.rights.officer.audit_name} ({caller.token.prefix})"


def _told(case: DelayCase) -> dict[str, Any]:
    """Return a case as it is now, as JSON to be kept with the answer."""
    fresh = DelayCase.objects.select_related("edition").get(pk=case.pk)
    told = CaseOut(**_fields(fresh, timezone.now(), RuleBook.read()))
    return told.model_dump(mode="json")


def _fields(case: DelayCase, now: datetime, book: RuleBook) -> dict[str, Any]:
    return {
        "id": case.pk,
        "reference": case.reference,
        "manual": case.manual_id,
        "point": case.point_id,
        "edition": case.edition.number,
        "received_at": case.received_at,
        "by_channel": case.by_channel,
        "promised_value": float(case.promised_value),
        "promised_unit": case.promised_unit,
        "due_on": case.due_on,
        "due_at": case.due_at,
        "standing": standing_of(case, now, book).value,
        "ending": ending_of(case),
        "next_notice_due_on": case.notice_due_on,
        "missed_notices": case.missed_count,
        "decided_on": case.decided_on,
        "outcome": case.outcome,
        "is_simulated": case.is_simulated,
    }
