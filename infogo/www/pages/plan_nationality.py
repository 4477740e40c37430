"""Services that may be for Thai nationals only, told to who is none and to who reads English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from infogo.display.manual_parts import content_language
from infogo.errands.working import Worked
from infogo.manuals.content import ManualContent
from infogo.manuals.nationality import NATIONAL_CARD, thai_only
from infogo.manuals.selectors import content_here, merged_manual
from infogo.planning.wanted import wanted_services


@dataclass(frozen=True)
class ForThais:
    """Why a service may be for Thai nationals only; ``criterion`` is quoted from its manual."""

    text: str
    criterion: str = ""


def for_thais(content: ManualContent) -> ForThais | None:
    """Return why a service may be for Thai nationals only, in the page's language."""
    why = thai_only(content)
    if why is None:
        return None
    if why.criterion:
        return ForThais(_("คู่มือบอกเงื่อนไขเรื่องสัญชาติไทยไว้ว่า"), why.criterion)
    if why.paper == NATIONAL_CARD:
        return ForThais(_("เรื่องนี้ออกบัตรประชาชน ซึ่งออกให้เฉพาะผู้มีสัญชาติไทย"))
    return ForThais(_("เรื่องนี้ออกหนังสือเดินทางไทย ซึ่งออกให้เฉพาะผู้มีสัญชาติไทย"))


def is_told(*, is_foreigner: bool) -> bool:
    """Whether the reader is told: who said that she is a foreigner, and all who read English."""
    return is_foreigner or bool(content_language())


def errands_for_thais(worked: Worked) -> Mapping[int, ForThais]:
    """Return the services of a plan that may not be for its reader, and why."""
    if not is_told(is_foreigner=worked.is_foreigner):
        return {}
    found = {errand: for_thais(content) for errand, content in worked.contents.items()}
    return {errand: why for errand, why in found.items() if why}


def found_for_thais(procedure_ids: Sequence[int], *, is_foreigner: bool) -> Mapping[int, ForThais]:
    """Return the same of services that were found and can be added."""
    if not is_told(is_foreigner=is_foreigner):
        return {}
    manuals = wanted_services(procedure_ids).manuals
    found = {
        manual.procedure_id: for_thais(content_here(merged_manual(manual))) for manual in manuals
    }
    return {procedure_id: why for procedure_id, why in found.items() if why}
