"""The usual time of the like: same topic, lifecycle, unit; five other procedures at least."""

from __future__ import annotations

import pytest

from infogo.core.durations import Duration
from infogo.manuals import services
from infogo.manuals.models import Lifecycle, Procedure
from infogo.manuals.peers import PeerTimes, peer_times
from infogo.taxonomy.models import Topic
from tests.factories import (
    ACTOR,
    ProcedureFactory,
    TopicFactory,
    adoption,
    manual_content,
    standard_manual,
)

pytestmark = pytest.mark.django_db


def days(value: int) -> Duration:
    return Duration.of(value, "day")


@pytest.fixture
def topic() -> Topic:
    return TopicFactory()


@pytest.fixture
def procedure(topic: Topic) -> Procedure:
    return ProcedureFactory(topic=topic, lifecycle=Lifecycle.NEW)


def peer(topic: Topic, total: Duration, lifecycle: str = Lifecycle.NEW) -> Procedure:
    content = manual_content(total=total)
    return standard_manual(content=content, topic=topic, lifecycle=lifecycle).procedure


def asked(procedure: Procedure, total: Duration | None = None) -> PeerTimes | None:
    (found,) = peer_times([(procedure, total or days(99))])
    return found


def test_the_median_needs_five_peers(topic: Topic, procedure: Procedure) -> None:
    for value in (1, 2, 30, 40):
        peer(topic, days(value))
    assert asked(procedure) is None
    peer(topic, days(3))
    assert asked(procedure) == PeerTimes(5, days(3), days(30))


def test_only_the_like_counts(topic: Topic, procedure: Procedure) -> None:
    for value in (1, 2, 3, 4, 5):
        last = peer(topic, days(value))
    peer(topic, Duration.of(90, "working_day"))
    peer(topic, days(90), Lifecycle.RENEW)
    peer(TopicFactory(), days(90))
    adoption(standard_manual(topic=topic, lifecycle=Lifecycle.NEW))
    ended = peer(topic, days(90))
    services.withdraw_procedure(procedure=ended, reason="เลิกแล้ว", actor=ACTOR)
    assert asked(procedure) == PeerTimes(5, days(3), days(4))
    assert asked(last) is None, "a procedure is no peer of itself"
    assert asked(procedure, Duration.of(90, "working_day")) is None


def test_longer_means_longer_than_three_in_four_in_the_same_unit() -> None:
    usual = PeerTimes(5, days(3), days(5))
    assert usual.is_exceeded_by(days(6))
    assert not usual.is_exceeded_by(days(5)), "half of all would be told apart by the median"
    assert not usual.is_exceeded_by(Duration.of(90, "working_day"))


def test_answers_stand_in_the_order_asked(topic: Topic, procedure: Procedure) -> None:
    for value in (1, 2, 3, 4, 5):
        peer(topic, days(value))
    answers = peer_times([(procedure, None), (procedure, days(1)), (procedure, None)])
    assert answers == (None, PeerTimes(5, days(3), days(4)), None)
    assert peer_times([]) == ()
