"""Satisfaction, transactions and delays of the country, as central officers see them."""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from infogo.accounts.models import Notice
from infogo.accounts.roles import Role
from infogo.core.dates import bangkok_now
from infogo.core.simulation import SIMULATED_TH
from infogo.delays.models import DelayNotice
from infogo.oversight.events.cells import VolumeDoubt
from infogo.oversight.events.reviews import DoubtReview, DoubtState
from infogo.oversight.grouping import By
from infogo.oversight.services.events import rebuild_events
from infogo.volumes.months import first_of, later
from tests.delays.making import Made, counter
from tests.factories import AgencyFactory, GrantFactory, OfficerFactory
from tests.office.people import signed_in, with_second_factor
from tests.oversight.doubting import doubt_about
from tests.oversight.history import Country, country, simulate

pytestmark = pytest.mark.django_db
ROOMS = (
    "delays",
    "delays_reasons",
    "delays_promises",
    "satisfaction",
    "satisfaction_sides",
    "satisfaction_changes",
    "satisfaction_unanswered",
    "volumes",
    "volumes_years",
    "volumes_reporting",
)
LISTS = (
    "delay_cases",
    "delay_receipts",
    "ratings",
    "volume_rows",
    "volume_reports",
    "volume_doubts",
)


@pytest.fixture
def client() -> Client:
    officer = with_second_factor(OfficerFactory())
    GrantFactory(officer=officer, role=Role.CENTRAL_ANALYST, agency=None)
    return signed_in(officer)


@pytest.fixture
def made() -> Country:
    found = country()
    simulate(found)
    rebuild_events(now=timezone.now())
    return found


def at(name: str) -> str:
    return reverse(f"central:{name}")


def text_of(answer: Any) -> str:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return str(body.decode())


def lines(client: Client, path: str, **asked: str) -> list[list[str]]:
    answer = client.get(path, {**asked, "format": "csv"})
    assert answer.status_code == 200
    return list(csv.reader(io.StringIO(text_of(answer).removeprefix("\ufeff"))))


@pytest.mark.parametrize("name", [*ROOMS, *LISTS])
def test_before_anything_was_counted_every_page_says_so(client: Client, name: str) -> None:
    answer = client.get(at(name))
    assert answer.status_code == 200
    assert SIMULATED_TH not in text_of(answer)


@pytest.mark.parametrize("name", ROOMS)
def test_every_division_of_every_room_opens_and_says_what_is_made_up(
    client: Client, made: Country, name: str
) -> None:
    ministry = {"agency": str(made.ministries[0].pk)}
    for by in By:
        for part in ({}, ministry, {"year": "2569"}):
            answer = client.get(at(name), {"by": by.value, **part})
            assert answer.status_code == 200, (by, part)
            assert SIMULATED_TH in text_of(answer) or part
    for kind in ("csv", "xlsx", "pdf"):
        answer = client.get(at(name), {"format": kind})
        assert answer.status_code == 200
        assert "attachment" in answer.headers["Content-Disposition"]
        list(answer)


@pytest.mark.parametrize("name", [*ROOMS, *LISTS])
def test_more_agencies_cost_no_more_queries(client: Client, made: Country, name: str) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(at(name), {"by": "agency"})
        return len(asked)

    cost()
    before = cost()
    for _each in range(5):
        counter(agency=AgencyFactory(parent=made.ministries[0]))
    cost()  # the tree of agencies is read anew
    assert cost() <= before


@pytest.mark.parametrize("name", LISTS)
def test_lists_open_with_every_choice(client: Client, made: Country, name: str) -> None:
    page = text_of(client.get(at(name)))
    rows = lines(client, at(name))
    assert rows[0][-1] == "ข้อมูลจำลอง"
    if len(rows) > 1:
        assert {row[-1] for row in rows[1:]} == {SIMULATED_TH}
        assert SIMULATED_TH in page


def test_missed_notices_of_ministries_are_those_of_the_raw_rows(
    client: Client, made: Country
) -> None:
    last = later(first_of(bangkok_now().date()), -1)
    first = later(last, -11)
    for number, pin in enumerate(made.pins):
        Made(pin, number=number).case(60 + number)
    rebuild_events(now=timezone.now())
    missed: Counter[str] = Counter()
    for notice in DelayNotice.objects.select_related("case__agency__parent"):
        inside = notice.due_on and first <= first_of(notice.due_on) <= last
        if notice.sent_on is None and inside:
            missed[notice.case.agency.parent.name_th] += 1
    assert missed
    head, *rows = lines(client, at("delays"), by="agency")
    place = next(n for n, name in enumerate(head) if "ไม่ได้แจ้ง" in name)
    told = {row[0]: int(row[place]) for row in rows if row[place].isdecimal()}
    for ministry in made.ministries:
        assert told.get(ministry.name_th, 0) == missed[ministry.name_th]


def test_a_number_leads_to_as_many_rows(client: Client, made: Country) -> None:
    for number, pin in enumerate(made.pins):
        Made(pin, number=number).case(60 + number)
    rebuild_events(now=timezone.now())
    head, *rows = lines(client, at("delays"), by="agency")
    place = next(n for n, name in enumerate(head) if "เกินกำหนด" in name and "เสร็จ" not in name)
    total = next(row for row in rows if row[0] == "รวม")
    behind = lines(client, at("delay_cases"), show="overdue")[1:]
    assert len(behind) == int(total[place] or 0)
    assert behind


def test_what_nobody_told_stays_empty_in_lists(client: Client) -> None:
    """A request that missed no turn, numbers of a report that were left out."""
    made = country()
    Made(made.pins[0]).case(2)
    doubt = doubt_about(made.pins[0])
    assert doubt.row.returned is None
    rebuild_events(now=timezone.now())
    for name, asked in (("delay_cases", {"show": "open"}), ("volume_rows", {})):
        assert client.get(at(name), asked).status_code == 200
        _head, row = lines(client, at(name), **asked)
        assert "" in row[4:-1], name


class TestDoubts:
    @pytest.fixture
    def doubt(self) -> VolumeDoubt:
        return doubt_about(counter())

    def address(self, doubt: VolumeDoubt) -> str:
        return reverse("central:volume_doubt", args=[doubt.row_id, doubt.kind])

    def test_the_agency_is_asked_and_its_reporters_are_told(
        self, client: Client, doubt: VolumeDoubt
    ) -> None:
        reporter = OfficerFactory(agency=doubt.agency)
        GrantFactory(officer=reporter, role=Role.REPORTER, agency=doubt.agency)
        assert doubt.what in text_of(client.get(self.address(doubt)))
        done = client.post(self.address(doubt), {"act": "ask", "text": "โปรดตรวจจำนวนที่รับ"})
        assert done.status_code == 302
        assert DoubtReview.objects.get().state == DoubtState.ASKED
        assert "โปรดตรวจจำนวนที่รับ" in Notice.objects.get(officer=reporter).text
        assert doubt.what not in text_of(client.get(at("volume_doubts"), {"show": "waiting"}))
        assert doubt.what in text_of(client.get(at("volume_doubts"), {"show": "asked"}))

    def test_asking_needs_words_and_keeps_what_was_typed(
        self, client: Client, doubt: VolumeDoubt
    ) -> None:
        answer = client.post(self.address(doubt), {"act": "ask", "text": "ตรวจ"})
        assert answer.status_code == 422
        assert "เขียนสั้น ๆ ว่าขอให้หน่วยงานตรวจอะไร" in text_of(answer)
        assert ">ตรวจ</textarea>" in text_of(answer).replace("\n", "")
        assert not DoubtReview.objects.exists()

    def test_what_changed_after_it_was_seen_waits_again(
        self, client: Client, doubt: VolumeDoubt
    ) -> None:
        client.post(self.address(doubt), {"act": "seen"})
        assert doubt.what not in text_of(client.get(at("volume_doubts")))
        doubt.row.version += 1
        doubt.row.save()
        assert doubt.what in text_of(client.get(at("volume_doubts")))
