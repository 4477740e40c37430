"""The box above the results that answers the question itself."""

from __future__ import annotations

from dataclasses import replace

from infogo.points.opening import Clock
from infogo.search.answering import Answer, answer_to
from infogo.search.results import SearchPage
from infogo.www.pages.search_results import localised


def answer_box(found: SearchPage, clock: Clock) -> Answer | None:
    """Return the answer with addresses of the page's language, as ``answer_box`` reads it."""
    answer = answer_to(found, clock)
    if answer is None:
        return None
    parts = tuple(
        replace(
            part,
            path=localised(part.path),
            lines=tuple(
                replace(line, path=localised(line.path)) if line.path else line
                for line in part.lines
            ),
        )
        for part in answer.parts
    )
    return replace(answer, path=localised(answer.path), parts=parts)
