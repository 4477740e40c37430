"""``./dev cluster``: start a whole installation on this machine and keep it until Ctrl-C."""

from __future__ import annotations

import argparse
import contextlib
import signal
import sys
import time
from pathlib import Path

from tools.cluster.cluster import ROOT, Cluster
from tools.cluster.databases import ClosedFolderError
from tools.cluster.layout import PORTS_NEEDED, free_ports, taken_ports
from tools.cluster.needs import missing_packages
from tools.cluster.process import NotReadyError

READY = """
  พร้อมแล้ว · ready in {seconds:.0f} s   {url}/

  nginx         {url}/              keeps public pages for a second or two; X-Cache says from where
  web-1, web-2  {web}
  PostgreSQL    {database}
  replica       {replica}
  Redis         {redis}
  numbers       http://127.0.0.1:{status}/nginx
  logs          {logs}/

  หยุดด้วย Ctrl-C · stop with Ctrl-C; what was written stays in {home}
"""


def main() -> int:
    """Start, show where everything is, wait, stop; return 1 when it could not start."""
    chosen = _arguments()
    if problem := _why_not(chosen.port):
        print(f"✗ {problem}", file=sys.stderr)
        return 1
    for which in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(which, signal.default_int_handler)
    cluster = Cluster(chosen.home, chosen.port, chosen.country, say=lambda text: print(f"▸ {text}"))
    try:
        with contextlib.suppress(KeyboardInterrupt):
            began = time.monotonic()
            cluster.start()
            _show(cluster, time.monotonic() - began)
            _watch(cluster)
    except (NotReadyError, ClosedFolderError) as trouble:
        print(f"✗ {trouble}", file=sys.stderr)
        return 1
    finally:
        with contextlib.suppress(KeyboardInterrupt):
            cluster.stop()
        print("ปิดแล้ว · stopped")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./dev cluster", description=__doc__)
    parser.add_argument("--home", type=Path, default=ROOT / ".infogo-cluster", metavar="DIR")
    parser.add_argument("--port", type=int, default=8100, help="of nginx; six above are used too")
    parser.add_argument(
        "--country", action="store_true", help="load the demonstration country, once: minutes"
    )
    return parser.parse_args()


def _why_not(port: int) -> str:
    """Return why nothing can start here, in words for who started it; empty when it can."""
    if missing := missing_packages():
        return f"ติดตั้งก่อน · install first: sudo apt-get install {' '.join(missing)}"
    if taken := taken_ports(port):
        return (
            f"พอร์ต {taken[0]} มีผู้ใช้อยู่ · port {taken[0]} is in use, and {PORTS_NEEDED} in a row"
            f" are needed; choose others: ./dev cluster --port {free_ports()}"
        )
    return ""


def _show(cluster: Cluster, seconds: float) -> None:
    text = READY.format(
        seconds=seconds,
        url=cluster.url,
        web="  ".join(f"{url}/" for url in cluster.web_urls),
        database=cluster.database_url,
        replica=cluster.replica_url,
        redis=cluster.redis_url,
        status=cluster.layout.status_port,
        logs=cluster.layout.logs,
        home=cluster.layout.home,
    )
    print(text, flush=True)


def _watch(cluster: Cluster) -> None:
    """Wait for ever, and say once of each process that ended that it did."""
    ended: set[str] = set()
    while True:
        for name in cluster.names():
            process = cluster.process(name)
            if not process.is_running and name not in ended:
                ended.add(name)
                print(f"✗ {name} หยุดเอง · ended by itself\n{process.last_words()}", flush=True)
        time.sleep(1)


if __name__ == "__main__":
    sys.exit(main())
