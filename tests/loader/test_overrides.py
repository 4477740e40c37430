"""Sample overrides become editions of adopting agencies, once, and bad ones are reported."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from infogo.core.importing import Job
from infogo.manuals.importers.overrides import FILE, load_overrides
from infogo.manuals.models import Manual
from infogo.manuals.selectors import merged_manual
from tests.factories import AgencyFactory, adoption, standard_manual

pytestmark = pytest.mark.django_db


def _write(data: Path, **entry: object) -> Job:
    path = data / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(entry, ensure_ascii=False) + "\n", encoding="utf-8")
    return Job(data)


def test_an_override_is_published_once_and_merged(tmp_path: Path) -> None:
    manual = adoption(standard_manual(), AgencyFactory(key="muni-1"))
    job = _write(
        tmp_path,
        code=manual.procedure.code,
        agency_key="muni-1",
        overrides={"remark": "เฉพาะที่นี่", "fees": {"state": "none"}},
    )
    assert load_overrides(job).created == 1
    assert load_overrides(job).unchanged == 1
    manual = Manual.objects.select_related("standard__current", "current").get(pk=manual.pk)
    merged = merged_manual(manual)
    assert merged.content.remark == "เฉพาะที่นี่"
    assert merged.content.fees.is_none
    assert merged.local_sections == {"remark", "fees"}
    assert merged.edition.number == 1


@pytest.mark.parametrize(
    ("agency_key", "overrides"),
    [("muni-2", {"remark": "x"}), ("muni-1", {"legal_bases": {"state": "none"}})],
)
def test_what_cannot_be_used_is_reported(
    tmp_path: Path, agency_key: str, overrides: dict[str, object]
) -> None:
    manual = adoption(standard_manual(), AgencyFactory(key="muni-1"))
    job = _write(tmp_path, code=manual.procedure.code, agency_key=agency_key, overrides=overrides)
    assert load_overrides(job).created == 0
    assert job.problems.rejected_rows == 1
    assert Manual.objects.get(pk=manual.pk).current_id is None
