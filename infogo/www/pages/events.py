"""Pages of life events: what to do, stage by stage, and by when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from infogo.core.language import in_language
from infogo.display.filters import DOT, number
from infogo.display.structured import breadcrumb_trail
from infogo.manuals.models import Manual, ProcedureStatus, StageProcedure
from infogo.planning.trip import MOST_ERRANDS
from infogo.taxonomy.models import LifeEvent, LifeEventStage
from infogo.taxonomy.selectors import led_here
from infogo.www.pages.cards import ServiceCard, depend_on_cards, service_cards
from infogo.www.pages.headings import (
    ArticleLink,
    HeadingLink,
    all_samples,
    article_links,
    heading_link,
    published_articles,
)


@dataclass(frozen=True)
class Stage:
    """One stage of a life event; names are those that ``stage_list`` reads."""

    id: str
    title: str
    deadline: str
    services: Sequence[ServiceCard]
    lang: str | None
    deadline_lang: str | None
    plan: Sequence[int]


@dataclass(frozen=True)
class EventPage:
    """A life event as numbered stages."""

    heading: HeadingLink
    parent: tuple[str, str]
    contents: Sequence[tuple[str, str]]
    stages: Sequence[Stage]
    is_sample: bool
    articles: Sequence[ArticleLink]
    structured: dict[str, Any]


def event_page(event: LifeEvent) -> EventPage:
    """Return the page of a life event; six queries however many stages and services it has."""
    entries = StageProcedure.objects.filter(procedure__status=ProcedureStatus.ACTIVE)
    stages = list(event.stages.prefetch_related(Prefetch("entries", entries.order_by("order"))))
    cards = _cards([entry.procedure_id for stage in stages for entry in stage.entries.all()])
    shown = [_stage(stage, cards) for stage in stages]
    parent = (_("เหตุการณ์ชีวิต"), reverse("www:events"))
    heading = heading_link(event, "www:event")
    return EventPage(
        heading=heading,
        parent=parent,
        contents=[(stage.title, f"#{stage.id}") for stage in shown],
        stages=shown,
        is_sample=all_samples(list(cards.values())),
        articles=article_links(published_articles().filter(life_event__in=led_here(event))),
        structured=breadcrumb_trail([parent, (heading.title, heading.href)]),
    )


def _stage(stage: LifeEventStage, cards: Mapping[int, ServiceCard]) -> Stage:
    title, lang = in_language(stage.title_th, stage.title_en)
    deadline, deadline_lang = in_language(stage.deadline_th, stage.deadline_en)
    return Stage(
        id=f"stage-{stage.order}",
        title=title,
        lang=lang,
        deadline=deadline.replace(" · ", DOT),
        deadline_lang=deadline_lang,
        services=[cards[entry.procedure_id] for entry in stage.entries.all()],
        plan=[entry.procedure_id for entry in stage.entries.all()][:MOST_ERRANDS],
    )


def _cards(procedure_ids: Sequence[int]) -> dict[int, ServiceCard]:
    """Return cards that also say how many documents to bring."""
    depend_on_cards(procedure_ids)
    documents = dict(
        Manual.objects.filter(procedure__in=procedure_ids, standard=None).values_list(
            "procedure_id", "current__content__documents__items"
        )
    )
    return {
        card.procedure_id: replace(
            card, facts=[*card.facts, *_document_text(documents.get(card.procedure_id))]
        )
        for card in service_cards(procedure_ids)
    }


def _document_text(items: Sequence[Mapping[str, Any]] | None) -> Sequence[str]:
    """Say how many, in some cases and in all; none says nothing: it may not be told at all."""
    if not items:
        return ()
    most = len(items)
    least = sum(not (item.get("condition") or item.get("cases")) for item in items)
    count = number(most) if least == most else f"{number(least)}–{number(most)}"
    return (ngettext("เอกสาร %(count)s อย่าง", "เอกสาร %(count)s อย่าง", most) % {"count": count},)
