"""Articles in Markdown that lead to services."""

from __future__ import annotations

import re

from django.utils import timezone

from infogo.articles.models import Article, ArticleStatus
from infogo.core.importing import NOTED, Job, Row, convert
from infogo.core.upsert import Table, Tally, Values, load_rows
from infogo.manuals.importers.services import listed
from infogo.manuals.models import Procedure
from infogo.taxonomy.models import LifeEvent, Topic

SOURCE = "เขียนขึ้นสำหรับชุดข้อมูลสาธิต ยังไม่ได้ตรวจกับหน่วยงาน"
_SERVICE_LINK = re.compile(r"\]\(service:([^)]+)\)")


def load_articles(job: Job) -> Tally:
    """Load ``services/articles.jsonl`` as published sample articles."""
    table = Table(
        "article",
        Article,
        key=("slug",),
        fields=("title_th", "summary_th", "body_th", "topic_id", "life_event_id", "source"),
        links=("procedures",),
        at_birth={
            "status": ArticleStatus.PUBLISHED,
            "published_at": timezone.now(),
            "is_sample": True,
        },
    )
    topics = dict(Topic.everything.values_list("slug", "pk"))
    events = dict(LifeEvent.everything.values_list("slug", "pk"))
    procedures = dict(Procedure.objects.values_list("code", "pk"))

    def read(row: Row) -> Values:
        body = row.prose("body_md", longest=100_000)
        codes = [*listed(row, "service_codes"), *_SERVICE_LINK.findall(body)]
        for code in dict.fromkeys(codes):
            if code not in procedures:
                reason = f"บทความชี้ไปที่กระบวนงาน {code} ซึ่งไม่มีในระบบ"
                row.warn("service_codes", reason, "แก้รหัสกระบวนงาน", NOTED)
        return {
            "slug": row.text("slug", longest=80, required=True),
            "title_th": row.text("title", longest=200, required=True),
            "summary_th": row.text("summary", longest=500, required=True),
            "body_th": body,
            "topic_id": topics.get(row.choice("topic", topics, required=False)),
            "life_event_id": events.get(row.choice("life_event", events, required=False)),
            "source": SOURCE,
            "procedures": sorted({procedures[code] for code in codes if code in procedures}),
        }

    return load_rows(table, convert(job.jsonl_rows("services/articles.jsonl"), read), job)
