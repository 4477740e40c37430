"""The logs of nginx in its container end by day and go when their time is over."""

from __future__ import annotations

import gzip
import os
import signal
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.deploy.files import DEPLOY, compose

SCRIPT = DEPLOY / "compose" / "rotate.sh"
LEAST_DAYS = 90
YESTERDAY = date(2026, 3, 4)
# Waits for the signal at which nginx opens its logs anew.
WAITING = (
    "import signal; signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1]); "
    "print('ready', flush=True); signal.sigwait([signal.SIGUSR1])"
)


def run(logs: Path, **told: str) -> None:
    """Do what is due."""
    subprocess.run(
        [str(SCRIPT), "once"],
        env={"PATH": os.environ["PATH"], "LOGS": str(logs), "NGINX_PID": f"{logs}/pid", **told},
        check=True,
    )


def kept(logs: Path, name: str) -> list[str]:
    return sorted(path.name for path in logs.glob(f"{name}-*"))


def aged(path: Path, days: float) -> None:
    then = path.stat().st_mtime - days * 86_400
    os.utime(path, (then, then))


@pytest.fixture
def logs(tmp_path: Path) -> Path:
    """Return a folder with the logs of a day that is over."""
    for name in ("infogo-access", "error"):
        (tmp_path / f"{name}.log").write_text(f"{name} of that day\n")
    (tmp_path / "day").write_text(f"{YESTERDAY}\n")
    return tmp_path


def test_a_day_that_is_over_has_its_own_file_and_nginx_is_told(logs: Path) -> None:
    waiting = [sys.executable, "-c", WAITING]
    with subprocess.Popen(waiting, stdout=subprocess.PIPE, text=True) as nginx:
        assert nginx.stdout is not None
        assert nginx.stdout.readline() == "ready\n"
        (logs / "pid").write_text(f"{nginx.pid}\n")
        run(logs)
        assert nginx.wait(timeout=60) == 0
    (logs / "pid").unlink()
    access = logs / "infogo-access.log"
    assert access.read_text() == ""
    assert access.stat().st_mode & 0o777 == 0o600
    ended = logs / f"infogo-access-{YESTERDAY}.log"
    assert ended.read_text() == "infogo-access of that day\n"
    access.write_text("a line of today\n")
    aged(ended, 1)
    run(logs)
    assert access.read_text() == "a line of today\n"
    assert kept(logs, "infogo-access") == [f"{ended.name}.gz"]
    packed = (logs / f"{ended.name}.gz").read_bytes()
    assert gzip.decompress(packed).decode() == "infogo-access of that day\n"


@pytest.mark.parametrize("packed", ["", ".gz"])
def test_a_run_that_was_interrupted_is_gone_on_with(logs: Path, packed: str) -> None:
    (logs / "infogo-access.log").rename(logs / f"infogo-access-{YESTERDAY}.log{packed}")
    (logs / "infogo-access.log").write_text("a line of today\n")
    run(logs)
    assert (logs / "infogo-access.log").read_text() == "a line of today\n"
    assert kept(logs, "infogo-access") == [f"infogo-access-{YESTERDAY}.log{packed}"]
    assert kept(logs, "error") == [f"error-{YESTERDAY}.log"]


@pytest.mark.parametrize(("told", "days"), [("", 90), ("1", 90), ("365", 365)])
def test_the_access_log_is_kept_for_as_long_as_the_law_asks(
    logs: Path, told: str, days: int
) -> None:
    for number in range(1, 400):
        old = logs / f"infogo-access-{YESTERDAY - timedelta(days=number)}.log.gz"
        old.touch()
        aged(old, 5000)  # of a clock that was wrong
    run(logs, **({"ACCESS_LOG_DAYS": told} if told else {}))
    names = kept(logs, "infogo-access")
    assert len(names) == days
    assert names[-1] == f"infogo-access-{YESTERDAY}.log"
    assert names[0] == f"infogo-access-{YESTERDAY - timedelta(days=days - 1)}.log.gz"


def test_the_error_log_goes_when_the_page_says(logs: Path) -> None:
    for days in (11, 12.9, 13.1, 40):
        old = logs / f"error-2026-02-{int(days):02}.log.gz"
        old.touch()
        aged(old, days)
    run(logs)
    assert kept(logs, "error") == [
        "error-2026-02-11.log.gz",
        "error-2026-02-12.log.gz",
        f"error-{YESTERDAY}.log",
    ]


def test_it_begins_before_nginx_and_goes_on_beside_it(logs: Path) -> None:
    """The image of nginx leads its error log to Docker, which ends nothing by day."""
    (logs / "error.log").unlink()
    (logs / "error.log").symlink_to("/dev/stderr")
    (logs / "day").unlink()
    began = subprocess.Popen(
        [str(SCRIPT)],
        env={"PATH": os.environ["PATH"], "LOGS": str(logs)},
        start_new_session=True,
    )
    try:
        assert began.wait(timeout=60) == 0
        assert not (logs / "error.log").is_symlink()
        assert (logs / "error.log").exists()
        assert kept(logs, "infogo-access") == []
        os.killpg(began.pid, 0)  # what goes on is there
    finally:
        os.killpg(began.pid, signal.SIGTERM)


def test_nginx_of_compose_runs_it_and_no_container_writes_without_end() -> None:
    services = compose()["services"]
    mounted = services["nginx"]["volumes"]
    assert f"./{SCRIPT.name}:/docker-entrypoint.d/50-rotate.sh:ro" in mounted
    assert "access-log:/var/log/nginx" in mounted
    for name, service in services.items():
        assert {"max-size", "max-file"} <= set(service["logging"]["options"]), name
