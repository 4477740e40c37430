"""The shapes of the API's answers; the OpenAPI file is made from them."""

from __future__ import annotations

from pydantic import BaseModel, Field


class Out(BaseModel):
    """A shape that is filled by name.

    Not ninja's ``Schema``: that one reads every value through a wrapper that knows querysets and
    templates, a millisecond for ten results, and reads all of them once more before they are sent.
    """


class AgencyOut(Out):
    """The owner of a service, the agency of a point, the parent of an agency."""

    id: int
    name: str
    name_en: str


class VariantOut(Out):
    """The manual picked for the province asked for."""

    manual_id: int
    agency: AgencyOut
    is_only_choice: bool = Field(description="no other agency of the province has a manual")


class DurationOut(Out):
    """A promised time; units are never converted into one another."""

    value: float
    unit: str


class FactsOut(Out):
    """What the standard manual says, for lists. Money in satang; null is not known or no limit."""

    is_online: bool
    is_free: bool
    is_fee_unknown: bool
    fee_low_satang: int | None
    fee_high_satang: int | None
    duration: DurationOut | None
    document_count: int
    is_sample: bool


class ResultOut(Out):
    """One thing found."""

    type: str = Field(description="procedure, agency, point or article")
    id: int
    code: str = Field(description="code of a procedure, key of an agency or point, slug")
    title: str
    title_en: str
    official_title: str
    url: str = Field(description="address of its page on this site, without host")
    summary: str
    agency: AgencyOut | None
    province: str = Field(description="two-digit code, empty for nationwide things")
    place_count: int
    variant: VariantOut | None
    facts: FactsOut | None


class CorrectionOut(Out):
    """What was changed in the query: layout, spacing or spelling."""

    kind: str
    original: str
    used: str


class PlaceOut(Out):
    """A place named in the query."""

    level: str
    code: str
    name: str
    name_en: str
    province: str


class CountsOut(Out):
    """Hits of each type under the filters."""

    all: int
    procedure: int
    agency: int
    point: int
    article: int


class OptionOut(Out):
    """One value of a filter and the hits it would leave."""

    value: str
    label: str
    label_en: str
    count: int


class FacetsOut(Out):
    """Counts of every filter, each under all other filters."""

    topic: list[OptionOut]
    group: list[OptionOut]
    agency: list[OptionOut]
    province: list[OptionOut]
    online: int
    free: int
    weekend: int


class AnswerOut(Out):
    """The direct answer to what the query asks, told from a manual."""

    intent: str = Field(description="documents, fee, time, place, hours, online or output")
    state: str = Field(description="known, none (there is nothing to bring, pay …) or unknown")
    title_th: str = Field(description="the service, office or kind of office answered about")
    title_en: str
    text_th: str
    text_en: str
    url: str = Field(description="address of the section that says so on this site, without host")
    is_sample: bool = Field(description="the facts have not been verified")


class CallOut(Out):
    """A number to call at once by who searches for help that is needed now."""

    number: str
    name: str
    name_en: str
    purpose: str
    purpose_en: str
    is_unverified: bool = Field(description="it comes from no official list")


class SearchOut(Out):
    """One page of results, best first."""

    query: str
    used: str
    correction: CorrectionOut | None
    place: PlaceOut | None
    province: str
    intents: list[str]
    in_charge: list[int] = Field(
        description="agencies that probably look after it, likeliest first; empty where a procedure"
        " is for it"
    )
    call_now: list[CallOut] = Field(
        description="whom to call before anything is read, the first to call first; empty where the"
        " words call for no help"
    )
    answer: AnswerOut | None = Field(
        description="to the first intent that can be answered; null when it is not sure about what"
    )
    type: str | None
    page: int
    page_size: int
    page_count: int
    total: int
    counts: CountsOut
    results: list[ResultOut]
    facets: FacetsOut | None


class SuggestionOut(Out):
    """One completion; a phrase has no address, it is searched for."""

    kind: str = Field(description="phrase, service, article, agency or point")
    type: str | None = Field(description="procedure, article, agency or point, null for a phrase")
    id: int | None
    code: str
    title: str
    url: str


class SuggestOut(Out):
    """Completions of what has been typed."""

    query: str
    results: list[SuggestionOut]


class ParameterError(Out):
    """What is wrong with one parameter."""

    parameter: str
    message: str
    message_th: str


class ProblemOut(Out):
    """Why there is no answer."""

    type: str
    status: int
    title: str
    title_th: str
    errors: list[ParameterError]
