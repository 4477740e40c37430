"""Run the legal lint over all published manuals and print what it finds as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from infogo.core.dates import bangkok_now
from infogo.manuals.content import LocalOverrides
from infogo.manuals.lint.findings import Finding
from infogo.manuals.lint.run import ALWAYS, RULES, check
from infogo.manuals.lint.subjects import subject_of
from infogo.manuals.models import Manual, ManualStatus
from infogo.manuals.rule_sets import Severity, parameters_on, rule_set_on
from infogo.manuals.selectors import merged_manual


class Command(BaseCommand):
    """Check every manual that has an edition of its own: standard ones and local ones."""

    help = "ตรวจคู่มือที่เผยแพร่แล้วตามกฎหมายและภาษาที่เข้าใจง่าย · lint published manuals"

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the least severity to list and rules to look at."""
        levels = [level.value for level in Severity if level is not Severity.OFF]
        parser.add_argument("--least", choices=levels, default=Severity.BLOCKING.value)
        parser.add_argument(
            "--rule", action="append", choices=[rule.id for rule in (*RULES, *ALWAYS)]
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print a line per finding, then how many findings each rule has."""
        least, rules = Severity(options["least"]), options["rule"]
        counts: Counter[tuple[str, str]] = Counter()
        blocked: set[int] = set()
        checked = 0
        with translation.override("th"):
            for manual, findings in _lint_all():
                checked += 1
                for finding in findings:
                    if rules and finding.rule not in rules:
                        continue
                    counts[finding.rule, finding.severity.value] += 1
                    if finding.is_blocking:
                        blocked.add(manual.pk)
                    if finding.severity.rank >= least.rank:
                        self.stdout.write(_line(manual, finding))
        self.stdout.write("")
        for (rule, severity), count in sorted(counts.items(), key=lambda each: -each[1]):
            self.stdout.write(f"{count:>6,}  {severity:<9} {rule}")
        self.stdout.write(f"{checked:,} manuals, {len(blocked):,} of them could not be submitted")


def _lint_all() -> Iterator[tuple[Manual, tuple[Finding, ...]]]:
    today = bangkok_now().date()
    if rule_set_on(today) is None:
        raise CommandError("ไม่มีชุดกฎที่ใช้บังคับวันนี้ · no rule set is in force: load_country")
    parameters = parameters_on(today)
    manuals = (
        Manual.objects.filter(status=ManualStatus.PUBLISHED, current__isnull=False)
        .select_related("procedure__owner", "agency", "current__based_on", "standard__current")
        .prefetch_related("procedure__tags")
        .order_by("procedure__code", "pk")
    )
    for manual in manuals:
        overrides = None
        if manual.standard_id and manual.current:
            overrides = LocalOverrides.model_validate(manual.current.content)
        content = merged_manual(manual).content
        yield (
            manual,
            check(subject_of(manual, content, today=today, overrides=overrides), parameters),
        )


def _line(manual: Manual, finding: Finding) -> str:
    where = f"{manual.procedure.code:<10} {manual.agency.name_th}"
    return (
        f"{finding.severity.value:<9} {finding.rule:<24} {where} · {finding.path}: {finding.reason}"
    )
