"""What the buttons of a form do to the values of a section: add, remove, move an item, try."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from infogo.manuals.part import ListingState
from infogo.office.section_forms.build import SectionForm
from infogo.office.section_forms.field import Field
from infogo.office.section_forms.formula import FormulaField
from infogo.office.section_forms.groups import ListField, ListingField, PartField
from infogo.office.section_forms.posted import MOST_ITEMS
from infogo.office.section_forms.typed import typed

ADD, REMOVE, UP, DOWN, TRY = "add", "remove", "up", "down", "try"
_COMMAND = re.compile(
    r"(?P<verb>add|remove|up|down|try):(?P<name>[a-z_]+(?:\.(?:[a-z_]+|\d{1,4})){0,8})", re.ASCII
)


def act(form: SectionForm, values: Mapping[str, Any], command: str) -> tuple[dict[str, Any], str]:
    """Return the values after a button, and the name of the item to go on with.

    The values are as ``SectionForm.read`` gives them. A command that names nothing changes
    nothing: the page it came from may be old.
    """
    found, changed = _COMMAND.fullmatch(command), dict(values)
    name, *path = found["name"].split(".") if found else ("",)
    field = form.fields.get(name) if found else None
    if not found or field is None or name not in changed:
        return changed, ""
    try:
        changed[name], place = _edited(field, changed[name], path, found["verb"])
    except NothingNamedError:
        return changed, ""
    return form.finish(changed), ".".join((name, *place))


class NothingNamedError(Exception):
    """A command names no place of the form."""


def _edited(field: Field, value: Any, path: list[str], verb: str) -> tuple[Any, list[str]]:
    """Return a value after a command on the place that ``path`` leads to, and where to go on."""
    if verb == TRY:
        return value, path
    if isinstance(field, ListField):
        return _edited_list(field, value, path, verb)
    if isinstance(field, FormulaField) and not path and verb in {ADD, REMOVE}:
        return ({} if value is None else value) if verb == ADD else None, []
    if isinstance(field, PartField) and value is None and not isinstance(field, FormulaField):
        value = {}  # a group that says nothing yet begins to, so that its first item has a place
    if not isinstance(field, PartField) or not path or not isinstance(value, dict):
        raise NothingNamedError
    name, *rest = path
    if name not in field.fields:
        raise NothingNamedError
    inner = field.fields[name]
    before = value.get(name, inner.default if inner.is_optional else None)
    after, place = _edited(inner, before, rest, verb)
    return {**value, name: after}, [name, *place]


def _edited_list(field: ListField, value: Any, path: list[str], verb: str) -> tuple[Any, list[str]]:
    """Return a list after a command on it, on one of its items, or on what is inside of one."""
    items = list(_items(field, value))
    if len(path) > 1:
        at = _place(path[0])
        if at >= len(items):
            raise NothingNamedError
        items[at], place = _edited(field.item, items[at], path[1:], verb)
        place = [str(at), *place]
    elif bool(path) == (verb == ADD):
        raise NothingNamedError
    else:
        at = _do(field, items, verb, _place(path[0]) if path else 0)
        place = [str(at)] if items else []
    return (_listing(value, items) if isinstance(field, ListingField) else items), place


def _place(text: str) -> int:
    if not text.isdecimal():
        raise NothingNamedError
    return int(text)


def _items(field: ListField, value: Any) -> list[Any]:
    found = value["items"] if isinstance(field, ListingField) else value
    return list(found or ())


def _do(field: ListField, items: list[Any], verb: str, at: int) -> int:
    """Change the items; return the place to go on at."""
    if verb == ADD:
        if len(items) < MOST_ITEMS:
            items.append({} if isinstance(field.item, PartField) else typed(""))
        return len(items) - 1
    if at >= len(items):
        return max(len(items) - 1, 0)
    if verb == REMOVE:
        del items[at]
        return max(min(at, len(items) - 1), 0)
    to = at + (1 if verb == DOWN else -1)
    if not 0 <= to < len(items):
        return at
    items[at], items[to] = items[to], items[at]
    return to


def _listing(before: Mapping[str, Any], items: list[Any]) -> dict[str, Any]:
    """Return the list with the answer that its number of items asks for."""
    was = before["items"]
    if len(items) > len(was):
        return {"state": ListingState.LISTED.value, "items": items}
    if was and not items and before["state"] == ListingState.LISTED:
        return {"state": ListingState.UNKNOWN.value, "items": items}
    return {"state": before["state"], "items": items}
