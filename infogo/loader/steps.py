"""The steps of a load: what each reads, what it stands on, which importer does the work."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone

from infogo.agencies.importers.agencies import load_agencies, load_codes
from infogo.agencies.importers.emergency import load_emergency_numbers
from infogo.articles.importers.articles import load_articles
from infogo.channels.importers.rules import load_e_act_rules
from infogo.core.importers.holidays import load_holidays
from infogo.core.importing import Job
from infogo.core.upsert import Tally
from infogo.geo.importers.territory import load_territory
from infogo.insights.services import refresh_popularity
from infogo.manuals.importers.adoptions import load_adoptions
from infogo.manuals.importers.documents import load_documents
from infogo.manuals.importers.overrides import load_overrides
from infogo.manuals.importers.procedures import load_procedures
from infogo.manuals.importers.standards import load_rule_sets, load_standard_manuals
from infogo.oversight.importers.rules import load_index_rules
from infogo.pins.importers.pins import load_pins
from infogo.points.importers.points import load_points
from infogo.taxonomy.importers.headings import load_headings
from infogo.taxonomy.importers.vocabularies import codes_of, load_vocabularies
from infogo.volumes.importers.forms import load_report_forms

LOADER_VERSION = 2
"""Raise it when an importer writes something else from the same files: every step runs again."""


@dataclass(frozen=True)
class Step:
    """One part of a load. It runs again when its files, or those of a step below, change."""

    name: str
    title: str
    run: Callable[[Job], Tally]
    files: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


def _load_agencies_and_codes(job: Job) -> Tally:
    tally = load_agencies(job, codes_of("agency_kind"))
    tally.add(load_codes(job))
    return tally


def _load_e_act_rules(job: Job) -> Tally:
    return load_e_act_rules(job, codes_of("agency_kind"))


def _load_procedures_and_popularity(job: Job) -> Tally:
    """Load the procedures; until anybody has opened one, the editors' weights rank them."""
    tally = load_procedures(job)
    refresh_popularity(today=timezone.localdate())
    return tally


def _load_rules_and_manuals(job: Job) -> Tally:
    tally = load_rule_sets(job)
    tally.add(load_standard_manuals(job))
    return tally


_SERVICES = "services/services.jsonl"
_SOURCES = "sources.csv"

# In the order in which they run: a step stands only on steps above it.
STEPS: tuple[Step, ...] = (
    Step(
        "geo",
        "จังหวัด อำเภอ และตำบล",
        load_territory,
        ("geo/provinces.csv", "geo/districts.csv", "geo/subdistricts.csv"),
    ),
    Step("vocabularies", "รายการค่าตามแบบคู่มือ", load_vocabularies, ("vocabularies.csv",)),
    Step("report_forms", "แบบรายงานธุรกรรม", load_report_forms, ("report_forms.json",)),
    Step("holidays", "วันหยุดราชการ", load_holidays),
    Step(
        "agencies",
        "หน่วยงาน",
        _load_agencies_and_codes,
        ("agencies/agencies.csv", "agencies/agency_codes.csv", _SOURCES),
        ("geo", "vocabularies"),
    ),
    Step(
        "e_act",
        "เกณฑ์ช่องทางอิเล็กทรอนิกส์",
        _load_e_act_rules,
        ("e_act_rules.json",),
        ("vocabularies",),
    ),
    Step(
        "quality_index",
        "เกณฑ์ดัชนีคุณภาพบริการ",
        load_index_rules,
        ("quality_index_rules.json",),
    ),
    Step(
        "emergency",
        "เบอร์ฉุกเฉิน",
        load_emergency_numbers,
        ("emergency_numbers.csv", _SOURCES),
    ),
    Step(
        "points",
        "จุดให้บริการ",
        load_points,
        ("agencies/service_points.csv", _SOURCES),
        ("geo", "vocabularies", "agencies"),
    ),
    Step(
        "taxonomy",
        "หมวด กลุ่มเป้าหมาย และเหตุการณ์ชีวิต",
        load_headings,
        ("services/taxonomy.json", "services/taxonomy_en.csv"),
    ),
    Step("documents", "เอกสารหลักฐาน", load_documents, ("services/documents.csv",)),
    Step(
        "procedures",
        "กระบวนงาน",
        _load_procedures_and_popularity,
        (
            _SERVICES,
            "services/taxonomy.json",
            "services/lifecycle.csv",
            "services/sayings.csv",
            "services/starting_popularity.csv",
            "services/owner_units.csv",
        ),
        ("vocabularies", "agencies", "taxonomy"),
    ),
    Step(
        "manuals",
        "คู่มือมาตรฐานกลาง",
        _load_rules_and_manuals,
        (
            _SERVICES,
            _SOURCES,
            "services/complaint_channels.csv",
            "services/representation.jsonl",
            "services/cases",
            "rule_sets.json",
        ),
        ("procedures", "documents"),
    ),
    Step("adoptions", "การรับคู่มือไปใช้", load_adoptions, (_SERVICES,), ("agencies", "manuals")),
    Step(
        "overrides",
        "ส่วนที่หน่วยงานกำหนดเอง (ตัวอย่าง)",
        load_overrides,
        ("services/local_overrides.jsonl",),
        ("adoptions",),
    ),
    Step("pins", "หมุดของคู่มือที่จุดให้บริการ", load_pins, (), ("points", "adoptions")),
    Step(
        "articles",
        "บทความ",
        load_articles,
        ("services/articles.jsonl", "services/guide_sayings.csv"),
        ("taxonomy", "procedures"),
    ),
)
BY_NAME = {step.name: step for step in STEPS}


def step_digests(data: Path) -> dict[str, str]:
    """Return a digest per step over its files and the digests of the steps it stands on.

    A missing file has a digest of its own; the importer says in words that it is missing.
    """
    files: dict[str, bytes] = {}
    digests: dict[str, str] = {}
    for step in STEPS:
        summed = hashlib.sha256(f"{LOADER_VERSION} {step.name}".encode())
        for name in step.files:
            if name not in files:
                files[name] = _file_digest(data / name)
            summed.update(files[name])
        for name in step.needs:
            summed.update(digests[name].encode())
        digests[step.name] = summed.hexdigest()
    return digests


def chosen_steps(names: Iterable[str]) -> tuple[Step, ...]:
    """Return the steps with these names in running order, all steps for no names.

    Raises:
        KeyError: there is no step of a name.
    """
    wanted = {BY_NAME[name].name for name in names}
    return tuple(step for step in STEPS if not wanted or step.name in wanted)


def _file_digest(path: Path) -> bytes:
    """Return the digest of a file, or of a folder's files with their names."""
    if path.is_dir():
        summed = hashlib.sha256()
        for each in sorted(path.iterdir()):
            summed.update(each.name.encode() + _file_digest(each))
        return summed.digest()
    if not path.is_file():
        return b"missing"
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()
