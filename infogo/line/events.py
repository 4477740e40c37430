"""What LINE tells: events that can be answered, without who sent them.

Ids of users, groups and rooms are not read, so they can be neither kept nor logged.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

MOST_EVENTS = 100
LONGEST_TEXT = 1000
LONGEST_KEY = 100
LONGEST_DATA = 300


class Said(StrEnum):
    """What somebody did."""

    TEXT = "text"
    PLACE = "location"
    BUTTON = "postback"
    OTHER = "other"
    """A sticker, a picture, a sound or a file."""
    CAME = "follow"
    INVITED = "join"


@dataclass(frozen=True)
class Event:
    """One event to be answered. ``key`` is LINE's id of the event, the same when it is sent again.

    ``data`` is what a button of ours carried, ``lat`` and ``lng`` a shared position.
    """

    said: Said
    key: str
    reply_token: str
    text: str = ""
    data: str = ""
    lat: float = 0.0
    lng: float = 0.0


class UnreadableError(ValueError):
    """The body is not what LINE sends."""


def read_events(body: bytes) -> list[Event]:
    """Return the events that want an answer, in their order.

    Left out are those without a token to answer with (unsending, blocking, leaving), those that
    another program of the channel answers (standby), kinds that LINE may add, and what is said
    in a group without naming us.

    Raises:
        UnreadableError: the body is not JSON of the shape that LINE sends.
    """
    try:
        told = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise UnreadableError from error
    events = told.get("events") if isinstance(told, dict) else None
    if not isinstance(events, list) or len(events) > MOST_EVENTS:
        raise UnreadableError
    found = (_event(event) for event in events if isinstance(event, dict))
    return [event for event in found if event is not None]


def _event(told: Mapping[str, Any]) -> Event | None:
    key, token = _text(told, "webhookEventId", LONGEST_KEY), _text(told, "replyToken", LONGEST_KEY)
    if not key or not token or told.get("mode", "active") != "active":
        return None
    match told.get("type"):
        case "message":
            return _message(told, key, token)
        case "postback":
            data = _text(_part(told, "postback"), "data", LONGEST_DATA)
            return Event(Said.BUTTON, key, token, data=data)
        case "follow":
            return Event(Said.CAME, key, token)
        case "join":
            return Event(Said.INVITED, key, token)
    return None


def _message(told: Mapping[str, Any], key: str, token: str) -> Event | None:
    message = _part(told, "message")
    is_alone = _part(told, "source").get("type") == "user"
    kind = message.get("type")
    if kind == "text":
        text = _said_to_us(message, is_alone=is_alone)
        return Event(Said.TEXT, key, token, text=text) if text is not None else None
    if not is_alone:
        return None
    if kind == "location":
        lat, lng = message.get("latitude"), message.get("longitude")
        if isinstance(lat, int | float) and isinstance(lng, int | float):
            return Event(Said.PLACE, key, token, lat=float(lat), lng=float(lng))
    return Event(Said.OTHER, key, token)


def _said_to_us(message: Mapping[str, Any], *, is_alone: bool) -> str | None:
    """Return the words, without our own name; None for words in a group that are not for us."""
    text = message.get("text")
    if not isinstance(text, str):
        return None
    mentions = _part(message, "mention").get("mentionees")
    ours = [m for m in mentions if _is_us(m)] if isinstance(mentions, list) else []
    if not is_alone and not ours:
        return None
    # Places in a text are counted in UTF-16.
    units = text.encode("utf-16-le", "replace")
    for one in sorted(ours, key=lambda m: int(m["index"]), reverse=True):
        start, end = 2 * one["index"], 2 * (one["index"] + one["length"])
        units = units[:start] + units[end:]
    words = units.decode("utf-16-le", "replace").replace("\x00", " ")
    return " ".join(words.split())[:LONGEST_TEXT]


def _is_us(mention: object) -> bool:
    if not isinstance(mention, dict) or mention.get("isSelf") is not True:
        return False
    places = mention.get("index"), mention.get("length")
    return all(isinstance(place, int) and 0 <= place <= LONGEST_TEXT * 5 for place in places)


def _part(told: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = told.get(name)
    return part if isinstance(part, dict) else {}


def _text(told: Mapping[str, Any], name: str, most: int) -> str:
    text = told.get(name)
    return text if isinstance(text, str) and len(text) <= most and text.isprintable() else ""
