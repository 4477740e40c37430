"""Doing it for somebody else: whether that is allowed, with which papers, and who must come."""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext_lazy as _
from pydantic import model_validator

from infogo.manuals.part import Copies, Line, Part, Satang, Text


class Proxy(StrEnum):
    """Whether somebody else may do it; nobody having said so is an answer of its own."""

    UNKNOWN = "unknown"
    YES = "yes"
    SOME = "some"
    NO = "no"


class AuthorityDocument(Part):
    """One paper that shows that somebody may act for another.

    ``stamp_duty_satang`` is the duty on it (อากรแสตมป์); ``None`` when the manual does not say.
    """

    name: Line
    issuer: Line = ""
    originals: Copies = 1
    copies: Copies = 0
    stamp_duty_satang: Satang | None = None
    condition: Line = ""
    note: Line = ""


class Representation(Part):
    """Who may act for the person concerned, and how.

    ``who`` are the only persons that may, where not everybody may. ``must_come`` is who has to be
    there in person all the same, and ``reason`` why, in words that follow "เพราะ".
    """

    answer: Proxy = Proxy.UNKNOWN
    who: Line = ""
    must_come: Line = ""
    reason: Line = ""
    documents: tuple[AuthorityDocument, ...] = ()
    note: Text = ""
    law: Line = ""

    @model_validator(mode="after")
    def _some_are_named(self) -> Representation:
        if self.answer is Proxy.SOME and not self.who:
            raise ValueError(str(_("ทำแทนได้เฉพาะบางคน ต้องบอกว่าใคร เช่น บิดา มารดา หรือเจ้าบ้าน")))
        return self

    @property
    def is_possible(self) -> bool:
        """Whether somebody else may do it, everybody or some."""
        return self.answer in {Proxy.YES, Proxy.SOME}
