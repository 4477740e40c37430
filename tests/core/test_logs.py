"""A line is one line, carries its request, and names nobody."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from infogo.core.logs import MASK, JsonFormatter, LineFormatter, without_personal_data
from infogo.core.request_facts import begin_numbered, end_numbered, id_for, request_id

FORGED = "x\n2026-11-27 10:00:00 INFO forged\r\x1b[2K\u2028\u0085end"


@contextmanager
def numbered(number: str) -> Iterator[None]:
    before = begin_numbered(number)
    try:
        yield
    finally:
        end_numbered(before)


def record(message: str, *args: object, with_error: str = "") -> logging.LogRecord:
    error = None
    if with_error:
        try:
            raise ValueError(with_error)
        except ValueError:
            error = sys.exc_info()
    return logging.LogRecord("infogo.x", logging.WARNING, "x.py", 1, message, args, error)


@pytest.mark.parametrize("formatter", [LineFormatter(), JsonFormatter()])
def test_nothing_sent_begins_a_new_line(formatter: logging.Formatter) -> None:
    line = formatter.format(record("path %s", FORGED))
    assert len(line.splitlines()) == 1
    assert "\x1b" not in line
    assert "forged" in line


def test_lines_of_a_traceback_look_like_no_event() -> None:
    lines = LineFormatter().format(record("failed", with_error=FORGED)).splitlines()
    assert all(line.startswith("    ") for line in lines[1:])
    assert len(lines) > 2


def test_json_says_what_happened() -> None:
    with numbered("abcdefgh"):
        event = json.loads(JsonFormatter().format(record("ค้น %d", 7, with_error="ข้อ")))
    assert event["message"] == "ค้น 7"
    assert event["level"] == "warning"
    assert event["logger"] == "infogo.x"
    assert event["request"] == "abcdefgh"
    assert event["exception"].endswith("ValueError: ข้อ")
    assert event["at"].endswith("+00:00")
    assert "request" not in json.loads(JsonFormatter().format(record("later")))


def test_every_line_of_a_request_carries_its_number() -> None:
    with numbered("abcdefgh"):
        assert "[abcdefgh]" in LineFormatter().format(record("x"))
    assert request_id() == ""


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("letter to somchai.j@moi.go.th failed", f"letter to {MASK} failed"),
        ("id 1-2345-67890-12-1", f"id {MASK}"),
        ("id 1234567890121.", f"id {MASK}."),
        ("call 081-234-5678", f"call {MASK}"),
        ("call +66 81 234 5678", f"call {MASK}"),
        ("GET /search?q=โรคร้าย&prov=50 404", f"GET /search?{MASK} 404"),
        ("DETAIL:  Key (email)=(a) exists.\nnext", f"DETAIL:  {MASK}\nnext"),
    ],
)
def test_personal_data_is_masked(text: str, left: str) -> None:
    assert without_personal_data(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "search index rebuilt: build-1763950000000000000-4711",
        "took 0.123456789012 s at 2026-11-27 10:00:00",
        "draft 1234567 of 10.1.2.3:8000 is not published: /manual/12",
    ],
)
def test_numbers_of_the_machine_stay(text: str) -> None:
    assert without_personal_data(text) == text


def test_a_number_is_believed_only_from_our_own_proxy() -> None:
    given = {"HTTP_X_REQUEST_ID": "4f1c2d3e4f5a6b7c"}
    assert id_for(given, is_trusted=True) == "4f1c2d3e4f5a6b7c"
    assert id_for(given, is_trusted=False) != "4f1c2d3e4f5a6b7c"


@pytest.mark.parametrize(
    "given", ["", "short", "a" * 65, "ab cdefghi", "abcdefgh\n", "<script>aaa"]
)
def test_what_is_no_number_is_replaced(given: str) -> None:
    made = id_for({"HTTP_X_REQUEST_ID": given}, is_trusted=True)
    assert made != given and len(made) == 32
