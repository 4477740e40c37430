"""What an article says: one value for its public text, its draft and its editions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from infogo.articles.models import Article, ArticleDraft
from infogo.articles.rendering import service_codes
from infogo.manuals.sayings import LONGEST_SAYING, MOST_SAYINGS

LONGEST = {
    "title_th": 200,
    "title_en": 200,
    "summary_th": 500,
    "body_th": 40_000,
    "source": 300,
    "sayings": (LONGEST_SAYING + 2) * MOST_SAYINGS,
}
"""Characters of each text; of sayings one a line, so that too many can be kept until some go."""
MOST_SERVICES = 30


@dataclass(frozen=True)
class ArticleText:
    """The whole of an article.

    ``topic`` and ``life_event`` are slugs, ``services`` codes, ``sayings`` sentences in which
    people bring its matter up.
    """

    title_th: str
    title_en: str = ""
    summary_th: str = ""
    body_th: str = ""
    source: str = ""
    topic: str = ""
    life_event: str = ""
    services: tuple[str, ...] = ()
    sayings: tuple[str, ...] = ()

    def stored(self) -> dict[str, Any]:
        """Return it as JSON."""
        return {**asdict(self), "services": list(self.services), "sayings": list(self.sayings)}


def text_from(stored: Mapping[str, Any]) -> ArticleText:
    """Read a text from JSON; what is missing is empty."""
    names = {field.name for field in fields(ArticleText)}
    known = {name: value for name, value in stored.items() if name in names}
    lists = {name: tuple(known.get(name, ())) for name in ("services", "sayings")}
    return ArticleText(**{**known, **lists})


def draft_text(draft: ArticleDraft) -> ArticleText:
    """Return what a draft says.

    One that an older program saved knows of no sayings, and takes away none that the article has.
    """
    return text_from({"sayings": draft.article.sayings, **draft.content})


def public_text(article: Article) -> ArticleText:
    """Return what citizens read; ``services`` are those that the body does not link itself."""
    linked = service_codes(article.body_th)
    codes = article.procedures.order_by("code").values_list("code", flat=True)
    return ArticleText(
        title_th=article.title_th,
        title_en=article.title_en,
        summary_th=article.summary_th,
        body_th=article.body_th,
        source=article.source,
        topic=article.topic.slug if article.topic else "",
        life_event=article.life_event.slug if article.life_event else "",
        services=tuple(code for code in codes if code not in linked),
        sayings=tuple(article.sayings),
    )
