"""Direct answers: what a question asks, told above the results.

Answered are documents, fee, time, place, hours, online and what one gets; who names a place beside
a service asks where. A service is answered about only when it is surely meant
(``SearchPage.is_convincing``), offices also when the words name a kind of them. Where several
services may be meant (a first card, a new one, a lost one) each of the first tells on its card what
was asked: ``told_on_cards``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from django.db.models import QuerySet

from infogo.core.language import in_language
from infogo.core.prepared import Prepared
from infogo.manuals.case_words import told
from infogo.manuals.content import ProvenanceStatus
from infogo.manuals.models import Manual
from infogo.manuals.selectors import MergedManual, NotPublishedError, content_here, merged_manual
from infogo.manuals.wording import caution_on
from infogo.points.opening import Clock
from infogo.search.answers.facts import (
    KNOWN,
    About,
    Answer,
    AnswerPart,
    tell_documents,
    tell_fee,
    tell_online,
    tell_outputs,
    tell_time,
)
from infogo.search.answers.places import office_answer, tell_hours, tell_places
from infogo.search.answers.where_asked import asks_where
from infogo.search.results import Kind, Result, SearchPage

MOST_PARTS = 3
TELLERS: Mapping[str, Callable[[About], AnswerPart]] = {
    "documents": tell_documents,
    "fee": tell_fee,
    "time": tell_time,
    "online": tell_online,
    "place": tell_places,
    "hours": tell_hours,
    "output": tell_outputs,
}
"""What can be asked, and who tells it."""
MOST_LIKELY = 3
"""Services that may all be meant, and tell on their cards what was asked."""
NOT_ON_CARDS = frozenset({"documents", "place", "online", "output"})
"""What a card does not tell of itself."""
OF_ALL_AGENCIES = frozenset({"place", "hours"})
"""Told about the counters of every agency, so that it does not matter whose manual is read."""


def _whole() -> QuerySet[Manual]:
    return Manual.objects.select_related("procedure", "agency", "current", "standard__current")


_by_id = Prepared(lambda ids: _whole().filter(pk__in=ids))
_standard_of = Prepared(
    lambda procedures: _whole().filter(procedure__in=procedures, standard=None).order_by("pk")
)


def manual_of(result: Result) -> MergedManual | None:
    """Return the manual that a result leads to, with everything it says; None if it has none."""
    if result.variant is not None:
        found = _by_id.objects([result.variant.manual_id])
    else:
        found = _standard_of.objects([result.id])
    if not found:
        return None
    try:
        return merged_manual(found[0])
    except NotPublishedError:
        return None


Read = Callable[[Result], MergedManual | None]


def read_once() -> Read:
    """Return a reader that reads the manual of the first result once, for several languages."""
    held: list[MergedManual | None] = []

    def read(result: Result) -> MergedManual | None:
        if not held:
            held.append(manual_of(result))
        return held[0]

    return read


def answer_to(found: SearchPage, clock: Clock, read: Read = manual_of) -> Answer | None:
    """Return the direct answer to what was asked, in the language of the page, or None.

    Only the first page of a search is answered. Costs no query when nothing is asked. ``read``
    is ``read_once()`` for whoever tells the same answer in several languages.
    """
    if not may_be_answered(found):
        return None
    if "hours" in found.intents and (office := office_answer(found, clock)) is not None:
        return office
    return _service_answer(found, clock, read) if _is_about_a_service(found) else None


def is_question(found: SearchPage) -> bool:
    """Return whether something is asked in words; a place beside a service is not."""
    return any(intent in TELLERS for intent in found.intents)


def may_be_answered(found: SearchPage) -> bool:
    """Return whether there may be a direct answer; it can change although the page does not."""
    if found.page != 1 or not _asked(found):
        return False
    return "hours" in found.intents or _is_about_a_service(found)


def told_on_cards(found: SearchPage, clock: Clock) -> dict[int, tuple[AnswerPart, ...]]:
    """Return what the first services say of what was asked, by their ids.

    For a page without a direct answer. Nothing where an office comes first, or an agency because
    no service is for it.
    """
    asked = [intent for intent in _asked(found) if intent in NOT_ON_CARDS]
    is_of_services = found.results and found.results[0].kind in {Kind.PROCEDURE, Kind.ARTICLE}
    if found.page != 1 or not asked or not is_of_services or found.is_agencys_matter:
        return {}
    services = [result for result in found.results if result.kind is Kind.PROCEDURE]
    said = {}
    for place, result in enumerate(services[:MOST_LIKELY]):
        if place == 1:
            # Siblings have the same counters, and to find them takes as long as the search.
            asked = [intent for intent in asked if intent != "place"]
        merged = manual_of(result) if asked else None
        if merged is not None:
            about = About(found, result, merged, told(content_here(merged)), clock)
            parts = _worth_telling(found, [TELLERS[intent](about) for intent in asked])
            if parts:
                said[result.id] = parts
    return said


def _worth_telling(found: SearchPage, parts: Sequence[AnswerPart]) -> tuple[AnswerPart, ...]:
    """Leave out what is not known where it was not asked in words."""
    return tuple(part for part in parts if is_question(found) or part.state == KNOWN)


def _asked(found: SearchPage) -> tuple[str, ...]:
    """Return what was asked of a service, the first things first."""
    asked = tuple(intent for intent in found.intents if intent in TELLERS)
    return asked or (("place",) if asks_where(found) else ())


def _is_about_a_service(found: SearchPage) -> bool:
    return found.is_convincing and found.results[0].kind is Kind.PROCEDURE


def _service_answer(found: SearchPage, clock: Clock, read: Read) -> Answer | None:
    """Return the answer about the first result, a service; None without a published manual."""
    result = found.results[0]
    intents = _asked(found)[:MOST_PARTS]
    merged = read(result)
    if merged is None:
        return None
    content = told(content_here(merged))
    about = About(found, result, merged, content, clock)
    parts = _worth_telling(found, [TELLERS[intent](about) for intent in intents])
    if not parts:
        return None
    title, lang = in_language(result.title_th, result.title_en)
    path, agency, agency_lang = result.path, "", None
    if result.variant is not None and OF_ALL_AGENCIES.issuperset(intents):
        path = f"/manual/{result.id}?prov={found.province}"
    elif result.variant is not None:
        names = result.variant.agency_name_th, result.variant.agency_name_en
        agency, agency_lang = in_language(*names)
    return Answer(
        title=title,
        lang=lang,
        path=path,
        parts=parts,
        agency=agency,
        agency_lang=agency_lang,
        caution=caution_on(content.provenance.status).words,
        is_sample=content.provenance.status is not ProvenanceStatus.VERIFIED,
    )
