"""The page on which a reader says what is wrong, and the one that tells what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from infogo.agencies.models import Agency
from infogo.articles.models import Article, ArticleStatus
from infogo.core.dates import BANGKOK, long_date
from infogo.core.language import current_language, in_language
from infogo.display.filters import DOT
from infogo.display.manual_head import find_manual, manual_address
from infogo.display.whereabouts import point_name
from infogo.manuals.models import ManualStatus
from infogo.page_reports.models import LONGEST_PATH, PageReport, PageReportStep, State, Subject
from infogo.page_reports.retention import CONTACTS_KEPT
from infogo.page_reports.selectors import answering_agency, subject_names
from infogo.page_reports.words import state_words
from infogo.points.models import PointStatus, ServicePoint
from infogo.ratings.guard import Masked
from infogo.www.guide_sending import leaves_this_machine
from infogo.www.rating_words import personal_words
from infogo.www.report_form import ReportForm
from infogo.www.report_words import kind_words
from infogo.www.reportable import HEADINGS, RECORD_ARGUMENTS

ENGLISH = "/en"


@dataclass(frozen=True)
class About:
    """What a report is about. ``path`` is its address in Thai, empty where nobody said.

    ``title`` and ``whose`` are what the page is called and who answers for it, ``href`` leads
    back to it; an empty title is the site as a whole.
    """

    subject: Subject
    subject_id: int | None = None
    path: str = ""
    title: str = ""
    lang: str | None = None
    whose: str = ""
    whose_lang: str | None = None
    href: str = ""


@dataclass(frozen=True)
class Guard:
    """What would be masked in her words, and how they would read."""

    kinds: str
    text: str


@dataclass(frozen=True)
class ReportPage:
    """Everything the form's page shows; ``problem`` is what is wrong with it as a whole.

    ``mail_leaves`` whether letters of this installation reach anybody.
    """

    about: About
    address: str
    form: ReportForm
    token: str
    working_days: int
    mail_leaves: bool
    contact_days: int
    problem: str
    guard: Guard | None


@dataclass(frozen=True)
class Answer:
    """One thing that was answered: the day, who speaks, the state it brought, and the words."""

    on: str
    whose: str
    whose_lang: str | None
    state: str
    text: str


@dataclass(frozen=True)
class ReportedPage:
    """Where a report stands, to whoever holds its reference."""

    reference: str
    title: str
    lang: str | None
    href: str
    kind: str
    text: str
    text_lang: str
    has_masked: bool
    state: str
    is_open: bool
    is_mended: bool
    told_on: str
    due: str
    is_late: bool
    whose: str
    whose_lang: str | None
    answers: Sequence[Answer]
    has_contact: bool


def about_of(asked: str) -> About:
    """Return what an address is about; an address that is no page of ours is the whole site."""
    path = asked.removeprefix(ENGLISH) if asked.startswith(f"{ENGLISH}/") else asked
    if not path.startswith("/") or len(path) > LONGEST_PATH or not path.isprintable():
        return About(Subject.PAGE)
    try:
        with override("th"):
            match = resolve(path)
    except Resolver404:
        return About(Subject.PAGE)
    is_public = match.kwargs.keys() <= RECORD_ARGUMENTS or match.view_name in HEADINGS
    if match.namespace != "www" or not is_public:
        return About(Subject.PAGE)
    return _record(match.kwargs, path) or _page(path)


def report_page(
    about: About,
    form: ReportForm,
    token: str,
    *,
    working_days: int,
    problem: str = "",
    masked: Masked | None = None,
) -> ReportPage:
    """Return the form's page; ``masked`` when personal data was found in her words."""
    words = personal_words()
    return ReportPage(
        about=about,
        address=report_address(about.path),
        form=form,
        token=token,
        working_days=working_days,
        mail_leaves=leaves_this_machine(),
        contact_days=CONTACTS_KEPT.days,
        problem=problem,
        guard=Guard(DOT.join(words[kind] for kind in masked.kinds), masked.text)
        if masked
        else None,
    )


def report_address(path: str) -> str:
    """Return the address of the form about a page."""
    address = reverse("www:report")
    return f"{address}?about={path}" if path else address


def reported_page(report: PageReport, today: date) -> ReportedPage:
    """Return what is said of a report to whoever knows its reference."""
    title, lang = in_language(*subject_names(report))
    whose, whose_lang = _named(answering_agency(report))
    language = current_language()
    return ReportedPage(
        reference=report.reference,
        title=title,
        lang=lang,
        href=_in_this_language(report.path),
        kind=kind_words()[report.kind],
        text=report.text,
        text_lang=report.language,
        has_masked=report.has_masked,
        state=state_words()[report.state],
        is_open=report.is_open,
        is_mended=report.state == State.MENDED,
        told_on=long_date(report.created_at.astimezone(BANGKOK).date(), language),
        due=long_date(report.due_on, language),
        is_late=report.is_open and report.due_on < today,
        whose=whose,
        whose_lang=whose_lang,
        answers=[
            Answer(
                long_date(step.at.astimezone(BANGKOK).date(), language),
                *_named(step.agency),
                _done(step),
                step.text,
            )
            for step in report.steps.select_related("agency")
        ],
        has_contact=bool(report.contact),
    )


def _done(step: PageReportStep) -> str:
    """Return what a step did, in words for the reader."""
    if step.from_state == step.to_state:
        return _("ส่งเรื่องต่อให้ผู้ที่ต้องตอบ")
    return state_words()[step.to_state]


def _record(kwargs: dict[str, Any], path: str) -> About | None:
    """Return the record that the arguments of an address name, as far as readers can open it."""
    if "procedure_id" in kwargs:
        return _manual(kwargs["procedure_id"], kwargs.get("agency_id"), path)
    if "point_id" in kwargs:
        return _point(kwargs["point_id"], path)
    if "article_id" in kwargs:
        return _article(kwargs["article_id"], path)
    if "agency_id" in kwargs:
        return _agency(kwargs["agency_id"], path)
    return None


def _manual(procedure_id: int, agency_id: int | None, path: str) -> About | None:
    manual = find_manual(procedure_id, agency_id)
    if manual is None or manual.status == ManualStatus.DRAFT:
        return None
    procedure = manual.procedure
    title, lang = in_language(procedure.name_th, procedure.name_en)
    href = manual_address(procedure_id, agency_id)
    whose = _named(manual.agency)
    return About(Subject.MANUAL, manual.pk, path, title, lang, *whose, href)


def _point(point_id: int, path: str) -> About | None:
    open_points = ServicePoint.objects.exclude(status=PointStatus.CLOSED).select_related("agency")
    point = open_points.filter(pk=point_id).first()
    if point is None:
        return None
    href = reverse("www:place", args=[point_id])
    return About(Subject.POINT, point_id, path, *point_name(point), *_named(point.agency), href)


def _article(article_id: int, path: str) -> About | None:
    public = Article.objects.filter(status=ArticleStatus.PUBLISHED).select_related("agency")
    article = public.filter(pk=article_id).first()
    if article is None:
        return None
    title = in_language(article.title_th, article.title_en)
    href = reverse("www:article", args=[article_id])
    return About(Subject.ARTICLE, article_id, path, *title, *_named(article.agency), href)


def _agency(agency_id: int, path: str) -> About | None:
    agency = Agency.objects.filter(pk=agency_id).first()
    if agency is None:
        return None
    href = reverse("www:agency", args=[agency_id])
    return About(Subject.AGENCY, agency_id, path, *_named(agency), "", None, href)


def _page(path: str) -> About:
    title = _("หน้า %(path)s") % {"path": path} if path != "/" else _("หน้าแรก")
    return About(Subject.PAGE, None, path, title, None, "", None, _in_this_language(path))


def _named(agency: Agency | None) -> tuple[str, str | None]:
    """Return who answers; the centre where no agency does."""
    if agency is None:
        return _("ผู้ดูแลเว็บไซต์"), None
    return in_language(agency.name_th, agency.name_en)


def _in_this_language(path: str) -> str:
    """Return an address as it is in the language of the page."""
    return f"{ENGLISH}{path}" if path and current_language() == "en" else path
