"""Every field and choice of a manual has words."""

from __future__ import annotations

import inspect
from enum import StrEnum

from infogo.manuals import cases, content, copying, formulas, part, pauses, renewal, representation
from infogo.manuals.labels import CHOICE_LABELS, FIELD_LABELS, choice_label, field_label
from infogo.manuals.part import Listing, Part

UNNAMED = {"schema_version"}
# Every module in which pieces of a manual are defined.
MODULES = (part, content, cases, formulas, representation, pauses, renewal, copying)


def classes(kind: type) -> set[type]:
    found = {
        member
        for module in MODULES
        for _, member in inspect.getmembers(module, inspect.isclass)
        if issubclass(member, kind) and member.__module__ == module.__name__
    }
    return found - {kind, Listing, content.LocalOverrides}


def test_every_field_has_words_and_no_words_are_left_over() -> None:
    assert set(FIELD_LABELS) == classes(Part)
    for owner, labels in FIELD_LABELS.items():
        assert set(labels) == set(owner.model_fields) - UNNAMED, owner
        assert all(field_label(owner, name) for name in labels)


def test_words_of_one_item_are_told_apart() -> None:
    for owner, labels in FIELD_LABELS.items():
        assert len({str(label) for label in labels.values()}) == len(labels), owner


def test_every_choice_has_words() -> None:
    assert set(CHOICE_LABELS) == classes(StrEnum)
    for kind in CHOICE_LABELS:
        assert all(choice_label(member) for member in kind)
