"""Every request is numbered and measured, by the name of its view."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from ipaddress import ip_network
from typing import Any

import pytest
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families
from pytest_django import Settings

from infogo.core.metrics import FAST, REGISTRY, Durations
from infogo.core.request_facts import PATH, SOURCE, VIEW, WHO, request_id
from infogo.watch.layer import Seen, Watch
from infogo.watch.middleware import PathsFilter
from tests.watch.asking import Answer, nobody


def counted(name: str, **labels: str) -> float:
    return REGISTRY.get_sample_value(name, labels) or 0.0


def test_the_answer_carries_the_number_that_log_lines_carry() -> None:
    heard = []

    def listen(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        heard.append(request_id())
        return nobody(environ, start)

    answers = [Answer(Watch(listen), "/x") for _asked in range(2)]
    assert [answer.headers["x-request-id"] for answer in answers] == heard
    assert len(set(heard)) == 2
    assert request_id() == ""


def test_the_number_of_our_own_proxy_is_kept_and_that_of_a_stranger_is_not() -> None:
    given = {"HTTP_X_REQUEST_ID": "0123456789abcdef"}
    assert Answer(Watch(nobody, proxies=1), "/x", **given).headers[
        "x-request-id"
    ] == "0123456789abcdef"  # fmt: skip
    assert Answer(Watch(nobody), "/x", **given).headers["x-request-id"] != "0123456789abcdef"


def test_requests_are_counted_by_view_method_and_status() -> None:
    def view(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        environ[VIEW], environ[SOURCE] = "www:manual", "memory"
        start("404 Not Found", [])
        return [b""]

    labels = {"view": "www:manual", "method": "GET", "status": "404"}
    before = counted("infogo_requests_total", **labels)
    pages = counted("infogo_pages_total", source="memory")
    watch = Watch(view)
    Answer(watch, "/manual/1")
    watch.flush()
    assert counted("infogo_requests_total", **labels) == before + 1
    assert counted("infogo_pages_total", source="memory") == pages + 1
    assert counted("infogo_request_seconds_count", view="www:manual") > 0


def test_durations_told_together_are_those_told_one_by_one() -> None:
    seconds = [0.0, 0.0004, 0.0005, 0.00051, 0.3, 2.5, 2.6, 10.0, 11.0, 400.0, 0.0005]
    together, alone = (
        Durations(name, "", ["view"], buckets=FAST, registry=None).labels("www:home")
        for name in ("together", "alone")
    )
    together.observe_many(seconds)
    for each in seconds:
        alone.observe(each)
    found = [
        [(sample.name.partition("_")[2], sample.labels, pytest.approx(sample.value))
         for family in one.collect() for sample in family.samples if "created" not in sample.name]
        for one in (together, alone)
    ]  # fmt: skip
    assert len(found[0]) == len(FAST) + 3
    assert found[0] == found[1]


def test_what_a_client_makes_up_makes_no_new_measure() -> None:
    Answer(Watch(nobody), "/made/up", REQUEST_METHOD="BREW")  # an act: told at once
    labels = {"view": "none", "method": "other", "status": "200"}
    assert counted("infogo_requests_total", **labels) > 0


def test_a_request_that_breaks_is_told_as_one() -> None:
    def breaks(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        raise RuntimeError("broken")

    told: list[Seen] = []
    watch = Watch(breaks, tell=(told.extend,))
    with pytest.raises(RuntimeError):
        Answer(watch, "/x")
    watch.flush()
    assert [seen.status for seen in told] == [500]
    assert request_id() == ""


def test_facts_cannot_be_brought_along() -> None:
    told: list[Seen] = []
    watch = Watch(nobody, tell=(told.extend,))
    Answer(watch, "/x", **{WHO: "officer 1", VIEW: "www:home"})
    watch.flush()
    assert (told[0].who, told[0].view) == (None, "none")


METRICS = "/metrics"
OWN = {"METRICS_NETWORKS": (ip_network("10.0.0.0/24"), ip_network("::1"))}


@pytest.mark.parametrize(
    ("source", "status"),
    [
        ({"REMOTE_ADDR": "10.0.0.9"}, 200),
        ({"REMOTE_ADDR": "::1"}, 200),
        ({"REMOTE_ADDR": "::ffff:10.0.0.9"}, 200),
        ({"REMOTE_ADDR": "10.0.1.9"}, 404),
        ({"REMOTE_ADDR": ""}, 404),
        ({"REMOTE_ADDR": "10.0.0.9", "HTTP_X_FORWARDED_FOR": "10.0.0.9"}, 404),
        ({"REMOTE_ADDR": "10.0.0.9", "HTTP_FORWARDED": "for=10.0.0.9"}, 404),
    ],
)
@pytest.mark.django_db
def test_only_named_networks_read_the_measures_and_never_through_a_proxy(
    source: dict[str, str], status: int, settings: Settings
) -> None:
    settings.INFOGO = {**settings.INFOGO, **OWN}
    assert Answer(Watch(nobody), METRICS, **source).status == status


@pytest.mark.django_db
def test_nobody_reads_the_measures_unless_somebody_is_named() -> None:
    assert Answer(Watch(nobody), METRICS, REMOTE_ADDR="127.0.0.1").status == 404


@pytest.mark.django_db
def test_measures_are_what_prometheus_reads(settings: Settings) -> None:
    settings.INFOGO = {**settings.INFOGO, **OWN}
    watch = Watch(nobody)
    Answer(watch, "/x")
    found = {f.name: f for f in text_string_to_metric_families(Answer(watch, METRICS).text)}
    parts = {sample.labels["part"]: sample.value for sample in found["infogo_ready"].samples}
    assert parts["database"] == 1.0
    assert found["infogo_requests"].samples


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "view", "path"),
    [
        ("/search?q=ลับ", "www:search", "/search"),
        ("/en/about", "www:about", "/en/about"),
        ("/manual/77", "www:manual", "/manual/77"),
        ("/place/12/rate", "www:place_rate", "/place/*/rate"),
        ("/manual/3/at/4/rate", "www:local_manual_rate", "/manual/*/at/*/rate"),
        ("/rated/AB12CD34", "www:rated", "/rated/*"),
        ("/reported/AB12CD34", "www:reported", "/reported/*"),
        ("/reported/AB12CD34/forget", "www:forget_reporter", "/reported/*/forget"),
        ("/receipt/abcdef", "www:receipt", "/receipt/*"),
        ("/manual/3/due/signed-token", "www:manual_due_on", "/manual/3/due/*"),
        ("/office/sign-in/invitation/s3cr3t", "office:invitation", "/office/sign-in/invitation/*"),
        ("/office/sign-in/reset/1a-x-y", "account_reset_password_from_key",
         "/office/sign-in/reset/*"),
        ("/files/3/ใบเกิดของสมชาย.pdf", "site:file", "/files/3/*"),
    ],
)  # fmt: skip
def test_the_path_that_may_be_logged(client: Client, address: str, view: str, path: str) -> None:
    environ = client.get(address).wsgi_request.META
    assert (environ[VIEW], environ[PATH]) == (view, path)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("/rated/AB12CD34", "Not Found: /rated/*"),
        ("/reported/AB12CD34", "Not Found: /reported/*"),
        ("/no/such/page/ของสมชาย", "Not Found: /no/such/*"),
        ("/office/sign-in/invitation/s3cr3t", None),
    ],
)
def test_the_ordinary_log_writes_no_other_path(
    client: Client, caplog: pytest.LogCaptureFixture, address: str, written: str | None
) -> None:
    caplog.handler.addFilter(PathsFilter())
    client.get(address)
    if written is not None:
        assert written in caplog.messages
    assert not any(part in caplog.text for part in ("AB12CD34", "สมชาย", "s3cr3t"))
