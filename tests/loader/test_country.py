"""The whole demonstration country, counted."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db.models import Count, F

from infogo.agencies.models import Agency, AgencyCode, EmergencyNumber
from infogo.articles.models import Article
from infogo.core.hours_text import parse_sentence, sentence
from infogo.core.models import PublicHoliday
from infogo.geo.models import District, Province, Subdistrict
from infogo.manuals.content import ManualContent
from infogo.manuals.models import (
    Document,
    Manual,
    ManualFacts,
    ManualRevision,
    Procedure,
    ProcedureRelation,
    StageProcedure,
)
from infogo.pins.models import Pin
from infogo.points.models import ServicePoint
from infogo.taxonomy.models import (
    LifeEvent,
    LifeEventStage,
    Tag,
    TargetGroup,
    Topic,
    VocabularyTerm,
)

SAMPLE_OVERRIDES = 3
pytestmark = [pytest.mark.country, pytest.mark.usefixtures("country")]


def test_every_row_of_the_data_is_loaded() -> None:
    counts = {
        model: model._default_manager.count()
        for model in (
            Province, District, Subdistrict, Agency, AgencyCode, ServicePoint, Procedure, Document,
            Topic, TargetGroup, LifeEvent, LifeEventStage, Article, EmergencyNumber,
            VocabularyTerm, ManualRevision, ManualFacts,
        )
    }  # fmt: skip
    assert counts == {
        Province: 77, District: 928, Subdistrict: 7436, Agency: 8470, AgencyCode: 12522,
        ServicePoint: 9969, Procedure: 221, Document: 169, Topic: 17, TargetGroup: 13,
        LifeEvent: 15, LifeEventStage: 62, Article: 12, EmergencyNumber: 38, VocabularyTerm: 165,
        ManualRevision: 221 + SAMPLE_OVERRIDES, ManualFacts: 221 + SAMPLE_OVERRIDES,
    }  # fmt: skip
    assert Tag.objects.count() > 1000
    assert StageProcedure.objects.count() > 170
    assert ProcedureRelation.objects.count() > 400
    assert {day.year for day in PublicHoliday.objects.values_list("on", flat=True)} == set(
        range(2024, 2029)
    )


def test_nothing_had_to_be_reported(country: Path) -> None:
    assert not (country / "load-report.csv").exists()


def test_adoptions_are_the_adopters_of_every_kind_and_only_they() -> None:
    """The data names municipalities 62 times, อบต. 35, อบจ. 4 and Bangkok districts 75 times."""
    adoptions = Manual.objects.exclude(standard=None)
    by_kind = dict(adoptions.order_by().values_list("agency__kind").annotate(Count("pk")))
    assert by_kind == {
        "municipality_city": 62 * 30,
        "municipality_town": 62 * 195,
        "municipality_subdistrict": 62 * 2247,
        "special_local": 62,
        "sao": 35 * 5302,
        "pao": 4 * 76,
        "bma_district": 75 * 50,
    }
    assert not adoptions.filter(agency__kind="special_local").exclude(agency__key="pattaya")
    assert adoptions.exclude(current=None).count() == SAMPLE_OVERRIDES
    assert not adoptions.exclude(standard__procedure=F("procedure")).exists()


def test_pins_carry_the_right_manual() -> None:
    pins = Pin.objects.all()
    assert pins.count() == 393_489
    local = pins.filter(manual__standard__isnull=False)
    assert not local.exclude(manual__agency=F("point__agency")).exists()
    assert not pins.exclude(manual__procedure=F("procedure")).exists()
    assert not pins.exclude(province=F("point__province")).exclude(province=None).exists()
    twice = pins.order_by().values("procedure", "point").annotate(n=Count("pk")).filter(n__gt=1)
    assert not twice.exists()


@pytest.mark.parametrize(
    ("code", "kind", "count"),
    [
        ("RD-001", "revenue_area_office", 76),
        ("DBD-003", "business_development_office", 7),
        ("DLT-006", "transport_office", 96),
        ("DOPA-002", "district_office", 878),
        ("DOPA-002", "bma_district_office", 50),
        ("DOPA-002", "municipality_office", 2473),
        ("LOCAL-012", "sao_office", 5302),
    ],
)
def test_a_procedure_is_pinned_at_every_place_of_its_kinds(
    code: str, kind: str, count: int
) -> None:
    assert Pin.objects.filter(procedure__code=code, point__kind=kind).count() == count


def test_every_manual_can_be_read_and_its_hours_written_and_read_again() -> None:
    manuals = Manual.objects.filter(standard=None).select_related("current")
    assert manuals.count() == 221
    for manual in manuals:
        assert manual.current is not None
        content = ManualContent.model_validate(manual.current.content)
        assert not content.steps.is_unknown
        assert not content.documents.is_unknown
        assert not content.fees.is_unknown
        for channel in content.filing_channels:
            assert bool(channel.hours) != bool(channel.hours_text)
        for channel in content.channels.items:
            if channel.hours:
                assert parse_sentence(sentence(channel.hours)) == channel.hours


def test_sample_facts_and_positions_are_marked() -> None:
    assert not ManualFacts.objects.filter(is_sample=False).exists()
    assert not ServicePoint.objects.exclude(coordinate_quality="none").filter(lat=None).exists()
    assert ServicePoint.objects.filter(coordinate_quality="office").count() == 5241
    assert not ServicePoint.objects.filter(hours_status="confirmed").exists()
