"""The curated words are data: these tests read them as an editor would."""

from __future__ import annotations

import csv
import json
import re

import pytest

from infogo.search.words import lexicon
from infogo.search.words.synonyms import shipped
from infogo.thai.normalise import normalise
from tools.country import ROOT

DEMO = ROOT / "demo" / "data"


def rows(path: str) -> list[dict[str, str]]:
    with (DEMO / path).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_synonyms_weigh_less_than_what_was_typed() -> None:
    for phrase, expansions in shipped().phrases.items():
        assert phrase
        for expansion in expansions:
            assert 0 < expansion.weight <= lexicon.HEAVIEST_SYNONYM
            assert expansion.words == normalise(expansion.words) != ""


def test_no_synonym_is_only_itself() -> None:
    for phrase, expansions in shipped().phrases.items():
        assert any(lexicon.squashed(expansion.words) != phrase for expansion in expansions), phrase


def test_agencies_with_aliases_exist() -> None:
    keys = {row["key"] for row in rows("agencies/agencies.csv")}
    assert set(lexicon.agency_aliases()) <= keys
    assert set(lexicon.agency_areas()) <= keys


def test_office_words_name_kinds_that_exist() -> None:
    kinds = {row["kind"] for row in rows("agencies/service_points.csv")}
    assert set(lexicon.office_words()) <= kinds


def test_place_aliases_lead_somewhere() -> None:
    codes = {row["code"] for row in rows("geo/provinces.csv")}
    codes |= {row["code"] for row in rows("geo/districts.csv")}
    assert set(lexicon.place_aliases().values()) <= codes


def test_neighbourhoods_lie_in_one_district_that_is_called_so() -> None:
    names = {row["code"]: row["name_th"] for row in rows("geo/districts.csv")}
    found = lexicon.neighbourhoods()
    assert len(found) > 3000
    assert {code: name for code, name in found.values() if names.get(code) != name} == {}
    lines = (lexicon.DATA / "neighbourhoods.csv").read_text(encoding="utf-8").splitlines()
    table = csv.DictReader(line for line in lines if not line.startswith("#"))
    called = [name for row in table for name in row["called"].split("|")]
    assert len({lexicon.squashed(normalise(name)) for name in called}) == len(called)


def test_no_neighbourhood_is_an_agency() -> None:
    named = {name for names in lexicon.agency_aliases().values() for name in names}
    named |= {row["name_th"] for row in rows("agencies/agencies.csv")}
    squashed = {lexicon.squashed(normalise(name)) for name in named}
    assert squashed & set(map(lexicon.squashed, lexicon.neighbourhoods())) == set()


def test_ordinary_places_are_places() -> None:
    names = {normalise(row["name_th"]) for row in rows("geo/provinces.csv")}
    names |= {normalise(row["name_th"]) for row in rows("geo/districts.csv")}
    names |= set(lexicon.place_aliases())
    names |= {lexicon.squashed(normalise(row["name_en"])) for row in rows("geo/districts.csv")}
    assert lexicon.ordinary_places() <= names


def test_a_service_is_the_first_duty_of_each_event() -> None:
    lines = (DEMO / "services/services.jsonl").read_text(encoding="utf-8").splitlines()
    everyday = {normalise(str(json.loads(line)["name_everyday"])) for line in lines}
    for event, one in lexicon.first_duties().items():
        assert re.compile(one.told), event
        assert any(re.search(one.duty, name) for name in everyday), event
        assert all(re.search(one.about, name) for name in everyday if re.search(one.duty, name))


def test_a_synonym_that_is_too_heavy_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        lexicon, "_rows", lambda _name: [{"phrase": "ก", "means": "ข", "weight": "0.9"}]
    )
    with pytest.raises(ValueError, match=r"0\.9"):
        lexicon.synonym_rows()


def test_tags_of_services_are_not_copied_into_the_synonyms() -> None:
    """Synonyms are general Thai; a service's own everyday words belong to its tags."""
    services = (DEMO / "services" / "services.jsonl").read_text(encoding="utf-8").splitlines()
    names = {lexicon.squashed(normalise(json.loads(line)["name_official"])) for line in services}
    assert not names & set(shipped().phrases)
