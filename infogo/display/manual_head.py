"""What every page of one manual begins with: its names, its agency, and where its pages are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.urls import reverse

from infogo.core import keys
from infogo.core.language import in_language
from infogo.core.memory import Memory
from infogo.core.paths import numbered_path
from infogo.core.prepared import Prepared
from infogo.display.structured import absolute
from infogo.manuals.models import Manual, ManualStatus
from infogo.manuals.selectors import MergedManual

_found = Memory(most=250)


@dataclass(frozen=True)
class ManualHead:
    """One manual's names and addresses; ``agency_id`` is empty for the standard manual.

    ``canonical`` is the absolute address of the page whose words these are: an agency that
    overrides nothing shows the standard manual's.
    """

    procedure_id: int
    agency_id: int | None
    title: str
    lang: str | None
    official: str
    official_lang: str | None
    agency: str
    agency_lang: str | None
    agency_href: str
    owner: str
    owner_lang: str | None
    is_local: bool
    standard_href: str
    trail: Sequence[tuple[str, str]]
    canonical: str

    @property
    def page_url(self) -> str:
        """The absolute address of this manual's own page, for paper."""
        return absolute(self.address())

    def address(self, page: str = "") -> str:
        """Return the path of one of this manual's pages: "", legal, places, versions, qr, json."""
        return manual_address(self.procedure_id, self.agency_id, page)


def manual_address(procedure_id: int, agency_id: int | None = None, page: str = "") -> str:
    """Return the path of a page of a standard manual, or of an agency's manual."""
    name = f"www:{'local_manual' if agency_id else 'manual'}{f'_{page}' if page else ''}"
    return numbered_path(name, *((procedure_id, agency_id) if agency_id else (procedure_id,)))


def manual_keys(procedure_id: int) -> tuple[str, ...]:
    """Return the version keys of what a manual's pages show of itself and of related services."""
    return (
        keys.record_key(keys.PROCEDURE, procedure_id), keys.PROCEDURE_NAMES, keys.AGENCY_NAMES,
    )  # fmt: skip


def find_manual(procedure_id: int, agency_id: int | None) -> Manual | None:
    """Return the standard manual of a procedure, or an agency's manual of it, with all names.

    One query, or none while it is remembered: the record is shared and must not be changed. Of the
    agencies it knows what ``AGENCY_NAMES`` stands for; whoever shows more reads them anew.
    ``adopter_count`` on the result says how many agencies use it.
    """
    return _found.recall(
        (procedure_id, agency_id),
        manual_keys(procedure_id),
        lambda: _find_manual(procedure_id, agency_id),
    )


def _find_manual(procedure_id: int, agency_id: int | None) -> Manual | None:
    if agency_id:
        found = _of_agency.objects([procedure_id], agency_id)
    else:
        found = _standard.objects([procedure_id])
    return found[0] if found else None


def _whole(manuals: QuerySet[Manual]) -> QuerySet[Manual]:
    adopters = (
        Manual.objects.filter(standard=OuterRef("pk"), status=ManualStatus.PUBLISHED)
        .order_by()
        .values("standard")
        .annotate(count=Count("pk"))
        .values("count")
    )
    return manuals.select_related(
        "procedure__owner",
        "procedure__topic",
        "agency__province",
        "current__based_on",
        "standard__agency",
        "standard__current",
    ).annotate(adopter_count=Subquery(adopters))


_standard = Prepared(
    lambda procedures: _whole(Manual.objects.filter(procedure__in=procedures, standard=None))
)
_of_agency = Prepared(
    lambda procedures, agency: _whole(
        Manual.objects.filter(procedure__in=procedures, agency=agency)
    )
)


def adopter_count(manual: Manual) -> int:
    """Return how many agencies use a manual found by ``find_manual``, given-up ones not counted."""
    return int(getattr(manual, "adopter_count", None) or 0)


def manual_head(merged: MergedManual) -> ManualHead:
    """Return the head of a manual's pages in the page's language."""
    manual = merged.manual
    procedure = manual.procedure
    local_id = None if manual.is_standard else manual.agency_id
    standard_href = manual_address(procedure.pk)
    is_own_page = manual.is_standard or bool(merged.local_sections)
    title, lang = in_language(procedure.name_th, procedure.name_en)
    agency, agency_lang = in_language(manual.agency.name_th, manual.agency.name_en)
    owner, owner_lang = in_language(procedure.owner.name_th, procedure.owner.name_en)
    topic, _topic_lang = in_language(procedure.topic.name_th, procedure.topic.name_en)
    return ManualHead(
        procedure_id=procedure.pk,
        agency_id=local_id,
        title=title,
        lang=lang,
        official=procedure.official_name_th,
        official_lang=in_language(procedure.official_name_th, "")[1],
        agency=agency,
        agency_lang=agency_lang,
        agency_href=reverse("www:agency", args=[manual.agency_id]),
        owner=owner,
        owner_lang=owner_lang,
        is_local=local_id is not None,
        standard_href=standard_href,
        trail=[(topic, reverse("www:topic", args=[procedure.topic.slug]))],
        canonical=absolute(
            manual_address(procedure.pk, local_id) if is_own_page else standard_href
        ),
    )
