"""Proving that the past was not rewritten: the editions of a manual, and the daily register."""

from __future__ import annotations

import inspect
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from infogo.core.dates import BANGKOK
from infogo.display.manual_head import ManualHead, manual_head
from infogo.display.structured import absolute
from infogo.manuals import verify_editions
from infogo.manuals.chain import CheckedEdition, check_editions
from infogo.manuals.models import Manual, RegisterDay, RegisterLeaf
from infogo.manuals.register import (
    Inclusion,
    heads_on,
    inclusion_of,
    rewritten_since,
)
from infogo.manuals.selectors import merged_manual
from infogo.www.pages.versions import version_address

SCRIPT = inspect.getsource(verify_editions)
"""What anyone can run to check the editions; the page shows it and the site hands it out."""
DAYS_SHOWN = 31


@dataclass(frozen=True)
class EditionProof:
    """One edition as the chain has it; ``wrong`` says in words why it does not verify."""

    number: int
    href: str
    published_at: datetime | None
    hash: str
    previous_hash: str
    wrong: str


@dataclass(frozen=True)
class ProofPage:
    """The chain of a manual, computed anew for this page. ``wrong`` is empty when all is well.

    An agency without editions of its own has none here and ``standard_href`` leads on.
    """

    head: ManualHead
    editions: Sequence[EditionProof]
    wrong: str
    checked_at: datetime
    register: RegisterDay | None
    noted_number: int
    standard_href: str
    json_url: str
    script: str

    @property
    def checked_at_local(self) -> datetime:
        """The moment in Thai time, as pages write it."""
        return self.checked_at.astimezone(BANGKOK)


@dataclass(frozen=True)
class RegisterPage:
    """The register of one day; ``others`` are the days around it."""

    register: RegisterDay
    leaves: int
    json_url: str
    is_first: bool
    newer: date | None
    older: date | None

    @property
    def noted_at_local(self) -> datetime:
        """The moment in Thai time, as pages write it."""
        return self.register.noted_at.astimezone(BANGKOK)


@dataclass(frozen=True)
class DaysPage:
    """The last days of the register, newest first; ``older_href`` leads to the ones before."""

    days: Sequence[RegisterDay]
    older_href: str


def proof_page(manual: Manual, now: datetime) -> ProofPage:
    """Return the proof of a manual's editions, every hash computed at this moment."""
    head = manual_head(merged_manual(manual))
    checked = check_editions(manual)
    inclusion = inclusion_of(manual)
    return ProofPage(
        head=head,
        editions=[_edition(head, edition) for edition in reversed(checked)],
        wrong=_wrong(manual, checked),
        checked_at=now,
        register=inclusion.register if inclusion else None,
        noted_number=inclusion.head.number if inclusion else 0,
        standard_href=reverse("www:manual_proof", args=[head.procedure_id]),
        json_url=absolute(head.address("proof_json")),
        script=SCRIPT,
    )


def proof_data(manual: Manual) -> dict[str, Any]:
    """Return what ``/proof.json`` answers: all that is needed to compute the chain anew.

    ``editions`` are in their order with the content as it was stored and hashed. ``register`` is
    the newest day on which the manual stands in the register: the noted edition, the root of that
    day and the hashes between the two, from the leaf upwards.
    """
    inclusion = inclusion_of(manual)
    return {
        "manual_id": manual.pk,
        "procedure_id": manual.procedure_id,
        "agency_id": manual.agency_id,
        "editions": [
            {
                "number": edition.revision.number,
                "published_at": _instant(edition.revision.published_at),
                "author": edition.revision.author,
                "content": edition.revision.content,
                "previous_hash": edition.revision.previous_hash,
                "hash": edition.revision.content_hash,
                "verified": not edition.reason,
            }
            for edition in check_editions(manual)
        ],
        "register": _inclusion(inclusion) if inclusion else None,
    }


def days_page(before: date | None) -> DaysPage:
    """Return the register's days, those before a day if one is given."""
    days = RegisterDay.objects.all()
    found = list((days.filter(day__lt=before) if before else days)[: DAYS_SHOWN + 1])
    older = ""
    if len(found) > DAYS_SHOWN:
        older = f"{reverse('www:proof_days')}?before={found[DAYS_SHOWN - 1].day}"
    return DaysPage(found[:DAYS_SHOWN], older)


def register_page(register: RegisterDay) -> RegisterPage:
    """Return the page of one day of the register."""
    newer = RegisterDay.objects.filter(day__gt=register.day).last()
    older = RegisterDay.objects.filter(day__lt=register.day).first()
    return RegisterPage(
        register=register,
        leaves=RegisterLeaf.objects.filter(register=register).count(),
        json_url=absolute(reverse("www:proof_day_json", args=[register.day])),
        is_first=older is None,
        newer=newer.day if newer else None,
        older=older.day if older else None,
    )


def register_data(register: RegisterDay) -> dict[str, Any]:
    """Return what ``/proof/<day>.json`` answers: the root and every line that it is made of."""
    return {
        "day": register.day.isoformat(),
        "noted_at": register.noted_at.isoformat(),
        "manuals": register.manuals,
        "root": register.root,
        "previous_hash": register.previous_hash,
        "day_hash": register.day_hash,
        "lines": [head.line for head in heads_on(register)],
    }


def _edition(head: ManualHead, edition: CheckedEdition) -> EditionProof:
    revision = edition.revision
    return EditionProof(
        number=revision.number,
        href=version_address(head, revision.number),
        published_at=revision.published_at,
        hash=revision.content_hash,
        previous_hash=revision.previous_hash,
        wrong=_reason(edition.reason),
    )


def _reason(reason: str) -> str:
    return {
        "": "",
        "an edition is missing": _("มีฉบับหายไปก่อนฉบับนี้"),
        "does not follow the edition before it": _("ไม่ต่อจากฉบับก่อน"),
        "the edition was changed": _("เนื้อหาไม่ตรงกับรหัส"),
    }[reason]


def _wrong(manual: Manual, checked: Sequence[CheckedEdition]) -> str:
    """Say what is wrong with the chain, or with it and what the register noted of it."""
    for edition in checked:
        if edition.reason:
            return _("ฉบับที่ %(number)s ตรวจไม่ผ่าน: %(reason)s") % {
                "number": edition.revision.number,
                "reason": _reason(edition.reason),
            }
    hashes = {edition.revision.number: edition.revision.content_hash for edition in checked}
    if leaf := rewritten_since(manual, hashes):
        return _("ฉบับที่ %(number)s ไม่ตรงกับที่จดไว้ในทะเบียนวันที่ %(day)s") % {
            "number": leaf.number,
            "day": leaf.register.day.isoformat(),
        }
    return ""


def _inclusion(inclusion: Inclusion) -> dict[str, Any]:
    return {
        "day": inclusion.register.day.isoformat(),
        "root": inclusion.register.root,
        "number": inclusion.head.number,
        "place": inclusion.place,
        "manuals": inclusion.register.manuals,
        "way": [
            {"side": "left" if step.is_left else "right", "hash": step.hash}
            for step in inclusion.way
        ],
    }


def _instant(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
