"""Where each kind of work is done: the one table of addresses that the to-do list names.

Addresses are reversed when a page is made.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from django.urls import reverse
from django.utils.http import urlencode


class Work(StrEnum):
    """A kind of work, in the order in which equals are shown."""

    RETURNED = "returned"
    APPROVE = "approve"
    REVIEW = "review"
    INSPECTION = "inspection"
    CASE = "case"
    DELAY_MISSED = "delay_missed"
    DELAY_NOTICE = "delay_notice"
    DELAY_SOON = "delay_soon"
    STANDARD = "standard"
    HANDOVER = "handover"
    MONTH = "month"
    REPORT_LATE = "report_late"
    REPORTED = "reported"
    HELD = "held"
    LOW = "low"
    BROKEN = "broken"
    FAILED = "failed"
    UNCHECKED = "unchecked"
    NO_POINT = "no_point"
    NO_MANUAL = "no_manual"
    UNCERTAIN = "uncertain"
    UNCONFIRMED = "unconfirmed"
    E_ACT = "e_act"
    E_ACT_REVIEW = "e_act_review"


class Target(NamedTuple):
    """The list of all such work, its filter, and the page of one record of it, if it has one."""

    page: str
    query: dict[str, str]
    record_page: str


TARGETS: dict[Work, Target] = {
    Work.RETURNED: Target("office:manuals", {"state": "returned"}, "office:draft"),
    Work.APPROVE: Target("office:approvals", {}, "office:draft_decide"),
    Work.REVIEW: Target("central:reviews", {}, "central:review"),
    Work.INSPECTION: Target("office:inspections", {}, "office:inspection"),
    Work.CASE: Target("central:cases", {"state": "open"}, "central:case"),
    Work.DELAY_MISSED: Target("office:delays", {"show": "missed"}, "office:delay"),
    Work.DELAY_NOTICE: Target("office:delays", {"show": "notice"}, "office:delay"),
    Work.DELAY_SOON: Target("office:delays", {"show": "soon"}, "office:delay"),
    Work.STANDARD: Target("office:standard_changes", {}, "office:standard_change"),
    Work.HANDOVER: Target("office:handovers", {}, "office:handover_proposal"),
    Work.MONTH: Target("office:volumes", {"show": "left"}, ""),
    Work.REPORT_LATE: Target("office:page_reports", {"show": "late"}, "office:page_report"),
    Work.REPORTED: Target("office:page_reports", {"show": "in-time"}, "office:page_report"),
    Work.HELD: Target("office:ratings_held", {}, "office:rating"),
    Work.LOW: Target("office:ratings", {"show": "unanswered", "only": "low"}, "office:rating"),
    Work.BROKEN: Target("office:links", {}, ""),
    Work.FAILED: Target("office:failed_searches", {}, ""),
    Work.UNCHECKED: Target("office:manuals", {"unchecked": "on"}, "office:manual"),
    Work.NO_POINT: Target("office:pins", {"list": "no-point"}, "office:manual_pins"),
    Work.NO_MANUAL: Target("office:pins", {"list": "no-manual"}, "office:point_pins"),
    Work.UNCERTAIN: Target("office:points", {"lack": "unsure"}, "office:point"),
    Work.UNCONFIRMED: Target("office:pins", {"list": "unconfirmed"}, "office:point_pins"),
    Work.E_ACT: Target("office:channels", {"only": "todo"}, ""),
    Work.E_ACT_REVIEW: Target("central:declarations", {}, ""),
}
NUMBER_PAGES = {
    "manuals": Target("office:manuals", {}, ""),
    "points": Target("office:points", {}, ""),
    "pins": Target("office:pins", {}, ""),
    "checked": TARGETS[Work.UNCHECKED],
}


def list_address(target: Target) -> str:
    """Return the address of the list."""
    address = reverse(target.page)
    return f"{address}?{urlencode(target.query)}" if target.query else address


def record_address(target: Target, record_id: int) -> str:
    """Return the address of one record's page, or nothing where such records have none."""
    return reverse(target.record_page, args=[record_id]) if target.record_page else ""
