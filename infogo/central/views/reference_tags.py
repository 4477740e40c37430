"""Everyday words across services: finding, merging and dropping them."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from infogo.central.pages import reference_tags as pages
from infogo.central.pages.editing import Editing
from infogo.central.reference_forms import DropTagForm, MergeForm
from infogo.central.views.editing import answer_editing, answer_listing, asked_text
from infogo.central.views.reference import FORM, actor_of, administering
from infogo.core.refusal import mark_of, require_unchanged
from infogo.editing.services.tags import drop_tag, merge_tags
from infogo.taxonomy.models import Tag
from infogo.workspace.gate import OfficeRequest


@require_safe
@administering
def tags(request: OfficeRequest) -> HttpResponse:
    """List tags and, for a text, the sentences in which it is said."""
    return answer_listing(request, pages.tags_page(asked_text(request)))


@FORM
@administering
def tag(request: OfficeRequest, tag_id: int) -> HttpResponse:
    """Let the services of a tag have another word instead."""
    held = get_object_or_404(Tag, pk=tag_id)
    services = pages.services_of(held)

    def save(form: MergeForm, seen: str) -> str:
        require_unchanged(seen, _values(held))
        into = form.cleaned_data["into"]
        count = merge_tags(tag_id=held.pk, into=into, seen=len(services), actor=actor_of(request))
        return f"รวมป้ายคำแล้ว {count:,} บริการใช้ “{into}”"

    return answer_editing(
        request,
        Editing(
            title=f"รวมป้ายคำ “{held.text}”",
            back=pages.BACK,
            form=MergeForm(request.POST or None),
            look=lambda form: pages.merging(held, form.cleaned_data["into"], services),
            save=save,
            to=reverse("central:tags"),
            mark=lambda: mark_of(_values(held)),
            save_label="รวมป้ายคำ",
            now=pages.facts_now(held, services),
            links=[("เอาป้ายคำนี้ออกจากบางบริการ", reverse("central:tag_drop", args=[held.pk]))],
            changes=pages.changes(held.pk),
        ),
    )


@FORM
@administering
def tag_drop(request: OfficeRequest, tag_id: int) -> HttpResponse:
    """Take a tag away from some services."""
    held = get_object_or_404(Tag, pk=tag_id)
    services = pages.services_of(held)

    def save(form: DropTagForm, seen: str) -> str:
        require_unchanged(seen, _values(held))
        count = drop_tag(
            tag_id=held.pk,
            procedure_ids=frozenset(map(int, form.cleaned_data["services"])),
            reason=form.cleaned_data["reason"],
            actor=actor_of(request),
        )
        return f"เอาป้ายคำออกจาก {count:,} บริการแล้ว"

    choices = [(str(service.pk), f"{service.name_th} ({service.code})") for service in services]
    return answer_editing(
        request,
        Editing(
            title=f"เอาป้ายคำ “{held.text}” ออก",
            back=pages.BACK,
            form=DropTagForm(request.POST or None, choices=choices),
            look=lambda form: pages.dropping(
                held, frozenset(map(int, form.cleaned_data["services"])), services
            ),
            save=save,
            to=reverse("central:tags"),
            mark=lambda: mark_of(_values(held)),
            save_label="เอาป้ายคำออก",
            now=pages.facts_now(held, services),
            changes=pages.changes(held.pk),
        ),
    )


def _values(held: Tag) -> dict[str, object]:
    """Return what a tag says and where, by which a change is noticed."""
    ids = [service.pk for service in pages.services_of(held)]
    return {"text": held.text, "services": sorted(ids)}
