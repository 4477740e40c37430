"""The page of search results: what was found, how to narrow it, and what to do when nothing was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from markupsafe import Markup, escape

from infogo.contacts.asking import asks_whether_genuine, names_contact
from infogo.core.language import in_language
from infogo.display.filters import number
from infogo.insights.selectors import frequent_services
from infogo.points.opening import Clock
from infogo.search.answers.answering import Answer
from infogo.search.results import CorrectionKind, Kind, SearchPage
from infogo.search.selectors import PAGE_SIZE, search
from infogo.www.pages.cards import ServiceCard, service_cards
from infogo.www.pages.headings import HeadingLink, all_samples
from infogo.www.pages.home import sample_searches
from infogo.www.pages.paging import Paging
from infogo.www.pages.search_answer import answer_box, lines_on_cards
from infogo.www.pages.search_event import event_found
from infogo.www.pages.search_explain import Explanation, explanation_of
from infogo.www.pages.search_filters import Chip, FilterGroup, chips, filter_groups
from infogo.www.pages.search_query import SearchQuery
from infogo.www.pages.search_results import ResultCard, result_cards, spoken
from infogo.www.pages.search_urgent import UrgentNumbers, urgent_box

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
    """What was searched in place of what was typed, why, and the way to undo it."""

    why: str
    text: Markup
    href: str


@dataclass(frozen=True)
class DidYouMean:
    """Words that may have been meant; nothing was searched for them yet."""

    text: Markup
    href: str


@dataclass(frozen=True)
class SearchResultsPage:
    """Everything on the page of results; what is not given is not shown.

    ``is_ready`` is false while the index is being built. ``is_relaxed`` when the results have
    only some of the words, ``is_agencys_matter`` when no service is for it but the first agency
    looks after it. ``ways_out`` are (label, href) pairs for when nothing was found.
    """

    query: SearchQuery
    is_ready: bool = True
    answer: Answer | None = None
    correction: CorrectionLine | None = None
    did_you_mean: DidYouMean | None = None
    is_relaxed: bool = False
    is_agencys_matter: bool = False
    place_note: Markup | None = None
    sound_note: Markup | None = None
    event: HeadingLink | None = None
    tabs: Sequence[Tab] = ()
    groups: Sequence[FilterGroup] = ()
    chips: Sequence[Chip] = ()
    clear_href: str = ""
    count_text: str = ""
    results: Sequence[ResultCard] = ()
    explanation: Explanation | None = None
    paging: Paging | None = None
    ways_out: Sequence[tuple[Markup, str]] = ()
    urgent: UrgentNumbers | None = None
    popular: Sequence[ServiceCard] = ()

    @property
    def is_sample(self) -> bool:
        """Whether every service among the results is a sample, so that one note is enough."""
        services = [result for result in self.results if result.is_service]
        return bool(services) and all(result.sample for result in services)

    @property
    def names_contact(self) -> bool:
        """Whether what was typed holds a phone or address that may claim to be an office's."""
        return names_contact(self.query.q)

    @property
    def asks_whether_genuine(self) -> bool:
        """Whether it asks if somebody who called or wrote really is the government."""
        return asks_whether_genuine(self.query.q)

    @property
    def is_popular_sample(self) -> bool:
        """Whether every popular service shown is a sample."""
        return all_samples(self.popular)

    @property
    def samples(self) -> Sequence[tuple[str, str]]:
        """Searches that show how one may ask, as long as nothing was asked."""
        return sample_searches() if self.query.is_blank else ()


def found_for(query: SearchQuery) -> SearchPage | None:
    """Search; None when nothing was asked. A page beyond the last is the last one."""
    if query.is_blank:
        return None
    found = _search(query)
    if not found.results and 0 < found.page_count < found.page:
        found = _search(replace(query, page=found.page_count))
    return found


def search_results_page(
    query: SearchQuery, found: SearchPage | None, clock: Clock, *, is_explained: bool = False
) -> SearchResultsPage:
    """Return the page of what ``found_for`` found; ``is_explained`` adds how it was found.

    Its number of queries does not grow with the results.
    """
    if found is None:
        return SearchResultsPage(query=query, popular=_popular(query))
    is_empty = found.is_ready and not found.total
    answer = answer_box(found, clock)
    return SearchResultsPage(
        query=query,
        is_ready=found.is_ready,
        answer=answer,
        correction=_correction(query, found),
        did_you_mean=_did_you_mean(query, found),
        is_relaxed=found.is_relaxed and _begins_with_service(found),
        is_agencys_matter=any(map(found.is_in_charge, found.results[:1])),
        place_note=_place_note(query, found),
        sound_note=_sound_note(found),
        event=event_found(found),
        tabs=_tabs(query, found),
        groups=filter_groups(query, found.facets),
        chips=chips(query),
        clear_href=query.without_filters().url,
        count_text=_count_text(found.total),
        results=result_cards(
            found, _kind_names(query), {} if answer else lines_on_cards(found, clock)
        ),
        explanation=explanation_of(found) if is_explained and found.is_ready else None,
        paging=_paging(query, found),
        urgent=urgent_box(query.q, found.used) if found.page == 1 else None,
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
    words = {"used": found.correction.used, "typed": found.correction.original}
    return CorrectionLine(
        why={
            CorrectionKind.LAYOUT: _("ดูเหมือนลืมเปลี่ยนภาษาของแป้นพิมพ์"),
            CorrectionKind.SPACING: _("ลบช่องว่างในคำแล้ว"),
            CorrectionKind.SPELLING: _("แก้ตัวสะกดแล้ว"),
        }[found.correction.kind],
        text=escape(_("แสดงผลของ “%(used)s” แทน “%(typed)s”")) % words,
        href=undone.url,
    )


def _did_you_mean(query: SearchQuery, found: SearchPage) -> DidYouMean | None:
    if not found.did_you_mean:
        return None
    meant = replace(query, q=found.did_you_mean, as_typed=False, page=1)
    text = escape(_("หมายถึง “%(words)s” หรือไม่")) % {"words": found.did_you_mean}
    return DidYouMean(text=text, href=meant.url)


def _begins_with_service(found: SearchPage) -> bool:
    """Whether the list begins with what one can do or read, not with an office named."""
    return bool(found.results) and found.results[0].kind in {Kind.PROCEDURE, Kind.ARTICLE}


def _sound_note(found: SearchPage) -> Markup | None:
    """Say that Latin letters were read as Thai, too."""
    if not found.romanised:
        return None
    thai = spoken(*in_language(found.romanised, ""))
    return escape(_("อ่านตามเสียงเป็นภาษาไทยว่า “%(thai)s” ด้วย")) % {"thai": thai}


def _place_note(query: SearchQuery, found: SearchPage) -> Markup | None:
    """Say that a place named in the query was understood as such."""
    if found.place is None or query.province is not None:
        return None
    name = spoken(*in_language(found.place.name_th, found.place.name_en))
    if found.is_of_province:
        told = _("เข้าใจว่า “%(place)s” เป็นชื่อพื้นที่ ที่นั่นไม่มีสำนักงานแบบนี้ จึงเริ่มด้วยสำนักงานในจังหวัดเดียวกัน")
        return escape(told) % {"place": name}
    if found.place.neighbourhood:
        told = _("เข้าใจว่า “%(said)s” อยู่ใน%(place)s จึงแสดงเรื่องของพื้นที่นั้นก่อน")
        return escape(told) % {"said": found.place.neighbourhood, "place": name}
    return escape(_("เข้าใจว่า “%(place)s” เป็นชื่อพื้นที่ จึงแสดงเรื่องของพื้นที่นั้นก่อน")) % {"place": name}


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
    if query.as_typed:
        helped = replace(query, as_typed=False, page=1)
        total = _search(helped, only_count=True).total
        ways.append((_("ให้ระบบช่วยแก้คำที่พิมพ์"), helped, total))
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
