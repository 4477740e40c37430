"""Lines for the log: one event, one line, with the request's number and without personal data.

Whatever a reader sends, a line cannot be made to look like two, nor move the cursor of whoever
reads it on a terminal.
"""

from __future__ import annotations

import logging
import os
import re
from datetime import UTC, datetime
from typing import Any

import orjson

from infogo.core.request_facts import request_id

MASK = "•••"
LONGEST = 20_000
"""Characters of one field; a longer one ends with an ellipsis."""

_MASKED = (
    # What PostgreSQL says of the values in a row that it refused.
    (re.compile(r"(DETAIL:\s+)[^\n]*"), r"\1" + MASK),
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), MASK),
    # Numbers of citizens and telephones, with or without dashes.
    (re.compile(r"(?<![\w.:-])\d(?:[ -]?\d){12}(?![\w:-])"), MASK),
    (re.compile(r"(?<![\w.:/-])(?:\+66|0)[ -]?\d(?:[ -]?\d){7,8}(?![\w:-])"), MASK),
    # What was typed: the query of an address.
    (re.compile(r"(/[^\s?'\"]*)\?[^\s'\"]+"), r"\1?" + MASK),
)
# Everything that some reader of lines takes for the end of one, or a terminal for a command.
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_ENDS = re.compile(r"[\t\n]")


def without_personal_data(text: str) -> str:
    """Return a text with what looks like a person's data masked."""
    for pattern, instead in _MASKED:
        text = pattern.sub(instead, text)
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"


def visible(text: str) -> str:
    """Return a text in which control characters are written out."""
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def in_one_line(text: str) -> str:
    """Return a text that is one line, whatever is in it."""
    return _ENDS.sub(lambda found: {"\t": "\\t", "\n": "\\n"}[found[0]], visible(text))


class LineFormatter(logging.Formatter):
    """For people: time, level, name, the request's number if there is one, what happened.

    A traceback stands below in lines of its own, each indented, so that none of them looks like
    an event.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, and the traceback if there is one."""
        number = request_id()
        parts = [self.formatTime(record), record.levelname, record.name]
        parts += [f"[{number}]"] if number else []
        line = " ".join([*parts, in_one_line(without_personal_data(record.getMessage()))])
        if record.exc_info:
            trace = visible(without_personal_data(self.formatException(record.exc_info)))
            line += "".join(f"\n    {each}" for each in trace.splitlines())
        return line


class JsonFormatter(logging.Formatter):
    """For programs: one JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        event: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": without_personal_data(record.getMessage()),
            "process": os.getpid(),
        }
        if number := request_id():
            event["request"] = number
        if record.exc_info:
            event["exception"] = without_personal_data(self.formatException(record.exc_info))
        # JSON writes out the control characters of ASCII; the others are ours to see to.
        return visible(orjson.dumps(event, default=str).decode())
