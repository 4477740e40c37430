"""Messages as LINE takes them, within its limits; lengths are in UTF-16 code units.

LINE counts some texts in letters and some in code units; never more than code units, so what
fits here fits however it counts.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.utils.encoding import iri_to_uri

from infogo.thai.graphemes import cut

Json = dict[str, Any]

MOST_MESSAGES = 5
MOST_BUBBLES = 12
MOST_QUICK = 13
LONGEST_TEXT = 5000
LONGEST_ALT = 400
LONGEST_LABEL = 20
LONGEST_DATA = 300
LONGEST_SHOWN = 300
LONGEST_ADDRESS = 1000
LONGEST_LINE = 200
LARGEST_CAROUSEL = 50_000
SOFT, WARNING, GOOD = "#4F586B", "#7A4B00", "#0B6B3A"


def text_message(words: str) -> Json:
    """Return a message of plain words, which must not be empty."""
    return {"type": "text", "text": cut(words, LONGEST_TEXT)}


def flex_message(alt: str, bubbles: Sequence[Json]) -> Json:
    """Return one bubble or a carousel of them; what does not fit any more is left out."""
    fitting: list[Json] = []
    size = 0
    for bubble in bubbles[:MOST_BUBBLES]:
        size += len(json.dumps(bubble).encode()) + 2
        if size > LARGEST_CAROUSEL - 1000:
            break
        fitting.append(bubble)
    contents = fitting[0] if len(fitting) == 1 else {"type": "carousel", "contents": fitting}
    return {"type": "flex", "altText": cut(alt, LONGEST_ALT), "contents": contents}


def bubble(title: str, lines: Sequence[Json], buttons: Sequence[Json | None]) -> Json:
    """Return a bubble: a title, lines, and below them the buttons that there are."""
    actions = [action for action in buttons if action is not None]
    made: Json = {
        "type": "bubble",
        "body": {
            "type": "box",
            "layout": "vertical",
            "spacing": "sm",
            "contents": [line(title, weight="bold", size="md"), *lines],
        },
    }
    if actions:
        made["footer"] = {
            "type": "box",
            "layout": "vertical",
            "spacing": "sm",
            "contents": [
                {"type": "button", "style": "link", "height": "sm", "action": action}
                for action in actions
            ],
        }
    return made


def line(words: str, **look: str) -> Json:
    """Return a line of a bubble that wraps; LINE refuses an empty one, so it says "-"."""
    said = cut(words.strip(), LONGEST_LINE) or "-"
    return {"type": "text", "text": said, "wrap": True, "size": "sm", **look}


def opens(label: str, address: str) -> Json | None:
    """Return an action that opens a page; ``None`` for an address that LINE cannot take.

    One wrong address would have LINE refuse the whole answer, and half of one opens nothing.
    """
    uri = _as_uri(address)
    if not uri or len(uri) > LONGEST_ADDRESS:
        return None
    return {"type": "uri", "label": cut(label, LONGEST_LABEL), "uri": uri}


def _as_uri(address: str) -> str:
    """Return an address as it travels, its host in Punycode; "" when it has no such form."""
    try:
        parts = urlsplit(address)
        if parts.netloc.isascii():
            return iri_to_uri(address)
        user, at, place = parts.netloc.rpartition("@")
        host, colon, port = place.partition(":")
        known = host.encode("idna").decode("ascii")
    except ValueError:
        return ""
    return iri_to_uri(parts._replace(netloc=f"{user}{at}{known}{colon}{port}").geturl())


def asks(label: str, data: str, shown: str) -> Json:
    """Return an action that asks us back; ``shown`` is what the chat then shows as said."""
    return {
        "type": "postback",
        "label": cut(label, LONGEST_LABEL),
        "data": data,
        "displayText": cut(shown, LONGEST_SHOWN),
    }


def says(label: str, words: str) -> Json:
    """Return an action that says words for the reader."""
    return {
        "type": "message",
        "label": cut(label, LONGEST_LABEL),
        "text": cut(words, LONGEST_SHOWN),
    }


def shares_place(label: str = "ส่งตำแหน่ง") -> Json:
    """Return an action that lets the reader share a position; LINE offers it below a chat only."""
    return {"type": "location", "label": cut(label, LONGEST_LABEL)}


def with_quick(messages: Sequence[Json], actions: Sequence[Json]) -> list[Json]:
    """Return messages with choices below the last one, which is where LINE shows them."""
    shown = list(messages[:MOST_MESSAGES])
    quick = [{"type": "action", "action": action} for action in actions[:MOST_QUICK]]
    return [*shown[:-1], {**shown[-1], "quickReply": {"items": quick}}] if quick else shown
