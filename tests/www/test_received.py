"""What a citizen gets in the end and how it reaches her: on every face of a manual."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from infogo.display.key_facts import key_facts
from infogo.manuals.content import Channel, ChannelKind, ChannelPurpose, ManualContent
from infogo.manuals.models import Document, Manual
from infogo.manuals.part import Listing, ListingState
from tests.factories import AgencyFactory, adoption, manual_content, standard_manual
from tests.paper.reading import read_paper
from tests.www.reading import Page, read

pytestmark = pytest.mark.django_db
BOOK = "หนังสือเดินทาง"
COUNTER = Channel(kind=ChannelKind.IN_PERSON, description="สำนักงานหนังสือเดินทาง")
FETCHED = Channel(
    kind=ChannelKind.IN_PERSON,
    purpose=ChannelPurpose.RECEIVE,
    description="รับเล่มที่สำนักงาน",
)
POSTED = Channel(kind=ChannelKind.POST, purpose=ChannelPurpose.RECEIVE, description="ส่งเล่มถึงบ้าน")


def listed(*items: Any) -> Any:
    return Listing(state=ListingState.LISTED, items=items)


def content(*channels: Channel, outputs: tuple[str, ...] = (BOOK,)) -> ManualContent:
    return manual_content(channels=listed(*channels), outputs=outputs)


@pytest.fixture
def manual() -> Manual:
    return standard_manual(content=content(COUNTER, FETCHED, POSTED))


def show(client: Client, manual: Manual, tail: str = "", prefix: str = "") -> Page:
    at = "" if manual.is_standard else f"/at/{manual.agency_id}"
    response = client.get(f"{prefix}/manual/{manual.procedure_id}{at}{tail}")
    assert response.status_code == 200
    return read(response)


def test_the_page_tells_it_after_the_steps_with_the_ways_in_which_it_comes(
    client: Client, manual: Manual
) -> None:
    page = show(client, manual)
    assert page.href("สิ่งที่ได้รับ") == "#received"
    told = page.text[page.text.rindex("สิ่งที่ได้รับ") : page.text.rindex("ยื่นที่ไหน")]
    assert BOOK in told
    assert "รับด้วยตนเอง รับเล่มที่สำนักงาน" in told
    assert "รับทางไปรษณีย์ ส่งเล่มถึงบ้าน" in told
    filed = page.text[page.text.rindex("ยื่นที่ไหน") :]
    assert "สำนักงานหนังสือเดินทาง" in filed
    assert "ส่งเล่มถึงบ้าน" not in filed


def test_an_agencys_own_page_the_easy_page_and_the_official_form_tell_it_too(
    client: Client, manual: Manual
) -> None:
    own = adoption(manual, AgencyFactory())
    for page in (
        show(client, own),
        show(client, manual, "/easy"),
        show(client, own, "/easy"),
        show(client, manual, "/legal"),
    ):
        assert "สิ่งที่ได้รับ" in page.text
        assert BOOK in page.text[page.text.rindex("สิ่งที่ได้รับ") :]


@pytest.mark.parametrize("paper", ["/manual.pdf", "/checklist.pdf"])
def test_papers_tell_it(client: Client, manual: Manual, paper: str) -> None:
    response = client.get(f"/manual/{manual.procedure_id}{paper}")
    told = read_paper(response.content).text.partition("สิ่งที่ได้รับ")[2]
    assert BOOK in told[: len(BOOK) + 4]


def test_the_official_form_marks_it_and_asks_no_hours_of_what_is_sent(
    client: Client, manual: Manual
) -> None:
    text = show(client, manual, "/legal").text
    told = text[text.index("ส่งเล่มถึงบ้าน") :]
    assert not told.removeprefix("ส่งเล่มถึงบ้าน").lstrip().startswith("·")
    assert "รับผล: " in text[: text.index("ส่งเล่มถึงบ้าน")]


def test_nothing_is_said_where_the_manual_says_nothing(client: Client) -> None:
    manual = standard_manual(content=content(COUNTER, outputs=()))
    for tail in ("", "/easy", "/legal"):
        assert "สิ่งที่ได้รับ" not in show(client, manual, tail).text


def test_english_pages_name_it_in_english_and_mark_the_thai(client: Client, manual: Manual) -> None:
    Document.objects.create(name_th=BOOK, name_en="Passport")
    page = show(client, manual, prefix="/en")
    assert "What you get" in page.text
    assert f'Passport <span lang="th">{BOOK}</span>' in page.html
    assert "Sent to you by post" in page.text


def test_programs_read_how_it_comes(client: Client, manual: Manual) -> None:
    answer = client.get(f"/api/v1/manuals/{manual.pk}").json()
    assert answer["content"]["outputs"] == [BOOK]
    purposes = [one["purpose"] for one in answer["content"]["channels"]["items"]]
    assert purposes == ["file", "receive", "receive"]
    linked = client.get(f"/manual/{manual.procedure_id}.cpsv.jsonld")
    assert "Receiving the result" in linked.content.decode()


@pytest.mark.parametrize(
    ("channels", "told"),
    [
        ((Channel(kind=ChannelKind.WEBSITE, description="เว็บ"), POSTED), "ไม่ต้องเดินทาง"),
        ((Channel(kind=ChannelKind.WEBSITE, description="เว็บ"), FETCHED, POSTED), "ไม่ต้องเดินทาง"),
        ((Channel(kind=ChannelKind.WEBSITE, description="เว็บ"), FETCHED), "ที่หน่วยงาน"),
        ((COUNTER, POSTED), "ที่หน่วยงาน"),
    ],
)
def test_who_must_fetch_the_result_has_a_way_to_go(
    channels: tuple[Channel, ...], told: str
) -> None:
    (where,) = [fact for fact in key_facts(content(*channels), 0) if fact.icon == "pin"]
    assert where.value == told
