"""What the buttons of a list do to the values of a section: add, remove, move an item."""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from infogo.manuals.part import ListingState
from infogo.office.section_forms.build import SectionForm
from infogo.office.section_forms.groups import ListField, ListingField, PartField
from infogo.office.section_forms.posted import MOST_ITEMS
from infogo.office.section_forms.typed import typed

ADD, REMOVE, UP, DOWN = "add", "remove", "up", "down"
_COMMAND = re.compile(
    r"(?P<verb>add|remove|up|down):(?P<name>[a-z_]+(?:\.(?:\d{1,4}\.)?[a-z_]+)*)(?:\.(?P<at>\d{1,4}))?"
)


def act(form: SectionForm, values: Mapping[str, Any], command: str) -> tuple[dict[str, Any], str]:
    """Return the values after a button, and the name of the item to go on with.

    The values are as ``SectionForm.read`` gives them. A command that names nothing changes
    nothing: the page it came from may be old.
    """
    found, changed = _COMMAND.fullmatch(command), deepcopy(dict(values))
    named = _list_of(form, changed, found["name"]) if found else None
    if not found or named is None:
        return dict(values), ""
    field, holder, key = named
    items = list(_items(field, holder.get(key) or ()))
    at = _do(field, items, found["verb"], int(found["at"] or 0))
    holder[key] = items if not isinstance(field, ListingField) else _listing(holder[key], items)
    name = found["name"]
    return form.finish(changed), f"{name}.{at}" if items else name


def _list_of(
    form: SectionForm, values: dict[str, Any], name: str
) -> tuple[ListField, dict[str, Any], str] | None:
    """Return the list of a name such as ``representation.documents``, what holds it, and its key.

    A group that says nothing yet begins to, so that its first item has a place.
    """
    key, *steps = name.split(".")
    field, holder = form.fields.get(key), values
    for step in steps:
        if isinstance(field, ListField) and step.isdecimal():
            items = _items(field, holder.get(key) or ())
            if int(step) >= len(items) or not isinstance(items[int(step)], dict):
                return None
            field, holder, key = field.item, {step: items[int(step)]}, step
        elif isinstance(field, PartField) and step in field.fields:
            if not isinstance(holder.get(key), dict):
                holder[key] = {}
            field, holder, key = field.fields[step], holder[key], step
        else:
            return None
    return (field, holder, key) if isinstance(field, ListField) else None


def _items(field: ListField, value: Any) -> list[Any]:
    found = value["items"] if isinstance(field, ListingField) and value else value
    return list(found)


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
