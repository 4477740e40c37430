"""``/api/v1/volumes``: transaction reports of an agency, read and sent by its programs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Query, Router, Status

from infogo.agencies.models import Agency
from infogo.api.callers import (
    FORBIDDEN,
    UNUSABLE,
    ApiProblemError,
    TokenAuth,
    caller_of,
    once,
)
from infogo.api.schemas import ProblemOut
from infogo.api.volume_schemas import (
    FieldOut,
    FindingOut,
    MonthOut,
    RowIn,
    RowOut,
    RowsIn,
    SavedOut,
)
from infogo.core.converters import LARGEST_ID
from infogo.core.money import number_text
from infogo.volumes.definition import FieldKind, FormDefinition
from infogo.volumes.errors import ClosedError, NotYoursError, RowProblem, RowsError, VolumeError
from infogo.volumes.expected import (
    Key,
    Reach,
    online_lines,
    pin_lines,
    visible_agencies,
    visible_reach,
)
from infogo.volumes.models import MonthlyReport, ReportState
from infogo.volumes.months import due_on, iso_month
from infogo.volumes.selectors import Filled, filled_lines, report_of
from infogo.volumes.services.common import form_for
from infogo.volumes.services.rows import RowInput, save_rows
from infogo.volumes.services.states import submit
from infogo.volumes.values import MOST_SATANG, as_json, read_values

router = Router(tags=["volumes"], auth=TokenAuth())

ADDRESS, NAME = "/volumes/{agency_id}/{month}", "volumes"
NOT_FOUND, CONFLICT = 404, 409
PAGE_SIZE = 500
LARGEST_PAGE = 1000
PROBLEMS = dict.fromkeys((401, FORBIDDEN, NOT_FOUND, CONFLICT, UNUSABLE), ProblemOut)

AgencyId = Annotated[int, Path(ge=1, le=LARGEST_ID, description="id of the agency")]
Month = Annotated[str, Path(description="2026-10, Common Era")]
PageNumber = Annotated[int, Query(ge=1, le=LARGEST_PAGE)]


@router.get(ADDRESS, response={200: MonthOut, **PROBLEMS}, url_name=NAME)
def read_month(
    request: HttpRequest, agency_id: AgencyId, month: Month, page: PageNumber = 1
) -> object:
    """Read what a month's report asks for and what was told of it; needs the act ``view``.

    Online rows come first, on page 1. A page has at most 500 rows of counters.
    """
    agency, first = _agency(request, agency_id), _month(month)
    form = _refusing(lambda: form_for(first))
    reach = visible_reach(caller_of(request).rights, agency)
    report = report_of(agency.pk, first)
    lines, is_more = _lines(reach, page)
    return MonthOut(
        agency=agency.pk,
        month=month,
        state=report.state if report else ReportState.DRAFT.value,
        due_on=report.due_on if report else due_on(first, form.due_day),
        fields=[FieldOut.model_validate(field.model_dump()) for field in form.fields],
        rows=[_row(filled) for filled in filled_lines(agency.pk, first, form, lines)],
        next_page=page + 1 if is_more else None,
    )


@router.put(ADDRESS, response={200: SavedOut, **PROBLEMS}, url_name=NAME)
@router.post(
    ADDRESS, response={200: SavedOut, **PROBLEMS}, url_name=NAME, operation_id="post_month"
)
def save_month(request: HttpRequest, agency_id: AgencyId, month: Month, body: RowsIn) -> object:
    """Tell rows of a month; needs the act ``report``. All are kept or, with one wrong, none.

    Unlikely numbers are kept; read the month again for what looks wrong.
    """
    agency, first = _agency(request, agency_id), _month(month)
    form = _refusing(lambda: form_for(first))
    caller = caller_of(request)

    def act() -> tuple[int, Any]:
        rows = _inputs(form, body.rows)
        saved = save_rows(
            rights=caller.rights, agency=agency, month=first, rows=rows, via=caller.token.prefix
        )
        return 200, _saved(saved.report, month, saved.changed)

    return Status(*_refusing(lambda: once(request, act)))


@router.post(f"{ADDRESS}/submit", response={200: SavedOut, **PROBLEMS}, url_name="volumes_submit")
def submit_month(request: HttpRequest, agency_id: AgencyId, month: Month) -> object:
    """Submit a month that is complete; needs the act ``report`` over the whole agency."""
    agency, first = _agency(request, agency_id), _month(month)
    caller = caller_of(request)

    def act() -> tuple[int, Any]:
        report = submit(rights=caller.rights, agency=agency, month=first, via=caller.token.prefix)
        return 200, _saved(report, month, 0)

    return Status(*_refusing(lambda: once(request, act)))


def _refusing(act: Callable[[], Any]) -> Any:
    """Do something; refusals of reports become problems of the API."""
    try:
        return act()
    except RowsError as refusal:
        errors = [_error(problem) for problem in refusal.problems]
        thai, english = "มีแถวที่บันทึกหรือส่งไม่ได้ แก้ตามรายการแล้วส่งใหม่", "Some rows cannot be used"
        raise ApiProblemError(UNUSABLE, thai, english, errors) from refusal
    except NotYoursError as refusal:
        raise ApiProblemError(FORBIDDEN, refusal.thai, refusal.english) from refusal
    except ClosedError as refusal:
        raise ApiProblemError(CONFLICT, refusal.thai, refusal.english) from refusal
    except VolumeError as refusal:
        raise ApiProblemError(UNUSABLE, refusal.thai, refusal.english) from refusal


def _error(problem: RowProblem) -> dict[str, str]:
    place = ".".join(part for part in (problem.key, problem.field) if part)
    return {"parameter": place, "message": problem.english, "message_th": problem.thai}


def _agency(request: HttpRequest, agency_id: int) -> Agency:
    found = visible_agencies(caller_of(request).rights).filter(pk=agency_id).first()
    if found is None:
        raise ApiProblemError(
            NOT_FOUND,
            f"ไม่พบหน่วยงาน {agency_id} ในสิทธิของโทเค็นนี้",
            f"There is no agency {agency_id} within the rights of this token",
        )
    return found


def _month(text: str) -> date:
    month = iso_month(text)
    if month is None:
        raise ApiProblemError(UNUSABLE, "ใส่เดือนเป็น ค.ศ. เช่น 2026-10", "Write the month as 2026-10")
    return month


def _lines(reach: Reach, page: int) -> tuple[list[Any], bool]:
    start = (page - 1) * PAGE_SIZE
    pins = reach.pins().order_by("point_id", "pk").select_related("procedure", "point")
    found = list(pins[start : start + PAGE_SIZE + 1])
    lines = pin_lines(found[:PAGE_SIZE])
    if page == 1:
        lines = [*online_lines(reach.online()), *lines]
    return lines, len(found) > PAGE_SIZE


def _row(filled: Filled) -> RowOut:
    row, line = filled.row, filled.line
    return RowOut(
        manual=line.key.manual_id,
        point=line.key.point_id,
        channel=line.key.channel.value,
        title=line.title,
        place=line.place,
        values=as_json(row.values) if row else {},
        is_zero=bool(row and row.is_zero),
        note=row.note if row else "",
        findings=[
            FindingOut(
                kind=finding.kind,
                weight=finding.weight.value,
                message=finding.english,
                message_th=f"{finding.what} {finding.todo}",
            )
            for finding in filled.findings
        ],
    )


def _inputs(form: FormDefinition, rows: list[RowIn]) -> list[RowInput]:
    """Read rows as they were sent.

    Raises:
        RowsError: a value is none of its field, or a field is none of the form.
    """
    found: list[RowInput] = []
    problems: list[RowProblem] = []
    for row in rows:
        key = Key(row.manual, row.point)
        if unknown := set(row.values) - form.names:
            name = sorted(unknown)[0][:40]
            english = f"The form has no field {name}"
            problems.append(RowProblem(str(key), name, f"แบบนี้ไม่มีช่อง {name}", english))
            continue
        texts = {name: _text(form, name, value) for name, value in row.values.items()}
        problems += [_no_satang(form, key, name) for name, text in texts.items() if text is None]
        known = {name: text for name, text in texts.items() if text is not None}
        values, wrong = read_values(form, str(key), known)
        problems += wrong
        found.append(RowInput(key, values, is_zero=row.is_zero, note=row.note))
    if problems:
        raise RowsError(problems)
    return found


def _text(form: FormDefinition, name: str, value: int | float | str | None) -> str | None:
    """Return a value as people would type it: money comes in satang and is typed in baht.

    ``None`` for money that is no whole number of satang: taken for baht it would be a hundred
    times as much.
    """
    if value is None or value == "":
        return ""
    if form.field(name).kind is not FieldKind.MONEY:
        return str(value)
    if isinstance(value, str) or not 0 <= value <= MOST_SATANG or value != int(value):
        return None
    return number_text(int(value))


def _no_satang(form: FormDefinition, key: Key, name: str) -> RowProblem:
    field = form.field(name)
    return RowProblem(
        str(key),
        name,
        f"{field.label}: ใส่เป็นสตางค์ เป็นตัวเลขจำนวนเต็ม เช่น 150050",
        f"{field.label_en}: send satang as a whole number, such as 150050",
    )


def _saved(report: MonthlyReport, month: str, changed: int) -> dict[str, Any]:
    return SavedOut(
        agency=report.agency_id,
        month=month,
        state=report.state,
        changed=changed,
        expected=report.expected,
        filled=report.filled,
        is_late=report.late,
    ).model_dump(mode="json")
