"""Who is told of what happens to an article's draft: whoever decides next, or whoever wrote it."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings

from infogo.accounts.models import Grant, NoticeKind, Officer
from infogo.accounts.names import officer_ids
from infogo.accounts.notices import holders, notify, settle
from infogo.accounts.perms import Rights, grants_over_agency
from infogo.accounts.roles import Act, roles_with
from infogo.articles.models import Article, ArticleDraft, DraftState
from infogo.articles.texts import draft_text
from infogo.core.dates import bangkok_now, long_moment

_TOLD: Mapping[DraftState, tuple[NoticeKind, str, str]] = {
    DraftState.SUBMITTED: (NoticeKind.SUBMITTED, "{actor} ส่งบทความ “{title}” ให้คุณอนุมัติ", "/decide"),
    DraftState.RETURNED: (NoticeKind.RETURNED, "{actor} ส่งบทความ “{title}” กลับให้คุณแก้", "/edit"),
    DraftState.APPROVED: (
        NoticeKind.APPROVED,
        "{actor} อนุมัติบทความ “{title}” แล้ว เผยแพร่ {when}",
        "",
    ),
    DraftState.PUBLISHED: (NoticeKind.PUBLISHED, "บทความ “{title}” เผยแพร่แล้ว", ""),
    DraftState.DISCARDED: (NoticeKind.DISCARDED, "{actor} ทิ้งร่างบทความ “{title}”", ""),
}


def tell_of_step(draft: ArticleDraft, rights: Rights | None) -> None:
    """Tell of the state that a draft has just reached; notices about earlier states are settled.

    Nobody is told of her own act, nor whoever has no right to the article any more. ``rights`` of
    ``None``: the system acted.
    """
    page = f"{settings.OFFICE_PATH}articles/{draft.article_id}"
    settle([f"{page}/decide", f"{page}/edit"])
    state = DraftState(draft.state)
    if state not in _TOLD:
        return
    kind, words, part = _TOLD[state]
    is_waiting = state == DraftState.SUBMITTED
    text = words.format(
        actor=rights.officer.name_th if rights else "ระบบ",
        title=draft_text(draft).title_th,
        when=long_moment(draft.publish_at) if draft.publish_at else "",
    )
    officers = _deciders(draft) if is_waiting else _authors(draft, rights)
    notify(officers=officers, kind=kind, text=text, path=f"{page}{part}")


def _deciders(draft: ArticleDraft) -> list[Officer]:
    """Return who decides for the agency; the centre's officers only where nobody else does."""
    authors = officer_ids(draft.authors)
    able = [
        grant
        for grant in _grants(draft.article, Act.APPROVE_MANUAL, Act.REVIEW)
        if grant.officer_id not in authors
    ]
    return holders([grant for grant in able if grant.agency_id] or able)


def _authors(draft: ArticleDraft, rights: Rights | None) -> list[Officer]:
    told = officer_ids(draft.authors) - ({rights.officer.pk} if rights else set())
    grants = _grants(draft.article, Act.EDIT_MANUAL)
    return holders(grant for grant in grants if grant.officer_id in told)


def _grants(article: Article, act: Act, of_centre: Act | None = None) -> list[Grant]:
    """Return by which grants officers do this with an article, as ``articles.rights`` has it.

    ``of_centre`` is another act by which central officers do it with the centre's own articles.
    """
    if article.agency_id is not None:
        return grants_over_agency(article.agency_id, act)
    roles = {*roles_with(act), *(roles_with(of_centre) if of_centre else ())}
    central = Grant.objects.active(bangkok_now().date()).filter(
        agency=None, role__in=roles, officer__is_active=True
    )
    return list(central.select_related("officer").order_by("officer_id"))
