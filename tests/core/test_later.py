from __future__ import annotations

import subprocess
import sys
import threading

import pytest

from infogo.core.later import Later
from tools.country import ROOT, environment

PATIENCE = 30.0
pytestmark = pytest.mark.usefixtures("writing_later")


def test_what_was_asked_several_times_is_written_once_and_again_when_asked_again() -> None:
    written: list[str] = []
    done = threading.Event()

    def write() -> None:
        written.append(threading.current_thread().name)
        done.set()

    later = Later(0.2, write)
    for _again in range(3):
        later.ask()
    assert done.wait(PATIENCE)
    assert len(written) == 1
    assert written[0] != threading.current_thread().name
    done.clear()
    later.ask()
    assert done.wait(PATIENCE)
    assert len(written) == 2


def test_what_is_cancelled_is_not_written() -> None:
    written: list[bool] = []
    cancelled, after = Later(0.05, lambda: written.append(True)), threading.Event()
    cancelled.ask()
    cancelled.cancel()
    Later(0.1, after.set).ask()
    assert after.wait(PATIENCE)
    assert written == []


def test_a_process_that_ends_writes_first() -> None:
    code = "from infogo.core.later import Later; Later(999, lambda: print('written')).ask()"
    command = [sys.executable, "-c", code]
    done = subprocess.run(
        command, cwd=ROOT, env=environment(ROOT), capture_output=True, text=True, check=True
    )
    assert done.stdout == "written\n"
