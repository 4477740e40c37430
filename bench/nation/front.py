"""nginx before two web nodes, as an installation has it: kept pages for a second, no searches."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from bench.loading import descendants, program, settle, wait_until_open
from bench.nation.home import Nation
from tools import country

NODES = 2
CONFIGURATION = """
{user}
worker_processes 1;
daemon off;
pid {folder}/pid;
error_log {folder}/errors warn;
events {{ worker_connections 2048; }}
http {{
    access_log off;
    keepalive_requests 100000000;
    client_body_temp_path {folder}/t1;
    proxy_temp_path {folder}/t2;
    fastcgi_temp_path {folder}/t3;
    uwsgi_temp_path {folder}/t4;
    scgi_temp_path {folder}/t5;
    proxy_cache_path {folder}/pages keys_zone=pages:32m max_size=512m use_temp_path=off;
    upstream nodes {{
        {nodes}
        keepalive 64;
        keepalive_requests 1000000;
    }}
    server {{
        listen 127.0.0.1:{port};
        proxy_http_version 1.1;
        proxy_set_header Connection "";
        proxy_set_header Host $http_host;
        location /api/ {{
            proxy_pass http://nodes;
        }}
        location / {{
            proxy_pass http://nodes;
            proxy_cache pages;
            proxy_cache_key $request_uri;
            proxy_cache_valid 200 1s;
            proxy_ignore_headers Cache-Control Expires;
            proxy_cache_lock on;
            proxy_cache_use_stale error timeout updating http_502 http_503 http_504;
            proxy_cache_background_update on;
        }}
    }}
}}
"""


@dataclass(frozen=True)
class Site:
    """A running site: the front's address, each node's, their processes, all processes."""

    address: str
    nodes: Sequence[str]
    web: Sequence[int]
    everything: Sequence[int]


@contextmanager
def site(nation: Nation, *, with_redis: bool) -> Iterator[Site]:
    """Serve a nation by two nodes, each with its own index and what follows it, behind nginx.

    ``with_redis`` lets the nodes share the pages that they made. On SQLite both share one folder,
    because the database lies in it, and one follower.
    """
    before = descendants()
    # The folder goes last: whatever runs in it writes there until it has ended.
    with tempfile.TemporaryDirectory(prefix="infogo-bench-") as name, ExitStack() as running:
        folder = Path(name)
        folder.chmod(0o755)
        port = country.free_port()
        address = f"http://127.0.0.1:{port}"
        homes = [nation.home]
        if nation.variables:
            homes.append(Path(shutil.copytree(nation.home, folder / "second", symlinks=True)))
        variables = {**nation.variables, "INFOGO_PUBLIC_URL": address}
        variables["INFOGO_LOG_LEVEL"] = "ERROR"
        if with_redis:
            variables["INFOGO_CACHE_URL"] = running.enter_context(_redis(folder))
        for home in homes:
            running.enter_context(_worker(home, variables))
        unlike_web = descendants()
        served = (
            country.served(homes[n % len(homes)], workers=1, port=0, **variables)
            for n in range(NODES)
        )
        nodes = [running.enter_context(node) for node in served]
        web = sorted(descendants() - unlike_web)
        running.enter_context(_front(folder, port, nodes))
        everything = sorted(descendants() - before)
        settle(everything, patience=90)
        yield Site(address, nodes, web, everything)


@contextmanager
def _worker(home: Path, variables: dict[str, str]) -> Iterator[None]:
    worker = subprocess.Popen(
        [sys.executable, "-m", "bench.nation.following"],
        cwd=country.ROOT,
        env={**country.environment(home), **variables},
    )
    try:
        yield
    finally:
        worker.terminate()
        worker.wait(timeout=30)


@contextmanager
def _redis(folder: Path) -> Iterator[str]:
    port = country.free_port()
    command = [program("redis-server"), "--port", str(port), "--bind", "127.0.0.1", "--save", ""]
    command += ["--dir", str(folder), "--maxmemory", "128mb", "--loglevel", "warning"]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        wait_until_open(port, server)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        server.terminate()
        server.wait(timeout=20)


@contextmanager
def _front(folder: Path, port: int, nodes: Sequence[str]) -> Iterator[None]:
    settings = folder / "nginx.conf"
    settings.write_text(
        CONFIGURATION.format(
            user="user root;" if os.geteuid() == 0 else "",
            folder=folder,
            port=port,
            nodes="\n        ".join(f"server {urlsplit(node).netloc};" for node in nodes),
        )
    )
    server = subprocess.Popen([program("nginx"), "-c", str(settings), "-e", str(folder / "errors")])
    try:
        wait_until_open(port, server)
        yield
    finally:
        server.terminate()
        server.wait(timeout=20)
