"""Ratings that wait: in groups that came together, decided together."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from infogo.office.pages import rating_held as pages
from infogo.ratings.models import ModerationStep, Rating, RatingState, Suspicion
from tests.accounts.watching import nothing_changes
from tests.factories import PinFactory, ServicePointFactory
from tests.office.ratings.at_work import Office, open_office
from tests.office.test_pages import queries, text_of
from tests.ratings.giving import rate

pytestmark = pytest.mark.django_db
HELD = "/office/ratings/held"


@pytest.fixture
def office() -> Office:
    return open_office()


def burst(office: Office, count: int = 3) -> list[Rating]:
    return [
        office.rated(overall=1, comment=f"แย่ {number}", suspected=[Suspicion.BURST_POINT])
        for number in range(count)
    ]


def states() -> list[str]:
    return list(Rating.objects.order_by("pk").values_list("state", flat=True))


class TestGroups:
    def test_what_came_together_is_shown_together_with_why(self, office: Office) -> None:
        begun = timezone.now() - timedelta(days=10)
        for _number in range(9):
            office.rated(now=begun)
        burst(office)
        office.rated(suspected=[Suspicion.TRAP])
        page = text_of(office.client.get(HELD))
        assert "4 ความเห็น ประชาชนยังไม่เห็น" in page
        assert f"{office.point.name_th} · " in page
        assert "3 ความเห็น พักไว้เพราะ: " + str(Suspicion.BURST_POINT.label) in page
        assert "ปกติวันละ 0.1 ความเห็น (เฉลี่ย 90 วันก่อนหน้า)" in page
        assert str(Suspicion.TRAP.label) in page

    def test_a_place_that_nobody_rated_before(self, office: Office) -> None:
        burst(office)
        assert "90 วันก่อนหน้าแทบไม่มีใครให้คะแนนที่นี่" in text_of(office.client.get(HELD))

    def test_only_hers(self, office: Office) -> None:
        burst(open_office("เทศบาลอื่น"))
        assert "ไม่มีความเห็นรอตรวจ" in text_of(office.client.get(HELD))

    def test_the_queue_goes_on_where_it_ended(
        self, office: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(pages, "PAGE_SIZE", 2)
        oldest, *_newer = burst(office)
        first = office.client.get(HELD).content.decode()
        assert f'id="rating-{oldest.pk}"' not in first
        older = first.partition(f'href="{HELD}?after=')[2].partition('"')[0]
        second = office.client.get(f"{HELD}?after={older}").content.decode()
        assert f'id="rating-{oldest.pk}"' in second

    def test_more_of_them_cost_no_more_queries(self, office: Office) -> None:
        def more() -> None:
            for _number in range(3):
                point = ServicePointFactory(agency=office.agency)
                PinFactory(manual=office.manual, point=point)
                rate(office.manual, point, suspected=[Suspicion.BURST_POINT])
                rate(office.manual, suspected=[Suspicion.BURST_MANUAL])

        more()
        before = queries(office.client, HELD)
        more()
        assert queries(office.client, HELD) == before <= 14


class TestDeciding:
    def test_those_that_are_ticked_are_released(self, office: Office) -> None:
        first, _second, third = burst(office)
        sent = {"rating": [first.pk, third.pk], "act": "release"}
        page = text_of(office.client.post(HELD, sent, follow=True))
        assert "เผยแพร่แล้ว 2 ความเห็น" in page
        assert states() == ["public", "held", "public"]

    def test_those_that_are_ticked_are_hidden_each_with_the_reason(self, office: Office) -> None:
        made = burst(office)
        sent = {
            "rating": [one.pk for one in made],
            "act": "hide",
            "reason": "brigading",
            "text": "ข้อความเดียวกันใน 10 นาที",
        }
        page = text_of(office.client.post(HELD, sent, follow=True))
        assert "ซ่อนแล้ว 3 ความเห็น" in page
        assert set(states()) == {"hidden"}
        told = ModerationStep.objects.filter(to_state=RatingState.HIDDEN)
        assert [step.text for step in told] == ["ข้อความเดียวกันใน 10 นาที"] * 3

    def test_a_whole_group_is_one_tick(self, office: Office) -> None:
        made = burst(office)
        page = office.client.get(HELD).content.decode()
        group = page.partition('name="group"')[2].partition('value="')[2].partition('"')[0]
        assert sorted(group.split(",")) == sorted(str(one.pk) for one in made)
        sent = {"group": group, "rating": made[0].pk, "act": "release"}
        assert "เผยแพร่แล้ว 3 ความเห็น" in text_of(office.client.post(HELD, sent, follow=True))

    @pytest.mark.parametrize(
        ("sent", "words"),
        [
            ({"act": "release"}, "ติ๊กความเห็นอย่างน้อยหนึ่งรายการ"),
            ({"rating": "{first}"}, "เลือกว่าจะเผยแพร่หรือซ่อน"),
            ({"rating": "{first}", "act": "hide", "text": "x"}, "เลือกเหตุที่ซ่อน"),
            ({"rating": "{first}", "act": "hide", "reason": "rude"}, "ใส่คำอธิบาย"),
            ({"rating": ["{first}", "{other}"], "act": "release"}, "รายการเปลี่ยนไปแล้ว"),
            ({"rating": ["99999999999999999999", "x"], "act": "release"}, "รายการเปลี่ยนไปแล้ว"),
        ],
    )
    def test_refusals_say_what_to_do_and_keep_the_ticks(
        self, office: Office, sent: dict[str, object], words: str
    ) -> None:
        first, *_rest = burst(office)
        [other] = burst(open_office("เทศบาลอื่น"), 1)
        numbers = {"{first}": str(first.pk), "{other}": str(other.pk)}

        def filled(value: object) -> object:
            if isinstance(value, list):
                return [numbers.get(one, one) for one in value]
            return numbers.get(str(value), value)

        with nothing_changes():
            answer = office.client.post(HELD, {name: filled(value) for name, value in sent.items()})
        assert answer.status_code == 422
        page = answer.content.decode()
        assert words in page
        if "{first}" in str(sent):
            assert f'value="{first.pk}" checked' in page
