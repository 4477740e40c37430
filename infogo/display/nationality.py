"""That a service may be for Thai nationals only, in the words of the page."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from infogo.manuals.content import ManualContent
from infogo.manuals.nationality import NATIONAL_CARD, thai_only


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
