"""The page of one section of a draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.core.dates import BANGKOK, bangkok_now, short_date
from infogo.editing.may import OfficerMay, person_of
from infogo.editing.models import Draft, DraftSection, DraftState, EditLock, SectionComment
from infogo.editing.parts import (
    PROCEDURE,
    part_of_section,
    part_to_fix,
    parts_of_overrides,
    parts_of_standard,
    read_overrides,
)
from infogo.editing.parts import read_standard as read_as_standard
from infogo.editing.reading import check_draft, local_content, standard_content
from infogo.editing.selectors import drafts_with_all
from infogo.manuals.content import CASES
from infogo.manuals.lint.findings import Finding
from infogo.manuals.models import Procedure, ProcedureStatus
from infogo.manuals.procedure_facts import facts_of
from infogo.manuals.rule_sets import parameters_on
from infogo.office.pages.section_law import WHY, law_of
from infogo.office.pages.section_notes import Notes, notes_of
from infogo.office.pages.section_parts import (
    DraftPart,
    Values,
    draft_address,
    form_for,
    parts_of,
    section_address,
)
from infogo.office.section_forms.build import SectionForm
from infogo.office.section_forms.control import Control
from infogo.office.section_forms.words import SaidField, said
from infogo.thai.collate import by_name


@dataclass(frozen=True)
class Saved:
    """What the draft holds of a part. ``values`` of ``None`` follow the standard manual."""

    values: Values | None
    version: int
    by: str = ""
    at: datetime | None = None

    def is_untouched_with(self, values: Values) -> bool:
        """Whether nobody saved the part yet and these values would change nothing."""
        return self.version == 0 and self.values == values

    @property
    def words(self) -> str:
        """Say when it was saved and by whom; empty before the first save."""
        if self.at is None:
            return ""
        local = self.at.astimezone(BANGKOK)
        day = "" if local.date() == bangkok_now().date() else f"{short_date(local.date())} "
        return f"บันทึกแล้ว {day}{local:%H:%M} น. โดย{self.by}"


@dataclass(frozen=True)
class SectionPage:
    """The page's content.

    ``closed`` says why nothing can be changed now, and is empty for whoever may. ``standard`` is
    what the standard manual says, for adopting agencies; ``before`` whether the agency's own text
    that is public now can be taken up again. ``services`` are codes and names to choose from.
    """

    draft: Draft
    part: DraftPart
    address: str
    list_address: str
    next_address: str
    next_title: str
    law: str
    why: str
    closed: str
    held_until: str
    controls: tuple[Control, ...]
    fields: tuple[SaidField, ...]
    seen: int
    saved: str
    notes: Notes
    comments: Sequence[SectionComment]
    is_local: bool
    is_followed: bool
    says_nothing: bool
    standard: tuple[SaidField, ...]
    standard_source: str
    has_before: bool
    problem: str = ""
    services: Sequence[tuple[str, str]] = ()


def visible_drafts(rights: Rights) -> QuerySet[Draft]:
    """Return the drafts that she may look at, with all that reading one needs."""
    return drafts_with_all().filter(manual__in=rights.manuals(Act.VIEW).order_by().values("pk"))


def section_page(
    rights: Rights,
    draft: Draft,
    part: DraftPart,
    *,
    attempt: Values | None = None,
    problem: str = "",
) -> SectionPage:
    """Return the page; ``attempt`` are values that could not be saved and are shown again."""
    saved = saved_part(draft, part)
    form = form_for(draft, part)
    checked = check_draft(draft, bangkok_now().date())
    values = saved.values if attempt is None else attempt
    is_local = not draft.manual.is_standard
    is_followed = is_local and values is None
    controls = () if is_followed else form.show(values or {})
    findings = checked.findings if attempt is None else problems_in(draft, part, attempt)
    following = _next(draft, part)
    lock = lock_of(draft)
    closed = "" if attempt is not None else _closed(rights, draft, lock)
    return SectionPage(
        draft=draft,
        part=part,
        address=section_address(draft, part),
        list_address=draft_address(draft.pk),
        next_address=section_address(draft, following) if following else draft_address(draft.pk),
        next_title=following.title if following else "",
        law=law_of(part.code, parameters_on(bangkok_now().date())),
        why=WHY.get(part.code, ""),
        closed=closed,
        held_until=clock(lock.expires_at) if lock and not closed else "",
        controls=controls,
        fields=said(controls) if closed else (),
        seen=saved.version,
        saved=saved.words if attempt is None else "ข้อความในหน้านี้ยังไม่ได้บันทึก",
        notes=notes_of(controls, [each for each in findings if part_to_fix(each) == part.code]),
        comments=tuple(
            comment
            for comment in draft.comments.filter(settled_at=None).select_related("transition")
            if part_of_section(comment.section) == part.code
        ),
        is_local=is_local,
        is_followed=is_followed,
        says_nothing=is_local and values is not None and _is_nothing(form, part, values),
        standard=standard_text(draft, part, form) if is_local else (),
        standard_source=_source(draft),
        has_before=is_followed and before_values(draft, part) is not None,
        problem=problem,
        services=_services() if part.code == CASES.code and controls and not closed else (),
    )


def _services() -> list[tuple[str, str]]:
    """Return the codes and names of the services that a case can lead to."""
    active = Procedure.objects.filter(status=ProcedureStatus.ACTIVE).order_by()
    return by_name(active.values_list("code", "name_th"))


def saved_part(draft: Draft, part: DraftPart) -> Saved:
    """Return what the draft holds of a part now."""
    found = DraftSection.objects.filter(draft=draft, section=part.code).first()
    if found is None and part.code == PROCEDURE:
        # A draft holds these facts only once somebody changed them.
        return Saved(facts_of(draft.manual.procedure).model_dump(mode="json"), 0)
    if found is None:
        return Saved(None, 0)
    return Saved(found.values, found.version, found.saved_by_name, found.saved_at)


def standard_values(draft: Draft, part: DraftPart) -> Values:
    """Return what the standard manual says in a part, as values to begin from."""
    parts = parts_of_standard(standard_content(draft))
    return {name: value for each in parts.values() for name, value in each.items()
            if name in part.names}  # fmt: skip


def before_values(draft: Draft, part: DraftPart) -> Values | None:
    """Return the agency's own text of a part that is public now; ``None`` where there is none."""
    return parts_of_overrides(local_content(draft.base)).get(part.code)


def standard_text(draft: Draft, part: DraftPart, form: SectionForm) -> tuple[SaidField, ...]:
    """Return what the standard manual says in a part, to read."""
    return said(form.show(standard_values(draft, part)))


def problems_in(draft: Draft, part: DraftPart, values: Values) -> tuple[Finding, ...]:
    """Return what is wrong with values that are not saved."""
    if draft.manual.is_standard:
        return read_as_standard({part.code: values}, None).problems
    return read_overrides({part.code: values}, standard_content(draft)).problems


def lock_of(draft: Draft) -> EditLock | None:
    """Return who is editing the draft, if anybody is."""
    return EditLock.objects.filter(draft=draft, expires_at__gt=timezone.now()).first()


def clock(moment: datetime) -> str:
    """Return "10:52 น." in Thai time."""
    return f"{moment.astimezone(BANGKOK):%H:%M} น."


def _closed(rights: Rights, draft: Draft, lock: EditLock | None) -> str:
    """Say why the draft cannot be changed now; empty when it can."""
    if not OfficerMay(rights).may_edit(draft.manual):
        return "คุณดูร่างนี้ได้ แต่ไม่มีสิทธิแก้ ขอสิทธิจากผู้ดูแลของหน่วยงาน"
    if not draft.is_editable:
        return f"ร่างนี้อยู่ในขั้น “{DraftState(draft.state).label}” จึงแก้ไม่ได้"
    if lock and lock.holder != person_of(rights.officer).id:
        return f"{lock.holder_name} กำลังแก้ร่างนี้ถึง {clock(lock.expires_at)}"
    return ""


def _next(draft: Draft, part: DraftPart) -> DraftPart | None:
    parts = parts_of(draft)
    at = parts.index(part) + 1
    return parts[at] if at < len(parts) else None


def _source(draft: Draft) -> str:
    edition, standard = draft.standard_base, draft.manual.standard
    if edition is None or standard is None:
        return ""
    owner = draft.manual.procedure.owner.name_th
    return f"คู่มือมาตรฐานกลางของ{owner} ฉบับที่ {edition.number}"


def _is_nothing(form: SectionForm, part: DraftPart, values: Mapping[str, Any]) -> bool:
    """Whether an own text says nothing at all, so that the standard's is read instead."""
    sent = form.as_sent(values)
    return all(sent.get(name) is None for name in part.names)
