"""What a search gives back: plain frozen values that pages and the API only have to show.

The doors that return them are ``infogo.search.selectors.search`` and
``infogo.search.suggest.suggest``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from infogo.manuals.models import ManualFacts
from infogo.search.stages import Step
from infogo.thai.highlight import Segment

MAX_PAGE = 50
"""Nobody turns further; a deeper page would make the engine collect hits for robots only."""


class Kind(StrEnum):
    """The four kinds of things that can be found; the tabs of the result page."""

    PROCEDURE = "procedure"
    AGENCY = "agency"
    POINT = "point"
    ARTICLE = "article"


class CorrectionKind(StrEnum):
    """What was done to the words that were typed."""

    LAYOUT = "layout"
    """Typed with the keyboard switched to the other language (``l;ylfu`` for สวัสดี)."""
    SPACING = "spacing"
    """Stray spaces inside words were closed."""
    SPELLING = "spelling"
    """A misspelt word was replaced by a known one."""


@dataclass(frozen=True)
class Correction:
    """A change that the reader must be told about, so that she can undo it.

    Searching ``original`` with ``as_typed=True`` looks for exactly what was typed.
    """

    kind: CorrectionKind
    original: str
    used: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place named in the query. ``level`` is province, district or subdistrict."""

    level: str
    code: str
    name_th: str
    name_en: str
    province: str
    """Two-digit code of the province that the place lies in."""
    neighbourhood: str = ""
    """What was said for it, normalised, where that is something in it and not its name: mbk."""


@dataclass(frozen=True)
class Variant:
    """The manual of an agency in the reader's province, picked for a procedure found."""

    manual_id: int
    agency_id: int
    agency_name_th: str
    agency_name_en: str
    province: str
    is_only_choice: bool
    """No other agency of that province has a manual, so the result may link straight to it."""
    is_named: bool = False
    """The agency itself was named in the query, not only a place that it lies in."""


@dataclass(frozen=True)
class Result:
    """One hit. Empty strings mean that the record has no such text."""

    kind: Kind
    id: int
    code: str
    """Code of a procedure, key of an agency or point, slug of an article."""
    title_th: str
    title_en: str
    official_title: str
    """Official name of a procedure; of other kinds the same as ``title_th``."""
    summary: str
    """Thai summary; of a point its address."""
    owner_id: int | None
    owner_name_th: str
    owner_name_en: str
    province: str
    """Two-digit code for agencies and points, empty for nationwide things."""
    path: str
    """Address on this site without language prefix: ``/manual/12`` or ``/manual/12/at/7``."""
    score: float
    evidence: float = 0.0
    """What of the score is owed to what people say of it."""
    title_segments: tuple[Segment, ...] = ()
    official_segments: tuple[Segment, ...] = ()
    summary_segments: tuple[Segment, ...] = ()
    matched_tag: str = ""
    """The everyday word by which it was found when the titles do not show it."""
    variant: Variant | None = None
    facts: ManualFacts | None = None
    """Projection of the standard manual of a procedure: fees, time, documents, online."""
    place_count: int = 0
    """Service points at which a procedure is offered, within the province when one is chosen."""


@dataclass(frozen=True)
class FacetOption:
    """One value of a filter with the number of hits it would leave; zero stays visible."""

    value: str
    label_th: str
    label_en: str
    count: int
    is_chosen: bool = False


@dataclass(frozen=True)
class Facets:
    """Counts for every filter of the result page.

    Each filter is counted under all *other* filters, so a reader sees what choosing gives her.
    """

    topics: tuple[FacetOption, ...] = ()
    groups: tuple[FacetOption, ...] = ()
    agencies: tuple[FacetOption, ...] = ()
    provinces: tuple[FacetOption, ...] = ()
    online: int = 0
    free: int = 0
    weekend: int = 0


@dataclass(frozen=True)
class TabCounts:
    """Hits of each kind under the filters."""

    procedure: int = 0
    agency: int = 0
    point: int = 0
    article: int = 0

    @property
    def all(self) -> int:
        """Hits of all kinds together."""
        return self.procedure + self.agency + self.point + self.article

    def of(self, kind: Kind) -> int:
        """Return the hits of one kind."""
        return int(getattr(self, kind.value))


@dataclass(frozen=True)
class SearchPage:
    """One page of results and all that stands around it.

    While the index is being rebuilt ``is_ready`` is false and ``results`` is empty: the page says
    so and offers the ways round search instead of failing.
    """

    query: str
    """What was typed, trimmed and cut to the longest query that is read."""
    used: str
    """What was searched after corrections."""
    results: tuple[Result, ...] = ()
    total: int = 0
    """Hits in the chosen tab."""
    page: int = 1
    page_size: int = 10
    counts: TabCounts = TabCounts()
    facets: Facets = Facets()
    correction: Correction | None = None
    repaired_service: str = ""
    """``service`` as it may have been meant, though what was typed was searched; or empty."""
    romanised: str = ""
    """Thai that the Latin letters typed were read as, beside themselves; or an empty text."""
    place: Place | None = None
    province: str = ""
    """Province in effect: the reader's choice, else the place named in the query."""
    intents: tuple[str, ...] = ()
    """What is asked about the service; ``infogo.thai.intents`` names them."""
    service: str = ""
    """What a service was looked for with: without question words and places."""
    is_relaxed: bool = False
    """No service says enough of the words; those found have at least one of them."""
    in_charge: tuple[int, ...] = ()
    """Agencies that look after what was told, likeliest first, where no service is for it.

    Where agencies are shown they come first.
    """
    is_of_province: bool = False
    """Offices of a kind were asked for that the district named has none of: those of the province
    come first, where all kinds are shown."""
    is_convincing: bool = False
    """The first result is surely meant, so that the question may be answered about it.

    Only told when something is asked or a place is named; see ``infogo.search.pipeline.finding``.
    """
    trace: tuple[Step, ...] = ()
    """What each stage made of the query, for those who want to know why."""
    total_without_filters: int = 0
    basis: object = None
    """What it was found in (``outcomes.Basis``), for whoever keeps what is made of it."""
    is_ready: bool = True

    @property
    def did_you_mean(self) -> str:
        """The query as it may have been meant, its question and place as typed; or empty."""
        if not (self.repaired_service and self.service and self.service in self.query):
            return self.repaired_service
        return self.query.replace(self.service, self.repaired_service)

    @property
    def is_agencys_matter(self) -> bool:
        """Whether no service is for what was told, but an agency looks after it."""
        return bool(self.in_charge)

    def is_in_charge(self, result: Result) -> bool:
        """Whether a result is one of the agencies that look after it."""
        return result.kind is Kind.AGENCY and result.id in self.in_charge

    @property
    def page_count(self) -> int:
        """Number of pages that can be turned to."""
        return min(MAX_PAGE, -(-self.total // self.page_size)) if self.total else 0


class SuggestionKind(StrEnum):
    """The groups of the suggestion list, in the order in which they are shown."""

    PHRASE = "phrase"
    SERVICE = "service"
    ARTICLE = "article"
    AGENCY = "agency"
    POINT = "point"


KIND_OF_SUGGESTION = {
    SuggestionKind.SERVICE: Kind.PROCEDURE,
    SuggestionKind.ARTICLE: Kind.ARTICLE,
    SuggestionKind.AGENCY: Kind.AGENCY,
    SuggestionKind.POINT: Kind.POINT,
}
"""As what the record behind a suggestion is found; a phrase has none."""


@dataclass(frozen=True)
class Suggestion:
    """One completion. A phrase has no ``path``: choosing it searches for its text."""

    kind: SuggestionKind
    text: str
    code: str = ""
    id: int = 0
    path: str = ""
    segments: tuple[Segment, ...] = ()
