"""How much the cases of a data folder shorten its lists of documents, as a table.

Every combination of answers that a manual serves counts once. Names are enough for this, so no
database is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from statistics import median_low
from typing import TypeVar

from infogo.core.importing import Job, Row
from infogo.manuals.content import (
    Channel,
    ChannelKind,
    DocumentGroup,
    Fee,
    FeeKind,
    ManualContent,
    RequiredDocument,
    Step,
    StepKind,
)
from infogo.manuals.importers.cases import CaseFiles
from infogo.manuals.importers.services import service_rows
from infogo.manuals.narrowing import Narrowing, Need
from infogo.manuals.part import Listing, ListingState

ItemT = TypeVar("ItemT")
HEAD = (
    "| รหัส | เรื่อง | ถามเรื่อง | เอกสาร | เหลือ | น้อยสุด–มากสุด |",
    "|---|---|---|---:|---:|---:|",
)


@dataclass(frozen=True)
class Effect:
    """What answers do to the documents of one service.

    ``tables`` are the titles of its case tables, ``left`` the number of documents for each
    combination of answers that it serves.
    """

    code: str
    name: str
    tables: tuple[str, ...]
    documents: int
    left: tuple[int, ...]

    def line(self) -> str:
        """Return the row of the table."""
        spread = f"{min(self.left)}–{max(self.left)}"
        about, middle = " · ".join(self.tables), median_low(self.left)
        cells = (self.code, self.name, about, self.documents, middle, spread)
        return f"| {' | '.join(str(cell) for cell in cells)} |"


def effects(job: Job) -> Iterator[Effect]:
    """Yield the effect of every service that has cases, in the order of the service file.

    A file of cases that cannot be used is among the problems of the job.
    """
    rows = {str(row.data["code"]): row for row in service_rows(job)}
    cases = CaseFiles(job, rows)
    for code, row in rows.items():
        content = cases.join(code, _names(row))
        if content.cases:
            yield Effect(
                code=code,
                name=row.data["name_everyday"],
                tables=tuple(each.title for each in content.cases),
                documents=len(content.documents.items),
                left=tuple(_left(content)),
            )
    cases.report_unused()


def table(found: Iterable[Effect]) -> str:
    """Return the table in Markdown, services with the longest lists first."""
    sorted_effects = sorted(found, key=lambda effect: (-effect.documents, effect.code))
    return "\n".join((*HEAD, *(effect.line() for effect in sorted_effects)))


def _names(row: Row) -> ManualContent:
    """Return a content that holds only what cases join by: the names of its items."""
    data = row.data
    return ManualContent(
        documents=_listing(
            RequiredDocument(group=DocumentGroup.OTHER, name=item["name"])
            for item in data["documents"]
        ),
        fees=_listing(Fee(item=item["item"], kind=FeeKind.FREE) for item in data["fees"]),
        steps=_listing(
            Step(kind=StepKind.CONSIDERATION, title=item["title"]) for item in data["steps"]
        ),
        channels=_listing(
            Channel(kind=ChannelKind.IN_PERSON, description=item["description"])
            for item in data["channels"]
        ),
    )


def _listing(items: Iterator[ItemT]) -> Listing[ItemT]:
    found = tuple(items)
    return Listing(state=ListingState.LISTED if found else ListingState.UNKNOWN, items=found)


def _left(content: ManualContent) -> Iterator[int]:
    """Yield the number of documents for every combination of answers that is served."""
    codes = [question.code for question in content.questions]
    options = ([option.code for option in question.options] for question in content.questions)
    for chosen in product(*options):
        narrowing = Narrowing.of(content, dict(zip(codes, chosen, strict=True)))
        if not narrowing.refused:
            needs = [narrowing.need(document.cases) for document in content.documents.items]
            yield needs.count(Need.YES)
