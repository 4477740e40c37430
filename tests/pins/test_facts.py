"""What differs at a counter, and that it still serves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from infogo.accounts.perms import Rights
from infogo.accounts.roles import Role
from infogo.agencies.models import Agency
from infogo.core.models import AuditEntry, OutboxEvent, OutboxTopic
from infogo.manuals.models import Manual
from infogo.pins.errors import ChangedMeanwhileError, NotAllowedError, PinError
from infogo.pins.models import Pin
from infogo.pins.perms import (
    changeable_pins,
)
from infogo.pins.services.facts import confirm_pins, set_facts, state_of
from tests.accounts.watching import nothing_changes
from tests.factories import (
    AgencyFactory,
    PinFactory,
    ServicePointFactory,
    standard_manual,
)
from tests.pins.acting import rights_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def agency() -> Agency:
    return AgencyFactory()


@pytest.fixture
def manual(agency: Agency) -> Manual:
    return standard_manual(owner=agency)


class TestFacts:
    @pytest.fixture
    def pin(self, agency: Agency, manual: Manual) -> Pin:
        return PinFactory(manual=manual, point=ServicePointFactory(agency=agency))

    @pytest.fixture
    def rights(self, agency: Agency) -> Rights:
        return rights_of(Role.POINT_EDITOR, agency)

    def test_they_are_set_confirmed_and_announced(self, pin: Pin, rights: Rights) -> None:
        OutboxEvent.objects.all().delete()
        facts = {"counter": "3", "residents_only": True, "queue_url": "https://queue.example/"}
        assert set_facts(rights=rights, pin_ids=[pin.pk], facts=facts) == 1
        pin.refresh_from_db()
        assert (pin.counter, pin.residents_only, pin.queue_url) == tuple(facts.values())
        assert (pin.confirmed_on, pin.confirmed_by) == (rights.on, rights.officer.name_th)
        assert pin.accepts_walk_in is None
        entry = AuditEntry.objects.get(verb="set_pin_facts")
        assert entry.detail == {"count": 1, "pins": [pin.pk], "facts": facts}
        assert set(OutboxEvent.objects.values_list("topic", "object_id")) == {
            (OutboxTopic.PROCEDURE, pin.procedure_id),
            (OutboxTopic.POINT, pin.point_id),
        }

    def test_they_can_be_taken_back_to_unknown(self, pin: Pin, rights: Rights) -> None:
        phones = [{"number": "1111"}]
        known = {"counter": "3", "residents_only": True, "daily_limit": 4, "phones": phones}
        unknown = {"counter": "", "residents_only": None, "daily_limit": None, "phones": []}
        for facts in (known, unknown):
            set_facts(rights=rights, pin_ids=[pin.pk], facts=facts)
            pin.refresh_from_db()
            assert {name: getattr(pin, name) for name in facts} == facts

    @pytest.mark.parametrize(
        "facts",
        [
            {"queue_url": "javascript:alert(1)"},
            {"queue_url": "https://"},
            {"daily_limit": 0},
            {"daily_limit": -4},
            {"counter": "ก" * 101},
            {"note": "ก\x00"},
            {"phones": [{"number": "12"}]},
            {"hours": {"week": []}},
            {"confirmed_by": "ใคร"},
        ],
    )
    def test_what_cannot_be_is_refused(self, pin: Pin, rights: Rights, facts: Any) -> None:
        with nothing_changes(), pytest.raises(PinError):
            set_facts(rights=rights, pin_ids=[pin.pk], facts=facts)
        assert Pin.objects.filter(pk=pin.pk, confirmed_on=None).exists()

    def test_the_second_of_two_editors_is_told(self, pin: Pin, rights: Rights) -> None:
        seen = state_of(pin)
        set_facts(rights=rights, pin_ids=[pin.pk], facts={"counter": "3"}, seen=seen)
        with nothing_changes(), pytest.raises(ChangedMeanwhileError):
            set_facts(rights=rights, pin_ids=[pin.pk], facts={"counter": "9"}, seen=seen)
        pin.refresh_from_db()
        assert pin.counter == "3"

    def test_one_foreign_pin_refuses_all(self, pin: Pin, rights: Rights) -> None:
        foreign = PinFactory(manual=standard_manual())
        acts: tuple[Callable[[], int], ...] = (
            lambda: confirm_pins(rights=rights, pin_ids=[pin.pk, foreign.pk]),
            lambda: set_facts(rights=rights, pin_ids=[pin.pk, foreign.pk], facts={"counter": "1"}),
        )
        for act in acts:
            with nothing_changes(), pytest.raises(NotAllowedError):
                act()
        assert not Pin.objects.exclude(confirmed_on=None).exists()

    def test_both_sides_may_and_a_vanished_pin_is_passed_over(
        self, pin: Pin, rights: Rights, agency: Agency
    ) -> None:
        writer = rights_of(Role.MANUAL_EDITOR, agency)
        assert list(changeable_pins(writer)) == list(changeable_pins(rights)) == [pin]
        assert confirm_pins(rights=writer, pin_ids=[pin.pk, pin.pk + 1000]) == 1
