"""The text of an article's draft: writing it, looking at it, deciding on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.safestring import SafeString

from infogo.accounts.perms import Rights
from infogo.articles.checking import Finding, check_text, word_count
from infogo.articles.diff import FieldDiff, diff_texts
from infogo.articles.models import Article, ArticleDraft, ArticleStatus
from infogo.articles.rendering import ServiceLink, to_html
from infogo.articles.rights import is_author
from infogo.articles.selectors import pictures_of, service_links, services_named
from infogo.articles.services.steps import owner_key
from infogo.articles.texts import ArticleText, draft_text, public_text
from infogo.core.dates import BANGKOK, bangkok_now
from infogo.core.written import asked_words
from infogo.files.models import StoredFile
from infogo.manuals.models import Procedure, ProcedureStatus
from infogo.taxonomy.models import Topic

MOST_HITS = 10


@dataclass(frozen=True)
class ServiceChoice:
    """A service that can lead on from an article; ``link`` is what a text writes."""

    code: str
    name: str
    link: str
    checked: bool


@dataclass(frozen=True)
class EditPage:
    """The editor: what was found wrong, the services chosen and those searched for."""

    article_id: int
    title: str
    agency: str
    returned_note: str
    saved_at: str
    words: int
    findings: Sequence[Finding]
    services: Sequence[ServiceChoice]
    query: str
    hits: Sequence[ServiceChoice]


@dataclass(frozen=True)
class Conflict:
    """What somebody else saved meanwhile; from theirs to mine."""

    saved_by: str
    changes: Sequence[FieldDiff]


@dataclass(frozen=True)
class Heading:
    """A link beside the text."""

    title: str
    href: str
    lang: None = None


@dataclass(frozen=True)
class PreviewPage:
    """A draft as citizens will read it; the names are those of ``article_text``."""

    article_id: int
    title: str
    summary: str
    body: SafeString
    source: str
    agency: Heading | None
    topic: Heading | None
    published_on: datetime | None
    checked_on: date
    services: Sequence[Heading]
    lang: None = None
    body_lang: None = None
    is_sample_text: bool = False


@dataclass(frozen=True)
class DecidePage:
    """What an approver needs: what changes, what is hinted at, who wrote."""

    article_id: int
    title: str
    is_first: bool
    is_mine: bool
    author: str
    note: str
    changes: Sequence[FieldDiff]
    findings: Sequence[Finding]


def edit_page(article: Article, draft: ArticleDraft, text: ArticleText, query: str) -> EditPage:
    """Return what stands around the form; ``text`` is what the form holds."""
    words = asked_words(query)
    return EditPage(
        article_id=article.pk,
        title=text.title_th or article.title_th,
        agency=article.agency.name_th if article.agency else "ส่วนกลาง",
        returned_note=draft.returned_note,
        saved_at=saved_words(draft) if draft.text_version else "ยังไม่มีการแก้",
        words=word_count(text.body_th),
        findings=findings_of(article, text),
        services=_chosen(text.services),
        query=words,
        hits=search_services(words, text.services) if words else (),
    )


def saved_words(draft: ArticleDraft) -> str:
    """Say when a draft was saved, in Thai time."""
    return f"บันทึกแล้ว {draft.changed_at.astimezone(BANGKOK):%H:%M} น."


def findings_of(article: Article, text: ArticleText) -> Sequence[Finding]:
    """Return what a text still needs."""
    return check_text(text, owner_key(article), bangkok_now().date())


def search_services(words: str, chosen: Sequence[str] = ()) -> Sequence[ServiceChoice]:
    """Return the services whose name or code holds the words, used most first."""
    found = Procedure.objects.filter(status=ProcedureStatus.ACTIVE).filter(
        Q(name_th__icontains=words) | Q(official_name_th__icontains=words) | Q(code__iexact=words)
    )
    rows = found.order_by("-popularity", "code").values_list("code", "name_th")[:MOST_HITS]
    return [_choice(code, name, checked=False) for code, name in rows if code not in chosen]


def conflict_of(mine: ArticleText, theirs: ArticleText, saved_by: str) -> Conflict:
    """Show two texts that met."""
    return Conflict(saved_by, diff_texts(theirs, mine))


def preview_page(article: Article, draft: ArticleDraft) -> PreviewPage:
    """Return a draft as citizens will read it; its private pictures come from the workspace."""
    text = draft_text(draft)
    links = service_links(text.body_th, _manual_url)
    mine = StoredFile.objects.filter(Q(owner_key=owner_key(article)) | ~Q(published_at=None))
    pictures = pictures_of(text.body_th, lambda file: reverse("office:file", args=[file.pk]), mine)
    topic = Topic.objects.filter(slug=text.topic).first()
    agency = article.agency
    return PreviewPage(
        article_id=article.pk,
        title=text.title_th,
        summary=text.summary_th,
        body=to_html(text.body_th, lambda code: links.get(code, ServiceLink()), pictures.get),
        source=text.source,
        agency=Heading(agency.name_th, reverse("www:agency", args=[agency.pk])) if agency else None,
        topic=Heading(topic.name_th, reverse("www:topic", args=[topic.slug])) if topic else None,
        published_on=article.published_at or bangkok_now(),
        checked_on=bangkok_now().date(),
        services=[
            Heading(service.name_th, _manual_url(service.pk))
            for service in services_named(text.services).values()
        ],
    )


def decide_page(rights: Rights, article: Article, draft: ArticleDraft) -> DecidePage:
    """Return what is to be decided, and whether she wrote it herself."""
    is_first = article.status == ArticleStatus.DRAFT
    before = ArticleText(title_th="") if is_first else public_text(article)
    text = draft_text(draft)
    return DecidePage(
        article_id=article.pk,
        title=text.title_th,
        is_first=is_first,
        is_mine=is_author(rights, draft),
        author=draft.saved_by_name,
        note=draft.note,
        changes=diff_texts(before, text),
        findings=findings_of(article, text),
    )


def _chosen(codes: Sequence[str]) -> Sequence[ServiceChoice]:
    known = services_named(codes) if codes else {}
    return [
        _choice(code, known[code].name_th if code in known else code, checked=True)
        for code in codes
    ]


def _choice(code: str, name: str, *, checked: bool) -> ServiceChoice:
    return ServiceChoice(code, name, f"[{name}](service:{code})", checked)


def _manual_url(procedure_id: int) -> str:
    return reverse("www:manual", args=[procedure_id])
