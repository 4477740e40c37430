"""A bad row is named in the report and costs nothing but itself."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from infogo.agencies.models import Agency
from infogo.geo.models import CoordinateQuality, Province, Subdistrict
from infogo.manuals.models import Manual, Procedure, RuleSet
from infogo.pins.models import Pin
from infogo.points.models import ServicePoint
from tests.loader.small import CODES, change_row, change_service, read_csv, write_csv

Load = Callable[..., str]
Report = Callable[[], list[dict[str, str]]]


def test_bad_codes_leave_a_row_out_and_its_neighbours_in(
    load: Load, data: Path, report: Report
) -> None:
    points = read_csv(data / "agencies/service_points.csv")
    key = points[3]["key"]
    change_row(data / "agencies/service_points.csv", "key", key, agency_key="nobody")

    out = load()

    assert not ServicePoint.objects.filter(key=key).exists()
    assert ServicePoint.objects.count() == len(points) - 1
    (line,) = report()
    assert line["ขั้น"] == "จุดให้บริการ"
    assert (line["ไฟล์"], line["บรรทัด"]) == ("agencies/service_points.csv", "5")
    assert (line["คอลัมน์"], line["ค่า"]) == ("agency_key", "nobody")
    assert line["เหตุผล"] == "ไม่มีรหัสนี้ในระบบ"
    assert line["วิธีแก้"]
    assert line["ผล"] == "ไม่ได้นำเข้าแถวนี้"
    assert "นำเข้าไม่ได้ 1" in out
    assert "load-report.csv" in out


def test_bad_values_are_left_empty_in_a_good_row(load: Load, data: Path, report: Report) -> None:
    change_row(
        data / "agencies/service_points.csv", "key", "sp-hq-moi-dopa", lat="100.5", lng="13.7",
        phone="ถามที่เคาน์เตอร์", website="dopa", postcode="1020", email="x", subdistrict_code="580101",
    )  # fmt: skip

    load()

    point = ServicePoint.objects.get(key="sp-hq-moi-dopa")
    assert (point.lat, point.lng) == (None, None)
    assert point.coordinate_quality == CoordinateQuality.NONE
    assert (point.phones, point.website, point.postcode, point.email) == ([], "", "", "")
    assert point.subdistrict is None
    assert point.province_id == "10"
    assert {line["คอลัมน์"] for line in report()} == {
        "lat", "phone", "website", "postcode", "email", "subdistrict_code",
    }  # fmt: skip


def test_a_fixed_row_is_loaded_and_leaves_the_report(
    load: Load, data: Path, report: Report
) -> None:
    change_row(data / "agencies/agencies.csv", "key", "moi-dpt", kind="nonsense")
    change_row(data / "geo/subdistricts.csv", "code", "580101", postcode="5800")
    load()
    assert len(report()) > 1
    assert not Subdistrict.objects.filter(pk="580101").exists()

    change_row(data / "agencies/agencies.csv", "key", "moi-dpt", kind="department")
    change_row(data / "geo/subdistricts.csv", "code", "580101", postcode="58000")
    load()

    assert Agency.objects.filter(key="moi-dpt").exists()
    assert Subdistrict.objects.filter(pk="580101").exists()


def test_agencies_in_a_circle_or_without_a_parent_are_left_out(
    load: Load, data: Path, report: Report
) -> None:
    path = data / "agencies/agencies.csv"
    rows = read_csv(path)
    base = next(row for row in rows if row["key"] == "moi-dopa")
    circle = [
        {**base, "key": "a", "parent_key": "b"},
        {**base, "key": "b", "parent_key": "a"},
        {**base, "key": "c", "parent_key": "nobody"},
        {**base, "key": "d", "parent_key": "d"},
    ]
    write_csv(path, [*rows, *circle])

    load()

    assert not Agency.objects.filter(key__in="abcd").exists()
    assert Agency.objects.count() == len(rows)
    assert sum(line["คอลัมน์"] == "parent_key" for line in report()) == 4


def test_a_service_with_a_broken_part_keeps_its_procedure_but_gets_no_manual(
    load: Load, data: Path, report: Report
) -> None:
    change_service(data, "LOCAL-012", steps=[{"title": "ตรวจ", "duration": {"value": 1}}])
    change_service(data, "DLT-006", time_limit={"value": -5, "unit": "minute", "basis": "manual"})

    load()

    assert Procedure.objects.count() == len(CODES)
    without = {"LOCAL-012", "DLT-006"}
    published = set(Manual.objects.filter(standard=None).values_list("procedure__code", flat=True))
    assert published == set(CODES) - without
    assert not Manual.objects.filter(procedure__code="LOCAL-012").exists()
    assert not Pin.objects.filter(procedure__code__in=without).exists()
    assert len([line for line in report() if line["ขั้น"] == "คู่มือมาตรฐานกลาง"]) == 2


def test_an_unknown_owner_topic_or_place_is_named(load: Load, data: Path, report: Report) -> None:
    change_service(data, "DLT-006", agency_name="กรมที่ไม่มีอยู่")
    change_service(data, "DOPA-002", topic="nothing")
    change_service(data, "CONS-001", offered_at=["moon_base"])
    change_service(data, "MPB-001", target_groups=["nobody"], related=["NONE-1"])

    load()

    assert set(Procedure.objects.values_list("code", flat=True)) == {
        "LOCAL-006", "LOCAL-012", "LOCAL-039", "MPB-001",
    }  # fmt: skip
    reasons = {(line["คอลัมน์"], line["ค่า"]) for line in report()}
    assert {
        ("agency_name", "กรมที่ไม่มีอยู่"), ("topic", "nothing"), ("offered_at", "moon_base"),
        ("target_groups", "['nobody']"), ("related", "['NONE-1']"),
    } <= reasons  # fmt: skip


def test_broken_lines_of_json_are_named(load: Load, data: Path, report: Report) -> None:
    path = data / "services/services.jsonl"
    path.write_text(path.read_text() + "{not json\n")

    load()

    assert Procedure.objects.count() == len(CODES)
    assert {(line["ไฟล์"], line["บรรทัด"]) for line in report()} == {
        ("services/services.jsonl", str(len(CODES) + 1))
    }


def test_a_repeated_code_is_named_and_the_first_one_counts(
    load: Load, data: Path, report: Report
) -> None:
    path = data / "geo/provinces.csv"
    rows = read_csv(path)
    write_csv(path, [*rows, {**rows[0], "name_th": "ซ้ำ"}])

    load()
    load("--again")

    assert Province.objects.get(pk=rows[0]["code"]).name_th == rows[0]["name_th"]
    (line,) = report()
    assert line["เหตุผล"] == "ซ้ำกับแถวก่อนหน้า"


def test_weights_lifecycle_and_headings_are_checked(load: Load, data: Path, report: Report) -> None:
    change_row(data / "services/starting_popularity.csv", "code", "DLT-006", weight="500")
    change_row(data / "services/lifecycle.csv", "code", "DLT-006", kind="reborn")
    change_row(data / "emergency_numbers.csv", "number", "191", number="ไม่มี")
    change_row(data / "vocabularies.csv", "code", "photo", effective_from="21/7/2558")

    load()

    renewal = Procedure.objects.get(code="DLT-006")
    assert (renewal.starting_popularity, renewal.lifecycle) == (0, "other")
    assert {line["คอลัมน์"] for line in report()} == {
        "weight", "kind", "number", "effective_from",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("change", "column", "reason"),
    [
        ({"no-tags": {"severity": "advice", "law": "x"}}, "lint", "ไม่มีกฎชื่อนี้"),
        ({"no-tag": {"severity": "fatal", "law": "x"}}, "parameters.lint.no-tag.severity", ""),
    ],
)
def test_a_misspelt_rule_of_law_is_refused_instead_of_never_applied(
    load: Load, data: Path, report: Report, change: dict[str, Any], column: str, reason: str
) -> None:
    path = data / "rule_sets.json"
    sets = json.loads(path.read_text(encoding="utf-8"))
    sets[0]["parameters"]["lint"] |= change
    path.write_text(json.dumps(sets), encoding="utf-8")

    load()

    assert not RuleSet.objects.exists()
    (line,) = report()
    assert line["คอลัมน์"] == column
    assert reason in line["เหตุผล"]
