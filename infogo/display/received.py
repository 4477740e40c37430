"""What a citizen gets in the end, and how it reaches her, as pages and papers show it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from infogo.core.language import current_language
from infogo.display.manual_parts import ChannelRow, channel_rows, content_language, said
from infogo.manuals.content import ManualContent
from infogo.manuals.selectors import english_document_names


@dataclass(frozen=True)
class Output:
    """One thing that one gets. ``name_en`` is its English name on English pages, if it has one."""

    name: str
    name_en: str


@dataclass(frozen=True)
class Received:
    """All that one gets, and the ways in which it comes; nothing of either where nobody said.

    ``lang`` is the language of these words where it is not the page's.
    """

    lang: str | None
    outputs: Sequence[Output]
    ways: Sequence[ChannelRow]

    def __bool__(self) -> bool:
        """Whether the manual says anything of it."""
        return bool(self.outputs or self.ways)

    @property
    def names(self) -> Sequence[str]:
        """What one gets, each in one text, after its English name where it has one."""
        return [f"{one.name_en} ({one.name})" if one.name_en else one.name for one in self.outputs]

    @property
    def marked(self) -> Sequence[str]:
        """The same with its Thai marked as such on English pages."""
        return [
            Markup("{} ({})").format(one.name_en, said(one.name)) if one.name_en else said(one.name)
            for one in self.outputs
        ]


def received(content: ManualContent) -> Received:
    """Return what a content says of the result; one query on English pages."""
    is_english = current_language() == "en" and content.outputs
    english = english_document_names(content) if is_english else {}
    return Received(
        lang=content_language(),
        outputs=[Output(name, english.get(name, "")) for name in content.outputs],
        ways=channel_rows(content.receiving_channels),
    )
