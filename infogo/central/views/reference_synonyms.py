"""Groups of synonyms: finding, adding, changing and ending them."""

from __future__ import annotations

from dataclasses import replace

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from infogo.central.pages import reference_synonyms as pages
from infogo.central.pages.editing import Editing
from infogo.central.reference_forms import EndForm, SynonymForm
from infogo.central.views.editing import answer_editing, answer_listing, asked_page, asked_text
from infogo.central.views.reference import FORM, actor_of, administering
from infogo.core.refusal import mark_of
from infogo.search.services import add_group, change_group, end_group, group_after
from infogo.search.words.synonyms import Group, groups
from infogo.workspace.gate import OfficeRequest


@require_safe
@administering
def synonyms(request: OfficeRequest) -> HttpResponse:
    """List the groups."""
    asked, number = asked_text(request), asked_page(request)
    is_whole = "format" in request.GET
    return answer_listing(request, pages.synonyms_page(asked, number, is_whole=is_whole))


@FORM
@administering
def synonym_new(request: OfficeRequest) -> HttpResponse:
    """Add a group."""

    def save(form: SynonymForm, _seen: str) -> str:
        add_group(wording=form.wording(), actor=actor_of(request))
        return "เพิ่มกลุ่มคำแล้ว การค้นทุกครั้งจะใช้คำนี้ภายในหนึ่งวินาที"

    return answer_editing(
        request,
        Editing(
            title="เพิ่มกลุ่มคำพ้อง",
            back=pages.BACK,
            form=SynonymForm(
                request.POST or None,
                initial={"weight": 0.5, "phrases": asked_text(request, "phrase")},
            ),
            look=lambda form: pages.preview(
                None, group_after(None, form.wording()), request.rights.on
            ),
            save=save,
            to=reverse("central:synonyms"),
            save_label="เพิ่มกลุ่มคำ",
            changes=pages.changes(),
        ),
    )


@FORM
@administering
def synonym(request: OfficeRequest, key: str) -> HttpResponse:
    """Change a group, also one that was ended."""
    held = _held(key)

    def save(form: SynonymForm, seen: str) -> str:
        change_group(key=key, wording=form.wording(), seen=seen, actor=actor_of(request))
        return "บันทึกกลุ่มคำแล้ว การค้นทุกครั้งจะใช้คำนี้ภายในหนึ่งวินาที"

    initial = {
        "phrases": "\n".join(held.phrases),
        "means": "\n".join(held.means),
        "weight": f"{held.weight:g}",
    }
    ending = [("เลิกใช้กลุ่มคำนี้", reverse("central:synonym_end", args=[key]))]
    return answer_editing(
        request,
        Editing(
            title="แก้กลุ่มคำพ้อง",
            back=pages.BACK,
            form=SynonymForm(request.POST or None, initial=initial),
            look=lambda form: pages.preview(
                held, group_after(held, form.wording()), request.rights.on
            ),
            save=save,
            to=reverse("central:synonyms"),
            mark=lambda: mark_of(_held(key).values),
            now=pages.facts_now(held),
            links=[] if held.is_ended else ending,
            changes=pages.changes(held),
        ),
    )


@FORM
@administering
def synonym_end(request: OfficeRequest, key: str) -> HttpResponse:
    """Let searches use a group no more."""
    held = _held(key)

    def save(form: EndForm, seen: str) -> str:
        reason = form.cleaned_data["reason"]
        end_group(key=key, seen=seen, reason=reason, actor=actor_of(request))
        return "เลิกใช้กลุ่มคำแล้ว นำกลับมาใช้ได้โดยเปิดกลุ่มนี้แล้วบันทึก"

    return answer_editing(
        request,
        Editing(
            title="เลิกใช้กลุ่มคำพ้อง",
            back=pages.BACK,
            form=EndForm(request.POST or None),
            look=lambda _form: pages.preview(held, replace(held, is_ended=True), request.rights.on),
            save=save,
            to=reverse("central:synonyms"),
            mark=lambda: mark_of(_held(key).values),
            save_label="เลิกใช้กลุ่มคำ",
            now=pages.facts_now(held),
            changes=pages.changes(held),
        ),
    )


def _held(key: str) -> Group:
    found = next((group for group in groups() if group.key == key), None)
    if found is None:
        raise Http404
    return found
