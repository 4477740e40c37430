"""What a new edition would change: in manuals, in notices, in reports, in the index."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from django.urls import reverse

from infogo.agencies.models import Agency
from infogo.central.pages.editing import Cell, Fact, Grid, Preview
from infogo.central.pages.edition_words import differences
from infogo.channels.models import AgencyEChannel, ChannelStatus
from infogo.channels.rules import EActParameters, latest_round, period_on, rules_on
from infogo.core.dates import long_date
from infogo.core.simulation import SIMULATED_TH
from infogo.delays.models import DelayCase
from infogo.delays.rules import RuleBook
from infogo.delays.schedule import slots_until
from infogo.manuals.content import ManualContent
from infogo.manuals.lint.findings import Finding
from infogo.manuals.lint.run import check
from infogo.manuals.lint.subjects import subject_of
from infogo.manuals.models import Manual, ManualStatus
from infogo.manuals.rule_sets import KEY_NAMES, RuleParameters, Severity, parameters_on
from infogo.oversight.chosen import choose
from infogo.oversight.grouping import By, groups_of
from infogo.oversight.quality.figures import INDEX_VALUE
from infogo.oversight.quality.reading import index_of, indices_by
from infogo.oversight.quality.rules import IndexParameters, index_rules_on
from infogo.oversight.tree import tree
from infogo.volumes.definition import FormDefinition
from infogo.volumes.models import MonthlyReport, ReportForm, VolumeRow

MOST_MANUALS = 500
"""Standard manuals that are checked twice for a preview, the most used first; about two seconds."""
MOST_CASES = 2000
LOOKED_AHEAD = timedelta(days=30)
MOST_NAMED = 20


def rules_preview(parameters: RuleParameters, begins: date, today: date) -> Preview:
    """Return what a new rule set would find in manuals, and whose notices fall on other days."""
    present = parameters_on(today)
    facts, grids = _lint_effect(present, parameters, today)
    return Preview(
        lead=f"เริ่มใช้ {long_date(begins)} จนกว่ามีฉบับใหม่กว่า ฉบับเดิมใช้ต่อถึงวันก่อนหน้า",
        facts=[*facts, *_notice_effect(parameters, begins)],
        grids=[differences(present, parameters), *grids],
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
        grids=[differences(present, definition)] if present else (),
        warnings=warnings,
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


def e_act_preview(rules: EActParameters, begins: date, today: date) -> Preview:
    """Return which kinds of channel come and go, and when reports and reminders fall."""
    present = rules_on(today)
    old = {kind.code: kind.label_th for kind in present.kinds}
    new = {kind.code: kind.label_th for kind in rules.kinds}
    added, gone = sorted(set(new) - set(old)), sorted(set(old) - set(new))
    kinds = set(Agency.objects.order_by().values_list("kind", flat=True).distinct())
    uncounted = sorted(kinds - set(rules.group_of))
    agencies = Agency.objects.filter(kind__in=uncounted).count()
    channels = AgencyEChannel.objects.filter(status=ChannelStatus.OPEN).count()
    return Preview(
        lead=f"เริ่มใช้ {long_date(begins)} รายงานและการเตือนที่ทำไปแล้วไม่เปลี่ยน",
        facts=[
            Fact("ชนิดช่องทางที่เพิ่ม", ", ".join(new[code] for code in added) or "ไม่มี"),
            Fact("ชนิดช่องทางที่เอาออก", ", ".join(old[code] for code in gone) or "ไม่มี",
                 f"หน่วยงานเปิดช่องทางไว้ {channels:,} ช่องทาง"),
            Fact("หน่วยงานที่ไม่อยู่ในบรรทัดใดของรายงาน", f"{agencies:,} หน่วยงาน"),
            Fact("รายงานฉบับแรกตามเกณฑ์ใหม่", _period(rules, begins)),
            Fact("วันเตือนครั้งก่อนเริ่มใช้", _reminder(rules, begins)),
        ],
        grids=[differences(present, rules)],
    )  # fmt: skip


def _period(rules: EActParameters, begins: date) -> str:
    found = period_on(rules, begins)
    if found is None:
        return f"เริ่มนับ {long_date(rules.reports_from)}" if rules.reports_from else "ไม่มีรายงาน"
    return f"{long_date(found.first)} ถึง {long_date(found.last)}"


def _reminder(rules: EActParameters, begins: date) -> str:
    found = latest_round(rules, begins)
    if found is None:
        return f"เริ่มเตือน {long_date(rules.reminders_from)}" if rules.reminders_from else "ไม่เตือน"
    return f"{long_date(found)} แล้วทุก {rules.reminder_days} วัน"


def index_preview(rules: IndexParameters, begins: date, today: date) -> Preview:
    """Return the index of the country and of every ministry by both editions."""
    present = index_rules_on(today)
    known, chosen = tree(), choose({}, today)
    part = chosen.slice
    after = indices_by(part, By.AGENCY, rules, known, today)
    before = indices_by(part, By.AGENCY, present, known, today) if present else {}
    whole = index_of(part, rules, known, today)
    was = index_of(part, present, known, today) if present else None
    rows = [
        (
            Cell(group.label),
            Cell(INDEX_VALUE.text(before[group.key].index.value if group.key in before else None)),
            Cell(INDEX_VALUE.text(after[group.key].index.value)),
        )
        for group in groups_of(chosen, By.AGENCY, known)
        if group.key in after
    ]
    moved = sum(row[1].text != row[2].text for row in rows)
    return Preview(
        lead=f"เริ่มใช้กับเดือนที่สิ้นสุดตั้งแต่ {long_date(begins)} เดือนก่อนหน้าใช้ฉบับเดิม",
        facts=[
            Fact("ดัชนีทั้งประเทศ ช่วงเวลาเดียวกัน",
                 f"{INDEX_VALUE.text(was.index.value if was else None)} → "
                 f"{INDEX_VALUE.text(whole.index.value)}"),
            Fact("ข้อมูลที่รู้ (ร้อยละของน้ำหนัก)",
                 f"{was.index.known if was else 0:.0f} → {whole.index.known:.0f}"),
            Fact("กลุ่มที่ดัชนีเปลี่ยน", f"{moved:,} จาก {len(rows):,} กลุ่ม"),
        ],
        grids=[
            *([differences(present, rules)] if present else []),
            Grid("ดัชนีของแต่ละกลุ่ม", ("หน่วยงาน", "ฉบับที่ใช้อยู่", "ฉบับใหม่"), rows),
        ],
        warnings=[SIMULATED_TH]
        if any(each.has_simulated for each in (whole, *after.values()))
        else (),
    )  # fmt: skip
