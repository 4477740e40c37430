"""A sceptic's look: after every write, every page that is kept says what a new one would say."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import partial

import pytest
from django.db import connection

from infogo.core import dates, versions
from tests.www.cache.officer_writes import WRITES
from tests.www.cache.sceptic import OfficeHours, Sceptic
from tests.www.cache.small_country import (
    Country,
    machine_addresses,
    make_country,
    public_addresses,
)

pytestmark = pytest.mark.django_db(transaction=True)

SHARE = int(os.environ.get("TEST_ONE_PAGE_IN", "19" if connection.vendor == "sqlite" else "57"))
"""One in so many pages is looked at after each write, others after the next one.

Which keys a write touches and which a page depends on is the same on any database: where another
keeps them, all writes are made as well, and every page is looked at after one of them or two.
"""


@pytest.fixture
def country(monkeypatch: pytest.MonkeyPatch) -> Country:
    monkeypatch.setattr(dates, "datetime", OfficeHours)
    return make_country()


def test_no_write_leaves_an_old_page_or_an_old_tag(country: Country) -> None:
    pages, machines = public_addresses(country), machine_addresses(country)
    sceptic, found = Sceptic(), []
    for number, (name, act) in enumerate(WRITES.items()):
        some = slice(number % SHARE, None, SHARE)
        effect = sceptic.effect(partial(act, country), pages[some], machines[some])
        found += [f"{name}: {page}" for page in effect.stale]
    assert not found, "\n".join(found)


FORGOTTEN = {
    "procedure:": ("manual: a remark published", "/manual/{first}"),
    "procedure.facts:": ("manual: a related one's days published", "/manual/{first}"),
    "procedure.names": ("procedure: a related one renamed", "/place/{last}"),
    "agency:": ("agency: description and phones changed", "/agency/{owner}"),
    "agency.names": ("agency: renamed", "/manual/{first}/at/{near}"),
    "point:": ("point: confirmed", "/place/{point}"),
    "point.rows": ("point: opened", "/places"),
    "points-in:": ("point: renamed", "/places?prov=28"),
    "points-of:": ("point: hours changed", "/agency/{near}/places"),
    "served:": ("point: position changed", "/manual/{first}/places?prov=28"),
    "rating-procedure:": ("rating: improvement told", "/manual/{first}/ratings"),
    "improvements-of:": ("rating: another improvement told", "/place/{point}/ratings"),
    "announcement": ("announcement: published", "/help"),
}
"""Keys, a write that touches each, and a page on which it would be missed."""


def test_the_sceptic_notices_every_key_that_a_write_forgets(
    country: Country, monkeypatch: pytest.MonkeyPatch
) -> None:
    touch, missed = versions.touch, []
    ids = {
        "first": country.first.procedure_id,
        "owner": country.owner.pk,
        "near": country.near_office.pk,
        "point": country.points[0].pk,
        "last": country.points[3].pk,
    }
    for forgotten, (name, page) in FORGOTTEN.items():

        def forgetful(keys: Iterable[str], start: str = forgotten) -> None:
            touch([key for key in keys if not key.startswith(start)])

        monkeypatch.setattr(versions, "touch", forgetful)
        address = page.format(**ids)
        effect = Sceptic().effect(partial(WRITES[name], country), [address])
        if effect.stale != (address,):
            missed.append(forgotten)
    assert not missed
