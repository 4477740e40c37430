"""Forms whose record moved on: told once, shown as it is now, and sent again from there."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from infogo.inspection.models import InspectionCase
from infogo.inspection.states import CaseState
from tests.accounts.watching import nothing_changes
from tests.office.people import ADMINISTRATOR, build_world
from tests.office.rules import EXPECTED
from tests.office.test_walk import filled

pytestmark = pytest.mark.django_db
SEEN = re.compile(r'<input[^>]*name="seen"[^>]*>')
VALUE = re.compile(r'value="(\d+)"')
STALE = "87654"


@pytest.mark.parametrize(
    "name",
    [
        "office:inspection",
        "office:draft_submit",
        "office:draft_discard",
        "office:article_submit",
        "office:article_decide",
        "office:channel_declare",
        "central:declaration",
        "central:case_act",
    ],
)
def test_what_is_shown_anew_can_be_sent_anew(name: str) -> None:
    world, rule = build_world(), EXPECTED[name]
    client = world.central if rule.kind == "central" else world.clients[ADMINISTRATOR]
    InspectionCase.objects.update(state=CaseState.ASKED)
    path = reverse(name, kwargs=filled(rule.kwargs, world))
    fresh = seen_in(client.get(path).content.decode())
    with nothing_changes():
        answer = client.post(path, {**filled(rule.data, world), "seen": STALE})
    assert answer.status_code == 422
    assert seen_in(answer.content.decode()) == fresh


def seen_in(page: str) -> list[str]:
    return [value for field in SEEN.findall(page) for value in VALUE.findall(field)]
