"""A sceptic's look: after every write, every page that is kept says what a new one would say."""

from __future__ import annotations

import os
from functools import partial

import pytest

from infogo.core import dates
from tests.www.cache.officer_writes import WRITES
from tests.www.cache.sceptic import OfficeHours, Sceptic
from tests.www.cache.small_country import machine_addresses, make_country, public_addresses

pytestmark = pytest.mark.django_db(transaction=True)

SHARE = int(os.environ.get("TEST_ONE_PAGE_IN", "11"))
"""One in so many pages is looked at after each write, others after the next one."""


def test_no_write_leaves_an_old_page_or_an_old_tag(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dates, "datetime", OfficeHours)
    country = make_country()
    pages = public_addresses(country)
    machines = machine_addresses(country)
    sceptic = Sceptic()
    found = []
    for number, (name, act) in enumerate(WRITES.items()):
        some = slice(number % SHARE, None, SHARE)
        effect = sceptic.effect(partial(act, country), pages[some], machines[some])
        if os.environ.get("SHOW"):
            print(name, effect)
        found += [f"{name}: {page}" for page in effect.stale]
    assert not found, "\n".join(found)
