"""The background process of a node: follows the outbox into the index and does the duties."""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Sequence
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, InterfaceError, OperationalError, close_old_connections

from infogo.core.metrics import DUTY_RECORDS, doing
from infogo.search.indexing.index import IndexWriteError, WriterBusyError, only_writer
from infogo.search.indexing.indexer import Follower, Steps
from infogo.upkeep.duties import DUTIES
from infogo.upkeep.steadiness import Steadiness
from infogo.upkeep.timetable import Duty, Timetable

logger = logging.getLogger(__name__)

PAUSE_SECONDS = 0.2
LONGEST_PAUSE_SECONDS = 30.0


class Command(BaseCommand):
    """Run until told to stop; a failing database is waited for, not died of."""

    help = "ทำงานเบื้องหลัง: ดัชนีค้นหาและงานประจำ · follow changes and do periodic duties"

    def handle(self, *args: Any, **options: Any) -> None:
        """Hold the node's only right to write the index, and work until a signal comes."""
        stop = threading.Event()

        def ask_to_stop(_signal: int, _frame: FrameType | None) -> None:
            # At once, even in the middle of a rebuild: nothing half done is ever served, and
            # the next start takes up what is missing.
            stop.set()
            raise SystemExit

        signal.signal(signal.SIGTERM, ask_to_stop)
        signal.signal(signal.SIGINT, ask_to_stop)
        try:
            with only_writer():
                work(stop)
        except WriterBusyError as problem:
            raise CommandError(
                "มีตัวทำงานเบื้องหลังของโฟลเดอร์นี้อยู่แล้ว · another worker already serves this home folder"
            ) from problem


def work(stop: threading.Event) -> None:
    """Follow the outbox and do due duties, until ``stop`` is set.

    Needs ``only_writer``. After a database error it tries again, ever more slowly. A full disk
    keeps the index from following and some duties from being done, never the others.
    """
    steps, timetable, clock = Steps(Follower()), Timetable(DUTIES), Steadiness()
    pause = PAUSE_SECONDS
    try:
        while not stop.is_set():
            try:
                is_well = _follow(steps)
                _do_duties(timetable.due(is_clock_steady=clock.is_steady()), timetable)
                pause = PAUSE_SECONDS if is_well else min(LONGEST_PAUSE_SECONDS, pause * 2)
            except DatabaseError:
                logger.warning("the database failed; trying again in %.1f s", pause, exc_info=True)
                close_old_connections()
                pause = min(LONGEST_PAUSE_SECONDS, pause * 2)
            stop.wait(pause)
    finally:
        steps.close()


def _follow(steps: Steps) -> bool:
    try:
        with doing("index"):
            DUTY_RECORDS.labels("index").inc(steps.follow())
    except IndexWriteError as problem:
        logger.error("search goes on as it was: %s", problem)
        return False
    return True


def _do_duties(due: Sequence[Duty], timetable: Timetable) -> None:
    """Do what is due; one duty that fails is tried again later and holds up no other.

    Raises:
        OperationalError, InterfaceError: the database failed; the rest is left to the next round.
    """
    for number, duty in enumerate(due, start=1):
        try:
            with doing(duty.name):
                DUTY_RECORDS.labels(duty.name).inc(duty.run())
        except (OperationalError, InterfaceError):
            timetable.note(duty, is_well=False)
            timetable.put_back(due[number:])
            raise
        except Exception:
            logger.exception("the duty “%s” failed; it is tried again", duty.name)
            timetable.note(duty, is_well=False)
        else:
            timetable.note(duty, is_well=True)
