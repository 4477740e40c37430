"""Topics, target groups and life events with their stages."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from infogo.core.importing import Job, Row, RowError, SourceFileError, convert
from infogo.core.upsert import Table, Tally, Values, load_rows
from infogo.taxonomy.models import Heading, LifeEvent, LifeEventStage, TargetGroup, Topic

FILE = "services/taxonomy.json"
HEADING_FIELDS = ("name_th", "name_en", "description_th", "description_en", "order")
STAGES = Table(
    "stage",
    LifeEventStage,
    key=("event_id", "order"),
    fields=("title_th", "title_en", "deadline_th", "deadline_en"),
)
English = dict[tuple[str, str, str], Row]


def load_headings(job: Job) -> Tally:
    """Load ``services/taxonomy.json`` with the English texts of ``taxonomy_en.csv``."""
    taxonomy = job.json_file(FILE)
    english = _english(job)
    tally = Tally()
    kinds: tuple[tuple[str, str, type[Heading]], ...] = (
        ("topics", "topic", Topic),
        ("target_groups", "target_group", TargetGroup),
        ("life_events", "life_event", LifeEvent),
    )
    for section, kind, model in kinds:
        read = partial(_heading, kind=kind, english=english)
        table = Table(kind, model, key=("slug",), fields=HEADING_FIELDS)
        tally.add(load_rows(table, convert(_rows(job, taxonomy, section), read), job))
    stages = convert(_stage_rows(job, taxonomy), lambda row: _stage(row, english))
    tally.add(load_rows(STAGES, stages, job))
    return tally


def _rows(job: Job, taxonomy: Any, section: str) -> Iterator[Row]:
    if not isinstance(taxonomy, dict) or not isinstance(taxonomy.get(section), list):
        raise SourceFileError(f"ไฟล์ {FILE} ไม่มีรายการ {section}")
    for number, entry in enumerate(taxonomy[section], start=1):
        yield Row(job, f"{FILE} {section}", number, entry)


def _stage_rows(job: Job, taxonomy: Any) -> Iterator[Row]:
    events = dict(LifeEvent.everything.values_list("slug", "pk"))
    edited = slugs_with_edited_stages()
    for event in _rows(job, taxonomy, "life_events"):
        slug = str(event.data.get("slug"))
        if slug in edited:
            continue
        for stage in event.data.get("stages", ()):
            known = {"event": slug, "event_id": events.get(slug)}
            yield Row(job, event.file, event.line, {**stage, **known})


def slugs_with_edited_stages() -> frozenset[str]:
    """Return the life events whose stages people arranged: their numbers mean others by now."""
    edited = LifeEvent.everything.exclude(stages_edited_at=None)
    return frozenset(edited.values_list("slug", flat=True))


def _heading(row: Row, kind: str, english: English) -> Values:
    slug = row.text("slug", longest=40, required=True)
    translated = english.get((kind, slug, ""))
    return {
        "slug": slug,
        "name_th": row.text("name_th", longest=120, required=True),
        "name_en": row.text("name_en", longest=120, required=True),
        "description_th": row.text("description", longest=400),
        "description_en": translated.text("description", longest=400) if translated else "",
        "order": row.whole_number("order"),
    }


def _stage(row: Row, english: English) -> Values:
    if not row.data["event_id"]:
        raise RowError("event", row.data["event"], "ไม่พบเหตุการณ์ชีวิต", "แก้เหตุการณ์ชีวิตของขั้นนี้ก่อน")
    order = row.whole_number("order")
    translated = english.get(("stage", row.data["event"], str(order)))
    return {
        "event_id": row.data["event_id"],
        "order": order,
        "title_th": row.text("title", longest=200, required=True),
        "title_en": translated.text("title", longest=200) if translated else "",
        "deadline_th": row.text("deadline", longest=300),
        "deadline_en": translated.text("deadline", longest=300) if translated else "",
    }


def _english(job: Job) -> English:
    columns = ("kind", "slug", "stage", "title", "description", "deadline")
    rows = job.csv_rows("services/taxonomy_en.csv", columns)
    return {(row.data["kind"], row.data["slug"], row.data["stage"]): row for row in rows}
