"""What agencies tell citizens they changed."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from infogo.accounts.models import Officer
from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.agencies.models import Agency
from infogo.core import audit, versions
from infogo.core.dates import bangkok_now
from infogo.core.keys import improvements_of
from infogo.manuals.models import Manual
from infogo.ratings.errors import NotAllowedError, RatingError, WrongStateError
from infogo.ratings.models import (
    Improvement,
)
from infogo.ratings.selectors import procedure_key
from infogo.ratings.services.texts import checked_words

LONGEST_THEME = 300
LONGEST_CHANGE = 1000


@transaction.atomic
def publish_improvement(
    *,
    agency_id: int,
    theme: str,
    change: str,
    rights: Rights,
    manual_id: int | None = None,
    revision_number: int | None = None,
    published_on: date | None = None,
) -> Improvement:
    """Tell citizens what they said and what was changed ("คุณบอก เราปรับ").

    Raises:
        NotAllowedError: the agency or manual is not hers to speak for.
        RatingError: words are missing, the manual has no such edition, or the same was told on
            that day already: a form whose answer was lost is often sent again.
    """
    manual = _manual_to_speak_of(rights, agency_id, manual_id)
    if revision_number is not None and not (
        manual and manual.revisions.filter(number=revision_number).exists()
    ):
        raise RatingError("คู่มือนี้ไม่มีฉบับที่ระบุ เลือกฉบับที่เผยแพร่แล้ว")
    told: dict[str, Any] = {
        "agency_id": agency_id,
        "manual": manual,
        "theme": checked_words(theme, LONGEST_THEME, "เขียนว่าประชาชนบอกอะไร"),
        "change": checked_words(change, LONGEST_CHANGE, "เขียนว่าปรับอะไรแล้ว"),
        "revision_number": revision_number,
        "published_on": published_on or bangkok_now().date(),
    }
    Agency.objects.select_for_update().get(pk=agency_id)  # one after the other
    if Improvement.objects.filter(**told, is_withdrawn=False).exists():
        raise RatingError("เรื่องนี้เผยแพร่แล้ว ดูได้ในหน้า “คุณบอก เราปรับ” ไม่ต้องส่งอีก")
    made = Improvement.objects.create(**told, officer=rights.officer)
    _record_improvement(made, rights.officer, "improvement-publish")
    return made


@transaction.atomic
def withdraw_improvement(*, improvement_id: int, rights: Rights) -> Improvement:
    """Take back what citizens were told; it stays in the records.

    Raises:
        NotAllowedError: it is not hers.
        WrongStateError: it is withdrawn already.
    """
    found = Improvement.objects.select_for_update().filter(pk=improvement_id).first()
    if found is None:
        raise NotAllowedError("ไม่มีรายการนี้ในความดูแลของคุณ")
    _manual_to_speak_of(rights, found.agency_id, found.manual_id)
    if found.is_withdrawn:
        raise WrongStateError("รายการนี้ถูกถอนแล้ว")
    found.is_withdrawn = True
    found.save(update_fields=["is_withdrawn"])
    _record_improvement(found, rights.officer, "improvement-withdraw")
    return found


def _manual_to_speak_of(rights: Rights, agency_id: int, manual_id: int | None) -> Manual | None:
    act = Act.HANDLE_FEEDBACK
    if manual_id is None:
        if not rights.agencies(act).filter(pk=agency_id).exists():
            raise NotAllowedError("หน่วยงานนี้ไม่อยู่ในความดูแลของคุณ")
        return None
    manual = rights.manuals(act).filter(pk=manual_id, agency_id=agency_id).first()
    if manual is None:
        raise NotAllowedError("คู่มือนี้ไม่อยู่ในความดูแลของคุณ")
    return manual


def _record_improvement(made: Improvement, officer: Officer, verb: str) -> None:
    audit.record(
        actor=officer.audit_name,
        verb=verb,
        target="improvement",
        target_id=made.pk,
        detail={"agency": made.agency_id, "manual": made.manual_id},
    )
    # Every point of the agency tells it, and the results of the service it is about.
    keys = {improvements_of(made.agency_id)}
    if made.manual:
        keys.add(procedure_key(made.manual.procedure_id))
    versions.touch(keys)
