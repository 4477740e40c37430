"""Texts in one piece are the texts that were given, and are found by how they begin."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from infogo.search.suggestions.packed import BETWEEN_MARKS, SortedTexts

FEW_LETTERS = st.text(alphabet="กขa๑😀", max_size=4)


@given(st.lists(FEW_LETTERS, max_size=4 * BETWEEN_MARKS), FEW_LETTERS)
def test_texts_are_found_by_how_they_begin(texts: list[str], beginning: str) -> None:
    in_order = sorted(texts)
    packed = SortedTexts(in_order)
    first, last = packed.span(beginning)
    assert [packed[at] for at in range(len(packed))] == in_order
    assert in_order[first:last] == [text for text in in_order if text.startswith(beginning)]
