"""``/check/contact``: whose a phone, link, e-mail or LINE account is; nothing typed is kept."""

from __future__ import annotations

import logging
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from infogo.agencies.models import Agency, AgencyStatus
from infogo.channels.models import AgencyEChannel, ChannelStatus
from infogo.contacts import register
from infogo.contacts.reading import LONGEST_TEXT
from infogo.core import outbox
from infogo.core.limits import Meter
from infogo.core.models import OutboxTopic
from infogo.manuals.content import Channel, ChannelKind, ComplaintChannel
from infogo.manuals.models import Manual
from infogo.manuals.part import Listing, ListingState
from infogo.points.models import PointStatus
from infogo.www.views import contacts as views
from infogo.www.views.contacts import POINTS
from tests.factories import (
    AgencyFactory,
    EmergencyNumberFactory,
    PinFactory,
    ServicePointFactory,
    manual_content,
    standard_manual,
)
from tests.www.reading import Page, read

pytestmark = pytest.mark.django_db
HERE = "/check/contact"
PHONE = {"number": "+6622813333"}
MOST_QUERIES = 14


def check(client: Client, typed: str, status: int = 200, prefix: str = "") -> Page:
    response = client.post(f"{prefix}{HERE}", {"contact": typed})
    assert response.status_code == status
    assert response.headers["Cache-Control"] == "no-store"
    assert not response.cookies
    return read(response)


def transport(**given: Any) -> Agency:
    made: Agency = AgencyFactory(
        **{
            "name_th": "กรมตัวอย่างการขนส่ง",
            "name_en": "Department of Example Transport",
            "website": "https://www.dlt.go.th",
            **given,
        }
    )
    return made


def test_the_form_comes_first(client: Client) -> None:
    page = read(client.get(HERE))
    assert page.h1 == "เบอร์หรือลิงก์นี้ของราชการจริงไหม"
    assert f'action="{HERE}"' in page.html
    assert 'method="post"' in page.html
    assert "ผลการตรวจ" not in page.text


def test_an_address_asks_nothing(client: Client) -> None:
    """What is typed never stands in an address, so none is read from one."""
    page = read(client.get(HERE, {"contact": "1584"}))
    assert "1584" not in page.html


def test_a_phone_of_an_agency(client: Client) -> None:
    agency = transport(phones=[PHONE], source="บัญชีตัวอย่าง")
    page = check(client, "๐๒ ๒๘๑ ๓๓๓๓ ต่อ 4")
    assert "ตรงกับช่องทางของหน่วยงาน" in page.text
    assert ("กรมตัวอย่างการขนส่ง", f"/agency/{agency.pk}") in page.links
    assert "เบอร์ที่ขึ้นบนจอปลอมได้" in page.text
    assert "บัญชีตัวอย่าง" in page.text


def test_english(client: Client) -> None:
    agency = transport(phones=[PHONE])
    page = check(client, "+66 2 281 3333", prefix="/en")
    assert ("Department of Example Transport", f"/en/agency/{agency.pk}") in page.links
    assert not any("ก" <= letter <= "๛" for letter in page.h1)


def test_every_kind_of_record_is_asked(client: Client) -> None:
    agency = transport(email="saraban@dlt.go.th")
    AgencyEChannel.objects.create(
        agency=agency, kind="line", level="basic", address="@dlt", opened_on=date(2026, 1, 1)
    )
    AgencyEChannel.objects.create(
        agency=agency,
        kind="email",
        level="basic",
        address="e@dlt.go.th",
        opened_on=date(2026, 1, 1),
    )
    point = ServicePointFactory(phones=[PHONE], website="https://point.example.com/here")
    EmergencyNumberFactory(number="1584", name_th="สายด่วนขนส่งตัวอย่าง")
    listed = ListingState.LISTED
    manual = standard_manual(
        content=manual_content(
            channels=Listing[Channel](
                state=listed,
                items=(
                    Channel(
                        kind=ChannelKind.WEBSITE,
                        description="ยื่นทางเว็บไซต์",
                        url="https://file.example.org/form",
                    ),
                ),
            ),
            complaints=Listing[ComplaintChannel](
                state=listed,
                items=(ComplaintChannel.model_validate(
                    {"name": "ร้องเรียน", "phones": [{"number": "+6625551234"}]}
                ),),
            ),
        )
    )  # fmt: skip
    PinFactory(manual=manual, point=point, phones=[{"number": "+6653112233"}])
    for typed, href in (
        ("dlt.go.th", f"/agency/{agency.pk}"),
        ("saraban@dlt.go.th", f"/agency/{agency.pk}"),
        ("e@dlt.go.th", f"/agency/{agency.pk}"),
        ("https://line.me/ti/p/@dlt", f"/agency/{agency.pk}"),
        ("02-281-3333", f"/place/{point.pk}"),
        ("point.example.com/here", f"/place/{point.pk}"),
        ("053-112-233", f"/place/{point.pk}"),
        ("1584", "/emergency"),
        ("https://file.example.org/form?utm_source=line", f"/manual/{manual.procedure_id}"),
        ("02-555-1234", f"/manual/{manual.procedure_id}"),
    ):
        page = check(client, typed)
        assert "ตรงกับช่องทางของหน่วยงาน" in page.text, typed
        assert href in [link for _text, link in page.links], typed


def citing(*urls: str) -> Manual:
    """Return a manual that cites web pages."""
    items = tuple(
        Channel(kind=ChannelKind.WEBSITE, description="ยื่นทางเว็บไซต์", url=url) for url in urls
    )
    channels = Listing[Channel](state=ListingState.LISTED, items=items)
    made: Manual = standard_manual(content=manual_content(channels=channels))
    return made


def test_what_a_manual_cites_makes_no_other_page_official(client: Client) -> None:
    citing("https://shop.example.com/", "https://form.example.net/a?id=1")
    citing("https://dlt-learning.example/")
    transport()
    assert "ไม่พบในข้อมูลของเรา" in check(client, "dlt-learning.example/login").text
    for typed in ("shop.example.com", "https://form.example.net/a?id=1&fbclid=x"):
        assert "ตรงกับช่องทางของหน่วยงาน" in check(client, typed).text, typed
    for typed in (
        "shop.example.com/other",
        "x.shop.example.com",
        "pay@shop.example.com",
        "https://form.example.net/a?id=2",
        "form.example.net/a",
        "form.example.net",
    ):
        assert "ไม่พบในข้อมูลของเรา" in check(client, typed).text, typed


def test_what_a_manual_cites_of_the_state_is_the_states(client: Client) -> None:
    citing("https://form.example.go.th/a/")
    assert "ตรงกับช่องทางของหน่วยงาน" in check(client, "form.example.go.th/a/b?x=1").text
    for typed in ("form.example.go.th", "www.example.go.th"):
        assert "อยู่ในเว็บไซต์ของหน่วยงานที่เรารู้จัก" in check(client, typed).text, typed


def test_a_page_of_an_agency_makes_no_platform_official(client: Client) -> None:
    transport(website="https://www.facebook.com/")
    transport(website="http://sites.google.com/site/town/home/?fbclid=x")
    transport(website="https://free-host.net/town/")
    AgencyEChannel.objects.create(
        agency=AgencyFactory(),
        kind="app",
        level="basic",
        address="https://play.google.com/store/apps/details?id=th.go.example&hl=th",
        opened_on=date(2026, 1, 1),
    )
    for typed in (
        "https://play.google.com/store/apps/details?id=th.go.example",
        "https://sites.google.com/site/town/home",
        "free-host.net/town/news",
    ):
        assert "ตรงกับช่องทางของหน่วยงาน" in check(client, typed).text, typed
    for typed in (
        "facebook.com",
        "facebook.com/other",
        "https://play.google.com/store/apps/details?id=com.example.other",
        "https://sites.google.com/site/other/home",
    ):
        assert "ดูจากชื่อไม่ได้ว่าเป็นของใคร" in check(client, typed).text, typed
    for typed in (
        "https://sites.google.com/site/town/other",
        "https://sites.google.com/site/town/home",
    ):
        page = check(client, typed)
        assert "ดูให้ที่อยู่ทั้งบรรทัดตรงทุกตัวอักษร" in page.text, typed
        assert "เว็บไซต์นี้ให้ใครก็ได้เปิดหน้าของตน" not in page.text, typed
    for typed in ("free-host.net/other", "other.free-host.net"):
        assert "ไม่พบในข้อมูลของเรา" in check(client, typed).text, typed


def test_where_districts_share_a_site_the_path_tells_whose_it_is(client: Client) -> None:
    transport(website="http://www.example.go.th")
    district = transport(website="http://www.example.go.th/dusit/", name_th="เขตตัวอย่าง")
    page = check(client, "example.go.th/dusit")
    assert ("เขตตัวอย่าง", f"/agency/{district.pk}") in page.links
    assert "กรมตัวอย่างการขนส่ง" not in page.text


def test_what_ended_is_not_official(client: Client) -> None:
    transport(phones=[PHONE], status=AgencyStatus.CLOSED)
    ServicePointFactory(phones=[PHONE], status=PointStatus.CLOSED)
    AgencyEChannel.objects.create(
        agency=AgencyFactory(),
        kind="line",
        level="basic",
        address="@gone",
        opened_on=date(2026, 1, 1),
        status=ChannelStatus.CLOSED,
        closed_on=date(2026, 2, 1),
    )
    for typed in ("02-281-3333", "@gone"):
        assert "ไม่พบในข้อมูลของเรา" in check(client, typed).text
    assert "คล้ายของหน่วยงาน แต่ไม่ตรง" not in check(client, "dlt-go-th.com").text


def test_unknown_is_neither_false_nor_true(client: Client) -> None:
    page = check(client, "081 234 5678")
    assert "ไม่ได้แปลว่าปลอม และไม่ได้แปลว่าจริง" in page.text
    assert "ปลอดภัย" not in page.text


def test_a_look_alike_leads_to_the_real_one(client: Client) -> None:
    agency = transport()
    page = check(client, "https://dlt-go-th.com/pay")
    assert "คล้ายของหน่วยงาน แต่ไม่ตรง" in page.text
    assert "dlt.go.th" in page.text
    assert ("กรมตัวอย่างการขนส่ง", f"/agency/{agency.pk}") in page.links
    assert 'href="https://dlt-go-th.com' not in page.html


def test_a_whole_message(client: Client) -> None:
    transport()
    page = check(client, "ค่าปรับ โทร 0812345678 หรือ https://bit.ly/x และ www.dlt.go.th")
    found = [text for _tag, text in page.headings]
    assert any("ตรงกับช่องทางของหน่วยงาน" in text for text in found)
    assert any("ดูจากชื่อไม่ได้" in text for text in found)
    assert any("ไม่พบในข้อมูลของเรา" in text for text in found)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "ไม่พบเบอร์ ลิงก์ อีเมล หรือไลน์"),
        ("ราชการจริงไหม", "ไม่พบเบอร์ ลิงก์ อีเมล หรือไลน์"),
        ("1101700000001", "ดูเหมือนเลขบัตรประชาชน"),
        ("1234567890", "ไม่ใช่เบอร์โทร"),
        ("ก" * (LONGEST_TEXT + 1), "ข้อความยาวเกินไป"),
    ],
)
def test_what_cannot_be_looked_up_is_told(client: Client, typed: str, said: str) -> None:
    page = check(client, typed, 422)
    assert said in page.text
    assert 'aria-invalid="true"' in page.html


def test_a_text_that_is_too_long_is_refused_and_kept_whole(client: Client) -> None:
    transport(phones=[PHONE])
    typed = f"02-281-3333 {'ก' * LONGEST_TEXT}ท้ายสุด"
    page = check(client, typed, 422)
    over = len(typed) - LONGEST_TEXT
    assert f"ข้อความยาวเกินไป {over} ตัวอักษร ตรวจได้ครั้งละไม่เกิน 2,000" in page.text
    assert "ท้ายสุด</textarea>" in page.html
    assert "ผลการตรวจ" not in page.text


def test_line_breaks_count_once(client: Client) -> None:
    """Browsers send two characters for each, of which the reader typed one."""
    transport(phones=[PHONE])
    text = "02-281-3333" + "\r\n" * 900 + "ก" * 1000
    assert "ตรงกับช่องทางของหน่วยงาน" in check(client, text).text


@pytest.fixture
def few_checks(settings: Any) -> None:
    """Allow a network two checks in a minute that does not end."""
    settings.INFOGO = {**settings.INFOGO, "API_POINTS_PER_MINUTE": 2 * POINTS}


@pytest.mark.usefixtures("few_checks")
def test_a_network_checks_so_often_in_a_minute(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "METER", Meter(clock=lambda: 600.0))
    transport(phones=[PHONE])
    for _time in range(2):
        check(client, "02-281-3333")
    with CaptureQueriesContext(connection) as asked:
        response = client.post(HERE, {"contact": "โทรมาจาก 02-281-3333"})
    assert response.status_code == 429
    assert response.headers["Retry-After"] == "60"
    assert response.headers["Cache-Control"] == "no-store"
    page = read(response)
    assert "รอ 60 วินาทีแล้วกดตรวจอีกครั้ง" in page.text
    assert "โทรมาจาก 02-281-3333</textarea>" in page.html
    assert 'aria-invalid="true"' not in page.html
    assert not [one for one in asked if "agencies_agency" in one["sql"]]
    assert client.get(HERE).status_code == 200
    check(Client(REMOTE_ADDR="192.0.2.7"), "02-281-3333")


def test_where_to_report_is_what_the_installation_has(client: Client) -> None:
    assert "tel:1441" not in check(client, "1584").html
    EmergencyNumberFactory(number="1441", source="general_knowledge")
    page = check(client, "1584")
    assert "tel:1441" in page.html
    assert "ยังไม่ได้ตรวจกับหน่วยงาน" in page.text
    assert "tel:1200" not in page.html


def test_nothing_typed_is_written_down(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG), CaptureQueriesContext(connection) as asked:
        for typed in (
            "https://secret-word.example.com/x",
            "1101700000001",
            "secret-word@gmail.com",
        ):
            client.post(HERE, {"contact": typed})
    queries = [query["sql"] for query in asked.captured_queries]
    assert not [query for query in queries if query.startswith(("INSERT", "UPDATE"))]
    for place in (caplog.text, " ".join(queries)):
        assert "secret-word" not in place
        assert "1101700000001" not in place


def test_markup_stays_text(client: Client) -> None:
    page = check(client, "<script>alert(1)</script>@x", 422)
    assert "<script>alert(1)" not in page.html


def test_a_changed_number_is_known_a_minute_later_and_nobody_reads_all_until_then(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    agency = transport(phones=[PHONE])
    check(client, "02-281-3333")
    agency.phones = [{"number": "+6621112222"}]
    agency.save()
    outbox.announce(OutboxTopic.AGENCY, [agency.pk], shows=outbox.Shows.OWN)
    with CaptureQueriesContext(connection) as asked:
        assert "ตรงกับช่องทางของหน่วยงาน" in check(client, "02-281-3333").text
    assert not [one for one in asked if "echannel" in one["sql"]]
    monkeypatch.setattr(register, "RENEW_SECONDS", 0.0)
    assert "ไม่พบในข้อมูลของเรา" in check(client, "02-281-3333").text
    assert "ตรงกับช่องทางของหน่วยงาน" in check(client, "02-111-2222").text


def test_queries_do_not_grow_with_the_country(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(register, "RENEW_SECONDS", 0.0)
    transport(phones=[PHONE])
    counted = []
    for _round in range(2):
        with CaptureQueriesContext(connection) as asked:
            check(client, "02-281-3333")
        counted.append(len(asked))
        for _more in range(5):
            ServicePointFactory(phones=[PHONE])
        outbox.announce(OutboxTopic.POINT, [1])
    assert max(counted) <= MOST_QUERIES
    page = check(client, "02-281-3333")
    assert "และอีก 6 แห่ง" in page.text
