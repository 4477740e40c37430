"""Loading the source files again undoes nothing that the centre edited."""

from __future__ import annotations

import json
from pathlib import Path

from infogo.core.models import PublicHoliday
from infogo.core.refusal import mark_of
from infogo.delays.holidays import values_of as holiday_values
from infogo.delays.services.holidays import drop_holiday
from infogo.editing.services.headings import (
    HeadingFacts,
    change_heading,
    end_heading,
    values_of,
)
from infogo.editing.services.stages import set_stages, stages_of
from infogo.editing.services.stages import values_of as stage_values
from infogo.manuals.models import Procedure
from infogo.taxonomy.models import LifeEvent, Topic
from tests.central.reference import coming
from tests.loader.conftest import Load

ACTOR = "officer 1 ผู้ดูแล"


def test_headings_stages_and_holidays_stay_as_they_were_edited(load: Load, data: Path) -> None:
    load()
    topic = Topic.objects.get(slug="id-civil")
    other = Topic.objects.exclude(pk=topic.pk).first()
    assert other is not None
    moved = list(Procedure.objects.filter(topic=topic).values_list("code", flat=True))
    assert moved
    change_heading(
        kind="topic",
        heading_id=other.pk,
        facts=HeadingFacts("ชื่อที่แก้", "Edited"),
        seen=mark_of(values_of(other)),
        actor=ACTOR,
    )
    end_heading(
        kind="topic",
        heading_id=topic.pk,
        successor_id=other.pk,
        seen=mark_of(values_of(topic)),
        reason="",
        actor=ACTOR,
    )
    event = LifeEvent.objects.filter(stages__entries__isnull=False).first()
    assert event is not None
    kept = [stage for stage in reversed(stages_of(event)) if stage.codes][:1]
    set_stages(event_id=event.pk, stages=kept, seen=mark_of(stage_values(event)), actor=ACTOR)
    holiday = PublicHoliday.objects.filter(on__gte=coming(0)).first()
    assert holiday is not None
    drop_holiday(on=holiday.on, seen=mark_of(holiday_values(holiday)), reason="", actor=ACTOR)

    change_everything(data)
    load()

    other.refresh_from_db()
    assert other.name_th == "ชื่อที่แก้"
    assert not Topic.objects.filter(slug="id-civil").exists()
    assert set(moved) <= set(Procedure.objects.filter(topic=other).values_list("code", flat=True))
    assert stages_of(event) == kept
    assert not PublicHoliday.objects.filter(on=holiday.on).exists()


def change_everything(data: Path) -> None:
    """Let the source say something else of every heading and stage."""
    file = data / "services/taxonomy.json"
    taxonomy = json.loads(file.read_text())
    for section in ("topics", "target_groups", "life_events"):
        for heading in taxonomy[section]:
            heading["name_th"] += " (แก้ที่ไฟล์)"
    for event in taxonomy["life_events"]:
        for stage in event["stages"]:
            stage["title"] += " (แก้ที่ไฟล์)"
    file.write_text(json.dumps(taxonomy, ensure_ascii=False))
