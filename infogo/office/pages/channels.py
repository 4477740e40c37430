"""Electronic channels in the workspace: the agencies she keeps, and one of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from infogo.accounts.names import name_in
from infogo.accounts.perms import Rights
from infogo.accounts.roles import Act
from infogo.agencies.models import Agency, AgencyStatus
from infogo.channels.counting import ANSWER_TH, TO_DO, Answer, answer_of
from infogo.channels.facts import href_of
from infogo.channels.models import AgencyEChannel, ChannelStatus, EActDeclaration, Section
from infogo.channels.rules import AddressKind, EActParameters, rules_on
from infogo.channels.selectors import (
    answers_of,
    counted_agencies,
    steps_of,
    with_something_to_do,
)
from infogo.core.dates import long_date
from infogo.core.written import asked_words
from infogo.display.e_act_words import Standing, order_words, standing
from infogo.display.filters import DOT

PAGE_SIZE = 30
MOST_COUNTED = 1500
MOST_STEPS = 30
OWING = "todo"


@dataclass(frozen=True)
class AgencyRow:
    """One agency of the list; no standings where the Act does not apply."""

    id: int
    name: str
    standings: Sequence[Standing]


@dataclass(frozen=True)
class ChannelsPage:
    """The list of her agencies."""

    query: str
    only_todo: bool
    agencies: Sequence[AgencyRow]
    total: int
    is_capped: bool
    number: int
    pages: int
    base: str
    reminder_days: int


@dataclass(frozen=True)
class ChannelRow:
    """One channel, as its agency sees it."""

    id: int
    kind: str
    level: str
    address: str
    href: str
    purpose: str
    since: str
    is_open: bool


@dataclass(frozen=True)
class DeclarationCard:
    """One section with what the agency answered and what the central agency found."""

    standing: Standing
    title: str
    order: str
    file: str
    file_href: str
    reason: str
    is_todo: bool
    is_declared: bool


@dataclass(frozen=True)
class StepLine:
    """One answer or decision of the past."""

    at: datetime
    who: str
    what: str
    detail: str


@dataclass(frozen=True)
class AgencyChannels:
    """All of one agency."""

    agency: Agency
    is_counted: bool
    channels: Sequence[ChannelRow]
    closed: Sequence[ChannelRow]
    cards: Sequence[DeclarationCard]
    steps: Sequence[StepLine]
    public_href: str
    is_simulated: bool


def channels_page(rights: Rights, query: str, only: str, page: str) -> ChannelsPage:
    """List the living agencies whose data she keeps, with their two answers."""
    rules = rules_on(rights.on)
    words = asked_words(query)
    found = rights.agencies(Act.EDIT_AGENCY).filter(status=AgencyStatus.ACTIVE)
    if words:
        found = found.filter(name_th__icontains=words)
    if only == OWING:
        counted = counted_agencies(rules).values("pk")
        found = with_something_to_do(found.filter(pk__in=counted))
    total = found.order_by()[: MOST_COUNTED + 1].count()
    pages = max(1, -(-min(total, MOST_COUNTED) // PAGE_SIZE))
    number = int(page) if page.isascii() and page.isdecimal() and len(page) < 6 else 1
    number = min(max(1, number), pages)
    rows = list(found.order_by("sort_key", "pk")[(number - 1) * PAGE_SIZE : number * PAGE_SIZE])
    answers = answers_of([row.pk for row in rows])
    kept = [("q", words), ("only", OWING if only == OWING else ""), ("page", "")]
    return ChannelsPage(
        query=words,
        only_todo=only == OWING,
        agencies=[
            AgencyRow(row.pk, row.name_th, _standings(row, answers.get(row.pk, {}), rules))
            for row in rows
        ],
        total=min(total, MOST_COUNTED),
        is_capped=total > MOST_COUNTED,
        number=number,
        pages=pages,
        base=f"{reverse('office:channels')}?{urlencode(kept)}",
        reminder_days=rules.reminder_days,
    )


def agency_channels(rights: Rights, agency: Agency) -> AgencyChannels:
    """Return an agency's channels, its answers and what happened to them."""
    rules = rules_on(rights.on)
    rows = [_channel(channel, rules) for channel in agency.e_channels.all()]
    declared = {
        found.section: found
        for found in EActDeclaration.objects.filter(agency=agency).select_related("file")
    }
    return AgencyChannels(
        agency=agency,
        is_counted=agency.kind in rules.group_of,
        channels=[row for row in rows if row.is_open],
        closed=[row for row in rows if not row.is_open],
        cards=[_card(Section(value), declared.get(value)) for value in Section.values],
        steps=_steps(declared),
        public_href=reverse("www:agency", args=[agency.pk]),
        is_simulated=any(found.is_simulated for found in declared.values()),
    )


def typed_channel(channel: AgencyEChannel) -> dict[str, Any]:
    """Return a channel as its form shows it."""
    return {
        "kind": channel.kind,
        "address": channel.address,
        "purpose_th": channel.purpose_th,
        "opened_on": long_date(channel.opened_on),
    }


def typed_declaration(declaration: EActDeclaration | None) -> dict[str, Any]:
    """Return what was answered as the form shows it."""
    if declaration is None:
        return {"seen": 0}
    return {
        "answer": "at_it" if declaration.review == "in_progress" else "issued",
        "order_number": declaration.order_number,
        "signed_on": long_date(declaration.signed_on) if declaration.signed_on else "",
        "expected_on": long_date(declaration.expected_on) if declaration.expected_on else "",
        "seen": declaration.version,
    }


def _standings(
    agency: Agency, answers: Mapping[int, Answer], rules: EActParameters
) -> Sequence[Standing]:
    if agency.kind not in rules.group_of:
        return ()
    return [standing(value, answers.get(value, Answer.NO_ANSWER)) for value in Section.values]


def _channel(channel: AgencyEChannel, rules: EActParameters) -> ChannelRow:
    kind, level = rules.kind_of.get(channel.kind), rules.level_of.get(channel.level)
    since = f"เปิดใช้ {long_date(channel.opened_on)}"
    if channel.closed_on:
        since = f"{since} เลิกใช้ {long_date(channel.closed_on)}"
    return ChannelRow(
        id=channel.pk,
        kind=kind.label_th if kind else channel.kind,
        level=level.label_th if level else channel.level,
        address=channel.address,
        href=href_of(kind.address if kind else AddressKind.URL, channel.address),
        purpose=channel.purpose_th,
        since=since,
        is_open=channel.status == ChannelStatus.OPEN,
    )


def _card(section: Section, declaration: EActDeclaration | None) -> DeclarationCard:
    if declaration is None:
        stands = standing(section, Answer.NO_ANSWER)
        return DeclarationCard(stands, section.label, "", "", "", "", True, False)
    file = declaration.file
    has_file = file is not None and file.withdrawn_at is None
    answer = answer_of(declaration.review, has_file=has_file)
    return DeclarationCard(
        standing=standing(section, answer),
        title=section.label,
        order=order_words(declaration),
        file=file.name if file is not None and has_file else "",
        file_href=reverse("office:declaration_file", args=[declaration.pk]) if has_file else "",
        reason=declaration.reason,
        is_todo=answer in TO_DO,
        is_declared=True,
    )


def _steps(declared: Mapping[int, EActDeclaration]) -> Sequence[StepLine]:
    lines = []
    for step in steps_of(found.pk for found in declared.values())[:MOST_STEPS]:
        answer = answer_of(step.review, has_file=step.file_id is not None)
        details = [step.order_number, step.file.name if step.file else "", step.reason]
        lines.append(
            StepLine(
                at=step.at,
                who=name_in(step.actor),
                what=f"มาตรา {step.declaration.section}: {ANSWER_TH[answer]}",
                detail=DOT.join(detail for detail in details if detail),
            )
        )
    return lines
