"""What stands in the way of submitting a month, and what was done with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils import timezone

from infogo.accounts.names import name_in
from infogo.accounts.perms import Rights
from infogo.agencies.models import Agency
from infogo.core.models import AuditEntry
from infogo.core.written import LONGEST_ASKED
from infogo.display.filters import DOT
from infogo.office.pages.volume_grid import KINDS, LEFT, Narrowing
from infogo.office.pages.volumes import MonthHead, head_of
from infogo.volumes.definition import FormDefinition, FormField
from infogo.volumes.errors import RowProblem
from infogo.volumes.expected import Key, key_of, reach, visible_reach
from infogo.volumes.findings import WEIGHT_WORDS, Finding, Weight
from infogo.volumes.models import ReportState, VolumeRow
from infogo.volumes.selectors import filled_lines, rows_left, told_lines
from infogo.volumes.services.common import REPORT
from infogo.volumes.values import show_value

PAGE_SIZE = 20
MOST_CHANGED = 12
"""Changed rows that one line of the trail shows."""
VERBS = {
    "save_volumes": "ใส่หรือแก้ตัวเลข",
    "submit_volumes": "ส่งรายงาน",
    "lock_volumes": "รับรองรายงาน",
    "reopen_volumes": "เปิดให้แก้ใหม่",
    "explain_volumes": "อธิบายข้อสังเกต",
}


@dataclass(frozen=True)
class FindingLine:
    """One finding with what to do; ``can_explain`` offers a place for a word."""

    key: str
    href: str
    title: str
    place: str
    kind: str
    tag: str
    tag_kind: str
    what: str
    todo: str
    words: str
    can_explain: bool
    typed: str
    wrong: str


@dataclass(frozen=True)
class FindingsPage:
    """All findings of a month, those that stop it first."""

    head: MonthHead
    left: int
    stopping: int
    lines: Sequence[FindingLine]
    number: int
    pages: int


@dataclass(frozen=True)
class Changed:
    """One row that was changed: field, before, after, in words."""

    row: str
    words: str


@dataclass(frozen=True)
class TrailLine:
    """One act in the trail."""

    at: datetime
    actor: str
    what: str
    reason: str
    changed: Sequence[Changed]
    more: int


@dataclass(frozen=True)
class TrailPage:
    """What was done with a report, newest first."""

    head: MonthHead
    lines: Sequence[TrailLine]
    number: int
    pages: int


@dataclass(frozen=True)
class Wrong:
    """An explanation that was not accepted."""

    key: str = ""
    kind: str = ""
    text: str = ""
    why: str = ""


def findings_page(
    rights: Rights,
    agency: Agency,
    month: date,
    form: FormDefinition,
    page: str,
    wrong: Wrong,
) -> FindingsPage:
    """Return the findings of a month; a constant number of queries."""
    head = head_of(rights, agency, month, form)
    if head.report is None:
        left = rows_left(visible_reach(rights, agency), None, form)
        return FindingsPage(head, left, 0, (), 1, 1)
    seen = visible_reach(rights, agency)
    lines = told_lines(seen, head.report)
    if head.report.is_open:
        # Rows of services that ended since can be neither mended nor explained, and stop nothing.
        asked = seen.known([line.key for line in lines])
        lines = [line for line in lines if line.key in asked]
    filled = filled_lines(agency.pk, month, form, lines)
    found = [(each, finding) for each in filled for finding in each.findings]
    found.sort(key=lambda pair: (not pair[1].stops, bool(pair[1].words)))
    shown = Paginator(found, PAGE_SIZE).get_page(page)
    may_explain = head.report.state != ReportState.LOCKED
    hers = reach(rights, agency)
    own = set(hers.known([e.line.key for e, _f in shown.object_list])) if may_explain else set()
    return FindingsPage(
        head=head,
        left=rows_left(seen, head.report, form),
        stopping=sum(finding.stops for _filled, finding in found),
        lines=[
            _line(head.path, each.line.key, each.line.title, each.line.place, finding, own, wrong)
            for each, finding in shown.object_list
        ],
        number=shown.number,
        pages=shown.paginator.num_pages,
    )


def row_href(agency: Agency, month: date, problem: RowProblem) -> str:
    """Return where a row that keeps a month from being submitted is mended; of many, the list."""
    path = reverse("office:volumes_month", args=[agency.pk, month])
    if not problem.key:
        return ""
    if not problem.title:
        return Narrowing(show=LEFT).href(path)
    return _told_href(path, problem.title, problem.key)


def _told_href(path: str, title: str, key: str) -> str:
    return f"{Narrowing(words=title[:LONGEST_ASKED]).href(path)}#n-{key}"


def _line(
    path: str, key: Key, title: str, place: str, finding: Finding, own: set[Key], wrong: Wrong
) -> FindingLine:
    is_wrong = (str(key), finding.kind) == (wrong.key, wrong.kind)
    return FindingLine(
        key=str(key),
        href=_told_href(path, title, str(key)),
        title=title,
        place=place,
        kind=finding.kind,
        tag="อธิบายแล้ว" if finding.words else WEIGHT_WORDS[finding.weight],
        tag_kind="info" if finding.words else KINDS[finding.weight],
        what=finding.what,
        todo=finding.todo,
        words=finding.words,
        can_explain=finding.weight is not Weight.MUST and key in own,
        typed=wrong.text if is_wrong else finding.words,
        wrong=wrong.why if is_wrong else "",
    )


def trail_page(
    rights: Rights, agency: Agency, month: date, form: FormDefinition, page: str
) -> TrailPage:
    """Return the trail of a report; a constant number of queries."""
    head = head_of(rights, agency, month, form)
    entries = AuditEntry.objects.filter(
        target=REPORT, target_id=head.report.pk if head.report else 0
    )
    shown = Paginator(entries.order_by("-number"), PAGE_SIZE).get_page(page)
    acts = list(shown.object_list)
    names = _names(acts)
    lines = [_trail_line(entry, form, names) for entry in acts]
    return TrailPage(head, lines, shown.number, shown.paginator.num_pages)


def _names(entries: Sequence[AuditEntry]) -> Mapping[str, str]:
    """Return the names of the rows that these lines speak of; one query."""
    keys = [
        each["row"] for entry in entries for each in entry.detail.get("rows", ())[:MOST_CHANGED]
    ] + [entry.detail["row"] for entry in entries if "row" in entry.detail]
    wanted = {key for text in keys if (key := key_of(text))}
    rows = VolumeRow.objects.filter(manual__in={key.manual_id for key in wanted})
    named = rows.order_by().values_list(
        "manual_id", "point_id", "manual__procedure__name_th", "point__name_th"
    )
    return {
        str(Key(manual, point)): f"{title}{DOT}{place or 'ออนไลน์'}"
        for manual, point, title, place in named.distinct()
        if Key(manual, point) in wanted
    }


def _trail_line(entry: AuditEntry, form: FormDefinition, names: Mapping[str, str]) -> TrailLine:
    rows = entry.detail.get("rows", ())
    changed = [
        Changed(names.get(each["row"], f"แถว {each['row']}"), _difference(each, form))
        for each in rows[:MOST_CHANGED]
    ]
    if "row" in entry.detail:
        changed = [Changed(names.get(entry.detail["row"], ""), "")]
    via = entry.detail.get("via")
    return TrailLine(
        at=timezone.localtime(entry.at),
        actor=name_in(entry.actor) + (f" (โปรแกรม {via})" if via else ""),
        what=VERBS.get(entry.verb, entry.verb),
        reason=str(entry.detail.get("reason", "")),
        changed=changed,
        more=max(0, len(rows) - MOST_CHANGED),
    )


def _difference(each: Mapping[str, Any], form: FormDefinition) -> str:
    before, after = each["before"], each["after"]
    labels = {field.name: field.label for field in form.fields}
    labels |= {"is_zero": "ไม่มีผู้มาติดต่อ", "note": "หมายเหตุ"}
    fields = {field.name: field for field in form.fields}
    parts = [
        f"{label} {_shown(fields.get(name), before.get(name))} → "
        f"{_shown(fields.get(name), after.get(name))}"
        for name, label in labels.items()
        if before.get(name) != after.get(name)
    ]
    return DOT.join(parts)


def _shown(field: FormField | None, value: Any) -> str:
    """Return a value as people type it: money in baht, units in words."""
    if value is None:
        return "ว่าง"
    if field is not None:
        return show_value(field, value)
    return "ใช่" if value is True else str(value)
