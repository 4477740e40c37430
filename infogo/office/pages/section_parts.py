"""The parts of a draft as an editor meets them: their order, titles and forms."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from typing import Any

from django.urls import reverse

from infogo.core.dates import bangkok_now
from infogo.editing.models import Draft
from infogo.editing.parts import BESIDE_SECTIONS, LOCAL_PARTS, PROCEDURE, STANDARD_PARTS
from infogo.editing.reading import standard_content
from infogo.geo.selectors import provinces_by_name
from infogo.manuals.content import SECTIONS, ManualContent
from infogo.manuals.procedure_facts import VOCABULARIES, ProcedureFacts
from infogo.office.section_forms.build import SectionForm, Terms, form_of
from infogo.office.section_forms.case_fields import case_options
from infogo.office.section_forms.control import Option
from infogo.office.section_forms.layout import CASES, PROVINCES
from infogo.taxonomy.models import TargetGroup, Topic
from infogo.taxonomy.selectors import terms_in_force

Values = Mapping[str, Any]


@dataclass(frozen=True)
class DraftPart:
    """One part of a draft: a section of the official form, or what stands beside the form.

    ``number`` is 0 beside the form.
    """

    code: str
    number: int
    title: str
    names: tuple[str, ...]


def parts_of(draft: Draft) -> tuple[DraftPart, ...]:
    """Return the parts of a draft in the order in which they are worked on."""
    fields = STANDARD_PARTS if draft.manual.is_standard else LOCAL_PARTS
    first = [each for each in BESIDE_SECTIONS if each.code == PROCEDURE]
    last = [each for each in BESIDE_SECTIONS if each.code != PROCEDURE]
    return tuple(
        DraftPart(each.code, each.number, str(each.title), fields[each.code])
        for each in (*first, *SECTIONS, *last)
        if each.code in fields
    )


def part_of(draft: Draft, code: str) -> DraftPart | None:
    """Return one part, ``None`` when the draft has none of that code."""
    return next((part for part in parts_of(draft) if part.code == code), None)


def form_for(draft: Draft, part: DraftPart) -> SectionForm:
    """Return the form of a part; it asks the database for codes once, when they are shown."""
    owner = ProcedureFacts if part.code == PROCEDURE else ManualContent
    return form_of(part.names, _terms(draft, bangkok_now().date()), owner)


def section_address(draft: Draft, part: DraftPart) -> str:
    """Return where a part is edited."""
    return reverse("office:draft_section", args=[draft.pk, part.code])


def draft_address(draft_id: int) -> str:
    """Return where the parts of a draft are listed."""
    return reverse("office:draft", args=[draft_id])


def _terms(draft: Draft, day: date) -> Terms:
    """Return where codes are looked up, each list asked for once at most."""
    lists: dict[str, Callable[[], Sequence[Option]]] = {
        PROVINCES: _provinces,
        "topics": lambda: _headings(Topic),
        "target_groups": lambda: _headings(TargetGroup),
        CASES: lambda: case_options(_case_tables(draft)),
    }
    for name in ("service_area", *VOCABULARIES.values()):
        lists[name] = partial(_vocabulary, name, day)
    return {name: cache(ask) for name, ask in lists.items()}


def _case_tables(draft: Draft) -> Any:
    """Return the case tables that items of a draft can name: a standard's own, as it stands now."""
    if not draft.manual.is_standard:
        return standard_content(draft).model_dump(mode="json")["cases"]
    found = next((each for each in draft.sections.all() if each.section == CASES), None)
    return (found.values or {}).get("cases") if found else ()


def _provinces() -> Sequence[Option]:
    return [Option(code, name) for code, name in provinces_by_name()]


def _vocabulary(name: str, day: date) -> Sequence[Option]:
    terms = terms_in_force([name], day).get(name, {})
    return [Option(code, term.label_th) for code, term in terms.items()]


def _headings(model: type[Topic] | type[TargetGroup]) -> Sequence[Option]:
    named = model._default_manager.order_by("order").values_list("slug", "name_th")
    return [Option(slug, name) for slug, name in named]
