"""``/api/v1/changes``: read from any place on, cheaply, and told when a copy is too old."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from infogo.changes.models import Change
from infogo.points.models import PointStatus, ServicePoint
from infogo.points.services import Standing, set_standing
from tests.api.reading import get
from tests.changes.making import ACTOR, begun, edit, numbered
from tests.factories import AgencyFactory, ServicePointFactory

pytestmark = pytest.mark.django_db


def made(count: int) -> list[ServicePoint]:
    points = ServicePointFactory.create_batch(count)
    begun()
    for point in points:
        edit(point, "ข้างตลาด")
        numbered()
    return points


def test_before_the_first_change_the_feed_is_empty(client: Client) -> None:
    answer = get(client, "/changes")
    assert answer == {
        "items": [],
        "next_after": 0,
        "has_more": False,
        "oldest": 1,
        "newest": 0,
    }


def test_read_in_portions_it_is_whole_and_in_order(client: Client) -> None:
    points = made(5)
    seen, after, more = [], 0, True
    while more:
        answer = get(client, f"/changes?after={after}&limit=2")
        seen += answer["items"]
        after, more = answer["next_after"], answer["has_more"]
    assert [one["number"] for one in seen] == [1, 2, 3, 4, 5, 6]
    assert [one["kind"] for one in seen[:2]] == ["everything", "points"]
    assert [one["id"] for one in seen[1:]] == [point.pk for point in points]
    assert get(client, f"/changes?after={after}")["items"] == []


def test_only_some_kinds_or_agencies_and_the_place_moves_on(client: Client) -> None:
    mother = AgencyFactory()
    below = ServicePointFactory(agency=AgencyFactory(parent=mother))
    other = ServicePointFactory()
    begun()
    for point in (below, other):
        edit(point, "ข้างวัด")
        numbered()
    answer = get(client, f"/changes?after=1&agencies={mother.pk}")
    assert [one["id"] for one in answer["items"]] == [below.pk]
    assert (answer["next_after"], answer["has_more"]) == (3, False)
    none = get(client, "/changes?kinds=articles,topics")
    assert [one["kind"] for one in none["items"]] == ["everything"]
    assert none["next_after"] == 3


def test_the_record_comes_along_as_it_is_now(client: Client) -> None:
    points = made(2)
    closed = Standing(PointStatus.CLOSED)
    set_standing(point_id=points[1].pk, standing=closed, reason="ยุบที่ทำการ", actor=ACTOR)
    numbered()
    items = get(client, "/changes?after=1&include=record")["items"]
    assert items[0]["record"]["landmark"] == "ข้างตลาด"
    assert [one["record"] for one in items[1:]] == [None, None]
    assert items[2]["what"] == "withdrawn"


def test_more_changes_cost_the_same_questions(client: Client) -> None:
    def asked(limit: int) -> int:
        with CaptureQueriesContext(connection) as questions:
            get(client, f"/changes?after=1&limit={limit}&include=record")
        return len(questions)

    made(6)
    asked(1)
    assert asked(3) == asked(6)


def test_nothing_new_is_told_without_a_body(client: Client) -> None:
    points = made(1)
    path = "/api/v1/changes?after=1"
    tag = client.get(path)["ETag"]
    with CaptureQueriesContext(connection) as questions:
        assert client.get(path, headers={"If-None-Match": tag}).status_code == 304
    assert len(questions) == 3
    edit(points[0], "ข้างวัด")
    numbered()
    assert client.get(path, headers={"If-None-Match": tag}).status_code == 200


def test_a_place_that_is_kept_no_more_says_what_to_do(client: Client) -> None:
    made(4)
    Change.objects.filter(number__lte=3).delete()
    problem = get(client, "/changes?after=2", status=410)
    assert "whole copy" in problem["title"]
    assert "ดึงข้อมูลทั้งชุด" in problem["title_th"]
    assert get(client, "/changes?after=3")["items"][0]["number"] == 4
    assert get(client, "/changes")["oldest"] == 4


@pytest.mark.parametrize(
    "query",
    [
        *("after=99", "after=-1", "after=x", "limit=201", "kinds=secrets", "agencies=a"),
        *("include=all", "agencies=" + ",".join(map(str, range(1, 52)))),
    ],
)
def test_what_cannot_be_asked_is_refused(client: Client, query: str) -> None:
    made(1)
    get(client, f"/changes?{query}", status=422)
