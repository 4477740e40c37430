"""Sample overrides: a few agencies that differ from the standard manual they adopted."""

from __future__ import annotations

from pydantic import ValidationError

from infogo.core.importing import Job, Row, RowError
from infogo.core.upsert import Tally
from infogo.manuals import services
from infogo.manuals.content import LocalOverrides
from infogo.manuals.importers.standards import ACTOR, NOTE
from infogo.manuals.models import Manual

FILE = "services/local_overrides.jsonl"


def load_overrides(job: Job) -> Tally:
    """Publish the sections that an adopting agency sets itself; once, and never over an edition."""
    tally = Tally()
    for row in job.jsonl_rows(FILE):
        try:
            manual = _adoption(row)
            overrides = LocalOverrides.model_validate(row.data.get("overrides"))
        except ValidationError as problem:
            first = problem.errors()[0]
            row.reject(
                RowError(
                    ".".join(str(part) for part in first["loc"]),
                    first["input"],
                    "ส่วนของหน่วยงานไม่ตรงกับแบบคู่มือ",
                    "แก้ค่าให้ตรงกับแบบ แล้วโหลดใหม่",
                )
            )
        except RowError as error:
            row.reject(error)
        else:
            if manual.current_id is None:
                services.publish_overrides(
                    manual=manual, overrides=overrides, actor=ACTOR, note=NOTE
                )
                tally.created += 1
            else:
                tally.unchanged += 1
    return tally


def _adoption(row: Row) -> Manual:
    code, agency_key = str(row.data.get("code")), str(row.data.get("agency_key"))
    manual = (
        Manual.objects.filter(procedure__code=code, agency__key=agency_key)
        .exclude(standard=None)
        .select_related("standard__current")
        .first()
    )
    if manual is None:
        raise RowError(
            "agency_key",
            f"{code} {agency_key}",
            "หน่วยงานนี้ไม่ได้รับคู่มือนี้มาใช้",
            "แก้รหัสบริการหรือรหัสหน่วยงาน",
        )
    return manual
