"""National short numbers for emergencies and help."""

from __future__ import annotations

from infogo.agencies.models import EmergencyNumber
from infogo.core.importers.sources import SourceLabels
from infogo.core.importing import Job, Row, RowError, convert
from infogo.core.phones import read_phones
from infogo.core.upsert import Table, Tally, Values, load_rows

NUMBERS = Table(
    "emergency_number",
    EmergencyNumber,
    key=("number",),
    fields=("name_th", "name_en", "purpose_th", "purpose_en", "is_urgent", "order", "source"),
)
COLUMNS = (
    "number", "name_th", "name_en", "purpose_th", "purpose_en", "is_urgent", "order", "source",
)  # fmt: skip


def load_emergency_numbers(job: Job) -> Tally:
    """Load ``emergency_numbers.csv``."""
    labels = SourceLabels(job)
    rows = job.csv_rows("emergency_numbers.csv", COLUMNS)
    return load_rows(NUMBERS, convert(rows, lambda row: _number(row, labels)), job)


def _number(row: Row, labels: SourceLabels) -> Values:
    number = row.text("number", longest=20, required=True)
    if not read_phones(number).phones:
        raise RowError("number", number, "โทรด้วยเบอร์นี้ไม่ได้", "ใส่เบอร์โทรศัพท์หรือเลขสั้น เช่น 191")
    return {
        "number": number,
        "name_th": row.text("name_th", longest=200, required=True),
        "name_en": row.text("name_en", longest=200, required=True),
        "purpose_th": row.text("purpose_th", longest=400, required=True),
        "purpose_en": row.text("purpose_en", longest=400, required=True),
        "is_urgent": row.flag("is_urgent"),
        "order": row.whole_number("order"),
        "source": labels.label(row.text("source", longest=200, required=True)),
    }
