"""From search results to the shapes of the API."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from django.utils import translation

from infogo.api.schemas import (
    AgencyOut,
    AnswerOut,
    CallOut,
    CorrectionOut,
    CountsOut,
    DurationOut,
    FacetsOut,
    FactsOut,
    OptionOut,
    PlaceOut,
    ResultOut,
    SearchOut,
    SuggestionOut,
    SuggestOut,
    VariantOut,
)
from infogo.manuals.models import ManualFacts
from infogo.points.opening import Clock
from infogo.search.answers.answering import answer_to, is_question, read_once
from infogo.search.answers.urgent import whom_to_call
from infogo.search.results import (
    KIND_OF_SUGGESTION,
    FacetOption,
    Facets,
    Kind,
    Place,
    Result,
    SearchPage,
    Suggestion,
    Variant,
)


def search_answer(
    found: SearchPage, kind: Kind | None, clock: Clock, *, with_facets: bool
) -> SearchOut:
    """Return the answer to a search."""
    correction = found.correction
    return SearchOut(
        query=found.query,
        used=found.used,
        correction=CorrectionOut(**asdict(correction)) if correction else None,
        place=_place(found.place),
        province=found.province,
        intents=list(found.intents),
        in_charge=list(found.in_charge),
        call_now=_calls(found),
        answer=_direct_answer(found, clock),
        type=kind.value if kind else None,
        page=found.page,
        page_size=found.page_size,
        page_count=found.page_count,
        total=found.total,
        counts=CountsOut(all=found.counts.all, **asdict(found.counts)),
        results=[_result(result) for result in found.results],
        facets=_facets(found.facets) if with_facets else None,
    )


def suggest_answer(typed: str, found: Iterable[Suggestion]) -> SuggestOut:
    """Return the answer to a beginning of a query."""
    results = [
        SuggestionOut(
            kind=suggestion.kind.value,
            type=KIND_OF_SUGGESTION.get(suggestion.kind),
            id=suggestion.id or None,
            code=suggestion.code,
            title=suggestion.text,
            url=suggestion.path,
        )
        for suggestion in found
    ]
    return SuggestOut(query=typed, results=results)


def _calls(found: SearchPage) -> list[CallOut]:
    """Return the numbers that stand above the results of the same search on the site."""
    return [
        CallOut(
            number=one.number,
            name=one.name_th,
            name_en=one.name_en,
            purpose=one.purpose_th,
            purpose_en=one.purpose_en,
            is_unverified=one.is_unverified,
        )
        for one in whom_to_call(found.query, found.used)
    ]


def _direct_answer(found: SearchPage, clock: Clock) -> AnswerOut | None:
    """Return the first part of the direct answer to a question in both languages."""
    if not is_question(found):
        return None
    read = read_once()
    with translation.override("th"):
        thai = answer_to(found, clock, read)
    if thai is None:
        return None
    with translation.override("en"):
        # Names of holidays are read in the language of the clock's first use.
        english = answer_to(found, Clock(clock.now), read)
    if english is None:
        return None  # withdrawn between the two looks
    part = thai.parts[0]
    return AnswerOut(
        intent=part.intent,
        state=part.state,
        title_th=thai.title,
        title_en=english.title,
        text_th=part.text,
        text_en=english.parts[0].text,
        url=part.path,
        is_sample=thai.is_sample,
    )


def _result(result: Result) -> ResultOut:
    owner = None
    if result.owner_id is not None:
        owner = AgencyOut(
            id=result.owner_id, name=result.owner_name_th, name_en=result.owner_name_en
        )
    return ResultOut(
        type=result.kind.value,
        id=result.id,
        code=result.code,
        title=result.title_th,
        title_en=result.title_en,
        official_title=result.official_title,
        url=result.path,
        summary=result.summary,
        agency=owner,
        province=result.province,
        place_count=result.place_count,
        variant=_variant(result.variant),
        facts=_facts(result.facts),
    )


def _variant(variant: Variant | None) -> VariantOut | None:
    if variant is None:
        return None
    return VariantOut(
        manual_id=variant.manual_id,
        agency=AgencyOut(
            id=variant.agency_id, name=variant.agency_name_th, name_en=variant.agency_name_en
        ),
        is_only_choice=variant.is_only_choice,
    )


def _facts(facts: ManualFacts | None) -> FactsOut | None:
    if facts is None:
        return None
    duration = None
    if facts.duration_value is not None:
        duration = DurationOut(value=float(facts.duration_value), unit=facts.duration_unit)
    return FactsOut(
        is_online=facts.is_online,
        is_free=facts.is_free,
        is_fee_unknown=facts.is_fee_unknown,
        fee_low_satang=facts.fee_low_satang,
        fee_high_satang=facts.fee_high_satang,
        duration=duration,
        document_count=facts.document_count,
        is_sample=facts.is_sample,
    )


def _place(place: Place | None) -> PlaceOut | None:
    if place is None:
        return None
    return PlaceOut(
        level=place.level,
        code=place.code,
        name=place.name_th,
        name_en=place.name_en,
        province=place.province,
    )


def _facets(facets: Facets) -> FacetsOut:
    return FacetsOut(
        topic=_options(facets.topics),
        group=_options(facets.groups),
        agency=_options(facets.agencies),
        province=_options(facets.provinces),
        online=facets.online,
        free=facets.free,
        weekend=facets.weekend,
    )


def _options(options: Iterable[FacetOption]) -> list[OptionOut]:
    return [
        OptionOut(
            value=option.value, label=option.label_th, label_en=option.label_en, count=option.count
        )
        for option in options
    ]
