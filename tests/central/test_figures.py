"""Satisfaction, transactions and delays of the country, as central officers see them."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from infogo.central.pages.transactions import YEAR_ROOM, room_page
from infogo.core.dates import bangkok_now
from infogo.core.simulation import SIMULATED_TH
from infogo.delays.models import DelayCase, DelayNotice
from infogo.manuals.models import RuleSet
from infogo.oversight.grouping import By
from infogo.oversight.services.events import rebuild_events
from infogo.volumes.months import first_of, later
from tests.central.figures import LISTS, ROOMS, analyst, at, lines, text_of
from tests.delays.making import Made, counter, noticed
from tests.factories import AgencyFactory
from tests.manuals.lint.law import enact as enact_law
from tests.oversight.history import Country, country, simulate

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    return analyst()


@pytest.fixture(scope="module")
def made(module_rows: None) -> Country:
    """The history that all tests here read; what one of them adds is undone."""
    found = country()
    simulate(found)
    # What is simulated hangs on the numbers of manuals and points, that is on the tests before this
    # one: one time in twelve no notice at all would be sent in the months that are shown.
    case = Made(found.pins[0], number=10**6).case(100)
    noticed(case, 60)
    DelayCase.objects.filter(pk=case.pk).update(is_simulated=True)
    rebuild_events(now=timezone.now())
    return found


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


@pytest.mark.parametrize(
    ("today", "span"),
    [
        (date(2026, 10, 5), "ต.ค. 2568–ส.ค. 2569"),
        (date(2026, 10, 20), "ต.ค. 2568–ก.ย. 2569"),
        (date(2026, 11, 20), "ต.ค. 2569–ต.ค. 2569"),
        (date(2027, 1, 5), "ต.ค. 2569–พ.ย. 2569"),
    ],
)
def test_a_year_that_has_just_begun_is_not_compared_before_a_report_is_due(
    made: Country, today: date, span: str
) -> None:
    table = room_page(YEAR_ROOM, {}, today).table
    assert span in table.columns[-1].figure.definition


def test_causes_that_the_law_names_no_more_are_told_with_the_notices_that_named_them(
    client: Client, made: Country
) -> None:
    case = Made(made.pins[0], number=10**5).case(100)
    noticed(case, 60)
    rules = RuleSet.objects.get()
    parameters = rules.parameters | {
        "delay_reasons": [{"code": "flood", "label": "น้ำท่วม"}],
    }
    enact_law(code="later", effective_from=bangkok_now().date(), parameters=parameters)
    rebuild_events(now=timezone.now())
    head, *rows = lines(client, at("delays_reasons"), by="agency")
    assert any("น้ำท่วม" in name for name in head)
    total = next(row for row in rows if row[0] == "รวม")
    shares = [float(total[place - 1]) for place, name in enumerate(head) if "นับจาก" in name]
    assert 99 <= sum(shares) <= 101
    rows = lines(client, at("delay_cases"), show="because_committee")[1:]
    assert case.reference in {cell for row in rows for cell in row}


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
