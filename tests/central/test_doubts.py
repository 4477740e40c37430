"""Pages of figures where nothing was counted yet, what nobody told, and numbers that look wrong."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from infogo.accounts.models import Notice
from infogo.accounts.roles import Role
from infogo.core.simulation import SIMULATED_TH
from infogo.oversight.events.cells import VolumeDoubt
from infogo.oversight.events.reviews import DoubtReview, DoubtState
from infogo.oversight.services.doubts import GONE
from infogo.oversight.services.events import rebuild_events
from tests.central.figures import LISTS, ROOMS, analyst, at, lines, text_of
from tests.delays.making import Made, counter
from tests.factories import GrantFactory, OfficerFactory
from tests.oversight.doubting import doubt_about
from tests.oversight.history import country

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    return analyst()


@pytest.mark.parametrize("name", [*ROOMS, *LISTS])
def test_before_anything_was_counted_every_page_says_so(client: Client, name: str) -> None:
    answer = client.get(at(name))
    assert answer.status_code == 200
    assert SIMULATED_TH not in text_of(answer)


def test_without_rules_the_pages_of_the_index_say_what_to_do(client: Client) -> None:
    for name in ("index", "index_parts"):
        assert "ยังไม่มีเกณฑ์ของดัชนี" in text_of(client.get(at(name)))
    assert "ยังไม่มีเกณฑ์ที่ใช้อยู่" in text_of(Client().get(reverse("www:quality_index")))


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

    def test_what_the_agency_mended_meanwhile_is_told(
        self, client: Client, doubt: VolumeDoubt
    ) -> None:
        address = self.address(doubt)
        VolumeDoubt.objects.all().delete()
        asked = {"act": "ask", "text": "โปรดตรวจจำนวนที่รับ"}
        assert GONE in text_of(client.post(address, asked, follow=True))
        assert client.get(address).status_code == 404
        assert not DoubtReview.objects.exists()

    def test_what_changed_after_it_was_seen_waits_again(
        self, client: Client, doubt: VolumeDoubt
    ) -> None:
        client.post(self.address(doubt), {"act": "seen"})
        assert doubt.what not in text_of(client.get(at("volume_doubts")))
        doubt.row.version += 1
        doubt.row.save()
        assert doubt.what in text_of(client.get(at("volume_doubts")))
