"""Procedures with their tags, target groups, life events, relations and lifecycle."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from infogo.core.importing import NOTED, Job, Row, RowError, convert
from infogo.core.upsert import Table, Tally, Values, load_rows
from infogo.manuals.importers.services import Owners, listed, point_kind, service_rows
from infogo.manuals.models import (
    Lifecycle,
    Procedure,
    ProcedureRelation,
    RelationKind,
    StageProcedure,
)
from infogo.taxonomy.importers.headings import FILE as TAXONOMY_FILE
from infogo.taxonomy.importers.headings import slugs_with_edited_stages
from infogo.taxonomy.importers.vocabularies import codes_by_label, codes_of
from infogo.taxonomy.models import LifeEvent, LifeEventStage, Tag, TargetGroup, Topic
from infogo.thai.normalise import normalise

PROCEDURES = Table(
    "procedure",
    Procedure,
    key=("code",),
    fields=(
        "name_th", "official_name_th", "name_en", "summary_th", "owner_id", "service_type",
        "category", "topic_id", "offered_kinds", "lifecycle", "lifecycle_group",
        "starting_popularity", "sayings",
    ),
    links=("tags", "target_groups", "life_events"),
    later=("sayings",),
)  # fmt: skip
TAGS = Table("tag", Tag, key=("key",), fields=("text",))
STAGE_ENTRIES = Table(
    "stage_procedure", StageProcedure, key=("stage_id", "procedure_id"), fields=("order",)
)
RELATIONS = Table("relation", ProcedureRelation, key=("source_id", "target_id", "kind"))
# The file has one label that the official form words differently.
CATEGORY_ALIASES = {"การให้บริการ": "info_service"}
RELATION_COLUMNS = {"related": RelationKind.RELATED, "requires_before": RelationKind.REQUIRES}


def load_procedures(job: Job) -> Tally:
    """Load the procedures of ``services/services.jsonl`` and all that hangs on them."""
    tally = load_rows(TAGS, _tags(job), job)
    reader = _Reader(job)
    tally.add(load_rows(PROCEDURES, convert(service_rows(job), reader.procedure), job))
    job.say(f"กระบวนงาน {Procedure.objects.count():,} รายการ")
    tally.add(load_rows(STAGE_ENTRIES, _stage_entries(job), job))
    tally.add(load_rows(RELATIONS, _relations(job), job))
    return tally


class _Reader:
    """Turns a service into the columns of a procedure; reads the lookups once."""

    def __init__(self, job: Job) -> None:
        self.owners = Owners(job)
        self.topics = dict(Topic.everything.values_list("slug", "pk"))
        self.groups = dict(TargetGroup.everything.values_list("slug", "pk"))
        self.events = dict(LifeEvent.everything.values_list("slug", "pk"))
        self.tags = dict(Tag.objects.values_list("key", "pk"))
        self.types = codes_by_label("service_type")
        self.categories = codes_by_label("service_category") | CATEGORY_ALIASES
        self.point_kinds = codes_of("point_kind")
        self.lifecycles = _lifecycles(job)
        self.weights = _weights(job)
        self.sayings = _sayings(job)

    def procedure(self, row: Row) -> Values:
        code = row.text("code", longest=40, required=True)
        lifecycle, group = self.lifecycles.get(code, (Lifecycle.OTHER.value, ""))
        kinds = [point_kind(kind) for kind in listed(row, "offered_at")]
        for kind in kinds:
            if kind not in self.point_kinds:
                raise RowError("offered_at", kind, "ไม่มีชนิดจุดให้บริการนี้", "แก้รหัสชนิดจุดให้บริการ")
        tags = {normalise(tag) for tag in listed(row, "tags")}
        return {
            "code": code,
            "name_th": row.text("name_everyday", longest=300, required=True),
            "official_name_th": row.text("name_official", longest=400, required=True),
            "name_en": row.text("name_en", longest=300),
            "summary_th": row.text("summary", longest=2000),
            "owner_id": self.owners.owner(row).pk,
            "service_type": self.types[row.choice("service_type", self.types)],
            "category": self.categories[row.choice("category", self.categories)],
            "topic_id": self.topics[row.choice("topic", self.topics)],
            "offered_kinds": list(dict.fromkeys(kinds)),
            "lifecycle": lifecycle,
            "lifecycle_group": group,
            "starting_popularity": float(self.weights.get(code, 0)),
            "sayings": self.sayings.get(code, []),
            "tags": sorted(self.tags[tag] for tag in tags if tag in self.tags),
            "target_groups": _ids(row, "target_groups", self.groups),
            "life_events": _ids(row, "life_events", self.events),
        }


def _ids(row: Row, column: str, known: dict[str, int]) -> list[int]:
    """Return the ids of known slugs, sorted; unknown slugs are reported and passed over."""
    slugs = listed(row, column)
    for slug in slugs:
        if slug not in known:
            row.warn(column, f"ไม่มีรหัส {slug} ในระบบ", "แก้รหัส หรือเพิ่มใน taxonomy.json", NOTED)
    return sorted({known[slug] for slug in slugs if slug in known})


def _tags(job: Job) -> Iterator[tuple[Row, Values]]:
    """Yield every everyday word once, in the spelling in which it is found first."""
    seen: set[str] = set()
    for row in service_rows(job):
        words = row.data.get("tags")
        for word in words if isinstance(words, list) else ():
            text = str(word).strip()[:120]
            key = normalise(text)[:120]
            if key and key not in seen:
                seen.add(key)
                yield row, {"key": key, "text": text}


def _lifecycles(job: Job) -> dict[str, tuple[str, str]]:
    """Return what each procedure does to its thing, and the group of that thing."""
    rows = job.csv_rows("services/lifecycle.csv", ("group", "code", "kind"))

    def read(row: Row) -> tuple[str, str, str]:
        return (
            row.text("code", longest=40, required=True),
            row.choice("kind", Lifecycle.values),
            row.text("group", longest=60),
        )

    return {code: (kind, group) for _, (code, kind, group) in convert(rows, read)}


def _weights(job: Job) -> dict[str, int]:
    rows = job.csv_rows("services/starting_popularity.csv", ("code", "weight"))

    def read(row: Row) -> tuple[str, int]:
        weight = row.whole_number("weight")
        if not 1 <= weight <= 100:
            raise RowError("weight", weight, "ต้องอยู่ระหว่าง 1 ถึง 100", "แก้น้ำหนัก")
        return row.text("code", longest=40, required=True), weight

    return dict(weight for _, weight in convert(rows, read))


def _sayings(job: Job) -> dict[str, list[str]]:
    """Return the sentences in which people bring each procedure up, in the order of the file."""
    rows = job.csv_rows("services/sayings.csv", ("code", "words"))

    def read(row: Row) -> tuple[str, str]:
        return (
            row.text("code", longest=40, required=True),
            row.text("words", longest=300, required=True),
        )

    found: dict[str, list[str]] = {}
    for _, (code, words) in convert(rows, read):
        found.setdefault(code, []).append(words)
    return found


def _stage_entries(job: Job) -> Iterator[tuple[Row, Values]]:
    """Yield the procedures of every stage of every life event, in order."""
    procedures = dict(Procedure.objects.values_list("code", "pk"))
    stages = {
        (slug, order): pk
        for pk, slug, order in LifeEventStage.objects.values_list("pk", "event__slug", "order")
    }
    taxonomy: Any = job.json_file(TAXONOMY_FILE)
    edited = slugs_with_edited_stages()
    for number, event in enumerate(taxonomy["life_events"], start=1):
        if event["slug"] in edited:
            continue
        for stage in event["stages"]:
            row = Row(job, f"{TAXONOMY_FILE} life_events", number, stage)
            stage_id = stages.get((event["slug"], stage["order"]))
            for order, code in enumerate(dict.fromkeys(listed(row, "services")), start=1):
                if stage_id is None or code not in procedures:
                    row.warn("services", f"ไม่มีกระบวนงาน {code}", "แก้รหัสกระบวนงาน", NOTED)
                    continue
                yield row, {
                    "stage_id": stage_id, "procedure_id": procedures[code], "order": order
                }  # fmt: skip


def _relations(job: Job) -> Iterator[tuple[Row, Values]]:
    procedures = dict(Procedure.objects.values_list("code", "pk"))
    for row in service_rows(job):
        source_id = procedures.get(str(row.data.get("code")))
        for column, kind in RELATION_COLUMNS.items():
            for code in dict.fromkeys(listed(row, column) if source_id else ()):
                if code not in procedures:
                    row.warn(column, f"ไม่มีกระบวนงาน {code}", "แก้รหัสกระบวนงาน", NOTED)
                elif procedures[code] != source_id:
                    yield row, {
                        "source_id": source_id, "target_id": procedures[code], "kind": kind.value
                    }  # fmt: skip
