"""The words by which citizens find one manual: present, missing, and what they would change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from infogo.accounts.perms import Rights
from infogo.editing.models import WordProposal
from infogo.editing.proposals import waiting_for
from infogo.editing.words import WordsOf, judge_tags, words_of
from infogo.manuals.models import Manual
from infogo.office.words_forms import TypedWords
from infogo.search.curation.unfound import Unfound, unfound_since
from infogo.search.curation.word_preview import effects_of_words
from infogo.workspace.effects import EffectLine, effect_line

MOST_EFFECTS = 6
MOST_NEAR = 12
MOST_OTHER = 20


@dataclass(frozen=True)
class TagChip:
    """A tag that is there; ``is_going`` when she ticked to take it away."""

    text: str
    is_going: bool


@dataclass(frozen=True)
class WordsPage:
    """The page's content. ``effects`` is None when nobody asked for them."""

    manual: Manual
    title: str
    owner: str
    is_hers: bool
    tags: Sequence[TagChip]
    sayings: Sequence[str]
    remarks: Sequence[str]
    near: Sequence[Unfound]
    other: Sequence[Unfound]
    proposals: Sequence[WordProposal] = ()
    effects: Sequence[EffectLine] | None = None
    effects_left_out: int = 0
    cannot_tell: bool = False


def words_page(
    rights: Rights, manual: Manual, present: WordsOf, typed: TypedWords, *, is_looking: bool
) -> WordsPage:
    """Show the words of a manual's procedure; ``is_looking`` tells what the typed ones change."""
    procedure = manual.procedure
    near, other = _unfound(rights, manual, present) if manual.is_standard else ([], [])
    asked = asked_words(present, typed) if is_looking else []
    effects = _effects(procedure.pk, present, typed, asked[:MOST_EFFECTS]) if asked else []
    return WordsPage(
        manual=manual,
        title=procedure.name_th,
        owner=procedure.owner.name_th,
        is_hers=manual.is_standard,
        tags=[TagChip(tag, tag in typed.removed) for tag in present.tags],
        sayings=present.sayings,
        remarks=_remarks(manual, present, typed),
        near=near[:MOST_NEAR],
        other=other[:MOST_OTHER],
        proposals=_proposals(manual) if manual.is_standard else (),
        effects=effects if is_looking else None,
        effects_left_out=max(0, len(asked) - MOST_EFFECTS),
        cannot_tell=effects is None,
    )


def asked_words(present: WordsOf, typed: TypedWords) -> list[str]:
    """Return the searches whose outcome a save would change: words and sentences new or gone."""
    new = [word for word in typed.new if word not in present.tags]
    said = set(present.sayings) ^ set(typed.sayings)
    return [*new, *sorted(typed.removed), *sorted(said)]


def _unfound(
    rights: Rights, manual: Manual, present: WordsOf
) -> tuple[list[Unfound], list[Unfound]]:
    """Return failed searches that are like this manual, likest first, and the others."""
    found = [row for row in unfound_since(rights.on) if row.text not in present.tags]
    near = [row for row in found if row.share_of(manual.procedure_id)]
    near.sort(key=lambda row: (-row.share_of(manual.procedure_id), -row.hours))
    return near, [row for row in found if not row.share_of(manual.procedure_id)]


def _proposals(manual: Manual) -> list[WordProposal]:
    """Return what the centre proposes and nobody has decided."""
    return list(waiting_for(Manual.objects.filter(pk=manual.pk)))


def _effects(
    procedure_id: int, present: WordsOf, typed: TypedWords, asked: Sequence[str]
) -> list[EffectLine] | None:
    effects = effects_of_words(
        procedure_id, tags=typed.tags_after(present), sayings=typed.sayings, asked=asked
    )
    return None if effects is None else [effect_line(effect) for effect in effects]


def _remarks(manual: Manual, present: WordsOf, typed: TypedWords) -> list[str]:
    """Say kindly what is superfluous among the typed words."""
    judged = judge_tags(typed.new, present.tags, manual.procedure)
    said = [f"มีป้ายคำ “{word}” อยู่แล้ว ไม่ต้องเพิ่มอีก" for word in judged.known]
    said += [f"“{word}” อยู่ในชื่อคู่มือแล้ว ดูผลข้างล่างว่าการเพิ่มช่วยให้พบเร็วขึ้นหรือไม่" for word in judged.in_name]
    return said


def present_words(manual: Manual) -> WordsOf:
    """Return the words of a manual's procedure as they stand."""
    return words_of(manual.procedure)
