"""Public holidays, and reckoning anew what runs over them.

The day itself is written at once. The open requests over it follow in bites, by the worker: their
number has no bound, and nobody else may write meanwhile on SQLite. Each bite moves the cursor in
the transaction of what it did, so a run that is killed goes on where it was; reckoning a request
twice ends in the same rows.
"""

from __future__ import annotations

import logging
import time
from dataclasses import asdict, dataclass
from datetime import date, timedelta

from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone

from infogo.core import audit, versions
from infogo.core.dates import bangkok_now
from infogo.core.models import AuditEntry, PublicHoliday
from infogo.core.refusal import MovedOnError, RefusalError, require_unchanged
from infogo.core.upsert import batches
from infogo.delays.errors import DelayError
from infogo.delays.holidays import cases_over, values_of
from infogo.delays.models import DelayCase, Recount
from infogo.delays.reckoning import Almanac, promise_of, turns_of_case
from infogo.delays.services.keeping import COMPUTED, locked_case, refresh

log = logging.getLogger(__name__)
TARGET = "holiday"
"""In the audit trail; the number is the day as 20261231, so its history outlives its row."""
FAILED = "fail_recount"
FAILURES_TOLD = timedelta(days=90)
CASES_A_BITE, CHUNK = 20, 500
SECONDS_AT_ONCE = 0.4
LONGEST_NAME = 200


@dataclass(frozen=True)
class HolidayFacts:
    """A day, how it is called, and which resolution or law makes it a holiday."""

    on: date
    name_th: str
    name_en: str
    source: str


def number_of(day: date) -> int:
    """Return the number under which the audit trail knows a day."""
    return day.year * 10000 + day.month * 100 + day.day


@transaction.atomic
def set_holiday(*, facts: HolidayFacts, seen: str, actor: str) -> Recount | None:
    """Make a day a holiday, or change how one is called; ``None`` when nothing has to be counted.

    Raises:
        MovedOnError: somebody wrote something else of this day meanwhile.
        RefusalError: the day is over, or it says not what it is or why.
    """
    _check(facts)
    held = _locked(facts.on, seen)
    before = values_of(held)
    wanted = asdict(facts)
    row = held or PublicHoliday(on=facts.on)
    row.name_th, row.name_en, row.source = facts.name_th, facts.name_en, facts.source
    row.edited_at = timezone.now()
    row.save()
    wanted["on"] = facts.on.isoformat()
    _record(facts.on, actor, "set_holiday", {"before": before, "now": wanted})
    return None if held else _ask_for_recount(facts.on)


@transaction.atomic
def drop_holiday(*, on: date, seen: str, reason: str, actor: str) -> Recount:
    """Make a holiday an ordinary day again; the loader does not bring it back.

    Raises:
        MovedOnError: somebody wrote something else of this day meanwhile.
        RefusalError: the day is over, or no holiday.
    """
    _require_coming(on)
    held = _locked(on, seen)
    if held is None:
        raise RefusalError("วันนี้ไม่ใช่วันหยุดแล้ว กลับไปที่รายการวันหยุด")
    before = values_of(held)
    held.delete()
    _record(on, actor, "drop_holiday", {"before": before, "reason": reason})
    return _ask_for_recount(on)


def recount_some(*, seconds: float = SECONDS_AT_ONCE) -> int:
    """Reckon some requests anew whose days moved; returns how many. Safe in any process."""
    until = time.monotonic() + seconds
    done = 0
    while True:
        bite = _one_bite()
        if bite is None:
            return done
        done += bite
        if time.monotonic() >= until:
            return done


@transaction.atomic
def _one_bite() -> int | None:
    """Do the next few requests of the oldest recount; ``None`` when none is under way."""
    recount = Recount.objects.select_for_update().filter(finished_at=None).order_by("pk").first()
    if recount is None:
        return None
    almanac, today = Almanac.read(), bangkok_now().date()
    over = cases_over(recount.day).filter(pk__gt=recount.cursor)
    ids = list(over.values_list("pk", flat=True)[:CASES_A_BITE])
    failed = []
    for case_id in ids:
        try:
            with transaction.atomic():
                _reckon(locked_case(case_id), almanac, today)
        except DelayError:
            continue  # somebody removed it, or its promise cannot be counted any more
        except (OperationalError, InterfaceError):
            raise
        except Exception:  # whatever it is, the others' days do not wait for it
            log.exception("delayed request %d cannot be reckoned anew", case_id)
            failed.append(case_id)
    if ids:
        recount.cursor, recount.done = ids[-1], recount.done + len(ids) - len(failed)
    else:
        recount.finished_at = timezone.now()
    recount.save(update_fields=["cursor", "done", "finished_at"])
    if failed:
        audit.record(
            actor=audit.SYSTEM,
            verb=FAILED,
            target=TARGET,
            target_id=number_of(recount.day),
            detail={"cases": failed},
        )
    return len(ids)


def not_recounted() -> dict[date, list[int]]:
    """Return by day the open requests that its last recount could not reckon anew.

    The trail knows them. Another recount of the day that reckons them makes this good.
    """
    asked = dict(Recount.objects.order_by("pk").values_list("day", "asked_at"))
    days = {number_of(day): day for day in asked}
    lines = AuditEntry.objects.filter(verb=FAILED, at__gte=timezone.now() - FAILURES_TOLD)
    failed: dict[date, list[int]] = {}
    for line in lines.filter(target=TARGET):
        day = days.get(line.target_id)
        if day is not None and line.at >= asked[day]:
            failed.setdefault(day, []).extend(line.detail["cases"])
    still_open: set[int] = set()
    for some in batches((pk for ids in failed.values() for pk in ids), CHUNK):
        undecided = DelayCase.objects.filter(pk__in=some, decided_on=None)
        still_open.update(undecided.values_list("pk", flat=True))
    found = {day: [pk for pk in ids if pk in still_open] for day, ids in failed.items()}
    return {day: ids for day, ids in found.items() if ids}


def _reckon(case: DelayCase, almanac: Almanac, today: date) -> None:
    """Reckon a case anew; a simulated one asks nobody for anything and gets no notices."""
    if not case.is_simulated:
        refresh(case, almanac, today=today)
        return
    promised = promise_of(case, almanac)
    coming = turns_of_case(case, promised.due_on, almanac, today).next
    case.due_on, case.due_at = promised.due_on, promised.due_at
    case.notice_opens_on = coming.opens_on if coming else None
    case.notice_due_on = coming.due_on if coming else None
    case.save(update_fields=[name for name in COMPUTED if name != "missed_count"])


def _locked(on: date, seen: str) -> PublicHoliday | None:
    held = PublicHoliday.objects.select_for_update().filter(on=on).first()
    if held is not None and not seen:
        raise MovedOnError
    require_unchanged(seen, values_of(held))
    return held


def _check(facts: HolidayFacts) -> None:
    _require_coming(facts.on)
    if not facts.name_th.strip():
        raise RefusalError("ใส่ชื่อวันหยุด", "name_th")
    if not facts.source.strip():
        raise RefusalError("ใส่ที่มา เช่น มติคณะรัฐมนตรีวันที่เท่าไร", "source")
    if max(len(facts.name_th), len(facts.name_en), len(facts.source)) > LONGEST_NAME:
        raise RefusalError(f"เขียนแต่ละช่องไม่เกิน {LONGEST_NAME} ตัวอักษร", "name_th")


def _require_coming(on: date) -> None:
    if on < bangkok_now().date():
        raise RefusalError(
            "วันนี้ผ่านไปแล้ว แก้ไม่ได้ เพราะกำหนดเวลาที่นับและแจ้งประชาชนไปแล้วจะเปลี่ยนย้อนหลัง", "on"
        )


def _ask_for_recount(day: date) -> Recount:
    return Recount.objects.create(day=day, asked_at=timezone.now())


def _record(on: date, actor: str, verb: str, detail: dict[str, object]) -> None:
    audit.record(actor=actor, verb=verb, target=TARGET, target_id=number_of(on), detail=detail)
    # Hours, due days and plans of every page may be others now; the search index holds no days.
    versions.touch([versions.EVERYTHING])
