"""Editions of rule sets and report forms: what they say, and what a new one changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.urls import reverse, reverse_lazy
from pydantic import BaseModel

from infogo.central.pages.editing import (
    Cell,
    ChangeLine,
    Fact,
    Grid,
    Listing,
    Preview,
    Words,
    history,
)
from infogo.central.pages.reference import HUB
from infogo.core.dates import long_date
from infogo.core.simulation import SIMULATED_TH
from infogo.delays.models import DelayCase
from infogo.delays.rules import RuleBook
from infogo.delays.schedule import slots_until
from infogo.manuals.content import ManualContent
from infogo.manuals.lint.findings import Finding
from infogo.manuals.lint.run import check
from infogo.manuals.lint.subjects import subject_of
from infogo.manuals.models import Manual, ManualStatus, RuleSet
from infogo.manuals.rule_sets import KEY_NAMES, RuleParameters, Severity, parameters_on
from infogo.volumes.definition import FormDefinition
from infogo.volumes.models import MonthlyReport, ReportForm, VolumeRow

RULES_BACK = ("เกณฑ์ตามกฎหมาย", reverse_lazy("central:rule_sets"))
FORMS_BACK = ("แบบรายงานธุรกรรม", reverse_lazy("central:report_forms"))
MOST_MANUALS = 500
"""Standard manuals that are checked twice for a preview, the most used first; about two seconds."""
MOST_CASES = 2000
LOOKED_AHEAD = timedelta(days=30)
MOST_NAMED = 20
WORDS = Words(
    {
        "enact_rule_set": "ออกฉบับใหม่",
        "withdraw_rule_set": "ถอนฉบับที่ยังไม่เริ่มใช้",
        "enact_report_form": "ออกแบบใหม่",
        "withdraw_report_form": "ถอนแบบที่ยังไม่เริ่มใช้",
    }
)


def editions_page(model: type[RuleSet] | type[ReportForm], today: date) -> Listing:
    """Return all editions of a kind, the newest first; two queries."""
    is_rules = model is RuleSet
    rows: list[Any] = list(model._default_manager.order_by("-effective_from"))
    in_force = next((row.pk for row in rows if row.effective_from <= today), None)
    name = "rule_set" if is_rules else "report_form"
    return Listing(
        title="เกณฑ์ตามกฎหมาย" if is_rules else "แบบรายงานธุรกรรม",
        lead="ฉบับที่เริ่มใช้แล้วแก้ไม่ได้ ออกฉบับใหม่ที่เริ่มใช้วันหลังแทน และถอนได้ก่อนวันนั้น",
        back=HUB,
        grids=[
            Grid(
                caption="ทุกฉบับ ใหม่สุดก่อน",
                columns=("ชื่อ", "เริ่มใช้", "สถานะ"),
                rows=[
                    (
                        Cell(row.name_th, reverse(f"central:{name}", args=[row.pk])),
                        Cell(long_date(row.effective_from)),
                        Cell(_state(row.effective_from, today, is_current=row.pk == in_force)),
                    )
                    for row in rows
                ],
                empty="ยังไม่มีฉบับใด ให้ผู้ดูแลระบบโหลดชุดข้อมูลก่อน",
            )
        ],
        exports=f"{name}s",
        actions=[("ออกฉบับใหม่", reverse(f"central:{name}_new"))] if rows else (),
        changes=history(name, WORDS),
    )


def edition_page(row: RuleSet | ReportForm, today: date) -> Listing:
    """Return all that one edition says, with its way out while it is not in force."""
    is_rules = isinstance(row, RuleSet)
    name = "rule_set" if is_rules else "report_form"
    is_coming = row.effective_from > today
    withdrawal = [("ถอนฉบับนี้", reverse(f"central:{name}_withdraw", args=[row.pk]))]
    return Listing(
        title=row.name_th,
        lead=f"เริ่มใช้ {long_date(row.effective_from)}",
        back=RULES_BACK if is_rules else FORMS_BACK,
        grids=[
            Grid(
                caption="ค่าทั้งหมด",
                columns=("รายการ", "ค่า"),
                rows=[(Cell(label), Cell(text)) for label, text in said(_typed(row)).items()],
            )
        ],
        exports=row.code,
        actions=withdrawal if is_coming else (),
        changes=history(name, WORDS, row.pk),
    )


def changes(name: str, edition_id: int | None = None) -> list[ChangeLine]:
    """Return the history of one edition, or of all of a kind."""
    return history(name, WORDS, edition_id)


def rules_preview(parameters: RuleParameters, begins: date, today: date) -> Preview:
    """Return what a new rule set would find in manuals, and whose notices fall on other days."""
    present = parameters_on(today)
    facts, grids = _lint_effect(present, parameters, today)
    return Preview(
        lead=f"เริ่มใช้ {long_date(begins)} จนกว่ามีฉบับใหม่กว่า ฉบับเดิมใช้ต่อถึงวันก่อนหน้า",
        facts=[*facts, *_notice_effect(parameters, begins)],
        grids=[_differences(present, parameters), *grids],
        warnings=_simulated(),
    )


def form_preview(definition: FormDefinition, begins: date, today: date) -> Preview:
    """Return what a new form asks for that the present one does not, and the other way round."""
    held = ReportForm.objects.filter(effective_from__lte=today).last()
    present = FormDefinition.model_validate(held.definition) if held else None
    old = {field.name: field.label for field in present.fields} if present else {}
    new = {field.name: field.label for field in definition.fields}
    gone, added = sorted(set(old) - set(new)), sorted(set(new) - set(old))
    begun = MonthlyReport.objects.filter(month__gte=begins).count()
    agencies = MonthlyReport.objects.order_by().values("agency").distinct().count()
    warnings = []
    if gone:
        warnings.append("ช่องที่เอาออกยังอยู่ในรายงานเดือนก่อน ๆ แต่เดือนใหม่ไม่มีให้กรอก")
    if begun:
        rows = VolumeRow.objects.filter(month__gte=begins).count()
        warnings.append(f"มีรายงานของเดือนที่จะใช้แบบใหม่เริ่มกรอกแล้ว {begun:,} ฉบับ {rows:,} แถว ค่าเดิมยังอยู่")
    return Preview(
        lead=f"ใช้กับรายงานตั้งแต่เดือนที่เริ่ม {long_date(begins)} เดือนก่อนหน้าใช้แบบเดิม",
        facts=[
            Fact("ช่องที่เพิ่ม", ", ".join(new[name] for name in added) or "ไม่มี"),
            Fact("ช่องที่เอาออก", ", ".join(old[name] for name in gone) or "ไม่มี"),
            Fact("หน่วยงานที่เคยส่งรายงาน", f"{agencies:,} หน่วยงาน", "ทุกหน่วยงานนี้ใช้แบบใหม่"),
        ],
        grids=[_differences(present, definition)] if present else (),
        warnings=warnings,
    )


def said(value: BaseModel, before: str = "") -> dict[str, str]:
    """Return all that a value says, one line for each, with the titles of its definition."""
    found: dict[str, str] = {}
    for name, info in type(value).model_fields.items():
        title = f"{before}{info.title or name}"
        found |= _said(getattr(value, name), title)
    return found


def _said(value: Any, title: str) -> dict[str, str]:
    if isinstance(value, BaseModel):
        return said(value, f"{title} · ")
    if isinstance(value, Mapping):
        found: dict[str, str] = {}
        for key, part in value.items():
            found |= _said(part, f"{title} · {KEY_NAMES.get(key, key)}")
        return found
    if isinstance(value, tuple) and value and isinstance(value[0], BaseModel):
        found = {}
        for at, part in enumerate(value, start=1):
            found[f"{title} · {at}"] = " · ".join(said(part).values())
        return found
    if isinstance(value, tuple):
        return {title: ", ".join(map(str, value)) or "ไม่มี"}
    if isinstance(value, bool):
        return {title: "ใช่" if value else "ไม่ใช่"}
    return {title: "ไม่กำหนด" if value in (None, "") else str(value)}


def _typed(row: RuleSet | ReportForm) -> BaseModel:
    if isinstance(row, RuleSet):
        return RuleParameters.model_validate(row.parameters)
    return FormDefinition.model_validate(row.definition)


def _state(begins: date, today: date, *, is_current: bool) -> str:
    if begins > today:
        return "ยังไม่เริ่มใช้"
    return "ใช้อยู่" if is_current else "มีฉบับใหม่กว่าแล้ว"


def _differences(before: BaseModel, after: BaseModel) -> Grid:
    old, new = said(before), said(after)
    return Grid(
        caption="ค่าที่ต่างจากฉบับที่ใช้อยู่",
        columns=("รายการ", "ฉบับที่ใช้อยู่", "ฉบับใหม่"),
        rows=[
            (Cell(label), Cell(old.get(label, "ไม่มี")), Cell(new.get(label, "ไม่มี")))
            for label in dict.fromkeys([*old, *new])
            if old.get(label) != new.get(label)
        ],
        empty="ไม่มีค่าใดต่างจากฉบับที่ใช้อยู่",
    )


def _lint_effect(
    before: RuleParameters, after: RuleParameters, today: date
) -> tuple[Sequence[Fact], Sequence[Grid]]:
    """Check the standard manuals that are used most by both, and count what they find."""
    published = Manual.objects.filter(
        standard=None, status=ManualStatus.PUBLISHED, current__isnull=False
    )
    manuals = list(
        published.select_related("procedure__owner", "agency", "current__based_on")
        .prefetch_related("procedure__tags")
        .order_by("-procedure__popularity", "pk")[:MOST_MANUALS]
    )
    total = published.count()
    counts: dict[str, list[int]] = {}
    breaking: list[tuple[Manual, Sequence[str]]] = []
    for manual in manuals:
        content = ManualContent.model_validate(manual.current.content)  # type: ignore[union-attr]
        subject = subject_of(manual, content, today=today)
        old, new = check(subject, before), check(subject, after)
        _count(counts, old, 0)
        _count(counts, new, 1)
        if fresh := sorted({f.rule for f in new} - {f.rule for f in old}):
            breaking.append((manual, [KEY_NAMES.get(rule, rule) for rule in fresh]))
    note = f"จากคู่มือมาตรฐานที่ใช้มากสุด {len(manuals):,} เรื่อง ของทั้งหมด {total:,} เรื่อง"
    blocked = counts.get(Severity.BLOCKING, [0, 0])
    facts = [
        Fact("คู่มือที่มีข้อสังเกตใหม่", f"{len(breaking):,} เรื่อง", note),
        Fact("คู่มือที่จะส่งไม่ได้จนกว่าแก้", f"{blocked[0]:,} → {blocked[1]:,} เรื่อง", note),
    ]
    return facts, [_rule_counts(counts), _breaking(breaking)]


def _count(counts: dict[str, list[int]], findings: Sequence[Finding], place: int) -> None:
    """Count a manual once for each rule that found something, and once if it is blocked."""
    names = {finding.rule for finding in findings}
    if any(finding.severity is Severity.BLOCKING for finding in findings):
        names.add(Severity.BLOCKING.value)
    for name in names:
        counts.setdefault(name, [0, 0])[place] += 1


def _rule_counts(counts: Mapping[str, Sequence[int]]) -> Grid:
    rows = [
        (Cell(KEY_NAMES.get(rule, rule)), Cell(f"{old:,}"), Cell(f"{new:,}"))
        for rule, (old, new) in sorted(counts.items())
        if rule != Severity.BLOCKING and old != new
    ]
    return Grid("กฎที่พบในคู่มือต่างไป", ("กฎ", "คู่มือที่พบตอนนี้", "คู่มือที่จะพบ"), rows)


def _breaking(breaking: Sequence[tuple[Manual, Sequence[str]]]) -> Grid:
    rows = [
        (
            Cell(manual.procedure.name_th, reverse("www:manual", args=[manual.procedure_id])),
            Cell(manual.agency.name_th),
            Cell(", ".join(rules)),
        )
        for manual, rules in breaking[:MOST_NAMED]
    ]
    caption = f"คู่มือที่มีข้อสังเกตใหม่ {MOST_NAMED:,} เรื่องแรก"
    return Grid(caption, ("คู่มือ", "หน่วยงาน", "กฎที่พบใหม่"), rows)


def _simulated() -> Sequence[str]:
    """Say that requests are counted which a simulation made."""
    is_so = DelayCase.objects.filter(decided_on=None, is_simulated=True).exists()
    return [SIMULATED_TH] if is_so else []


def _notice_effect(parameters: RuleParameters, begins: date) -> Sequence[Fact]:
    """Count the open requests whose notices in the month after the first day fall otherwise."""
    book = RuleBook.read()
    later = book.with_edition(begins, parameters)
    last = begins + LOOKED_AHEAD
    open_cases = DelayCase.objects.filter(decided_on=None, due_on__lte=last)
    found = open_cases.order_by("pk").values_list("due_on", flat=True)[:MOST_CASES]
    days = [due_on for due_on in found if due_on is not None]
    moved = notices = after = 0
    for due_on in days:
        old, new = (
            [
                slot.due_on
                for slot in slots_until(due_on, last, one)
                if begins <= slot.due_on <= last
            ]
            for one in (book, later)
        )
        moved += old != new
        notices, after = notices + len(old), after + len(new)
    note = f"จากเรื่องที่ยังไม่เสร็จ {len(days):,} เรื่อง ในเดือนแรกของฉบับใหม่ ถ้าไม่มีเรื่องใดเสร็จก่อน"
    return [
        Fact("เรื่องที่งวดแจ้งเหตุล่าช้าตกวันอื่น", f"{moved:,} เรื่อง", note),
        Fact("จำนวนงวดแจ้งในเดือนนั้น", f"{notices:,} → {after:,} งวด", note),
    ]
