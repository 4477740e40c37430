"""What is read from where, with a real primary and a real replica; prints one JSON object.

Run by ``test_replica.py`` in a process of its own, which has a database beside the first.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, connections, transaction  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.test import RequestFactory  # noqa: E402
from django.urls import ResolverMatch  # noqa: E402

from infogo.agencies.models import Agency  # noqa: E402
from infogo.core import replica, versions  # noqa: E402
from infogo.core.memory import Memory, depend_on  # noqa: E402
from infogo.watch.readiness import look  # noqa: E402
from infogo.workspace.replica import COOKIE, ReplicaMiddleware  # noqa: E402
from infogo.www.cache import policy  # noqa: E402
from infogo.www.cache.policy import HANDOVER, WANTED, public_page  # noqa: E402
from tools.postgres import stop_server  # noqa: E402

REQUESTS = RequestFactory()
MEMORY = Memory(10)
FOUND: dict[str, Any] = {}


def said() -> str:
    """Return the agency's name, and from where it was read."""
    agency = Agency.objects.get(key="one")
    return f"{agency.name_th} {agency._state.db}"


@public_page(depends_on=["agency"])
def page(_request: HttpRequest) -> HttpResponse:
    remembered = MEMORY.recall("name", ["agency"], lambda: said().split()[0])
    return HttpResponse(f"{said()} {remembered}")


@public_page(depends_on=["agency"])
def finding(_request: HttpRequest) -> HttpResponse:
    before = said()
    depend_on(["further"])
    return HttpResponse(f"{before} {said()}")


def asked(view: Any = page) -> str:
    """Ask for a public page as the page cache does."""
    request = REQUESTS.get("/x")
    request.META[WANTED] = True
    text = view(request).content.decode()
    present = tuple(versions.tokens(key for key, _ in request.META[HANDOVER].tokens).items())
    return text if present == request.META[HANDOVER].tokens else "made from old tokens"


def write(name: str, key: str = "agency") -> None:
    with transaction.atomic():
        Agency.objects.filter(key="one").update(name_th=name)
        versions.touch([key])


def on_replica(question: str) -> Any:
    with connections["replica"].cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()


def caught_up() -> None:
    for _attempt in range(200):
        if replica.place_of_replica() >= replica.place_of_primary():
            return
        time.sleep(0.05)
    raise AssertionError("the replica does not follow")


@contextmanager
def standing_still() -> Iterator[None]:
    """A replica that hears of everything and shows nothing of it."""
    on_replica("SELECT pg_wal_replay_pause()")
    try:
        yield
    finally:
        on_replica("SELECT pg_wal_replay_resume()")
        caught_up()


def office(
    view: Callable[[HttpRequest], HttpResponse], method: str = "get", mark: str | None = None
) -> HttpResponse:
    """Ask the workspace, with the mark that the browser holds."""
    request = getattr(REQUESTS, method)("/office/x")
    if mark is not None:
        request.COOKIES[COOKIE] = mark
    middleware = ReplicaMiddleware(lambda asked: _handled(middleware, view, asked))
    return middleware(request)


def _handled(middleware: Any, view: Any, request: HttpRequest) -> HttpResponse:
    request.resolver_match = ResolverMatch(view, (), {})
    try:
        return view(request)
    except Exception as problem:
        answer = middleware.process_exception(request, problem)
        if answer is None:
            raise
        return answer


def shown(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(said())


def public_pages() -> None:
    caught_up()
    FOUND["page, in step"] = asked()
    with standing_still():
        write("second")
        FOUND["page, behind"] = asked()
        FOUND["page, behind, again"] = asked()
    FOUND["page, in step again"] = asked()
    FOUND["page that finds out, in step"] = asked(finding)
    with standing_still():
        write("other", "further")
        policy._named_before.clear()  # as in a process that never made the page
        FOUND["page that finds out, behind"] = asked(finding)
        FOUND["page that found out before, behind"] = asked(finding)
        write("second")


def writes() -> None:
    with replica.reading():
        before = said()
        Agency.objects.filter(key="one").update(name_th="third")
        FOUND["within one request"] = [before, said()]
    with replica.reading(), transaction.atomic():
        FOUND["in a transaction"] = said()
    caught_up()


def officers() -> None:
    def save(_request: HttpRequest) -> HttpResponse:
        write("fourth")
        return HttpResponse("saved")

    FOUND["officer, in step"] = office(shown).content.decode()
    with standing_still():
        saved = office(save, "post")
        cookies = [(name, each["path"]) for name, each in saved.cookies.items()]
        mark = saved.cookies[COOKIE].value
        FOUND["cookies"] = [cookies, saved.cookies[COOKIE]["httponly"]]
        FOUND["officer who wrote"] = office(shown, mark=mark).content.decode()
        FOUND["another officer"] = office(shown).content.decode()
        FOUND["forged mark"] = office(shown, mark="'; DROP TABLE x").content.decode()
        FOUND["reading sets no mark"] = COOKIE in office(shown).cookies
        for _round in range(8):  # it falls more than three seconds behind
            time.sleep(0.6)
            replica.LAG.seconds()
        FOUND["another officer, late"] = office(shown).content.decode()
        FOUND["readiness, late"] = look().parts["replica"].as_json()["well"]
    replica.LAG.forget()
    FOUND["officer who wrote, later"] = office(shown, mark=mark).content.decode()
    FOUND["readiness, in step"] = look().parts["replica"].as_json()["well"]


def failures(data: Path) -> None:
    def cut(_request: HttpRequest) -> HttpResponse:
        # In the middle of the page, as when a replica cancels or restarts.
        if replica.is_reading():
            pid = connections["replica"].connection.info.backend_pid
            with connections["default"].cursor():
                pass
            end_connection(pid)
        return shown(_request)

    replica.LAG.forget()
    FOUND["cut in the middle, officer"] = office(cut).content.decode()
    replica.LAG.forget()
    FOUND["cut in the middle, public"] = replica.read(
        lambda: cut(REQUESTS.get("/"))
    ).content.decode()
    stop_server(data)
    replica.LAG.forget()
    FOUND["replica gone, page"] = asked()
    FOUND["replica gone, officer"] = office(shown).content.decode()
    FOUND["replica gone, ready"] = look().parts["replica"].as_json()


def end_connection(pid: int) -> None:
    """End one connection of the replica, by asking the replica itself over another."""
    other = connections.create_connection("replica")
    other.settings_dict = {**other.settings_dict, "OPTIONS": {}}
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [pid])
    other.close()
    time.sleep(0.2)


def main() -> None:
    call_command("migrate", "--run-syncdb", verbosity=0)
    Agency.objects.create(key="one", name_th="first", kind="department")
    FOUND["pool"] = sorted(connection.pool.get_stats())[:2] and connection.pool.max_size
    public_pages()
    writes()
    officers()
    failures(Path(sys.argv[1]) / "db")
    print(json.dumps(FOUND))


if __name__ == "__main__":
    main()
