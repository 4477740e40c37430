"""Which services of a printed plan have another edition by now.

The QR code of a plan on paper leads to the plan itself with ``v=``: one mark for each errand in
the order of ``m=``, with the agency where its own text was used: ``3,0.7@8470,1``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from infogo.core.language import in_language
from infogo.manuals.marks import EditionMark, mark_of, read_mark
from infogo.manuals.models import Manual
from infogo.manuals.selectors import NotPublishedError
from infogo.www.pages.paper_marks import check_address, edition_words

_WHOSE = re.compile(r"([0-9.]{1,13})(?:@([1-9]\d{0,11}))?", re.ASCII)


@dataclass(frozen=True)
class PrintedErrand:
    """A service whose manual changed since the plan was printed; ``href`` tells what."""

    title: str
    lang: str | None
    printed: str
    today: str
    href: str


@dataclass(frozen=True)
class Printed:
    """What became of a printed plan; without ``changed`` all editions are still in force."""

    changed: Sequence[PrintedErrand]


def printed_marks(manuals: Mapping[int, Manual], ids: Sequence[int]) -> str:
    """Return the marks of the manuals that a plan is made from, for its address on paper."""
    return ",".join(_marked(manuals[errand]) for errand in ids)


def _marked(manual: Manual) -> str:
    mark = mark_of(manual)
    return str(mark) if manual.is_standard else f"{mark}@{manual.agency_id}"


def since_printed(text: str, ids: Sequence[int], standards: Mapping[int, Manual]) -> Printed | None:
    """Return what changed since a plan with these ids was printed with the marks in ``text``.

    ``standards`` are the standard manuals in use. One query where an agency's own text was used.
    Ids that are no longer in use are told of elsewhere. ``None`` for a plan that is no print.
    """
    given = [_read(part) for part in text.split(",")]
    if len(given) != len(ids) or None in given:
        return None
    pairs = [(errand, one) for errand, one in zip(ids, given, strict=True) if one]
    agencies = {agency for _errand, (_mark, agency) in pairs if agency}
    local = _local(ids, agencies) if agencies else {}
    found = []
    for errand, (mark, agency) in pairs:
        manual = local.get((errand, agency)) if agency else standards.get(errand)
        if manual is not None and (changed := _changed(manual, mark)):
            found.append(changed)
    return Printed(found)


def _local(ids: Sequence[int], agencies: set[int]) -> dict[tuple[int, int], Manual]:
    manuals = Manual.objects.filter(procedure__in=ids, agency__in=agencies).exclude(standard=None)
    return {
        (manual.procedure_id, manual.agency_id): manual
        for manual in manuals.select_related("procedure", "agency", "current", "standard__current")
    }


def _read(text: str) -> tuple[EditionMark, int] | None:
    found = _WHOSE.fullmatch(text)
    mark = read_mark(found[1]) if found else None
    if found is None or mark is None or (mark.own is None) != (found[2] is None):
        return None
    return mark, int(found[2] or 0)


def _changed(manual: Manual, mark: EditionMark) -> PrintedErrand | None:
    try:
        today = mark_of(manual)
    except NotPublishedError:
        return None
    if today == mark:
        return None
    title, lang = in_language(manual.procedure.name_th, manual.procedure.name_en)
    return PrintedErrand(
        title=title,
        lang=lang,
        printed=edition_words(mark),
        today=edition_words(today),
        href=check_address(manual, mark),
    )
