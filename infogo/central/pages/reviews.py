"""The queue of the central review, and one draft of it with all that a reviewer needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.agencies.models import AgencyPath
from infogo.bulk.tables import Row
from infogo.central.exporting import ListFile
from infogo.central.pages.review_queue import (
    MINISTRY,
    Wanted,
    days_words,
    ministries,
    queue,
    size_words,
    waited_days,
)
from infogo.central.review_forms import AGES, FINDINGS, SIZES
from infogo.core.dates import long_date
from infogo.core.public_holidays import holiday_names
from infogo.editing.may import person_of
from infogo.editing.models import Draft, ReviewMeasure
from infogo.editing.queue import WaitingDraft, neighbours, waiting_draft, with_texts
from infogo.editing.reading import public_content, read_draft
from infogo.editing.selectors import drafts_with_all
from infogo.inspection.evidence import MeasureEvidence, measure_lines
from infogo.inspection.selectors import open_cases_of
from infogo.manuals.measures import (
    MEASURE_TH,
    Compared,
    Measure,
    compare,
    is_above,
    measures_of,
    own_words,
)
from infogo.manuals.peers import peer_times
from infogo.workspace.decision import DecidePage, Place, decide_page
from infogo.workspace.waiting import MOST_LISTED, Shown, show, slow_words

HEADS = (
    "คู่มือ", "หน่วยงาน", "กระทรวง", "รอตั้งแต่", "รอ (วันทำการ)", "ฉบับแรก", "ข้อที่แก้", "คำที่แก้",
    "สิ่งที่ควรแก้", "คำแนะนำ", "เรื่องตรวจสอบ",
)  # fmt: skip


@dataclass(frozen=True)
class Beside:
    """One number of a draft beside the middle of its peers."""

    label: str
    own: str
    middle: str
    count: int
    is_above: bool


@dataclass(frozen=True)
class ReviewLine:
    """One draft of the queue."""

    href: str
    title: str
    agency: str
    days: str
    since: datetime
    size: str
    changed: Sequence[str]
    warnings: int | None
    advice: int
    beside: Sequence[Beside]
    slow: str
    note: str
    is_own: bool
    case: str


@dataclass(frozen=True)
class ReviewsPage:
    """The queue, with what it is narrowed to."""

    wanted: Wanted
    lines: Sequence[ReviewLine]
    shown: Shown
    base: str
    file_base: str
    ministries: Sequence[tuple[int, str]]
    ages: Sequence[tuple[int, str]]
    sizes: Sequence[tuple[str, str]]
    findings: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class FigureLine:
    """One line of the table of numbers: this draft, what is public, and the peers."""

    line: MeasureEvidence
    public: str


@dataclass(frozen=True)
class ReviewPage:
    """One draft for the reviewer: the decision, its numbers, and the case if there is one."""

    decide: DecidePage
    size: str
    figures: Sequence[FigureLine]
    case_href: str
    flag_href: str


def reviews_page(rights: Rights, wanted: Wanted, page: int) -> ReviewsPage:
    """Return the queue as asked; as many queries for one draft as for many."""
    off = holiday_names()
    shown = show(queue(rights, wanted, off), str(page))
    query = wanted.query
    path = reverse("central:reviews")
    return ReviewsPage(
        wanted=wanted,
        lines=_lines(rights, shown.ids, wanted, off),
        shown=shown,
        base=f"{path}?{query}&page=" if query else f"{path}?page=",
        file_base=f"?{query}" if query else "",
        ministries=ministries(),
        ages=[(age, f"ตั้งแต่ {age} วันทำการ") for age in AGES],
        sizes=SIZES,
        findings=FINDINGS,
    )


def reviewable(rights: Rights) -> QuerySet[Draft]:
    """Return the drafts that she may look at as a reviewer."""
    return drafts_with_all().filter(manual__in=rights.manuals(Act.REVIEW).order_by().values("pk"))


def review_page(rights: Rights, draft: Draft, wanted: Wanted, *, is_aside: bool) -> ReviewPage:
    """Return one draft of ``reviewable`` with its place in the narrowed queue."""
    off = holiday_names()
    before, after = neighbours(draft, queue(rights, wanted, off))
    place = Place(
        path=_address(draft.pk, wanted),
        back=f"{reverse('central:reviews')}{'?' if wanted.query else ''}{wanted.query}",
        before=_address(before, wanted) if before else "",
        after=_address(after, wanted) if after else "",
    )
    page = decide_page(rights, draft, place, is_aside=is_aside)
    days = days_words(waited_days(draft, rights.on, off))
    case = open_cases_of([draft.manual_id]).get(draft.manual_id)
    return ReviewPage(
        decide=replace(page, waited=days) if page.waited else page,
        size=size_words(ReviewMeasure.objects.filter(draft=draft).first()),
        figures=_figures(draft),
        case_href=reverse("central:case", args=[case]) if case else "",
        flag_href=""
        if case
        else f"{reverse('central:case_new', args=[draft.manual_id])}?draft={draft.pk}",
    )


def reviews_table(rights: Rights, wanted: Wanted) -> ListFile:
    """Return the queue as a table to take away, as much as is listed."""
    off = holiday_names()
    ids = list(queue(rights, wanted, off).values_list("pk", flat=True)[:MOST_LISTED])
    return ListFile(
        "reviews", "คู่มือรอส่วนกลางตรวจ", HEADS, _table_rows(ids, rights.on, off), wide=(0, 1)
    )


def _address(draft_id: int, wanted: Wanted) -> str:
    path = reverse("central:review", args=[draft_id])
    return f"{path}?{wanted.query}" if wanted.query else path


def _lines(
    rights: Rights, ids: Sequence[int], wanted: Wanted, off: Mapping[date, str]
) -> list[ReviewLine]:
    waiting = [waiting_draft(draft) for draft in with_texts(ids)]
    measures = {row.draft_id: row for row in ReviewMeasure.objects.filter(draft__in=ids)}
    found = compare(
        [(each.draft.manual, measures_of(read_draft(each.draft).content)) for each in waiting]
    )
    times = peer_times([(each.draft.manual.procedure, each.total) for each in waiting])
    cases = open_cases_of([each.draft.manual_id for each in waiting])
    me = person_of(rights.officer).id
    return [
        _line(
            each,
            measures.get(each.draft.pk),
            _beside(compared),
            slow=slow_words(each.total, usual),
            case=reverse("central:case", args=[case]) if case else "",
            days=days_words(waited_days(each.draft, rights.on, off)),
            me=me,
            wanted=wanted,
        )
        for each, compared, usual in zip(waiting, found, times, strict=True)
        for case in (cases.get(each.draft.manual_id),)
    ]


def _line(
    waiting: WaitingDraft,
    measure: ReviewMeasure | None,
    beside: Sequence[Beside],
    *,
    slow: str,
    case: str,
    days: str,
    me: str,
    wanted: Wanted,
) -> ReviewLine:
    draft = waiting.draft
    return ReviewLine(
        href=_address(draft.pk, wanted),
        title=draft.manual.procedure.name_th,
        agency=draft.manual.agency.name_th,
        days=days,
        since=timezone.localtime(draft.changed_at),
        size=size_words(measure),
        changed=() if waiting.is_first else [str(section.title) for section in waiting.changed],
        warnings=measure.warnings if measure else None,
        advice=measure.advice if measure else 0,
        beside=beside,
        slow=slow,
        note=draft.note,
        is_own=me in draft.authors,
        case=case,
    )


def _beside(found: Compared) -> list[Beside]:
    """Return the numbers that have peers: of the same procedure, else of the like."""
    lines = []
    for measure in Measure:
        typical = found.same if measure in found.same.middles else found.like
        middle = typical.middles.get(measure)
        own = own_words(found.own, measure)
        if middle is not None and own:
            lines.append(
                Beside(
                    label=MEASURE_TH[measure],
                    own=own,
                    middle=typical.words(measure),
                    count=middle.count,
                    is_above=is_above(found.own, typical, measure),
                )
            )
    return lines


def _figures(draft: Draft) -> list[FigureLine]:
    ((found),) = compare([(draft.manual, measures_of(read_draft(draft).content))])
    public = measures_of(public_content(draft))
    has_public = draft.base_id is not None or not draft.manual.is_standard
    return [
        FigureLine(line, own_words(public, Measure(line.code)) if has_public else "")
        for line in measure_lines(found)
    ]


def _table_rows(ids: Sequence[int], today: date, off: Mapping[date, str]) -> Iterator[Row]:
    found = (
        Draft.objects.filter(pk__in=ids)
        .select_related("manual__procedure", "manual__agency", "review_measure")
        .in_bulk()
    )
    drafts = [found[draft_id] for draft_id in ids if draft_id in found]
    agencies = {draft.manual.agency_id for draft in drafts}
    above = dict(
        AgencyPath.objects.filter(descendant__in=agencies, ancestor__kind=MINISTRY).values_list(
            "descendant_id", "ancestor__name_th"
        )
    )
    cases = open_cases_of([draft.manual_id for draft in drafts])
    for draft in drafts:
        measure: ReviewMeasure | None = getattr(draft, "review_measure", None)
        counted: tuple[str | int, ...] = ("", "", "", "", "")
        if measure is not None:
            first = "ใช่" if measure.is_first else "ไม่ใช่"
            counted = (first, measure.sections, measure.words, measure.warnings, measure.advice)
        yield (
            draft.manual.procedure.name_th,
            draft.manual.agency.name_th,
            above.get(draft.manual.agency_id, ""),
            long_date(timezone.localtime(draft.changed_at).date()),
            waited_days(draft, today, off),
            *counted,
            cases.get(draft.manual_id) or "",
        )
