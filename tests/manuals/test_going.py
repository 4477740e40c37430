"""Whether somebody has to go somewhere: every kind of place with everything that is done there."""

from __future__ import annotations

from itertools import product
from types import SimpleNamespace
from typing import Any, cast

import pytest

from infogo.display.key_facts import KeyFact, key_facts
from infogo.errands.working import online_ways
from infogo.manuals.content import Channel, ChannelKind, ChannelPurpose, ManualContent
from infogo.manuals.going import is_at_counter, may_go, must_go, needs_no_trip, trip_note
from infogo.manuals.part import Listing, ListingState
from infogo.search.answers.facts import About, AnswerPart, tell_online
from infogo.search.answers.places import no_counter

PLACES = (
    ChannelKind.IN_PERSON,
    ChannelKind.ONE_STOP,
    ChannelKind.KIOSK,
    ChannelKind.MOBILE_UNIT,
    ChannelKind.PAYMENT_COUNTER,
)
FROM_HOME = tuple(kind for kind in ChannelKind if kind not in PLACES)
FILE, RECEIVE, INQUIRE = ChannelPurpose.FILE, ChannelPurpose.RECEIVE, ChannelPurpose.INQUIRE
NO_TRAVEL = "ไม่ต้องเดินทาง"


def way(kind: ChannelKind, purpose: ChannelPurpose = FILE, **more: Any) -> Channel:
    return Channel(kind=kind, purpose=purpose, description="ทางหนึ่ง", **more)


def content(*ways: Channel) -> ManualContent:
    return ManualContent(channels=Listing[Channel](state=ListingState.LISTED, items=ways))


ONLINE = way(ChannelKind.WEBSITE)


def fact(said: ManualContent, icon: str = "pin") -> KeyFact:
    return next(one for one in key_facts(said, 0) if one.icon == icon)


def answers(said: ManualContent) -> tuple[AnswerPart, AnswerPart]:
    """Answer where one files, and whether online, for a service that has no counter listed."""
    about = cast(About, SimpleNamespace(content=said, path="/manual/1"))
    return no_counter(about, "ยื่นที่ไหน", None, elsewhere=False), tell_online(about)


@pytest.mark.parametrize(("kind", "purpose"), [*product(ChannelKind, ChannelPurpose)])
def test_what_is_done_at_a_place_alone_needs_the_trip_also_for_who_files_online(
    kind: ChannelKind, purpose: ChannelPurpose
) -> None:
    said = content(ONLINE, way(kind, purpose))
    needed = kind in PLACES and purpose not in {FILE, INQUIRE}
    assert must_go(said) == ((kind,) if needed else ())
    assert needs_no_trip(said) is not needed
    assert bool(trip_note(said)) is needed


@pytest.mark.parametrize(("kind", "purpose"), [*product(ChannelKind, ChannelPurpose)])
def test_pages_answers_and_plans_agree(kind: ChannelKind, purpose: ChannelPurpose) -> None:
    for said in (content(ONLINE, way(kind, purpose)), content(way(kind, purpose))):
        where, online = answers(said)
        told = {fact(said).value, where.value}
        if must_go(said):
            assert NO_TRAVEL not in told
            assert 1 not in online_ways({1: said}, "10")
        elif said.online_channels:
            assert 1 in online_ways({1: said}, "10")
        if NO_TRAVEL in told:
            assert needs_no_trip(said)
        assert fact(said, "online").note.endswith(trip_note(said))
        assert {where.note, online.note} <= {trip_note(said), "", "จองคิวออนไลน์ได้"}


@pytest.mark.parametrize(("place", "home"), [*product(PLACES, FROM_HOME)])
def test_another_way_for_the_same_purpose_spares_the_trip(
    place: ChannelKind, home: ChannelKind
) -> None:
    for purpose in set(ChannelPurpose) - {INQUIRE}:
        assert must_go(content(way(place, purpose), way(home, purpose))) == ()
        assert must_go(content(way(place, purpose))) == (place,)
    assert must_go(content(way(place), way(home, RECEIVE))) == (place,)


def test_a_way_for_some_provinces_or_cases_spares_nobody_else() -> None:
    here = way(ChannelKind.WEBSITE, provinces=("10",))
    counter = way(ChannelKind.IN_PERSON)
    assert must_go(content(counter, here)) == (ChannelKind.IN_PERSON,)
    assert must_go(content(counter, here), "10") == ()
    assert must_go(content(counter, here), "50") == (ChannelKind.IN_PERSON,)
    assert must_go(content(counter, way(ChannelKind.POST, cases=("renewal",)))) == (
        ChannelKind.IN_PERSON,
    )
    assert not needs_no_trip(content(here))
    assert not needs_no_trip(content(way(ChannelKind.WEBSITE, cases=("renewal",))))


def test_where_nothing_is_filed_nobody_has_to_go() -> None:
    said = ManualContent(channels=Listing[Channel](state=ListingState.NONE))
    assert needs_no_trip(said)
    assert (fact(said).state, answers(said)[0].state) == ("none", "none")


@pytest.mark.parametrize(
    "said",
    [
        ManualContent(),
        content(way(ChannelKind.POST, RECEIVE)),
        content(way(ChannelKind.PHONE, INQUIRE)),
    ],
)
def test_who_is_not_told_how_to_file_is_not_told_to_stay_at_home(said: ManualContent) -> None:
    assert not needs_no_trip(said)
    assert (fact(said).state, answers(said)[0].state) == ("unknown", "unknown")


@pytest.mark.parametrize("kind", PLACES)
def test_the_answer_names_the_place_as_the_facts_do(kind: ChannelKind) -> None:
    said = content(way(kind))
    assert answers(said)[0].value.startswith(fact(said).value)
    fetched = content(ONLINE, way(kind, RECEIVE))
    assert answers(fetched)[0].note == f"ต้องไปรับผล{fact(fetched).value}"


def test_only_the_agencys_own_counter_is_its_counter() -> None:
    assert is_at_counter(content(ONLINE, way(ChannelKind.IN_PERSON)))
    assert is_at_counter(content(ONLINE, way(ChannelKind.IN_PERSON, RECEIVE)))
    assert not is_at_counter(content(ONLINE, way(ChannelKind.IN_PERSON, INQUIRE)))
    assert not is_at_counter(content(way(ChannelKind.ONE_STOP), way(ChannelKind.KIOSK)))
    assert may_go(content(way(ChannelKind.KIOSK), way(ChannelKind.ONE_STOP))) == (
        ChannelKind.ONE_STOP,
        ChannelKind.KIOSK,
    )
