"""Filters of the result page: the panel with counts, and the chips of those that are on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext as _
from markupsafe import Markup, escape

from infogo.core.language import current_language, in_language
from infogo.search.results import FacetOption, Facets
from infogo.thai.collate import sort_key
from infogo.www.pages.search_query import SearchQuery
from infogo.www.pages.search_results import spoken


@dataclass(frozen=True)
class Option:
    """One choice of a filter; names are those that ``filter_panel`` reads."""

    value: str
    label: str
    count: int | None
    checked: bool
    name: str | None = None
    lang: str | None = None


@dataclass(frozen=True)
class FilterGroup:
    """One filter of the panel."""

    name: str
    legend: str
    kind: str
    options: Sequence[Option]
    open: bool = False


@dataclass(frozen=True)
class Chip:
    """A filter that is on and the address without it; ``name`` is its field."""

    name: str
    group: str | None
    label: Markup
    href: str


def filter_groups(query: SearchQuery, facets: Facets) -> Sequence[FilterGroup]:
    """Return the panel's filters; an option that would leave nothing keeps its zero."""
    return (
        _select("topic", _("หมวดหมู่"), facets.topics),
        _select("group", _("กลุ่มเป้าหมาย"), facets.groups),
        _select("prov", _("จังหวัด"), _by_name(facets.provinces)),
        _select("agency", _("หน่วยงานเจ้าของเรื่อง"), facets.agencies),
        FilterGroup(
            name="only",
            legend=_("เฉพาะ"),
            kind="checkbox",
            open=True,
            options=(
                _flag("online", _("ทำออนไลน์ได้"), facets.online, query.online),
                _flag("free", _("ไม่มีค่าธรรมเนียม"), facets.free, query.free),
                _flag("weekend", _("เปิดวันเสาร์หรืออาทิตย์"), facets.weekend, query.weekend),
            ),
        ),
    )


def chips(query: SearchQuery) -> Sequence[Chip]:
    """Return a chip for each filter that is on, in the order of the panel."""
    labels: dict[str, tuple[str | None, Markup]] = {
        "online": (None, escape(_("ทำออนไลน์ได้"))),
        "free": (None, escape(_("ไม่มีค่าธรรมเนียม"))),
        "weekend": (None, escape(_("เปิดวันเสาร์หรืออาทิตย์"))),
    }
    for name, group, record in (
        ("topic", _("หมวดหมู่"), query.topic),
        ("group", _("กลุ่มเป้าหมาย"), query.group),
        ("prov", _("จังหวัด"), query.province),
        ("agency", _("หน่วยงานเจ้าของเรื่อง"), query.agency),
    ):
        if record is not None:
            labels[name] = (group, spoken(*in_language(record.name_th, record.name_en)))
    return [
        Chip(name=name, group=labels[name][0], label=labels[name][1], href=query.without(name).url)
        for name in query.filters
    ]


def _select(name: str, legend: str, options: Sequence[FacetOption]) -> FilterGroup:
    is_english = current_language() == "en"  # asking for each of some 150 options costs as much
    return FilterGroup(
        name=name,
        legend=legend,
        kind="select",
        options=[_option(option, is_english) for option in options],
    )


def _option(option: FacetOption, is_english: bool) -> Option:
    has_english = is_english and bool(option.label_en)
    return Option(
        value=option.value,
        label=option.label_en if has_english else option.label_th,
        lang="th" if is_english and not has_english else None,
        count=option.count,
        checked=option.is_chosen,
    )


def _flag(name: str, label: str, count: int, checked: bool) -> Option:
    return Option(name=name, value="1", label=label, count=count, checked=checked)


def _by_name(options: Sequence[FacetOption]) -> Sequence[FacetOption]:
    """Order provinces as the reader's dictionary does."""
    if current_language() == "en":
        return sorted(options, key=lambda option: option.label_en)
    return sorted(options, key=lambda option: _thai_order(option.label_th))


_thai_order = lru_cache(maxsize=256)(sort_key)
"""There are 77 provinces, and every search orders them."""
