"""The contract of the API: written down, said in both languages, and never broken unannounced."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from infogo.api.address_meanings import ADDRESSES, TAGS
from infogo.api.described import MEANINGS, operations
from infogo.records.base import MEANING
from infogo.records.endings import ENDINGS
from tools.contract import breaking_changes
from tools.openapi import DEVELOPERS, RELEASED, SNAPSHOT, current, written

SHORTEST_NOTICE = timedelta(days=365)
"""Between the day on which a removal is announced and its day; the policy page says it too."""
SNAPSHOT_CONTRACT: dict[str, Any] = json.loads(SNAPSHOT.read_text())


def changelog() -> list[dict[str, Any]]:
    return list(json.loads((DEVELOPERS / "changelog.json").read_text()))


def test_the_contract_is_written_down_as_the_api_has_it() -> None:
    """When this fails: ``./dev openapi``, and tell programmers in ``changelog.json``."""
    assert SNAPSHOT.read_text() == written(current())


def test_no_promise_is_broken_before_its_announced_day() -> None:
    broken = breaking_changes(json.loads(RELEASED.read_text()), SNAPSHOT_CONTRACT)
    released_on = changelog()[0]["on"]
    allowed = {each.what for each in ENDINGS if f"{each.ends_on}" <= released_on}

    assert set(broken) <= allowed


def test_removals_are_announced_long_before_and_with_what_to_use_instead() -> None:
    addresses = {
        f"{method.upper()} {path}" for path, method, _each in operations(SNAPSHOT_CONTRACT)
    }
    for each in ENDINGS:
        assert each.ends_on - each.announced_on >= SHORTEST_NOTICE, each.what
        assert each.instead_th and each.instead_en, each.what
        assert each.address in addresses or each.ends_on <= date.today(), each.what


def test_the_changelog_is_newest_first_and_ends_where_the_contract_is() -> None:
    entries = changelog()
    days = [date.fromisoformat(entry["on"]) for entry in entries]
    numbers = [tuple(map(int, entry["version"].split("."))) for entry in entries]

    assert days == sorted(days, reverse=True)
    assert numbers == sorted(set(numbers), reverse=True)
    assert entries[0]["version"] == SNAPSHOT_CONTRACT["info"]["version"]
    for entry in entries:
        assert len(entry["th"]) == len(entry["en"]) > 0, entry["version"]


def described_things(contract: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for tag in contract["tags"]:
        yield f"tag {tag['name']}", tag
    for _path, _method, operation in operations(contract):
        name = operation["operationId"]
        yield name, operation
        for parameter in operation.get("parameters", ()):
            yield f"{name}.{parameter['name']}", parameter
    for name, shape in contract["components"]["schemas"].items():
        yield name, shape
        for field, details in shape.get("properties", {}).items():
            yield f"{name}.{field}", details


@pytest.mark.parametrize("key", [MEANING, "description"])
def test_everything_in_the_contract_says_what_it_means(key: str) -> None:
    """Say it in code, or in ``infogo/api/meanings.py`` and its neighbours."""
    silent = [name for name, thing in described_things(SNAPSHOT_CONTRACT) if not thing.get(key)]

    assert silent == []


def test_no_meaning_is_kept_of_what_is_gone() -> None:
    named = {name for name, _thing in described_things(SNAPSHOT_CONTRACT)}
    names = {name.partition(".")[2] for name in named if name.partition(".")[0].islower()}
    unused = {key for key in MEANINGS if not key.startswith(("?", "Listing", "PageOut"))} - named
    unused |= {key for key in ADDRESSES if key.startswith("?.") and key[2:] not in names}
    unused |= {tag for tag in TAGS if f"tag {tag}" not in named}

    assert unused == set()


def test_each_address_has_a_name_of_its_own() -> None:
    names = [
        operation["operationId"] for _path, _method, operation in operations(SNAPSHOT_CONTRACT)
    ]

    assert len(names) == len(set(names))


SMALL: dict[str, Any] = {
    "paths": {
        "/things": {
            "get": {
                "parameters": [
                    {"in": "query", "name": "q", "schema": {"type": "string", "maxLength": 9}}
                ],
                "responses": {
                    "200": {
                        "content": {
                            "application/json": {"schema": {"$ref": "#/components/schemas/Out"}}
                        }
                    }
                },
            },
            "post": {
                "requestBody": {
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/In"}}}
                },
                "responses": {"201": {}},
            },
        }
    },
    "components": {
        "schemas": {
            "Out": {
                "properties": {
                    "id": {"type": "integer"},
                    "next": {"anyOf": [{"$ref": "#/components/schemas/Out"}, {"type": "null"}]},
                },
                "required": ["id", "next"],
            },
            "In": {
                "properties": {
                    "name": {"type": "string"},
                    "size": {"type": "number"},
                    "kind": {"enum": ["a", "b"], "type": "string"},
                },
                "required": ["name"],
            },
        }
    },
}
GET = ("paths", "/things", "get")
OUT, IN = ("components", "schemas", "Out"), ("components", "schemas", "In")


def changed(place: tuple[Any, ...], value: Any) -> dict[str, Any]:
    """The small contract with one thing set, or taken away where the value is None."""
    contract = copy.deepcopy(SMALL)
    part: Any = contract
    for name in place[:-1]:
        part = part[name]
    if value is None:
        del part[place[-1]]
    else:
        part[place[-1]] = value
    return contract


@pytest.mark.parametrize(
    ("place", "value", "told"),
    [
        (GET, None, "GET /things: removed"),
        ((*GET, "parameters"), [], "GET /things parameter q: removed"),
        ((*GET, "parameters", 0, "required"), True, "GET /things parameter q: became required"),
        (
            (*GET, "parameters", 0, "schema", "maxLength"),
            8,
            "GET /things parameter q: maxLength fell to 8",
        ),
        (
            (*GET, "parameters", 0, "schema", "type"),
            "integer",
            "GET /things parameter q: string is not integer",
        ),
        ((*OUT, "properties", "id"), None, "GET /things answer.id: removed"),
        (
            (*OUT, "properties", "id", "type"),
            "string",
            "GET /things answer.id: string is not integer",
        ),
        (
            (*OUT, "properties", "id"),
            {"anyOf": [{"type": "integer"}, {"type": "null"}]},
            "GET /things answer.id: null is not integer",
        ),
        ((*OUT, "required"), ["next"], "GET /things answer.id: may be missing"),
        ((*IN, "required"), ["name", "size"], "POST /things body.size: became required"),
        ((*IN, "properties", "name"), None, "POST /things body.name: removed"),
        ((*IN, "properties", "kind", "enum"), ["a"], "POST /things body.kind: “b” is not “a”"),
        (
            (*IN, "properties", "size", "type"),
            "integer",
            "POST /things body.size: number is not integer",
        ),
    ],
)
def test_what_would_break_a_program_is_noticed(
    place: tuple[Any, ...], value: Any, told: str
) -> None:
    assert told in breaking_changes(SMALL, changed(place, value))


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ((*GET, "summary"), "Other words"),
        ((*GET, "parameters", 0, "schema", "maxLength"), 10),
        ((*OUT, "properties", "more"), {"type": "string"}),
        ((*IN, "properties", "more"), {"type": "string"}),
        ((*IN, "required"), []),
        ((*IN, "properties", "kind", "enum"), ["a", "b", "c"]),
    ],
)
def test_what_only_adds_breaks_nothing(place: tuple[Any, ...], value: Any) -> None:
    assert breaking_changes(SMALL, changed(place, value)) == []


def test_a_new_compulsory_field_breaks_programs_that_do_not_send_it() -> None:
    grown = changed((*IN, "properties", "more"), {"type": "string"})
    grown["components"]["schemas"]["In"]["required"] = ["name", "more"]

    assert breaking_changes(SMALL, grown) == ["POST /things body.more: new and required"]
