"""Adopting agencies whose own text a new standard touches: tasks, and deciding them."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from infogo.core import audit
from infogo.core.models import OutboxTopic
from infogo.core.outbox import announce
from infogo.editing.errors import EditingError, MovedError
from infogo.editing.models import EDITABLE_STATES, AdopterTask, Draft, DraftSection
from infogo.editing.notices import settle_task, tell_of_task
from infogo.editing.people import SYSTEM, May, Person
from infogo.editing.reading import newest_standard
from infogo.editing.services.drafts import begin_draft, hold
from infogo.editing.services.steps import locked_draft, require_state
from infogo.manuals.content import LocalOverrides, ManualContent
from infogo.manuals.models import Manual, ManualRevision, ManualStatus, RevisionStatus
from infogo.manuals.threeway import stale_sections


def open_tasks(standard: Manual) -> int:
    """Give adopters whose overridden sections changed their task; returns how many have one.

    All other adopters follow without a write. Safe to call again: a task that is open is brought
    up to date. Must run inside the transaction that published the standard, or in one of its own.
    """
    lock_adopters(standard)
    # Read only now: whoever published it held the adopters until it was there to be seen.
    newest = ManualRevision.objects.filter(manual=standard, status=RevisionStatus.PUBLISHED).first()
    if newest is None:
        return 0
    adopters = _with_own_text(standard).exclude(current__based_on=newest)
    count = 0
    for adopter in adopters.select_related("current__based_on", "procedure", "agency").iterator(
        chunk_size=500
    ):
        count += _open_task(adopter, newest)
    return count


def lock_adopters(standard: Manual) -> None:
    """Hold the adopters that have a text of their own, before the audit trail is held.

    A task row points at its manual, and PostgreSQL lets it wait for whoever publishes that
    manual; that one would wait for the audit trail. Held first, nobody waits in a circle, and an
    edition that an adopter publishes at the same moment is seen.
    """
    tuple(_with_own_text(standard).select_for_update(of=("self",)).order_by("pk").values_list("pk"))


def sweep_tasks() -> int:
    """Open tasks for standards that were published past this app; returns how many are open.

    The loader of source files publishes by itself; this finds what it changed.
    """
    behind = (
        # From the few local editions, not from the hundreds of thousands of adoptions.
        ManualRevision.objects.filter(
            based_on__isnull=False,
            status=RevisionStatus.PUBLISHED,
            manual__status=ManualStatus.PUBLISHED,
            manual__standard__current__isnull=False,
        )
        .exclude(based_on=F("manual__standard__current"))
        .order_by()
        .values("manual__standard")
    )
    count = 0
    for standard in list(Manual.objects.filter(pk__in=behind)):
        with transaction.atomic():
            count += open_tasks(standard)
    return count


def close_tasks(manual: Manual) -> None:
    """Close an agency's task: it just published an edition that rests on the newest standard."""
    AdopterTask.objects.filter(manual=manual, closed_at=None).update(closed_at=timezone.now())
    settle_task(manual)


@transaction.atomic
def decide_sections(
    *,
    manual: Manual,
    accept: Iterable[str],
    actor: Person,
    may: May,
    seen: int | None = None,
) -> Draft:
    """Begin a draft on the newest standard that follows it in ``accept`` and keeps the rest.

    ``seen`` is the standard edition that she compared with, where she saw one.

    Accepting everything is the bulk decision, accepting nothing says that the agency looked and
    keeps its own. The draft goes the usual way; with its publication the task is closed.

    Raises:
        NotAllowedError: she may not edit the manual.
        WrongStateError: a draft of it is waiting for somebody's decision.
        LockedError: somebody else is editing it.
        MovedError: the standard was published anew since ``seen``.
        EditingError: the manual adopts nothing, or has no such section of its own.
    """
    if manual.is_standard:
        raise EditingError(_("คู่มือนี้เป็นคู่มือมาตรฐานกลาง ไม่มีฉบับที่ต้องเทียบ"))
    codes = tuple(accept)
    draft = locked_draft(begin_draft(manual=manual, actor=actor, may=may).pk)
    require_state(draft, EDITABLE_STATES)
    newest = newest_standard(draft.manual)
    if seen is not None and (newest is None or newest.pk != seen):
        raise MovedError(_("คู่มือมาตรฐานกลางเปลี่ยนอีกครั้งหลังจากที่คุณเปิดหน้านี้ ดูฉบับล่าสุดแล้วเลือกใหม่"))
    hold(draft, actor)
    own = _own_sections(draft)
    if set(codes) - own:
        raise EditingError(_("ข้อที่เลือกไม่ได้เป็นข้อความของหน่วยงาน"))
    draft.standard_base = newest
    _follow(draft, codes, actor)
    draft.authors = [*draft.authors, *({actor.id} - set(draft.authors))]
    draft.author_name = actor.audit_name
    draft.changed_at = timezone.now()
    draft.save()
    audit.record(
        actor=actor.audit_name,
        verb="decide-standard-change",
        target="manual",
        target_id=draft.manual_id,
        detail={"draft": draft.pk, "accept": sorted(codes), "keep": sorted(own - set(codes))},
    )
    announce(OutboxTopic.DRAFT, [draft.pk])
    return draft


def _with_own_text(standard: Manual) -> QuerySet[Manual]:
    return Manual.objects.filter(
        standard=standard, current__isnull=False, status=ManualStatus.PUBLISHED
    )


def _own_sections(draft: Draft) -> set[str]:
    return set(draft.sections.filter(values__isnull=False).values_list("section", flat=True))


def _follow(draft: Draft, codes: Collection[str], actor: Person) -> None:
    for part in DraftSection.objects.filter(draft=draft, section__in=codes):
        part.values = None
        part.version += 1
        part.saved_by, part.saved_by_name = actor.id, actor.name
        part.saved_at = timezone.now()
        part.save()


def _open_task(adopter: Manual, newest: ManualRevision) -> int:
    """Open, renew or close the task of one adopter; returns 1 when one is open after it."""
    current = adopter.current
    if current is None or current.based_on is None:
        return 0
    sections = stale_sections(
        ManualContent.model_validate(current.based_on.content),
        ManualContent.model_validate(newest.content),
        LocalOverrides.model_validate(current.content),
    )
    task = AdopterTask.objects.filter(manual=adopter, closed_at=None).first()
    if not sections:
        if task is not None:  # the standard went back to what the agency had seen
            task.closed_at = timezone.now()
            task.save(update_fields=["closed_at"])
            settle_task(adopter)
        return 0
    if task is not None and task.standard_edition_id == newest.pk:
        return 1
    AdopterTask.objects.update_or_create(
        manual=adopter,
        closed_at=None,
        defaults={
            "old_edition": current.based_on,
            "standard_edition": newest,
            "sections": list(sections),
        },
    )
    audit.record(
        actor=SYSTEM.audit_name,
        verb="standard-changed",
        target="manual",
        target_id=adopter.pk,
        detail={"edition": newest.number, "sections": list(sections)},
    )
    tell_of_task(adopter)
    return 1
