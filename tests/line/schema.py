"""What LINE takes, as its public reference of the Messaging API describes it; for our own use.

Only kinds of messages, components and actions that we send; anything else is wrong.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from jsonschema import Draft202012Validator

STRING = {"type": "string", "minLength": 1}


def _closed(properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


ACTION = {
    "oneOf": [
        _closed(
            {
                "type": {"const": "uri"},
                "label": STRING,
                "uri": {"type": "string", "maxLength": 1000, "pattern": r"^(https?://|tel:|line:)"},
            },
            ["type", "label", "uri"],
        ),
        _closed(
            {
                "type": {"const": "postback"},
                "label": STRING,
                "data": {**STRING, "maxLength": 300},
                "displayText": {**STRING, "maxLength": 300},
            },
            ["type", "label", "data"],
        ),
        _closed(
            {"type": {"const": "message"}, "label": STRING, "text": {**STRING, "maxLength": 300}},
            ["type", "label", "text"],
        ),
    ]
}
PLACE_ACTION = _closed({"type": {"const": "location"}, "label": STRING}, ["type", "label"])
LINE = _closed(
    {
        "type": {"const": "text"},
        "text": {**STRING, "maxLength": 2000},
        "wrap": {"type": "boolean"},
        "size": {"enum": ["xxs", "xs", "sm", "md", "lg", "xl", "xxl"]},
        "weight": {"enum": ["regular", "bold"]},
        "color": {"type": "string", "pattern": "^#[0-9A-F]{6}$"},
    },
    ["type", "text"],
)
BUTTON = _closed(
    {
        "type": {"const": "button"},
        "style": {"enum": ["primary", "secondary", "link"]},
        "height": {"enum": ["sm", "md"]},
        "action": ACTION,
    },
    ["type", "action"],
)
BOX = _closed(
    {
        "type": {"const": "box"},
        "layout": {"enum": ["vertical", "horizontal", "baseline"]},
        "spacing": {"enum": ["none", "xs", "sm", "md", "lg"]},
        "contents": {"type": "array", "minItems": 1, "items": {"oneOf": [LINE, BUTTON]}},
    },
    ["type", "layout", "contents"],
)
BUBBLE = _closed({"type": {"const": "bubble"}, "body": BOX, "footer": BOX}, ["type", "body"])
CAROUSEL = _closed(
    {
        "type": {"const": "carousel"},
        "contents": {"type": "array", "minItems": 1, "maxItems": 12, "items": BUBBLE},
    },
    ["type", "contents"],
)
QUICK = _closed(
    {
        "items": {
            "type": "array",
            "minItems": 1,
            "maxItems": 13,
            "items": _closed(
                {
                    "type": {"const": "action"},
                    "action": {"oneOf": [*ACTION["oneOf"], PLACE_ACTION]},
                },
                ["type", "action"],
            ),
        }
    },
    ["items"],
)
MESSAGES = {
    "type": "array",
    "minItems": 1,
    "maxItems": 5,
    "items": {
        "oneOf": [
            _closed(
                {
                    "type": {"const": "text"},
                    "text": {**STRING, "maxLength": 5000},
                    "quickReply": QUICK,
                },
                ["type", "text"],
            ),
            _closed(
                {
                    "type": {"const": "flex"},
                    "altText": {**STRING, "maxLength": 400},
                    "contents": {"oneOf": [BUBBLE, CAROUSEL]},
                    "quickReply": QUICK,
                },
                ["type", "altText", "contents"],
            ),
        ]
    },
}
VALIDATOR = Draft202012Validator(MESSAGES)
LIMITS = {"label": 20, "altText": 400, "data": 300, "displayText": 300, "text": 5000}


def check(messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return messages that LINE takes; everything it counts is counted in UTF-16 code units."""
    VALIDATOR.validate(messages)
    for name, text in _texts(messages):
        length = len(text.encode("utf-16-le")) // 2
        assert length <= LIMITS.get(name, 5000), (name, text)
        assert text.strip(), name
    for message in messages:
        contents = message.get("contents", {})
        most = 50_000 if contents.get("type") == "carousel" else 30_000
        assert len(json.dumps(contents).encode()) <= most
    return messages


def _texts(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner, name)
