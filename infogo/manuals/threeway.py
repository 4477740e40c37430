"""Old standard, new standard, mine: what an adopting agency must decide, and deciding it.

An agency overrides whole sections. When the standard manual changes, only sections that the
agency wrote itself *and* whose standard text changed need a person; all others follow.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from infogo.manuals.content import (
    COMPARED,
    LocalOverrides,
    ManualContent,
    Section,
    merge,
    overridden_sections,
    section_of,
)
from infogo.manuals.diff import SectionDiff, diff_section


@dataclass(frozen=True)
class SectionChoice:
    """One section to decide: how the standard changed, and how far mine is from the new one."""

    section: Section
    standard_change: SectionDiff
    mine_against_new: SectionDiff

    @property
    def code(self) -> str:
        """Return the code of the section."""
        return self.section.code

    @property
    def is_settled(self) -> bool:
        """Whether my text says what the new standard says, so that nothing is left to decide."""
        return not self.mine_against_new.is_changed


def changed_sections(old: ManualContent, new: ManualContent) -> tuple[str, ...]:
    """Return the codes of the sections that say something else, in the order of the form."""
    return tuple(
        section.code for section in COMPARED if _values(old, section) != _values(new, section)
    )


def stale_sections(old: ManualContent, new: ManualContent, mine: BaseModel) -> tuple[str, ...]:
    """Return the sections that ``mine`` overrides and whose standard text changed."""
    changed = changed_sections(old, new)
    return tuple(code for code in overridden_sections_of(mine) if code in changed)


def three_way(old: ManualContent, new: ManualContent, mine: BaseModel) -> tuple[SectionChoice, ...]:
    """Return what there is to decide; empty when the agency can simply follow."""
    checked = LocalOverrides.model_validate(mine.model_dump())
    whole = merge(new, checked)
    return tuple(
        SectionChoice(
            section=section_of(code),
            standard_change=diff_section(section_of(code), old, new),
            mine_against_new=diff_section(section_of(code), whole, new),
        )
        for code in stale_sections(old, new, checked)
    )


def accept(mine: BaseModel, codes: Iterable[str]) -> Any:
    """Return ``mine`` without the sections ``codes``: there the agency follows the standard again.

    Codes that are not overridden change nothing; accepting all of them in bulk is one call.

    Raises:
        KeyError: there is no section with such a code.
    """
    fields = {name for code in codes for name in section_of(code).fields}
    kept = mine.model_dump(exclude_none=True, exclude=fields)
    local = LocalOverrides.model_validate(kept)
    if not overridden_sections(local):
        return LocalOverrides()  # whose facts its provenance vouched for is gone
    return local


def overridden_sections_of(mine: BaseModel) -> tuple[str, ...]:
    """Return the sections in which ``mine``, a ``LocalOverrides``, says something."""
    return overridden_sections(LocalOverrides.model_validate(mine.model_dump()))


def _values(content: ManualContent, section: Section) -> tuple[object, ...]:
    return tuple(getattr(content, name) for name in section.fields)
