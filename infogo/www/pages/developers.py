"""The pages for programmers."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from infogo.core.language import current_language
from infogo.records import endings
from infogo.www.developers.contract import (
    CONTENT,
    FOLDER,
    SHARED,
    Operation,
    Resource,
    Shape,
    groups,
    resource,
    resources,
    shapes_of,
)
from infogo.www.developers.examples import Example, example, example_ids
from infogo.www.developers.texts import PAGES, Text, text

INDEX = PAGES[0]


@dataclass(frozen=True)
class TextPage:
    """A page of prose. ``releases`` and ``endings`` stand on the page about stability alone."""

    text: Text
    neighbours: Sequence[tuple[str, str]]
    resources: Sequence[Resource]
    releases: Sequence[Release]
    endings: Sequence[Ending]


@dataclass(frozen=True)
class Release:
    """One version of the contract and what is new in it."""

    version: str
    on: date
    news: Sequence[str]


@dataclass(frozen=True)
class Ending:
    """Something that will go: what, on which day, and what to use instead."""

    what: str
    on: date
    instead: str


@dataclass(frozen=True)
class ShownOperation:
    """An operation and its example, if it can be tried without a token."""

    operation: Operation
    example: Example | None


@dataclass(frozen=True)
class ResourcePage:
    """A group of addresses; ``links`` lead from names of shapes to where they are told."""

    title: str
    operations: Sequence[ShownOperation]
    shapes: Sequence[Shape]
    links: Mapping[str, str]


def text_page(slug: str) -> TextPage | None:
    """Return a page of prose, if there is one of this name."""
    if slug not in PAGES:
        return None
    is_last, is_first = slug == PAGES[-1], slug == INDEX
    return TextPage(
        text=text(slug),
        neighbours=[(text(each).title, address(each)) for each in PAGES if each != slug],
        resources=resources() if is_first else (),
        releases=_releases() if is_last else (),
        endings=_endings() if is_last else (),
    )


def address(slug: str) -> str:
    """Return the address of a page of prose."""
    if slug == INDEX:
        return reverse("www:developers")
    return reverse("www:developers_text", args=[slug])


def every_address() -> Sequence[str]:
    """Return the addresses of all pages for programmers, for search engines."""
    prose = [address(slug) for slug in PAGES]
    found = [reverse("www:developers_resource", args=[each.slug]) for each in resources()]
    fields = [reverse("www:developers_fields", args=[group]) for group in (SHARED, CONTENT)]
    return [*prose, *found, *fields]


def resource_page(slug: str) -> ResourcePage | None:
    """Return the page of a group of addresses, if there is one of this name; four queries."""
    found = resource(slug)
    if found is None:
        return None
    ids = example_ids()
    shown = [ShownOperation(each, example(each.name, ids)) for each in found.operations]
    return ResourcePage(found.title, shown, found.shapes, _links(slug))


def shapes_page(group: str) -> ResourcePage | None:
    """Return a page that holds only tables of fields."""
    titles = {SHARED: _("ช่องที่ใช้ร่วมกัน"), CONTENT: _("เนื้อหาของคู่มือทีละช่อง")}
    if group not in titles:
        return None
    return ResourcePage(titles[group], (), shapes_of(group), _links(group))


def _links(here: str) -> dict[str, str]:
    pages = {SHARED: "www:developers_fields", CONTENT: "www:developers_fields"}
    return {
        name: f"#{name}"
        if group == here
        else f"{reverse(pages.get(group, 'www:developers_resource'), args=[group])}#{name}"
        for name, group in groups().items()
    }


def _releases() -> Sequence[Release]:
    language = current_language()
    return [
        Release(each["version"], date.fromisoformat(each["on"]), each[language])
        for each in _file("changelog.json")
    ]


def _endings() -> Sequence[Ending]:
    is_thai = current_language() == "th"
    return [
        Ending(each.what, each.ends_on, each.instead_th if is_thai else each.instead_en)
        for each in endings.ENDINGS
    ]


@cache
def _file(name: str) -> Sequence[Mapping[str, Any]]:
    return tuple(json.loads((FOLDER / name).read_text()))
