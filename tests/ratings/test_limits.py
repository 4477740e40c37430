"""How often a network sends is counted without keeping which; forms prove that we gave them out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from infogo.core.networks import network_of
from infogo.ratings import tokens
from infogo.ratings.errors import FormExpiredError, FormForgedError
from infogo.ratings.limits import count_sending, forget_networks
from infogo.ratings.models import AddressCount, DailySalt

NOW = datetime(2026, 11, 26, 9, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.7", "203.0.113.7"),
        (" 203.0.113.7 ", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:bbbb::2", "2001:db8:1:2::/64"),
        ("", ""),
        ("unix:", ""),
        ("203.0.113.7, 10.0.0.1", ""),
    ],
)
def test_a_network_is_an_address_or_a_household(address: str, network: str) -> None:
    assert network_of(address) == network


@pytest.mark.django_db
def test_counts_are_per_network_per_thing_per_hour() -> None:
    def count(network: str = "a", what: str = "x", now: datetime = NOW) -> int:
        return count_sending(network=network, what=what, now=now)

    assert [count(), count(), count()] == [1, 2, 3]
    assert count(network="b") == 1
    assert count(what="y") == 1
    assert count(now=NOW + timedelta(hours=1)) == 1
    assert count() == 4


@pytest.mark.django_db
def test_no_address_is_stored_and_tomorrow_nobody_can_tell_who_it_was() -> None:
    count_sending(network="203.0.113.7", what="rating", now=NOW)
    first = AddressCount.objects.get()
    assert "203" not in first.digest
    count_sending(network="203.0.113.7", what="rating", now=NOW + timedelta(days=1))
    second = AddressCount.objects.exclude(pk=first.pk).get()
    assert second.digest != first.digest
    assert DailySalt.objects.count() == 1


@pytest.mark.django_db
def test_old_counts_and_salts_are_thrown_away() -> None:
    count_sending(network="a", what="x", now=NOW)
    assert forget_networks(now=NOW + timedelta(hours=1)) == 0
    assert forget_networks(now=NOW + timedelta(days=1)) == 2
    assert not AddressCount.objects.exists()
    assert not DailySalt.objects.exists()


def test_a_form_is_ours_and_young_enough() -> None:
    token = tokens.give_out(NOW)
    read = tokens.read(token, hours=6, now=NOW + timedelta(minutes=2))
    assert len(read.key) == 32
    assert timedelta(minutes=2) <= read.age <= timedelta(minutes=2, seconds=1)
    assert tokens.give_out(NOW) != token
    with pytest.raises(FormExpiredError):
        tokens.read(token, hours=6, now=NOW + timedelta(hours=6, seconds=2))
    for forged in ("", "a", token[:-1], token.replace(read.key, "0" * 32)):
        with pytest.raises(FormForgedError):
            tokens.read(forged, hours=6, now=NOW)
