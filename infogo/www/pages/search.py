"""The page of search results: what was found, how to narrow it, and what to do when nothing was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from markupsafe import Markup, escape

from infogo.core.language import in_language
from infogo.insights.selectors import frequent_services
from infogo.search.results import Kind, SearchPage
from infogo.search.selectors import PAGE_SIZE, search
from infogo.www.filters import number
from infogo.www.pages.cards import ServiceCard, service_cards
from infogo.www.pages.headings import all_samples
from infogo.www.pages.home import sample_searches
from infogo.www.pages.paging import Paging
from infogo.www.pages.search_filters import Chip, FilterGroup, chips, filter_groups
from infogo.www.pages.search_query import SearchQuery
from infogo.www.pages.search_results import ResultCard, result_cards, spoken

POPULAR = 5


@dataclass(frozen=True)
class Tab:
    """A kind of results with its count; names are those that ``tabs`` reads."""

    label: str
    href: str
    count: int | None
    current: bool


@dataclass(frozen=True)
class CorrectionLine:
    """What was searched in place of what was typed, and the way to undo it."""

    used: str
    typed: str
    href: str


@dataclass(frozen=True)
class SearchResultsPage:
    """Everything on the page of results; what is not given is not shown.

    ``is_ready`` is false while the index is being built. ``ways_out`` are (label, href) pairs
    for when nothing was found.
    """

    query: SearchQuery
    is_ready: bool = True
    correction: CorrectionLine | None = None
    place_note: Markup | None = None
    tabs: Sequence[Tab] = ()
    groups: Sequence[FilterGroup] = ()
    chips: Sequence[Chip] = ()
    clear_href: str = ""
    count_text: str = ""
    results: Sequence[ResultCard] = ()
    paging: Paging | None = None
    ways_out: Sequence[tuple[Markup, str]] = ()
    popular: Sequence[ServiceCard] = ()

    @property
    def is_sample(self) -> bool:
        """Whether every service among the results is a sample, so that one note is enough."""
        services = [result for result in self.results if result.is_service]
        return bool(services) and all(result.sample for result in services)

    @property
    def is_popular_sample(self) -> bool:
        """Whether every popular service shown is a sample."""
        return all_samples(self.popular)

    @property
    def samples(self) -> Sequence[tuple[str, str]]:
        """Searches that show how one may ask, as long as nothing was asked."""
        return sample_searches() if self.query.is_blank else ()


def search_results_page(query: SearchQuery) -> SearchResultsPage:
    """Search and return the page; its number of queries does not grow with the results."""
    if query.is_blank:
        return SearchResultsPage(query=query, popular=_popular(query))
    found = _search(query)
    if not found.results and 0 < found.page_count < found.page:
        found = _search(replace(query, page=found.page_count))
    is_empty = found.is_ready and not found.total
    return SearchResultsPage(
        query=query,
        is_ready=found.is_ready,
        correction=_correction(query, found),
        place_note=_place_note(query, found),
        tabs=_tabs(query, found),
        groups=filter_groups(query, found.facets),
        chips=chips(query),
        clear_href=query.without_filters().url,
        count_text=_count_text(found.total),
        results=result_cards(found, _kind_names(query)),
        paging=_paging(query, found),
        ways_out=_ways_out(query, found) if is_empty else (),
        popular=_popular(query) if is_empty or not found.is_ready else (),
    )


def _search(query: SearchQuery, *, only_count: bool = False) -> SearchPage:
    return search(
        query.q,
        kind=query.kind,
        province=query.province.code if query.province else "",
        topic=query.topic.pk if query.topic else 0,
        group=query.group.pk if query.group else 0,
        agency=query.agency.pk if query.agency else 0,
        online=query.online,
        free=query.free,
        weekend=query.weekend,
        page=query.page,
        page_size=1 if only_count else PAGE_SIZE,
        as_typed=query.as_typed,
        with_facets=not only_count,
    )


def _correction(query: SearchQuery, found: SearchPage) -> CorrectionLine | None:
    if found.correction is None:
        return None
    undone = replace(query, as_typed=True, page=1)
    return CorrectionLine(
        used=found.correction.used, typed=found.correction.original, href=undone.url
    )


def _place_note(query: SearchQuery, found: SearchPage) -> Markup | None:
    """Say that a place named in the query was understood as such."""
    if found.place is None or query.province is not None:
        return None
    name = spoken(*in_language(found.place.name_th, found.place.name_en))
    return escape(_("อ่าน “%(place)s” เป็นพื้นที่ และแสดงเรื่องของพื้นที่นั้นก่อน")) % {"place": name}


def _tabs(query: SearchQuery, found: SearchPage) -> Sequence[Tab]:
    counts = found.counts
    return [
        Tab(
            label=label,
            href=replace(query, kind=kind, page=1).url,
            count=(counts.of(kind) if kind else counts.all) if found.is_ready else None,
            current=query.kind == kind,
        )
        for kind, label in _kind_labels().items()
    ]


def _kind_labels() -> dict[Kind | None, str]:
    """Return the tabs in their order with their names."""
    return {
        None: _("ทั้งหมด"),
        Kind.PROCEDURE: _("คู่มือ"),
        Kind.AGENCY: _("หน่วยงาน"),
        Kind.POINT: _("จุดให้บริการ"),
        Kind.ARTICLE: _("บทความ"),
    }


def _kind_names(query: SearchQuery) -> dict[Kind, str]:
    """Return the kinds that a result must name: all but services, and none inside a tab."""
    if query.kind is not None:
        return {}
    return {
        Kind.AGENCY: pgettext("one", "หน่วยงาน"),
        Kind.POINT: pgettext("one", "จุดให้บริการ"),
        Kind.ARTICLE: pgettext("one", "บทความ"),
    }


def _count_text(total: int) -> str:
    return ngettext("พบ %(count)s รายการ", "พบ %(count)s รายการ", total) % {"count": number(total)}


def _paging(query: SearchQuery, found: SearchPage) -> Paging:
    start = (found.page - 1) * found.page_size
    return Paging(
        page=found.page,
        pages=found.page_count,
        start=start,
        end=start + len(found.results),
        base=f"{query.url}&page=",
        first=query.url,
    )


def _ways_out(query: SearchQuery, found: SearchPage) -> Sequence[tuple[Markup, str]]:
    """Return ways that find something: another tab, one filter less, or no filter at all."""
    ways = [
        (_("ดูใน%(tab)s") % {"tab": label}, replace(query, kind=kind, page=1), found.counts.of(kind))
        for kind, label in _kind_labels().items()
        if kind is not None
    ]
    for chip in chips(query):
        wider = query.without(chip.name)
        label = escape(_("ไม่กรอง %(filter)s")) % {"filter": chip.label}
        ways.append((label, wider, _search(wider, only_count=True).total))
    if len(query.filters) > 1:
        bare = query.without_filters()
        ways.append((_("ล้างตัวกรองทั้งหมด"), bare, found.total_without_filters))
    counted = Markup("{} ({})")
    return [
        (counted.format(label, number(count)), other.url) for label, other, count in ways if count
    ]


def _popular(query: SearchQuery) -> Sequence[ServiceCard]:
    """Return the services used most, in the chosen topic if there is one."""
    topic_id = query.topic.pk if query.topic else None
    return service_cards(frequent_services(limit=POPULAR, topic_id=topic_id))
