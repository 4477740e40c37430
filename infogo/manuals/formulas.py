"""How a fee or a time is computed: what the reader is asked, the formula, and worked examples.

The examples are written by the officers who answer for the formula. They are computed at every
edit (``manuals/lint/formulas.py``); a formula that does not give their results is not published.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from infogo.manuals.part import Line, Part, Text

Number = Annotated[Decimal, Field(ge=0, max_digits=19, decimal_places=4)]
Code = Annotated[str, Field(max_length=40)]


class FormulaOption(Part):
    """One answer of a choice; ``value`` is the number that it stands for in the formula."""

    code: Code
    label: Line
    value: Number


class FormulaInput(Part):
    """What the reader is asked: a number of ``unit``, or one of ``options``."""

    code: Code
    label: Line
    unit: Line = ""
    lowest: Number | None = None
    highest: Number | None = None
    help: Line = ""
    options: tuple[FormulaOption, ...] = ()


class GivenValue(Part):
    """One input as an example gives it: a number as text, or the code of an option."""

    input: Code
    value: Line


class FormulaExample(Part):
    """A case with the result that is right: baht for a fee, the unit of the total for a time."""

    given: tuple[GivenValue, ...] = ()
    result: Number
    note: Line = ""

    @property
    def answers(self) -> dict[str, str]:
        """Return what is given, by the code of the input."""
        return {each.input: each.value for each in self.given}


class Formula(Part):
    """A computation; the language of ``expression`` is told in ``docs/formulas.md``.

    ``law`` names the law and the section by which it is computed.
    """

    inputs: tuple[FormulaInput, ...] = ()
    expression: Text
    law: Line = ""
    examples: tuple[FormulaExample, ...] = ()
