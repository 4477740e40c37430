"""Results of a search as cards: what it is, whose, the facts, and why it was found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from markupsafe import Markup, escape

from infogo.agencies.models import AgencyFormerName
from infogo.core.language import current_language, in_language
from infogo.display.whereabouts import envelope
from infogo.search.answers.facts import AnswerPart
from infogo.search.results import Kind, Result, SearchPage, Variant
from infogo.thai.highlight import Segment, highlight
from infogo.thai.normalise import closed
from infogo.www.wording import facts_line

# What a question asks for, and the section of a manual that answers it.
SECTION_OF_INTENT = {
    "documents": "documents",
    "fee": "fees",
    "time": "steps",
    "place": "places",
    "hours": "places",
    "online": "places",
    "deadline": "criteria",
    "output": "received",
}


@dataclass(frozen=True)
class ResultCard:
    """One result; names are those that ``card_list`` reads. Markup carries the highlights.

    ``plan`` is the id of a service, for the link that puts it into a plan; ``told`` is what it
    says of what was asked.
    """

    title: Markup
    href: str
    lang: str | None
    official: Markup | None
    official_lang: str | None
    kind: str | None
    agency: str
    agency_lang: str | None
    snippet: Markup | None
    snippet_lang: str | None
    facts: Sequence[str]
    why: Sequence[Markup]
    sample: bool
    plan: int | None
    told: Sequence[AnswerPart] = ()

    @property
    def is_service(self) -> bool:
        """Whether it is something that one can do."""
        return self.plan is not None


def result_cards(
    found: SearchPage,
    kind_names: dict[Kind, str],
    told: Mapping[int, Sequence[AnswerPart]],
) -> Sequence[ResultCard]:
    """Return cards in the order of the results.

    ``kind_names`` holds the kinds whose name is written on the card, ``told`` what services say of
    what was asked, by id.
    """
    former = _former_names(found)
    cards = [
        _card(result, found, kind_names, former if result.kind is Kind.AGENCY else {})
        for result in found.results
    ]
    return [replace(card, told=told.get(card.plan or 0, ())) for card in cards]


def _card(
    result: Result, found: SearchPage, kind_names: dict[Kind, str], former: Mapping[int, str]
) -> ResultCard:
    title, lang = _title(result, found.used)
    # The tag was chosen against the Thai title; an English title may show the match itself.
    shows_match = current_language() == "en" and lang is None and "<mark>" in title
    agency, agency_lang = in_language(result.owner_name_th, result.owner_name_en)
    is_procedure = result.kind is Kind.PROCEDURE
    has_official = is_procedure and result.official_title not in {"", result.title_th}
    snippet = _snippet(result)
    return ResultCard(
        title=title,
        lang=lang,
        href=_href(result, found),
        official=marked(result.official_segments) if has_official else None,
        official_lang=_thai_here(),
        kind=kind_names.get(result.kind),
        agency=agency,
        agency_lang=agency_lang,
        snippet=snippet,
        snippet_lang=_thai_here() if snippet else None,
        facts=facts_line(result.facts, result.place_count) if is_procedure else (),
        why=_reasons(result, shows_match=shows_match, former=former.get(result.id, "")),
        sample=result.facts is not None and result.facts.is_sample,
        plan=result.id if is_procedure else None,
    )


def _href(result: Result, found: SearchPage) -> str:
    """Return where a card leads; a manual opens at the counters and the section asked about."""
    if result.kind is not Kind.PROCEDURE:
        return localised(result.path)
    path = result.path if _is_settled(result.variant) else f"/manual/{result.id}"
    return localised(path) + _there(found) + _section(found)


def _is_settled(variant: Variant | None) -> bool:
    """Whether it is sure whose manual is meant.

    Of a place where several agencies do it, one manual would hide the counters of all others, and
    the card counts them.
    """
    return variant is None or variant.is_named or variant.is_only_choice


def localised(path: str) -> str:
    """Return an address of this site, given without language, in the page's language."""
    return f"/en{path}" if current_language() == "en" else path


def spoken(text: str, lang: str | None) -> Markup:
    """Return text for the middle of a sentence, marked when it is in another language."""
    return Markup('<span lang="{}">{}</span>').format(lang, text) if lang else escape(text)


def marked(segments: Sequence[Segment]) -> Markup:
    """Return the segments as markup, matches in ``mark`` elements."""
    return Markup("").join(
        Markup("<mark>{}</mark>").format(text) if is_match else escape(text)
        for text, is_match in segments
    )


def _there(found: SearchPage) -> str:
    """Return what opens a manual at the counters of the place that was chosen or named."""
    if not found.province:
        return ""
    place = found.place
    is_named = place and place.level == "district" and place.province == found.province
    return f"?prov={found.province}" + (f"&district={place.code}" if place and is_named else "")


def _section(found: SearchPage) -> str:
    """Return the anchor of the section that was asked for: "ใช้เอกสารอะไรบ้าง" is documents."""
    sections = [SECTION_OF_INTENT[name] for name in found.intents if name in SECTION_OF_INTENT]
    return f"#{sections[0]}" if sections else ""


def _title(result: Result, used: str) -> tuple[Markup, str | None]:
    if current_language() == "en" and result.title_en:
        return marked(highlight(result.title_en, used.split())), None
    return marked(result.title_segments), _thai_here()


def _snippet(result: Result) -> Markup | None:
    """Return the address or summary; of a procedure only where nothing else shows the match."""
    if result.kind is Kind.PROCEDURE:
        shown = (*result.title_segments, *result.official_segments)
        if result.matched_tag or any(part.is_match for part in shown):
            return None
        if not any(part.is_match for part in result.summary_segments):
            return None
    segments = result.summary_segments
    if result.kind is Kind.POINT:
        # As lists of points write it; where a mark begins with the long word, that stays.
        together = "\0".join(part.text for part in segments)
        short = envelope(together).split("\0")
        segments = tuple(map(Segment, short, (part.is_match for part in segments)))
    return marked(segments) or None


def _former_names(found: SearchPage) -> Mapping[int, str]:
    """Return the former names that were searched for, by agency; one query.

    Who types the name of an agency that was merged finds the one that took over, and is told why.
    """
    agencies = {result.id: result for result in found.results if result.kind is Kind.AGENCY}
    typed = closed(found.used)
    if not agencies or not typed:
        return {}
    names = AgencyFormerName.objects.filter(agency__in=agencies).values_list("agency", "name_th")
    return {
        agency: name
        for agency, name in names.order_by("pk")
        if (closed(name) in typed or typed in closed(name))
        and typed not in closed(agencies[agency].title_th)
    }


def _reasons(result: Result, *, shows_match: bool, former: str) -> Sequence[Markup]:
    """Say why a result was found and whose version it is, where the titles do not show it."""
    reasons = []
    if former:
        reasons.append(Markup("{} {}").format(_("ชื่อเดิม"), spoken(former, _thai_here())))
    if result.matched_tag and not shows_match:
        word = spoken(result.matched_tag, None if result.matched_tag.isascii() else _thai_here())
        reasons.append(escape(_("ตรงกับคำว่า “%(word)s”")) % {"word": word})
    if result.variant is not None and _is_settled(result.variant):
        name = spoken(*in_language(result.variant.agency_name_th, result.variant.agency_name_en))
        reasons.append(escape(_("คู่มือของ%(agency)s")) % {"agency": name})
    return reasons


def _thai_here() -> str | None:
    """Return the language mark of Thai text on this page."""
    return in_language("", "")[1]
