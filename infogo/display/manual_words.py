"""The words of a manual in the order in which citizens ask, published or only a draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from infogo.core.language import in_language
from infogo.display.case_view import CaseView, narrow
from infogo.display.copying import copy_words
from infogo.display.key_facts import KeyFact, key_facts
from infogo.display.manual_head import ManualHead, adopter_count, manual_head
from infogo.display.manual_parts import ManualParts, content_language, manual_parts, site_name
from infogo.display.nationality import ForThais, for_thais
from infogo.display.pauses import pause_lines
from infogo.display.proxy import ProxyWords, proxy_words
from infogo.display.qr import qr_svg
from infogo.display.received import Received, received
from infogo.display.renewal import RenewalWords, renewal_words
from infogo.manuals.content import Channel, ManualContent, section_of
from infogo.manuals.known_answers import goes_for_other
from infogo.manuals.models import ManualRevision, RevisionStatus
from infogo.manuals.selectors import MergedManual, content_here
from infogo.manuals.standing_in import content_for_other
from infogo.manuals.wording import caution_on

# Sections as citizens meet them; an agency's own one is marked where it stands.
READING_ORDER = ("criteria", "documents", "fees", "steps", "channels", "complaints")


@dataclass(frozen=True)
class OnlineButton:
    """The way to do it from home; ``site`` names where the link leads."""

    href: str
    site: str


@dataclass(frozen=True)
class LocalSection:
    """A section that the local agency wrote itself; ``anchor`` is where it stands."""

    code: str
    title: str
    anchor: str


@dataclass(frozen=True)
class Edition:
    """Which edition is shown. ``is_old`` when a newer one has replaced it."""

    number: int
    published_at: datetime | None
    superseded_at: datetime | None
    is_old: bool


@dataclass(frozen=True)
class Sourcing:
    """How far the facts were checked and where they come from; no ``words`` once verified."""

    words: str
    tag: str
    note: str
    source: str
    checked_on: date | None


@dataclass(frozen=True, eq=False)
class ManualWords:
    """What a manual says, wherever the reader is and whatever the time, in one language.

    ``computed`` is the content where the page has a calculator for its formulas.
    ``pauses`` are the times that do not count, a line each; ``renewal`` is how a licence is renewed
    by its fee alone. ``copying`` says how to get a copy of the manual.
    ``follows_standard`` when the agency wrote nothing of its own. ``proxy`` is what it says about
    doing it for somebody else, and ``is_for_other`` when all is told to one who does; ``for_thais``
    is told to who reads English. ``related`` are rows as ``related_list`` reads them,
    ``structured`` is JSON-LD; a draft has neither.
    Compared by identity, so that templates can keep what they made from it (``once`` in
    ``config.jinja``).
    """

    head: ManualHead
    summary: str
    summary_lang: str | None
    sourcing: Sourcing
    is_bad_example: bool
    renewal: RenewalWords | None
    facts: Sequence[KeyFact]
    online: OnlineButton | None
    adopters: int
    local_sections: Sequence[LocalSection]
    follows_standard: bool
    parts: ManualParts
    pauses: Sequence[str]
    received: Received
    computed: ManualContent | None
    proxy: ProxyWords
    for_thais: ForThais | None
    copying: str
    is_for_other: bool
    cases: CaseView | None
    related: Sequence[Any]
    edition: Edition
    qr: str
    structured: Mapping[str, Any]

    def is_own(self, code: str) -> bool:
        """Whether the local agency wrote this section itself."""
        return any(section.code == code for section in self.local_sections)


def manual_words(
    merged: MergedManual,
    place_count: int,
    *,
    adopters: int | None = None,
    calculates: bool = False,
    is_for_other: bool = False,
    related: Sequence[Any] = (),
    structured: Mapping[str, Any] | None = None,
    cases: str = "",
) -> ManualWords:
    """Return what an edition of a manual that is served at ``place_count`` points says.

    ``adopters`` is how many agencies follow it, where ``find_manual`` did not count them;
    ``calculates`` when its page computes formulas, and ``is_for_other`` tells it to somebody who
    does it for another person. ``cases`` are an address's answers to the questions of the manual.
    """
    whole = content_here(merged)
    said_before = is_for_other
    is_for_other = goes_for_other(whole.questions, cases, is_for_other=said_before)
    if is_for_other:
        whole = content_for_other(whole)
    head, shown = manual_head(merged), narrow(whole, cases, is_for_other=said_before)
    content = shown.content
    procedure = merged.manual.procedure
    summary, summary_lang = in_language(procedure.summary_th, procedure.summary_en)
    return ManualWords(
        head=head,
        summary=summary,
        summary_lang=summary_lang,
        sourcing=_sourcing(content),
        is_bad_example=content.is_bad_example or content.asks_unlawful_copies,
        renewal=renewal_words(content),
        facts=key_facts(content, place_count),
        online=_online_button(content),
        adopters=adopter_count(merged.manual) if adopters is None else adopters,
        local_sections=_local_sections(merged),
        follows_standard=head.is_local and not merged.local_sections,
        parts=manual_parts(content, shown.documents),
        pauses=pause_lines(content),
        received=received(content),
        computed=content if calculates and content.formulas else None,
        proxy=proxy_words(content),
        for_thais=for_thais(content) if content_language() else None,
        copying=copy_words(content),
        is_for_other=is_for_other,
        cases=shown.view,
        related=related,
        edition=_edition(merged.edition),
        qr=qr_svg(head.page_url),
        structured=structured or {},
    )


def _sourcing(content: ManualContent) -> Sourcing:
    """Say how far the facts were checked, in the words of their provenance."""
    provenance = content.provenance
    caution = caution_on(provenance.status)
    return Sourcing(
        caution.words, caution.tag, provenance.note, provenance.source, provenance.checked_on
    )


def _online_button(content: ManualContent) -> OnlineButton | None:
    found: Channel | None = next(
        (c for c in content.online_channels if c.url and not c.provinces), None
    )
    return OnlineButton(found.url, site_name(found.url)) if found else None


def _local_sections(merged: MergedManual) -> list[LocalSection]:
    """Return the sections of the agency's own, those that citizens read first."""
    codes = sorted(
        merged.local_sections,
        key=lambda code: READING_ORDER.index(code) if code in READING_ORDER else len(READING_ORDER),
    )
    anchors = {"channels": "places"}
    return [
        LocalSection(
            code=code,
            title=str(section_of(code).title),
            anchor=f"#{anchors.get(code, code)}" if code in READING_ORDER else "",
        )
        for code in codes
    ]


def _edition(revision: ManualRevision) -> Edition:
    return Edition(
        number=revision.number,
        published_at=revision.published_at,
        superseded_at=revision.superseded_at,
        is_old=revision.status == RevisionStatus.SUPERSEDED,
    )
