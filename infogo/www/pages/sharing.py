"""Pages from which a manual or a plan is handed on: by letter, message, calendar, or read aloud."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django.utils.translation import gettext as _

from infogo.display.case_view import CASE_ANSWERS
from infogo.manuals.filing_limits import filing_limits
from infogo.manuals.models import Manual
from infogo.manuals.selectors import content_here, merged_manual
from infogo.points.opening import Clock
from infogo.www.pages.guide import Guide, guide_of_manual, guide_of_plan, pins_told
from infogo.www.pages.guide_text import message_text
from infogo.www.pages.manual import manual_page
from infogo.www.pages.plan import plan_page
from infogo.www.pages.plan_calendar import has_days
from infogo.www.pages.plan_query import FOR_OTHER, PlanQuery
from infogo.www.send_form import SendForm

LINE = "https://line.me/R/share?text="
SMS = "sms:?body="


@dataclass(frozen=True)
class Source:
    """What is handed on and where its pages are; an empty address has no page.

    ``whole`` is the manual or plan itself, ``other`` the same page as told to somebody who does
    it for another person, or back.
    """

    guide: Guide
    trail: Sequence[tuple[str, str]]
    is_plan: bool
    is_for_other: bool
    whole: str
    send: str
    easy: str
    easy_other: str
    text: str
    calendar: str
    deadline: str


@dataclass(frozen=True)
class SendPage:
    """Everything on the page; ``problem`` is what is wrong with the form as a whole.

    ``leaves`` when letters really go out, ``is_on`` when this installation sends any.
    """

    source: Source
    form: SendForm
    token: str
    message: str
    line_href: str
    sms_href: str
    is_on: bool
    leaves: bool
    is_sent: bool
    problem: str = ""
    is_ours: bool = False


def send_page(source: Source, form: SendForm, token: str, **told: bool | str) -> SendPage:
    """Return the page of a source; ``told`` is what became of the form and how mail is set up."""
    message = message_text(source.guide)
    return SendPage(
        source=source,
        form=form,
        token=token,
        message=message,
        line_href=LINE + quote(message, safe=""),
        sms_href=SMS + quote(message, safe=""),
        **told,  # type: ignore[arg-type]
    )


def source_of_manual(
    manual: Manual,
    clock: Clock,
    *,
    province: str,
    district: str,
    is_for_other: bool,
    cases: str,
) -> Source:
    """Return a manual to hand on, with the counters of a province if one is given.

    ``cases`` are an address's answers to the questions of the manual.
    """
    page = manual_page(
        manual,
        lambda: merged_manual(manual),
        clock=clock,
        province=province,
        district=district,
        is_for_other=is_for_other,
        cases=cases,
    )
    answers = page.words.cases.answers if page.words.cases else ""
    oneself = page.words.cases.for_oneself if page.words.cases else ""
    is_for_other = page.words.is_for_other
    where = {"prov": province, "district": district}
    query = _said({**where, CASE_ANSWERS: answers, "for": FOR_OTHER if is_for_other else ""})
    turned = _said({**where, CASE_ANSWERS: oneself, "for": "" if is_for_other else FOR_OTHER})
    head = page.words.head
    has_limit = bool(filing_limits(content_here(merged_manual(manual))))
    return Source(
        guide=guide_of_manual(page, pins_told(manual, province, district), query),
        trail=[*head.trail, (head.title, head.address())],
        is_plan=False,
        is_for_other=is_for_other,
        whole=_with(head.address(), query),
        send=_with(head.address("send"), query),
        easy=_with(head.address("easy"), query),
        easy_other=_with(head.address("easy"), turned),
        text=_with(head.address("text"), query),
        calendar="",
        deadline=head.address("deadline") if has_limit else "",
    )


def source_of_plan(query: PlanQuery, clock: Clock) -> Source | None:
    """Return a plan to hand on, ``None`` while nothing is chosen."""
    page = plan_page(query, clock)
    if not page.errands:
        return None
    plan = page.query
    turned = plan.told_to(is_for_other=not plan.is_for_other)
    return Source(
        guide=guide_of_plan(page, clock.now.date()),
        trail=[(_("รายการเตรียมตัว"), plan.url())],
        is_plan=True,
        is_for_other=plan.is_for_other,
        whole=plan.url(),
        send=plan.url(page="plan_send"),
        easy=plan.url(page="plan_easy"),
        easy_other=turned.url(page="plan_easy"),
        text=plan.url(page="plan_text"),
        calendar=plan.url(page="plan_ics") if has_days(page) else "",
        deadline="",
    )


def _said(fields: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in fields.items() if value}


def _with(address: str, query: Mapping[str, str]) -> str:
    return f"{address}?{urlencode(query, safe=',')}" if query else address
