"""Feeds are valid Atom, tell changes in words, never twice, and never late."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from infogo.core.audit import record
from infogo.core.dates import BANGKOK
from infogo.manuals import services
from infogo.manuals.content import Fee, FeeKind, LocalOverrides
from infogo.manuals.models import Manual
from infogo.manuals.part import Listing, ListingState
from infogo.points import services as points
from infogo.points.models import PointStatus
from infogo.www.pages.feeds import fit_for_xml
from tests.factories import (
    ACTOR,
    AgencyFactory,
    ServicePointFactory,
    TopicFactory,
    adoption,
    manual_content,
    standard_manual,
)
from tests.www.cache.site import Site
from tests.www.reading import read

ATOM = "{http://www.w3.org/2005/Atom}"


def fee(satang: int) -> Listing[Fee]:
    items = (Fee(item="ค่าบัตร", kind=FeeKind.FIXED, amount_satang=satang),)
    return Listing[Fee](state=ListingState.LISTED, items=items)


def publish(manual: Manual, satang: int, **given: Any) -> None:
    content = manual_content(fees=fee(satang), **given)
    services.publish_standard(manual=manual, content=content, actor=ACTOR)


def write_own(local: Manual, satang: int) -> None:
    own = LocalOverrides(fees=fee(satang))
    services.publish_overrides(manual=local, overrides=own, actor=ACTOR)


class Feed:
    """A parsed feed, held against what RFC 4287 and 5005 demand."""

    def __init__(self, text: str) -> None:
        self.root = ElementTree.fromstring(text)  # noqa: S314
        assert self.root.tag == f"{ATOM}feed"
        self.entries = self.root.findall(f"{ATOM}entry")
        self.links = {
            link.get("rel"): link.get("href") for link in self.root.findall(f"{ATOM}link")
        }
        self._check(self.root)
        for entry in self.entries:
            self._check(entry)
            (content,) = entry.findall(f"{ATOM}content")
            assert content.get("type") == "html"
            ElementTree.fromstring(f"<div>{content.text}</div>")  # noqa: S314
        ids = self.texts("id")
        assert len(ids) == len(set(ids))
        assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", one) for one in ids)
        assert str(self.links["self"]).startswith("http")

    @staticmethod
    def _check(element: ElementTree.Element) -> None:
        """Exactly one id, title and moment; every link absolute; an author."""
        for name in ("id", "title", "updated"):
            (found,) = element.findall(f"{ATOM}{name}")
            assert found.text
        updated = element.findtext(f"{ATOM}updated") or ""
        assert datetime.fromisoformat(updated.replace("Z", "+00:00")).tzinfo
        assert element.findall(f"{ATOM}author/{ATOM}name")
        assert all(
            str(link.get("href")).startswith("http") for link in element.findall(f"{ATOM}link")
        )

    def texts(self, name: str) -> list[str]:
        return [entry.findtext(f"{ATOM}{name}") or "" for entry in self.entries]


def feed(client: Client, path: str) -> Feed:
    response = client.get(path)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return Feed(response.content.decode())


@pytest.mark.django_db
class TestFeeds:
    def test_an_edition_is_told_by_what_changed(self, client: Client) -> None:
        manual = standard_manual(content=manual_content(fees=fee(2_000)))
        publish(manual, 3_000)

        found = feed(client, f"/manual/{manual.procedure_id}/feed.atom")

        name = manual.procedure.name_th
        assert found.texts("title") == [f"{name}: ฉบับที่ 2", f"{name}: ฉบับที่ 1"]
        assert found.texts("summary") == ["ค่าบัตร: 20 บาท → 30 บาท", "เผยแพร่ครั้งแรก"]
        assert "<li>ค่าบัตร: 20 บาท → 30 บาท</li>" in found.texts("content")[0]
        link = found.entries[0].find(f"{ATOM}link")
        assert link is not None
        assert str(link.get("href")).endswith(f"/manual/{manual.procedure_id}/v/2")

    def test_an_agency_tells_its_own_and_the_standards_changes(self, client: Client) -> None:
        manual = standard_manual(content=manual_content(fees=fee(2_000)))
        local = adoption(manual, AgencyFactory(name_th="เทศบาลตัวอย่าง"))
        write_own(local, 500)

        found = feed(client, f"/manual/{manual.procedure_id}/at/{local.agency_id}/feed.atom")

        assert found.texts("summary")[0] == "ค่าบัตร: 20 บาท → 5 บาท"
        assert len(found.entries) == 3
        assert "เทศบาลตัวอย่าง รับเรื่องนี้แล้ว" in found.texts("title")[1]

    def test_the_end_of_a_manual_is_told_in_its_feed(self, client: Client) -> None:
        manual = standard_manual()
        services.withdraw_procedure(procedure=manual.procedure, reason="กฎหมายเลิก", actor=ACTOR)
        found = feed(client, f"/manual/{manual.procedure_id}/feed.atom")
        assert found.texts("title")[0] == f"ยกเลิก: {manual.procedure.name_th}"
        assert found.texts("summary")[0] == "กฎหมายเลิก"

    def test_the_feed_of_an_agency_tells_of_its_points(self, client: Client) -> None:
        agency = AgencyFactory()
        point = ServicePointFactory(agency=agency)
        points.save_point(point_id=point.pk, changes={"email": "a@b.go.th"}, actor=ACTOR)
        standing = points.Standing(status=PointStatus.CLOSED)
        points.set_standing(
            point_id=point.pk, standing=standing, reason="ยุบหน่วยบริการ ภายใน", actor=ACTOR
        )
        points.confirm_point(point_id=point.pk, actor=ACTOR)
        standard_manual()

        response = client.get(f"/agency/{agency.pk}/feed.atom")
        found = Feed(response.content.decode())

        assert found.texts("summary") == ["ปิดถาวร", "แก้อีเมล"]
        # Who did it and why, and what the values were, is the workspace's own.
        assert not re.search(f"{ACTOR}|ภายใน|a@b", response.content.decode())

    def test_topic_and_country_leave_out_who_follows_which_manual(self, client: Client) -> None:
        manual, other = standard_manual(), standard_manual()
        local = adoption(manual)
        write_own(local, 500)
        topic = manual.procedure.topic.slug

        in_topic = feed(client, f"/category/{topic}/feed.atom")
        everywhere = feed(client, "/feed.atom")

        assert len(in_topic.entries) == 2
        assert len(everywhere.entries) == 3
        assert other.procedure.name_th in everywhere.texts("title")[1]
        assert set(in_topic.texts("id")) < set(everywhere.texts("id"))
        assert feed(client, "/en/feed.atom").texts("id") == everywhere.texts("id")
        assert client.get("/category/nothing/feed.atom").status_code == 404

    def test_older_pages_tell_everything_once(self, client: Client) -> None:
        manual = standard_manual()
        for number in range(1, 45):
            publish(manual, number * 100)
        path = f"/manual/{manual.procedure_id}/feed.atom"
        for first in (path, "/feed.atom"):
            address, titles, pages = first, [], 0
            while address:
                page = feed(client, address)
                titles += page.texts("title")
                address = (page.links.get("next") or "").replace("http://127.0.0.1:8000", "")
                pages += 1
            assert pages == 3
            assert titles == [
                f"{manual.procedure.name_th}: ฉบับที่ {number}" for number in range(45, 0, -1)
            ]

    def test_an_empty_feed_is_a_feed(self, client: Client) -> None:
        agency = AgencyFactory()
        assert feed(client, f"/agency/{agency.pk}/feed.atom").entries == []

    def test_words_that_no_xml_may_hold_are_left_out(self, client: Client) -> None:
        manual = standard_manual(content=manual_content(remark="เดิม"))
        publish(manual, 10_000, remark="ก\x0bข & <b>ค</b>")
        found = feed(client, f"/manual/{manual.procedure_id}/feed.atom")
        assert "กข & <b>ค</b>" in found.texts("summary")[0]
        assert "&lt;b&gt;" in found.texts("content")[0]
        assert fit_for_xml("\x00\ufffe\ud800ก") == "ก"

    def test_lines_about_what_is_gone_are_left_out(self, client: Client) -> None:
        record(actor=ACTOR, verb="publish", target="manual", target_id=999, detail={"edition": 1})
        record(actor=ACTOR, verb="merge", target="procedure", target_id=999)
        assert feed(client, "/feed.atom").entries == []

    def test_pages_lead_to_their_feeds(self, client: Client) -> None:
        manual = standard_manual()
        topic, agency = manual.procedure.topic.slug, manual.agency_id
        for path, expected in (
            (f"/manual/{manual.procedure_id}", f"/manual/{manual.procedure_id}/feed.atom"),
            (f"/manual/{manual.procedure_id}/versions", f"/manual/{manual.procedure_id}/feed.atom"),
            (f"/category/{topic}", f"/category/{topic}/feed.atom"),
            (f"/agency/{agency}", f"/agency/{agency}/feed.atom"),
            ("/", "/feed.atom"),
        ):
            page = read(client.get(path))
            found = [
                given["href"]
                for tag, given in page.attributes
                if tag == "link" and given.get("type") == "application/atom+xml"
            ]
            assert found == [expected], path

    @pytest.mark.parametrize("path", ["/feed.atom", "/agency/{agency}/feed.atom"])
    def test_queries_do_not_grow(self, client: Client, path: str) -> None:
        agency = AgencyFactory()

        def add() -> None:
            for _n in range(3):
                manual = standard_manual(owner=agency)
                publish(manual, 500)
                write_own(adoption(manual), 700)
                point = ServicePointFactory(agency=agency)
                points.save_point(point_id=point.pk, changes={"email": "a@b.th"}, actor=ACTOR)

        def queries() -> int:
            with CaptureQueriesContext(connection) as captured:
                feed(client, path.format(agency=agency.pk))
            return len(captured)

        add()
        before = queries()
        add()
        assert queries() == before


def _own_edition(manual: Manual, local: Manual) -> None:
    write_own(local, 700)


def _end(manual: Manual, local: Manual) -> None:
    services.withdraw_procedure(procedure=manual.procedure, reason="เลิก", actor=ACTOR)


def _stop(manual: Manual, local: Manual) -> None:
    services.withdraw_adoption(manual=local, reason="เลิกรับ", actor=ACTOR)


@pytest.mark.django_db(transaction=True)
class TestKept:
    @pytest.mark.parametrize(
        ("change", "feeds"),
        [
            (_own_edition, ["country", "topic", "agency", "local"]),
            (_end, ["country", "manual", "local"]),
            (_stop, ["agency", "local"]),
        ],
    )
    def test_a_kept_feed_is_never_late(
        self, change: Callable[[Manual, Manual], None], feeds: list[str]
    ) -> None:
        manual = standard_manual()
        local = adoption(manual)
        site = Site()
        own = f"/manual/{manual.procedure_id}"
        paths = {
            "country": "/feed.atom",
            "topic": f"/category/{manual.procedure.topic.slug}/feed.atom",
            "agency": f"/agency/{local.agency_id}/feed.atom",
            "manual": f"{own}/feed.atom",
            "local": f"{own}/at/{local.agency_id}/feed.atom",
        }
        before = {name: site.get(path) for name, path in paths.items()}
        made = site.made
        assert {name: site.get(path) for name, path in paths.items()} == before
        assert site.made == made
        change(manual, local)
        for name in feeds:
            assert site.get(paths[name]) != before[name], name

    def test_a_reader_that_has_it_gets_304(self) -> None:
        manual = standard_manual()
        site = Site()
        path = f"/manual/{manual.procedure_id}/feed.atom"
        _status, headers, _body = site.ask(path)
        tag = dict(headers)["ETag"]
        status, _headers, body = site.ask(path, HTTP_IF_NONE_MATCH=tag)
        assert (status, body) == ("304 Not Modified", "")
        publish(manual, 500)
        assert site.ask(path, HTTP_IF_NONE_MATCH=tag)[0] == "200 OK"

    def test_a_past_day_follows_an_edition_published_for_it(self) -> None:
        manual = standard_manual()
        site = Site()
        revision = manual.revisions.get()
        assert revision.published_at
        day = revision.published_at.astimezone(BANGKOK).date()
        path = f"/manual/{manual.procedure_id}/on/{day}"
        before = site.get(path)
        made = site.made
        assert site.get(path) == before
        assert site.made == made
        services.publish_standard(
            manual=manual,
            content=manual_content(remark="ย้อนหลังของวันนั้น"),
            actor=ACTOR,
            at=revision.published_at,
        )
        assert "ย้อนหลังของวันนั้น" in site.get(path)


@pytest.mark.django_db
def test_the_feed_of_a_topic_that_ended_is_gone(client: Client) -> None:
    topic = TopicFactory(ended_at=datetime(2026, 5, 1, tzinfo=BANGKOK))
    for tail in ("", "/feed.atom"):
        assert client.get(f"/category/{topic.slug}{tail}").status_code == 410
