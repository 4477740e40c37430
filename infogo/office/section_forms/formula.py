"""The formula of a fee or of a time: what is asked, how it is computed, and worked examples.

Each example has one control for each thing that is asked, and says what the formula gives for it:
that is how an officer tries a formula out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from pydantic import ValidationError

from infogo.manuals.formula_check import BAHT, example_result
from infogo.manuals.formula_language.errors import FormulaError
from infogo.manuals.formulas import Formula, FormulaExample, GivenValue
from infogo.office.section_forms.control import CHOSEN, Control, Option
from infogo.office.section_forms.field import Field
from infogo.office.section_forms.groups import ListField, PartField, as_stored, inside
from infogo.office.section_forms.posted import Posted
from infogo.office.section_forms.typed import MISSING

Raw = Mapping[str, Any]


@dataclass(frozen=True)
class FormulaField(PartField):
    """A formula, or the offer to write one."""

    unit: str = BAHT

    def show(self, value: Any, name: str) -> Control:
        """Show the formula; without one, the button that begins it."""
        stored = self._stored(value)
        if not isinstance(stored, dict):
            return self._control("offer", name)
        on = Control("hidden", f"{name}.on", "", value=CHOSEN)
        parts = [
            self._with(stored)[key].show(stored.get(key, MISSING), f"{name}.{key}")
            for key in self.fields
        ]
        return self._control("formula", name, parts=(on, *parts))

    def read(self, posted: Posted, name: str) -> Any:
        """Read it; one that was begun stays although nothing is written yet."""
        if not posted.has(f"{name}.on"):
            return self.default
        raw: dict[str, Any] = {}
        for key in self.fields:
            found = self._with(raw)[key].read(posted, f"{name}.{key}")
            if found is not MISSING:
                raw[key] = found
        return as_stored(Formula, raw)

    def _with(self, raw: Raw) -> Mapping[str, Field]:
        """Return the fields, those of the examples with a control for each input of ``raw``."""
        examples = self.fields["examples"]
        if not isinstance(examples, ListField) or not isinstance(examples.item, PartField):
            return self.fields
        item = ExampleField(
            label=examples.item.label,
            model=FormulaExample,
            fields=examples.item.fields,
            formula=_without_examples(raw),
            asked=_asked(raw),
            unit=self.unit,
        )
        return {**self.fields, "examples": replace(examples, item=item)}


@dataclass(frozen=True)
class ExampleField(PartField):
    """One example of a formula that asks for ``asked``; ``formula`` is none while it is unfit."""

    formula: Formula | None = None
    asked: Sequence[Raw] = ()
    unit: str = BAHT

    def show(self, value: Any, name: str) -> Control:
        """Show what is given, what must come out, and what the formula gives."""
        held = inside(self._stored(value))
        said = {
            str(inside(each).get("input")): str(inside(each).get("value"))
            for each in held.get("given") or ()
        }
        given = [
            _answer(asked, said.get(str(asked.get("code")), ""), f"{name}.given.{place}")
            for place, asked in enumerate(self.asked)
        ]
        rest = [
            self.fields[key].show(held.get(key, MISSING), f"{name}.{key}")
            for key in ("result", "note")
        ]
        told = Control("told", f"{name}.told", "", value=self._told(said))
        return self._control("group", name, parts=(*given, told, *rest))

    def read(self, posted: Posted, name: str) -> Any:
        """Read it; what an example leaves open is not given."""
        given = [
            {"input": str(asked.get("code") or ""), "value": text}
            for place, asked in enumerate(self.asked)
            if (text := posted.text(f"{name}.given.{place}"))
        ]
        raw: dict[str, Any] = {"given": given}
        for key in ("result", "note"):
            found = self.fields[key].read(posted, f"{name}.{key}")
            if found is not MISSING:
                raw[key] = found
        return as_stored(FormulaExample, raw)

    def _told(self, said: Mapping[str, str]) -> str:
        """Say what the formula gives; nothing while it or the example is unfinished."""
        if self.formula is None or not any(said.values()):
            return ""
        given = tuple(
            GivenValue(input=code[:40], value=value[:400]) for code, value in said.items() if value
        )
        example = FormulaExample(given=given, result=Decimal(0))
        try:
            found = example_result(self.formula, example, self.unit)
        except FormulaError as error:
            return f"สูตรยังคิดไม่ได้: {error}"
        amount = f"{found.amount:,.2f}".removesuffix(".00")
        steps = f" ({' → '.join(found.lines)})" if found.lines else ""
        return f"สูตรคิดได้ {amount} {self.unit}".rstrip() + steps


def _answer(asked: Raw, value: str, name: str) -> Control:
    """Return the control of one input of an example."""
    label = str(asked.get("label") or asked.get("code") or "ข้อมูลที่ยังไม่มีชื่อ")
    unit = str(asked.get("unit") or "")
    options = [inside(each) for each in asked.get("options") or ()]
    if not options:
        shown = f"{label} ({unit})" if unit else label
        return Control("line", name, shown, value=value, most=400)
    listed = [
        Option(code, str(each.get("label") or code), code == value)
        for each in options
        if (code := str(each.get("code") or ""))
    ]
    if value and not any(each.checked for each in listed):
        listed.append(Option(value, f"ค่าเดิม: {value}", checked=True))
    listed.insert(0, Option("", "ไม่ใส่", not value))
    return Control("select", name, label, options=tuple(listed))


def _asked(raw: Raw) -> list[Raw]:
    found = raw.get("inputs")
    return [inside(each) for each in found] if isinstance(found, list | tuple) else []


def _without_examples(raw: Raw) -> Formula | None:
    try:
        return Formula.model_validate(
            {"inputs": _asked(raw), "expression": raw.get("expression", "")}
        )
    except ValidationError:
        return None
