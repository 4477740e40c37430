"""Rule sets and report forms: new editions from a coming day on, made by their definitions."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from infogo.central.edition_forms import EditionForm
from infogo.central.pages.editing import Editing, Fact, Preview
from infogo.central.pages.reference_editions import (
    ROOMS,
    EditionRoom,
    edition_page,
    editions_page,
)
from infogo.central.reference_forms import EndForm
from infogo.central.views.editing import answer_editing, answer_listing
from infogo.central.views.reference import FORM, actor_of, administering
from infogo.core.dates import long_date
from infogo.core.editions import enact, withdraw
from infogo.core.refusal import mark_of
from infogo.workspace.gate import OfficeRequest


@require_safe
@administering
def editions(request: OfficeRequest, room: str) -> HttpResponse:
    """List the editions of one kind."""
    return answer_listing(request, editions_page(_room(room), request.rights.on))


@require_safe
@administering
def edition(request: OfficeRequest, room: str, edition_id: int) -> HttpResponse:
    """Show all that an edition says."""
    found = _room(room)
    held = get_object_or_404(found.kind.model, pk=edition_id)
    return answer_listing(request, edition_page(found, held, request.rights.on))


@FORM
@administering
def edition_new(request: OfficeRequest, room: str) -> HttpResponse:
    """Add an edition that begins on a coming day."""
    found = _room(room)
    word = found.kind.word

    def look(form: EditionForm) -> Preview:
        checked = found.kind.checked(form.value())
        return found.preview(checked, form.cleaned_data["effective_from"], request.rights.on)

    def save(form: EditionForm, _seen: str) -> str:
        enact(found.kind, **form.named(), value=form.value(), actor=actor_of(request))
        return f"ออก{word}ใหม่แล้ว ถอนได้ก่อนวันที่เริ่มใช้"

    return answer_editing(
        request,
        Editing(
            title=f"{found.title}: ออก{word}ใหม่",
            lead=f"เริ่มจากค่าของ{word}ล่าสุด แก้เฉพาะค่าที่เปลี่ยน",
            back=found.back,
            form=EditionForm.of(found, request.POST or None),
            look=look,
            save=save,
            to=found.address("s"),
            save_label=f"ออก{word}ใหม่",
            changes=found.changes(),
        ),
    )


@FORM
@administering
def edition_withdraw(request: OfficeRequest, room: str, edition_id: int) -> HttpResponse:
    """Take back an edition that is not in force yet."""
    found = _room(room)
    coming: dict[str, Any] = {"pk": edition_id, "effective_from__gt": request.rights.on}
    held = get_object_or_404(found.kind.model, **coming)
    begins: date = held.effective_from
    word = found.kind.word

    def save(form: EndForm, _seen: str) -> str:
        reason = form.cleaned_data["reason"]
        withdraw(found.kind, edition_id=held.pk, reason=reason, actor=actor_of(request))
        return f"ถอน{word}ที่ยังไม่เริ่มใช้แล้ว {word}เดิมใช้ต่อ"

    return answer_editing(
        request,
        Editing(
            title=f"ถอน “{held.name_th}”",
            back=found.back,
            form=EndForm(request.POST or None),
            look=lambda _form: Preview(
                lead=f"{word}นี้จะไม่เริ่มใช้ใน {long_date(begins)} {word}ที่ใช้อยู่ใช้ต่อ เนื้อหาเก็บไว้ในบันทึก"
            ),
            save=save,
            to=found.address("s"),
            mark=lambda: mark_of({"pk": held.pk}),
            save_label=f"ถอน{word}นี้",
            now=[Fact("ชื่อ", held.name_th), Fact("เริ่มใช้", long_date(begins))],
            changes=found.changes(held.pk),
        ),
    )


def _room(slug: str) -> EditionRoom:
    if slug not in ROOMS:
        raise Http404
    return ROOMS[slug]
