"""People and steps for tests of editing: everything goes through the services."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from infogo.agencies.models import Agency
from infogo.core.models import AuditEntry, ContentVersion, OutboxEvent
from infogo.editing.models import (
    AdopterTask,
    Cancellation,
    Draft,
    DraftSection,
    EditLock,
    SectionComment,
    Transition,
)
from infogo.editing.people import Person
from infogo.editing.services import drafts, workflow
from infogo.manuals.content import ManualContent
from infogo.manuals.models import Manual, ManualFacts, ManualRevision, Procedure
from infogo.manuals.part import Listing, ListingState, Text
from infogo.manuals.services import NewProcedure
from tests.factories import AgencyFactory, TopicFactory, manual_content

AUTHOR = Person(id="officer 1", name="อารี")
COLLEAGUE = Person(id="officer 2", name="บุญมี")
HEAD = Person(id="officer 3", name="จันทร์")
OTHER_HEAD = Person(id="officer 4", name="ดวงใจ")
CENTRAL = Person(id="officer 5", name="เอกชัย")

FEE = {
    "fees": {
        "state": "listed",
        "items": [{"item": "ค่าธรรมเนียมของเทศบาล", "kind": "fixed", "amount_satang": 2_000}],
    },
    "fee_note": "",
}
BROKEN = {"fees": {"state": "listed", "items": []}, "fee_note": ""}
"""A list that lacks its items, which may be saved and not submitted."""


@dataclass(frozen=True)
class Rights:
    """Rights that a test hands out; by default all of them."""

    write_for: bool = True
    edit: bool = True
    approve: bool = True
    review: bool = True
    cancel: bool = True

    def may_write_for(self, agency: Agency) -> bool:
        return self.write_for

    def may_edit(self, manual: Manual) -> bool:
        return self.edit

    def may_approve(self, manual: Manual, authors: Collection[str]) -> bool:
        return self.approve

    def may_review(self, manual: Manual) -> bool:
        return self.review

    def may_cancel(self, manual: Manual) -> bool:
        return self.cancel


ALL = Rights()
NONE = Rights(write_for=False, edit=False, approve=False, review=False, cancel=False)


def new_manual(may: Rights = ALL) -> Manual:
    """Begin a procedure of an agency; what is returned has no edition yet."""
    new = NewProcedure("ขอเลี้ยงช้าง", "การอนุญาตเลี้ยงช้าง", TopicFactory(), "permit", "trade")
    return drafts.create_procedure(owner=AgencyFactory(), new=new, actor=AUTHOR, may=may)


def good_content(**given: Any) -> ManualContent:
    """Return a content that the law of 2558 lets pass."""
    criteria = Listing[Text](state=ListingState.LISTED, items=("มีสัญชาติไทย",))
    return manual_content(**{"criteria": criteria, **given})


def begun(manual: Manual, actor: Person = AUTHOR) -> Draft:
    return drafts.begin_draft(manual=manual, actor=actor, may=ALL)


def write(draft: Draft, section: str, actor: Person = AUTHOR, **values: Any) -> DraftSection:
    """Save a section on top of whatever version there is."""
    saved = DraftSection.objects.filter(draft=draft, section=section).first()
    return drafts.save_section(
        draft_id=draft.pk,
        section=section,
        values=values,
        seen=saved.version if saved else 0,
        actor=actor,
        may=ALL,
    )


def submitted(manual: Manual, *, remark: str = "แก้แล้ว", **given: Any) -> Draft:
    """Return a draft of the author that waits for the agency's approval."""
    draft = begun(manual)
    write(draft, "remark", remark=remark)
    draft.refresh_from_db()
    return workflow.submit_draft(
        draft_id=draft.pk, seen=draft.version, actor=AUTHOR, may=ALL, **given
    )


def approve(draft: Draft, actor: Person = HEAD, **given: Any) -> Draft:
    said = {"seen": draft.version, "actor": actor, "may": ALL, **given}
    return workflow.approve_draft(draft_id=draft.pk, **said)


def public_remark(manual: Manual) -> str:
    fresh = Manual.objects.select_related("current").get(pk=manual.pk)
    assert fresh.current is not None
    return ManualContent.model_validate(fresh.current.content).remark


def soon() -> dict[str, datetime]:
    return {"publish_at": timezone.now() + timedelta(hours=1)}


def everything() -> dict[str, list[Any]]:
    """Return all rows that editing may touch; a refusal leaves them as they were."""
    tables = (
        Draft, DraftSection, Transition, SectionComment, EditLock, AdopterTask, Cancellation,
        Manual, ManualRevision, ManualFacts, Procedure, AuditEntry, OutboxEvent, ContentVersion,
    )  # fmt: skip
    return {table.__name__: list(table.objects.order_by("pk").values()) for table in tables}


def audited() -> list[tuple[str, str]]:
    """Return who did what, in order, since drafts began."""
    lines = AuditEntry.objects.filter(target="manual").order_by("number")
    return list(lines.values_list("actor", "verb"))
