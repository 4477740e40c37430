"""What a form says when it cannot be accepted is Thai and says what to do, whoever wrote it."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import translation

import infogo
from infogo.accounts.models import Officer

FACES = ("accounts", "central", "office", "workspace", "www")
THAI = re.compile("[ก-๙]")
ASKED_LATER = {"AgainForm", "FirstCodeForm", "NewPasswordForm", "SecondFactorForm"}
"""Their fields are those of allauth, and get their words when the form is made."""


def _form_classes() -> list[type[Any]]:
    for face in FACES:
        package = importlib.import_module(f"{infogo.__name__}.{face}")
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if ".migrations" not in module.name:
                importlib.import_module(module.name)
    return sorted(
        {form for form in _below(forms.BaseForm) if form.__module__.startswith("infogo.")},
        key=lambda form: f"{form.__module__}.{form.__qualname__}",
    )


def _below(kind: type[Any]) -> Iterator[type[Any]]:
    for one in kind.__subclasses__():
        yield one
        yield from _below(one)


def _fields() -> Iterator[tuple[str, forms.Field]]:
    for form in _form_classes():
        for name, field in getattr(form, "base_fields", {}).items():
            yield f"{form.__module__}.{form.__qualname__}.{name}", field


def _said(field: forms.Field) -> Iterator[str]:
    """Yield everything that the field may say of what was typed."""
    yield from (str(text) for text in field.error_messages.values())
    for validator in field.validators:
        limit = getattr(validator, "limit_value", None)
        if limit is None:
            yield str(getattr(validator, "message", ""))
            continue
        try:
            validator(_beyond(limit, type(validator).__name__))
        except ValidationError as problem:
            yield from problem.messages


def _beyond(limit: Any, kind: str) -> Any:
    if "Length" in kind:
        return "ก" * (limit + 1 if kind.startswith("Max") else limit - 1)
    return limit + 1 if kind.startswith("Max") else limit - 1


def test_no_form_says_anything_in_english() -> None:
    fields = list(_fields())
    assert len(fields) > 250
    with translation.override("th"):
        english = [
            f"{where}: {text}"
            for where, field in fields
            for text in _said(field)
            if text and not THAI.search(text)
        ]
    assert english == []


def test_a_field_that_must_be_filled_names_itself() -> None:
    """The list at the top of a page holds nothing but what the fields say."""
    with translation.override("th"):
        usual = str(forms.Field.default_error_messages["required"])
        nameless = [
            where
            for where, field in _fields()
            if field.required
            and field.label
            and str(field.error_messages["required"]) == usual
            and where.split(".")[-2] not in ASKED_LATER
        ]
    assert nameless == []


@pytest.mark.parametrize(
    "password", ["สั้น", "1234567890123", "password1234", "somying@agency", "สมหญิง ใจดีมาก"]
)
def test_a_weak_password_is_refused_in_thai(password: str) -> None:
    officer = Officer(email="somying@agency.go.th", name_th="สมหญิง ใจดีมาก")
    with translation.override("th"), pytest.raises(ValidationError) as refused:
        validate_password(password, officer)
    assert all(THAI.search(text) for text in refused.value.messages), refused.value.messages
