"""The public contract of ``/api/v1/search``: others build on it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from infogo.agencies.models import EmergencyNumber
from infogo.core.metrics import REGISTRY
from infogo.manuals.content import ManualContent
from infogo.manuals.part import Listing, ListingState
from infogo.manuals.services import publish_standard
from tests.factories import ACTOR, EmergencyNumberFactory
from tests.search.corpus import Country

CONTRACT = {"id", "code", "title", "official_title", "url", "type"}


def get(client: Client, status: int = 200, **parameters: object) -> dict[str, Any]:
    response = client.get("/api/v1/search", parameters)
    assert response.status_code == status, response.content
    assert response["Content-Type"].startswith(
        "application/json" if status == 200 else "application/problem+json"
    )
    return json.loads(response.content)


def test_the_contract(client: Client, country_indexed: Country) -> None:
    answer = get(client, q="บัตรประชาชนหาย", type="procedure")
    first = answer["results"][0]
    assert set(first) >= CONTRACT
    assert first["code"] == "ID-2"
    assert first["title"] == "บัตรประชาชนหาย"
    assert first["official_title"] == "การขอมีบัตรประจำตัวประชาชนใหม่ กรณีสูญหาย"
    assert first["url"] == f"/manual/{first['id']}"
    assert first["type"] == "procedure"
    assert answer["total"] == answer["counts"]["procedure"]


def test_agencies_points_and_articles_are_known_by_their_keys(
    client: Client, country_indexed: Country
) -> None:
    for kind, q, code, url in (
        ("agency", "กรมการปกครอง", "moi-dopa", "/agency/"),
        ("point", "ที่ว่าการอำเภอแม่สอด", "hall-6306", "/place/"),
        ("article", "ลูกเพิ่งเกิด", "new-baby", "/article/"),
    ):
        first = get(client, q=q, type=kind)["results"][0]
        assert (first["type"], first["code"]) == (kind, code)
        assert first["url"] == f"{url}{first['id']}"


def test_thai_letters_are_not_escaped(client: Client, country_indexed: Country) -> None:
    body = client.get("/api/v1/search", {"q": "บัตรประชาชนหาย"}).content
    assert "บัตรประชาชนหาย".encode() in body
    assert b"\\u0e" not in body


def test_a_province_leads_to_the_manual_there(client: Client, country_indexed: Country) -> None:
    first = get(client, q="แจ้งเกิด", type="procedure", province="63")["results"][0]
    agency = country_indexed.agencies["muni-maesot"]
    assert first["url"] == f"/manual/{first['id']}/at/{agency.pk}"
    assert first["variant"]["agency"]["name"] == "เทศบาลนครแม่สอด"


def test_corrections_places_and_intents_are_told(client: Client, country_indexed: Country) -> None:
    answer = get(client, q="[y9ixit=k=oskp")
    assert answer["correction"] == {
        "kind": "layout",
        "original": "[y9ixit=k=oskp",
        "used": "บัตรประชาชนหาย",
    }
    answer = get(client, q="แจ้งเกิดใช้เอกสารอะไรบ้าง เชียงใหม่")
    assert answer["place"]["code"] == answer["province"] == "50"
    assert answer["intents"] == ["documents"]


def test_filters_and_facets(client: Client, country_indexed: Country) -> None:
    answer = get(client, q="", type="procedure", group="parent", facets=1)
    assert [result["code"] for result in answer["results"]] == ["BIRTH-1"]
    assert answer["facets"]["group"][0]["value"] == "parent"
    assert answer["facets"]["free"] == 0
    assert get(client, q="", type="procedure", free=1)["total"] == 0
    assert get(client, q="แจ้งเกิด")["facets"] is None


def test_pages(client: Client, country_indexed: Country) -> None:
    first = get(client, q="", type="procedure", page_size=4)
    last = get(client, q="", type="procedure", page_size=4, page=3)
    assert (first["page_count"], first["total"]) == (3, 10)
    assert len(first["results"]), len(last["results"]) == (4, 2)
    assert not {r["id"] for r in first["results"]} & {r["id"] for r in last["results"]}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("type", "manual"),
        ("province", "5"),
        ("province", "99"),
        ("province", "๕๐"),
        ("topic", "no-such-topic"),
        ("topic", "../x"),
        ("group", "no-such-group"),
        ("agency", "-1"),
        ("agency", "99999999999999999999"),
        ("agency", "123456"),
        ("page", "0"),
        ("page", "51"),
        ("page", "x"),
        ("page_size", "51"),
        ("online", "perhaps"),
        ("q", "ก" * 1001),
    ],
)
def test_a_bad_parameter_is_named_in_both_languages(
    client: Client, country_indexed: Country, name: str, value: str
) -> None:
    problem = get(client, status=422, **{"q": "บัตร", name: value})
    assert problem["status"] == 422
    assert problem["title"] and problem["title_th"]
    (error,) = problem["errors"]
    assert error["parameter"] == name
    assert error["message"] and error["message_th"]


@pytest.mark.parametrize("q", ["", "(อบต.", 'ใบ: "', "a AND", "+", "\x00", "%", "เ" * 900])
def test_any_text_is_answered(client: Client, country_indexed: Country, q: str) -> None:
    assert get(client, q=q)["query"] is not None


def test_without_an_index_it_asks_to_come_back(client: Client, empty_index: Path) -> None:
    problem = get(client, status=503, q="บัตร")
    assert "ดัชนี" in problem["title_th"]


def test_anybody_may_read_it_and_copies_are_checked(
    client: Client, country_indexed: Country
) -> None:
    response = client.get("/api/v1/search", {"q": "บัตร"})
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Cache-Control"] == "no-cache"
    assert "Set-Cookie" not in response


def test_only_reading_is_offered(client: Client, country_indexed: Country) -> None:
    assert client.post("/api/v1/search", {"q": "บัตร"}).status_code == 405


def test_the_openapi_file_describes_it(client: Client, db: None) -> None:
    described = json.loads(client.get("/api/v1/openapi.json").content)
    names = {p["name"] for p in described["paths"]["/api/v1/search"]["get"]["parameters"]}
    assert names >= {"q", "type", "province", "topic", "group", "agency", "online", "free", "page"}
    assert client.get("/api/v1/docs").status_code == 404


def test_a_question_about_a_sure_service_is_answered(
    client: Client, country_indexed: Country
) -> None:
    answer = get(client, q="บัตรประชาชนหายกี่บาท")["answer"]
    procedure = country_indexed.procedures["ID-2"]
    assert answer == {
        "intent": "fee",
        "state": "known",
        "title_th": "บัตรประชาชนหาย",
        "title_en": "Lost ID card",
        "text_th": "ค่าธรรมเนียม: 100 บาท · ค่าธรรมเนียมบัตร (100 บาท)",
        "text_en": "Fees: 100 baht · ค่าธรรมเนียมบัตร (100 baht)",
        "url": f"/manual/{procedure.pk}#fees",
        "is_sample": True,
    }
    # The page size does not decide what is sure.
    assert get(client, q="บัตรประชาชนหายกี่บาท", page_size=1)["answer"] == answer


def test_an_answer_in_two_languages_reads_its_manual_once(
    client: Client, country_indexed: Country
) -> None:
    with CaptureQueriesContext(connection) as seen:
        assert get(client, q="บัตรประชาชนหายกี่บาท")["answer"] is not None
    edition = 'INNER JOIN "manuals_procedure" ON ("manuals_manual"."procedure_id"'
    readings = [q["sql"] for q in seen if edition in q["sql"] and "content_hash" in q["sql"]]
    assert len(readings) == 1


@pytest.mark.parametrize("q", ["บัตรประชาชนหาย", "บัตรประชาชนหาย แม่ริม", "กี่บาท", ""])
def test_nothing_is_answered_that_was_not_asked(
    client: Client, country_indexed: Country, q: str
) -> None:
    assert get(client, q=q)["answer"] is None


@pytest.mark.parametrize("q", ["บัตรประชาชนหาย", "บัตรประชาชนหายใช้เอกสารอะไร", "อำเภอแม่สอดเปิดกี่โมง"])
def test_what_is_asked_again_is_answered_the_same(
    client: Client, country_indexed: Country, q: str
) -> None:
    first = get(client, q=q, province="63")
    assert [get(client, q=q, province="63") for _again in range(3)] == [first] * 3
    assert get(client, q=q, province="50") != first


def test_an_answer_that_was_given_before_shows_a_change_at_once(
    client: Client, country_indexed: Country
) -> None:
    def facts() -> dict[str, Any]:
        return get(client, q="โอนที่ดิน", type="procedure")["results"][0]["facts"]

    before = [facts() for _again in range(3)][-1]
    manual = country_indexed.manuals["LAND-1"]
    content = ManualContent.model_validate(manual.current.content)
    free = content.model_copy(update={"fees": Listing(state=ListingState.NONE)})
    publish_standard(manual=manual, content=free, actor=ACTOR)
    assert (before["is_free"], facts()["is_free"]) == (False, True)


def test_every_search_is_measured_also_one_that_is_remembered(
    client: Client, country_indexed: Country
) -> None:
    def measured() -> float:
        return REGISTRY.get_sample_value("infogo_search_seconds_count", {"kind": "search"}) or 0.0

    before = measured()
    for _again in range(4):
        get(client, q="จดทะเบียนสมรส")
    assert measured() - before == 4


def test_who_needs_help_now_is_told_whom_to_call_first(
    client: Client, country_indexed: Country
) -> None:
    EmergencyNumberFactory(number="1669", name_th="แพทย์ฉุกเฉิน")
    EmergencyNumberFactory(number="191", name_th="ตำรวจ", source="general_knowledge")
    for _again in range(3):
        first, second = get(client, q="รถชน")["call_now"]
        assert (first["number"], first["name"], first["is_unverified"]) == ("191", "ตำรวจ", True)
        assert (second["number"], second["is_unverified"]) == ("1669", False)
    assert set(first) == {
        "number", "name", "name_en", "purpose", "purpose_en", "is_unverified",
    }  # fmt: skip
    EmergencyNumber.objects.all().delete()
    assert get(client, q="รถชน")["call_now"] == []
    assert get(client, q="บัตรประชาชนหาย")["call_now"] == []
