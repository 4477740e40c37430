"""Topics, target groups and life events: adding, renaming, ordering and ending them.

They stand here and not in ``taxonomy`` because ending one moves its services and articles in the
same act. Nothing is ever deleted: an ended heading leads to the one that took its services.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from infogo.articles.models import Article
from infogo.core import audit, versions
from infogo.core.keys import ARTICLE
from infogo.core.models import OutboxTopic
from infogo.core.outbox import announce, touch_headings
from infogo.core.refusal import RefusalError, require_unchanged
from infogo.core.waiting import HEADINGS, wait_turn
from infogo.manuals.models import Procedure
from infogo.pins.counting import hold_procedures
from infogo.taxonomy.models import Heading, LifeEvent, TargetGroup, Topic

KINDS: Mapping[str, type[Heading]] = {
    "topic": Topic,
    "group": TargetGroup,
    "event": LifeEvent,
}
"""By the name that stands in addresses and in the audit trail."""
RELATION = {"topic": "topic", "group": "target_groups", "event": "life_events"}
"""The field of a procedure that names headings of a kind."""
FIELDS = ("name_th", "name_en", "description_th", "description_en")


@dataclass(frozen=True)
class HeadingFacts:
    """What a heading is called and what is said of it."""

    name_th: str
    name_en: str
    description_th: str = ""
    description_en: str = ""


def values_of(heading: Heading) -> dict[str, object]:
    """Return what a heading says, by which a change is noticed."""
    return {name: getattr(heading, name) for name in FIELDS} | {
        "ended": heading.ended_at is not None
    }


def order_values(kind: str) -> dict[str, object]:
    """Return the order of a kind, by which a change is noticed."""
    return {"order": list(KINDS[kind].objects.order_by("order").values_list("pk", flat=True))}


def services_of(kind: str, heading: Heading) -> Any:
    """Return the procedures under a heading, whatever their state."""
    return Procedure.objects.filter(**{RELATION[kind]: heading.pk})


def articles_of(kind: str, heading: Heading) -> Any:
    """Return the articles under a heading; articles know no target groups."""
    field = {"topic": "topic", "event": "life_event"}.get(kind)
    return Article.objects.filter(**{field: heading.pk}) if field else Article.objects.none()


@transaction.atomic
def add_heading(*, kind: str, slug: str, facts: HeadingFacts, actor: str) -> Heading:
    """Add a heading behind the others.

    Raises:
        RefusalError: its name or its address is taken, also by one that has ended.
    """
    model = KINDS[kind]
    wait_turn(HEADINGS)
    _check(kind, facts, None)
    if model.everything.filter(slug=slug).exists():
        raise RefusalError("มีหัวข้อใช้ที่อยู่นี้แล้ว รวมทั้งหัวข้อที่เลิกใช้ ใช้คำอื่น", "slug")
    last = model.everything.aggregate(last=Max("order"))["last"] or 0
    made = model(slug=slug, order=last + 1, edited_at=timezone.now(), **asdict(facts))
    made.save()
    _record(kind, made.pk, "add_heading", actor, {"now": {"slug": slug, **asdict(facts)}})
    _tell(())
    return made


@transaction.atomic
def change_heading(
    *, kind: str, heading_id: int, facts: HeadingFacts, seen: str, actor: str
) -> Heading:
    """Rename a heading or change what is said of it; its address stays.

    Raises:
        MovedOnError: somebody changed it meanwhile.
        RefusalError: it ended, or another one is called so.
    """
    held = _locked(kind, heading_id, seen)
    _check(kind, facts, held)
    before = {name: getattr(held, name) for name in FIELDS}
    for name, value in asdict(facts).items():
        setattr(held, name, value)
    held.edited_at = timezone.now()
    held.save()
    _record(kind, held.pk, "change_heading", actor, {"before": before, "now": asdict(facts)})
    _tell(services_of(kind, held).values_list("pk", flat=True))
    return held


@transaction.atomic
def order_headings(*, kind: str, wanted: Sequence[int], seen: str, actor: str) -> None:
    """Put the headings of a kind in this order.

    Raises:
        MovedOnError: somebody added, ended or ordered some meanwhile.
        RefusalError: ``wanted`` does not name each of them once.
    """
    # Before the rows are read: those that were waited for would come in the order of before.
    wait_turn(HEADINGS)
    held = {row.pk: row for row in KINDS[kind].objects.select_for_update().order_by("order")}
    require_unchanged(seen, {"order": list(held)})
    if sorted(wanted) != sorted(held):
        raise RefusalError("ลำดับต้องมีครบทุกหัวข้อ หัวข้อละครั้ง โหลดหน้าใหม่แล้วเรียงอีกครั้ง")
    for place, key in enumerate(wanted, start=1):
        held[key].order = place
        held[key].edited_at = timezone.now()
        held[key].save(update_fields=["order", "edited_at"])
    _record(kind, 0, "order_headings", actor, {"before": list(held), "now": list(wanted)})
    _tell(())


@transaction.atomic
def end_heading(
    *, kind: str, heading_id: int, successor_id: int | None, seen: str, reason: str, actor: str
) -> int:
    """End a heading and move its services and articles to another one; return how many services.

    Without a successor the services simply lose the heading. A topic with services needs one,
    because every service has exactly one topic.

    Raises:
        MovedOnError: somebody changed it meanwhile.
        RefusalError: it ended already, or the successor cannot take over.
    """
    held = _locked(kind, heading_id, seen)
    successor = _successor(kind, held, successor_id)
    moved = list(services_of(kind, held).values_list("pk", flat=True))
    articles = list(articles_of(kind, held).values_list("pk", flat=True))
    if kind == "topic" and (moved or articles) and successor is None:
        raise RefusalError("เลือกหมวดที่จะรับบริการของหมวดนี้ เพราะทุกบริการต้องมีหมวด", "successor")
    _move_services(kind, held, successor)
    _move_articles(kind, held, successor)
    held.ended_at = held.edited_at = timezone.now()
    held.moved_to = successor
    held.save(update_fields=["ended_at", "edited_at", "moved_to"])
    detail = {
        "reason": reason,
        "successor": successor.name_th if successor else "",
        "services": moved,
        "articles": articles,
    }
    _record(kind, held.pk, "end_heading", actor, detail)
    _tell(moved)
    announce(OutboxTopic.ARTICLE, articles)
    return len(moved)


def _locked(kind: str, heading_id: int, seen: str) -> Heading:
    wait_turn(HEADINGS)
    held: Heading | None = KINDS[kind].everything.select_for_update().filter(pk=heading_id).first()
    if held is None:
        raise RefusalError("ไม่พบหัวข้อนี้แล้ว กลับไปที่รายการ")
    require_unchanged(seen, values_of(held))
    if held.ended_at is not None:
        raise RefusalError("หัวข้อนี้เลิกใช้แล้ว แก้ไม่ได้")
    return held


def _successor(kind: str, held: Heading, successor_id: int | None) -> Heading | None:
    if successor_id is None:
        return None
    found: Heading | None = (
        KINDS[kind].objects.select_for_update().exclude(pk=held.pk).filter(pk=successor_id).first()
    )
    if found is None:
        raise RefusalError("เลือกหัวข้ออื่นที่ยังใช้อยู่", "successor")
    return found


def _move_services(kind: str, held: Heading, successor: Heading | None) -> None:
    now = timezone.now()
    services = services_of(kind, held)
    ids = list(services.values_list("pk", flat=True))
    hold_procedures(ids)
    if kind == "topic":
        services.update(topic=successor, edited_at=now, updated_at=now)
        return
    for procedure in services:
        headings = getattr(procedure, RELATION[kind])
        if successor is not None:
            headings.add(successor)
        headings.remove(held)
    Procedure.objects.filter(pk__in=ids).update(edited_at=now, updated_at=now)


def _move_articles(kind: str, held: Heading, successor: Heading | None) -> None:
    now = timezone.now()
    articles = articles_of(kind, held)
    if kind == "topic":
        articles.update(topic=successor, edited_at=now, updated_at=now)
    elif kind == "event":
        articles.update(life_event=successor, edited_at=now, updated_at=now)


def _check(kind: str, facts: HeadingFacts, held: Heading | None) -> None:
    for name, label in (("name_th", "ชื่อภาษาไทย"), ("name_en", "ชื่อภาษาอังกฤษ")):
        text = str(getattr(facts, name))
        if not text.strip():
            raise RefusalError(f"ใส่{label}", name)
        same = KINDS[kind].objects.filter(**{name: text})
        if same.exclude(pk=held.pk if held else None).exists():
            raise RefusalError(f"มีหัวข้ออื่นใช้{label}นี้แล้ว", name)


def _record(kind: str, heading_id: int, verb: str, actor: str, detail: dict[str, Any]) -> None:
    audit.record(actor=actor, verb=verb, target=kind, target_id=heading_id, detail=detail)


def _tell(procedures: Any) -> None:
    """Let pages and the index follow: headings stand on pages of services and of articles."""
    announce(OutboxTopic.PROCEDURE, procedures)
    touch_headings()
    versions.touch([ARTICLE])
