"""Whom to call at once is told before anything else."""

from __future__ import annotations

from infogo.agents.searching import find_agency, search_services
from tests.factories import EmergencyNumberFactory
from tests.search.corpus import Country


def test_who_needs_help_now_is_told_whom_to_call_first(country_indexed: Country) -> None:
    EmergencyNumberFactory(number="1669", name_th="แพทย์ฉุกเฉิน", name_en="Ambulance")
    EmergencyNumberFactory(
        number="191", name_th="ตำรวจ", name_en="Police", source="general_knowledge"
    )
    found = search_services("รถชน")
    assert [(one.number, one.is_unverified) for one in found.call_now] == [
        ("191", True), ("1669", False),
    ]  # fmt: skip
    assert found.say.startswith("บอกให้โทร 191 ตำรวจ, 1669 แพทย์ฉุกเฉิน ก่อน")
    assert search_services("car accident", language="en").say.startswith(
        "Say first to call 191 Police, 1669 Ambulance."
    )
    agencies = find_agency("รถชน")
    assert [one.number for one in agencies.call_now] == ["191", "1669"]
    assert agencies.say.startswith("บอกให้โทร 191")


def test_nobody_else_is(country_indexed: Country) -> None:
    EmergencyNumberFactory(number="191", name_th="ตำรวจ")
    assert search_services("บัตรประชาชนหาย").call_now == []
