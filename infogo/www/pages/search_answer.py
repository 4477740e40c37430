"""What answers the question itself: the box above the results, or lines on the first cards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from infogo.points.opening import Clock
from infogo.search.answers.answering import Answer, answer_to, told_on_cards
from infogo.search.answers.facts import AnswerPart
from infogo.search.results import SearchPage
from infogo.www.pages.search_results import localised

MOST_LINES = 3
"""Documents or counters named on a card."""


def answer_box(found: SearchPage, clock: Clock) -> Answer | None:
    """Return the answer with addresses of the page's language, as ``answer_box`` reads it."""
    answer = answer_to(found, clock)
    if answer is None:
        return None
    parts = tuple(map(_localised, answer.parts))
    return replace(answer, path=localised(answer.path), parts=parts)


def lines_on_cards(found: SearchPage, clock: Clock) -> dict[int, Sequence[AnswerPart]]:
    """Return what the cards of the first services tell of what was asked, by id."""
    return {
        key: [_shortened(_localised(part)) for part in parts]
        for key, parts in told_on_cards(found, clock).items()
    }


def _shortened(part: AnswerPart) -> AnswerPart:
    """Return a part whose first lines fit on a card; its address leads to all of them."""
    return replace(part, lines=part.lines[:MOST_LINES])


def _localised(part: AnswerPart) -> AnswerPart:
    lines = tuple(
        replace(line, path=localised(line.path)) if line.path else line for line in part.lines
    )
    return replace(part, path=localised(part.path), lines=lines)
