"""Papers that the state has itself and asks for nevertheless, and copies of such papers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from infogo.manuals.content import DocumentGroup
from infogo.manuals.lint.documents import copy_of_state_document
from infogo.manuals.models import Document
from infogo.manuals.projection import canonical_name
from infogo.simplify.detectors.base import Ground, Hit
from infogo.simplify.detectors.reading import Read
from infogo.simplify.estimate import copies_less, documents_less, estimate_of, trips_less
from infogo.simplify.facts import CopyFacts, Demand, Paper, PaperFacts
from infogo.simplify.models import Kind

DOCUMENTS = "documents"
COPY_RULE = "copy-of-state-document"


class Catalogue:
    """The documents that the state issues or holds in a register, by name."""

    def __init__(self, documents: Iterable[Document]) -> None:
        """Keep those of some documents that the state has."""
        self._held = {
            document.name_th: document
            for document in documents
            if document.is_state_issued or document.is_in_state_register
        }

    def get(self, name: str) -> Document | None:
        """Return a document that the state has; ``None`` for any other."""
        return self._held.get(name)


def state_papers(read: Read, catalogue: Catalogue, ground: Ground) -> Iterator[Hit]:
    """Yield the manual when it always asks for a paper that lies in a register of the state.

    Papers that people carry anyway are not counted. Those that the state issued but holds in no
    register, and those asked for in some cases alone, are told with the others.
    """
    if not read.is_own(DOCUMENTS):
        return
    papers = []
    for item in read.content.documents.items:
        name = canonical_name(item)
        document = catalogue.get(name)
        if document is None or name in ground.limits.carried_documents:
            continue
        papers.append(
            Paper(
                document=document.pk,
                name=name,
                issuer=document.issuer,
                in_register=document.is_in_state_register,
                sometimes=bool(item.condition or item.cases),
                is_identity=item.group is DocumentGroup.IDENTITY,
            )
        )
    counted = [paper for paper in papers if paper.in_register and not paper.sometimes]
    if not counted:
        return
    fetched = sum(1 for paper in counted if not paper.is_identity)
    rates = ground.rates
    yield Hit(
        kind=Kind.STATE_PAPER,
        key=f"state-paper:{read.manual.pk}",
        facts=PaperFacts(papers=tuple(papers)),
        estimate=estimate_of(
            rates, (documents_less(rates, len(counted)), trips_less(rates, fetched))
        ),
        procedure_id=read.manual.procedure_id,
        agency_id=read.manual.agency_id,
        manual_id=read.manual.pk,
        is_local=not read.manual.is_standard,
    )


def copies(read: Read, ground: Ground) -> Iterator[Hit]:
    """Yield the manual when the lint finds a demand for copies of state papers in it.

    A document whose name alone asks for a copy counts as one copy. Words in running text are told
    and not counted: no machine is sure of what a sentence means.
    """
    demands = []
    for hit in copy_of_state_document(read.subject, ground.rules):
        if not read.is_own(hit.section):
            continue
        section, _, rest = hit.path.partition(".")
        if section != DOCUMENTS:
            demands.append(Demand(name="", reason=hit.reason))
            continue
        item = read.content.documents.items[int(rest.partition(".")[0])]
        demands.append(
            Demand(
                name=item.name,
                copies=item.copies or 1,
                sometimes=bool(item.condition or item.cases),
                reason=hit.reason,
            )
        )
    if not demands:
        return
    setting = ground.rules.lint.get(COPY_RULE)
    count = sum(demand.copies for demand in demands if not demand.sometimes)
    yield Hit(
        kind=Kind.COPIES,
        key=f"copies:{read.manual.pk}",
        facts=CopyFacts(demands=tuple(demands), law=setting.law if setting else ""),
        estimate=estimate_of(ground.rates, (copies_less(ground.rates, count),)),
        procedure_id=read.manual.procedure_id,
        agency_id=read.manual.agency_id,
        manual_id=read.manual.pk,
        is_local=not read.manual.is_standard,
    )
