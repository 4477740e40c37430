"""A manual's numbers beside its peers', against a plain computation from the rows."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from infogo.core.durations import Duration
from infogo.manuals import services
from infogo.manuals.content import (
    Fee,
    FeeKind,
    LocalOverrides,
    ManualContent,
    RequiredDocument,
    Step,
)
from infogo.manuals.measures import Measure, Measures, compare, is_above, measures_of, own_words
from infogo.manuals.models import Manual, ManualFacts
from infogo.manuals.part import Listing, ListingState
from tests.factories import ACTOR, AgencyFactory, TopicFactory, adoption, manual_content
from tests.factories import standard_manual as publish

pytestmark = pytest.mark.django_db
NOTHING = Measures(None, None, None, None)


def in_days(days: int) -> dict[str, object]:
    return {"total": Duration.of(days, "working_day")}


def own_text(standard: Manual, days: int) -> Manual:
    """Let another agency do the same by a text of its own."""
    manual = adoption(standard, AgencyFactory())
    content = manual_content(**in_days(days))
    overrides = LocalOverrides(
        steps=content.steps, total=content.total, total_basis=content.total_basis
    )
    services.publish_overrides(manual=manual, overrides=overrides, actor=ACTOR)
    return manual


def middle(values: list[Decimal]) -> Decimal:
    """Return the middle by sorting, as one does by hand."""
    ordered, half = sorted(values), len(values) // 2
    if len(ordered) % 2:
        return ordered[half]
    return (ordered[half - 1] + ordered[half]) / 2


def test_the_middles_are_those_of_the_rows() -> None:
    chance, topic = random.Random(6), TopicFactory()
    made = [
        publish(
            topic=topic,
            content=manual_content(
                **in_days(chance.randint(1, 60)),
                fees=Listing[Fee](
                    state=ListingState.LISTED,
                    items=(
                        Fee(item="ก", kind=FeeKind.FIXED, amount_satang=chance.randint(1, 9) * 100),
                    ),
                ),
            ),
        )
        for _ in range(12)
    ]
    asked = made[0]
    content = ManualContent.model_validate(asked.current.content)
    (found,) = compare([(asked, measures_of(content))])
    others = [row for row in ManualFacts.objects.all() if row.manual_id != asked.pk]
    expected = {
        Measure.TIME: middle([row.duration_value for row in others]),
        Measure.FEE: middle([Decimal(row.fee_high_satang) for row in others]),
        Measure.STEPS: middle([Decimal(row.step_count) for row in others]),
        Measure.DOCUMENTS: middle([Decimal(row.document_count) for row in others]),
    }
    assert {key: each.value for key, each in found.like.middles.items()} == expected
    assert all(each.count == 11 and each.is_small for each in found.like.middles.values())
    assert found.same.middles == {}


def test_the_same_procedure_counts_agencies_with_a_text_of_their_own() -> None:
    standard = publish(content=manual_content(**in_days(30)))
    mine = own_text(standard, 40)
    for days in (10, 12, 14, 16):
        own_text(standard, days)
    adoption(standard)  # follows the standard and says nothing of its own
    content = manual_content(**in_days(40))
    (found,) = compare([(mine, measures_of(content))])
    time = found.same.middles[Measure.TIME]
    assert (time.count, time.value) == (5, 14)  # the standard manual itself is the fifth
    assert found.same.words(Measure.TIME) == "14 วันทำการ"
    assert is_above(found.own, found.same, Measure.TIME)
    assert not is_above(found.own, found.like, Measure.TIME)


def test_times_in_other_units_are_no_peers() -> None:
    topic = TopicFactory()
    for _ in range(5):
        publish(topic=topic, content=manual_content())  # minutes
    asked = publish(topic=topic, content=manual_content(**in_days(3)))
    (found,) = compare([(asked, measures_of(manual_content(**in_days(3))))])
    assert Measure.TIME not in found.like.middles
    assert found.like.middles[Measure.STEPS].count == 5


def test_unknown_is_neither_zero_nor_none() -> None:
    empty = measures_of(ManualContent())
    assert empty == NOTHING
    assert {own_words(empty, measure) for measure in Measure} == {""}
    none = ManualContent(
        documents=Listing[RequiredDocument](state=ListingState.NONE),
        fees=Listing[Fee](state=ListingState.NONE),
        steps=Listing[Step](state=ListingState.NONE),
    )
    told = measures_of(none)
    assert (told.documents, told.fee_satang) == (0, 0)
    assert own_words(told, Measure.FEE) == "ไม่มีค่าธรรมเนียม"


def test_many_cost_two_queries() -> None:
    made = [publish() for _ in range(4)]
    with CaptureQueriesContext(connection) as caught:
        compare([(manual, NOTHING) for manual in made])
    assert len(caught) == 2
