"""Cards in other sites: what they say, what they allow, and the code that shows them."""

from __future__ import annotations

import json
import re
from datetime import date
from xml.etree import ElementTree

import brotli
import pytest
from django.test import Client
from pytest_django import Settings

from infogo.core.hours import CUSTOMARY_LUNCH, Hours
from infogo.manuals.content import Provenance, ProvenanceStatus
from infogo.manuals.models import Manual, ManualStatus, ProcedureStatus
from infogo.points.models import HoursStatus, PointStatus, ServicePoint
from infogo.www.framing import POLICY
from tests.factories import (
    PinFactory,
    ServicePointFactory,
    adoption,
    manual_content,
    standard_manual,
)

pytestmark = pytest.mark.django_db
SITE = "https://site.example"
MOST_BYTES = 6000


@pytest.fixture(autouse=True)
def site(settings: Settings) -> None:
    settings.INFOGO = {**settings.INFOGO, "PUBLIC_URL": SITE}


@pytest.fixture
def manual() -> Manual:
    checked = Provenance(
        status=ProvenanceStatus.VERIFIED, source="ตัวอย่าง", checked_on=date(2026, 8, 19)
    )
    return standard_manual(
        content=manual_content(provenance=checked), name_th="ทำบัตรใหม่", name_en="New card"
    )


@pytest.fixture
def point() -> ServicePoint:
    hours = Hours.weekdays(lunch=CUSTOMARY_LUNCH).model_dump(mode="json")
    return ServicePointFactory(
        name_th="ที่ว่าการอำเภอแม่สอด", hours=hours, hours_status=HoursStatus.CONFIRMED
    )


def card(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status
    assert answer.headers["Content-Security-Policy"] == POLICY
    assert "X-Frame-Options" not in answer.headers
    assert not answer.cookies
    body = answer.content.decode()
    assert len(brotli.compress(answer.content)) <= MOST_BYTES
    assert "<script" not in body
    assert re.findall(r"<(?:link|img|form|iframe)\b| style=| on[a-z]+=", body) == []
    return body


def test_a_card_tells_the_facts_their_day_and_the_way_on(client: Client, manual: Manual) -> None:
    body = card(client, f"/embed/manual/{manual.procedure_id}")

    assert "ทำบัตรใหม่" in body
    assert "ข้อมูล ณ วันที่ 19 สิงหาคม 2569" in body
    assert "ฉบับที่ 1" in body
    assert 'class="mark"' not in body
    for label in ("ค่าธรรมเนียม", "ระยะเวลา", "เอกสาร", "สถานที่", "ออนไลน์"):
        assert f"<dt>{label}</dt>" in body
    ways = re.findall(r"<a [^>]*>", body)
    assert ways
    for way in ways:
        assert f'href="{SITE}/manual/{manual.procedure_id}"' in way
        assert 'target="_top"' in way
    assert "New card" in card(client, f"/en/embed/manual/{manual.procedure_id}")


def test_what_nobody_verified_is_marked(client: Client) -> None:
    manual = standard_manual()
    assert 'class="mark"' in card(client, f"/embed/manual/{manual.procedure_id}")


@pytest.mark.parametrize(
    ("query", "attribute"),
    [("", ""), ("?theme=dark", "dark"), ("?theme=light", "light"), ('?theme="><b', "")],
)
def test_the_theme_is_one_of_two(
    client: Client, manual: Manual, query: str, attribute: str
) -> None:
    body = card(client, f"/embed/manual/{manual.procedure_id}{query}")
    found = re.search(r'<html lang="th"(?: data-theme="(.*)")?>', body)
    assert found
    assert (found[1] or "") == attribute


def test_a_point_tells_whether_it_is_open(client: Client, point: ServicePoint) -> None:
    PinFactory(point=point, manual=standard_manual())
    body = card(client, f"/embed/point/{point.pk}")

    assert re.search('class="(open|closing|closed)">.+</span>', body)
    assert "จันทร์–ศุกร์ 08:30–16:30 น." in body
    assert "1 เรื่อง" in body


def test_a_card_gives_a_number_whole_or_that_of_the_agency(
    client: Client, point: ServicePoint
) -> None:
    point.phones = [{"number": "+6655531001", "extension": "12"}]
    point.save()
    assert "055-531-001 ต่อ 12" in card(client, f"/embed/point/{point.pk}")
    other = ServicePointFactory(agency__phones=[{"number": "+6622210151"}])
    body = card(client, f"/embed/point/{other.pk}")
    assert "02-221-0151 (เบอร์กลางของหน่วยงาน)" in body


def test_a_changed_point_shows_at_once(client: Client, point: ServicePoint) -> None:
    point.status = PointStatus.MOVED
    point.moved_to = ServicePointFactory(name_th="ศาลากลาง")
    point.save()
    body = card(client, f"/embed/point/{point.pk}")
    assert "ย้ายไปที่ศาลากลางแล้ว" in body
    assert "เปิดอยู่" not in body


def test_what_ended_says_so_and_leads_on(
    client: Client, manual: Manual, point: ServicePoint
) -> None:
    procedure = manual.procedure
    procedure.status = ProcedureStatus.WITHDRAWN
    procedure.withdrawn_reason = "เลิกใช้แล้วตามกฎหมายใหม่"
    procedure.save()
    point.status = PointStatus.CLOSED
    point.save()

    body = card(client, f"/embed/manual/{procedure.pk}", 410)
    assert "เลิกใช้แล้วตามกฎหมายใหม่" in body
    assert f'href="{SITE}/manual/{procedure.pk}"' in body
    body = card(client, f"/embed/point/{point.pk}", 410)
    assert f'href="{SITE}/place/{point.pk}"' in body


def test_an_agency_that_ended_a_service_says_so(client: Client, manual: Manual) -> None:
    local = adoption(manual)
    local.status = ManualStatus.WITHDRAWN
    local.save()
    path = f"/embed/manual/{manual.procedure_id}/at/{local.agency_id}"
    assert f"{SITE}{path.removeprefix('/embed')}" in card(client, path, 410)


def test_what_was_merged_leads_to_its_successor(client: Client, manual: Manual) -> None:
    old = standard_manual()
    old.procedure.status = ProcedureStatus.MERGED
    old.procedure.merged_into = manual.procedure
    old.procedure.save()

    answer = client.get(f"/embed/manual/{old.procedure_id}?theme=dark&junk=1")
    assert answer.status_code == 301
    assert answer.headers["Location"] == f"/embed/manual/{manual.procedure_id}?theme=dark"


def test_the_agency_of_the_standard_manual_leads_to_its_card(
    client: Client, manual: Manual
) -> None:
    answer = client.get(f"/embed/manual/{manual.procedure_id}/at/{manual.agency_id}")
    assert answer.status_code == 301
    assert answer.headers["Location"] == f"/embed/manual/{manual.procedure_id}"


@pytest.mark.parametrize("path", ["/embed/manual/999999", "/embed/point/999999"])
def test_nothing_there_is_a_friendly_card(client: Client, path: str) -> None:
    assert "ไม่พบข้อมูลนี้" in card(client, path, 404)


def test_oembed_answers_for_pages_and_cards(
    client: Client, manual: Manual, point: ServicePoint
) -> None:
    key = manual.procedure_id
    for address, path in (
        (f"/manual/{key}", f"/embed/manual/{key}"),
        (f"/manual/{key}?prov=50#fees", f"/embed/manual/{key}"),
        (f"/en/manual/{key}", f"/en/embed/manual/{key}"),
        (f"/embed/manual/{key}", f"/embed/manual/{key}"),
        (f"/place/{point.pk}", f"/embed/point/{point.pk}"),
    ):
        answer = client.get("/oembed", {"url": SITE + address})
        assert answer.status_code == 200, address
        said = json.loads(answer.content)
        assert said["version"] == "1.0"
        assert said["type"] == "rich"
        assert f'src="{SITE}{path}"' in said["html"]
        assert f'width="{said["width"]}" height="{said["height"]}"' in said["html"]
        assert "style=" not in said["html"]


def test_oembed_keeps_to_the_size_asked(client: Client, point: ServicePoint) -> None:
    url = f"{SITE}/place/{point.pk}"
    asked = {"url": url, "maxwidth": "300", "maxheight": "200", "format": "xml"}
    answer = client.get("/oembed", asked)
    root = ElementTree.fromstring(answer.content)  # noqa: S314
    assert (root.findtext("width"), root.findtext("height")) == ("300", "200")
    wide = json.loads(client.get("/oembed", {"url": url, "maxwidth": "5000"}).content)
    assert wide["width"] == 800


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({}, 400),
        ({"url": ""}, 400),
        ({"url": f"{SITE}/manual/999999"}, 404),
        ({"url": f"{SITE}/"}, 404),
        ({"url": f"{SITE}/office/"}, 404),
        ({"url": f"{SITE}.evil.example/manual/1"}, 404),
        ({"url": "https://user@site.example/manual/1"}, 404),
        ({"url": "javascript:alert(1)"}, 404),
        ({"url": "https://[broken/manual/1"}, 404),
        ({"url": f"{SITE}/manual/1\x00"}, 404),
        ({"url": f"{SITE}/manual/{'1' * 400}"}, 404),
        ({"url": f"{SITE}/manual/1", "format": "yaml"}, 501),
        ({"url": f"{SITE}/manual/1", "maxwidth": "-1"}, 400),
        ({"url": f"{SITE}/manual/1", "maxheight": "๑"}, 400),
    ],
)
def test_oembed_refuses_what_it_cannot_embed(
    client: Client, given: dict[str, str], status: int
) -> None:
    assert client.get("/oembed", given).status_code == status


def test_pages_tell_where_to_ask(client: Client, manual: Manual, point: ServicePoint) -> None:
    for path in (f"/manual/{manual.procedure_id}", f"/en/place/{point.pk}"):
        body = client.get(path).content.decode()
        found = re.search(r'application/json\+oembed" href="([^"]+)"', body)
        assert found
        answer = client.get(found[1].removeprefix(SITE))
        assert json.loads(answer.content)["version"] == "1.0"


def test_the_code_is_made_for_a_page_or_a_path(client: Client, manual: Manual) -> None:
    path = f"/manual/{manual.procedure_id}"
    for given in (path, SITE + path, f" {path.removeprefix('/')} "):
        answer = client.get("/embed", {"url": given, "theme": "dark", "width": "9999"})
        body = answer.content.decode()
        assert answer.status_code == 200
        assert f"&lt;iframe src=&#34;{SITE}/embed{path}?theme=dark&#34;" in body
        assert "width=&#34;800&#34;" in body
        assert f'src="/embed{path}?theme=dark"' in body
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]


def test_a_wrong_address_is_said_beside_the_field(client: Client) -> None:
    answer = client.get("/embed", {"url": '"><script>alert(1)</script>'})
    body = answer.content.decode()
    assert answer.status_code == 422
    assert "คัดลอกลิงก์จากหน้าคู่มือ" in body
    assert "<script>alert" not in body
    assert client.get("/embed").status_code == 200
