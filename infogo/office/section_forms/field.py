"""What every field of a form can do, and the fields of one plain value."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from infogo.core.dates import DateInputError, arabic_digits, long_date, parse_written_date
from infogo.core.money import number_text, to_satang
from infogo.core.phones import Phone, read_phones
from infogo.manuals.labels import choice_label
from infogo.office.section_forms.control import CHOSEN, Control, Option
from infogo.office.section_forms.posted import Posted
from infogo.office.section_forms.typed import MISSING, is_typed, typed, words_of

_WHOLE = re.compile(r"\d{1,9}")
_MONEY = re.compile(r"\d{1,13}(\.\d{1,2})?")
_PERCENT = re.compile(r"\d{1,3}(\.\d{1,20})?")
_DECIMAL = re.compile(r"\d{1,15}(\.\d{1,4})?")
_AMOUNT = re.compile(r"\d{1,7}(\.\d{1,2})?")
FEW = 3
"""So many choices are laid out as radio buttons; more go into a list to open."""


@dataclass(frozen=True)
class Field(ABC):
    """A field by its words; ``default`` is JSON, ``MISSING`` where a value must be given."""

    label: str
    hint: str = ""
    default: Any = MISSING

    @abstractmethod
    def show(self, value: Any, name: str) -> Control:
        """Return the control that shows a stored value; ``MISSING`` shows the default."""

    @abstractmethod
    def read(self, posted: Posted, name: str) -> Any:
        """Return the value as JSON, ``MISSING`` when nothing was typed where something must be."""

    @property
    def is_optional(self) -> bool:
        """Whether it may be left alone."""
        return self.default is not MISSING

    def _control(self, kind: str, name: str, **given: Any) -> Control:
        told = {"label": self.label, "hint": self.hint, "is_optional": self.is_optional}
        return Control(kind=kind, name=name, **{**told, **given})

    def _stored(self, value: Any) -> Any:
        return self.default if value is MISSING else value


@dataclass(frozen=True)
class TextField(Field):
    """A text of one line or of several; a text that must be given is missing while it is blank."""

    most: int | None = None
    is_long: bool = False
    mode: str = ""

    def show(self, value: Any, name: str) -> Control:
        """Show it; a line that holds line breaks gets room for them."""
        stored = self._stored(value)
        words = words_of(stored) if is_typed(stored) else stored
        text = words if isinstance(words, str) else ""
        return self._control(
            "text" if self.is_long or "\n" in text else "line",
            name,
            value=text,
            most=self.most,
            mode=self.mode,
            wrong="ยังว่างอยู่ ใส่ข้อความ หรือลบข้อนี้" if is_typed(stored) else "",
        )

    def read(self, posted: Posted, name: str) -> Any:
        """Read it; a blank one is its default."""
        return posted.text(name) or self.default


@dataclass(frozen=True)
class ReadField(Field):
    """A value that is typed as words: kept as typed when ``reads`` raises ``ValueError``.

    ``wrong`` says what to do about words that cannot be read, unless the error itself does.
    ``must_be_said`` makes a blank one wrong although it has a default.
    """

    reads: Callable[[str], Any] = str
    writes: Callable[[Any], str] = str
    wrong: str = ""
    mode: str = ""
    must_be_said: bool = False
    is_long: bool = False

    def show(self, value: Any, name: str) -> Control:
        """Show it in words."""
        stored = self._stored(value)
        text, wrong = "", ""
        if is_typed(stored):
            text = str(words_of(stored))
            wrong = self._wrong(text)
        elif stored is not MISSING and stored is not None:
            text = self._words(stored)
        kind = "text" if self.is_long else "line"
        return self._control(kind, name, value=text, wrong=wrong, mode=self.mode)

    def read(self, posted: Posted, name: str) -> Any:
        """Read it, or keep the words."""
        text = posted.text(name)
        if not text:
            return typed("") if self.must_be_said else self.default
        try:
            return self.reads(text)
        except ValueError:
            return typed(text)

    def _words(self, stored: Any) -> str:
        """Return the words for a value; those of one that is none are the value itself."""
        try:
            return self.writes(stored)
        except (TypeError, ValueError):
            return str(stored)

    def _wrong(self, text: str) -> str:
        try:
            self.reads(text)
        except DateInputError as error:
            return str(error)
        except ValueError:
            return self.wrong
        return self.wrong


def whole_number(text: str) -> int:
    """Return the whole number of "12", "1,200" or "๑๒".

    Raises:
        ValueError: it is none.
    """
    return int(_matching(_WHOLE, text))


def money(text: str) -> int:
    """Return satang of "1,250.50", "๕๐" or "50 บาท".

    Raises:
        ValueError: it is no amount, or has fractions of a satang.
    """
    return to_satang(_matching(_MONEY, text.removesuffix("บาท")))


def percent(text: str) -> str:
    """Return the number of "2.5", "2.5 %" or "ร้อยละ 2.5" as stored.

    Raises:
        ValueError: it is none.
    """
    return _matching(_PERCENT, text.removeprefix("ร้อยละ").removesuffix("%"))


def decimal_number(text: str) -> str:
    """Return the number of "1,500", "๐.๕" or "1500 บาท" as stored.

    Raises:
        ValueError: it is none.
    """
    return _matching(_DECIMAL, text.removesuffix("บาท"))


def decimal_words(stored: Any) -> str:
    """Return "1,500.5" for a stored number."""
    return f"{Decimal(str(stored)):,f}"


def amount(text: str) -> int | float:
    """Return a length of time without its unit: "15", "1.5".

    Raises:
        ValueError: it is none.
    """
    found = _matching(_AMOUNT, text)
    return float(found) if "." in found else int(found)


def written_date(text: str) -> str:
    """Return a date as it is stored.

    Raises:
        DateInputError: it cannot be read; says in Thai what to do.
    """
    return parse_written_date(text).isoformat()


def date_words(stored: Any) -> str:
    """Return "19 สิงหาคม 2565" for a stored date."""
    return long_date(date.fromisoformat(stored))


def phones(text: str) -> list[dict[str, Any]]:
    """Return the numbers of a text as stored.

    Raises:
        ValueError: a piece of it is no number.
    """
    reading = read_phones(text)
    if reading.rejected:
        raise ValueError(reading.rejected[0])
    return [phone.model_dump(mode="json") for phone in reading.phones]


def phone_words(stored: Any) -> str:
    """Return stored numbers as offices write them."""
    return ", ".join(Phone.model_validate(each).display for each in stored)


def money_words(stored: Any) -> str:
    """Return "1,250.50" for satang."""
    return number_text(int(stored))


def _matching(pattern: re.Pattern[str], text: str) -> str:
    found = arabic_digits(text).replace(",", "").strip()
    if not pattern.fullmatch(found) or not found.isascii():
        raise ValueError(text)
    return found


@dataclass(frozen=True)
class ChoiceField(Field):
    """One of some codes; ``options`` are asked for when it is shown, ``asks`` invites to choose."""

    options: Callable[[], Sequence[Option]] = tuple
    asks: str = "เลือก"
    redraws: bool = False

    def show(self, value: Any, name: str) -> Control:
        """Show it; a stored code that is no choice any more stays one."""
        stored = self._stored(value)
        code = str(words_of(stored)) if is_typed(stored) else stored
        known = self.options()
        options = [Option(each.value, each.label, each.value == code) for each in known]
        if isinstance(code, str) and code and not any(each.checked for each in options):
            options.append(Option(code, f"ค่าเดิม: {code}", checked=True))
        is_few = len(options) <= FEW
        if not is_few and self.default is MISSING:
            options.insert(0, Option("", self.asks, not any(each.checked for each in options)))
        return self._control(
            "radios" if is_few else "select", name, options=tuple(options), redraws=self.redraws
        )

    def read(self, posted: Posted, name: str) -> Any:
        """Read the code; one that is no choice is kept and will be told."""
        return posted.text(name) or self.default


def enum_options(kind: type[StrEnum]) -> Callable[[], Sequence[Option]]:
    """Return the choices of an enumeration in its own order, in the words of the manual."""
    return lambda: [Option(member.value, choice_label(member)) for member in kind]


@dataclass(frozen=True)
class AnswerField(Field):
    """Yes, no, or not said yet."""

    def show(self, value: Any, name: str) -> Control:
        """Show it as two radio buttons."""
        stored = self._stored(value)
        options = (Option(CHOSEN, "ใช่", stored is True), Option("0", "ไม่ใช่", stored is False))
        return self._control("radios", name, options=options)

    def read(self, posted: Posted, name: str) -> Any:
        """Read it."""
        return {CHOSEN: True, "0": False}.get(posted.text(name), self.default)


@dataclass(frozen=True)
class FlagField(Field):
    """A box to tick: no is what it says when it is not ticked."""

    def show(self, value: Any, name: str) -> Control:
        """Show the box."""
        option = Option(CHOSEN, self.label, self._stored(value) is True)
        return self._control("flag", name, options=(option,))

    def read(self, posted: Posted, name: str) -> Any:
        """Read it."""
        return posted.has(name)


@dataclass(frozen=True)
class CodesField(Field):
    """Some codes out of a list of terms, in the order of the list."""

    options: Callable[[], Sequence[Option]] = tuple

    def show(self, value: Any, name: str) -> Control:
        """Show all terms; stored codes that are no terms any more stay to be seen."""
        return self._control("checks", name, options=self._options(self._stored(value)))

    def read(self, posted: Posted, name: str) -> Any:
        """Read the ticked ones."""
        return list(dict.fromkeys(code for code in posted.texts(name) if code))

    def _options(self, stored: Any) -> tuple[Option, ...]:
        chosen = [str(each) for each in stored] if isinstance(stored, list | tuple) else []
        options = [Option(each.value, each.label, each.value in chosen) for each in self.options()]
        known = {each.value for each in options}
        gone = [Option(code, f"ค่าเดิม: {code}", True) for code in chosen if code not in known]
        return (*options, *gone)


@dataclass(frozen=True)
class LimitedField(CodesField):
    """Codes of which none means all: first a box that says that only some are meant.

    With the box ticked and nothing chosen yet, the choice is kept as unfinished.
    """

    limits: str = ""

    def show(self, value: Any, name: str) -> Control:
        """Show the box, and the terms once it is ticked."""
        stored = self._stored(value)
        unfinished = is_typed(stored)
        box = Control(
            kind="flag",
            name=f"{name}.limited",
            label=self.limits,
            options=(Option(CHOSEN, self.limits, bool(stored)),),
            redraws=True,
        )
        parts = [box]
        if stored:
            options = self._options([] if unfinished else stored)
            label = f"{self.label} (เลือกได้หลายจังหวัด)"
            parts.append(Control(kind="checks", name=f"{name}.code", label=label, options=options))
        wrong = "เลือกอย่างน้อยหนึ่งจังหวัด หรือเอาเครื่องหมายเฉพาะบางจังหวัดออก" if unfinished else ""
        return self._control("group", name, parts=tuple(parts), wrong=wrong)

    def read(self, posted: Posted, name: str) -> Any:
        """Read the ticked ones if the box is ticked."""
        if not posted.has(f"{name}.limited"):
            return []
        return super().read(posted, f"{name}.code") or typed("")
