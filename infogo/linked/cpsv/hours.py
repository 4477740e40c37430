"""Opening hours as temporal entities; what is not known or not confirmed is not here."""

from __future__ import annotations

from django.utils import translation

from infogo.core.hours import Hours, HoursException
from infogo.core.hours_text import Opening, openings
from infogo.linked.graph import Node, known, lit, node, th
from infogo.linked.schema_org import DAYS
from infogo.linked.words import Mentions
from infogo.manuals.lines import exception_text, text_of

LAST = "23:59:59"
"""The end of a day: few programs read the 24:00:00 that XML Schema allows."""
Links = list[dict[str, str]]


def hours_nodes(iri: str, hours: Hours | None, mentions: Mentions) -> tuple[Links, Links]:
    """Describe hours as parts of the thing ``iri``.

    Returns:
        Links to the times at which it is open, and to those that differ.
    """
    if hours is None or not hours.known:
        return [], []
    with translation.override("th"):
        words = text_of(hours)
    usual = [
        mentions.add(_opening(f"{iri}-hours-{number}", opening, words))
        for number, opening in enumerate(openings(hours), 1)
    ]
    special = [
        mentions.add(_exception(f"{iri}-special-{number}", exception))
        for number, exception in enumerate(hours.exceptions, 1)
    ]
    return usual, special


def _opening(iri: str, opening: Opening, words: str) -> Node:
    return node(
        iri,
        ["time:TemporalEntity"],
        dct_description=th(words),
        schema_dayOfWeek=[known(f"schema:{DAYS[day]}") for day in opening.days],
        schema_opens=lit(f"{opening.opens}:00", "time"),
        schema_closes=lit(LAST if opening.closes == "24:00" else f"{opening.closes}:00", "time"),
    )


def _exception(iri: str, exception: HoursException) -> Node:
    with translation.override("th"):
        words = exception_text(exception)
    return node(
        iri,
        ["time:TemporalEntity"],
        dct_description=th(words),
        schema_validFrom=lit(exception.first_on, "date"),
        schema_validThrough=lit(exception.last_on or exception.first_on, "date"),
    )
