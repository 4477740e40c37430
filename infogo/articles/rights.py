"""Who writes and who decides on articles: as with manuals of a whole agency.

Articles without an agency are the centre's: central administrators write them, and they and the
central reviewers decide on them.
"""

from __future__ import annotations

from django.db.models import Q, QuerySet

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.agencies.models import Agency
from infogo.articles.models import Article, ArticleDraft

NOTHING = Q(pk__in=[])


def works_with_articles(rights: Rights) -> bool:
    """Whether she writes or decides on articles at all; no query."""
    return (
        rights.over_whole_agency(Act.EDIT_MANUAL)
        or rights.over_whole_agency(Act.APPROVE_MANUAL)
        or rights.everywhere(Act.REVIEW)
    )


def writable_articles(rights: Rights) -> QuerySet[Article]:
    """Return the articles of which she may write drafts."""
    return Article.objects.filter(_written_by(rights))


def decidable_articles(rights: Rights) -> QuerySet[Article]:
    """Return the articles whose drafts she may publish or return, and which she may withdraw."""
    return Article.objects.filter(_decided_by(rights))


def visible_articles(rights: Rights) -> QuerySet[Article]:
    """Return the articles that she sees in the workspace."""
    return Article.objects.filter(_written_by(rights) | _decided_by(rights))


def agencies_to_write_for(rights: Rights) -> QuerySet[Agency]:
    """Return the agencies for which she may begin articles."""
    return rights.agencies(Act.EDIT_MANUAL)


def may_write_for(rights: Rights, agency: Agency | None) -> bool:
    """Whether she may begin articles of an agency, or of the centre."""
    if agency is None:
        return rights.everywhere(Act.EDIT_MANUAL)
    return agencies_to_write_for(rights).filter(pk=agency.pk).exists()


def may_write(rights: Rights, article: Article) -> bool:
    """Whether she may write drafts of this article."""
    return writable_articles(rights).filter(pk=article.pk).exists()


def may_decide(rights: Rights, article: Article) -> bool:
    """Whether she may publish, return and withdraw it, whoever wrote it."""
    return decidable_articles(rights).filter(pk=article.pk).exists()


def is_author(rights: Rights, draft: ArticleDraft) -> bool:
    """Whether she changed this draft herself; then she cannot approve it."""
    return person_id(rights) in draft.authors


def person_id(rights: Rights) -> str:
    """Return the stable id under which she acts."""
    return f"officer {rights.officer.pk}"


def _written_by(rights: Rights) -> Q:
    if rights.everywhere(Act.EDIT_MANUAL):
        return ~NOTHING
    return Q(agency_id__in=rights.agencies(Act.EDIT_MANUAL).values("pk"))


def _decided_by(rights: Rights) -> Q:
    if rights.everywhere(Act.APPROVE_MANUAL):
        return ~NOTHING
    hers = Q(agency_id__in=rights.agencies(Act.APPROVE_MANUAL).values("pk"))
    return hers | Q(agency=None) if rights.everywhere(Act.REVIEW) else hers
