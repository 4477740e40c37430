"""A strict reader of calendar files (RFC 5545), for tests: what it does not know it refuses."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

MOST_BYTES = 75
_LINE = re.compile(r"([A-Z-]+)((?:;[A-Z]+=[A-Za-z0-9/-]+)*):(.*)", re.DOTALL)
_STAMP = re.compile(r"\d{8}T\d{6}Z")
_LOCAL = re.compile(r"\d{8}T\d{6}")
_DAY = re.compile(r"\d{8}")
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
KNOWN = {
    "VCALENDAR": {"VERSION", "PRODID", "CALSCALE", "METHOD"},
    "VTIMEZONE": {"TZID"},
    "STANDARD": {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "TZNAME"},
    "VEVENT": {
        "UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "LOCATION", "GEO", "URL",
        "TRANSP",
    },
    "VALARM": {"ACTION", "DESCRIPTION", "TRIGGER"},
}  # fmt: skip
NEEDED = {
    "VCALENDAR": {"VERSION", "PRODID"},
    "VTIMEZONE": {"TZID"},
    "STANDARD": {"DTSTART", "TZOFFSETFROM", "TZOFFSETTO"},
    "VEVENT": {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY"},
    "VALARM": {"ACTION", "DESCRIPTION", "TRIGGER"},
}
TEXTS = {"SUMMARY", "DESCRIPTION", "LOCATION"}


@dataclass
class Component:
    """One component: its name, its properties (name to value, and to parameters), its parts."""

    name: str
    values: dict[str, str] = field(default_factory=dict)
    parameters: dict[str, str] = field(default_factory=dict)
    parts: list[Component] = field(default_factory=list)

    def all(self, name: str) -> list[Component]:
        return [part for part in self.parts if part.name == name]


def read_calendar(raw: bytes) -> Component:
    """Return the calendar of a file; raises ``AssertionError`` for anything that is not valid."""
    assert raw.endswith(b"\r\n")
    assert b"\n" not in raw.replace(b"\r\n", b"")
    physical = raw[:-2].split(b"\r\n")
    for line in physical:
        assert 0 < len(line) <= MOST_BYTES, line
        line.decode()  # no letter is cut in two
    lines = raw[:-2].decode().replace("\r\n ", "").split("\r\n")
    calendar, rest = _component(lines)
    assert rest == []
    assert calendar.name == "VCALENDAR"
    _check(calendar)
    return calendar


def _component(lines: list[str]) -> tuple[Component, list[str]]:
    begin, *rest = lines
    name, _parameters, value = _parts(begin)
    assert name == "BEGIN"
    made = Component(value)
    while True:
        name, parameters, value = _parts(rest[0])
        if name == "END":
            assert value == made.name
            return made, rest[1:]
        if name == "BEGIN":
            inner, rest = _component(rest)
            made.parts.append(inner)
            continue
        assert name in KNOWN[made.name], (made.name, name)
        assert name not in made.values, f"{name} twice"
        made.values[name] = _text(value) if name in TEXTS else value
        made.parameters[name] = parameters
        rest = rest[1:]


def _parts(line: str) -> tuple[str, str, str]:
    found = _LINE.fullmatch(line)
    assert found, line
    return found[1], found[2], found[3]


def _text(value: str) -> str:
    bare = _ESCAPE.sub("", value)
    assert not set(bare) & set(",;\\\n"), value
    assert all(letter in "\\;,nN" for letter in _ESCAPE.findall(value)), value
    return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def _check(part: Component) -> None:
    assert NEEDED[part.name] <= set(part.values), part
    for inner in part.parts:
        _check(inner)
    if part.name != "VEVENT":
        return
    assert _STAMP.fullmatch(part.values["DTSTAMP"])
    kinds = {part.parameters[name] for name in ("DTSTART", "DTEND")}
    assert len(kinds) == 1
    shape = _DAY if kinds == {";VALUE=DATE"} else _LOCAL
    assert kinds in ({";VALUE=DATE"}, {";TZID=Asia/Bangkok"})
    assert shape.fullmatch(part.values["DTSTART"]) and shape.fullmatch(part.values["DTEND"])
    assert part.values["DTSTART"] < part.values["DTEND"]
    if "GEO" in part.values:
        assert re.fullmatch(r"-?\d{1,2}\.\d+;-?\d{1,3}\.\d+", part.values["GEO"])
