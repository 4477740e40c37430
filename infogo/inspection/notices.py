"""Who is told of a step of a case: the agency's officers by notice and letter, or the centre's."""

from __future__ import annotations

from django.conf import settings

from infogo.accounts.models import NoticeKind, Officer
from infogo.accounts.names import officer_ids
from infogo.accounts.notices import holders, notify, settle
from infogo.accounts.perms import grants_over, grants_over_agency
from infogo.accounts.roles import Act
from infogo.core.dates import long_date
from infogo.inspection.addresses import answer_page, case_page
from infogo.inspection.models import CaseStep, InspectionCase
from infogo.inspection.states import CaseState, Outcome, Verb


def agency_officers(case: InspectionCase) -> list[Officer]:
    """Return whom a request reaches: who approves for the manual's agency, then who writes it.

    Where another agency answers since a merger, its officers.
    """
    acts = (Act.APPROVE_MANUAL, Act.EDIT_MANUAL)
    grants = [grant for act in acts for grant in grants_over(case.manual, act)]
    if case.agency_id != case.manual.agency_id:
        grants += [grant for act in acts for grant in grants_over_agency(case.agency_id, act)]
    return holders(grant for grant in grants if grant.agency_id)


def tell(case: InspectionCase, step: CaseStep) -> None:
    """Tell of a step; what earlier steps asked for is settled."""
    settle([answer_page(case.pk), case_page(case.pk)])
    if step.verb == Verb.ASK:
        _tell_agency(case, _request_words(case), letter=_letter(case, step))
    elif step.verb == Verb.ANSWER:
        _tell_centre(case, f"{case.agency.name_th}ชี้แจงเรื่อง “{case.manual.procedure.name_th}” แล้ว")
    elif step.verb == Verb.CLOSE and case.steps.filter(verb=Verb.ASK).exists():
        outcome = Outcome(case.outcome).label
        title = case.manual.procedure.name_th
        _tell_agency(case, f"ส่วนกลางปิดเรื่อง “{title}”: {outcome}")


def tell_successor(case: InspectionCase) -> None:
    """Tell the officers of the agency that has to answer since a merger that a request waits."""
    if case.state == CaseState.ASKED:
        _tell_agency(case, f"{_request_words(case)} เรื่องนี้มากับหน่วยงานที่รวมเข้ามา")


def _request_words(case: InspectionCase) -> str:
    day = f" ภายใน {long_date(case.due_on)}" if case.due_on else ""
    return f"ส่วนกลางขอให้ชี้แจงเวลาของ “{case.manual.procedure.name_th}”{day}"


def _tell_agency(case: InspectionCase, text: str, *, letter: str = "") -> None:
    notify(
        officers=agency_officers(case),
        kind=NoticeKind.INSPECTION,
        text=text,
        path=answer_page(case.pk),
        letter=letter,
    )


def _tell_centre(case: InspectionCase, text: str) -> None:
    """Tell whoever opened the case and whoever asked, as far as they still review."""
    known = case.steps.exclude(verb=Verb.ANSWER).values_list("actor", flat=True)
    ids = officer_ids({case.opened_by, *known})
    grants = [grant for grant in grants_over(case.manual, Act.REVIEW) if not grant.agency_id]
    hers = [grant for grant in grants if grant.officer_id in ids]
    notify(
        officers=holders(hers or grants),
        kind=NoticeKind.INSPECTION,
        text=text,
        path=case_page(case.pk),
    )


def _letter(case: InspectionCase, step: CaseStep) -> str:
    """Return the request as it is sent to every officer, whatever letters she wants otherwise."""
    address = settings.INFOGO["PUBLIC_URL"]
    day = long_date(case.due_on) if case.due_on else ""
    return (
        f"เรื่อง ขอให้ชี้แจงขั้นตอนและระยะเวลาในคู่มือสำหรับประชาชน\n\n"
        f"คู่มือ: {case.manual.procedure.official_name_th}\n"
        f"หน่วยงาน: {case.agency.name_th}\n"
        f"ชี้แจงภายใน: {day}\n\n"
        f"{step.text}\n\n"
        f"ส่วนกลางตรวจขั้นตอนและระยะเวลาตามมาตรา 7 วรรคสาม "
        f"แห่ง พ.ร.บ.การอำนวยความสะดวกในการพิจารณาอนุญาตของทางราชการ พ.ศ. 2558\n"
        f"อ่านหลักฐานและชี้แจงที่ {address}{answer_page(case.pk)}\n"
    )
