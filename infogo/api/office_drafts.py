"""``/api/v1/office/manuals`` and ``/office/drafts``: manuals written by an agency's own program.

A program writes drafts and asks for approval. People approve: no token can be given that act.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Query, Router

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.agencies.models import Agency, AgencyStatus
from infogo.api.answering import PageOut
from infogo.api.callers import FORBIDDEN, ApiProblemError, TokenAuth
from infogo.api.office_draft_reading import (
    draft_line,
    draft_problem,
    drafts_of,
    manual_lines,
    seen_manuals,
    told_draft,
    told_manual,
    whole_draft,
)
from infogo.api.office_draft_schemas import (
    LONGEST_CODE,
    AdoptIn,
    BeginIn,
    DraftLineOut,
    DraftOut,
    NewProcedureIn,
    OfficeManualOut,
    SectionIn,
    SeenIn,
    SubmitIn,
)
from infogo.api.office_paging import OfficePage, page_of_rows
from infogo.api.writing import (
    CREATED,
    NOT_FOUND,
    PROBLEMS,
    Id,
    acted,
    found,
    problem_of_fields,
    rights_with,
)
from infogo.core.converters import LARGEST_ID
from infogo.core.dates import bangkok_now
from infogo.editing.errors import EditingError
from infogo.editing.may import OfficerMay, person_of
from infogo.editing.models import OPEN_STATES, DraftState
from infogo.editing.services import drafts, workflow
from infogo.manuals.models import Manual, ManualStatus, ProcedureStatus
from infogo.manuals.services import ManualRuleError, NewProcedure
from infogo.taxonomy.models import Topic
from infogo.taxonomy.selectors import terms_in_force

router = Router(tags=["office-drafts"], auth=TokenAuth())
MANUAL, DRAFT = ("คู่มือ", "manual"), ("ร่าง", "draft")
ADDRESS = "/office/drafts/{draft_id}"
VOCABULARIES = ("service_type", "service_category")
ONE: dict[Any, Any] = {200: DraftOut, **PROBLEMS}
Code = Annotated[str, Path(max_length=LONGEST_CODE, pattern=r"^[a-z0-9_-]+$")]
OtherId = Annotated[int, Query(ge=0, le=LARGEST_ID)]


@router.get("/office/manuals", response={200: PageOut[OfficeManualOut], **PROBLEMS})
def list_office_manuals(
    request: HttpRequest, asked: OfficePage, agency: OtherId = 0, procedure: OtherId = 0
) -> object:
    """List the manuals that the officer may see, unpublished ones too, by id."""
    rows = seen_manuals(_reading(request)).select_related("current")
    if agency:
        rows = rows.filter(agency=agency)
    if procedure:
        rows = rows.filter(procedure=procedure)
    return page_of_rows(request, asked, rows, manual_lines)


@router.get("/office/manuals/{manual_id}", response={200: OfficeManualOut, **PROBLEMS})
def read_office_manual(request: HttpRequest, manual_id: Id) -> object:
    """Read how a manual stands, and whether it has an open draft."""
    rows = seen_manuals(_reading(request)).select_related("current")
    return manual_lines([found(rows, rows, manual_id, MANUAL)])[0]


@router.post("/office/manuals", response={CREATED: OfficeManualOut, **PROBLEMS})
def adopt_manual(request: HttpRequest, body: AdoptIn) -> object:
    """Let an agency follow a standard manual; the adoption that is there already is returned."""
    rights = _writing(request)

    def act() -> tuple[int, Any]:
        agency = _agency(rights, body.agency)
        standard = Manual.objects.filter(standard=None, procedure=body.procedure).first()
        if standard is None or standard.status != ManualStatus.PUBLISHED:
            raise ApiProblemError(
                NOT_FOUND,
                f"บริการ {body.procedure} ไม่มีคู่มือมาตรฐานกลางที่เผยแพร่",
                f"Procedure {body.procedure} has no standard manual that is public",
            )
        manual = drafts.adopt_manual(standard=standard, agency=agency, **_who(rights))
        return CREATED, told_manual(manual)

    return _acted(request, act)


@router.post("/office/procedures", response={CREATED: DraftOut, **PROBLEMS})
def begin_procedure(request: HttpRequest, body: NewProcedureIn) -> object:
    """Begin a new procedure of an agency with a draft of its manual; citizens see neither yet."""
    rights = _writing(request)

    def act() -> tuple[int, Any]:
        agency, new = _agency(rights, body.agency), _new_procedure(body)
        manual = drafts.create_procedure(owner=agency, new=new, **_who(rights))
        draft = drafts.begin_draft(manual=manual, **_who(rights))
        return CREATED, told_draft(rights, draft.pk)

    return _acted(request, act)


@router.post("/office/manuals/{manual_id}/draft", response={CREATED: DraftOut, **PROBLEMS})
def begin_draft(request: HttpRequest, manual_id: Id, body: BeginIn) -> object:
    """Open a draft of a manual, or return the one that is open already."""
    rights = _writing(request)

    def act() -> tuple[int, Any]:
        hers = rights.manuals(Act.EDIT_MANUAL)
        manual = found(seen_manuals(rights), hers, manual_id, MANUAL)
        draft = drafts.begin_draft(manual=manual, copy_of=_source(body.copy_of), **_who(rights))
        return CREATED, told_draft(rights, draft.pk)

    return _acted(request, act)


@router.get("/office/drafts", response={200: PageOut[DraftLineOut], **PROBLEMS})
def list_drafts(request: HttpRequest, asked: OfficePage, state: DraftState | None = None) -> object:
    """List the open drafts of the manuals that the officer may see, or those in one state."""
    states = OPEN_STATES if state is None else (state,)
    rows = drafts_of(seen_manuals(_reading(request))).filter(state__in=states)
    return page_of_rows(request, asked, rows, lambda some: [draft_line(draft) for draft in some])


@router.get(ADDRESS, response=ONE)
def read_draft(request: HttpRequest, draft_id: Id) -> object:
    """Read a draft: its sections, what the rules found, comments, its way, who is editing."""
    rights = _reading(request)
    rows = drafts_of(seen_manuals(rights))
    return whole_draft(rights, found(rows, rows, draft_id, DRAFT))


@router.put(f"{ADDRESS}/sections/{{section}}", response=ONE)
def save_draft_section(
    request: HttpRequest, draft_id: Id, section: Code, body: SectionIn
) -> object:
    """Save one section as it is, finished or not; it also holds the edit lock for ten minutes.

    What is wrong with it is told in the draft's findings and stops only its submission.
    """

    def step(rights: Rights) -> None:
        drafts.save_section(
            draft_id=draft_id, section=section, values=body.values, seen=body.seen, **_who(rights)
        )

    return _stepped(request, draft_id, step)


@router.post(f"{ADDRESS}/release", response=ONE)
def release_draft(request: HttpRequest, draft_id: Id) -> object:
    """Stop editing, so that colleagues can; somebody else's lock is left alone."""

    def step(rights: Rights) -> None:
        drafts.release_lock(draft_id=draft_id, actor=person_of(rights.officer))

    return _stepped(request, draft_id, step)


@router.post(f"{ADDRESS}/submit", response=ONE)
def submit_draft(request: HttpRequest, draft_id: Id, body: SubmitIn) -> object:
    """Ask people to approve it; what the law demands and is missing is told line by line."""

    def step(rights: Rights) -> None:
        workflow.submit_draft(
            draft_id=draft_id,
            seen=body.seen,
            note=body.note,
            publish_at=body.publish_at,
            **_who(rights),
        )

    return _stepped(request, draft_id, step)


@router.post(f"{ADDRESS}/withdraw", response=ONE)
def withdraw_draft(request: HttpRequest, draft_id: Id, body: SeenIn) -> object:
    """Take a waiting draft back to go on writing."""

    def step(rights: Rights) -> None:
        workflow.withdraw_submission(draft_id=draft_id, seen=body.seen, **_who(rights))

    return _stepped(request, draft_id, step)


@router.post(f"{ADDRESS}/discard", response=ONE)
def discard_draft(request: HttpRequest, draft_id: Id, body: SeenIn) -> object:
    """Give a draft up; what citizens read stays."""

    def step(rights: Rights) -> None:
        drafts.discard_draft(draft_id=draft_id, seen=body.seen, **_who(rights))

    return _stepped(request, draft_id, step)


def _stepped(request: HttpRequest, draft_id: int, step: Callable[[Rights], None]) -> object:
    """Take a step with a draft that the caller may edit, once."""
    rights = _writing(request)

    def act() -> tuple[int, Any]:
        hers = drafts_of(rights.manuals(Act.EDIT_MANUAL))
        found(drafts_of(seen_manuals(rights)), hers, draft_id, DRAFT)
        step(rights)
        return 200, told_draft(rights, draft_id)

    return _acted(request, act)


def _acted(request: HttpRequest, act: Callable[[], tuple[int, Any]]) -> object:
    return acted(request, act, draft_problem, EditingError, ManualRuleError)


def _reading(request: HttpRequest) -> Rights:
    return rights_with(request, Act.VIEW, Act.EDIT_MANUAL)


def _writing(request: HttpRequest) -> Rights:
    return rights_with(request, Act.EDIT_MANUAL)


def _who(rights: Rights) -> dict[str, Any]:
    """Return who acts and what she may, as the services of editing ask for it."""
    return {"actor": person_of(rights.officer), "may": OfficerMay(rights)}


def _agency(rights: Rights, agency_id: int) -> Agency:
    """Return an agency for which the caller may begin manuals.

    Raises:
        ApiProblemError: it is not hers as a whole, or ended.
    """
    hers = rights.agencies(Act.EDIT_MANUAL).filter(status=AgencyStatus.ACTIVE)
    agency = hers.filter(pk=agency_id).first()
    if agency is None:
        raise ApiProblemError(
            FORBIDDEN,
            f"คุณไม่มีสิทธิเริ่มคู่มือของหน่วยงาน {agency_id} ทั้งหน่วยงาน",
            f"You may not begin manuals of agency {agency_id}",
        )
    return agency


def _source(manual_id: int | None) -> Manual | None:
    """Return the published manual that a draft begins from, if one is named.

    Raises:
        ApiProblemError: citizens cannot read it.
    """
    if manual_id is None:
        return None
    public = Manual.objects.filter(
        status=ManualStatus.PUBLISHED, procedure__status=ProcedureStatus.ACTIVE
    ).select_related("procedure", "agency", "current__based_on", "standard__current")
    source: Manual | None = public.filter(pk=manual_id).first()
    if source is None:
        raise problem_of_fields({"copy_of": "ไม่มีคู่มือที่เผยแพร่เลขนี้ให้คัดลอก"})
    return source


def _new_procedure(body: NewProcedureIn) -> NewProcedure:
    """Return what was sent, with its topic.

    Raises:
        ApiProblemError: a heading or a code is none in use.
    """
    topic = Topic.objects.filter(slug=body.topic, ended_at=None).first()
    terms = terms_in_force(VOCABULARIES, bangkok_now().date())
    wrong = {} if topic else {"topic": "ไม่มีหมวดหมู่นี้ ดูรายการที่ /topics"}
    for name, vocabulary in zip(("service_type", "category"), VOCABULARIES, strict=True):
        known = terms.get(vocabulary, {})
        if getattr(body, name) not in known:
            wrong[name] = f"ไม่มีรหัสนี้ เลือกจาก {', '.join(known)}"
    if topic is None or wrong:
        raise problem_of_fields(wrong)
    return NewProcedure(
        name=body.name,
        official_name=body.official_name,
        topic=topic,
        service_type=body.service_type,
        category=body.category,
    )
