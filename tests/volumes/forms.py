"""The report form of the demonstration country, and rows of it, for tests."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Role
from infogo.agencies.models import Agency
from infogo.core.dates import bangkok_now
from infogo.manuals.models import Manual
from infogo.pins.models import Pin
from infogo.volumes.definition import FormDefinition
from infogo.volumes.expected import Key
from infogo.volumes.models import ReportForm
from infogo.volumes.months import first_of, later
from infogo.volumes.services.rows import RowInput
from tests.factories import GrantFactory, OfficerFactory, PinFactory, ServicePointFactory, adoption
from tests.factories import standard_manual as new_manual

FILE = Path(__file__).resolve().parents[2] / "demo" / "data" / "report_forms.json"
(ENTRY,) = json.loads(FILE.read_text(encoding="utf-8"))
FORM = FormDefinition.model_validate(ENTRY["definition"])


def enact_form(**changed: Any) -> ReportForm:
    """Store the form of the demonstration country, with other parts of its definition."""
    return ReportForm.objects.create(
        code=f"form-{ReportForm.objects.count()}",
        name_th=ENTRY["name_th"],
        effective_from=changed.pop("effective_from", date(2020, 1, 1)),
        definition={**ENTRY["definition"], **changed},
    )


def last_month() -> date:
    """Return the month that ended last."""
    return later(first_of(bangkok_now().date()), -1)


def pins_of(agency: Agency, count: int = 1) -> list[Pin]:
    """Serve so many manuals of an agency at its points."""
    return [
        PinFactory(manual=adoption(new_manual(), agency), point=ServicePointFactory(agency=agency))
        for _each in range(count)
    ]


def key_of_pin(pin: Pin) -> Key:
    return Key(pin.manual_id, pin.point_id)


def rights_of(agency: Agency, role: str = Role.REPORTER, **grant: Any) -> Rights:
    """Return the rights of a new officer of an agency."""
    officer = OfficerFactory(agency=agency)
    GrantFactory(officer=officer, role=role, agency=agency, **grant)
    return Rights.of(officer)


GOOD = {
    "brought_forward": 5,
    "received": 100,
    "completed_in_time": 90,
    "completed_late": 5,
    "carried_forward": 10,
}


def told(pin: Pin | Manual | Key, *, seen: int | None = None, **changed: Any) -> RowInput:
    """Return a row that balances, with other values where given."""
    key = pin
    if not isinstance(key, Key):
        key = key_of_pin(key) if isinstance(key, Pin) else Key(key.pk, None)
    zero, note = changed.pop("is_zero", None), changed.pop("note", None)
    values = {} if zero and not changed else {**GOOD, **changed}
    return RowInput(key, values, is_zero=zero, note=note, seen=seen)
