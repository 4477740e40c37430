"""The read API: what it tells, what it costs, and how it refuses."""

from __future__ import annotations

import json
from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from infogo.agencies.models import AgencyStatus
from infogo.api.described import operations
from infogo.api.urls import api
from infogo.core.models import PublicHoliday
from infogo.manuals.models import ManualStatus, ProcedureStatus
from infogo.points.models import PointStatus
from infogo.taxonomy.models import Tag
from infogo.thai.normalise import normalise
from tests.api.reading import ADDRESS, Small, get, small_country
from tests.factories import AgencyFactory, ServicePointFactory, standard_manual

pytestmark = pytest.mark.django_db
NINE = "2026-10-01T09:00:00%2B07:00"
LISTS = {
    "/agencies": "/agencies?under={ministry}",
    "/points": "/points?agency={department}",
    "/points/near": "/points/near?lat=18.79&lng=98.98&radius_km=500",
    "/procedures": "/procedures?document={document}",
    "/manuals": "/manuals?procedure={procedure}",
    "/manuals/{manual_id}/editions": "/manuals/{manual}/editions",
    "/manuals/{manual_id}/changes": "/manuals/{manual}/changes?before=1&after=1",
    "/pins": "/pins?procedure={procedure}",
    "/documents": "/documents",
    "/topics": "/topics",
    "/target-groups": "/target-groups",
    "/life-events": "/life-events",
    "/articles": "/articles",
    "/holidays": "/holidays?year=2026",
}
ONES = {
    "/agencies/{agency_id}": "/agencies/{department}",
    "/points/{point_id}": "/points/{point}",
    "/procedures/{procedure_id}": "/procedures/{procedure}",
    "/manuals/{manual_id}": "/manuals/{local}",
    "/documents/{document_id}": "/documents/{document}",
    "/articles/{article_id}": "/articles/{article}",
    "/plan": "/plan?procedures={procedure}&province={province}",
    "/due-date": f"/due-date?received={NINE}&value=5&unit=working_day",
    "/manuals/{manual_id}/due-date": f"/manuals/{{manual}}/due-date?received={NINE}",
    "/manuals/{manual_id}/ratings": "/manuals/{manual}/ratings",
    "/points/{point_id}/ratings": "/points/{point}/ratings",
    "/manuals/{manual_id}/times": "/manuals/{manual}/times",
}
ELSEWHERE = ("/search", "/suggest", "/volumes", "/delays", "/changes", "/webhooks", "/office/")
"""Addresses with tests of their own: searching, and programs of agencies."""


@pytest.fixture
def made() -> Small:
    return small_country()


def filled(path: str, made: Small) -> str:
    return path.format(
        ministry=made.ministry.pk,
        department=made.department.pk,
        point=made.point.pk,
        province=made.point.province_id,
        procedure=made.manual.procedure_id,
        manual=made.manual.pk,
        local=made.local.pk,
        document=made.document.pk,
        article=made.article.pk,
    )


def test_every_address_that_reads_stands_in_these_tests() -> None:
    paths = {
        path.removeprefix(ADDRESS)
        for path, operations in api.get_openapi_schema()["paths"].items()
        if "get" in operations
    }
    ours = {path for path in paths if not path.startswith(ELSEWHERE)}
    known = {path.rstrip("/") for path in (*LISTS, *ONES)}
    assert {path.rstrip("/") for path in ours if "security" not in path} - known == set()
    assert known <= ours


@pytest.mark.parametrize("path", [*LISTS.values(), *ONES.values()])
class TestEveryAddress:
    def test_a_good_copy_is_not_sent_again(self, client: Client, made: Small, path: str) -> None:
        address = ADDRESS + filled(path, made)
        first = client.get(address)
        assert first.status_code == 200, first.content
        assert first["Cache-Control"] == "no-cache"

        again = client.get(address, headers={"If-None-Match": first["ETag"]})
        other = client.get(address, headers={"If-None-Match": '"other"'})

        assert (again.status_code, again.content) == (304, b"")
        assert again["ETag"] == first["ETag"]
        assert (other.status_code, other.content) == (200, first.content)

    def test_only_what_exists_can_be_asked_for(
        self, client: Client, made: Small, path: str
    ) -> None:
        if path.startswith(("/due-date", "/manuals/{manual}/due-date")):
            return  # an explanation is whole or none
        address = filled(path, made)
        sign = "&" if "?" in address else "?"
        answer = get(client, f"{address}{sign}fields=no_such_thing", 422)
        assert answer["errors"][0]["parameter"] == "fields"
        assert "ไม่มีช่อง no_such_thing" in answer["errors"][0]["message_th"]


def test_procedures_are_chosen_by_an_everyday_word(client: Client, made: Small) -> None:
    procedure = made.manual.procedure
    procedure.tags.add(Tag.objects.create(text="บัตร  หาย", key=normalise("บัตร  หาย")))

    found = get(client, "/procedures?tag=บัตร หาย")["items"]

    assert [one["id"] for one in found] == [procedure.pk]
    assert get(client, "/procedures?tag=บัตร")["items"] == []


def test_every_address_says_how_it_refuses_too_much() -> None:
    found = list(operations(api.get_openapi_schema()))
    assert len(found) > 50
    for _path, method, operation in found:
        answers = {int(status) for status in operation["responses"]}
        assert {429, 503} <= answers
        assert ({400, 413} if "requestBody" in operation else {414}) <= answers, method


GROWING = (
    "/agencies",
    "/points",
    "/points/near?lat=18.79&lng=98.98&radius_km=500",
    "/procedures",
    "/manuals",
    "/pins",
    "/documents",
    "/topics",
    "/target-groups",
    "/life-events",
    "/articles",
)
"""Lists that grow with the country; editions, changes and holidays are of one record or year."""


@pytest.mark.parametrize("path", GROWING)
def test_more_rows_cost_no_more_queries(client: Client, made: Small, path: str) -> None:
    def asked() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as captured:
            answer = get(client, path)
        return len(captured), len(answer["items"])

    few, rows = asked()
    for _more in range(2):
        small_country()
    many, more_rows = asked()
    assert many <= few
    assert more_rows > rows


class TestPages:
    def test_all_are_met_once_though_others_come_in_between(self, client: Client) -> None:
        ids = [AgencyFactory().pk for _each in range(5)]
        seen, path = [], "/agencies?limit=2"
        while path:
            answer = get(client, path)
            seen += [one["id"] for one in answer["items"]]
            if len(seen) == 2:
                ids.append(AgencyFactory().pk)
            parts = urlsplit(answer["next"] or "")
            path = f"{parts.path.removeprefix(ADDRESS)}?{parts.query}" if answer["next"] else ""
        assert seen == ids

    @pytest.mark.parametrize("cursor", ["x", "YTEuNQ", "Yjc", "YTk5OTk5OTk5OTk5OTk5OTk5OTk5OQ"])
    def test_a_cursor_of_somebody_else_is_refused(self, client: Client, cursor: str) -> None:
        answer = get(client, f"/agencies?cursor={cursor}", 422)
        assert answer["errors"][0]["parameter"] == "cursor"

    def test_few_fields_in_one_language(self, client: Client, made: Small) -> None:
        made.department.name_en = "Department"
        made.department.save()
        both = get(client, f"/agencies/{made.department.pk}?fields=id,name_th,name_en,parents")
        assert list(both) == ["id", "name_th", "name_en", "parents"]
        english = get(client, f"/agencies/{made.department.pk}?lang=en")
        assert english["name_en"] == "Department"
        assert "name_th" not in english
        thai = get(client, f"/agencies/{made.department.pk}?lang=th")
        assert "name_en" not in thai

    def test_the_language_of_the_browser_changes_nothing(self, client: Client, made: Small) -> None:
        path = f"{ADDRESS}/agencies/{made.department.pk}"
        plain = client.get(path)
        for language in ("en", "th;q=0.5,en-GB", "xx, *;q=0"):
            answer = client.get(path, headers={"Accept-Language": language})
            assert (answer.content, answer["ETag"]) == (plain.content, plain["ETag"])
            assert "Language" not in answer.headers.get("Vary", "")

    def test_a_text_without_english_stays_thai(self, client: Client, made: Small) -> None:
        made.department.name_en = ""
        made.department.save()
        assert get(client, f"/agencies/{made.department.pk}?lang=en")["name_th"]

    def test_a_change_gives_another_tag(self, client: Client, made: Small) -> None:
        address = f"{ADDRESS}/procedures/{made.manual.procedure_id}"
        before = client.get(address)["ETag"]
        from_elsewhere = standard_manual()  # published: announced by the service
        assert client.get(address)["ETag"] != before
        assert from_elsewhere.pk


class TestAgencies:
    def test_filters(self, client: Client, made: Small) -> None:
        def ids(query: str) -> list[int]:
            return [one["id"] for one in get(client, f"/agencies?{query}")["items"]]

        department = made.department.pk
        assert ids(f"parent={made.ministry.pk}") == [department]
        assert ids(f"code=dga8:{department:08}") == [department]
        assert department in ids(f"under={made.ministry.pk}")
        assert ids("kind=no_such_kind") == []

    def test_a_merged_one_leads_on_and_a_closed_one_is_gone(
        self, client: Client, made: Small
    ) -> None:
        old, closed = AgencyFactory(), AgencyFactory(status=AgencyStatus.CLOSED)
        old.status, old.merged_into = AgencyStatus.MERGED, made.department
        old.save()
        response = client.get(f"{ADDRESS}/agencies/{old.pk}?lang=th")
        assert response.status_code == 301
        assert response["Location"].endswith(f"{ADDRESS}/agencies/{made.department.pk}?lang=th")
        assert "เลิกแล้ว" in get(client, f"/agencies/{closed.pk}", 410)["title_th"]
        get(client, "/agencies/999999", 404)


class TestPoints:
    def test_nearest_first_with_distance_and_opening(self, client: Client, made: Small) -> None:
        far = ServicePointFactory(lat=18.90, lng=98.98, hours={})
        answer = get(client, "/points/near?lat=18.79&lng=98.98&radius_km=50")
        assert [one["id"] for one in answer["items"]] == [made.point.pk, far.pk]
        assert answer["items"][0]["distance_km"] == 0
        assert answer["items"][1]["opening"] == "unknown"
        near = get(client, "/points/near?lat=18.79&lng=98.98&radius_km=5")
        assert [one["id"] for one in near["items"]] == [made.point.pk]

    def test_where_a_service_is_done(self, client: Client, made: Small) -> None:
        ServicePointFactory(lat=18.79, lng=98.98)
        procedure = made.manual.procedure_id
        near = "/points/near?lat=18&lng=98&radius_km=500"
        for path in (f"/points?procedure={procedure}", f"{near}&procedure={procedure}"):
            assert [one["id"] for one in get(client, path)["items"]] == [made.point.pk], path

    def test_in_a_box(self, client: Client, made: Small) -> None:
        inside = get(client, "/points?box=18.7,98.9,18.8,99")["items"]
        assert made.point.pk in [one["id"] for one in inside]
        assert get(client, "/points?box=10,98.9,11,99")["items"] == []
        for box in ("18.8,98.9,18.7,99", "a,b,c,d", "1,2,3", "1..2,2,3,4"):
            answer = get(client, f"/points?box={box}", 422)
            assert answer["errors"][0]["parameter"] == "box"

    def test_a_moment_needs_its_zone(self, client: Client, made: Small) -> None:
        answer = get(client, "/points/near?lat=18.79&lng=98.98&at=2026-10-01T09:00:00", 422)
        assert "เขตเวลา" in answer["title_th"]

    def test_one_that_moved_leads_on(self, client: Client, made: Small) -> None:
        old = ServicePointFactory(status=PointStatus.MOVED, moved_to=made.point)
        response = client.get(f"{ADDRESS}/points/{old.pk}")
        assert response.status_code == 301
        assert response["Location"].endswith(f"/points/{made.point.pk}")
        closed = ServicePointFactory(status=PointStatus.CLOSED)
        get(client, f"/points/{closed.pk}", 410)


class TestManuals:
    def test_an_agencys_manual_reads_as_the_page_does(self, client: Client, made: Small) -> None:
        answer = get(client, f"/manuals/{made.local.pk}")
        page = client.get(
            f"/manual/{made.local.procedure_id}/at/{made.local.agency_id}.json"
        ).json()
        assert answer["content"] == page["content"]
        assert answer["edition"]["hash"] == page["edition"]["hash"]
        assert answer["standard"] == made.manual.pk

    def test_by_edition_and_by_day(self, client: Client, made: Small) -> None:
        now = get(client, f"/manuals/{made.manual.pk}")
        edition = get(client, f"/manuals/{made.manual.pk}?edition=1")
        assert edition["content"] == now["content"]
        get(client, f"/manuals/{made.manual.pk}?edition=2", 404)
        get(client, f"/manuals/{made.manual.pk}?on=2001-01-01", 404)
        tomorrow = date.today() + timedelta(days=2)
        get(client, f"/manuals/{made.manual.pk}?on={tomorrow}", 422)
        get(client, f"/manuals/{made.manual.pk}?on=2026-01-01&edition=1", 422)

    def test_one_that_ended_is_gone_but_its_editions_stay(
        self, client: Client, made: Small
    ) -> None:
        made.manual.procedure.status = ProcedureStatus.WITHDRAWN
        made.manual.procedure.save()
        assert "edition" in get(client, f"/manuals/{made.manual.pk}", 410)["title"]
        get(client, f"/manuals/{made.manual.pk}?edition=1")
        assert get(client, "/manuals")["items"] == []

    def test_drafts_do_not_exist(self, client: Client) -> None:
        draft = standard_manual()
        draft.status = ManualStatus.DRAFT
        draft.save()
        get(client, f"/manuals/{draft.pk}", 404)
        get(client, f"/manuals/{draft.pk}/editions", 404)


class TestPlanning:
    def test_a_plan_leads_to_its_page(self, client: Client, made: Small) -> None:
        answer = get(
            client, filled("/plan?procedures={procedure},999999&province={province}", made)
        )
        assert [one["procedure"] for one in answer["errands"]] == [made.manual.procedure_id]
        assert answer["unknown"] == [999999]
        assert answer["days"][0]["stops"][0]["point"]["id"] == made.point.pk
        page = client.get(answer["url"].replace("http://testserver", ""))
        assert page.status_code == 200

    @pytest.mark.parametrize(
        ("query", "parameter"),
        [
            ("procedures=1,2,3,4,5,6,7,8,9", "procedures"),
            ("procedures=1&province=99", "province"),
            ("procedures=1&near=1..1,2", "near"),
            ("procedures=1&near=50,8", "near"),
            ("procedures=1&day=2001-01-01", "day"),
            ("procedures=1;2", "procedures"),
            ("", "procedures"),
        ],
    )
    def test_what_makes_no_sense_is_named(self, client: Client, query: str, parameter: str) -> None:
        assert get(client, f"/plan?{query}", 422)["errors"][0]["parameter"] == parameter

    def test_working_days_skip_holidays_and_say_so(self, client: Client) -> None:
        PublicHoliday.objects.create(on=date(2026, 10, 2), name_th="วันหยุดพิเศษ", source="มติ")
        answer = get(client, f"/due-date?received={NINE}&value=1&unit=working_day")
        assert answer["due_on"] == "2026-10-05"  # 1 October is a Thursday
        days = {day["on"]: day for day in answer["days"]}
        assert not days["2026-10-02"]["counts"]
        assert "วันหยุดพิเศษ" in days["2026-10-02"]["why_th"]

    def test_a_time_that_cannot_be_counted_is_refused(self, client: Client) -> None:
        get(client, f"/due-date?received={NINE}&value=3000&unit=year", 422)
        get(client, "/due-date?received=2026-10-01T09:00:00&value=1&unit=day", 422)
        for moment in ("0001-01-01T00:00:00%2B07:00", "9999-12-31T23:59:59-07:00"):
            get(client, f"/due-date?received={moment}&value=1&unit=day", 422)


class TestFrame:
    def test_any_site_may_ask_first(self, client: Client) -> None:
        response = client.options(
            f"{ADDRESS}/agencies",
            headers={"Origin": "https://elsewhere.test", "Access-Control-Request-Method": "GET"},
        )
        assert response.status_code == 204
        assert "If-None-Match" in response["Access-Control-Allow-Headers"]
        assert response["Access-Control-Allow-Origin"] == "*"

    def test_headers_alone(self, client: Client, made: Small) -> None:
        address = f"{ADDRESS}/agencies/{made.department.pk}"
        whole, head = client.get(address), client.head(address)
        assert (head.status_code, head.content) == (200, b"")
        assert head["ETag"] == whole["ETag"]
        assert int(head["Content-Length"]) == len(whole.content)

    def test_an_unknown_address_and_method_are_problems(self, client: Client) -> None:
        assert "openapi.json" in get(client, "/nothing", 404)["title"]
        response = client.post(f"{ADDRESS}/agencies")
        assert response.status_code == 405
        assert response["Content-Type"] == "application/problem+json"
        assert "GET" in response["Allow"]

    def test_refusals_are_documented_under_their_type(self) -> None:
        schema = api.get_openapi_schema()
        answers = [
            (status, answer)
            for operations in schema["paths"].values()
            for operation in operations.values()
            for status, answer in operation["responses"].items()
            if "content" in answer
        ]
        assert answers
        for status, answer in answers:
            told = {"application/json"}, {"application/x-ndjson"}
            wanted = ({"application/problem+json"},) if int(status) >= 400 else told
            assert set(answer["content"]) in wanted
        json.dumps(schema)
