"""What every piece of a manual is made of: immutable parts, texts with limits, honest lists.

A list in a manual is never simply empty: :class:`Listing` says whether there are *no* such items
or whether nobody has said so yet, because "no fee" and "fee unknown" are different answers.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Generic, TypeVar

from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel, ConfigDict, Field, model_validator

Text = Annotated[str, Field(max_length=4000)]
Line = Annotated[str, Field(max_length=400)]
Satang = Annotated[int, Field(ge=0, le=10**13)]
Copies = Annotated[int, Field(ge=0, le=99)]
ItemT = TypeVar("ItemT")


class Part(BaseModel):
    """A piece of a manual: immutable, and nothing undeclared is accepted."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class ListingState(StrEnum):
    """What is known about a list: its items, that there are none, or nothing."""

    LISTED = "listed"
    NONE = "none"
    UNKNOWN = "unknown"


class Listing(Part, Generic[ItemT]):
    """A list that tells "none" and "unknown" apart."""

    state: ListingState = ListingState.UNKNOWN
    items: tuple[ItemT, ...] = ()

    @model_validator(mode="after")
    def _items_agree_with_state(self) -> Listing[ItemT]:
        if bool(self.items) != (self.state is ListingState.LISTED):
            raise ValueError(str(_("เลือก “มีรายการ” ต้องใส่อย่างน้อยหนึ่งรายการ ถ้าไม่มีรายการให้เลือก “ไม่มี”")))
        return self

    @property
    def is_none(self) -> bool:
        """The manual says that there are no such items."""
        return self.state is ListingState.NONE

    @property
    def is_unknown(self) -> bool:
        """Nobody has said yet whether there are such items."""
        return self.state is ListingState.UNKNOWN
