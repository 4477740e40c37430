"""From the types of ``manuals/content.py`` to the fields of a form."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from annotated_types import MaxLen
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined, to_jsonable_python

from infogo.core.durations import Duration
from infogo.core.hours import Hours
from infogo.core.phones import Phone
from infogo.manuals.cases import CaseRow
from infogo.manuals.content import CASES, Fee, ManualContent
from infogo.manuals.labels import field_label
from infogo.manuals.lines import MONEY
from infogo.manuals.part import Listing, Part
from infogo.manuals.procedure_facts import FACT_LABELS, ProcedureFacts
from infogo.office.section_forms import layout
from infogo.office.section_forms.case_fields import (
    AppliesField,
    CodeField,
    WhenField,
    answer_terms,
    with_codes,
)
from infogo.office.section_forms.control import Control, Option
from infogo.office.section_forms.field import (
    AnswerField,
    ChoiceField,
    CodesField,
    Field,
    FlagField,
    LimitedField,
    ReadField,
    TextField,
    date_words,
    enum_options,
    money,
    money_words,
    percent,
    phone_words,
    phones,
    whole_number,
    written_date,
)
from infogo.office.section_forms.groups import DurationField, ListField, ListingField, PartField
from infogo.office.section_forms.hints import HINTS
from infogo.office.section_forms.hours import HoursField
from infogo.office.section_forms.posted import Posted
from infogo.office.section_forms.typed import MISSING

LONG = 1000
"""A text that may be longer than this gets several lines."""


Terms = Mapping[str, Callable[[], Sequence[Option]]]
"""Where the codes of a manual come from, by the names in ``layout.CODES``; asked when shown."""


@dataclass(frozen=True)
class SectionForm:
    """The form of one section: its fields by name."""

    fields: Mapping[str, Field]

    def show(self, values: Mapping[str, Any]) -> tuple[Control, ...]:
        """Return the controls that show stored values."""
        return tuple(
            field.show(values.get(name, MISSING), name) for name, field in self.fields.items()
        )

    def read(self, posted: Posted) -> dict[str, Any]:
        """Return what was sent as the values to save."""
        found = {name: field.read(posted, name) for name, field in self.fields.items()}
        return {name: value for name, value in found.items() if value is not MISSING}

    def finish(self, values: dict[str, Any]) -> dict[str, Any]:
        """Return values with what the system itself puts in; most forms need nothing."""
        return values

    def as_sent(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return what reading gives when nobody changes anything in the form of these values."""
        return self.read(
            Posted.of_pairs(pair for control in self.show(values) for pair in control.pairs())
        )


@dataclass(frozen=True)
class CaseForm(SectionForm):
    """The form of questions and cases: cases are ticked out of the answers that it holds itself."""

    terms: Terms

    def show(self, values: Mapping[str, Any]) -> tuple[Control, ...]:
        """Return the controls; the answers to tick are those of the same values."""
        return _case_fields(values.get("questions"), self.terms).show(values)

    def read(self, posted: Posted) -> dict[str, Any]:
        """Return what was sent, with codes for what has none yet."""
        questions = self.fields["questions"].read(posted, "questions")
        return self.finish(_case_fields(questions, self.terms).read(posted))

    def finish(self, values: dict[str, Any]) -> dict[str, Any]:
        """Return values in which everything has a code."""
        return with_codes(values)


def _case_fields(questions: Any, terms: Terms) -> SectionForm:
    """Return the plain form whose cases know these questions."""
    told = {**terms, **answer_terms(questions)}
    return SectionForm({name: _field(ManualContent, name, told) for name in CASES.fields})


def form_of(names: Sequence[str], terms: Terms, owner: type[Part] = ManualContent) -> SectionForm:
    """Return the form of the fields of a section."""
    if tuple(names) == CASES.fields:
        return CaseForm(_case_fields((), terms).fields, terms)
    return SectionForm({name: _field(owner, name, terms) for name in names})


def _field(owner: type[Part], name: str, terms: Terms) -> Field:
    """Return the field for one field of a model."""
    info = owner.model_fields[name]
    return _Maker(
        annotation=info.annotation,
        told={
            "label": _label(owner, name),
            "hint": HINTS[owner].get(name, ""),
            "default": _default(info),
        },
        owner=owner,
        name=name,
        most=_longest(info),
        terms=terms,
    ).field()


def _label(owner: type[Part], name: str) -> str:
    return str(FACT_LABELS[name]) if owner is ProcedureFacts else field_label(owner, name)


def _default(info: FieldInfo) -> Any:
    """Return a field's default as JSON, ``MISSING`` when it has none."""
    default = info.get_default(call_default_factory=True)
    return MISSING if default is PydanticUndefined else to_jsonable_python(default)


def _longest(info: FieldInfo) -> int | None:
    lengths = [each.max_length for each in info.metadata if isinstance(each, MaxLen)]
    return min(lengths, default=None)


@dataclass(frozen=True)
class _Maker:
    """Chooses the field that a type wants; ``told`` are its words and default."""

    annotation: Any
    told: dict[str, Any]
    owner: type[Part]
    name: str
    most: int | None
    terms: Terms

    def field(self) -> Field:
        """Return the field.

        Raises:
            TypeError: nobody has said yet how such a type is edited.
        """
        kind = _without_none(self.annotation)
        if (special := self._special()) is not None:
            return special
        if isinstance(kind, type) and issubclass(kind, Listing):
            (item,) = get_args(kind.model_fields["items"].annotation)[:1]
            return self._list(ListingField, item)
        if get_origin(kind) is tuple:
            return self._tuple(get_args(kind)[0])
        if isinstance(kind, type):
            return self._plain(kind)
        raise TypeError(f"no field for {self.owner.__name__}.{self.name}: {kind!r}")

    def _special(self) -> Field | None:
        """Return the field of what its type alone does not tell: money, and codes of lists."""
        if self.name in MONEY:
            return ReadField(
                **self.told, reads=money, writes=money_words, mode="decimal",
                wrong="ใส่จำนวนเงินเป็นบาท เช่น 1,250.50",
            )  # fmt: skip
        if self.name == "code":
            return CodeField(**self.told)
        if (self.owner, self.name) == (CaseRow, "when"):
            return WhenField(**self.told, terms=self.terms)
        source = layout.CODES.get((self.owner, self.name))
        if source is None:
            return None
        options = self.terms[source]
        if get_origin(self.annotation) is not tuple:
            return ChoiceField(**self.told, options=options)
        if source == layout.PROVINCES:
            return LimitedField(**self.told, options=options, limits="ใช้ได้เฉพาะบางจังหวัด")
        kind = AppliesField if source == layout.CASES else CodesField
        return kind(**self.told, options=options)

    def _plain(self, kind: type) -> Field:
        told = self.told
        if issubclass(kind, StrEnum):
            redraws = (self.owner, self.name) == (Fee, "kind")
            return ChoiceField(**told, options=enum_options(kind), redraws=redraws)
        if issubclass(kind, Part):
            return part_field(kind, self.terms, told)
        if kind is str:
            return TextField(
                **told, most=self.most, is_long=(self.most or 0) > LONG,
                mode={"url": "url", "instead": "service"}.get(self.name, ""),
            )  # fmt: skip
        if kind is bool:
            return (AnswerField if told["default"] is MISSING else FlagField)(**told)
        if kind is int:
            said = isinstance(told["default"], int)
            return ReadField(
                **told, reads=whole_number, mode="numeric", must_be_said=said,
                wrong="ใส่จำนวนเต็มเป็นตัวเลข เช่น 1 ถ้าไม่มีให้ใส่ 0",
            )  # fmt: skip
        if kind is Decimal:
            return ReadField(**told, reads=percent, mode="decimal", wrong="ใส่ร้อยละเป็นตัวเลข เช่น 2.5")
        if kind is date:
            return ReadField(**told, reads=written_date, writes=date_words)
        made: dict[type, type[Field]] = {Duration: DurationField, Hours: HoursField}
        return made[kind](**told)

    def _tuple(self, item: Any) -> Field:
        if item is Phone:
            return ReadField(
                **self.told, reads=phones, writes=phone_words, mode="tel",
                wrong="มีเลขที่อ่านไม่ได้ คั่นแต่ละเลขด้วยจุลภาค เลขภายในเขียนต่อท้ายว่า ต่อ 12",
            )  # fmt: skip
        return self._list(ListField, item)

    def _list(self, list_kind: type[ListField], item: Any) -> Field:
        word, title = layout.ITEMS[self.name]
        made: Field
        if isinstance(item, type) and issubclass(item, Part):
            made = part_field(item, self.terms, {"label": word})
        else:
            length = next(each.max_length for each in item.__metadata__[0].metadata)
            made = TextField(label=word, most=length, is_long=length > LONG)
        return list_kind(**self.told, item=made, word=word, title=title)


def part_field(model: type[Part], terms: Terms, told: Mapping[str, Any]) -> PartField:
    """Return the field of a piece of a manual."""
    choice, matter = layout.MATTER.get(model, ("", {}))
    return PartField(
        **told,
        model=model,
        fields={name: _field(model, name, terms) for name in model.model_fields},
        rest=layout.REST.get(model, frozenset()),
        choice=choice,
        matter=matter,
        beside=layout.BESIDE.get(model, ()),
    )


def _without_none(annotation: Any) -> Any:
    if get_origin(annotation) in {Union, UnionType}:
        (kind,) = (each for each in get_args(annotation) if each is not NoneType)
        return _bare(kind)
    return _bare(annotation)


def _bare(annotation: Any) -> Any:
    """Return the type below what a field says besides its type."""
    return annotation.__origin__ if hasattr(annotation, "__metadata__") else annotation
