"""What a manual asks of somebody who acts for another: the same, and the papers of authority."""

from __future__ import annotations

from infogo.manuals.content import DocumentGroup, ManualContent, RequiredDocument
from infogo.manuals.part import Listing, ListingState
from infogo.manuals.representation import AuthorityDocument


def content_for_other(content: ManualContent) -> ManualContent:
    """Return the content as it holds for somebody who does it for another.

    A paper of authority that the list of documents asks for "when a proxy comes" is now always
    needed; one that is not in the list is added at its end. A list that nobody has written stays
    unknown, and so does everything where the manual does not allow it or does not say.
    """
    told = content.representation
    if told is None or not told.is_possible or not told.documents or content.documents.is_unknown:
        return content
    wanted = {document.name: document for document in told.documents}
    items = [
        _needed_now(item, wanted.pop(name)) if (name := _name(item)) in wanted else item
        for item in content.documents.items
    ]
    items += [_required(document) for document in wanted.values()]
    listed = Listing[RequiredDocument](state=ListingState.LISTED, items=tuple(items))
    return content.model_copy(update={"documents": listed})


def _name(item: RequiredDocument) -> str:
    return item.canonical or item.name


def _needed_now(item: RequiredDocument, document: AuthorityDocument) -> RequiredDocument:
    note = " ".join(part for part in (item.note, document.note) if part)
    return item.model_copy(update={"condition": document.condition, "cases": (), "note": note})


def _required(document: AuthorityDocument) -> RequiredDocument:
    return RequiredDocument(
        group=DocumentGroup.OTHER,
        name=document.name,
        issuer=document.issuer,
        originals=document.originals,
        copies=document.copies,
        condition=document.condition,
        note=document.note,
    )
