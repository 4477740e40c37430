"""Beginning, saving and giving up drafts of articles."""

from __future__ import annotations

import secrets
from dataclasses import fields

from django.db import transaction
from django.utils import timezone

from infogo.accounts.models import Officer
from infogo.accounts.perms import Rights
from infogo.agencies.models import Agency
from infogo.articles.errors import ArticleError, ConflictError, NotAllowedError
from infogo.articles.models import (
    EDITABLE_STATES,
    OPEN_STATES,
    Article,
    ArticleDraft,
    DraftState,
)
from infogo.articles.rights import may_write_for, person_id
from infogo.articles.services.steps import (
    audit_name,
    locked_article,
    locked_draft,
    move,
    owner_key,
    require_state,
    require_writer,
)
from infogo.articles.texts import (
    LONGEST,
    MOST_SERVICES,
    ArticleText,
    draft_text,
    public_text,
    text_from,
)
from infogo.core import audit
from infogo.core.written import UNSTORABLE
from infogo.files.models import Holder
from infogo.files.services import note_draft
from infogo.manuals.sayings import split_sayings


@transaction.atomic
def begin_article(*, title: str, agency: Agency | None, rights: Rights) -> ArticleDraft:
    """Begin an article of an agency, or of the centre; citizens see nothing of it yet.

    One of this title that she began and did not write in yet is returned as it is: a button is
    often pressed twice.

    Raises:
        NotAllowedError: she may not write for the agency.
        ArticleError: the title is empty or too long.
    """
    if not may_write_for(rights, agency):
        raise NotAllowedError("คุณไม่มีสิทธิเริ่มบทความของหน่วยงานนี้ ขอสิทธิจากผู้ดูแลของหน่วยงานคุณ")
    text = _clean(ArticleText(title_th=title))
    if not text.title_th:
        raise ArticleError("เขียนชื่อบทความ")
    Officer.objects.select_for_update(no_key=True).get(
        pk=rights.officer.pk
    )  # one press after the other
    if (begun := _untouched(text.title_th, agency, rights)) is not None:
        return begun
    article = Article.objects.create(
        slug=f"office-{secrets.token_hex(8)}", title_th=text.title_th, agency=agency
    )
    article.mark_edited()
    article.save(update_fields=["edited_at"])
    return _begin(article, text, rights)


@transaction.atomic
def begin_draft(*, article_id: int, rights: Rights) -> ArticleDraft:
    """Open a draft that starts from what is public, or return the one that is open already.

    A withdrawn article can be written anew: its next edition brings it back.

    Raises:
        NotAllowedError: she may not write it.
    """
    article = locked_article(article_id)
    require_writer(rights, article)
    existing = ArticleDraft.objects.filter(article=article, state__in=OPEN_STATES).first()
    return existing or _begin(article, public_text(article), rights)


@transaction.atomic
def save_draft(*, draft_id: int, text: ArticleText, seen: int, rights: Rights) -> ArticleDraft:
    """Save a text as it was typed, finished or not.

    Saving the same again changes nothing, so an autosave may be repeated.

    Args:
        draft_id: which draft.
        text: all of it.
        seen: the ``text_version`` that she began from.
        rights: of whoever saves.

    Raises:
        NotAllowedError, WrongStateError: the draft is not hers to write, or not now.
        ConflictError: somebody saved since ``seen``; holds both texts.
        ArticleError: something is too long.
    """
    draft = locked_draft(draft_id)
    require_writer(rights, draft.article)
    require_state(draft, EDITABLE_STATES)
    cleaned = _clean(text)
    present = draft_text(draft)
    if cleaned == present:
        return draft
    if draft.text_version != seen:
        raise ConflictError(cleaned, present, draft.text_version, draft.saved_by_name)
    person = person_id(rights)
    is_first_touch = person not in draft.authors or draft.author_name != audit_name(rights)
    draft.content = cleaned.stored()
    draft.text_version += 1
    draft.authors = [*dict.fromkeys([*draft.authors, person])]
    draft.author_name, draft.saved_by_name = audit_name(rights), rights.officer.name_th
    draft.changed_at = timezone.now()
    draft.save()
    key = owner_key(draft.article)
    note_draft(Holder.ARTICLE_DRAFT, draft.article_id, "", cleaned.body_th, key)
    if is_first_touch:
        # One line per person, not one per autosave: who wrote, not every keystroke.
        audit.record(
            actor=audit_name(rights),
            verb="edit",
            target="article",
            target_id=draft.article_id,
            detail={"draft": draft.pk, "version": draft.text_version},
        )
    return draft


@transaction.atomic
def discard_draft(*, draft_id: int, seen: int, rights: Rights) -> ArticleDraft:
    """Give a draft up; what is public stays as it is.

    Raises:
        NotAllowedError, WrongStateError: as for saving.
    """
    draft = locked_draft(draft_id)
    require_writer(rights, draft.article)
    require_state(draft, EDITABLE_STATES, seen)
    move(draft, DraftState.DISCARDED, verb="discard", rights=rights)
    return draft


def _untouched(title: str, agency: Agency | None, rights: Rights) -> ArticleDraft | None:
    return ArticleDraft.objects.filter(
        article__agency=agency,
        article__title_th=title,
        article__published_at=None,
        state=DraftState.DRAFT,
        text_version=0,
        authors=[person_id(rights)],
    ).first()


def _begin(article: Article, text: ArticleText, rights: Rights) -> ArticleDraft:
    draft = ArticleDraft.objects.create(
        article=article,
        content=text.stored(),
        author_name=audit_name(rights),
        saved_by_name=rights.officer.name_th,
    )
    if not article.editions.exists() and article.published_at is None:
        draft.authors = [person_id(rights)]  # the title is hers
        draft.save(update_fields=["authors"])
    audit.record(
        actor=audit_name(rights),
        verb="draft-begin",
        target="article",
        target_id=article.pk,
        detail={"draft": draft.pk},
    )
    return draft


def _clean(text: ArticleText) -> ArticleText:
    """Return a text without what no database stores, and with one kind of line end.

    Raises:
        ArticleError: something is too long.
    """
    typed = {field.name: getattr(text, field.name) for field in fields(text)}
    typed["sayings"] = "\n".join(text.sayings)
    said = {
        name: UNSTORABLE.sub("", value).replace("\r\n", "\n").strip()
        for name, value in typed.items()
        if name != "services"
    }
    for name, most in LONGEST.items():
        if len(said[name]) > most:
            raise ArticleError(f"ข้อความยาวเกินไป ใช้ได้ไม่เกิน {most:,} ตัวอักษร")
    codes = tuple(dict.fromkeys(code for code in text.services if code))
    if len(codes) > MOST_SERVICES or any(len(code) > 80 for code in codes):
        raise ArticleError(f"เลือกบริการได้ไม่เกิน {MOST_SERVICES} เรื่อง")
    return text_from({**said, "services": codes, "sayings": split_sayings(said["sayings"])})
