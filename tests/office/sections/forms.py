"""Forms without a database, and what a browser would send."""

from __future__ import annotations

from typing import Any

from infogo.editing.parts import CONTENT_PARTS
from infogo.office.section_forms.build import SectionForm, Terms, form_of
from infogo.office.section_forms.control import Control, Option
from infogo.office.section_forms.posted import Posted

TERMS: Terms = {
    "provinces": lambda: [Option("10", "กรุงเทพมหานคร"), Option("50", "เชียงใหม่")],
    "service_area": lambda: [Option("central", "ส่วนกลาง"), Option("local", "ท้องถิ่น")],
    "cases": list,
}


def form(code: str) -> SectionForm:
    return form_of(CONTENT_PARTS[code], TERMS)


def controls(shown: tuple[Control, ...]) -> dict[str, Control]:
    return {each.name: each for control in shown for each in control.within()}


def sent(code: str, values: dict[str, Any], **typed: str | list[str] | None) -> dict[str, Any]:
    """Return what is read when somebody types into the form of stored values.

    Names stand with ``__`` for the dots; ``None`` takes a name out, as a box that is not ticked.
    """
    the_form = form(code)
    pairs = [pair for control in the_form.show(values) for pair in control.pairs()]
    for name, value in typed.items():
        name = name.replace("__", ".")
        pairs = [pair for pair in pairs if pair[0] != name]
        given = value if isinstance(value, list) else [] if value is None else [value]
        pairs += [(name, each) for each in given]
    return the_form.read(Posted.of_pairs(pairs))
