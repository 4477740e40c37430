"""What nginx keeps is what a node marked as everybody's, and nothing else, whatever is tried."""

from __future__ import annotations

import gzip
import socket
import time
from collections.abc import Iterator

import brotli
import pytest

from tests.cluster.asking import Answer, Scene, ask
from tools.cluster import front

pytestmark = pytest.mark.cluster
KEPT = {"HIT", "STALE", "REVALIDATED", "UPDATING"}
SECONDS_KEPT = 2.1
"""Longer than any page is kept while its nodes answer."""
SIGN_IN = "/office/sign-in/"


def ask_twice(scene: Scene, path: str, **more: str) -> tuple[Answer, Answer]:
    return ask(scene.cluster.url, path, **more), ask(scene.cluster.url, path, **more)


def ask_until_kept(scene: Scene, path: str, **more: str) -> tuple[Answer, Answer]:
    """Ask twice, again and again: a page that took a node longer than a second is not kept."""
    for _try in range(20):
        first, second = ask_twice(scene, path, **more)
        if second.cache in KEPT:
            break
    return first, second


def kept_addresses(scene: Scene) -> set[str]:
    """Return what nginx has on its disk, as its files say themselves."""
    found = set()
    for path in (scene.cluster.layout.data("nginx") / "cache").rglob("*"):
        if path.is_file():
            key = next(line for line in path.read_bytes().split(b"\n") if line[:5] == b"KEY: ")
            found.add(key[5:].decode().partition("/")[2].partition("/")[2].partition("#")[0])
    return {address.partition("/")[2] for address in found}


def test_a_page_is_kept_in_each_encoding_and_readers_are_told_to_ask_again(scene: Scene) -> None:
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}
    bodies = set()
    for accepted, coded in (("gzip, br", "br"), ("gzip", "gzip"), ("br;q=0", ""), ("", "")):
        first, second = ask_until_kept(scene, scene.manual, Accept_Encoding=accepted)
        for answer in (first, second):
            assert answer.headers.get("content-encoding", "") == coded
            assert answer.headers["cache-control"] == "public, max-age=0, must-revalidate"
            assert answer.headers["vary"] == "Accept-Encoding"
            assert "x-accel-expires" not in answer.headers
            bodies.add(unpack[coded](answer.body))
        assert second.cache in KEPT
        unchanged = ask(
            scene.cluster.url,
            scene.manual,
            Accept_Encoding=accepted,
            If_None_Match=first.headers["etag"],
        )
        assert unchanged.status == 304
    assert len(bodies) == 1


@pytest.mark.parametrize(
    "path",
    [
        SIGN_IN,
        "/office/",
        "/central/",
        "/office/site.css",
        "/office/sign-in/site.css",
        "/office/sign-in/%2e%2e/x.js",
        "/OFFICE/sign-in/",
        "//office/sign-in/",
        "/static/../office/sign-in/",
        "/static/%2e%2e/office/sign-in/",
        "/manual/1/..%2f..%2foffice/sign-in/",
        "/office/sign-in/?x=.css",
        "/office/sign-in/;x.css",
        "/office/sign-in/%0a.css",
        "/api/v1/procedures",
        "/search?q=test",
        "/nothing-here",
        "/nothing-here.css",
        "/healthz",
        "/readyz",
        "/mcp",
    ],
)
def test_what_is_not_marked_is_never_kept(scene: Scene, path: str) -> None:
    for answer in ask_twice(scene, path):
        assert answer.cache not in KEPT
        assert "x-accel-expires" not in answer.headers
    assert path.removeprefix("/") not in kept_addresses(scene)


def test_forms_are_made_for_one_reader_each(scene: Scene) -> None:
    first, second = ask_twice(scene, scene.form)
    assert first.text != second.text
    assert {first.cache, second.cache}.isdisjoint(KEPT)


@pytest.mark.parametrize(
    "header",
    [
        {"Cookie": "x=1; infogo_office=abc"},
        {"Cookie": "__Secure-infogo_office=abc"},
        {"Authorization": "Bearer abc"},
    ],
)
def test_who_says_who_she_is_gets_nothing_kept_and_leaves_nothing(
    scene: Scene, header: dict[str, str]
) -> None:
    path = f"{scene.manual}?prov={10 + len(str(header))}"
    for answer in ask_twice(scene, path, **header):
        assert answer.status == 200
        assert answer.cache not in KEPT
    assert ask(scene.cluster.url, path).cache == "MISS"


FORGED = {
    "X_Cache_Second": "9999999999",
    "X_Accel_Expires": "99999",
    "X_Forwarded_Host": "evil.example",
    "Forwarded": "host=evil.example",
    "X_Original_URL": SIGN_IN,
    "X_HTTP_Method_Override": "POST",
    "Accept_Language": "en",
    "Range": "bytes=0-9",
}


def test_headers_of_one_reader_change_nothing_for_the_next(scene: Scene) -> None:
    paths = {name: f"{scene.manual}/legal?prov={number}" for number, name in enumerate(FORGED, 10)}
    for name, path in paths.items():
        assert ask(scene.cluster.url, path, **{name: FORGED[name]}).status in (200, 206)
    time.sleep(SECONDS_KEPT)
    for path in paths.values():
        clean = ask(scene.cluster.url, path)
        assert clean.status == 200
        assert clean.cache in ("REVALIDATED", "EXPIRED", "MISS")
        assert "evil.example" not in clean.text
        assert clean.text == ask(scene.cluster.web_urls[0], path).text


def test_a_foreign_host_gets_no_answer_at_all(scene: Scene) -> None:
    with pytest.raises(ConnectionError):
        ask(scene.cluster.url, "/", Host="evil.example")


def test_numbers_are_not_for_the_world(scene: Scene) -> None:
    assert ask(scene.cluster.url, "/metrics").status == 404


def test_a_slow_reader_holds_no_node(scene: Scene) -> None:
    port = scene.cluster.layout.port
    slow = [socket.create_connection(("127.0.0.1", port)) for _ in range(20)]
    try:
        for one in slow:
            one.sendall(b"POST /nothing HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9\r\n\r\nab")
        # Each node has one thread: were it held, nobody else would be answered.
        for _ in range(4):
            assert ask(scene.cluster.url, "/search?q=test").status == 200
    finally:
        for one in slow:
            one.close()


def test_static_files_are_kept_for_as_long_as_their_names_say(scene: Scene) -> None:
    page = ask(scene.cluster.url, "/").text
    path = page.partition('rel="stylesheet" href="')[2].partition('"')[0]
    assert path.startswith("/static/")
    first, second = ask_twice(scene, path)
    assert first.status == 200
    assert "immutable" in second.headers["cache-control"]
    assert second.cache == "HIT"


@pytest.fixture
def dying_nodes(scene: Scene) -> Iterator[Scene]:
    """Let a test kill web servers, and start them again after it."""
    yield scene
    for name in ("web-1", "web-2"):
        scene.cluster.process(name).begin()
    for name in ("web-1", "web-2"):
        scene.cluster.start_one(name)


def test_one_dead_node_is_not_noticed_and_two_are_told_honestly(dying_nodes: Scene) -> None:
    cluster, manual = dying_nodes.cluster, dying_nodes.manual
    cluster.kill("web-1")
    assert {ask(cluster.url, "/search?q=test").status for _ in range(10)} == {200}
    assert ask_until_kept(dying_nodes, manual)[0].status == 200
    cluster.kill("web-2")
    time.sleep(SECONDS_KEPT)
    # The last page, where there is one, else a clear word.
    last = ask(cluster.url, manual)
    assert (last.status, last.cache) == (200, "STALE")
    for method, path in (("GET", "/never-read"), ("POST", manual), ("POST", dying_nodes.form)):
        away = ask(cluster.url, path, method=method)
        assert away.status == 503
        assert "ระบบหยุดให้บริการชั่วคราว" in away.text
        assert away.headers["cache-control"] == "no-store"


def test_the_page_for_times_without_a_node_needs_nothing_from_a_node() -> None:
    away = (front.DEPLOY / "infogo" / "away.html").read_text()
    assert all(word not in away for word in ("/static/", "<script", "<style", "<link"))
