"""The one list of documents of a plan, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from zlib import crc32

from django.utils.translation import gettext as _
from markupsafe import Markup, escape

from infogo.core.language import in_language
from infogo.display.filters import DOT
from infogo.display.manual_head import manual_address
from infogo.display.manual_parts import content_language, said, without_thai_card
from infogo.manuals.content import ManualContent
from infogo.manuals.selectors import english_issuers
from infogo.planning.documents import USUAL_UNIT, Dependency, MergedDocument, Use, merged_documents
from infogo.planning.wanted import Maker, english_names, makers_of

_BREAK = Markup("<br>")


@dataclass(frozen=True)
class DocumentLine:
    """One document, as ``document_list`` reads it; ``note`` says for which ``errands`` it is.

    ``is_open`` when the reader's answers do not tell yet whether it is needed.
    """

    key: str
    group: str | None
    name: str
    name_en: str
    originals: int
    copies: int
    unit: str
    issuer: str
    condition: str
    note: Markup
    unlawful: bool
    lang: str | None
    errands: tuple[int, ...]
    is_open: bool = False
    ask: str = ""


def document_lines(
    contents: Mapping[int, ManualContent],
    depends: Sequence[Dependency],
    titles: Mapping[int, str],
    *,
    is_foreigner: bool = False,
) -> list[DocumentLine]:
    """Return the documents to bring, then those that the plan itself gives.

    Two queries; a third on English pages.
    """
    merged = merged_documents({e: c.documents.items for e, c in contents.items()}, depends)
    names = [document.name for document in merged]
    english: dict[str, str] = {}
    if content_language():
        english = english_issuers(document.issuer for document in merged) | english_names(names)
    makers = makers_of(names) if names else {}
    ordered = sorted(merged, key=lambda document: bool(document.made_by))
    lines = []
    for document in ordered:
        ask = ""
        if not document.made_by:
            ask = without_thai_card(document.name, is_foreigner=is_foreigner)
        # Who has no Thai card is not sent to renew one.
        made = {} if ask else makers
        lines.append(replace(_line(document, english, made, titles), ask=ask))
    return lines


def _line(
    document: MergedDocument,
    english: Mapping[str, str],
    makers: Mapping[str, Sequence[Maker]],
    titles: Mapping[int, str],
) -> DocumentLine:
    is_own_form = document.name.startswith("แบบ")
    return DocumentLine(
        key=str(crc32(f"{document.name}{document.uses[0].errand if is_own_form else ''}".encode())),
        group=_group(document),
        name=document.name,
        name_en=english.get(document.name, ""),
        originals=document.originals,
        copies=document.copies,
        unit="" if document.unit == USUAL_UNIT else document.unit,
        issuer=english.get(document.issuer, "") or said(document.issuer),
        condition="" if document.is_open else _condition(document),
        note=_BREAK.join(_notes(document, makers.get(document.name, ()), titles)),
        is_open=document.is_open and not document.made_by,
        unlawful=bool(document.unlawful),
        lang=content_language(),
        errands=tuple(dict.fromkeys(use.errand for use in document.uses)),
    )


def _group(document: MergedDocument) -> str | None:
    if document.made_by:
        return _("ได้จากเรื่องอื่นในรายการนี้")
    return _("อาจต้องใช้ ขึ้นกับคำตอบของคุณ") if document.is_open else None


def _condition(document: MergedDocument) -> str:
    """Return the cases in which it is needed, when there are only such."""
    if not document.is_sometimes:
        return ""
    return DOT.join(dict.fromkeys(use.document.condition for use in document.uses))


def _notes(
    document: MergedDocument, makers: Sequence[Maker], titles: Mapping[int, str]
) -> list[Markup]:
    count = len({use.errand for use in document.uses})
    lines = []
    if document.is_open:
        lines.append(Markup("<b>{}</b>").format(said(_condition(document))))
    if document.made_by:
        givers = _joined(titles[errand] for errand in document.made_by)
        lines.append(escape(_("ไม่ต้องเตรียม ได้จาก %(errands)s")) % {"errands": givers})
    uses = Markup(", ").join(_use(use, document, titles) for use in document.uses)
    text = _("ใช้กับ %(count)s เรื่อง: %(errands)s") if count > 1 else _("ใช้กับ %(errands)s")
    lines.append(escape(text) % {"count": count, "errands": uses})
    if document.is_handed_over and count > 1:
        lines.append(escape(_("หน่วยงานเก็บไว้ จึงต้องมีให้แต่ละเรื่อง")))
    others = [maker for maker in makers if maker.procedure_id not in titles]
    if others and not document.made_by:
        lines.append(_where_to_get(others[0]))
    return lines


def _use(use: Use, document: MergedDocument, titles: Mapping[int, str]) -> Markup:
    """Return an errand, with the words of its manual that tell which paper is meant."""
    details = [use.document.note]
    if not document.is_sometimes and use.document.condition:
        details.append(use.document.condition)
    if use.document.name != document.name:
        details.insert(0, use.document.name)
    shown = " ".join(detail for detail in details if detail)
    if not shown:
        return escape(titles[use.errand])
    return Markup("{} ({})").format(titles[use.errand], said(shown))


def _where_to_get(maker: Maker) -> Markup:
    title, lang = in_language(maker.name_th, maker.name_en)
    link = Markup('<a href="{}"{}>{}</a>').format(
        manual_address(maker.procedure_id), Markup(' lang="th"') if lang else "", title
    )
    return escape(_("ถ้ายังไม่มี ดู %(service)s")) % {"service": link}


def _joined(titles: Iterable[str]) -> str:
    return ", ".join(f"“{title}”" for title in titles)
