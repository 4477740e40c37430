"""What a copy of the manual itself costs (section 7, second paragraph, of the 2558 Act)."""

from __future__ import annotations

from infogo.manuals.part import Line, Part, Satang


class CopyFee(Part):
    """The charge for a copy that somebody asks for; it can be taken only where a manual names it.

    ``amount_satang`` is 0 where a copy is free; ``per`` is for what, such as a page or the whole.
    """

    amount_satang: Satang
    per: Line = ""
