"""The pages for programmers: nothing on them is made up, in either language."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from infogo.search import suggest
from infogo.search.indexing.index import reader
from infogo.search.memory.knowledge import library
from infogo.www.developers.contract import FOLDER, contract, groups, resources
from infogo.www.developers.examples import ANSWERS, addresses
from infogo.www.developers.texts import PAGES, program, source_of
from infogo.www.pages.developers import every_address
from tests.search.corpus import use_index
from tests.www.reading import read
from tools import examples as tool
from tools.client import CLIENT

PROGRAMS = sorted(
    file.name for file in (FOLDER / "programs").iterdir() if not file.name.endswith(".txt")
)
RUNNERS = {".sh": ["sh"], ".py": [sys.executable], ".mjs": ["node"]}


def printed(file: Path) -> str:
    """What a program prints that finds our Python client."""
    environment = {**os.environ, "PYTHONPATH": str(CLIENT)}
    ran = subprocess.run(
        [*RUNNERS[file.suffix], str(file)], capture_output=True, text=True, env=environment
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.strip()


@pytest.mark.country
@pytest.mark.parametrize("name", PROGRAMS)
def test_each_program_prints_what_the_page_shows(name: str, served: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_text(program(name, served))

    assert printed(file) == program(f"{name}.txt", served)


@pytest.mark.country
def test_the_program_in_the_clients_own_documentation_runs(served: str, tmp_path: Path) -> None:
    first = (CLIENT / "README.md").read_text().split("```python\n")[1].split("```")[0]
    file = tmp_path / "first.py"
    file.write_text(first.replace("http://127.0.0.1:8000", served))

    assert len(printed(file).splitlines()) > 100


@pytest.mark.country
def test_the_answers_shown_are_those_of_the_demonstration_country(
    country: Path, settings: Any
) -> None:
    """When this fails: ``./dev examples``."""
    settings.INFOGO = {**settings.INFOGO, "PUBLIC_URL": tool.PUBLIC_URL}
    # A process holds for a moment what it searched and suggested in the test before.
    with use_index(country / "index"):
        suggest.forget()
        library.knowledge(reader.snapshot())  # as a server has learnt it before anybody asks
        given = json.dumps(tool.answers(), ensure_ascii=False, indent=1)

    assert tool.lasting(given) == tool.lasting(ANSWERS.read_text().rstrip())


def test_every_address_that_needs_no_token_has_an_example() -> None:
    names = {
        operation.name
        for resource in resources()
        for operation in resource.operations
        if operation.method == "GET" and not operation.needs_token
    }

    assert names == set(addresses()) == set(json.loads(ANSWERS.read_text()))


@pytest.mark.parametrize("slug", PAGES)
def test_both_languages_say_the_same_things(slug: str) -> None:
    thai, english = (source_of(slug, language) for language in ("th", "en"))
    for part in (r"\{#[a-z-]+\}", r"^```.*$", r"^- |^\| ", r"\]\((?!http)[^)]+\)"):
        found = [re.findall(part, text, re.M) for text in (thai, english)]
        assert found[0] == found[1], part


def test_every_program_is_shown_on_a_page() -> None:
    shown = re.findall(r"^```example (\S+)", "".join(source_of(s, "th") for s in PAGES), re.M)

    assert sorted(shown) == PROGRAMS


@pytest.mark.django_db
class TestPages:
    @pytest.mark.parametrize("language", ["", "/en"])
    def test_all_of_them_answer_and_their_links_lead_somewhere(
        self, client: Client, language: str
    ) -> None:
        texts, anchors, links = "", set(), set()
        for path in every_address():
            response = client.get(language + path)
            assert response.status_code == 200, path
            page = response.content.decode()
            texts += page
            anchors |= {f"{language}{path}#{name}" for name in re.findall(r'id="([\w-]+)"', page)}
            anchors.add(language + path)
            for target in re.findall(r'href="((?:/en)?/developers[^"]*|#[\w-]+)"', page):
                links.add(f"{language}{path}{target}" if target[0] == "#" else target)
        other = "/developers" if language else "/en/developers"
        assert {link for link in links if not link.startswith(other)} - {"#main"} <= anchors
        for name in groups():
            assert f'id="{name}"' in texts, name

    def test_every_field_of_the_contract_is_explained_in_thai(self, client: Client) -> None:
        pages = "".join(client.get(path).content.decode() for path in every_address())
        for shape in contract()["components"]["schemas"].values():
            for field, details in shape.get("properties", {}).items():
                assert f'<code lang="en">{field}</code>' in pages
                assert details["x-meaning-th"] in pages

    def test_a_resource_shows_a_real_answer_and_where_to_try_it(self, client: Client) -> None:
        page = read(client.get("/developers/api/planning"))
        assert "ลองเลย /api/v1/holidays?year=2027" in page.text
        assert "วันขึ้นปีใหม่" in page.text

    def test_every_page_leads_here(self, client: Client) -> None:
        assert 'href="/developers"' in client.get("/help").content.decode()

    @pytest.mark.parametrize(
        "path",
        ["/developers/nothing", "/developers/start", "/developers/api/x", "/developers/fields/x"],
    )
    def test_other_names_are_not_found(self, client: Client, path: str) -> None:
        assert client.get(path).status_code == 404
