"""Renewing by paying the fee, in words: that nobody has to apply, and what to do instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from markupsafe import escape

from infogo.display.filters import DOT
from infogo.display.manual_parts import said
from infogo.manuals.content import ChannelPurpose, ManualContent


@dataclass(frozen=True)
class RenewalWords:
    """What a holder of the licence does; ``has_ways`` when the manual has channels to pay by."""

    title: str
    lines: Sequence[str]
    has_ways: bool

    @property
    def text(self) -> str:
        """Return all of it in one line."""
        return escape(DOT).join([self.title, *self.lines])


def renewal_words(content: ManualContent) -> RenewalWords | None:
    """Say how a licence is renewed by its fee alone, ``None`` where the manual does not say so."""
    told = content.renewal_by_fee
    if told is None:
        return None
    lines = [
        _("จ่ายค่าธรรมเนียมต่ออายุก่อนใบอนุญาตหมดอายุ ถือว่าต่ออายุแล้ว"),
        said(told.how),
        _("หลังจากนั้นหน่วยงานต้องออกใบอนุญาตที่ต่ออายุให้โดยเร็ว"),
        escape(_("ตาม%(law)s")) % {"law": said(told.ground)},
    ]
    return RenewalWords(
        title=_("ต่ออายุได้ด้วยการชำระค่าธรรมเนียม ไม่ต้องยื่นคำขอ"),
        lines=[line for line in lines if line],
        has_ways=any(c.purpose is ChannelPurpose.PAY for c in content.channels.items),
    )
