"""Vocabulary terms are in force from a day on and until another."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from infogo.taxonomy.models import VocabularyTerm
from infogo.taxonomy.selectors import terms_in_force

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


def term(code: str, **given: Any) -> VocabularyTerm:
    values = {"vocabulary": "step_type", "label_th": code, "effective_from": date(2015, 7, 21)}
    return VocabularyTerm.objects.create(code=code, **{**values, **given})


def test_terms_before_their_day_and_after_their_end_are_not_in_force() -> None:
    current = term("now")
    term("future", effective_from=date(2027, 1, 1))
    term("past", effective_to=date(2026, 11, 24))
    last_day = term("last", effective_to=date(2026, 11, 25))
    assert terms_in_force(["step_type"], TODAY)["step_type"] == {"now": current, "last": last_day}


def test_a_new_wording_replaces_the_old_one_on_its_day() -> None:
    old = term("check", label_th="เดิม")
    new = term("check", label_th="ใหม่", effective_from=date(2026, 11, 24))
    assert terms_in_force(["step_type"], date(2026, 11, 23))["step_type"]["check"] == old
    assert terms_in_force(["step_type"], TODAY)["step_type"]["check"] == new


def test_terms_come_in_their_order_for_all_vocabularies_in_one_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    term("second", order=2)
    term("first", order=1)
    term("other", vocabulary="impact_level")
    with django_assert_num_queries(1):
        found = terms_in_force(["step_type", "impact_level"], TODAY)
    assert list(found["step_type"]) == ["first", "second"]
    assert list(found["impact_level"]) == ["other"]
    assert "service_area" not in found
