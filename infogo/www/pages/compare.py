"""Two or three manuals beside each other: services, or a standard manual and agencies' own ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from infogo.core.language import in_language
from infogo.display.filters import DOT
from infogo.display.manual_head import manual_address
from infogo.display.manual_parts import content_language
from infogo.insights.selectors import related_services
from infogo.manuals.case_words import told
from infogo.manuals.content import ProvenanceStatus
from infogo.manuals.models import Manual, Procedure, ProcedureStatus
from infogo.manuals.selectors import content_here, in_use, merged_manual
from infogo.search.results import Kind
from infogo.search.selectors import search
from infogo.www.pages.compare_query import (
    MOST_COMPARED,
    Choice,
    CompareQuery,
    compare_address,
)
from infogo.www.pages.compare_rows import Part, parts_of

FOUND = 6
OFFERED = 6
GROUPS_OFFERED = 5


@dataclass(frozen=True)
class Column:
    """One manual: whose it is, and the comparison without it."""

    title: str
    lang: str | None
    agency: str
    agency_lang: str | None
    href: str
    remove: str


@dataclass(frozen=True)
class Offer:
    """One manual that can be added, or a whole comparison that can be opened."""

    title: str
    lang: str | None
    note: str
    note_lang: str | None
    href: str


@dataclass(frozen=True)
class ComparePage:
    """Everything on the page; ``parts`` is empty while fewer than two manuals are chosen.

    ``told`` says what became of choices that are not here. ``variants`` are agencies that wrote
    something of their own, ``related`` services near the chosen one, ``groups`` comparisons that
    somebody with nothing chosen may open.
    """

    query: CompareQuery
    columns: Sequence[Column]
    parts: Sequence[Part]
    told: Sequence[str]
    found: Sequence[Offer] | None
    is_search_ready: bool
    variants: Sequence[Offer]
    related: Sequence[Offer]
    groups: Sequence[Offer]
    all_href: str
    only_href: str
    is_sample: bool
    content_lang: str | None


def compare_page(asked: CompareQuery) -> ComparePage:
    """Return the page of a comparison; its queries do not grow with what is compared."""
    manuals = _find(asked.choices)
    chosen = [choice for choice in asked.choices if choice in manuals]
    query = CompareQuery(
        tuple(chosen), asked.left_over, asked.only_differences, asked.q, asked.is_cut
    )
    held = [manuals[choice] for choice in chosen]
    contents = [told(content_here(merged_manual(manual))) for manual in held]
    counters = [manual.procedure.point_count if manual.is_standard else None for manual in held]
    parts: list[Part] = []
    if len(held) > 1:
        parts = parts_of(contents, counters, only_differences=query.only_differences)
    found, is_ready = _found(query)
    return ComparePage(
        query=query,
        columns=[_column(query, choice, manuals[choice]) for choice in chosen],
        parts=parts,
        told=_told(asked, chosen),
        found=found,
        is_search_ready=is_ready,
        variants=_variants(query) if chosen and not query.is_full else [],
        related=_related(query, held[0].procedure) if chosen and not query.is_full else [],
        groups=[] if chosen else _groups(),
        all_href=query.url(),
        only_href=query.url(only=True),
        is_sample=any(
            content.provenance.status is not ProvenanceStatus.VERIFIED for content in contents
        ),
        content_lang=content_language(),
    )


def _find(choices: Sequence[Choice]) -> Mapping[Choice, Manual]:
    wanted = Q(pk=None)
    for choice in choices:
        whose = Q(agency=choice.agency_id) if choice.agency_id else Q(standard=None)
        wanted |= Q(procedure=choice.procedure_id) & whose
    names = ("procedure", "agency", "current", "standard__current", "province")
    manuals: QuerySet[Manual] = in_use(Manual.objects.filter(wanted)).select_related(*names)
    by_choice: dict[Choice, Manual] = {}
    for manual in manuals:
        if (manual.standard or manual).current is None:
            continue
        if manual.is_standard:
            by_choice[Choice(manual.procedure_id)] = manual
        else:
            by_choice[Choice(manual.procedure_id, manual.agency_id)] = manual
    return by_choice


def _column(query: CompareQuery, choice: Choice, manual: Manual) -> Column:
    title, lang = in_language(manual.procedure.name_th, manual.procedure.name_en)
    agency, agency_lang = in_language(manual.agency.name_th, manual.agency.name_en)
    href = manual_address(choice.procedure_id, choice.agency_id)
    return Column(title, lang, agency, agency_lang, href, query.without(choice))


def _told(asked: CompareQuery, chosen: Sequence[Choice]) -> list[str]:
    gone = [choice.code for choice in asked.choices if choice not in chosen]
    told = []
    if gone:
        told.append(_("ไม่พบหรือเลิกใช้แล้ว: %(codes)s") % {"codes": ", ".join(gone)})
    if asked.left_over:
        told.append(
            _("เทียบได้ครั้งละไม่เกิน %(most)s เรื่อง อีก %(count)s เรื่องยังไม่ได้เทียบ")
            % {"most": MOST_COMPARED, "count": asked.left_over}
        )
    return told


def _found(query: CompareQuery) -> tuple[list[Offer] | None, bool]:
    """Search for services to add; nothing when nothing was asked or nothing fits in."""
    if not query.q or query.is_full:
        return None, True
    answer = search(query.q, kind=Kind.PROCEDURE, province="", page_size=FOUND)
    offers = []
    for result in answer.results:
        choice = Choice(result.id)
        if choice not in query.choices:
            title, lang = in_language(result.title_th, result.title_en)
            owner, owner_lang = in_language(result.owner_name_th, result.owner_name_en)
            offers.append(Offer(title, lang, owner, owner_lang, query.with_one(choice)))
    return offers, answer.is_ready


def _variants(query: CompareQuery) -> list[Offer]:
    """Return agencies that wrote a part of the first manual themselves."""
    first = query.choices[0].procedure_id
    manuals = in_use(
        Manual.objects.filter(procedure=first, standard__isnull=False, current__isnull=False)
    ).exclude(overridden_sections=[])
    offers = []
    if query.choices == (Choice(first, query.choices[0].agency_id),) and query.choices[0].agency_id:
        standard = _("คู่มือมาตรฐานกลางของเรื่องนี้")
        offers.append(Offer(standard, None, "", None, query.with_one(Choice(first))))
    for manual in manuals.select_related("agency").order_by("pk")[: OFFERED + MOST_COMPARED]:
        choice = Choice(first, manual.agency_id)
        if choice not in query.choices:
            name, lang = in_language(manual.agency.name_th, manual.agency.name_en)
            offers.append(Offer(name, lang, "", None, query.with_one(choice)))
    return offers[:OFFERED]


def _related(query: CompareQuery, procedure: Procedure) -> list[Offer]:
    ids = [item.procedure_id for item in related_services(procedure, limit=OFFERED)]
    near = Procedure.objects.select_related("owner").in_bulk(ids)
    offers = []
    for procedure_id in ids:
        choice = Choice(procedure_id)
        if procedure_id in near and choice not in query.choices:
            title, lang = in_language(near[procedure_id].name_th, near[procedure_id].name_en)
            owner = near[procedure_id].owner
            note, note_lang = in_language(owner.name_th, owner.name_en)
            offers.append(Offer(title, lang, note, note_lang, query.with_one(choice)))
    return offers


def _groups() -> list[Offer]:
    """Return comparisons of what can be done with the same thing: new, renew, replace."""
    active = Procedure.objects.filter(status=ProcedureStatus.ACTIVE).exclude(lifecycle_group="")
    counted = active.order_by().values("lifecycle_group").annotate(count=Count("pk"))
    several = counted.filter(count__gt=1).values("lifecycle_group")
    held: dict[str, list[Procedure]] = {}
    for procedure in active.filter(lifecycle_group__in=several).order_by("-popularity", "code"):
        held.setdefault(procedure.lifecycle_group, []).append(procedure)
    offers = []
    for members in list(held.values())[:GROUPS_OFFERED]:
        shown = members[:MOST_COMPARED]
        names = [in_language(one.name_th, one.name_en) for one in shown]
        codes = ",".join(str(one.pk) for one in shown)
        title = DOT.join(name for name, _lang in names)
        offers.append(Offer(title, names[0][1], "", None, compare_address([("m", codes)])))
    return offers
