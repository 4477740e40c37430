"""What all services of articles share: locking, refusing, moving a draft on."""

from __future__ import annotations

from django.utils import timezone

from infogo.accounts.perms import Rights
from infogo.articles.errors import NotAllowedError, WrongStateError
from infogo.articles.models import OPEN_STATES, Article, ArticleDraft, DraftState
from infogo.articles.notices import tell_of_step
from infogo.articles.rights import may_write, person_id
from infogo.core import audit
from infogo.files.models import Holder
from infogo.files.services import forget_draft

"""Acts for nobody: publishing at the time that an approver agreed to."""


def audit_name(rights: Rights | None) -> str:
    """Return how the audit trail names whoever acts."""
    return f"{person_id(rights)} {rights.officer.name_th}" if rights else audit.SYSTEM


def owner_key(article: Article) -> str:
    """Return the owner of an article's files: its agency's key, empty for the centre."""
    return article.agency.key if article.agency else ""


def locked_article(article_id: int) -> Article:
    """Return the article as it is now, held until the end of the transaction.

    Raises:
        WrongStateError: there is none.
    """
    if not Article.objects.select_for_update().filter(pk=article_id).first():
        raise WrongStateError("ไม่มีบทความนี้แล้ว กลับไปที่รายการบทความ")
    return Article.objects.select_related("agency", "topic", "life_event").get(pk=article_id)


def locked_draft(draft_id: int) -> ArticleDraft:
    """Return the draft with its article, both held: the article first, like everywhere here.

    Raises:
        WrongStateError: there is none.
    """
    article_id = ArticleDraft.objects.filter(pk=draft_id).values_list("article_id", flat=True)
    found = article_id.first()
    if found is None:
        raise WrongStateError("ไม่มีร่างนี้แล้ว กลับไปที่บทความแล้วเริ่มเขียนใหม่")
    article = locked_article(found)
    draft = ArticleDraft.objects.select_for_update().get(pk=draft_id)
    draft.article = article
    return draft


def require(allowed: bool, message: str) -> None:
    """Refuse unless she may.

    Raises:
        NotAllowedError: she may not.
    """
    if not allowed:
        raise NotAllowedError(message)


def require_writer(rights: Rights, article: Article) -> None:
    """Refuse unless she may write drafts of the article.

    Raises:
        NotAllowedError: she may not.
    """
    require(may_write(rights, article), "คุณไม่มีสิทธิเขียนบทความนี้ ขอสิทธิจากผู้ดูแลของหน่วยงานคุณ")


def require_state(
    draft: ArticleDraft, states: tuple[DraftState, ...], seen: int | None = None
) -> None:
    """Refuse unless the draft is in one of these states and as she saw it.

    Raises:
        WrongStateError: it is elsewhere, or somebody moved it since version ``seen``.
    """
    if draft.state not in states or (seen is not None and draft.version != seen):
        label = DraftState(draft.state).label
        raise WrongStateError(f"ร่างนี้เปลี่ยนเป็น “{label}” แล้ว เปิดดูอีกครั้งก่อนทำต่อ")


def move(
    draft: ArticleDraft, to_state: DraftState, *, verb: str, rights: Rights | None, note: str = ""
) -> None:
    """Take a draft to its next state, with its line in the audit trail; saves it, and tells."""
    from_state = draft.state
    draft.state, draft.changed_at = to_state, timezone.now()
    draft.version += 1
    draft.save()
    if to_state not in OPEN_STATES:
        forget_draft(Holder.ARTICLE_DRAFT, draft.article_id)
    tell_of_step(draft, rights)
    audit.record(
        actor=audit_name(rights),
        verb=f"draft-{verb}",
        target="article",
        target_id=draft.article_id,
        detail={"draft": draft.pk, "from": from_state, "to": draft.state, "note": note},
    )
