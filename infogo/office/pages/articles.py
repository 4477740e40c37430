"""Articles of one's agencies: the list, and where one of them is on its way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from infogo.accounts.perms import Rights
from infogo.agencies.models import AgencyStatus
from infogo.articles.diff import FieldDiff, diff_texts
from infogo.articles.models import (
    OPEN_STATES,
    Article,
    ArticleDraft,
    ArticleEdition,
    ArticleStatus,
    DraftState,
)
from infogo.articles.rights import (
    agencies_to_write_for,
    is_author,
    may_decide,
    may_write,
    may_write_for,
    visible_articles,
)
from infogo.articles.texts import ArticleText, text_from
from infogo.core.dates import long_moment
from infogo.core.written import asked_words
from infogo.office.pages.files import OwnerChoice
from infogo.office.pages.team import agency_options, agency_shown_first

PAGE_SIZE = 30
CENTRE = "ส่วนกลาง"
PUBLIC_STATES = {
    ArticleStatus.DRAFT: ("ยังไม่เคยเผยแพร่", "neutral"),
    ArticleStatus.PUBLISHED: ("เผยแพร่แล้ว", "success"),
    ArticleStatus.WITHDRAWN: ("ยกเลิกแล้ว", "neutral"),
}
DRAFT_KINDS = {
    DraftState.DRAFT: "info",
    DraftState.SUBMITTED: "warning",
    DraftState.APPROVED: "info",
    DraftState.RETURNED: "error",
}
SHOWN: dict[str, tuple[str, Q]] = {
    "": ("ทั้งหมด", Q()),
    "waiting": ("รออนุมัติ", Q(drafts__state=DraftState.SUBMITTED)),
    "drafts": ("กำลังเขียน", Q(drafts__state__in=[DraftState.DRAFT, DraftState.RETURNED])),
    "published": ("เผยแพร่แล้ว", Q(status=ArticleStatus.PUBLISHED)),
    "withdrawn": ("ยกเลิกแล้ว", Q(status=ArticleStatus.WITHDRAWN)),
}


@dataclass(frozen=True)
class ArticleLine:
    """One article in the list; ``draft`` says where its next edition is."""

    id: int
    title: str
    agency: str
    state: str
    state_kind: str
    draft: str
    draft_kind: str
    detail: str


@dataclass(frozen=True)
class Tab:
    """One way of narrowing the list."""

    label: str
    href: str
    current: bool


@dataclass(frozen=True)
class ArticlesPage:
    """The list's content."""

    query: str
    show: str
    tabs: Sequence[Tab]
    total: int
    articles: Sequence[ArticleLine]
    number: int
    pages: int
    can_begin: bool


@dataclass(frozen=True)
class DraftBlock:
    """Where the next edition is, and what she may do with it."""

    version: int
    state: str
    state_kind: str
    title: str
    saved_by: str
    changed_at: datetime
    publish_at: str
    note: str
    returned_note: str
    can_edit: bool
    can_take_back: bool
    can_decide: bool
    is_mine: bool


@dataclass(frozen=True)
class EditionLine:
    """One edition in the history."""

    number: int
    title: str
    published_at: datetime
    author: str
    published_by: str
    note: str


@dataclass(frozen=True)
class ArticlePage:
    """One article in the workspace."""

    id: int
    title: str
    agency: str
    state: str
    state_kind: str
    public_href: str
    withdrawn_reason: str
    draft: DraftBlock | None
    editions: Sequence[EditionLine]
    can_begin: bool
    can_withdraw: bool


@dataclass(frozen=True)
class EditionPage:
    """One edition beside the one before it; ``before`` is 0 for the first."""

    article_id: int
    title: str
    edition: EditionLine
    before: int
    changes: Sequence[FieldDiff]


def articles_page(rights: Rights, query: str, show: str, page: str) -> ArticlesPage:
    """List the articles she works with, changed last first."""
    words, shown_as = asked_words(query), show if show in SHOWN else ""
    found = visible_articles(rights).filter(SHOWN[shown_as][1])
    if words:
        found = found.filter(Q(title_th__icontains=words) | Q(agency__name_th__icontains=words))
    found = with_open_draft(found).order_by("-updated_at", "-pk")
    shown: Any = Paginator(found, PAGE_SIZE).get_page(page)
    return ArticlesPage(
        query=words,
        show=shown_as,
        tabs=[_tab(key, shown_as) for key in SHOWN],
        total=shown.paginator.count,
        articles=[_line(article) for article in shown.object_list],
        number=shown.number,
        pages=shown.paginator.num_pages,
        can_begin=may_write_for(rights, None) or agencies_to_write_for(rights).exists(),
    )


def new_article_page(rights: Rights, query: str, chosen: object) -> OwnerChoice:
    """Offer the agencies for which an article can be begun."""
    words = asked_words(query)
    found = agencies_to_write_for(rights).filter(status=AgencyStatus.ACTIVE)
    if words:
        found = found.filter(name_th__icontains=words)
    wanted = agency_shown_first(rights, chosen)
    return OwnerChoice(
        query=words,
        agencies=agency_options(found, wanted),
        total=found.count(),
        can_be_central=may_write_for(rights, None),
    )


def with_open_draft(articles: QuerySet[Article]) -> QuerySet[Article]:
    """Read articles with their agency and the draft that is open, if any."""
    drafts = ArticleDraft.objects.filter(state__in=OPEN_STATES)
    return articles.select_related("agency", "topic", "life_event").prefetch_related(
        Prefetch("drafts", queryset=drafts, to_attr="open_drafts")
    )


def open_draft(article: Any) -> ArticleDraft | None:
    """Return the open draft of an article read ``with_open_draft``."""
    drafts: list[ArticleDraft] = article.open_drafts
    return drafts[0] if drafts else None


def article_page(rights: Rights, article: Article) -> ArticlePage:
    """Show an article, read ``with_open_draft``, with its history."""
    state, kind = PUBLIC_STATES[ArticleStatus(article.status)]
    draft = open_draft(article)
    writes, decides = may_write(rights, article), may_decide(rights, article)
    is_public = article.status == ArticleStatus.PUBLISHED
    return ArticlePage(
        id=article.pk,
        title=article.title_th,
        agency=article.agency.name_th if article.agency else CENTRE,
        state=state,
        state_kind=kind,
        public_href=reverse("www:article", args=[article.pk]) if is_public else "",
        withdrawn_reason=article.withdrawn_reason,
        draft=_block(rights, draft, writes=writes, decides=decides) if draft else None,
        editions=[edition_line(edition) for edition in article.editions.order_by("-number")],
        can_begin=writes and draft is None,
        can_withdraw=decides and is_public,
    )


def edition_page(article: Article, edition: ArticleEdition) -> EditionPage:
    """Show what an edition changed."""
    before = article.editions.filter(number__lt=edition.number).order_by("-number").first()
    old = text_from(before.content) if before else ArticleText(title_th="")
    return EditionPage(
        article_id=article.pk,
        title=article.title_th,
        edition=edition_line(edition),
        before=before.number if before else 0,
        changes=diff_texts(old, text_from(edition.content)),
    )


def edition_line(edition: ArticleEdition) -> EditionLine:
    """Put an edition into words."""
    return EditionLine(
        number=edition.number,
        title=text_from(edition.content).title_th,
        published_at=timezone.localtime(edition.published_at),
        author=_name(edition.author) or "ข้อมูลตั้งต้นของระบบ",
        published_by=_name(edition.published_by),
        note=edition.note,
    )


def _tab(key: str, current: str) -> Tab:
    address = reverse("office:articles")
    return Tab(SHOWN[key][0], f"{address}?show={key}" if key else address, key == current)


def _line(article: Any) -> ArticleLine:
    state, kind = PUBLIC_STATES[ArticleStatus(article.status)]
    draft = open_draft(article)
    return ArticleLine(
        id=article.pk,
        title=text_from(draft.content).title_th or article.title_th if draft else article.title_th,
        agency=article.agency.name_th if article.agency else CENTRE,
        state=state,
        state_kind=kind,
        draft=str(DraftState(draft.state).label) if draft else "",
        draft_kind=DRAFT_KINDS[DraftState(draft.state)] if draft else "",
        detail=f"{draft.saved_by_name} แก้เมื่อ {long_moment(draft.changed_at)}" if draft else "",
    )


def _block(rights: Rights, draft: ArticleDraft, *, writes: bool, decides: bool) -> DraftBlock:
    is_mine = is_author(rights, draft)
    is_submitted = draft.state == DraftState.SUBMITTED
    return DraftBlock(
        version=draft.version,
        state=str(DraftState(draft.state).label),
        state_kind=DRAFT_KINDS[DraftState(draft.state)],
        title=text_from(draft.content).title_th,
        saved_by=draft.saved_by_name,
        changed_at=timezone.localtime(draft.changed_at),
        publish_at=long_moment(draft.publish_at) if draft.publish_at else "",
        note=draft.note,
        returned_note=draft.returned_note,
        can_edit=writes and draft.is_editable,
        can_take_back=writes and draft.is_waiting,
        can_decide=decides and is_submitted and not is_mine,
        is_mine=is_mine and is_submitted,
    )


def _name(written: str) -> str:
    """Return the name out of "officer 12 ชื่อ"; others stand as written."""
    words = written.split(" ", 2)
    return words[2] if len(words) == 3 and words[0] == "officer" else written
