"""Articles as records."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import QuerySet
from django.urls import reverse

from infogo.articles.models import Article, ArticleStatus
from infogo.core.keys import AGENCY_NAMES, ARTICLE, PROCEDURE
from infogo.manuals.models import ProcedureStatus
from infogo.records.agencies import named
from infogo.records.base import Kind, Named, Record, absolute, said
from infogo.taxonomy.models import Heading
from infogo.taxonomy.selectors import in_use


class ArticleRecord(Record):
    """An article that leads to services."""

    id: int = said("เลขประจำบทความ", "Permanent number of the article")
    slug: str = said("ชื่อสั้น", "Short name")
    url: str = said("หน้าของบทความ", "Its page")
    agency: Named | None = said(
        "หน่วยงานที่รับผิดชอบ null คือส่วนกลาง", "Who answers for it, null: the centre"
    )
    title_th: str = said("ชื่อเรื่อง", "Title in Thai")
    title_en: str = said("ชื่อเรื่องภาษาอังกฤษ", "Title in English, empty when there is none")
    summary_th: str = said("สรุป", "Summary in Thai")
    body_th: str = said(
        "เนื้อหา Markdown", "Text in Markdown; [words](service:CODE) names a procedure"
    )
    topic: str | None = said("หมวดหมู่", "Topic")
    life_event: str | None = said("เหตุการณ์ชีวิต", "Life event")
    procedures: list[int] = said("บริการที่กล่าวถึง", "Ids of the procedures that it leads to")
    is_sample: bool = said("ข้อมูลตัวอย่าง", "Whether it is an unverified sample")
    source: str = said("แหล่งข้อมูล", "Where its facts come from")
    published_at: datetime | None = said("เผยแพร่เมื่อ", "When it was published")
    checked_on: date | None = said("วันที่ตรวจข้อมูล", "Day on which it was checked")


def public_articles() -> QuerySet[Article]:
    """Return the published articles with all that one row holds."""
    published = Article.objects.filter(status=ArticleStatus.PUBLISHED)
    related = published.select_related("agency", "topic", "life_event")
    return related.prefetch_related("procedures")


def article_records(rows: Sequence[Article]) -> list[ArticleRecord]:
    """Make records without a query besides those that the rows bring along.

    Where an article still names a heading that ended, one or two more tell which one took over.
    """
    return [
        ArticleRecord(
            id=row.pk,
            slug=row.slug,
            url=absolute(reverse("www:article", args=[row.pk])),
            agency=named(row.agency) if row.agency else None,
            title_th=row.title_th,
            title_en=row.title_en,
            summary_th=row.summary_th,
            body_th=row.body_th,
            topic=_slug(row.topic),
            life_event=_slug(row.life_event),
            procedures=sorted(
                one.pk for one in row.procedures.all() if one.status == ProcedureStatus.ACTIVE
            ),
            is_sample=row.is_sample,
            source=row.source,
            published_at=row.published_at,
            checked_on=row.checked_on,
        )
        for row in rows
    ]


def _slug(heading: Heading | None) -> str | None:
    """Return under which name a heading is found now."""
    now = in_use(heading)
    return now.slug if now is not None else None


ARTICLES = Kind(
    "articles", ArticleRecord, public_articles, article_records, (ARTICLE, PROCEDURE, AGENCY_NAMES)
)
