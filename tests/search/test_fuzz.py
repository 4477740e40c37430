"""Whatever is typed, pasted or sent: an answer, never an error, and never much work.

Time is not asserted here, because machines are busy; what bounds it is: how much of a text is
read, and how many words, trigrams and synonyms are asked for. ``./dev bench fuzz`` takes the time.

``./dev test --whole`` sends 100,000 texts: 96,000 through every stage and suggestions, 4,000
through the engine. Without it, the first quarter of those for the stages is sent.
"""

from __future__ import annotations

import os
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from infogo.search.indexing.index import reader
from infogo.search.memory.knowledge import library
from infogo.search.results import SearchPage
from infogo.search.selectors import search
from infogo.search.suggest import suggest
from infogo.search.suggestions.completions import MOST
from infogo.search.understanding.understand import LONGEST_QUERY, MOST_REPEATS, understand, units
from infogo.search.words.synonyms import shipped
from infogo.thai.grams import grams
from infogo.thai.highlight import Highlighter
from infogo.thai.normalise import normalise
from tests.search.corpus import SERVICES, TAGS, Country
from tests.search.hostile import HOSTILE, texts

STAGE_SEEDS = range(12)
TEXTS_PER_STAGE_SEED = int(os.environ.get("TEST_HOSTILE_TEXTS", "2000"))
SEARCH_SEEDS = range(100, 108)
TEXTS_PER_SEARCH_SEED = 500
MOST_GROWTH = 4
"""Normalising writes some characters as several, such as one Arabic letter for a whole blessing."""

NAMES = (
    *(name for service in SERVICES for name in service[1:3]),
    *(tag for tags in TAGS.values() for tag in tags),
    *("เชียงใหม่", "ตาก", "เลย", "แม่สอด", "เทศบาลตำบลแม่ริม", "องค์การบริหารส่วนตำบลริมเหนือ"),
)
PROVINCES = ("", "50", "42", "99", "x")

THAI = st.sampled_from([chr(code) for code in range(0x0E01, 0x0E5B)])
PIECES = st.sampled_from(
    ["บัตร", "ประชาชน", "หาย", " ", "จ.", "ตาก", "เลย", "อบต.", "๙", "90", "/", "passport", "l;ylfu"]
)
TEXT = st.one_of(
    st.text(max_size=80),
    st.text(alphabet=THAI, max_size=80),
    st.lists(st.one_of(PIECES, THAI), max_size=30).map("".join),
)


def check(page: SearchPage) -> None:
    """Assert what holds of every answer."""
    assert page.is_ready
    assert page.total >= len(page.results)
    assert page.counts.all >= page.total
    for result in page.results:
        joined = "".join(part.text for part in result.title_segments)
        assert joined == result.title_th


def test_texts_written_by_hand_are_answered(country: Country) -> None:
    for q in HOSTILE:
        check(search(q, with_facets=True))
        assert len(suggest(q)) <= MOST


@pytest.mark.parametrize("seed", STAGE_SEEDS)
def test_every_stage_takes_any_text_and_bounds_its_work(country: Country, seed: int) -> None:
    readers = library.knowledge(reader.snapshot()).readers
    longest = LONGEST_QUERY * MOST_GROWTH
    for text in texts(seed, TEXTS_PER_STAGE_SEED, NAMES):
        understood = understand(text, readers, province=PROVINCES[seed % len(PROVINCES)])
        assert len(understood.typed) <= LONGEST_QUERY
        assert len(understood.used) <= longest, ascii(text)
        assert normalise(understood.used) == understood.used, ascii(text)
        said = units(understood.service, shipped().phrases)
        assert max(Counter(said).values(), default=0) <= MOST_REPEATS, ascii(text)
        asked = sum(len(unit.tokens) + len(unit.expansions) for unit in said)
        assert asked <= longest, ascii(text)
        assert len(grams(understood.service)) <= longest, ascii(text)
        marked = Highlighter([understood.used]).segments(understood.typed)
        assert "".join(part.text for part in marked) == understood.typed
        assert len(suggest(text)) <= MOST


@pytest.mark.parametrize("seed", SEARCH_SEEDS)
def test_any_text_is_answered(country: Country, seed: int) -> None:
    for number, text in enumerate(texts(seed, TEXTS_PER_SEARCH_SEED, NAMES)):
        province = PROVINCES[number % len(PROVINCES)]
        check(search(text, province=province, page=number % 7, as_typed=number % 11 == 0))


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(q=TEXT, page=st.integers(-5, 99), province=st.sampled_from(PROVINCES))
def test_random_texts_are_answered(country: Country, q: str, page: int, province: str) -> None:
    check(search(q, page=page, province=province))
    suggest(q)


def test_the_same_seed_gives_the_same_texts() -> None:
    first = list(texts(1, 200, NAMES))
    assert first == list(texts(1, 200, NAMES))
    assert first != list(texts(2, 200, NAMES))
    assert max(map(len, first)) > LONGEST_QUERY
