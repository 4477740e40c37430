"""docs/privacy.md says what the models hold about people, and for how long as the code does."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import models
from django.utils.module_loading import import_string

from infogo.accounts.models import Officer
from infogo.upkeep.duties import DUTIES
from tests.consistency.source import ROOT

TEXT = (ROOT / "docs" / "privacy.md").read_text()
ROW = re.compile(r"^\| `(\w+\.\w+)`: ((?:`\w+` ?)+)\| (A\d+) \|", re.M)
FREE = re.compile(r"^\| `(\w+\.\w+)`: ((?:`\w+` ?)+)\| (?!A\d)", re.M)
PERIOD = re.compile(r"^\| [^|]+\| (\d+) \| `([\w.]+)` \| `([\w -]+)` \|", re.M)
ACTIVITY = re.compile(r"^\| (A\d+) ", re.M)
# Kinds of field that could hold something about a person: free text, and who an officer is.
TEXTS = (models.CharField, models.TextField, models.JSONField, models.FileField)


def listed(pattern: re.Pattern[str]) -> dict[str, set[str]]:
    """Return the fields that the document lists, by model."""
    found: dict[str, set[str]] = {}
    for model, fields, *_more in pattern.findall(TEXT):
        found.setdefault(model, set()).update(re.findall(r"\w+", fields))
    return found


def could_be_personal(field: models.Field[object, object]) -> bool:
    if field.is_relation:
        return field.related_model is Officer and not field.auto_created
    is_text = isinstance(field, TEXTS) and not isinstance(field, models.SlugField)
    return is_text and not field.choices


def of_models() -> dict[str, set[str]]:
    """Return every field that could hold something about a person, by model."""
    found = {}
    for model in apps.get_models():
        fields = {field.name for field in model._meta.get_fields() if could_be_personal(field)}
        if fields:
            found[model._meta.label] = fields
    return found


def test_every_field_that_could_hold_something_about_a_person_is_listed() -> None:
    """As personal or as not: a new field is thought about before the tests pass."""
    personal, free = listed(ROW), listed(FREE)
    unknown = {
        model: sorted(fields - personal.get(model, set()) - free.get(model, set()))
        for model, fields in of_models().items()
    }
    assert {model: fields for model, fields in unknown.items() if fields} == {}


def test_every_line_is_a_field_and_stands_once() -> None:
    known = {
        model._meta.label: {field.name for field in model._meta.get_fields()}
        for model in apps.get_models()
    }
    personal, free = listed(ROW), listed(FREE)
    for found in (personal, free):
        gone = {model: sorted(fields - known.get(model, set())) for model, fields in found.items()}
        assert {model: fields for model, fields in gone.items() if fields} == {}
    twice = {model: sorted(fields & free.get(model, set())) for model, fields in personal.items()}
    assert {model: fields for model, fields in twice.items() if fields} == {}


def test_whoever_is_named_is_personal() -> None:
    """A field that leads to an officer is never called free of personal data."""
    free = listed(FREE)
    named = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if could_be_personal(field) and field.is_relation
        if field.name in free.get(model._meta.label, set())
    }
    assert named == set()


def test_every_activity_is_described_and_used() -> None:
    described = set(ACTIVITY.findall(TEXT))
    used = {activity for _model, _fields, activity in ROW.findall(TEXT)}
    assert used <= described
    assert described - used == {"A11", "A12", "A13", "A15"}  # what no table holds


@pytest.mark.parametrize(("days", "constant", "duty"), PERIOD.findall(TEXT))
def test_a_period_is_the_one_of_the_code_and_has_a_duty(
    days: str, constant: str, duty: str
) -> None:
    assert import_string(constant) == timedelta(days=int(days))
    assert duty in {each.name for each in DUTIES}


def test_every_period_is_read() -> None:
    section = TEXT.split("## เก็บนานเท่าใด")[1].split("\n\n|")[1]
    assert len(PERIOD.findall(TEXT)) == section.count("\n") - 1 > 5


def test_every_duty_that_is_named_exists() -> None:
    section = TEXT.split("## เก็บนานเท่าใด")[1].split("## บัญชีข้อมูล")[0]
    named = set(re.findall(r"`([a-z][a-z -]+)`", section)) - {"run_worker"}
    assert named <= {duty.name for duty in DUTIES}


def test_the_log_of_the_proxy_holds_no_more_than_the_page_says() -> None:
    form = (ROOT / "deploy" / "nginx" / "infogo" / "http.conf").read_text()
    written = re.search(r"log_format infogo escape=json\n(.*?);\n", form, re.S)
    assert written is not None
    told = set(re.findall(r"\$([a-z0-9_]+)", written[1]))
    typed = {"request", "request_uri", "args", "query_string", "request_body"}
    assert told & typed == set()
    assert {name for name in told if name.startswith(("http_", "arg_", "cookie_"))} == set()
    assert {"remote_addr", "remote_port", "time_iso8601", "infogo_path"} <= told
    assert "uri" not in told, "the nodes write no reference of an anonymous reader either"


def test_the_error_log_of_the_proxy_goes_when_the_page_says() -> None:
    rules = (ROOT / "deploy" / "logrotate" / "infogo").read_text()
    of_errors = rules.split("/var/log/nginx/error.log {")[1]
    kept = re.search(r"rotate (\d+)", of_errors)
    page = (ROOT / "infogo" / "templates" / "www" / "privacy.html").read_text()
    said = re.search(r"บันทึกข้อผิดพลาด.*?ครบ (\d+) วัน", page)
    assert kept and said
    assert int(kept[1]) + 1 == int(said[1])
    # Days without an error count as well: otherwise the last ones would stay for months.
    assert re.search(r"^\s*ifempty$", of_errors, re.M)
