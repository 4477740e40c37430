"""Articles in Markdown that lead to services."""

from __future__ import annotations

import re

from django.utils import timezone

from infogo.articles.models import Article, ArticleStatus
from infogo.core.importing import NOTED, Job, Row, RowError, convert
from infogo.core.upsert import Table, Tally, Values, load_rows
from infogo.manuals.importers.services import listed
from infogo.manuals.models import Procedure
from infogo.manuals.sayings import LONGEST_SAYING, MOST_SAYINGS, distinct
from infogo.taxonomy.models import LifeEvent, Topic
from infogo.taxonomy.selectors import headings_now

SAYINGS = "services/guide_sayings.csv"
SOURCE = "เขียนขึ้นสำหรับชุดข้อมูลสาธิต ยังไม่ได้ตรวจกับหน่วยงาน"
_SERVICE_LINK = re.compile(r"\]\(service:([^)]+)\)")


def load_articles(job: Job) -> Tally:
    """Load ``services/articles.jsonl`` as published sample articles, with their sayings."""
    table = Table(
        "article",
        Article,
        key=("slug",),
        fields=(
            "title_th", "summary_th", "body_th", "topic_id", "life_event_id", "source", "sayings",
        ),
        links=("procedures",),
        later=("sayings",),
        at_birth={
            "status": ArticleStatus.PUBLISHED,
            "published_at": timezone.now(),
            "is_sample": True,
        },
    )  # fmt: skip
    said = _sayings(job)
    # Where a heading has ended, the one that took over what was under it.
    topics, events = headings_now(Topic), headings_now(LifeEvent)
    procedures = dict(Procedure.objects.values_list("code", "pk"))

    def read(row: Row) -> Values:
        slug = row.text("slug", longest=80, required=True)
        sayings = distinct(words for _, words in said.pop(slug, ()))
        if len(sayings) > MOST_SAYINGS:
            reason = f"บทความ {slug} มีประโยคที่ประชาชนพูด {len(sayings):,} ประโยค"
            row.warn("slug", reason, f"ให้เหลือไม่เกิน {MOST_SAYINGS} ประโยคใน {SAYINGS}", NOTED)
        body = row.prose("body_md", longest=100_000)
        codes = [*listed(row, "service_codes"), *_SERVICE_LINK.findall(body)]
        for code in dict.fromkeys(codes):
            if code not in procedures:
                reason = f"บทความชี้ไปที่กระบวนงาน {code} ซึ่งไม่มีในระบบ"
                row.warn("service_codes", reason, "แก้รหัสกระบวนงาน", NOTED)
        return {
            "slug": slug,
            "title_th": row.text("title", longest=200, required=True),
            "summary_th": row.text("summary", longest=500, required=True),
            "body_th": body,
            "topic_id": topics.get(row.choice("topic", topics, required=False)),
            "life_event_id": events.get(row.choice("life_event", events, required=False)),
            "source": SOURCE,
            "sayings": sayings,
            "procedures": sorted({procedures[code] for code in codes if code in procedures}),
        }

    tally = load_rows(table, convert(job.jsonl_rows("services/articles.jsonl"), read), job)
    for slug, rows in said.items():
        for row, _ in rows:
            row.reject(RowError("slug", slug, "ไม่มีบทความนี้ใน articles.jsonl", "แก้ slug หรือลบแถวนี้"))
    return tally


def _sayings(job: Job) -> dict[str, list[tuple[Row, str]]]:
    """Return the sentences in which people bring each article's matter up, by its slug."""

    def read(row: Row) -> tuple[str, str]:
        return (
            row.text("slug", longest=80, required=True),
            row.text("words", longest=LONGEST_SAYING, required=True),
        )

    found: dict[str, list[tuple[Row, str]]] = {}
    for row, (slug, words) in convert(job.csv_rows(SAYINGS, ("slug", "words")), read):
        found.setdefault(slug, []).append((row, words))
    return found
