from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from attrs import define as _attrs_define

from ..models.proxy import Proxy, check_proxy

if TYPE_CHECKING:
    from ..models.authority_document import AuthorityDocument


T = TypeVar("T", bound="Representation")


@_attrs_define
class Representation:
    """Who may act for the person concerned, and how.

    ``who`` are the only persons that may, where not everybody may. ``must_come`` is who has to be
    there in person all the same, and ``reason`` why, in words that follow "เพราะ".

        Attributes:
            answer (Proxy): Whether somebody else may do it; nobody having said so is an answer of its own.
            who (str): Who may
            must_come (str): Who must come in person
            reason (str): Why in person
            documents (list[AuthorityDocument]): Papers that show authority
            note (str): Advice
            law (str): Law or rule
    """

    answer: Proxy
    who: str
    must_come: str
    reason: str
    documents: list[AuthorityDocument]
    note: str
    law: str

    def to_dict(self) -> dict[str, Any]:
        answer: str = self.answer

        who = self.who

        must_come = self.must_come

        reason = self.reason

        documents = []
        for documents_item_data in self.documents:
            documents_item = documents_item_data.to_dict()
            documents.append(documents_item)

        note = self.note

        law = self.law

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "answer": answer,
                "who": who,
                "must_come": must_come,
                "reason": reason,
                "documents": documents,
                "note": note,
                "law": law,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.authority_document import AuthorityDocument  # noqa: PLC0415

        d = dict(src_dict)
        answer = check_proxy(d.pop("answer"))

        who = d.pop("who")

        must_come = d.pop("must_come")

        reason = d.pop("reason")

        documents = []
        _documents = d.pop("documents")
        for documents_item_data in _documents:
            documents_item = AuthorityDocument.from_dict(documents_item_data)

            documents.append(documents_item)

        note = d.pop("note")

        law = d.pop("law")

        representation = cls(
            answer=answer,
            who=who,
            must_come=must_come,
            reason=reason,
            documents=documents,
            note=note,
            law=law,
        )

        return representation
