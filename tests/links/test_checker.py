"""One address: opened, moved, broken, refused, or not ours to ask."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from infogo.links import checker as checker_module
from infogo.links.checker import Checker, Outcome
from infogo.links.models import Problem
from tests.links.sites import own_certificate, site

ABOUT = "https://infogo.example/about"


@pytest.fixture
def checker() -> Checker:
    return Checker(about=ABOUT, allow_loopback=True)


def test_a_page_opens_by_one_polite_question(checker: Checker) -> None:
    with site() as (address, kind):
        assert checker.check(f"{address}/page?a=1") == Outcome(code=200)
        assert checker.check(f"{address}/other") == Outcome(code=200)
    assert kind.asked == [("GET", "/robots.txt"), ("HEAD", "/page?a=1"), ("HEAD", "/other")]


def test_a_site_that_answers_head_wrongly_is_asked_by_get(checker: Checker) -> None:
    with site() as (address, kind):
        assert checker.check(f"{address}/only-get") == Outcome(code=200)
    assert kind.asked[1:] == [("HEAD", "/only-get"), ("GET", "/only-get")]


@pytest.mark.parametrize(
    ("path", "outcome"),
    [
        ("/code/404", Outcome(Problem.NOT_FOUND, 404)),
        ("/code/410", Outcome(Problem.NOT_FOUND, 410)),
        ("/code/503", Outcome(Problem.SERVER, 503)),
        ("/code/403", Outcome(Problem.UNWELCOME, 403)),
        ("/code/429", Outcome(Problem.UNWELCOME, 429)),
        ("/for-now/page", Outcome(code=200)),
        ("/to/code/404", Outcome(Problem.NOT_FOUND, 404)),
        ("/to/to/to/to/to/to/to/page", Outcome(Problem.REDIRECTS)),
        ("/inside", Outcome(Problem.INSIDE)),
        ("/กรม ก", Outcome(code=200)),
        ("/nowhere", Outcome(Problem.MALFORMED)),
    ],
)
def test_answers(checker: Checker, path: str, outcome: Outcome) -> None:
    with site() as (address, _kind):
        assert checker.check(f"{address}{path}") == outcome


def test_where_a_page_moved_for_good_is_told(checker: Checker) -> None:
    with site() as (address, _kind):
        assert checker.check(f"{address}/to/to/new") == Outcome(code=200, moved_to=f"{address}/new")
        assert checker.check(f"{address}/for-now/to/new") == Outcome(code=200)
        thai = checker.check(f"{address}/to/กรม")
        assert thai == Outcome(code=200, moved_to=f"{address}/กรม")


def test_a_site_that_never_stops_sending_is_cut_off(
    checker: Checker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checker_module, "LONGEST_SECONDS", 0.5)
    with site() as (address, _kind):
        assert checker.check(f"{address}/drip") == Outcome(Problem.NO_ANSWER)


def test_robots_are_told_what_they_may_see(checker: Checker) -> None:
    with site(robots="User-agent: *\nDisallow: /private/\n") as (address, kind):
        assert checker.check(f"{address}/private/page") == Outcome(Problem.UNWELCOME)
        assert checker.check(f"{address}/page") == Outcome(code=200)
        assert checker.check(f"{address}/to/private/page") == Outcome(Problem.UNWELCOME)
    assert ("HEAD", "/private/page") not in kind.asked


def test_a_certificate_that_nobody_vouches_for_is_named(checker: Checker, tmp_path: Path) -> None:
    with site(own_certificate(tmp_path)) as (address, _kind):
        found = checker.check(f"{address}/")
    assert found == Outcome(Problem.CERTIFICATE, note="ใบรับรองออกเอง เบราว์เซอร์ไม่เชื่อถือ")


def test_nobody_answers(checker: Checker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checker_module, "TIMEOUT_SECONDS", 0.3)
    with socket.socket() as reserved:
        reserved.bind(("127.0.0.1", 0))
        nowhere = f"http://127.0.0.1:{reserved.getsockname()[1]}/"
        assert checker.check(nowhere) == Outcome(Problem.NO_ANSWER)
    with site() as (address, _kind):
        assert checker.check(f"{address}/slow") == Outcome(Problem.NO_ANSWER)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost:8000/",
        "http://10.1.2.3/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://0.0.0.0/",
        "http://2130706433/",
        "http://224.0.0.1/",
        "https://93.184.215.14:5432/",
    ],
)
def test_nothing_inside_is_ever_asked(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(socket, "create_connection", lambda *a, **_k: asked.append(a))
    assert Checker(about=ABOUT).check(url) == Outcome(Problem.INSIDE)
    assert asked == []


@pytest.mark.parametrize("url", ["ftp://x.example/", "http://", "http://[", "http://x:99999/", "x"])
def test_what_is_no_web_address(url: str) -> None:
    assert Checker(about=ABOUT).check(url) == Outcome(Problem.MALFORMED)


def test_a_name_that_does_not_exist() -> None:
    assert Checker(about=ABOUT).check("http://no-such-site.invalid/") == Outcome(
        Problem.UNKNOWN_HOST
    )
