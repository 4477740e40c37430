"""Vocabularies: adding a term, wording it anew from a day on, ending it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from infogo.central.pages import reference_vocabularies as pages
from infogo.central.pages.editing import Editing, Preview
from infogo.central.reference_forms import EndForm, EndTermForm, NewTermForm, TermForm, day_initial
from infogo.central.views.editing import answer_editing, answer_listing
from infogo.central.views.reference import FORM, actor_of, administering
from infogo.core.refusal import mark_of
from infogo.manuals.vocabulary_services import (
    add_term,
    end_term,
    reword_term,
    values_of,
    withdraw_term,
)
from infogo.taxonomy.models import VocabularyTerm
from infogo.workspace.gate import OfficeRequest


@require_safe
@administering
def vocabularies(request: OfficeRequest) -> HttpResponse:
    """List the vocabularies."""
    return answer_listing(request, pages.vocabularies_page())


@require_safe
@administering
def vocabulary(request: OfficeRequest, vocabulary: str) -> HttpResponse:
    """List the terms of a vocabulary."""
    _require(vocabulary)
    return answer_listing(request, pages.vocabulary_page(vocabulary, request.rights.on))


@FORM
@administering
def term_new(request: OfficeRequest, vocabulary: str) -> HttpResponse:
    """Add a term."""
    _require(vocabulary)

    def save(form: NewTermForm, _seen: str) -> str:
        code = form.cleaned_data["code"]
        add_term(vocabulary=vocabulary, code=code, facts=form.facts(), actor=actor_of(request))
        return "เพิ่มคำแล้ว"

    initial = {"effective_from": day_initial(request.rights.on), "order": 99}
    return answer_editing(
        request,
        Editing(
            title=f"เพิ่มคำใน{pages.name_of(vocabulary)}",
            back=pages.back_to(vocabulary),
            form=NewTermForm(request.POST or None, initial=initial),
            look=lambda form: pages.wording(vocabulary, form.cleaned_data["code"], form.facts()),
            save=save,
            to=pages.back_to(vocabulary)[1],
            save_label="เพิ่มคำ",
            changes=pages.changes(),
        ),
    )


@FORM
@administering
def term(request: OfficeRequest, term_id: int) -> HttpResponse:
    """Word a term anew from a day on."""
    held = get_object_or_404(VocabularyTerm, pk=term_id)

    def save(form: TermForm, seen: str) -> str:
        reword_term(term_id=held.pk, facts=form.facts(), seen=seen, actor=actor_of(request))
        return "เปลี่ยนคำแล้ว คำเดิมใช้ถึงวันก่อนหน้า"

    is_coming = held.effective_from > request.rights.on
    links = [("เลิกใช้คำนี้", reverse("central:term_end", args=[held.pk]))]
    if is_coming:
        links = [("ถอนคำที่ยังไม่เริ่มใช้นี้", reverse("central:term_withdraw", args=[held.pk]))]
    initial = {
        "label_th": held.label_th,
        "label_en": held.label_en,
        "order": held.order,
        "source": held.source,
        "effective_from": day_initial(request.rights.on),
    }
    return answer_editing(
        request,
        Editing(
            title=f"เปลี่ยนคำ “{held.label_th}”",
            lead="คำใหม่ใช้ตั้งแต่วันที่กำหนด คำเดิมยังอยู่สำหรับเวลาก่อนหน้านั้น",
            back=pages.back_to(held.vocabulary),
            form=TermForm(request.POST or None, initial=initial),
            look=lambda form: pages.wording(held.vocabulary, held.code, form.facts()),
            save=save,
            to=pages.back_to(held.vocabulary)[1],
            mark=lambda: _mark(held),
            save_label="เปลี่ยนคำ",
            now=pages.facts_now(held),
            links=links,
            changes=pages.changes(held.pk),
        ),
    )


@FORM
@administering
def term_end(request: OfficeRequest, term_id: int) -> HttpResponse:
    """Use a code no more, and let its services have another one."""
    held = get_object_or_404(VocabularyTerm, pk=term_id)
    choices = pages.others_than(held, request.rights.on)

    def look(form: EndTermForm) -> Preview:
        data = form.cleaned_data
        return pages.ending(held, data["effective_from"], data["successor"], request.rights.on)

    def save(form: EndTermForm, seen: str) -> str:
        data = form.cleaned_data
        count = end_term(
            term_id=held.pk,
            on=data["effective_from"],
            successor=data["successor"],
            seen=seen,
            reason=data["reason"],
            actor=actor_of(request),
        )
        return f"เลิกใช้คำแล้ว เปลี่ยนคำของ {count:,} บริการ"

    return answer_editing(
        request,
        Editing(
            title=f"เลิกใช้คำ “{held.label_th}”",
            back=pages.back_to(held.vocabulary),
            form=EndTermForm(
                request.POST or None,
                choices=choices,
                initial={"effective_from": day_initial(request.rights.on)},
            ),
            look=look,
            save=save,
            to=pages.back_to(held.vocabulary)[1],
            mark=lambda: _mark(held),
            save_label="เลิกใช้คำ",
            now=pages.facts_now(held),
            changes=pages.changes(held.pk),
        ),
    )


@FORM
@administering
def term_withdraw(request: OfficeRequest, term_id: int) -> HttpResponse:
    """Take back a wording that is not in force yet."""
    held = get_object_or_404(VocabularyTerm, pk=term_id)

    def save(form: EndForm, seen: str) -> str:
        reason = form.cleaned_data["reason"]
        withdraw_term(term_id=held.pk, seen=seen, reason=reason, actor=actor_of(request))
        return "ถอนคำที่ยังไม่เริ่มใช้แล้ว"

    return answer_editing(
        request,
        Editing(
            title=f"ถอนคำ “{held.label_th}”",
            back=pages.back_to(held.vocabulary),
            form=EndForm(request.POST or None),
            look=lambda _form: Preview(lead="คำนี้จะไม่เริ่มใช้ คำที่ใช้อยู่ใช้ต่อ"),
            save=save,
            to=pages.back_to(held.vocabulary)[1],
            mark=lambda: _mark(held),
            save_label="ถอนคำ",
            now=pages.facts_now(held),
            changes=pages.changes(held.pk),
        ),
    )


def _require(vocabulary: str) -> None:
    get_object_or_404(VocabularyTerm.objects.filter(vocabulary=vocabulary)[:1])


def _mark(held: VocabularyTerm) -> str:
    held.refresh_from_db()
    return mark_of(values_of(held))
