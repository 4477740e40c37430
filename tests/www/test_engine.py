"""The template engine: what it makes only once is what it would make each time."""

from __future__ import annotations

import gc
from dataclasses import dataclass

import pytest
from django.template import engines
from django.utils import translation
from jinja2 import meta
from markupsafe import Markup, escape

from config.jinja import once, translated, url
from tests.consistency.source import ROOT

# Parts of a manual's page that are made once from its words.
PARTS = ("manual_before_places", "manual_channels", "manual_after_places")
WORDS = {"words", "head", "parts", "edition_words", "lang"}


@dataclass(frozen=True, eq=False)
class Source:
    """Stands for a page's words."""

    name: str


@pytest.mark.parametrize("part", PARTS)
def test_a_part_made_once_uses_nothing_that_can_change_besides_its_source(part: str) -> None:
    engine = engines["jinja2"].env
    text = (ROOT / "infogo/templates/www" / f"{part}.html").read_text()
    used = meta.find_undeclared_variables(engine.parse(text)) - set(engine.globals)
    assert used <= WORDS


def test_a_part_is_made_once_for_each_source_and_goes_with_it() -> None:
    made: list[str] = []

    def make() -> Markup:
        made.append("x")
        return escape(f"part {len(made)}")

    first, second = Source("same"), Source("same")
    assert [once(first, "a", make) for _round in range(3)] == ["part 1"] * 3
    assert once(second, "a", make) == "part 2"
    assert once(first, "b", make) == "part 3"
    del first
    gc.collect()
    assert once(Source("same"), "a", make) == "part 4"


def test_addresses_and_texts_follow_the_language() -> None:
    for _round in range(2):
        assert url("www:manual", 7) == "/manual/7"
        assert translated("หน้าแรก") == "หน้าแรก"
        with translation.override("en"):
            assert url("www:manual", 7) == "/en/manual/7"
            assert translated("หน้าแรก") == "Home"
    assert url("www:manual", 8) == "/manual/8"


def test_what_is_put_into_a_text_is_escaped_and_a_percent_sign_survives() -> None:
    for _round in range(2):
        assert translated("ก %(name)s 5%%", name="<b>") == "ก &lt;b&gt; 5%"
        assert translated("ลด 5%%") == "ลด 5%"
