"""Lists of services as cards: the same few facts wherever a service is named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from infogo.core.keys import PROCEDURE_FACTS, procedure_facts
from infogo.core.language import in_language
from infogo.core.memory import depend_on
from infogo.core.prepared import Prepared
from infogo.manuals.models import ManualFacts, Procedure
from infogo.manuals.selectors import procedures_with_owners
from infogo.www.wording import facts_line


@dataclass(frozen=True)
class ServiceCard:
    """One service in a list; field names are those that ``card_list`` reads."""

    procedure_id: int
    title: str
    href: str
    official: str
    agency: str
    facts: Sequence[str]
    sample: bool
    why: Sequence[str] = ()
    lang: str | None = None
    official_lang: str | None = None
    agency_lang: str | None = None


def depend_on_cards(procedure_ids: Iterable[int]) -> None:
    """Let the page depend on what these cards tell; ``service_cards`` does so itself.

    For pages that read facts of theirs before.
    """
    depend_on((procedure_facts(pk) for pk in procedure_ids), instead=PROCEDURE_FACTS)


def service_cards(
    procedure_ids: Iterable[int],
    *,
    why: Mapping[int, Sequence[str]] | None = None,
    agency_ids: Mapping[int, int] | None = None,
) -> list[ServiceCard]:
    """Return cards for procedures in the order given; two queries however many there are.

    ``why`` tells per procedure why it is in the list. ``agency_ids`` sends a card to the manual
    of that agency instead of the standard manual.
    """
    wanted = list(procedure_ids)
    depend_on_cards(wanted)
    procedures = {procedure.pk: procedure for procedure in procedures_with_owners.objects(wanted)}
    facts = {row.manual.procedure_id: row for row in _facts.objects(wanted)}
    return [
        service_card(
            procedures[key],
            facts.get(key),
            why=(why or {}).get(key, ()),
            agency_id=(agency_ids or {}).get(key),
        )
        for key in wanted
        if key in procedures
    ]


_facts = Prepared(
    lambda ids: (
        ManualFacts.objects.filter(manual__procedure__in=ids, manual__standard=None)
        .select_related("manual")
        .order_by()
    )
)


def service_card(
    procedure: Procedure,
    facts: ManualFacts | None,
    *,
    why: Sequence[str] = (),
    agency_id: int | None = None,
) -> ServiceCard:
    """Return the card of one procedure, whose owner must be selected already."""
    title, title_lang = in_language(procedure.name_th, procedure.name_en)
    agency, agency_lang = in_language(procedure.owner.name_th, procedure.owner.name_en)
    _thai, official_lang = in_language(procedure.official_name_th, "")
    return ServiceCard(
        procedure_id=procedure.pk,
        title=title,
        lang=title_lang,
        href=manual_url(procedure.pk, agency_id),
        official=procedure.official_name_th,
        official_lang=official_lang,
        agency=agency,
        agency_lang=agency_lang,
        facts=facts_line(facts, procedure.point_count),
        sample=facts is not None and facts.is_sample,
        why=why,
    )


def manual_url(procedure_id: int, agency_id: int | None = None) -> str:
    """Return the address of a standard manual, or of an agency's manual of the procedure."""
    if agency_id is None:
        return reverse("www:manual", args=[procedure_id])
    return reverse("www:local_manual", args=[procedure_id, agency_id])
