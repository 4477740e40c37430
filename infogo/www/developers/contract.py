"""What the API promises, in the words of the page's language: from the contract as written down."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from infogo.core.language import current_language
from infogo.records.base import MEANING
from infogo.www.developers.kinds import Kind, kind_of, limits_of, plain

FOLDER = Path(__file__).parent
SHARED, CONTENT = "shared", "content"
"""Groups of shapes that have a page of their own."""
CONTENT_ROOT = "ManualContent"
METHODS = ("get", "post", "put", "patch", "delete")
FIRST_REFUSAL = 400
Json = Mapping[str, Any]


@dataclass(frozen=True)
class Field:
    """A field or parameter. ``meaning`` is of the page's language, ``limits`` say what is taken."""

    name: str
    kind: Kind
    meaning: str
    limits: Sequence[str]
    is_required: bool


@dataclass(frozen=True)
class Shape:
    """A table of fields, or of the values of which one is taken."""

    name: str
    meaning: str
    fields: Sequence[Field]
    values: Sequence[str]


@dataclass(frozen=True)
class Operation:
    """One method of one address. ``answer`` is the shape of what comes when all is well."""

    name: str
    method: str
    path: str
    meaning: str
    needs_token: bool
    parameters: Sequence[Field]
    body: Kind | None
    answer: Kind | None
    statuses: Sequence[str]


@dataclass(frozen=True)
class Resource:
    """A group of addresses about one thing, with the shapes that nothing else uses."""

    slug: str
    title: str
    operations: Sequence[Operation]
    shapes: Sequence[Shape]


@cache
def contract() -> Json:
    """Return the contract as it was written down."""
    return dict(json.loads((FOLDER / "openapi-v1.json").read_text()))


def resources() -> Sequence[Resource]:
    """Return all groups of addresses, in the order of the API."""
    return _resources(current_language())


def resource(slug: str) -> Resource | None:
    """Return one group of addresses."""
    return next((each for each in resources() if each.slug == slug), None)


def shapes_of(group: str) -> Sequence[Shape]:
    """Return the shapes that have a page of their own: shared ones, or those inside a manual."""
    return _shapes(current_language(), group)


@cache
def groups() -> Mapping[str, str]:
    """Return the page on which each shape stands: a resource's slug, or the name of a group."""
    users: dict[str, set[str]] = {}
    for slug, parts in _by_tag().items():
        for name in _reachable(parts, stop_at=CONTENT_ROOT):
            users.setdefault(name, set()).add(slug)
    found = {
        name: next(iter(slugs)) if len(slugs) == 1 else SHARED for name, slugs in users.items()
    }
    for name in _reachable([{"$ref": f"/{CONTENT_ROOT}"}]):
        found[name] = CONTENT if found.get(name) != SHARED else SHARED
    return found


@cache
def _resources(language: str) -> Sequence[Resource]:
    tags = {tag["name"]: tag for tag in contract()["tags"]}
    return tuple(
        Resource(
            slug=slug,
            title=_said(tags[slug], language),
            operations=tuple(_operation(*part, language=language) for part in parts),
            shapes=_shapes(language, slug),
        )
        for slug, parts in _operations_by_tag().items()
    )


@cache
def _shapes(language: str, group: str) -> Sequence[Shape]:
    shapes = contract()["components"]["schemas"]
    names = [name for name in shapes if groups().get(name) == group]
    return tuple(_shape(name, shapes[name], language) for name in names)


def _operations_by_tag() -> dict[str, list[tuple[str, str, Json]]]:
    found: dict[str, list[tuple[str, str, Json]]] = {}
    for path, methods in contract()["paths"].items():
        for method, operation in methods.items():
            if method in METHODS:
                found.setdefault(operation["tags"][0], []).append((path, method, operation))
    return found


def _by_tag() -> dict[str, list[Json]]:
    return {
        slug: [operation for _path, _method, operation in parts]
        for slug, parts in _operations_by_tag().items()
    }


def _operation(path: str, method: str, operation: Json, *, language: str) -> Operation:
    good = {
        status: answer
        for status, answer in operation["responses"].items()
        if int(status) < FIRST_REFUSAL and "content" in answer
    }
    body = operation.get("requestBody")
    return Operation(
        name=operation["operationId"],
        method=method.upper(),
        path=path,
        meaning=_said(operation, language),
        needs_token=bool(operation.get("security")),
        parameters=tuple(_parameter(each, language) for each in operation.get("parameters", ())),
        body=kind_of(_schema(body)) if body else None,
        answer=kind_of(_schema(next(iter(good.values())))) if good else None,
        statuses=tuple(operation["responses"]),
    )


def _schema(holder: Json) -> Json:
    return dict(next(iter(holder["content"].values())).get("schema", {}))


def _parameter(parameter: Json, language: str) -> Field:
    schema = parameter["schema"]
    return Field(
        name=parameter["name"],
        kind=kind_of(schema),
        meaning=_said(parameter, language),
        limits=limits_of(schema, with_default=True),
        is_required=bool(parameter.get("required")),
    )


def _shape(name: str, schema: Json, language: str) -> Shape:
    required = set(schema.get("required", ()))
    return Shape(
        name=name,
        meaning=_said(schema, language),
        fields=tuple(
            Field(
                name=field,
                kind=kind_of(details),
                meaning=_said(details, language),
                limits=limits_of(details),
                is_required=field in required,
            )
            for field, details in schema.get("properties", {}).items()
        ),
        values=tuple(map(str, schema.get("enum", ()))),
    )


def _said(thing: Json, language: str) -> str:
    """Return what something means: in Thai, or the first paragraph of the English words."""
    if language == "th":
        return str(thing.get(MEANING, ""))
    return plain(str(thing.get("description", "")).split("\n\n")[0])


def _reachable(parts: Iterable[Any], *, stop_at: str = "") -> set[str]:
    """Return the shapes that parts are made of; what stands below ``stop_at`` is left out."""
    found: set[str] = set()
    waiting = list(parts)
    while waiting:
        part = waiting.pop()
        if isinstance(part, list):
            waiting += part
        elif isinstance(part, dict):
            name = str(part.get("$ref", "")).rpartition("/")[2]
            if name and name != stop_at and name not in found:
                found.add(name)
                waiting.append(contract()["components"]["schemas"][name])
            waiting += part.values()
    return found
