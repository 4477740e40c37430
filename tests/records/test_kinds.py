"""Public records: what is public, what every field means, and what reading them costs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pydantic import BaseModel

from infogo.agencies.models import AgencyCode
from infogo.articles.models import ArticleStatus
from infogo.manuals.models import ManualStatus, ProcedureStatus
from infogo.manuals.selectors import merged_manual
from infogo.points.models import PointStatus
from infogo.records.base import MEANING, Kind, Record
from infogo.records.kinds import KINDS
from infogo.records.manuals import ManualRecord, manual_record, stream_whole, whole_manuals
from tests.factories import (
    AgencyFactory,
    ArticleFactory,
    PinFactory,
    ServicePointFactory,
    adoption,
    standard_manual,
)

pytestmark = pytest.mark.django_db


def some() -> None:
    """Make an agency with a service at a point, an adoption and an article."""
    agency = AgencyFactory(parent=AgencyFactory())
    AgencyCode.objects.create(agency=agency, scheme="dga8", code=f"{agency.pk:08}")
    manual = standard_manual(owner=agency)
    PinFactory(manual=manual, point=ServicePointFactory(agency=agency))
    adoption(manual, AgencyFactory())
    ArticleFactory(status=ArticleStatus.PUBLISHED)


def ours(record: type[BaseModel], seen: set[type[BaseModel]]) -> Iterator[type[BaseModel]]:
    """Return a record and the records in it."""
    if record in seen or not record.__module__.startswith("infogo.records"):
        return
    seen.add(record)
    yield record
    for field in record.model_fields.values():
        for inner in _models(field.annotation):
            yield from ours(inner, seen)


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in getattr(annotation, "__args__", ()):
        yield from _models(argument)


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_field_has_its_meaning_in_both_languages(kind: Kind[Any, Any]) -> None:
    records = [kind.record, ManualRecord] if kind.name == "manuals" else [kind.record]
    checked = 0
    for record in (one for each in records for one in ours(each, set())):
        for name, field in record.model_fields.items():
            extra = field.json_schema_extra
            assert field.description, (record, name)
            assert isinstance(extra, dict), (record, name)
            assert extra.get(MEANING), (record, name)
            checked += 1
    assert checked >= len(kind.record.model_fields)


@pytest.mark.parametrize("name", [name for name in KINDS if name != "holidays"])
def test_more_records_cost_no_more_queries(name: str) -> None:
    kind = KINDS[name]
    some()

    def queries() -> tuple[int, int]:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            records = kind.make(kind.after(0, 100))
        return len(captured), len(records)

    few, count = queries()
    some()
    some()
    many, more = queries()
    assert more > count or name in {"target-groups", "life-events", "documents", "topics"}
    assert many == few


def test_what_citizens_cannot_use_is_no_record() -> None:
    some()
    before = {name: len(list(kind.stream())) for name, kind in KINDS.items()}
    hidden = standard_manual()
    hidden.procedure.status = ProcedureStatus.WITHDRAWN
    hidden.procedure.save()
    PinFactory(manual=hidden)
    draft = standard_manual()
    draft.status = ManualStatus.DRAFT
    draft.save()
    PinFactory(manual=draft, point=ServicePointFactory(status=PointStatus.CLOSED))
    ArticleFactory(status=ArticleStatus.DRAFT)

    after = {name: len(list(kind.stream())) for name, kind in KINDS.items()}

    for name in ("manuals", "pins", "articles"):
        assert after[name] == before[name], name
    assert after["procedures"] == before["procedures"] + 1  # of the draft: its procedure is in use


def test_a_stream_is_whole_and_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("infogo.records.base.BATCH", 2)
    made = [AgencyFactory().pk for _each in range(5)]

    streamed = [record.id for record in KINDS["agencies"].stream()]

    assert streamed == sorted(made)


def test_a_whole_manual_tells_the_agencys_own_words() -> None:
    standard = standard_manual()
    local = adoption(standard, AgencyFactory())

    record = manual_record(merged_manual(whole_manuals().get(pk=local.pk)))

    assert record.standard == standard.pk
    assert record.edition == record.standard_edition
    assert (
        record.content == manual_record(merged_manual(whole_manuals().get(pk=standard.pk))).content
    )
    assert [one.id for one in stream_whole()] == [standard.pk]
    assert [one.id for one in stream_whole(own_only=False)] == [standard.pk, local.pk]


def test_records_are_asked_for_by_id_in_the_order_of_asking() -> None:
    one, two = AgencyFactory(), AgencyFactory()

    found: list[Record] = KINDS["agencies"].some([two.pk, 10**9, one.pk])

    assert [record.id for record in found] == [two.pk, one.pk]  # type: ignore[attr-defined]
