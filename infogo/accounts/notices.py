"""Notices to officers: written with the change they tell of, in the workspace and by letter."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from infogo.accounts.letters import queue_letter
from infogo.accounts.models import Grant, Notice, NoticeKind, Officer
from infogo.core import audit

LONGEST_SUBJECT = 200
MOST_TOLD = 20
"""Of one step; more people would each think that another one does it."""


def notify(
    *, officers: Collection[Officer], kind: NoticeKind, text: str, path: str, letter: str = ""
) -> None:
    """Tell officers something, with the page to go to; letters only to those who want them.

    ``letter`` is the text of a formal one, which goes to all of them instead.

    Raises:
        RuntimeError: called outside the transaction that makes the change.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("notify() belongs inside the transaction that makes the change")
    Notice.objects.bulk_create(
        Notice(officer=officer, kind=kind, text=text, path=path) for officer in officers
    )
    for officer in officers:
        if officer.wants_letters or letter:
            queue_letter(
                to=officer.email,
                subject=f"{kind.label}: {text}"[:LONGEST_SUBJECT],
                body=f"เรียน {officer.name_th}\n\n{letter}"
                if letter
                else _letter(officer, text, path),
            )


def holders(grants: Iterable[Grant]) -> list[Officer]:
    """Return who holds these grants, each once, as many as are told of one step."""
    return list({grant.officer_id: grant.officer for grant in grants}.values())[:MOST_TOLD]


def settle(paths: Collection[str]) -> None:
    """Take notices that lead to these pages as read: what they asked for was done by somebody."""
    Notice.objects.filter(path__in=paths, read_at=None).update(read_at=timezone.now())


def mark_read(*, officer: Officer, notice_id: int | None = None) -> int:
    """Take one of her notices as read, or all of them; returns how many were not yet."""
    unread = Notice.objects.filter(officer=officer, read_at=None)
    if notice_id is not None:
        unread = unread.filter(pk=notice_id)
    return unread.update(read_at=timezone.now())


def unread_count(officer: Officer) -> int:
    """Return how many of her notices she has not read; one query."""
    return Notice.objects.filter(officer=officer, read_at=None).count()


@transaction.atomic
def choose_letters(*, officer: Officer, wanted: bool) -> None:
    """Send an officer's notices by letter too, or no longer; she decides for herself."""
    officer.wants_letters = wanted
    officer.save(update_fields=["wants_letters"])
    audit.record(
        actor=officer.audit_name,
        verb="choose_letters",
        target="officer",
        target_id=officer.pk,
        detail={"wanted": wanted},
    )


def _letter(officer: Officer, text: str, path: str) -> str:
    address = settings.INFOGO["PUBLIC_URL"]
    return (
        f"เรียน {officer.name_th}\n\n"
        f"{text}\n\n"
        f"เปิดดู: {address}{path}\n\n"
        f"ไม่ต้องการรับแจ้งเตือนทางอีเมล ปิดได้ที่ {address}{settings.OFFICE_PATH}account/\n"
    )
