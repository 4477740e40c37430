"""The OpenAPI file as people read it: every field, parameter and address says what it means.

Ninja makes the file from the code. What code does not say itself is filled in here: Thai and
English meanings, short names of shapes, what the API as a whole is. Documentation pages, the
generated client and the check for breaking changes all read the result.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils import translation

from infogo.api.address_meanings import ADDRESSES, TAGS
from infogo.api.manual_meanings import MANUAL_MEANINGS
from infogo.api.meanings import SHAPES, Meaning
from infogo.api.office_meanings import OFFICE, OFFICE_TAGS
from infogo.api.rendering import LEAST_REFUSAL, PROBLEM_TYPE
from infogo.manuals.labels import FIELD_LABELS
from infogo.records.base import MEANING

GENERIC = ("Listing", "PageOut")
"""Shapes that hold others; one for each kind, all of one meaning."""
A_PROBLEM = {"$ref": "#/components/schemas/ProblemOut"}
METHODS = frozenset({"get", "put", "post", "patch", "delete"})
_GENERIC = re.compile(r"^(?P<outer>[A-Za-z]+)_(?P<inner>\w+?)_*$")
_PLAIN_TEXT = "Annotated_str__FieldInfo"
Json = dict[str, Any]


def described(schema: Mapping[str, Any]) -> Json:
    """Return the OpenAPI file with meanings filled in; what the code says itself stays."""
    whole: Json = _with_short_names(schema)
    shapes = whole["components"]["schemas"] = _used_shapes(whole)
    for name, shape in shapes.items():
        said_as = next(
            (each for each in GENERIC if name.startswith(each) and name not in MEANINGS), name
        )
        _say(shape, MEANINGS.get(said_as), is_own=True)
        for field, details in shape.get("properties", {}).items():
            _say(details, MEANINGS.get(f"{said_as}.{field}"))
    _promise_whole_parts(whole)
    used: dict[str, None] = {}
    for _path, _method, operation in operations(whole):
        used.update(dict.fromkeys(operation.get("tags", ())))
        _add_bounds(operation)
        _type_refusals(operation)
        _describe_operation(operation)
    whole["tags"] = [_tag(name) for name in used]
    return whole


def operations(schema: Mapping[str, Any]) -> Iterator[tuple[str, str, Json]]:
    """Give every path and method of an OpenAPI file with what it describes."""
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            if method in METHODS:
                yield path, method, operation


def _of_manuals() -> dict[str, Meaning]:
    """Return what parts of a manual mean; fields are called as officers call them."""
    with translation.override("th"):
        labels = {
            f"{part.__name__}.{field}": str(label)
            for part, fields in FIELD_LABELS.items()
            for field, label in fields.items()
        }
    return {
        key: Meaning(labels.get(key, said.thai), said.english)
        for key, said in MANUAL_MEANINGS.items()
    }


MEANINGS: Mapping[str, Meaning] = {**ADDRESSES, **_of_manuals(), **SHAPES, **OFFICE}
"""By ``operation``, ``operation.parameter``, ``Shape`` and ``Shape.field``."""


def _promise_whole_parts(whole: Json) -> None:
    """Say that parts of a manual always come whole, as they do where nobody sends them."""
    shapes = whole["components"]["schemas"]
    bodies = [each.get("requestBody") for _path, _method, each in operations(whole)]
    sent = _reachable(shapes, bodies)
    for name, shape in shapes.items():
        is_part = name in MANUAL_MEANINGS or name.startswith("Listing")
        if is_part and name not in sent and "properties" in shape:
            shape["required"] = list(shape["properties"])
            for details in shape["properties"].values():
                details.pop("default", None)


def _add_bounds(operation: Json) -> None:
    """Say how every address refuses what is unreadable, too large, too often or takes too long."""
    has_body = "requestBody" in operation
    bounds = {400: "Unreadable", 413: "Too large"} if has_body else {414: "Address too long"}
    for status, words in {**bounds, 429: "Too often", 503: "Took too long"}.items():
        answer = {"description": words, "content": {PROBLEM_TYPE: {"schema": A_PROBLEM}}}
        operation["responses"].setdefault(str(status), answer)


def _type_refusals(operation: Json) -> None:
    """Put refusals under the type in which they really come."""
    for status, answer in operation["responses"].items():
        if int(status) >= LEAST_REFUSAL and "content" in answer:
            answer["content"] = {PROBLEM_TYPE: next(iter(answer["content"].values()))}


def _describe_operation(operation: Json) -> None:
    name = operation["operationId"]
    _say(operation, MEANINGS.get(name), is_own=True)
    for parameter in operation.get("parameters", ()):
        details = parameter["schema"]
        said = MEANINGS.get(f"{name}.{parameter['name']}") or MEANINGS.get(f"?.{parameter['name']}")
        _say(parameter, said)
        if MEANING not in parameter and MEANING in details:
            parameter[MEANING] = details[MEANING]
        # Said once, beside the name of the parameter.
        for said_twice in (MEANING, "description", "title"):
            details.pop(said_twice, None)


def _say(details: Json, meaning: Meaning | None, *, is_own: bool = False) -> None:
    """Fill in what is not said; an operation's or a shape's own words are its docstring."""
    if not is_own:
        details.pop("title", None)
    if meaning is None:
        return
    details.setdefault(MEANING, meaning.thai)
    if meaning.english:
        details.setdefault("description", meaning.english)


def _tag(name: str) -> Json:
    meaning = TAGS.get(name) or OFFICE_TAGS.get(name)
    return (
        {"name": name, "description": meaning.english, MEANING: meaning.thai}
        if meaning
        else {"name": name}
    )


def _used_shapes(whole: Json) -> Json:
    """Return the shapes that some answer or request is made of."""
    shapes: Json = whole.get("components", {}).get("schemas", {})
    used = _reachable(shapes, whole["paths"])
    return {name: shape for name, shape in shapes.items() if name in used}


def _reachable(shapes: Json, part: Any) -> set[str]:
    """Return the names of the shapes that a part of the file is made of."""
    found: set[str] = set()
    waiting = _named_in(part)
    while waiting:
        found |= waiting
        waiting = set().union(*(_named_in(shapes[name]) for name in waiting)) - found
    return found


def _named_in(part: Any) -> set[str]:
    return set(re.findall(r"#/components/schemas/([^\"]+)\"", json.dumps(part)))


def _with_short_names(whole: Mapping[str, Any]) -> Json:
    """Return a copy in which lists of one kind of thing have plain names: ``ListingFee``."""
    shapes = whole.get("components", {}).get("schemas", {})
    renamed = {name: short for name in shapes if (short := _short(name)) != name}
    text = json.dumps(whole, ensure_ascii=False, default=str)
    for name, short in renamed.items():
        text = text.replace(f'schemas/{name}"', f'schemas/{short}"').replace(
            f'"{name}"', f'"{short}"'
        )
    return dict(json.loads(text))


def _short(name: str) -> str:
    found = _GENERIC.match(name)
    if not found or not name.endswith("_"):
        return name
    inner = "Text" if found["inner"].startswith(_PLAIN_TEXT) else found["inner"]
    return found["outer"] + inner.replace("_", "")
