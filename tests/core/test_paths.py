"""Addresses made from a form are those that ``reverse`` gives."""

from __future__ import annotations

import pytest
from django.urls import NoReverseMatch, reverse, set_script_prefix
from django.utils import translation

from infogo.core.paths import numbered_path

NAMES = [("www:place", (7,)), ("www:agency", (123456,)), ("www:local_manual", (16, 2047))]


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize(("name", "numbers"), NAMES)
def test_it_is_the_address_of_the_page_in_the_readers_language(
    name: str, numbers: tuple[int, ...], lang: str
) -> None:
    with translation.override(lang):
        assert numbered_path(name, *numbers) == reverse(name, args=numbers)
    with translation.override("th"):
        assert numbered_path(name, *numbers) == reverse(name, args=numbers)


def test_it_follows_where_the_site_is_mounted() -> None:
    plain = numbered_path("www:place", 7)
    set_script_prefix("/ใต้/")
    try:
        assert numbered_path("www:place", 7) == reverse("www:place", args=[7]) != plain
    finally:
        set_script_prefix("/")


def test_an_address_that_is_none_is_refused() -> None:
    with pytest.raises(NoReverseMatch):
        numbered_path("www:place", 7, 8)
