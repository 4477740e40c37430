"""A small country cut out of the demonstration data, and a picture of what was loaded from it."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db.models import Model

from infogo.loader.management.commands.load_country import DEMO_DATA

OVERRIDES = 1
PROVINCES = {"10", "58"}
CODES = ("DOPA-002", "DLT-006", "LOCAL-006", "LOCAL-012", "LOCAL-039", "MPB-001", "CONS-001")
CENTRAL_KINDS = {"ministry", "special_local"}
LOCAL_KINDS = {
    "province",
    "pao",
    "sao",
    "bma_district",
    "municipality_town",
    "municipality_subdistrict",
}
OWNERS = {
    "moi-dopa",
    "moi-dla",
    "moi-dpt",
    "mot-dlt",
    "rtp",
    "mfa-consular",
    "moph-anamai",
    "moc-dbd",
}
LOADED_APPS = ("core", "geo", "agencies", "taxonomy", "points", "manuals", "pins", "articles",
               "channels")  # fmt: skip
# What differs between two loads of the same files: moments, and hashes that cover row numbers.
PASSING = {
    "created_at", "updated_at", "published_at", "finished_at", "previous_hash", "content_hash",
}  # fmt: skip
UNLOADED = {"core.OutboxEvent", "core.AuditEntry", "core.LoadedRow", "core.ContentVersion"}
NATURAL = ("key", "code", "slug", "name_th", "number", "on")
Rows = list[dict[str, str]]


def cut_out(target: Path) -> Path:
    """Write the small country below ``target``: two provinces, seven services, one article."""
    for folder in ("geo", "agencies", "services"):
        (target / folder).mkdir(parents=True)
    for name in (
        "vocabularies.csv",
        "emergency_numbers.csv",
        "sources.csv",
        "rule_sets.json",
        "report_forms.json",
        "e_act_rules.json",
        "quality_index_rules.json",
    ):
        (target / name).write_bytes((DEMO_DATA / name).read_bytes())
    for name in (
        "documents.csv",
        "taxonomy_en.csv",
        "owner_units.csv",
        "complaint_channels.csv",
        "formulas.jsonl",
        "representation.jsonl",
    ):
        copy = f"services/{name}"
        (target / copy).write_bytes((DEMO_DATA / copy).read_bytes())
    _cut_tables(target)
    _cut_services(target)
    # The one sample override of a Bangkok district, moved to a service of the small country.
    samples = (DEMO_DATA / "services/local_overrides.jsonl").read_text(encoding="utf-8")
    chosen = next(line for line in samples.splitlines() if "bma-1004" in line)
    (target / "services/local_overrides.jsonl").write_text(
        chosen.replace("LOCAL-010", "LOCAL-012") + "\n", encoding="utf-8"
    )
    return target


def read_csv(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write_csv(path: Path, rows: Rows) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def change_row(path: Path, column: str, value: str, **changes: str) -> None:
    """Change the one row of a CSV file that has ``value`` in ``column``."""
    rows = read_csv(path)
    (found,) = [row for row in rows if row[column] == value]
    found.update(changes)
    write_csv(path, rows)


def change_service(data: Path, code: str, **changes: Any) -> None:
    path = data / "services/services.jsonl"
    services = [json.loads(line) for line in path.read_text().splitlines()]
    for service in services:
        if service["code"] == code:
            service.update(changes)
    path.write_text("".join(json.dumps(item, ensure_ascii=False) + "\n" for item in services))


def picture() -> dict[str, list[str]]:
    """Return every loaded row by its natural keys, so that two databases can be compared."""
    names: dict[type[Model], dict[Any, str]] = {}
    return {
        model._meta.label: sorted(_line(row, names) for row in model._default_manager.all())
        for app in LOADED_APPS
        for model in apps.get_app_config(app).get_models()
        if model._meta.label not in UNLOADED
    }


def _line(row: Model, names: dict[type[Model], dict[Any, str]]) -> str:
    values = {}
    for field in row._meta.concrete_fields:
        if field.name in PASSING or (field.primary_key and field.name == "id"):
            continue
        value = getattr(row, field.attname)
        if field.name == "current":
            value = row.current and row.current.number  # type: ignore[attr-defined]
        elif field.related_model and value is not None:
            related = names.setdefault(field.related_model, {})
            if value not in related:
                related[value] = _natural(field.related_model._default_manager.get(pk=value), names)
            value = related[value]
        values[field.name] = value
    return json.dumps(values, ensure_ascii=False, sort_keys=True, default=str)


def _natural(row: Model, names: dict[type[Model], dict[Any, str]]) -> str:
    for name in NATURAL:
        if hasattr(row, name) and row._meta.get_field(name).unique:
            return str(getattr(row, name))
    return _line(row, names)


def _cut_tables(target: Path) -> None:
    keep: dict[str, Callable[[dict[str, str]], bool]] = {
        "geo/provinces.csv": lambda row: row["code"] in PROVINCES,
        "geo/districts.csv": lambda row: row["province_code"] in PROVINCES,
        "geo/subdistricts.csv": lambda row: row["district_code"][:2] in PROVINCES,
        "agencies/agencies.csv": _is_kept_agency,
    }
    for name, wanted in keep.items():
        rows = [row for row in read_csv(DEMO_DATA / name) if wanted(row)]
        for row in rows:
            if row.get("province_code", "10") not in PROVINCES:
                row.update(province_code="", district_code="", subdistrict_code="")
        write_csv(target / name, rows)
    agencies = {row["key"] for row in read_csv(target / "agencies/agencies.csv")}
    for name in ("agencies/agency_codes.csv", "agencies/service_points.csv"):
        rows = [row for row in read_csv(DEMO_DATA / name) if row["agency_key"] in agencies]
        write_csv(
            target / name, [row for row in rows if row.get("province_code", "10") in PROVINCES]
        )
    for name in (
        "services/lifecycle.csv",
        "services/sayings.csv",
        "services/starting_popularity.csv",
    ):
        rows = [row for row in read_csv(DEMO_DATA / name) if row["code"] in CODES]
        write_csv(target / name, rows)


def _is_kept_agency(row: dict[str, str]) -> bool:
    if row["kind"] in CENTRAL_KINDS or row["key"] in OWNERS or row["key"].startswith("grp-"):
        return True
    return row["province_code"] in PROVINCES and row["kind"] in LOCAL_KINDS


def _cut_services(target: Path) -> None:
    lines = (DEMO_DATA / "services/services.jsonl").read_text().splitlines()
    services = [json.loads(line) for line in lines]
    kept = [service for service in services if service["code"] in CODES]
    for service in kept:
        for column in ("related", "requires_before"):
            service[column] = [code for code in service[column] if code in CODES]
    text = "".join(json.dumps(service, ensure_ascii=False) + "\n" for service in kept)
    (target / "services/services.jsonl").write_text(text)
    taxonomy = json.loads((DEMO_DATA / "services/taxonomy.json").read_text())
    for event in taxonomy["life_events"]:
        for stage in event["stages"]:
            stage["services"] = [code for code in stage["services"] if code in CODES]
    (target / "services/taxonomy.json").write_text(json.dumps(taxonomy, ensure_ascii=False))
    article = {
        "slug": "renew", "title": "ต่ออายุบัตร", "summary": "ต่อบัตรและใบขับขี่", "topic": "id-civil",
        "life_event": None, "service_codes": ["DOPA-002"],
        "body_md": "- ต่อ[บัตร](service:DOPA-002)\n  - แล้ว[ใบขับขี่](service:DLT-006)",
    }  # fmt: skip
    (target / "services/articles.jsonl").write_text(json.dumps(article, ensure_ascii=False) + "\n")
    said = ("บัตรหมดอายุแล้วทำยังไงดี", "ใบขับขี่ใกล้หมดแล้ว")
    write_csv(target / "services/guide_sayings.csv", [{"slug": "renew", "words": w} for w in said])
