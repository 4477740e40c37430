"""Refusals of work on articles: Thai, with what to do. Nothing was changed."""

from __future__ import annotations

from collections.abc import Sequence

from infogo.articles.checking import Finding
from infogo.articles.texts import ArticleText


class ArticleError(ValueError):
    """A step that is refused; the message is fit for officers."""


class NotAllowedError(ArticleError):
    """She lacks the right."""


class OwnDraftError(NotAllowedError):
    """She wrote part of it herself."""

    def __init__(self) -> None:
        super().__init__("ผู้ที่เขียนร่างนี้อนุมัติเองไม่ได้ ให้ผู้อนุมัติคนอื่นตรวจ")


class WrongStateError(ArticleError):
    """The draft is no longer where she saw it, or never was there."""


class ConflictError(ArticleError):
    """Somebody saved the draft meanwhile; both texts are here, none is lost."""

    def __init__(self, mine: ArticleText, theirs: ArticleText, version: int, name: str) -> None:
        super().__init__(f"{name} บันทึกร่างนี้หลังจากที่คุณเปิด เทียบสองฉบับแล้วเลือกข้อความที่จะใช้")
        self.mine, self.theirs, self.version, self.saved_by_name = mine, theirs, version, name


class RefusedTextError(ArticleError):
    """What the text still needs; holds the findings."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(f"ยังส่งไม่ได้ แก้ {len(findings)} จุดก่อน")
        self.findings = tuple(findings)
