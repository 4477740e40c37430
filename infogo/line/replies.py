"""Which messages answer an event."""

from __future__ import annotations

from infogo.line import words
from infogo.line.buttons import Wish, read_button
from infogo.line.events import Event, Said
from infogo.line.found import answer_words
from infogo.line.manual_parts import answer_part
from infogo.line.messages import Json, text_message
from infogo.line.near import answer_near, answer_place
from infogo.points.opening import Clock


def reply_to(event: Event, clock: Clock) -> list[Json]:
    """Return the messages that answer an event, at least one and at most five, in Thai."""
    match event.said:
        case Said.TEXT:
            return answer_words(event.text, clock)
        case Said.PLACE:
            return answer_place(event.lat, event.lng, clock)
        case Said.BUTTON:
            return _answer_button(event.data, clock)
        case Said.CAME:
            return words.plain(words.GREETING)
        case Said.INVITED:
            return [text_message(words.IN_GROUP)]
    return words.plain(words.ONLY_WORDS)


def _answer_button(data: str, clock: Clock) -> list[Json]:
    button = read_button(data)
    if button is None:
        return words.plain(words.OLD_BUTTON)
    return answer_near(button, clock) if button.wish is Wish.NEAR else answer_part(button)
