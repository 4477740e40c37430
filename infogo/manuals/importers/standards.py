"""Standard manuals: each service published as the first edition of its owner's manual."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from pydantic import ValidationError

from infogo.core.importing import NOT_TOUCHED, Job, Row, RowError, convert
from infogo.core.models import LoadedRow
from infogo.core.upsert import Table, Tally, Values, digest, load_rows
from infogo.manuals import services
from infogo.manuals.content import ManualContent
from infogo.manuals.importers.cases import CaseFiles
from infogo.manuals.importers.content import ContentReader
from infogo.manuals.importers.services import Owners, service_rows
from infogo.manuals.lint.cases import case_faults
from infogo.manuals.lint.run import RULES
from infogo.manuals.models import Manual, ManualStatus, Procedure, ProcedureStatus, RuleSet
from infogo.manuals.rule_sets import RuleParameters

ACTOR = "ระบบนำเข้าข้อมูล"
"""Author of loaded editions; the loader replaces only editions that it wrote itself."""
NOTE = "นำเข้าจากชุดข้อมูลสาธิต"
SOURCE = "standard_manual"
RULE_SETS = Table(
    "rule_set",
    RuleSet,
    key=("code",),
    fields=("name_th", "effective_from", "effective_to", "parameters"),
)


def load_rule_sets(job: Job) -> Tally:
    """Load ``rule_sets.json``: the parameters of the law that editions are checked against."""
    entries: list[Any] = job.json_file("rule_sets.json")
    rows = (Row(job, "rule_sets.json", number, entry) for number, entry in enumerate(entries, 1))
    return load_rows(RULE_SETS, convert(rows, _rule_set), job)


def load_standard_manuals(job: Job) -> Tally:
    """Publish the standard manual of every loaded procedure of ``services/services.jsonl``."""
    procedures = {procedure.code: procedure for procedure in Procedure.objects.all()}
    reader, cases = ContentReader(job), CaseFiles(job, procedures)
    owners, tally = Owners(job), Tally()
    for row in service_rows(job):
        procedure = procedures.get(str(row.data.get("code")))
        if procedure is None:
            continue  # reported when the procedures were loaded
        try:
            content = _whole(reader.content(row, owners.unit(row)))
        except RowError as error:
            row.reject(error)
            continue
        tally.add(_publish(procedure, cases.join(procedure.code, content), row))
    cases.report_unused()
    job.say(f"คู่มือมาตรฐานกลาง {tally.rows:,} ฉบับ")
    return tally


def _whole(content: ManualContent) -> ManualContent:
    """Return a content whose cases, if it has any, leave nobody without an answer.

    Raises:
        RowError: they do; says for whom.
    """
    fault = next((each for each in case_faults(content) if each.is_grave), None)
    if fault:
        raise RowError(fault.path, "", fault.reason, fault.todo)
    return content


@transaction.atomic
def _publish(procedure: Procedure, content: ManualContent, row: Row) -> Tally:
    """Publish a content that is new or has changed since the loader last published one."""
    fingerprint = digest(content.model_dump(mode="json"))
    mark = LoadedRow.objects.filter(source=SOURCE, key=procedure.code).first()
    if mark is not None and mark.digest == fingerprint:
        return Tally(unchanged=1)
    manual = Manual.objects.filter(procedure=procedure, standard=None).first()
    if not _is_ours(procedure, manual, mark):
        reason = "ไฟล์ต้นทางเปลี่ยน แต่คู่มือนี้มีฉบับที่เผยแพร่ในระบบแล้ว"
        row.warn("code", reason, "ตรวจว่าฉบับใดถูกต้อง แล้วแก้ในระบบ", NOT_TOUCHED)
        return Tally(kept=1)
    if manual is None:
        manual = Manual.objects.create(procedure=procedure, agency_id=procedure.owner_id)
    # A content that only gained fields, all at their defaults, is the same edition.
    stored = content.model_dump(mode="json", exclude_defaults=True)
    is_same = manual.current is not None and manual.current.content == stored
    if not is_same:
        services.publish_standard(manual=manual, content=content, actor=ACTOR, note=NOTE)
    LoadedRow.objects.update_or_create(
        source=SOURCE, key=procedure.code, defaults={"digest": fingerprint}
    )
    if is_same:
        return Tally(unchanged=1)
    return Tally(updated=1) if mark else Tally(created=1)


def _content(manual: Manual) -> ManualContent | None:
    return ManualContent.model_validate(manual.current.content) if manual.current else None


def _is_ours(procedure: Procedure, manual: Manual | None, mark: LoadedRow | None) -> bool:
    """Return whether nobody but the loader has decided anything about this manual."""
    if procedure.status != ProcedureStatus.ACTIVE:
        return False
    if manual is None or manual.current is None:
        return mark is None and (manual is None or manual.status == ManualStatus.DRAFT)
    return manual.status == ManualStatus.PUBLISHED and manual.current.author == ACTOR


def _rule_set(row: Row) -> Values:
    """Return the columns of a rule set whose parameters have the shape that the lint reads.

    A rule that is misspelt would silently not be law, so unknown names are refused.
    """
    entry = row.data
    try:
        named = set(RuleParameters.model_validate(entry["parameters"]).lint)
    except ValidationError as error:
        first = error.errors()[0]
        column = ".".join(str(part) for part in ("parameters", *first["loc"]))
        advice = "แก้ตามแบบใน infogo/manuals/rule_sets.py"
        raise RowError(column, first.get("input", ""), first["msg"], advice) from error
    if unknown := named - {rule.id for rule in RULES}:
        raise RowError("lint", ", ".join(sorted(unknown)), "ไม่มีกฎชื่อนี้", "ตรวจตัวสะกดของชื่อกฎ")
    until = entry["effective_to"]
    return {
        "code": entry["code"],
        "name_th": entry["name_th"],
        "effective_from": date.fromisoformat(entry["effective_from"]),
        "effective_to": date.fromisoformat(until) if until else None,
        "parameters": entry["parameters"],
    }
