"""A load brings the country in, once, whole, and never over somebody's work."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from infogo.agencies.models import Agency, AgencyCode
from infogo.articles.models import Article
from infogo.core import audit
from infogo.core.models import AuditEntry, LoadedRow, LoadStep, OutboxEvent, OutboxTopic
from infogo.geo.models import District, Province
from infogo.manuals.models import (
    ManualRevision,
    Procedure,
    RuleSet,
)
from infogo.points.models import ServicePoint
from tests.loader.small import (
    CODES,
    change_row,
    picture,
    read_csv,
    write_csv,
)

Load = Callable[..., str]
Report = Callable[[], list[dict[str, str]]]


def test_everything_of_the_files_is_there_and_nothing_is_reported(
    load: Load, data: Path, report: Report
) -> None:
    load()

    assert Province.objects.count() == 2
    assert District.objects.count() == len(read_csv(data / "geo/districts.csv"))
    assert Agency.objects.count() == len(read_csv(data / "agencies/agencies.csv"))
    assert AgencyCode.objects.count() == len(read_csv(data / "agencies/agency_codes.csv"))
    assert ServicePoint.objects.count() == len(read_csv(data / "agencies/service_points.csv"))
    assert set(Procedure.objects.values_list("code", flat=True)) == set(CODES)
    assert Article.objects.get().procedures.count() == 2
    assert Article.objects.get().sayings == ["บัตรหมดอายุแล้วทำยังไงดี", "ใบขับขี่ใกล้หมดแล้ว"]
    assert RuleSet.objects.count() == 1
    assert report() == []


def test_derived_stores_hear_of_the_load_once_and_the_trail_holds_one_line(load: Load) -> None:
    load()

    assert OutboxEvent.objects.filter(topic=OutboxTopic.EVERYTHING).count() == 1
    line = AuditEntry.objects.get(verb="load")
    assert line.detail["steps"]["geo"]["created"] > 0
    assert audit.verify() is None


def test_with_nothing_to_do_the_command_says_so_or_stays_silent(load: Load) -> None:
    load("--quiet")

    assert "ไม่มีอะไรต้องโหลด" in load()
    assert load("--if-needed") == ""
    assert load("--again", "--quiet") == ""


def test_a_dry_run_counts_everything_and_writes_nothing(load: Load, home: Path, data: Path) -> None:
    change_row(data / "geo/provinces.csv", "code", "58", code="5x")

    out = load("--dry-run")

    assert "ไม่ได้เขียนอะไร" in out
    assert "เพิ่ม" in out
    assert "geo/provinces.csv:3 code 5x — รหัสต้องเป็นตัวเลข 2 หลัก" in out
    assert not any(lines for lines in picture().values())
    assert not LoadedRow.objects.exists()
    assert not LoadStep.objects.exists()
    assert not OutboxEvent.objects.exists()
    assert not AuditEntry.objects.exists()
    assert list(home.iterdir()) == []


def test_single_steps_can_be_chosen_once_what_they_stand_on_is_there(load: Load) -> None:
    with pytest.raises(CommandError, match="ขั้น points ต้องโหลด geo ก่อน"):
        load("--only", "points")
    assert not ServicePoint.objects.exists()

    load("--only", "geo,vocabularies,agencies")
    load("--only", "points")

    assert ServicePoint.objects.exists()
    assert not Procedure.objects.exists()
    load()
    assert Procedure.objects.count() == len(CODES)


def test_an_unknown_step_and_a_missing_file_are_named(load: Load, data: Path, home: Path) -> None:
    with pytest.raises(CommandError, match="ไม่มีขั้น nowhere"):
        load("--only", "geo,nowhere")
    (data / "geo/districts.csv").unlink()
    with pytest.raises(CommandError, match=r"ไม่พบไฟล์ .*districts\.csv"):
        load()
    with pytest.raises(CommandError, match="ไม่พบไฟล์"):
        call_command("load_country", "--data", str(home / "nowhere"))


def test_a_file_without_a_column_is_refused_whole(load: Load, data: Path) -> None:
    rows = read_csv(data / "geo/provinces.csv")
    write_csv(data / "geo/provinces.csv", [{"code": row["code"]} for row in rows])

    with pytest.raises(CommandError, match="ไม่มีคอลัมน์ name_th"):
        load()

    assert not Province.objects.exists()


def test_loaded_moments_are_recent(load: Load) -> None:
    began = timezone.now()
    load()
    assert not ManualRevision.objects.filter(published_at__lt=began).exists()
    assert LoadStep.objects.filter(finished_at__gte=began).count() == LoadStep.objects.count()
