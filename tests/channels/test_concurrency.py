"""Two who answer for an agency at the same moment: one of them is asked to read what stands now."""

from __future__ import annotations

from datetime import date

import pytest

from infogo.channels.errors import ChannelError
from infogo.channels.facts import read_channel
from infogo.channels.models import AgencyEChannel, DeclarationStep, EActDeclaration
from infogo.channels.services import save_channel
from infogo.core import audit
from tests.channels.law import KEEPER, REVIEWER, RULES, declared
from tests.editing.test_concurrency import at_once, winners
from tests.factories import AgencyFactory

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 5


def test_two_first_answers_are_one() -> None:
    for _round in range(ROUNDS):
        agency = AgencyFactory()
        results = at_once(
            lambda: declared(agency, actor=KEEPER),  # noqa: B023
            lambda: declared(agency, actor=REVIEWER),  # noqa: B023
        )
        (won,) = winners(results, ChannelError)
        assert EActDeclaration.objects.get(agency=agency) == won
        assert DeclarationStep.objects.filter(declaration=won).count() == 1
    assert audit.verify() is None


def test_one_channel_is_added_once() -> None:
    facts = read_channel(
        kind="email",
        address="saraban@agency.go.th",
        purpose_th="",
        opened_on=date(2024, 1, 1),
        rules=RULES,
    )
    for _round in range(ROUNDS):
        agency = AgencyFactory()

        def add(number: int = agency.pk) -> AgencyEChannel:
            return save_channel(agency_id=number, facts=facts, actor=KEEPER)

        assert len(winners(at_once(add, add), ChannelError)) == 1
        assert AgencyEChannel.objects.filter(agency=agency).count() == 1
