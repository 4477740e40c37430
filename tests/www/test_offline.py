"""The site without a network, as the server answers: worker, manifest, pages and packs."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from infogo.packs import format as packs
from infogo.packs import store
from infogo.points.models import ServicePoint
from tests.factories import (
    DistrictFactory,
    PinFactory,
    ProvinceFactory,
    ServicePointFactory,
    SubdistrictFactory,
    standard_manual,
)

pytestmark = pytest.mark.django_db
STATIC = Path(__file__).resolve().parents[2] / "infogo" / "static"


@pytest.fixture
def district(tmp_path: Path, settings: Settings) -> str:
    """The code of a district with one point and one manual; packs go to a folder of the test."""
    settings.INFOGO = {**settings.INFOGO, "HOME": tmp_path, "PACK_KEY": ""}
    inside = DistrictFactory(code="5001", province=ProvinceFactory(code="50"))
    point = ServicePointFactory(subdistrict=SubdistrictFactory(district=inside))
    PinFactory(manual=standard_manual(), point=point)
    return "5001"


def site(script: str) -> dict[str, Any]:
    found = re.search(r"^const SITE = (.*);$", script, re.M)
    assert found
    return dict(json.loads(found[1]))


def test_the_worker_is_asked_for_each_time_and_speaks_both_languages(client: Client) -> None:
    answer = client.get("/sw.js")
    told = site(answer.content.decode())

    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert answer.headers["Cache-Control"] == "no-cache"
    assert told["shells"] == {"th": "/offline", "en": "/en/offline"}
    assert told["words"]["th"]["kept"] == "หน้านี้บันทึกไว้เมื่อ {when} น."
    assert "{when}" in told["words"]["en"]["kept"] != told["words"]["th"]["kept"]
    for name in told["files"]:
        assert (STATIC / name.removeprefix("/static/")).exists(), name


def test_a_new_deployment_is_another_worker(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = client.get("/sw.js").content
    assert client.get("/sw.js").content == before

    monkeypatch.setattr("infogo.www.pages.offline.static", lambda name: f"/static/{name}?new")

    assert client.get("/sw.js").content.splitlines()[0] != before.splitlines()[0]


def test_the_switch_puts_a_worker_there_that_takes_itself_away(
    client: Client, settings: Settings
) -> None:
    settings.INFOGO = {**settings.INFOGO, "OFFLINE": False}

    script = client.get("/sw.js").content.decode()

    assert "unregister()" in script
    assert '"fetch"' not in script


def test_the_manifest_names_icons_that_exist_in_the_sizes_it_says(client: Client) -> None:
    answer = client.get("/manifest.webmanifest")
    told = answer.json()

    assert answer.headers["Content-Type"] == "application/manifest+json"
    assert (told["name"], told["lang"], told["display"]) == ("ติดต่อราชการ", "th", "standalone")
    assert {icon["purpose"] for icon in told["icons"] if "purpose" in icon} == {"any", "maskable"}
    for icon in told["icons"]:
        data = (STATIC / icon["src"].removeprefix("/static/")).read_bytes()
        if icon["type"] == "image/png":
            side = int.from_bytes(data[16:20], "big")
            assert icon["sizes"] == f"{side}x{side}"
    for shortcut in told["shortcuts"]:
        assert client.get(shortcut["url"]).status_code == 200


def test_a_district_is_found_by_its_province(client: Client, district: str) -> None:
    page = client.get(f"/offline?prov={district[:2]}").content.decode()

    assert f"/offline/district/{district}" in page
    assert "/offline/district/" not in client.get("/offline").content.decode()
    assert client.get("/offline?prov=%27").status_code == 200


def test_without_a_script_the_page_of_a_district_says_what_to_use(
    client: Client, district: str
) -> None:
    page = client.get(f"/offline/district/{district}").content.decode()

    noscript = re.search(r"<noscript>(.*?)</noscript>", page, re.S)
    assert noscript
    assert f"/places?prov={district[:2]}&amp;district={district}" in noscript[1]
    assert client.get("/offline/district/9999").status_code == 404


def test_the_keys_of_the_page_are_those_that_are_published(client: Client, district: str) -> None:
    published = client.get("/.well-known/infogo-pack-keys.json").json()["keys"]
    page = client.get(f"/offline/district/{district}").content.decode()

    assert len(published) == 1
    assert f"&#34;x&#34;: &#34;{published[0]['x']}&#34;" in page
    assert "d" not in published[0]


def test_a_pack_is_a_file_that_says_its_size_first(client: Client, district: str) -> None:
    size = client.get(f"/packs/{district}.json").json()
    answer = client.get(f"/packs/{district}")

    assert size["bytes"] == len(answer.content) == int(answer.headers["Content-Length"])
    assert answer.headers["Content-Type"] == "application/gzip"
    assert "Content-Encoding" not in answer.headers
    assert packs.unpack(answer.content).hash == size["hash"]
    again = client.get(f"/packs/{district}", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_a_difference_is_asked_for_by_the_state_one_has(client: Client, district: str) -> None:
    size = client.get(f"/packs/{district}.json").json()

    same = client.get(f"/packs/{district}/since/{size['hash']}")
    told = client.get(f"/packs/{district}/since/{size['hash']}.json").json()
    whole = client.get(f"/packs/{district}/since/{'0' * 64}")

    assert len(gzip.decompress(same.content).split(b"\n")) == 2
    assert told == {"hash": size["hash"], "bytes": len(same.content)}
    assert len(whole.content) == size["bytes"]


@pytest.mark.parametrize(
    "path", ["/packs/9999", "/packs/9999.json", "/packs/12", "/packs/5001/since/12", "/packs/abcd"]
)
def test_what_is_no_district_is_not_found(path: str, client: Client, district: str) -> None:
    assert client.get(path).status_code == 404


def test_a_pack_that_cannot_be_made_now_is_asked_for_later(
    client: Client, district: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "PATIENCE_SECONDS", 0)
    with store.building():
        busy = client.get(f"/packs/{district}")
    monkeypatch.setattr(packs, "MOST_BYTES", 10)
    too_large = client.get(f"/packs/{district}")

    assert (busy.status_code, busy.headers["Retry-After"]) == (503, "5")
    assert too_large.status_code == 503


def test_places_lead_to_their_district_and_help_to_the_page(client: Client, district: str) -> None:
    point = ServicePoint.objects.get()
    link = f'href="/offline/district/{district}"'

    assert link in client.get(f"/place/{point.pk}").content.decode()
    listed = client.get(f"/places?prov={district[:2]}&district={district}").content.decode()
    assert link in listed
    assert 'href="/offline"' in client.get("/help").content.decode()
