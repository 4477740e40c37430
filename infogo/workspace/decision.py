"""One draft with all that a decision needs: what changed, what the rules say, its history.

For the agency's approver and for the central reviewer alike; each face adds its own queue.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from infogo.accounts.names import name_in
from infogo.accounts.perms import Rights
from infogo.core.dates import bangkok_now, long_moment
from infogo.editing.may import OfficerMay, person_of
from infogo.editing.measuring import all_changed
from infogo.editing.models import WAITING_STATES, Draft, DraftState, SectionComment
from infogo.editing.parts import BESIDE_SECTIONS, known_parts
from infogo.editing.reading import CheckedDraft, check_draft
from infogo.editing.services.workflow import needs_central_review
from infogo.editing.standard_changes import change_below
from infogo.manuals.content import SECTIONS, Section
from infogo.manuals.diff import SectionDiff
from infogo.manuals.lint.findings import Finding
from infogo.manuals.peers import peer_times
from infogo.manuals.rule_sets import Severity
from infogo.workspace.deciding_forms import comment_name
from infogo.workspace.waiting import slow_words, waited

VERBS = {
    "begin": "เริ่มร่าง",
    "submit": "ส่งขออนุมัติ",
    "take-back": "เอากลับมาแก้",
    "approve": "อนุมัติ",
    "pass-review": "ส่วนกลางตรวจผ่าน",
    "return": "ส่งกลับแก้ไข",
    "publish": "เผยแพร่ตามเวลา",
    "discard": "ทิ้งร่าง",
}
SEVERITIES = {
    Severity.BLOCKING: ("ต้องแก้", "error"),
    Severity.WARNING: ("ควรแก้", "warning"),
    Severity.ADVICE: ("คำแนะนำ", "info"),
}
OWN = "คุณเขียนร่างนี้ส่วนหนึ่ง จึงอนุมัติเองไม่ได้ ต้องให้ผู้อนุมัติคนอื่นตรวจ"
BLOCKED = "กฎที่ใช้วันนี้ไม่ยอมให้เผยแพร่ร่างนี้ ส่งกลับให้ผู้เขียนแก้ตามรายการที่ต้องแก้"
MOVED_BELOW = "คู่มือมาตรฐานกลางเปลี่ยนในข้อที่ร่างนี้เขียนเองหลังจากเริ่มร่าง ส่งกลับให้ผู้เขียนเทียบสามฉบับก่อน"


@dataclass(frozen=True)
class FindingLine:
    """One thing that the rules found."""

    weight: str
    kind: str
    section: str
    finding: Finding


@dataclass(frozen=True)
class Comment:
    """What somebody wanted changed, and whether the draft was submitted again since."""

    section: str
    text: str
    is_settled: bool


@dataclass(frozen=True)
class SectionView:
    """One section: its comparison if it changed, and the field for a comment."""

    code: str
    title: str
    field: str
    diff: SectionDiff | None = None


@dataclass(frozen=True)
class HistoryLine:
    """One step of the draft."""

    at: datetime
    what: str
    who: str
    note: str
    comments: Sequence[Comment]


@dataclass(frozen=True)
class Choice:
    """What she may do now; an empty label means that she may not, and ``why_not`` says why."""

    approve: str = ""
    send_back: str = ""
    why_not: str = ""


@dataclass(frozen=True)
class Place:
    """Where a draft is decided: its page, the list it stands in, and the drafts beside it.

    ``before`` and ``after`` are addresses, empty at the ends of the list.
    """

    path: str
    back: str
    before: str
    after: str


@dataclass(frozen=True)
class DecidePage:
    """The page's content."""

    draft: Draft
    checked: CheckedDraft
    place: Place
    title: str
    agency: str
    author: str
    state: str
    waited: str
    publish_at: str
    slow: str
    is_review: bool
    is_aside: bool
    choice: Choice
    findings: Sequence[FindingLine]
    advice: Sequence[FindingLine]
    changed: Sequence[SectionView]
    others: Sequence[SectionView]
    history: Sequence[HistoryLine]


def commentable(draft: Draft) -> list[Section]:
    """Return the parts of a draft that its author can change, in the order of the form."""
    known = set(known_parts(is_standard=draft.manual.is_standard))
    return [section for section in (*SECTIONS, *BESIDE_SECTIONS) if section.code in known]


def decide_page(rights: Rights, draft: Draft, place: Place, *, is_aside: bool) -> DecidePage:
    """Return the page of a draft with ``drafts_with_all`` selected."""
    checked = check_draft(draft, bangkok_now().date())
    diffs = all_changed(draft, checked)
    shown = {diff.section.code for diff in diffs}
    grave = _gravest_first([each for each in checked.findings if each.severity != Severity.ADVICE])
    is_waiting = draft.state in WAITING_STATES
    return DecidePage(
        draft=draft,
        checked=checked,
        place=place,
        title=draft.manual.procedure.name_th,
        agency=draft.manual.agency.name_th,
        author=name_in(draft.author_name),
        state=str(DraftState(draft.state).label),
        waited=waited(draft.changed_at, timezone.now()) if is_waiting else "",
        publish_at=long_moment(draft.publish_at) if draft.publish_at else "",
        slow=_slow(draft, checked),
        is_review=draft.state == DraftState.IN_REVIEW,
        is_aside=is_aside,
        choice=_choice(rights, draft, checked),
        findings=[_finding(each) for each in grave],
        advice=[_finding(each) for each in checked.findings if each.severity == Severity.ADVICE],
        changed=[_section(diff.section, diff) for diff in diffs],
        others=[_section(each) for each in commentable(draft) if each.code not in shown],
        history=_history(draft),
    )


def _choice(rights: Rights, draft: Draft, checked: CheckedDraft) -> Choice:
    may, state = OfficerMay(rights), DraftState(draft.state)
    if state not in WAITING_STATES:
        return Choice(why_not=f"ร่างนี้ไม่ได้รอการตัดสินใจ: {state.label}")
    is_own = person_of(rights.officer).id in draft.authors
    if state == DraftState.IN_REVIEW and not may.may_review(draft.manual):
        return Choice(why_not="หน่วยงานอนุมัติแล้ว ร่างนี้รอผู้ตรวจของส่วนกลาง")
    if is_own:
        return Choice(why_not=OWN)
    if state != DraftState.IN_REVIEW and not may.may_approve(draft.manual, draft.authors):
        return Choice(why_not="ร่างนี้รอผู้อนุมัติของหน่วยงาน")
    if state == DraftState.APPROVED:
        return Choice(send_back="เอากลับไปแก้ ยังไม่เผยแพร่")
    if checked.blocking:
        return Choice(send_back="ส่งกลับแก้ไข", why_not=BLOCKED)
    if change_below(draft) is not None:
        return Choice(send_back="ส่งกลับแก้ไข", why_not=MOVED_BELOW)
    return Choice(approve=_approve_label(draft, checked), send_back="ส่งกลับแก้ไข")


def _approve_label(draft: Draft, checked: CheckedDraft) -> str:
    if draft.state == DraftState.SUBMITTED and needs_central_review(checked):
        return "อนุมัติและส่งให้ส่วนกลางตรวจ"
    verb = "ผ่านการตรวจ" if draft.state == DraftState.IN_REVIEW else "อนุมัติ"
    if draft.publish_at is not None and draft.publish_at > timezone.now():
        return f"{verb} เผยแพร่ {long_moment(draft.publish_at)}"
    return f"{verb}และเผยแพร่"


def _slow(draft: Draft, checked: CheckedDraft) -> str:
    total = checked.reading.content.total
    (peers,) = peer_times([(draft.manual.procedure, total)])
    return slow_words(total, peers)


def _gravest_first(findings: Sequence[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: -finding.severity.rank)


def _finding(finding: Finding) -> FindingLine:
    weight, kind = SEVERITIES[finding.severity]
    return FindingLine(weight, kind, _title(finding.section), finding)


def _section(section: Section, diff: SectionDiff | None = None) -> SectionView:
    title = f"{section.number}. {section.title}" if section.number else str(section.title)
    return SectionView(section.code, title, comment_name(section.code), diff)


def _history(draft: Draft) -> list[HistoryLine]:
    steps = draft.transitions.prefetch_related("comments")
    return [
        HistoryLine(
            at=timezone.localtime(step.at),
            what=VERBS.get(step.verb, step.verb),
            who=step.actor_name,
            note=step.note,
            comments=[_comment(each) for each in step.comments.all()],
        )
        for step in steps
    ]


def _comment(comment: SectionComment) -> Comment:
    return Comment(_title(comment.section), comment.text, comment.settled_at is not None)


def _title(code: str) -> str:
    return str(next(part.title for part in (*SECTIONS, *BESIDE_SECTIONS) if part.code == code))
