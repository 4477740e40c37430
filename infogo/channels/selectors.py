"""Reading channels and declarations: of one agency, of all of them, today or on a past day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from django.db.models import Max, Q, QuerySet

from infogo.accounts.models import Grant
from infogo.accounts.roles import Act, roles_with
from infogo.agencies.models import Agency, AgencyStatus
from infogo.channels.counting import TO_DO, Answer, Line, answer_of
from infogo.channels.models import (
    AgencyEChannel,
    ChannelStatus,
    DeclarationStep,
    EActDeclaration,
    Review,
    Section,
)
from infogo.channels.rules import EActParameters
from infogo.core.dates import bangkok_now

_WITH_FILE = Q(file__isnull=False, file__withdrawn_at=None)
_SAYING: Mapping[Answer, Q] = {
    Answer.ACCEPTED: Q(review=Review.ACCEPTED),
    Answer.WAITING: Q(review=Review.NONE) & _WITH_FILE,
    Answer.WRONG_FILE: Q(review=Review.WRONG_FILE),
    Answer.NOT_ATTACHED: Q(review=Review.NONE) & ~_WITH_FILE,
    Answer.IN_PROGRESS: Q(review=Review.IN_PROGRESS),
}


def open_channels(agency_id: int) -> QuerySet[AgencyEChannel]:
    """Return the channels through which an agency takes citizens' matters, oldest first."""
    return AgencyEChannel.objects.filter(agency_id=agency_id, status=ChannelStatus.OPEN)


def announcements(agency_id: int) -> Sequence[EActDeclaration]:
    """Return an agency's announcements that the central agency accepted, with public files."""
    found = EActDeclaration.objects.filter(
        agency_id=agency_id, review=Review.ACCEPTED, is_simulated=False
    )
    return list(found.select_related("file").order_by("section"))


def counted_agencies(rules: EActParameters) -> QuerySet[Agency]:
    """Return the agencies that the Act applies to, as its rules group them."""
    return Agency.objects.filter(status=AgencyStatus.ACTIVE, kind__in=list(rules.group_of))


def answers_of(agency_ids: Collection[int]) -> Mapping[int, Mapping[int, Answer]]:
    """Return the answers of some agencies by section; sections without an answer are absent."""
    found: dict[int, dict[int, Answer]] = defaultdict(dict)
    rows = EActDeclaration.objects.filter(agency__in=agency_ids).values_list(
        "agency_id", "section", "review", "file_id", "file__withdrawn_at"
    )
    for agency_id, section, review, file_id, withdrawn_at in rows:
        has_file = file_id is not None and withdrawn_at is None
        found[agency_id][section] = answer_of(review, has_file=has_file)
    return found


def answering(agencies: QuerySet[Agency], section: int, answer: Answer) -> QuerySet[Agency]:
    """Return those of the agencies whose answer about a section counts as this one."""
    declared = EActDeclaration.objects.filter(section=section).order_by()
    if answer is Answer.NO_ANSWER:
        return agencies.exclude(pk__in=declared.values("agency_id"))
    return agencies.filter(pk__in=declared.filter(_SAYING[answer]).values("agency_id"))


def with_something_to_do(agencies: QuerySet[Agency]) -> QuerySet[Agency]:
    """Return those of the agencies that still have to act on at least one section themselves."""
    settled = Q()
    for answer in frozenset(Answer) - TO_DO:
        settled |= _SAYING[answer]
    declared = EActDeclaration.objects.filter(settled).order_by()
    missing = Q()
    for section in Section.values:
        missing |= ~Q(pk__in=declared.filter(section=section).values("agency_id"))
    return agencies.filter(missing)


def waiting_declarations() -> QuerySet[EActDeclaration]:
    """Return what waits for the central agency, the longest waiting first."""
    waiting = EActDeclaration.objects.filter(_SAYING[Answer.WAITING])
    return waiting.filter(agency__status=AgencyStatus.ACTIVE).order_by("declared_at", "pk")


def status_lines(rules: EActParameters, as_of: datetime | None = None) -> list[Line]:
    """Return every agency counted with its two answers, now or as they stood at a moment.

    Which agencies there are is always read as it is now; answers of a moment are read from the
    steps up to it. Three queries, whatever there is.
    """
    answers = _answers_at(as_of) if as_of else _answers_now()
    rows = counted_agencies(rules).order_by("sort_key", "pk")
    group_of = rules.group_of
    return [
        Line(
            agency_id=pk,
            name=name,
            group=group_of[kind].code,
            province=province or "",
            filing=answers.get((pk, Section.FILING), Answer.NO_ANSWER),
            internal=answers.get((pk, Section.INTERNAL), Answer.NO_ANSWER),
        )
        for pk, name, kind, province in rows.values_list(
            "pk", "name_th", "kind", "province__name_th"
        )
    ]


def has_simulated() -> bool:
    """Whether any declaration was simulated; then every sum over all agencies is."""
    return EActDeclaration.objects.filter(is_simulated=True).exists()


def keeping_grants() -> QuerySet[Grant]:
    """Return the grants by which officers of agencies keep the data of agencies today."""
    return Grant.objects.active(bangkok_now().date()).filter(
        role__in=roles_with(Act.EDIT_AGENCY), agency__isnull=False, officer__is_active=True
    )


def _answers_now() -> dict[tuple[int, int], Answer]:
    rows = EActDeclaration.objects.values_list(
        "agency_id", "section", "review", "file_id", "file__withdrawn_at"
    )
    return {
        (agency_id, section): answer_of(review, has_file=file_id is not None and gone is None)
        for agency_id, section, review, file_id, gone in rows
    }


def _answers_at(moment: datetime) -> dict[tuple[int, int], Answer]:
    steps = DeclarationStep.objects.filter(at__lte=moment).order_by()
    last = steps.values("declaration_id").annotate(last=Max("pk")).values("last")
    rows = DeclarationStep.objects.filter(pk__in=last).values_list(
        "declaration__agency_id",
        "declaration__section",
        "review",
        "file_id",
        "file__withdrawn_at",
    )
    return {
        (agency_id, section): answer_of(
            review, has_file=file_id is not None and (gone is None or gone > moment)
        )
        for agency_id, section, review, file_id, gone in rows
    }


def steps_of(declaration_ids: Iterable[int]) -> QuerySet[DeclarationStep]:
    """Return what happened to some declarations, newest first."""
    steps = DeclarationStep.objects.filter(declaration__in=list(declaration_ids))
    return steps.select_related("declaration", "file").order_by("-pk")
