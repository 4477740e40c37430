"""Forms made from the typed definition of parameters: one field for each value, typed and named.

Titles, units and limits stand in the definition (``Field(title=…)``), so a parameter that is added
there has its field here without a line of code. Lists of parts show one empty row more; a row
whose first field is emptied goes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from django import forms
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from infogo.central.reference_forms import FieldGroup, LinesField
from infogo.core.dates import long_date
from infogo.workspace.choices import line
from infogo.workspace.forms import DayField

MOST_ROWS = 80
LONGEST_TEXT = 400
GENERAL = "ทั่วไป"
_WHOLE = re.compile(r"-?\d{1,9}")
MARK = ": "
"""Between the title of a part and what tells its rows from one another."""


@dataclass(frozen=True)
class Section:
    """All groups of one part of a definition; ``is_open`` where a field of them is wrong."""

    title: str
    groups: Sequence[FieldGroup]
    is_open: bool


class SchemaForm(forms.Form):
    """A form for one value of a definition, beginning with the value that is in force."""

    def __init__(
        self,
        *args: Any,
        model: type[BaseModel],
        value: Mapping[str, Any],
        names: Mapping[Any, str],
        keys: Mapping[str, Sequence[str]],
        **kwargs: Any,
    ) -> None:
        """Build the fields.

        Args:
            model: the definition.
            value: what the fields show before anything is typed, as plain JSON.
            names: what members of enumerations and keys of mappings are called.
            keys: the keys that a mapping must offer, by its name; others come from ``value``.
        """
        super().__init__(*args, **kwargs)
        self._names, self._keys = names, keys
        self._groups: list[FieldGroup] = []
        self._read = self._part(model, value, "", GENERAL)

    def groups(self) -> list[FieldGroup]:
        """Return the fields of the edition itself, which are always in sight."""
        return [FieldGroup("ฉบับใหม่", [name for name in self.fields if name in self.base_fields])]

    def sections(self) -> list[Section]:
        """Return the fields of the definition, part by part, folded unless something is wrong."""
        found: dict[str, list[FieldGroup]] = {}
        for group in self._groups:
            found.setdefault(group.legend.split(MARK)[0], []).append(group)
        return [
            Section(title, groups, any(self[name].errors for g in groups for name in g.names))
            for title, groups in found.items()
        ]

    def value(self) -> dict[str, Any]:
        """Return what was typed, as plain JSON; whether it fits, the definition says."""
        return self._read()

    # ------------------------------------------------------------ making fields

    def _part(
        self, model: type[BaseModel], value: Mapping[str, Any], path: str, legend: str
    ) -> Callable[[], dict[str, Any]]:
        """Add the fields of one part; return what reads them."""
        group = FieldGroup(legend, [])
        self._groups.append(group)
        readers = {
            name: self._value(info, value.get(name), f"{path}{name}", group)
            for name, info in model.model_fields.items()
        }
        if not group.names:
            self._groups.remove(group)
        return lambda: {name: read() for name, read in readers.items()}

    def _value(
        self, info: FieldInfo, value: Any, path: str, group: FieldGroup
    ) -> Callable[[], Any]:
        """Add whatever one value needs; return what reads it."""
        title = str(info.title or path)
        kind, is_optional = _without_none(info.annotation)
        origin, parts = get_origin(kind), get_args(kind)
        if origin is tuple and _is_part(parts[0]):
            return self._rows(parts[0], value or (), path, title)
        if origin is not None and origin is not tuple and issubclass(origin, Mapping):
            return self._mapping(parts[1], value or {}, path, title)
        if _is_part(kind):
            return self._part(kind, value or {}, f"{path}-", title)
        may_be_empty = is_optional or (kind is str and not info.is_required())
        field = self._field(kind, title, is_optional=may_be_empty)
        field.initial = _initial(value, kind)
        self.fields[path] = field
        group.names.append(path)
        return lambda: _plain(self.cleaned_data.get(path), kind)

    def _rows(
        self, model: type[BaseModel], value: Sequence[Mapping[str, Any]], path: str, title: str
    ) -> Callable[[], list[dict[str, Any]]]:
        """Add a group of fields for each row of a list and one empty row."""
        first = next(iter(model.model_fields))
        count = len(value) + 1
        if self.is_bound:
            count = min(MOST_ROWS, self._rows_sent(path, first))
        readers = []
        for at in range(count):
            row = value[at] if at < len(value) else {}
            legend = f"{title}{MARK}{at + 1 if at + 1 < count else 'เพิ่ม'}"
            readers.append(self._part(model, row, f"{path}-{at}-", legend))
            for name in model.model_fields:
                self.fields[f"{path}-{at}-{name}"].required = False
        return lambda: [row for read in readers if (row := read())[first] not in ("", None)]

    def _rows_sent(self, path: str, first: str) -> int:
        """Return how many rows were sent, and one empty row after the last that is filled."""
        filled = [at for at in range(MOST_ROWS) if self.data.get(f"{path}-{at}-{first}")]
        return max(filled, default=-1) + 2

    def _mapping(
        self, kind: Any, value: Mapping[str, Any], path: str, title: str
    ) -> Callable[[], dict[str, Any]]:
        """Add fields for every key of a mapping."""
        readers: dict[str, Callable[[], Any]] = {}
        group = FieldGroup(title, [])
        if not _is_part(kind):
            self._groups.append(group)
        for key in dict.fromkeys([*value, *self._keys.get(path, ())]):
            name = self._names.get(key, key)
            if _is_part(kind):
                legend = f"{title}{MARK}{name}"
                readers[key] = self._part(kind, value.get(key, {}), f"{path}-{key}-", legend)
            else:
                info = FieldInfo(annotation=kind, title=name, default=None)
                readers[key] = self._value(info, value.get(key), f"{path}-{key}", group)
        return lambda: {
            key: found for key, read in readers.items() if (found := read()) not in (None, "")
        }

    def _field(self, kind: Any, title: str, *, is_optional: bool) -> forms.Field:
        """Return the field of one plain value."""
        if get_origin(kind) is tuple:
            return LinesField(title, "บรรทัดละรายการ", required=False)
        base = get_args(kind)[0] if get_origin(kind) is Annotated else kind
        if base is bool:
            return forms.BooleanField(label=title, required=False)
        if isinstance(base, type) and issubclass(base, StrEnum):
            choices = [(member.value, self._names.get(member, member.value)) for member in base]
            return forms.ChoiceField(label=title, choices=choices, required=not is_optional)
        if base is date:
            return DayField(title, required=not is_optional)
        if base in (int, float):
            return _number(base, title, is_required=not is_optional)
        return line(title, LONGEST_TEXT, required=not is_optional)


def _number(base: type, title: str, *, is_required: bool) -> forms.Field:
    made: type[forms.Field] = forms.IntegerField if base is int else forms.FloatField
    return made(
        label=title,
        required=is_required,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        error_messages={"required": f"ใส่{title}", "invalid": f"ใส่{title}เป็นตัวเลข"},
    )


def _without_none(annotation: Any) -> tuple[Any, bool]:
    """Return a type without ``None``, and whether it had it."""
    if get_origin(annotation) in (Union, UnionType):
        kinds = [kind for kind in get_args(annotation) if kind is not NoneType]
        return kinds[0], True
    return annotation, False


def _is_part(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _initial(value: Any, kind: Any) -> Any:
    """Return what a field shows before anything is typed; ``value`` is plain JSON."""
    if get_origin(kind) is tuple:
        return "\n".join(map(str, value or ()))
    return long_date(date.fromisoformat(value)) if kind is date and value else value


def _plain(value: Any, kind: Any) -> Any:
    """Return a typed value as JSON holds it."""
    if isinstance(value, date):
        return value.isoformat()
    if get_origin(kind) is not tuple:
        return value
    item = get_args(kind)[0]
    numbers = (get_args(item)[0] if get_origin(item) is Annotated else item) is int
    return [int(part) if numbers and _WHOLE.fullmatch(part) else part for part in value or ()]
