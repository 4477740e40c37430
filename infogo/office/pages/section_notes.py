"""What the rules and the form say about a section, placed at its controls."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from infogo.display.filters import DOT
from infogo.manuals.lint.findings import Finding
from infogo.manuals.rule_sets import Severity
from infogo.office.section_forms.control import Control

INVALID = "invalid"
WORDS: Mapping[Severity, str] = {
    Severity.BLOCKING: "ต้องแก้ก่อนส่งอนุมัติ",
    Severity.WARNING: "ควรแก้",
    Severity.ADVICE: "คำแนะนำ",
}


@dataclass(frozen=True)
class Note:
    """One thing to look at. ``where`` names the place in words, ``target`` is its element."""

    severity: Severity
    text: str
    todo: str = ""
    law: str = ""
    where: str = ""
    target: str = ""

    @property
    def words(self) -> str:
        """Return how grave it is."""
        return WORDS[self.severity]


@dataclass(frozen=True)
class Notes:
    """All notes of a section, gravest first, and those of each control by its name."""

    all: tuple[Note, ...]
    at: Mapping[str, tuple[Note, ...]]

    @property
    def blocking(self) -> int:
        """Return how many stop a submission."""
        return sum(note.severity is Severity.BLOCKING for note in self.all)


def notes_of(controls: Sequence[Control], findings: Iterable[Finding]) -> Notes:
    """Place what was found at the controls, each complaint once.

    The form's own words about a value that it could not read are better than those of the reading.
    """
    places = _places(controls)
    found: dict[tuple[str, str], Note] = {}
    for finding in findings:
        name = _nearest(finding.path, places)
        note = _note(finding, name, places)
        found.setdefault((name, note.text), note)
    at: dict[str, list[Note]] = {}
    for (name, _text), note in found.items():
        at.setdefault(name, []).append(note)
    ordered = sorted(found.values(), key=lambda note: -note.severity.rank)
    return Notes(tuple(ordered), {name: tuple(notes) for name, notes in at.items()})


def _note(finding: Finding, name: str, places: Mapping[str, tuple[str, Control]]) -> Note:
    where, control = places.get(name, ("", None))
    target = control.id if control else ""
    text, todo = finding.reason, finding.todo
    if finding.rule == INVALID and control:
        wrong = next((each.wrong for each in control.within() if each.wrong), "")
        # The reading begins with the name of the whole field; ``where`` says it better.
        text, todo = wrong or finding.reason.partition(": ")[2] or finding.reason, ""
    return Note(finding.severity, text, todo, finding.law, where, target)


def _places(controls: Sequence[Control]) -> dict[str, tuple[str, Control]]:
    """Return every control by its name, with where it stands in words."""
    found: dict[str, tuple[str, Control]] = {}
    for control in controls:
        _place(control, "", found)
    return found


def _place(control: Control, above: str, found: dict[str, tuple[str, Control]]) -> None:
    label = "" if control.kind == "group" and above else control.label
    where = DOT.join(part for part in (above, label) if part)
    found[control.name] = (where, control)
    for part in (*control.parts, *control.rest):
        _place(part, where if control.kind != "list" else "", found)
    for item in control.items:
        if control.kind == "list":
            _place_item(item.control, f"{control.item_word}ที่ {item.number}", found)


def _place_item(control: Control, where: str, found: dict[str, tuple[str, Control]]) -> None:
    found[control.name] = (where, control)
    for part in (*control.parts, *control.rest):
        _place(part, where, found)


def _nearest(path: str, places: Mapping[str, object]) -> str:
    """Return the name of the control at a path, or of the nearest one around it."""
    while path and path not in places:
        path = path.rpartition(".")[0]
    return path
