"""The way of an article to citizens: submitted, approved, returned, published, withdrawn."""

from __future__ import annotations

import hashlib
import json
import logging
from datetime import datetime

from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone

from infogo.accounts.perms import Rights
from infogo.articles.checking import blocking, check_text
from infogo.articles.errors import (
    ArticleError,
    OwnDraftError,
    RefusedTextError,
    WrongStateError,
)
from infogo.articles.models import (
    EDITABLE_STATES,
    WAITING_STATES,
    Article,
    ArticleDraft,
    ArticleEdition,
    ArticleStatus,
    DraftState,
)
from infogo.articles.rendering import service_codes
from infogo.articles.rights import is_author, may_decide, person_id
from infogo.articles.selectors import drafts_due, services_named
from infogo.articles.services.steps import (
    audit_name,
    locked_article,
    locked_draft,
    move,
    owner_key,
    require,
    require_state,
    require_writer,
)
from infogo.articles.texts import draft_text, public_text
from infogo.core import audit
from infogo.core.dates import bangkok_now
from infogo.core.models import OutboxTopic
from infogo.core.outbox import announce
from infogo.files.models import Holder
from infogo.files.services import note_published
from infogo.taxonomy.models import LifeEvent, Topic
from infogo.taxonomy.selectors import heading_now

log = logging.getLogger(__name__)
LONGEST_REASON = 400


@transaction.atomic
def submit_draft(
    *,
    draft_id: int,
    seen: int,
    rights: Rights,
    note: str = "",
    publish_at: datetime | None = None,
) -> ArticleDraft:
    """Ask for approval. ``note`` says what is new; ``publish_at`` is when citizens shall see it.

    Raises:
        NotAllowedError, WrongStateError: the draft is not hers to submit, or not now.
        RefusedTextError: something is missing; holds the findings.
        ArticleError: nothing changed, or the time has passed already.
    """
    draft = locked_draft(draft_id)
    require_writer(rights, draft.article)
    require_state(draft, EDITABLE_STATES, seen)
    if publish_at is not None and publish_at <= timezone.now():
        raise ArticleError("เวลาเผยแพร่ผ่านไปแล้ว เลือกเวลาในอนาคต หรือเว้นว่างเพื่อเผยแพร่เมื่ออนุมัติ")
    _checked(draft)
    draft.note, draft.publish_at, draft.returned_note = note.strip(), publish_at, ""
    draft.authors = [*dict.fromkeys([*draft.authors, person_id(rights)])]
    draft.author_name = audit_name(rights)
    move(draft, DraftState.SUBMITTED, verb="submit", rights=rights, note=draft.note)
    return draft


@transaction.atomic
def take_back(*, draft_id: int, seen: int, rights: Rights) -> ArticleDraft:
    """Take a waiting draft back to go on writing.

    Raises:
        NotAllowedError, WrongStateError: she may not write it, or it is not waiting any more.
    """
    draft = locked_draft(draft_id)
    require_writer(rights, draft.article)
    require_state(draft, WAITING_STATES, seen)
    draft.publish_at, draft.approved_by = None, ""
    move(draft, DraftState.DRAFT, verb="take-back", rights=rights)
    return draft


@transaction.atomic
def approve_draft(*, draft_id: int, seen: int, rights: Rights) -> ArticleDraft:
    """Publish a submitted draft, or let it wait for its time.

    Raises:
        OwnDraftError: she wrote part of it.
        NotAllowedError, WrongStateError: it is not hers to approve, or somebody was faster.
        RefusedTextError: what it names is gone since it was submitted.
    """
    draft = locked_draft(draft_id)
    require(may_decide(rights, draft.article), "คุณไม่มีสิทธิอนุมัติบทความนี้ ขอสิทธิจากผู้ดูแลของหน่วยงานคุณ")
    require_state(draft, (DraftState.SUBMITTED,), seen)
    if is_author(rights, draft):
        raise OwnDraftError
    _checked(draft)
    draft.approved_by = audit_name(rights)
    if draft.publish_at is not None and draft.publish_at > timezone.now():
        move(draft, DraftState.APPROVED, verb="approve", rights=rights)
    else:
        _publish(draft, verb="approve", rights=rights)
    return draft


@transaction.atomic
def return_draft(*, draft_id: int, seen: int, reason: str, rights: Rights) -> ArticleDraft:
    """Send a waiting draft back with what to change.

    Raises:
        NotAllowedError, WrongStateError: it is not hers to decide, or it is not waiting.
        ArticleError: no reason is given.
    """
    draft = locked_draft(draft_id)
    require(may_decide(rights, draft.article), "คุณไม่มีสิทธิส่งบทความนี้กลับให้แก้ ขอสิทธิจากผู้ดูแลของหน่วยงานคุณ")
    require_state(draft, WAITING_STATES, seen)
    if not reason.strip():
        raise ArticleError("บอกว่าต้องแก้อะไร")
    _return(draft, reason.strip(), rights)
    return draft


@transaction.atomic
def withdraw_article(*, article_id: int, reason: str, rights: Rights) -> Article:
    """End a published article: its address answers 410 with the reason.

    An edition that was approved and waits for its time goes back to its author: it was approved
    for an article that goes on, and would bring this one back by itself.

    Raises:
        NotAllowedError: she may not decide on it.
        WrongStateError: it is not public.
        ArticleError: no reason is given.
    """
    article = locked_article(article_id)
    require(may_decide(rights, article), "คุณไม่มีสิทธิยกเลิกบทความนี้ ขอสิทธิจากผู้ดูแลของหน่วยงานคุณ")
    if article.status != ArticleStatus.PUBLISHED:
        raise WrongStateError("บทความนี้ไม่ได้เผยแพร่อยู่ จึงไม่ต้องยกเลิก")
    said = reason.strip()[:LONGEST_REASON]
    if not said:
        raise ArticleError("บอกเหตุผลที่ยกเลิก ประชาชนจะเห็นเหตุผลนี้")
    article.status, article.withdrawn_reason = ArticleStatus.WITHDRAWN, said
    article.mark_edited()
    article.save()
    for draft in article.drafts.select_for_update().filter(state=DraftState.APPROVED):
        draft.article = article
        why = f"บทความนี้ยกเลิกแล้ว ({said}) ถ้ายังต้องการเผยแพร่ ให้ส่งอนุมัติใหม่"
        _return(draft, why, rights)
    audit.record(
        actor=audit_name(rights),
        verb="withdraw",
        target="article",
        target_id=article.pk,
        detail={"reason": said},
    )
    announce(OutboxTopic.ARTICLE, [article.pk])
    return article


def publish_due(now: datetime | None = None) -> int:
    """Publish approved drafts whose time has come; returns how many. Safe in any process.

    Each is a transaction of its own. One that can no longer be published goes back to its author
    with the reason; what nobody thought of keeps none of the others waiting.
    """
    moment = now or timezone.now()
    published = 0
    for draft_id in tuple(drafts_due(moment).values_list("pk", flat=True)):
        try:
            published += _publish_one_due(draft_id, moment)
        except ArticleError as refusal:
            log.warning("article draft %s is not published: %s", draft_id, refusal)
            _return_unpublished(draft_id, str(refusal))
        except (OperationalError, InterfaceError):
            raise
        except Exception:
            log.exception("article draft %s cannot be published; it is tried again", draft_id)
    return published


def _checked(draft: ArticleDraft) -> None:
    """Refuse what is not fit for citizens, or says what they read already.

    Raises:
        RefusedTextError, ArticleError: with what to do.
    """
    text = draft_text(draft)
    today = bangkok_now().date()
    if wrong := blocking(check_text(text, owner_key(draft.article), today)):
        raise RefusedTextError(wrong)
    is_public = draft.article.status == ArticleStatus.PUBLISHED
    if is_public and text == public_text(draft.article):
        raise ArticleError("ร่างนี้ไม่ต่างจากฉบับที่เผยแพร่อยู่ ไม่มีอะไรต้องอนุมัติ")


def _publish(draft: ArticleDraft, *, verb: str, rights: Rights | None) -> None:
    """Make the draft's text the public one and its edition, and tell everybody."""
    article, moment = draft.article, timezone.now()
    _keep_what_was_public(article)
    text = draft_text(draft)
    article.title_th, article.title_en = text.title_th, text.title_en
    article.summary_th, article.body_th, article.source = text.summary_th, text.body_th, text.source
    article.sayings = list(text.sayings)
    article.topic = heading_now(Topic, text.topic)
    article.life_event = heading_now(LifeEvent, text.life_event)
    article.status, article.withdrawn_reason = ArticleStatus.PUBLISHED, ""
    article.published_at = article.published_at or moment
    # An approver of the agency has just read it: neither a sample nor unchecked any more.
    article.checked_on, article.is_sample = bangkok_now().date(), False
    article.mark_edited()
    article.save()
    codes = {*service_codes(text.body_th), *text.services}
    article.procedures.set(services_named(codes).values())
    last = article.editions.order_by("-number").first()
    edition = ArticleEdition.objects.create(
        article=article,
        number=last.number + 1 if last else 1,
        content=text.stored(),
        author=draft.author_name,
        published_by=draft.approved_by,
        published_at=moment,
        note=draft.note,
    )
    named = str(edition.number)
    note_published(Holder.ARTICLE, article.pk, named, text.body_th, owner_key(article))
    draft.edition = edition
    move(draft, DraftState.PUBLISHED, verb=verb, rights=rights)
    _record_edition(edition, rights)
    announce(OutboxTopic.ARTICLE, [article.pk])


def _keep_what_was_public(article: Article) -> None:
    """Keep the text of an article that came with the source files as its first edition."""
    if article.published_at is not None and not article.editions.exists():
        ArticleEdition.objects.create(
            article=article,
            number=1,
            content=public_text(article).stored(),
            published_at=article.published_at,
        )


def _record_edition(edition: ArticleEdition, rights: Rights | None) -> None:
    stored = json.dumps(edition.content, ensure_ascii=False, sort_keys=True)
    audit.record(
        actor=audit_name(rights),
        verb="publish",
        target="article",
        target_id=edition.article_id,
        detail={
            "edition": edition.number,
            "hash": hashlib.sha256(stored.encode()).hexdigest(),
        },
    )


@transaction.atomic
def _publish_one_due(draft_id: int, moment: datetime) -> int:
    draft = locked_draft(draft_id)
    is_due = draft.publish_at is not None and draft.publish_at <= moment
    if draft.state != DraftState.APPROVED or not is_due:
        return 0  # another process was faster, or it was taken back
    _checked(draft)
    _publish(draft, verb="publish", rights=None)
    return 1


@transaction.atomic
def _return_unpublished(draft_id: int, reason: str) -> None:
    draft = locked_draft(draft_id)
    if draft.state == DraftState.APPROVED:
        _return(draft, reason, None)


def _return(draft: ArticleDraft, reason: str, rights: Rights | None) -> None:
    draft.publish_at, draft.approved_by = None, ""
    draft.returned_note = reason
    move(draft, DraftState.RETURNED, verb="return", rights=rights, note=reason)
