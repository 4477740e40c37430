"""A process gives a share of its time to papers for everybody, and sets each of them once."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

import pytest

from infogo.paper import press as pressing
from infogo.paper.press import BusyError, Press

MOMENT = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)


class Setting:
    """Stands for typst: takes as long as it is told, and counts how often it is asked."""

    def __init__(self, seconds: float = 1.0) -> None:
        self.now = 100.0
        self.seconds = seconds
        self.set: list[object] = []

    def pdf(self, template: str, data: object, *, made_at: datetime) -> bytes:
        self.set.append((template, data))
        self.now += self.seconds
        return f"{template} {data}".encode()


@pytest.fixture
def setting(monkeypatch: pytest.MonkeyPatch) -> Setting:
    made = Setting()
    monkeypatch.setattr(pressing.typeset, "pdf", made.pdf)
    return made


def a_press(setting: Setting, **given: float) -> Press:
    return Press(clock=lambda: setting.now, share=0.25, burst=3.0, patience=0.01, **given)  # type: ignore[arg-type]


def test_a_paper_that_shows_the_same_is_set_once(setting: Setting) -> None:
    press = a_press(setting)
    first = press.pdf("plan", {"a": 1}, made_at=MOMENT)
    assert press.pdf("plan", {"a": 1}, made_at=MOMENT) == first
    assert press.pdf("plan", {"a": 2}, made_at=MOMENT) != first
    assert press.pdf("manual", {"a": 1}, made_at=MOMENT) != first
    assert len(setting.set) == 3


def test_those_unused_for_longest_make_room(setting: Setting) -> None:
    press = a_press(setting, most_bytes=40)
    for number in (1, 2, 1, 3, 1, 2):
        setting.now += 100
        press.pdf("plan", {"number": number}, made_at=MOMENT)
    assert [data["number"] for _name, data in setting.set] == [1, 2, 3, 2]  # type: ignore[index,misc]


def test_after_a_burst_no_more_than_a_share_of_the_time_is_spent(setting: Setting) -> None:
    """Three seconds may be spent at once; then each second of work takes four of waiting."""
    press = a_press(setting)
    for number in range(3):
        press.pdf("plan", {"number": number}, made_at=MOMENT)
    press.pdf("plan", {"number": 3}, made_at=MOMENT)
    with pytest.raises(BusyError) as busy:
        press.pdf("plan", {"number": 4}, made_at=MOMENT)
    assert busy.value.retry_after >= 1
    assert press.pdf("plan", {"number": 0}, made_at=MOMENT)  # kept ones are given all the time
    setting.now += busy.value.retry_after
    assert press.pdf("plan", {"number": 4}, made_at=MOMENT)


def test_who_waits_too_long_for_the_papers_of_others_is_told_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun, let_go = threading.Event(), threading.Event()

    def slow(_template: str, _data: object, *, made_at: datetime) -> bytes:
        begun.set()
        let_go.wait(5)
        return b"done"

    monkeypatch.setattr(pressing.typeset, "pdf", slow)
    slow.__name__ = "pdf"
    press = Press(patience=0.01)
    other = threading.Thread(target=lambda: press.pdf("plan", {}, made_at=MOMENT))
    other.start()
    try:
        assert begun.wait(5)
        with pytest.raises(BusyError):
            press.pdf("manual", {}, made_at=MOMENT)
    finally:
        let_go.set()
        other.join()


def test_a_paper_that_fails_costs_its_time_and_blocks_nobody(
    setting: Setting, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(_template: str, _data: object, *, made_at: datetime) -> bytes:
        setting.now += 10
        raise pressing.typeset.PaperError("plan: no")

    press = a_press(setting)
    with monkeypatch.context() as broken:
        failing.__name__ = "pdf"
        broken.setattr(pressing.typeset, "pdf", failing)
        with pytest.raises(pressing.typeset.PaperError):
            press.pdf("plan", {}, made_at=MOMENT)
    with pytest.raises(BusyError):
        press.pdf("plan", {}, made_at=MOMENT)
