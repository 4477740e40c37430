"""Which changes of the API would break a program that was written for an earlier one.

Compares two OpenAPI files. What a program sends may only become freer: no parameter or field goes,
none becomes compulsory, no type or limit narrows. What it receives may only say more: no field
goes, none may suddenly be missing, null or of another type. Words and meanings may change freely.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Json = Mapping[str, Any]
METHODS = ("get", "put", "post", "patch", "delete")
LOWER_BOUNDS = ("minimum", "exclusiveMinimum", "minLength", "minItems")
UPPER_BOUNDS = ("maximum", "exclusiveMaximum", "maxLength", "maxItems")
INFINITE = float("inf")


@dataclass(frozen=True)
class Contract:
    """One OpenAPI file whose references can be followed."""

    whole: Json

    def operations(self) -> dict[str, Json]:
        """Return what each method of each path does, by ``GET /path``."""
        return {
            f"{method.upper()} {path}": operation
            for path, methods in self.whole["paths"].items()
            for method, operation in methods.items()
            if method in METHODS
        }

    def follow(self, schema: Json) -> Json:
        """Return a schema itself, or the one it refers to."""
        while "$ref" in schema:
            name = schema["$ref"].rsplit("/", 1)[1]
            schema = self.whole["components"]["schemas"][name]
        return schema


def breaking_changes(old: Json, new: Json) -> list[str]:
    """Return the places where ``new`` breaks what ``old`` promised, each with what happened."""
    return sorted(set(_Comparison(Contract(old), Contract(new)).all()))


@dataclass(frozen=True)
class _Comparison:
    old: Contract
    new: Contract

    def all(self) -> Iterator[str]:
        now = self.new.operations()
        for name, before in self.old.operations().items():
            if name not in now:
                yield f"{name}: removed"
                continue
            yield from self.parameters(name, before, now[name])
            yield from self.body(name, before, now[name])
            yield from self.answers(name, before, now[name])

    def parameters(self, name: str, old: Json, new: Json) -> Iterator[str]:
        before = {(each["in"], each["name"]): each for each in old.get("parameters", ())}
        after = {(each["in"], each["name"]): each for each in new.get("parameters", ())}
        for key, parameter in before.items():
            place = f"{name} parameter {key[1]}"
            if key not in after:
                yield f"{place}: removed"
                continue
            if after[key].get("required") and not parameter.get("required"):
                yield f"{place}: became required"
            yield from self.sent(place, parameter["schema"], after[key]["schema"], ())
        for key, parameter in after.items():
            if key not in before and parameter.get("required"):
                yield f"{name} parameter {key[1]}: new and required"

    def body(self, name: str, old: Json, new: Json) -> Iterator[str]:
        before = old.get("requestBody", {}).get("content", {})
        after = new.get("requestBody", {}).get("content", {})
        for media, content in before.items():
            if media not in after:
                yield f"{name} body {media}: removed"
            else:
                yield from self.sent(f"{name} body", content["schema"], after[media]["schema"], ())
        if after and not before and new["requestBody"].get("required"):
            yield f"{name} body: new and required"

    def answers(self, name: str, old: Json, new: Json) -> Iterator[str]:
        for status, answer in old.get("responses", {}).items():
            if not status.startswith("2"):
                continue
            after = new.get("responses", {}).get(status)
            if after is None:
                yield f"{name} answer {status}: removed"
                continue
            for media, content in answer.get("content", {}).items():
                if media not in after.get("content", {}):
                    yield f"{name} answer {status} {media}: removed"
                    continue
                now = after["content"][media]["schema"]
                yield from self.received(f"{name} answer", content["schema"], now, ())

    def sent(self, place: str, old: Json, new: Json, seen: tuple[Any, ...]) -> Iterator[str]:
        """Compare what programs send: everything that was accepted must still be."""
        step = (old.get("$ref"), new.get("$ref"))
        if step in seen and step != (None, None):
            return
        before, after, seen = self.old.follow(old), self.new.follow(new), (*seen, step)
        yield from self.kinds(place, _kinds(self.old, before), _kinds(self.new, after))
        yield from _narrowed(place, self.old, before, self.new, after)
        fields, now = before.get("properties", {}), after.get("properties", {})
        for field, details in fields.items():
            if field not in now:
                yield f"{place}.{field}: removed"
            else:
                yield from self.sent(f"{place}.{field}", details, now[field], seen)
        for field in set(after.get("required", ())) - set(before.get("required", ())):
            yield f"{place}.{field}: " + (
                "became required" if field in fields else "new and required"
            )
        if "items" in before and "items" in after:
            yield from self.sent(f"{place}[]", before["items"], after["items"], seen)
        yield from self.parts(place, before, after, seen, self.sent)

    def received(self, place: str, old: Json, new: Json, seen: tuple[Any, ...]) -> Iterator[str]:
        """Compare what programs receive: all that was there must be, and be what it was."""
        step = (old.get("$ref"), new.get("$ref"))
        if step in seen and step != (None, None):
            return
        before, after, seen = self.old.follow(old), self.new.follow(new), (*seen, step)
        yield from self.kinds(place, _kinds(self.new, after), _kinds(self.old, before))
        fields, now = before.get("properties", {}), after.get("properties", {})
        for field, details in fields.items():
            if field not in now:
                yield f"{place}.{field}: removed"
                continue
            if field in before.get("required", ()) and field not in after.get("required", ()):
                yield f"{place}.{field}: may be missing"
            yield from self.received(f"{place}.{field}", details, now[field], seen)
        if "items" in before and "items" in after:
            yield from self.received(f"{place}[]", before["items"], after["items"], seen)
        yield from self.parts(place, before, after, seen, self.received)

    def kinds(self, place: str, promised: set[str], kept: set[str]) -> Iterator[str]:
        """Compare types: what was promised must be kept; an integer is a number too."""
        missing = promised - kept - ({"integer"} if "number" in kept else set())
        if missing and "anything" not in kept:
            yield f"{place}: {' or '.join(sorted(missing))} is not {' or '.join(sorted(kept))}"

    def parts(self, place: str, old: Json, new: Json, seen: tuple[Any, ...], compare: Any) -> Any:
        """Compare the one object or list among alternatives, such as the one that may be null."""
        before, after = _main_part(old), _main_part(new)
        if (before, after) != (old, new):
            yield from compare(place, before, after, seen)


def _main_part(schema: Json) -> Json:
    parts = [part for part in schema.get("anyOf", ()) if part.get("type") != "null"]
    return parts[0] if len(parts) == 1 else schema


def _kinds(contract: Contract, schema: Json) -> set[str]:
    """Return the types that a schema allows; closed lists of values count as types each."""
    schema = contract.follow(schema)
    for alternatives in ("anyOf", "oneOf"):
        if alternatives in schema:
            return set().union(*(_kinds(contract, part) for part in schema[alternatives]))
    if "enum" in schema or "const" in schema:
        return {f"“{value}”" for value in schema.get("enum", [schema.get("const")])}
    kind = schema.get("type", "anything")
    kinds = set(kind) if isinstance(kind, list) else {kind}
    return {f"{each} {schema['format']}" if "format" in schema else each for each in kinds}


def _narrowed(place: str, old: Contract, before: Json, new: Contract, after: Json) -> Iterator[str]:
    before, after = old.follow(_main_part(before)), new.follow(_main_part(after))
    for bound in LOWER_BOUNDS:
        if after.get(bound, -INFINITE) > before.get(bound, -INFINITE):
            yield f"{place}: {bound} rose to {after[bound]}"
    for bound in UPPER_BOUNDS:
        if after.get(bound, INFINITE) < before.get(bound, INFINITE):
            yield f"{place}: {bound} fell to {after[bound]}"
    if "pattern" in after and after["pattern"] != before.get("pattern"):
        yield f"{place}: pattern became {after['pattern']}"
    if (
        after.get("additionalProperties") is False
        and before.get("additionalProperties") is not False
    ):
        yield f"{place}: further fields are refused"
