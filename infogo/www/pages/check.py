"""Whether a printed manual is still true, and what became of it since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils.translation import gettext as _

from infogo.agencies.models import Agency, AgencyStatus
from infogo.core.language import in_language
from infogo.display.edition_diff import SectionRow, section_rows
from infogo.display.manual_head import find_manual, manual_address
from infogo.display.told_changes import ToldGroup, in_groups, told
from infogo.manuals.diff import diff_contents
from infogo.manuals.marks import EditionMark, as_printed, mark_of, read_mark
from infogo.manuals.models import Manual, ManualStatus, Procedure, ProcedureStatus
from infogo.manuals.selectors import MergedManual, NotPublishedError, content_here, merged_manual
from infogo.www.pages.paper_marks import edition_words
from infogo.www.pages.records import gone_local_manual, gone_procedure

PAPERS = frozenset({"documents", "forms"})


class Verdict(StrEnum):
    """What the page says first."""

    VALID = "valid"
    CHANGED = "changed"
    ENDED = "ended"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class CheckPage:
    """What became of a printed edition.

    ``successors`` are (title, path) of what to use instead of a manual that ended.
    ``has_new_papers`` when today's manual says something else of papers than the printed one.
    ``is_newer`` when a later edition says the same. ``groups`` tell in words what ``sections``
    show word by word.
    """

    verdict: Verdict
    title: str
    lang: str | None
    agency: str
    agency_lang: str | None
    printed: str
    printed_at: datetime | None
    today: str
    today_at: datetime | None
    is_newer: bool
    groups: Sequence[ToldGroup]
    sections: Sequence[SectionRow]
    has_new_papers: bool
    reason: str
    successors: Sequence[tuple[str, str]]
    manual_href: str
    pdf_href: str
    checklist_href: str


def check_page(procedure_id: int, agency_id: int | None, text: str) -> CheckPage | None:
    """Return what to say of a paper with the mark ``text``; ``None`` where no paper can have it.

    Three queries more than finding the manual.
    """
    mark = read_mark(text)
    if mark is None or (mark.own is None) != (agency_id is None):
        return None
    manual = find_manual(procedure_id, agency_id)
    if manual is None:
        return _moved_along(procedure_id, agency_id, mark) if agency_id else None
    if ended := _ended(manual, mark):
        return ended
    if manual.status == ManualStatus.DRAFT:
        return None
    try:
        today = merged_manual(manual)
        printed = as_printed(manual, mark)
    except NotPublishedError:
        return _page(manual, mark, Verdict.UNKNOWN)
    return _compared(printed, today, mark)


def _compared(printed: MergedManual, today: MergedManual, mark: EditionMark) -> CheckPage:
    old, new = content_here(printed), content_here(today)
    sections = section_rows(diff_contents(old, new))
    manual = today.manual
    return _page(
        manual,
        mark,
        Verdict.CHANGED if sections else Verdict.VALID,
        printed_at=printed.edition.published_at,
        today=edition_words(mark_of(manual)),
        today_at=today.edition.published_at,
        is_newer=mark != mark_of(manual),
        groups=in_groups(told(old, new)) if sections else (),
        sections=sections,
        has_new_papers=any(section.code in PAPERS for section in sections),
    )


def _ended(manual: Manual, mark: EditionMark) -> CheckPage | None:
    """Return what to say of a manual that is merged into another or withdrawn."""
    procedure, agency = manual.procedure, manual.agency
    if procedure.status == ProcedureStatus.MERGED and procedure.merged_into_id:
        successor = Procedure.objects.get(pk=procedure.merged_into_id)
        return _page(
            manual,
            mark,
            Verdict.ENDED,
            reason=_("เรื่องนี้รวมกับเรื่องอื่นแล้ว"),
            successors=[(_named(successor), manual_address(successor.pk))],
        )
    if procedure.status == ProcedureStatus.WITHDRAWN:
        gone = gone_procedure(procedure)
    elif manual.is_standard:
        return None
    elif agency.status == AgencyStatus.MERGED and agency.merged_into is not None:
        return _in_merged_agency(manual, mark, agency.merged_into)
    elif manual.status == ManualStatus.WITHDRAWN or agency.status == AgencyStatus.CLOSED:
        gone = gone_local_manual(manual)
    else:
        return None
    successors = [(card.title, card.href) for card in gone.services] or gone.links[:1]
    return _page(manual, mark, Verdict.ENDED, reason=gone.reason, successors=successors)


def _moved_along(procedure_id: int, agency_id: int, mark: EditionMark) -> CheckPage | None:
    """Return what to say of the manual of an agency that took it along into another one."""
    agency = Agency.objects.filter(pk=agency_id, status=AgencyStatus.MERGED).first()
    standard = find_manual(procedure_id, None)
    if agency is None or agency.merged_into is None or standard is None:
        return None
    return _in_merged_agency(standard, mark, agency.merged_into)


def _in_merged_agency(manual: Manual, mark: EditionMark, successor: Agency) -> CheckPage:
    name = in_language(successor.name_th, successor.name_en)[0]
    return _page(
        manual,
        mark,
        Verdict.ENDED,
        reason=_("หน่วยงานนี้รวมกับหน่วยงานอื่นแล้ว"),
        successors=[
            (
                f"{_named(manual.procedure)} ({name})",
                manual_address(manual.procedure_id, successor.pk),
            )
        ],
    )


def _page(
    manual: Manual,
    mark: EditionMark,
    verdict: Verdict,
    *,
    printed_at: datetime | None = None,
    today: str = "",
    today_at: datetime | None = None,
    is_newer: bool = False,
    groups: Sequence[ToldGroup] = (),
    sections: Sequence[SectionRow] = (),
    has_new_papers: bool = False,
    reason: str = "",
    successors: Sequence[tuple[str, str]] = (),
) -> CheckPage:
    title, lang = in_language(manual.procedure.name_th, manual.procedure.name_en)
    agency, agency_lang = in_language(manual.agency.name_th, manual.agency.name_en)
    local = None if manual.is_standard else manual.agency_id
    return CheckPage(
        verdict=verdict,
        title=title,
        lang=lang,
        agency=agency,
        agency_lang=agency_lang,
        printed=edition_words(mark),
        printed_at=printed_at,
        today=today,
        today_at=today_at,
        is_newer=is_newer,
        groups=groups,
        sections=sections,
        has_new_papers=has_new_papers,
        reason=reason,
        successors=successors,
        manual_href=manual_address(manual.procedure_id, local),
        pdf_href=manual_address(manual.procedure_id, local, "pdf"),
        checklist_href=manual_address(manual.procedure_id, local, "checklist"),
    )


def _named(procedure: Procedure) -> str:
    return in_language(procedure.name_th, procedure.name_en)[0]
