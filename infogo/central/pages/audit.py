"""The audit trail as the centre searches it, and whether it is whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from infogo.accounts.models import Grant, Officer
from infogo.accounts.names import as_written, name_in
from infogo.agencies.models import Agency
from infogo.care.trail import TrailFilter, trail_page, trail_rows
from infogo.central.pages.care_parts import number_in
from infogo.core.dates import DateInputError, parse_written_date
from infogo.core.models import AuditEntry, ChainCheck
from infogo.core.written import clean_line
from infogo.manuals.models import Manual
from infogo.points.models import ServicePoint
from infogo.thai.collate import sort_key
from infogo.workspace.audit_words import (
    TARGETS,
    VERBS,
    detail_words,
    target_words,
    verb_words,
)

LONGEST_DAY = 40
LONGEST_WORD = 60
MOST_PEOPLE = 30
FAULTS = {
    "a line is missing": "มีบรรทัดหายไป",
    "the line does not follow the one before it": "บรรทัดไม่ต่อจากบรรทัดก่อน",
    "the line was changed": "บรรทัดถูกแก้",
    "the line is kept under another officer": "บรรทัดถูกย้ายไปอยู่ใต้เจ้าหน้าที่คนอื่น",
}
_PAGES = {
    "agency": "central:agency",
    "officer": "office:officer",
    "manual": "office:manual",
    "point": "office:point",
}


@dataclass(frozen=True)
class AuditLine:
    """One line in words; ``href`` leads to the record where it has a page."""

    number: int
    at: datetime
    actor: str
    what: str
    kind: str
    about: str
    href: str
    details: Sequence[str]


@dataclass(frozen=True)
class CheckView:
    """What the last verification found."""

    state: str
    kind: str
    at: datetime | None
    checked: int
    until: int
    is_under_way: bool


@dataclass(frozen=True)
class AuditPage:
    """The search: what was asked for, the lines, and where the next ones are."""

    lines: Sequence[AuditLine]
    older: str
    export: str
    fields: dict[str, str]
    problems: Sequence[tuple[str, str]]
    people: Sequence[tuple[int, str]]
    verbs: Sequence[tuple[str, str]]
    targets: Sequence[tuple[str, str]]
    agency: Agency | None
    check: CheckView | None
    is_filtered: bool


def audit_page(data: QueryDict) -> AuditPage:
    """Search the trail."""
    fields = _fields(data)
    days, problems = _read(fields)
    people = people_named(fields["who"])
    chosen = _filter(data, fields, days, people)
    page = trail_page(chosen, number_in(data, "before")) if not problems else None
    if people is not None and not people and not chosen.officer and not chosen.system:
        page = None  # nobody is called that
    kept = [(name, value) for name, value in fields.items() if value]
    here = reverse("central:audit")
    query = urlencode(kept)
    return AuditPage(
        lines=lines_of(page.entries) if page else [],
        older=f"{here}?{urlencode([*kept, ('before', page.older)])}" if page and page.older else "",
        export=f"{reverse('central:audit_export')}?{query}",
        fields=fields,
        problems=problems,
        people=[(one.pk, f"{one.name_th} {one.email}") for one in people or ()],
        verbs=sorted(VERBS.items(), key=lambda item: sort_key(item[1])),
        targets=sorted(TARGETS.items(), key=lambda item: sort_key(item[1])),
        agency=Agency.objects.filter(pk=chosen.agency).first() if chosen.agency else None,
        check=last_check(),
        is_filtered=bool(kept),
    )


def export_rows(data: QueryDict) -> Iterator[tuple[str | int, ...]]:
    """Yield what a search finds as rows of a table: nothing where the page asks to mend it."""
    fields = _fields(data)
    days, problems = _read(fields)
    people = people_named(fields["who"])
    chosen = _filter(data, fields, days, people)
    is_nobody = people is not None and not people and not chosen.officer and not chosen.system
    if problems or is_nobody:
        return
    for entry in trail_rows(chosen):
        yield (
            entry.number, timezone.localtime(entry.at).strftime("%Y-%m-%d %H:%M:%S"),
            name_in(entry.actor), verb_words(entry.verb), target_words(entry.target),
            entry.target_id, " · ".join(detail_words(entry.detail)), entry.entry_hash,
        )  # fmt: skip


EXPORT_HEADS = (
    "บรรทัดที่", "เมื่อ (เวลาไทย ค.ศ.)", "ผู้ทำ", "ทำอะไร", "ชนิด", "เลขที่", "รายละเอียด", "รหัสตรวจสอบ",
)  # fmt: skip


def has_problems(data: QueryDict) -> bool:
    """Whether a search has to be mended before anything is found."""
    return bool(_read(_fields(data))[1])


def _read(
    fields: Mapping[str, str],
) -> tuple[dict[str, date | None], list[tuple[str, str]]]:
    """Return the days of a search, and what is wrong with it by the name of the field."""
    problems: list[tuple[str, str]] = []
    days: dict[str, date | None] = {}
    for name, label in (("since", "ตั้งแต่วันที่"), ("until", "ถึงวันที่")):
        try:
            days[name] = parse_written_date(fields[name]) if fields[name] else None
        except DateInputError as problem:
            days[name] = None
            problems.append((name, f"{label}: {problem}"))
    if fields["id"] and not fields["target"]:
        problems.append(("target", "เลือก “กับข้อมูลใด” ด้วย เลขที่ซ้ำกันได้ระหว่างชนิด"))
    return days, problems


def people_named(words: str) -> QuerySet[Officer] | None:
    """Return the officers who are called so; ``None`` when nobody was asked for."""
    if not words:
        return None
    found = Officer.objects.filter(name_th__icontains=words) | Officer.objects.filter(
        email__icontains=words
    )
    return found.order_by("sort_key", "pk")[:MOST_PEOPLE]


def lines_of(entries: Sequence[AuditEntry]) -> list[AuditLine]:
    """Put lines into words, with the names of their records; five queries at most."""
    names = _names(entries)
    return [
        AuditLine(
            number=entry.number,
            at=timezone.localtime(entry.at),
            actor=name_in(entry.actor),
            what=verb_words(entry.verb),
            kind=target_words(entry.target),
            about=names.get((entry.target, entry.target_id), ""),
            href=_href(entry, names),
            details=detail_words(entry.detail),
        )
        for entry in entries
    ]


def last_check() -> CheckView | None:
    """Return the verification under way, or the last one."""
    check = ChainCheck.objects.first()
    if check is None:
        return None
    if check.finished_at is None:
        state, kind = f"กำลังตรวจ {check.checked:,} จาก {check.until:,} บรรทัด", "info"
    elif check.fault_number is not None:
        fault = FAULTS.get(check.fault_reason, check.fault_reason)
        state, kind = f"พบความผิดปกติที่บรรทัด {check.fault_number:,}: {fault}", "error"
    else:
        state, kind = f"ครบถ้วน ไม่มีบรรทัดใดถูกแก้หรือหาย ตรวจ {check.checked:,} บรรทัด", "success"
    at = timezone.localtime(check.finished_at or check.started_at)
    return CheckView(state, kind, at, check.checked, check.until, check.finished_at is None)


def _fields(data: QueryDict) -> dict[str, str]:
    return {
        "who": clean_line(data.get("who", ""))[:LONGEST_WORD],
        "officer": str(number_in(data, "officer") or ""),
        "verb": data.get("verb", "") if data.get("verb", "") in VERBS else "",
        "target": data.get("target", "") if data.get("target", "") in TARGETS else "",
        "id": str(number_in(data, "id") or ""),
        "agency": str(number_in(data, "agency") or ""),
        "since": clean_line(data.get("since", ""))[:LONGEST_DAY],
        "until": clean_line(data.get("until", ""))[:LONGEST_DAY],
    }


def _filter(
    data: QueryDict,
    fields: dict[str, str],
    days: dict[str, date | None],
    people: QuerySet[Officer] | None,
) -> TrailFilter:
    officer, system = number_in(data, "officer"), ""
    if people is not None and not officer:
        found = list(people)
        if found:
            officer = found[0].pk
        else:
            # Who is no officer acts under one name: the loader, the system, the operator.
            lines = AuditEntry.objects.filter(officer_id=None, actor__in=as_written(fields["who"]))
            system = fields["who"] if lines.exists() else ""
    return TrailFilter(
        officer=officer,
        system=system,
        verb=fields["verb"],
        target=fields["target"],
        target_id=number_in(data, "id") if fields["target"] else 0,
        agency=number_in(data, "agency"),
        since=days["since"],
        until=days["until"],
    )


def _names(entries: Sequence[AuditEntry]) -> dict[tuple[str, int], str]:
    ids: dict[str, set[int]] = {}
    for entry in entries:
        ids.setdefault(entry.target, set()).add(entry.target_id)
    manuals = Manual.objects.filter(pk__in=ids.get("manual", ())).order_by()
    grants = Grant.objects.filter(pk__in=ids.get("grant", ())).order_by()
    rows = {
        "agency": Agency.objects.filter(pk__in=ids.get("agency", ())).values_list("pk", "name_th"),
        "point": ServicePoint.objects.filter(pk__in=ids.get("point", ())).values_list(
            "pk", "name_th"
        ),
        "officer": Officer.objects.filter(pk__in=ids.get("officer", ())).values_list(
            "pk", "name_th"
        ),
        "manual": manuals.values_list("pk", "procedure__name_th"),
        "grant": grants.values_list("pk", "officer__name_th"),
    }
    return {(kind, pk): name for kind, found in rows.items() if kind in ids for pk, name in found}


def _href(entry: AuditEntry, names: dict[tuple[str, int], str]) -> str:
    page = _PAGES.get(entry.target)
    if page is None or (entry.target, entry.target_id) not in names:
        return ""
    return reverse(page, args=[entry.target_id])
