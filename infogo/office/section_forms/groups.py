"""Fields made of other fields: lengths of time, pieces of a manual, and lists of either."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ValidationError

from infogo.core.durations import Duration, DurationUnit, unit_name
from infogo.manuals.labels import choice_label
from infogo.manuals.part import ListingState, Part
from infogo.office.section_forms.control import Control, Item, Option
from infogo.office.section_forms.field import ChoiceField, Field, ReadField, amount
from infogo.office.section_forms.posted import Posted
from infogo.office.section_forms.typed import MISSING, is_blank, typed

Values = Mapping[str, Any]


def as_stored(model: type[BaseModel], raw: dict[str, Any]) -> dict[str, Any]:
    """Return values as the model stores them when they are valid, else as they are."""
    try:
        return model.model_validate(raw).model_dump(mode="json")
    except ValidationError:
        return raw


def inside(value: Any) -> Values:
    """Return what a stored group holds; nothing when it is none."""
    return value if isinstance(value, dict) else {}


@dataclass(frozen=True)
class DurationField(Field):
    """A length of time or a range, in one unit; units are never converted."""

    def show(self, value: Any, name: str) -> Control:
        """Show from, to and unit; "to" stays empty for a fixed length."""
        held = inside(self._stored(value))
        low, high = held.get("value_min", MISSING), held.get("value_max", MISSING)
        parts = (
            _FROM.show(low, f"{name}.value_min"),
            _TO.show(MISSING if high == low else high, f"{name}.value_max"),
            _UNIT.show(held.get("unit", MISSING), f"{name}.unit"),
        )
        wrong = next((part.wrong for part in parts if part.wrong), "")
        if not wrong and held and as_stored(Duration, dict(held)) == dict(held):
            wrong = _unfit(held)
        return self._control("row", name, parts=parts, wrong=wrong)

    def read(self, posted: Posted, name: str) -> Any:
        """Read it; nothing at all is no length of time."""
        raw = {
            key: value
            for key, part in (("value_min", _FROM), ("value_max", _TO), ("unit", _UNIT))
            if (value := part.read(posted, f"{name}.{key}")) is not MISSING
        }
        return as_stored(Duration, raw) if raw else self.default


def _unfit(held: Values) -> str:
    """Say what a length of time lacks; empty when it lacks nothing."""
    try:
        Duration.model_validate(held)
    except ValidationError:
        if "unit" not in held:
            return "เลือกหน่วยเวลา เช่น วันทำการ"
        if "value_min" not in held:
            return "ใส่จำนวน เช่น 15"
        return "จำนวนน้อยสุดต้องไม่เกินจำนวนมากสุด"
    return ""


_NUMBER = "ใส่จำนวนเป็นตัวเลข เช่น 15"
_FROM = ReadField("จำนวน", reads=amount, wrong=_NUMBER, mode="decimal")
_TO = ReadField("ถึง (ถ้าเป็นช่วง)", reads=amount, wrong=_NUMBER, mode="decimal")
_UNIT = ChoiceField(
    "หน่วย",
    options=lambda: [Option(unit.value, unit_name(unit)) for unit in DurationUnit],
    asks="เลือกหน่วย",
)


@dataclass(frozen=True)
class PartField(Field):
    """A piece of a manual. ``rest`` names the fields seldom needed.

    ``choice`` names the field that decides which others matter, and ``matter`` says which for each
    answer; those that do not matter are folded with the rest unless they say something.
    """

    model: type[Part] = Part
    fields: Mapping[str, Field] = field(default_factory=dict)
    rest: frozenset[str] = frozenset()
    choice: str = ""
    matter: Mapping[str, frozenset[str]] = field(default_factory=dict)
    beside: tuple[tuple[str, ...], ...] = ()

    def show(self, value: Any, name: str) -> Control:
        """Show its fields."""
        held = inside(self._stored(value))
        shown = {
            key: part.show(held.get(key, MISSING), f"{name}.{key}")
            for key, part in self.fields.items()
        }
        folded = self.rest | self._idle(held)
        rest = {key: control for key, control in shown.items() if key in folded}
        said = [shown[key].label for key in rest if not self._says_nothing(key, held)]
        return self._control(
            "group",
            name,
            parts=self._laid_out({key: shown[key] for key in shown if key not in folded}, name),
            rest=tuple(rest.values()),
            said_in_rest=tuple(said),
        )

    def read(self, posted: Posted, name: str) -> Any:
        """Read its fields; one that may be left out and says nothing is left out."""
        raw = {
            key: value
            for key, part in self.fields.items()
            if (value := part.read(posted, f"{name}.{key}")) is not MISSING
        }
        if self.default is None and all(
            is_blank(value) or value == self.fields[key].default for key, value in raw.items()
        ):
            return None
        return as_stored(self.model, raw)

    def _laid_out(self, shown: dict[str, Control], name: str) -> tuple[Control, ...]:
        """Put short fields beside each other, where the first of them stands."""
        found = []
        for key, control in shown.items():
            row = next((row for row in self.beside if key in row), ())
            together = tuple(shown[each] for each in row if each in shown)
            if len(together) < 2:
                found.append(control)
            elif control is together[0]:
                found.append(Control("beside", f"{name}.{key}-row", "", parts=together))
        return tuple(found)

    def _idle(self, held: Values) -> frozenset[str]:
        """Return the fields that the choice made leaves without meaning and that say nothing.

        Before a choice is made that is each of them: what to write comes with the answer.
        """
        chosen = str(held.get(self.choice, ""))
        depending = frozenset().union(*self.matter.values())
        depending -= self.matter.get(chosen, frozenset())
        return frozenset(key for key in depending if self._says_nothing(key, held))

    def _says_nothing(self, key: str, held: Values) -> bool:
        value = held.get(key, MISSING)
        return is_blank(value) or value == self.fields[key].default


@dataclass(frozen=True)
class ListField(Field):
    """Items in an order. ``word`` is what one is called, ``title`` the field that names it."""

    item: Field = field(default_factory=lambda: _no_item())
    word: str = "รายการ"
    title: str = ""

    def show(self, value: Any, name: str) -> Control:
        """Show the items."""
        return self._control("list", name, items=self.shown(value, name), item_word=self.word)

    def read(self, posted: Posted, name: str) -> Any:
        """Read the items in the order in which they stand on the page."""
        found = []
        for index in posted.places(name):
            value = self.item.read(posted, f"{name}.{index}")
            found.append(typed("") if value is MISSING else value)
        return found

    def shown(self, value: Any, name: str) -> tuple[Item, ...]:
        """Return the items of a stored list."""
        stored = self._stored(value)
        values: Sequence[Any] = stored if isinstance(stored, list | tuple) else ()
        return tuple(
            Item(
                index=str(place),
                number=place + 1,
                title=str(inside(each).get(self.title) or ""),
                control=self.item.show(each, f"{name}.{place}"),
                is_first=place == 0,
                is_last=place == len(values) - 1,
            )
            for place, each in enumerate(values)
        )


@dataclass(frozen=True)
class ListingField(ListField):
    """A list that tells "none" and "not said yet" apart."""

    def show(self, value: Any, name: str) -> Control:
        """Show the answer and the items; where they contradict each other it says so."""
        held = inside(self._stored(value))
        state = held.get("state", ListingState.UNKNOWN.value)
        items = self.shown(held.get("items") or (), name)
        wrong = ""
        if items and state != ListingState.LISTED:
            wrong = f"มี{self.word}อยู่ {len(items)} รายการ เลือก “มีรายการ” หรือลบรายการทั้งหมด"
        elif not items and state == ListingState.LISTED:
            wrong = f"ยังไม่มี{self.word} กด “เพิ่ม{self.word}” หรือเลือกคำตอบอื่น"
        return self._control(
            "list",
            name,
            wrong=wrong,
            parts=(self._answer().show(state, f"{name}.state"),),
            items=items,
            item_word=self.word,
        )

    def read(self, posted: Posted, name: str) -> Any:
        """Read the answer and the items."""
        return {
            "state": self._answer().read(posted, f"{name}.state"),
            "items": super().read(posted, name),
        }

    def _answer(self) -> ChoiceField:
        options: Callable[[], Sequence[Option]] = lambda: [  # noqa: E731
            Option(state.value, choice_label(state)) for state in ListingState
        ]
        return ChoiceField(
            f"{self.label}: มีหรือไม่", default=ListingState.UNKNOWN.value, options=options
        )


def _no_item() -> Field:
    raise TypeError("a list needs to know its items")
