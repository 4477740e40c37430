"""Holding objects against the published JSON Schemas of HSDS."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

FOLDER = Path(__file__).parent / "shapes" / "hsds"
BASE = "https://schemas.example/"


@cache
def _registry() -> Registry[Any]:
    found = {path.name: json.loads(path.read_text()) for path in FOLDER.glob("*.json")}
    return Registry().with_resources(
        (BASE + name, Resource.from_contents({**schema, "$id": BASE + name}, DRAFT202012))
        for name, schema in found.items()
    )


@cache
def _validator(kind: str) -> Draft202012Validator:
    schema = {"$ref": f"{BASE}{kind}.json"}
    return Draft202012Validator(
        schema, registry=_registry(), format_checker=Draft202012Validator.FORMAT_CHECKER
    )


def wrongs(kind: str, value: Any) -> list[str]:
    """Return what is wrong with an object: required, types, choices and formats."""
    return [f"{error.json_path}: {error.message}" for error in _validator(kind).iter_errors(value)]


def strangers(kind: str, value: dict[str, Any], seen: str = "") -> list[str]:
    """Return the fields that the specification does not know; its schemas allow any."""
    schema = json.loads((FOLDER / f"{kind}.json").read_text())
    found = [f"{seen}{name}" for name in value if name not in schema["properties"]]
    for name, inner in value.items():
        part = schema["properties"].get(name, {})
        target = part.get("$ref") or part.get("items", {}).get("$ref")
        if target:
            inners = inner if isinstance(inner, list) else [inner]
            for one in inners:
                found += strangers(target.removesuffix(".json"), one, f"{seen}{name}.")
    return found
