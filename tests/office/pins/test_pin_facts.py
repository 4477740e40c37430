"""What differs at a counter, said through the pages: of one pin, and of several."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from infogo.agencies.models import Agency
from infogo.manuals.models import Manual
from infogo.pins.models import Pin
from tests.accounts.watching import nothing_changes
from tests.factories import (
    PinFactory,
    ServicePointFactory,
    standard_manual,
)
from tests.office.pins.test_pins import hidden, pick_path, text_of

pytestmark = pytest.mark.django_db


class TestWhatDiffersThere:
    @pytest.fixture
    def pin(self, manual: Manual, agency: Agency) -> Pin:
        return PinFactory(
            manual=manual, point=ServicePointFactory(agency=agency, name_th="ที่ว่าการ ก")
        )

    def form(self, client: Client, pin: Pin, **fields: str) -> Any:
        path = reverse("office:pin", args=[pin.pk])
        seen = hidden(client.get(path), "seen")
        return client.post(path, {"seen": seen, "hours_of": "point", "h-rows": "0", **fields})

    def test_it_is_said_and_citizens_read_it(self, client: Client, pin: Pin) -> None:
        done = self.form(
            client,
            pin,
            counter="3",
            accepts_walk_in="no",
            residents_only="yes",
            accepts_foreigners="no",
            daily_limit="๔๐",
            queue_url="queue.example.go.th/a",
            phones="0 2281 3333 ต่อ 12",
            note="ปิดรับ 15.30 น.",
            **{
                "hours_of": "own",
                "h-known": "week",
                "h-holidays": "1",
                "h-d0_1_opens": "9.00",
                "h-d0_1_closes": "12.00",
                **{f"h-d{day}_closed": "1" for day in range(1, 7)},
            },
        )
        assert done.status_code == 302, text_of(done)
        pin.refresh_from_db()
        assert (pin.daily_limit, pin.queue_url) == (40, "https://queue.example.go.th/a")
        assert pin.phones == [{"number": "+6622813333", "extension": "12"}]
        for path in (f"/place/{pin.point_id}", f"/manual/{pin.procedure_id}/places"):
            answer = Client().get(path)
            page = text_of(answer)
            for words in (
                "ช่อง 3",
                "ต้องนัดก่อน",
                "เฉพาะผู้มีชื่อในทะเบียนบ้านในพื้นที่",
                "ไม่รับคนต่างชาติ",
                "รับวันละไม่เกิน 40 ราย",
                "ปิดรับ 15.30 น.",
                "09:00–12:00",
            ):
                assert words in page, (path, words)
            assert 'href="https://queue.example.go.th/a"' in answer.content.decode()

    @pytest.mark.parametrize(
        ("field", "value", "said"),
        [
            ("queue_url", "javascript:alert(1)", "https://"),
            ("queue_url", "ftp://example.go.th", "https://"),
            ("daily_limit", "0", "ตั้งแต่ 1 ขึ้นไป"),
            ("daily_limit", "สิบ", "ใส่จำนวนเป็นตัวเลข"),
            ("phones", "โทรมานะ", "อ่านเบอร์โทรศัพท์ไม่ได้"),
            ("counter", "ก" * 101, "ยาว 101 ตัวอักษร"),
            ("hours_of", "", "เลือกเวลาทำการของเรื่องนี้"),
        ],
    )
    def test_what_cannot_be_comes_back_as_typed(
        self, client: Client, pin: Pin, field: str, value: str, said: str
    ) -> None:
        path = reverse("office:pin", args=[pin.pk])
        client.get(path)
        with nothing_changes():
            answer = self.form(client, pin, note="คงไว้", **{field: value})
        assert answer.status_code == 422
        assert said in text_of(answer)
        assert 'value="คงไว้"' in answer.content.decode()

    def test_the_second_of_two_editors_reads_what_the_first_said(
        self, client: Client, pin: Pin
    ) -> None:
        path = reverse("office:pin", args=[pin.pk])
        seen = hidden(client.get(path), "seen")
        first = self.form(client, pin, counter="3")
        assert first.status_code == 302, text_of(first)
        answer = client.post(path, {"seen": seen, "hours_of": "point", "counter": "9"})
        assert answer.status_code == 422
        assert "มีคนแก้หมุดนี้" in text_of(answer)
        assert "ช่อง 3" in text_of(answer)
        again = client.post(
            path, {"seen": hidden(answer, "seen"), "hours_of": "point", "counter": "9"}
        )
        assert again.status_code == 302

    def test_confirming_one_and_all(self, client: Client, pin: Pin, agency: Agency) -> None:
        others = [PinFactory(manual=pin.manual, point__agency=agency) for _ in range(2)]
        foreign = PinFactory(manual=standard_manual())
        client.post(reverse("office:pin", args=[pin.pk]), {"act": "confirm"})
        assert Pin.objects.exclude(confirmed_on=None).get() == pin
        path = pick_path(pin.manual, "_facts")
        refused = client.post(path, {"act": "confirm", "scope": "ticked"})
        assert refused.status_code == 422
        assert "ติ๊กหมุดที่ต้องการก่อน" in text_of(refused)
        client.post(f"{path}?state=unconfirmed", {"act": "confirm", "scope": "all"})
        assert set(Pin.objects.exclude(confirmed_on=None)) == {pin, *others}
        assert not Pin.objects.filter(pk=foreign.pk).exclude(confirmed_on=None).exists()

    def test_the_same_is_said_of_several(self, client: Client, pin: Pin, agency: Agency) -> None:
        other = PinFactory(
            manual=pin.manual, point__agency=agency, counter="2", note="เดิม", residents_only=True
        )
        left_out = PinFactory(manual=pin.manual, point__agency=agency)
        keep = {"accepts_walk_in": "keep", "residents_only": "keep", "accepts_foreigners": "no"}
        answer = client.post(
            pick_path(pin.manual, "_facts"),
            {
                "act": "set",
                "scope": "ticked",
                "pick": [pin.pk, other.pk],
                "daily_limit": "30",
                "wipe": ["note"],
                **keep,
            },
        )
        assert answer.status_code == 302, text_of(answer)
        for changed in (pin, other):
            changed.refresh_from_db()
            assert (changed.daily_limit, changed.accepts_foreigners) == (30, False)
        assert (other.counter, other.note, other.residents_only) == ("2", "", True)
        left_out.refresh_from_db()
        assert left_out.daily_limit is None

    def test_saying_nothing_of_several_is_refused(self, client: Client, pin: Pin) -> None:
        keep = dict.fromkeys(("accepts_walk_in", "residents_only", "accepts_foreigners"), "keep")
        path = pick_path(pin.manual, "_facts")
        client.get(path)
        for more, said in (
            ({}, "ใส่อย่างน้อยหนึ่งช่อง"),
            ({"note": "ใหม่", "wipe": ["note"]}, "เลือกอย่างใดอย่างหนึ่ง"),
        ):
            with nothing_changes():
                answer = client.post(path, {"act": "set", "scope": "all", **keep, **more})
            assert answer.status_code == 422
            assert said in text_of(answer)
