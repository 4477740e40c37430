"""Refusals: every message is Thai at its source, says what is wrong and what to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from infogo.core.dates import long_moment
from infogo.manuals.lint.findings import Finding


class EditingError(ValueError):
    """A step that is refused; nothing was changed and the message is fit for officers."""


class NotAllowedError(EditingError):
    """She lacks the right."""


class OwnDraftError(NotAllowedError):
    """She wrote part of it herself."""

    def __init__(self) -> None:
        super().__init__(_("ผู้ที่เขียนร่างนี้อนุมัติเองไม่ได้ ให้ผู้อนุมัติคนอื่นตรวจ"))


class WrongStateError(EditingError):
    """The draft is no longer where she saw it: somebody was faster, or it never was there."""


class LockedError(EditingError):
    """Somebody else is editing the draft."""

    def __init__(self, holder_name: str, expires_at: datetime) -> None:
        super().__init__(
            _("%(name)s กำลังแก้ร่างนี้อยู่ ลองใหม่หลัง %(time)s หรือแจ้งให้เลิกแก้ก่อน")
            % {"name": holder_name, "time": long_moment(expires_at)}
        )
        self.holder_name, self.expires_at = holder_name, expires_at


@dataclass(frozen=True)
class SavedVersion:
    """What a section says, and who saved it as which version."""

    values: Mapping[str, Any] | None
    version: int
    saved_by_name: str = ""
    saved_at: datetime | None = None


class ConflictError(EditingError):
    """A section was saved by somebody else meanwhile; both texts are here, none is lost."""

    def __init__(self, section: str, mine: Mapping[str, Any] | None, theirs: SavedVersion) -> None:
        super().__init__(
            _("%(name)s บันทึกข้อนี้หลังจากที่คุณเปิด เทียบสองฉบับแล้วเลือกข้อความที่จะใช้")
            % {"name": theirs.saved_by_name}
        )
        self.section, self.mine, self.theirs = section, mine, theirs


class MovedError(EditingError):
    """What the draft rests on was published anew meanwhile; ``sections`` say something else."""

    def __init__(self, message: str, sections: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.sections = tuple(sections)


class SubmissionRefusedError(EditingError):
    """Rules bite: the findings say where and what to do."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(_("ยังส่งไม่ได้ แก้ %(count)s จุดตามที่กฎหมายกำหนดก่อน") % {"count": len(findings)})
        self.findings = tuple(findings)
