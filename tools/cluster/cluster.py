"""The cluster: what runs in it, in which order it starts, and its addresses."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType, TracebackType

from tools.cluster import databases, front
from tools.cluster.layout import NODES, POSTGRES_USER, Layout
from tools.cluster.process import PATIENCE_SECONDS, NotReadyError, Process

DERIVED = ("index", "static")
"""Folders of a node that any node makes from the database and the program alone."""
ROOT = Path(__file__).resolve().parent.parent.parent


class Cluster:
    """A cluster in ``home`` whose nginx listens at ``port``; six ports above it are its own too.

    With ``country`` the demonstration country is loaded on the first start; without it the
    database holds nothing but the tables. What was written stays in ``home`` for the next start.
    ``settings`` are variables of the environment beside our own; ``say`` is told what is done.

    Use it in a ``with`` block, or call ``start`` and ``stop``.
    """

    def __init__(
        self,
        home: Path,
        port: int,
        country: bool = False,
        settings: Mapping[str, str] = MappingProxyType({}),
        say: Callable[[str], None] = lambda _text: None,
    ) -> None:
        self.layout = Layout(home.resolve(), port)
        self._country = country
        self._settings = dict(settings)
        self._say = say
        self._processes: dict[str, Process] = {}

    def __enter__(self) -> Cluster:
        """Start everything."""
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop everything."""
        self.stop()

    # ---- addresses

    @property
    def url(self) -> str:
        """Address of nginx, which is the site's, without a slash at its end."""
        return f"http://127.0.0.1:{self.layout.port}"

    @property
    def web_urls(self) -> tuple[str, ...]:
        """Addresses of the web servers behind nginx; they answer to the host name of ``url``."""
        return tuple(f"http://127.0.0.1:{port}" for port in self.layout.web_ports)

    @property
    def database_url(self) -> str:
        """Address of the primary database."""
        return self.layout.database_url(self.layout.primary_port)

    @property
    def replica_url(self) -> str:
        """Address of the streaming replica; it can only be read."""
        return self.layout.database_url(self.layout.replica_port)

    @property
    def redis_url(self) -> str:
        """Address of Redis."""
        return self.layout.redis_url

    def environment(self, node: int = 1) -> dict[str, str]:
        """Return the variables under which commands of a node run, ``manage.py`` for example."""
        inherited = {name: value for name, value in os.environ.items() if name[:7] != "INFOGO_"}
        return {
            **inherited,
            "DJANGO_SETTINGS_MODULE": "config.settings.local",
            "PYTHONUNBUFFERED": "1",
            "INFOGO_HOME": str(self.layout.node(node)),
            "INFOGO_SECRET_KEY": self.layout.secret("signing"),
            "INFOGO_DATABASE_URL": self.database_url,
            "INFOGO_REPLICA_URL": self.replica_url,
            "INFOGO_CACHE_URL": self.redis_url,
            "INFOGO_PUBLIC_URL": self.url,
            "INFOGO_TRUSTED_PROXIES": "1",
            "INFOGO_DEMO_OFFICERS": "1",
            "INFOGO_LOG_LEVEL": "WARNING",
            "INFOGO_PACK_KEY": str(self.layout.pack_key),
            # Whoever measures or tests asks more than any reader would.
            "INFOGO_API_POINTS_PER_MINUTE": "0",
            **self._settings,
        }

    # ---- life

    def names(self) -> tuple[str, ...]:
        """Return the names of all processes, in the order in which they start."""
        nodes = (f"{kind}-{number}" for kind in ("web", "worker") for number in NODES)
        return ("postgres", "replica", "redis", *nodes, "nginx")

    def start(self) -> None:
        """Make what is missing and start everything; returns when all of it answers.

        Raises:
            NotReadyError: something did not start; its last lines are in the message.
            ClosedFolderError: the users of the programs cannot enter the home folder.
            NoPostgresError: no server is installed.
        """
        self.layout.make_folders()
        self.database_url, self.redis_url  # noqa: B018  (their passwords are made now)
        try:
            self._start_all()
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Ask everything to finish, readers' side first; returns when all is gone."""
        for name in reversed(self.names()):
            if name in self._processes:
                self._processes[name].stop()

    def start_one(self, name: str) -> None:
        """Start the process ``name`` and wait until it answers; nothing when it runs."""
        self.process(name).start()

    def stop_one(self, name: str) -> None:
        """Ask the process ``name`` to finish; returns when it is gone."""
        self.process(name).stop()

    def kill(self, name: str) -> None:
        """End the process ``name`` and its children with SIGKILL; returns when they are gone."""
        self.process(name).kill()

    def process(self, name: str) -> Process:
        """Return the process called ``name``, whether it runs or not."""
        if name not in self._processes:
            self._processes[name] = self._make(name)
        return self._processes[name]

    def restart_nodes(self) -> None:
        """Restart every web server, one after the other, without losing a request.

        nginx sends a server nothing more and what it has is finished, before it is stopped.
        """
        for node in NODES:
            port = self.layout.web_ports[NODES.index(node)]
            self._send_nothing_to({port})
            self.process(f"web-{node}").stop()
            self.process(f"web-{node}").start()
            self._send_nothing_to(set())

    def manage(self, *words: str, node: int = 1) -> str:
        """Run a command of ``manage.py`` on a node and return what it printed.

        Raises:
            subprocess.CalledProcessError: it failed.
        """
        return self._python("manage.py", *words, node=node)

    # ---- how

    def _send_nothing_to(self, ports: set[int]) -> None:
        """Tell nginx which nodes to leave out; returns when the last answer of before is sent."""
        nginx = self.process("nginx")
        front.write_nodes(self.layout, away=ports)
        before = nginx.children()
        nginx.signal(signal.SIGHUP)
        deadline = time.monotonic() + PATIENCE_SECONDS
        while before & nginx.children():
            if time.monotonic() > deadline:
                raise NotReadyError(f"nginx does not let go\n{nginx.last_words()}")
            time.sleep(0.05)

    def _start_all(self) -> None:
        self._say("PostgreSQL")
        databases.make_primary(self.layout)
        self.start_one("postgres")
        databases.make_database(self.layout)
        self._say("PostgreSQL: replica")
        databases.make_replica(self.layout)
        self.start_one("replica")
        self.start_one("redis")
        words = ("-m", "tools.prepare") if self._country else ("-m", "tools.prepare", "--empty")
        self._say(f"node {NODES[0]}")
        self._python(*words, node=NODES[0])
        for node in NODES[1:]:
            self._say(f"node {node}")
            if not self._copy_derived(node):
                self._python(*words, node=node)
        self._say("web, worker, nginx")
        for name in self.names():
            self.process(name).begin()
        for name in self.names():
            self.process(name).wait_until_ready()

    def _copy_derived(self, node: int) -> bool:
        """Give a new node what the first one made, unless it has its own; whether it was new."""
        folders = [(self.layout.node(NODES[0]) / n, self.layout.node(node) / n) for n in DERIVED]
        if any(target.exists() for _source, target in folders):
            return False
        for source, target in folders:
            shutil.copytree(source, target, symlinks=True)
        return True

    def _python(self, *words: str, node: int) -> str:
        done = subprocess.run(
            [sys.executable, *words],
            cwd=ROOT,
            env=self.environment(node),
            check=False,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        if done.returncode:
            raise NotReadyError(f"{' '.join(words)} failed\n{done.stdout}")
        return done.stdout

    def _make(self, name: str) -> Process:
        kind, _, number = name.partition("-")
        log = self.layout.logs / f"{name}.log"
        if kind == "web":
            return self._web(name, int(number), log)
        if kind == "worker":
            return Process(
                name=name,
                command=[sys.executable, "manage.py", "run_worker"],
                log=log,
                is_ready=lambda: True,
                environment=self.environment(int(number)),
                cwd=ROOT,
            )
        return {
            "postgres": self._postgres,
            "replica": self._postgres,
            "redis": self._redis,
            "nginx": self._nginx,
        }[name](name, log)

    def _web(self, name: str, node: int, log: Path) -> Process:
        port = self.layout.web_ports[NODES.index(node)]
        command = [sys.executable, "-m", "config.serve", "--interface", "wsgi", "--no-ws"]
        # One process a node: two nodes share this machine's processors with everything else.
        command += ["--workers", "1", "--blocking-threads", "1", "--log-level", "warning"]
        command += ["--host", "127.0.0.1", "--port", str(port), "config.wsgi:application"]
        return Process(
            name=name,
            command=command,
            log=log,
            is_ready=lambda: answers(f"http://127.0.0.1:{port}/readyz"),
            environment=self.environment(node),
            cwd=ROOT,
        )

    def _postgres(self, name: str, log: Path) -> Process:
        layout = self.layout
        port = layout.primary_port if name == "postgres" else layout.replica_port
        return Process(
            name=name,
            command=databases.postgres_command(layout, name, port),
            log=log,
            is_ready=lambda: databases.database_answers(layout, port),
            environment=plain_environment(),
            cwd=Path("/"),
            user=POSTGRES_USER,
            polite=signal.SIGINT,  # PostgreSQL's "fast": ends sessions, then itself
        )

    def _redis(self, name: str, log: Path) -> Process:
        return Process(
            name=name,
            command=databases.redis_command(self.layout),
            log=log,
            is_ready=lambda: databases.redis_answers(self.layout),
            environment=plain_environment(),
            cwd=self.layout.data("redis"),
        )

    def _nginx(self, name: str, log: Path) -> Process:
        return Process(
            name=name,
            command=front.nginx_command(self.layout),
            log=log,
            is_ready=lambda: answers(f"{self.url}/healthz"),
            environment=plain_environment(),
            cwd=self.layout.data("nginx"),
            polite=signal.SIGQUIT,  # nginx's graceful one
        )


def answers(address: str) -> bool:
    """Whether the address answers with success now."""
    try:
        urllib.request.urlopen(address, timeout=5).close()  # noqa: S310  (our own address)
    except (OSError, urllib.error.URLError):
        return False
    return True


def plain_environment() -> dict[str, str]:
    """Return an environment for programs that need nothing of ours."""
    return {"PATH": os.environ.get("PATH", "/usr/bin:/bin") + ":/usr/sbin:/sbin", "LANG": "C.UTF-8"}
