"""Reading manuals: the merged document a citizen sees, and its editions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from infogo.agencies.models import Agency
from infogo.core.prepared import Prepared
from infogo.manuals.content import (
    DocumentGroup,
    LocalOverrides,
    ManualContent,
    RequiredDocument,
    merge,
    overridden_sections,
)
from infogo.manuals.models import (
    ENDED_PROCEDURES,
    Document,
    Manual,
    ManualRevision,
    ManualStatus,
    Procedure,
    ProcedureStatus,
    RevisionStatus,
)

procedures_with_owners = Prepared(
    lambda ids: Procedure.objects.filter(pk__in=ids).select_related("owner").order_by()
)
"""Procedures by their ids, each with the agency that owns it, in no order."""
HAS_OWN_TEXT = Q(standard=None) | ~Q(overridden_sections=[])
"""The last edition of an adopter that follows its standard again says nothing itself."""
SHOWN_STATUSES = (RevisionStatus.PUBLISHED, RevisionStatus.SUPERSEDED)


@dataclass(frozen=True)
class MergedManual:
    """One manual as citizens read it.

    ``edition`` is the revision that the page is an edition of: the local one when the agency
    overrides something, else the standard one. ``local_sections`` are the codes of the sections
    that come from the local agency.
    """

    manual: Manual
    content: ManualContent
    edition: ManualRevision
    standard_edition: ManualRevision
    local_sections: frozenset[str]


class NotPublishedError(LookupError):
    """The manual has no published edition that citizens could read."""


def in_use(manuals: QuerySet[Manual]) -> QuerySet[Manual]:
    """Keep the manuals that citizens can read."""
    return manuals.filter(status=ManualStatus.PUBLISHED, procedure__status=ProcedureStatus.ACTIVE)


def not_ended(manuals: QuerySet[Manual]) -> QuerySet[Manual]:
    """Leave out those that were withdrawn or whose service ended: nothing is written there."""
    living = manuals.exclude(status=ManualStatus.WITHDRAWN)
    return living.exclude(procedure__status__in=ENDED_PROCEDURES)


def unchecked_manuals(manuals: QuerySet[Manual], since: datetime) -> QuerySet[Manual]:
    """Keep the manuals in use with a text of their own that had no edition since then.

    Adopters that follow their standard manual wholly have nothing of their own to check.
    """
    return in_use(manuals).filter(HAS_OWN_TEXT, current__published_at__lt=since)


def checked_manuals(manuals: QuerySet[Manual], since: datetime) -> QuerySet[Manual]:
    """Keep the manuals in use whose text, own or followed, is of an edition since then."""
    # The dates first: few manuals have an edition of their own whose text is to be looked at.
    own = Q(current__published_at__gte=since) & HAS_OWN_TEXT
    follows = Q(current=None) | Q(standard__isnull=False, overridden_sections=[])
    return in_use(manuals).filter(own | Q(standard__current__published_at__gte=since) & follows)


def merged_manual(manual: Manual) -> MergedManual:
    """Return the published document of ``manual``, merged with its standard manual.

    Needs ``current`` and ``standard__current`` to be selected for a single query.

    Raises:
        NotPublishedError: there is no published edition.
    """
    standard = manual.standard or manual
    if standard.current is None:
        raise NotPublishedError(f"manual {standard.pk} has no published edition")
    local = manual.current if manual.standard_id else None
    return _merge(manual, standard.current, local)


def standard_of(manual: Manual) -> MergedManual:
    """Return the published standard manual under an agency's manual, without what is its own.

    Raises:
        NotPublishedError: there is no published edition.
    """
    standard = manual.standard or manual
    if standard.current is None:
        raise NotPublishedError(f"manual {standard.pk} has no published edition")
    return _merge(standard, standard.current, None)


def content_here(merged: MergedManual) -> ManualContent:
    """Return what a manual says for where its agency stands.

    A channel that serves only some provinces is left out of the manuals of agencies in others,
    and counts as serving everybody in those of agencies there.
    """
    content, manual = merged.content, merged.manual
    if manual.is_standard:
        return content
    province = manual.province_id or manual.agency.province_id
    channels = tuple(
        channel.model_copy(update={"provinces": ()})
        for channel in content.channels.items
        if not channel.provinces or province in channel.provinces
    )
    if not channels:
        return content
    listing = content.channels.model_copy(update={"items": channels})
    return content.model_copy(update={"channels": listing})


def documents_in_order(content: ManualContent) -> list[RequiredDocument]:
    """Return the documents, identity papers of the state first as the official form has them."""
    groups = list(DocumentGroup)
    return sorted(content.documents.items, key=lambda item: groups.index(item.group))


def english_document_names(content: ManualContent) -> dict[str, str]:
    """Return what the catalogue calls documents and what one gets in English, by Thai name."""
    names = [item.canonical or item.name for item in content.documents.items]
    names += content.outputs
    return dict(Document.objects.filter(name_th__in=names).values_list("name_th", "name_en"))


def english_names_in(content: ManualContent) -> dict[str, str]:
    """Return the documents and those who issue them in English, by Thai name; two queries."""
    issuers = english_issuers(item.issuer for item in content.documents.items)
    return issuers | english_document_names(content)


def english_issuers(names: Iterable[str]) -> dict[str, str]:
    """Return the English names of agencies that issue documents, by their Thai names."""
    issuers = {name for name in names if name}
    agencies = Agency.objects.filter(name_th__in=issuers).exclude(name_en="")
    return dict(agencies.values_list("name_th", "name_en"))


def content_of(revision: ManualRevision) -> ManualContent:
    """Return what an edition said when it was published; needs ``based_on`` to be selected."""
    if revision.based_on is None:
        return ManualContent.model_validate(revision.content)
    standard = ManualContent.model_validate(revision.based_on.content)
    return merge(standard, LocalOverrides.model_validate(revision.content))


def edition_of(manual: Manual, number: int) -> MergedManual:
    """Return edition ``number`` as it read when it was published.

    A local edition is merged with the standard edition it was based on. An agency that never
    overrode anything shows the editions of its standard manual.

    Raises:
        NotPublishedError: there is no such edition, or it was never published.
    """
    holder = holder_of_editions(manual)
    revision = (
        ManualRevision.objects.filter(manual=holder, number=number, status__in=SHOWN_STATUSES)
        .select_related("based_on")
        .first()
    )
    if revision is None:
        raise NotPublishedError(f"manual {holder.pk} has no published edition {number}")
    if revision.based_on is not None:
        return _merge(manual, revision.based_on, revision)
    return _merge(manual, revision, None)


def merged_editions(manual: Manual, number: int, standard_number: int) -> MergedManual:
    """Return a manual made of these editions, whichever stood on which when they were published.

    ``number`` is the edition of an adopting agency's own, 0 when it had none.

    Raises:
        NotPublishedError: there is no such edition, or it was never published.
    """
    standard = manual.standard or manual
    wanted = Q(manual=standard, number=standard_number)
    if manual.standard_id and number:
        wanted |= Q(manual=manual, number=number)
    found = {
        revision.manual_id: revision
        for revision in ManualRevision.objects.filter(wanted, status__in=SHOWN_STATUSES)
    }
    if standard.pk not in found:
        raise NotPublishedError(f"manual {standard.pk} has no published edition {standard_number}")
    local = found.get(manual.pk) if manual.standard_id else None
    return _merge(manual, found[standard.pk], local)


def editions(manual: Manual) -> list[ManualRevision]:
    """Return the published editions that citizens can read, newest first."""
    return list(
        ManualRevision.objects.filter(
            manual=holder_of_editions(manual), status__in=SHOWN_STATUSES
        ).order_by("-number")
    )


def holder_of_editions(manual: Manual) -> Manual:
    """Return the manual whose editions ``manual`` shows: its own, or its standard manual's."""
    if manual.standard is not None and manual.current_id is None:
        return manual.standard
    return manual


def _merge(
    manual: Manual, standard_edition: ManualRevision, local: ManualRevision | None
) -> MergedManual:
    content = ManualContent.model_validate(standard_edition.content)
    if local is None:
        return MergedManual(manual, content, standard_edition, standard_edition, frozenset())
    overrides = LocalOverrides.model_validate(local.content)
    return MergedManual(
        manual,
        merge(content, overrides),
        local,
        standard_edition,
        frozenset(overridden_sections(overrides)),
    )
