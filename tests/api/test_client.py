"""The generated Python client and what is written around it, against a running server."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from infogo_client import InfogoError, connect, each, idempotency_key, told
from infogo_client.generated.api.agencies import list_agencies, read_agency
from infogo_client.generated.api.manuals import list_manuals, read_manual
from infogo_client.generated.api.planning import manual_due_date, read_plan
from infogo_client.generated.api.search import search
from infogo_client.generated.api.volumes import read_month, save_month
from infogo_client.generated.models import RowIn, RowInValues, RowsIn
from pytest_django.live_server_helper import LiveServer

from infogo.accounts.tokens import make_token
from infogo.core.dates import bangkok_now
from infogo.search.indexing.index import only_writer
from infogo.search.indexing.indexer import rebuild
from infogo.volumes.models import VolumeRow
from tests.factories import AgencyFactory
from tests.search.corpus import Country, make_country, use_index
from tests.volumes.forms import GOOD, enact_form, last_month, pins_of, rights_of

MONTH = f"{last_month():%Y-%m}"


@pytest.fixture
def small_country(transactional_db: None, tmp_path: Path) -> Iterator[Country]:
    made = make_country()
    with use_index(tmp_path / "index"):
        with only_writer():
            rebuild()
        yield made


def test_a_program_reads_the_country(small_country: Country, live_server: LiveServer) -> None:
    with connect(live_server.url) as api:
        all_of_them = list(each(list_agencies.sync, client=api, limit=2))
        assert {agency.id for agency in all_of_them} == {
            agency.pk for agency in small_country.agencies.values()
        }
        one = told(read_agency.sync(all_of_them[-1].id, client=api))
        assert one == all_of_them[-1]

        found = told(search.sync(client=api, q="บัตรประชาชนหาย"))
        assert found.results[0].title == "บัตรประชาชนหาย"

        procedure = small_country.procedures["ID-2"]
        row = next(each(list_manuals.sync, client=api, procedure=procedure.pk))
        manual = told(read_manual.sync(row.id, client=api))
        assert manual.code == "ID-2"
        assert manual.content.fees.state == "listed"
        assert manual.content.fees.items[0].amount_satang == 10_000

        filed = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
        due = told(manual_due_date.sync(row.id, client=api, received=filed))
        assert due.days or due.due_at

        plan = told(read_plan.sync(client=api, procedures=str(procedure.pk)))
        assert [errand.name_th for errand in plan.errands] == ["บัตรประชาชนหาย"]

        with pytest.raises(InfogoError) as refusal:
            read_agency.sync(987_654_321, client=api)
    assert refusal.value.status == 404
    assert refusal.value.thai.startswith("ไม่มีหน่วยงานนี้")
    assert refusal.value.english == "there is no such agency"


@pytest.mark.django_db(transaction=True)
def test_a_program_writes_once_with_a_token(live_server: LiveServer) -> None:
    enact_form()
    agency = AgencyFactory()
    (pin,) = pins_of(agency, 1)
    _token, secret = make_token(
        officer=rights_of(agency).officer,
        name="ระบบ",
        acts=["view", "report"],
        expires_on=bangkok_now().date() + timedelta(days=30),
    )
    values = RowInValues.from_dict(GOOD)
    body = RowsIn(rows=[RowIn(manual=pin.manual_id, point=pin.point_id, values=values)])
    with connect(live_server.url, token=secret) as api:
        with idempotency_key("night-1"):
            first = told(save_month.sync(agency.pk, MONTH, client=api, body=body))
            again = told(save_month.sync(agency.pk, MONTH, client=api, body=body))
        month = told(read_month.sync(agency.pk, MONTH, client=api))

    assert first == again
    assert first.changed == 1
    assert VolumeRow.objects.count() == 1
    assert month.rows[0].values.to_dict() == GOOD


class Shaky(BaseHTTPRequestHandler):
    """A server that is busy at first, and notes what it was asked."""

    waits: list[str] = []
    asked: list[tuple[str, str | None, str | None]] = []

    def do_GET(self) -> None:
        headers = self.headers
        self.asked.append((self.command, headers["If-None-Match"], headers["Idempotency-Key"]))
        is_known = headers["If-None-Match"] == '"1"'
        self.send_response(503 if self.waits else 304 if is_known else 200)
        if self.waits:
            self.send_header("Retry-After", self.waits.pop())
        self.send_header("ETag", '"1"')
        body = b"" if is_known else b"{}"
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET  # noqa: N815  (the name is given)

    def log_message(self, *_arguments: object) -> None:
        return


@pytest.fixture
def shaky() -> Iterator[str]:
    Shaky.waits, Shaky.asked = [], []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Shaky)
    thread = threading.Thread(target=server.serve_forever, args=[0.02])
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("wait", ["0", format_datetime(datetime(2020, 1, 1, tzinfo=UTC))])
def test_a_busy_server_is_asked_again_when_it_says(shaky: str, wait: str) -> None:
    Shaky.waits = [wait, wait]
    with connect(shaky) as api:
        assert api.get_httpx_client().get("/").status_code == 200

    assert len(Shaky.asked) == 3


def test_a_server_that_stays_busy_is_told_of(shaky: str) -> None:
    Shaky.waits = ["0"] * 9
    with connect(shaky, tries=2) as api, pytest.raises(InfogoError) as refusal:
        api.get_httpx_client().get("/")

    assert len(Shaky.asked) == 2
    assert refusal.value.status == 503
    assert "ลองใหม่ภายหลัง" in str(refusal.value)


def test_what_did_not_change_is_not_sent_again(shaky: str) -> None:
    with connect(shaky) as api:
        answers = [api.get_httpx_client().get("/") for _n in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert [answer.json() for answer in answers] == [{}, {}]
    assert [tag for _method, tag, _key in Shaky.asked] == [None, '"1"']


def test_a_write_that_is_sent_again_keeps_its_key(shaky: str) -> None:
    Shaky.waits = ["0"]
    with connect(shaky) as api:
        api.get_httpx_client().post("/")
        api.get_httpx_client().post("/")
        with idempotency_key("mine"):
            api.get_httpx_client().post("/")
    keys = [key for _method, _tag, key in Shaky.asked]

    assert keys[0] == keys[1] != keys[2]
    assert keys[3] == "mine"
    assert None not in keys
