"""The words by which citizens find a manual."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from infogo.accounts.roles import Act
from infogo.editing.errors import EditingError, WrongStateError
from infogo.editing.may import OfficerMay, person_of
from infogo.editing.proposals import waiting_for
from infogo.editing.services.proposals import accept_proposal, decline_proposal
from infogo.editing.services.words import WordsChange, set_words
from infogo.manuals.models import Manual
from infogo.office.pages.failed_searches import failed_page
from infogo.office.pages.words import present_words, words_page
from infogo.office.words_forms import (
    ACCEPT,
    SAVE,
    TypedWords,
    WordsForm,
    going,
)
from infogo.search.curation.unfound import unfound_text
from infogo.workspace.gate import OfficeRequest
from infogo.workspace.needing import needing


@require_safe
@needing(Act.EDIT_MANUAL)
def failed_searches(request: OfficeRequest) -> HttpResponse:
    """List what citizens typed and did not find."""
    asked = {name: request.GET.get(name, "") for name in ("page", "pick", "query")}
    page = failed_page(request.rights, **asked)
    return render(request, "office/failed_searches.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def manual_tags(request: OfficeRequest, manual_id: int) -> HttpResponse:
    """Show, try out and change the words of one manual."""
    hers = request.rights.manuals(Act.EDIT_MANUAL).select_related("procedure__owner", "agency")
    manual = get_object_or_404(hers, pk=manual_id)
    if request.method == "POST":
        return _typed(request, manual)
    typed = TypedWords.untouched(present_words(manual))
    word = _failed_word(request, request.GET.get("word", ""))
    words = [word] if word else _proposed_words(manual, request.GET.get("proposal", ""))
    for each in words:
        typed = typed.adding(each)
    return _shown(request, manual, typed, is_looking=bool(words))


@require_POST
def word_proposal(request: OfficeRequest, manual_id: int, proposal_id: int) -> HttpResponse:
    """Accept a word that the centre proposes, or decline it with a reason."""
    hers = request.rights.manuals(Act.EDIT_MANUAL).select_related("procedure__owner", "agency")
    manual = get_object_or_404(hers, pk=manual_id)
    acting: Any = {
        "proposal_id": proposal_id,
        "manual": manual,
        "actor": person_of(request.rights.officer),
        "may": OfficerMay(request.rights),
    }
    answer = request.POST.get("answer", "").replace("\0", "")
    try:
        if request.POST.get("act") == ACCEPT:
            accept_proposal(**acting)
            said = "เพิ่มป้ายคำที่ส่วนกลางเสนอแล้ว ประชาชนค้นด้วยคำนี้ได้ในไม่กี่วินาที"
        else:
            decline_proposal(**acting, answer=answer)
            said = "ไม่รับข้อเสนอแล้ว ส่วนกลางเห็นเหตุผลของคุณ"
    except EditingError as refusal:
        typed = TypedWords.untouched(present_words(manual))
        return _shown(request, manual, typed, problem=str(refusal), answer=(proposal_id, answer))
    messages.success(request, said)
    return redirect("office:manual_tags", manual.pk)


def _typed(request: OfficeRequest, manual: Manual) -> HttpResponse:
    present = present_words(manual)
    form = WordsForm(request.POST)
    if not form.is_valid():
        ticked = replace(TypedWords.untouched(present), removed=going(request.POST, present))
        return _shown(request, manual, ticked, form=form)
    typed = TypedWords.of(form, request.POST, present)
    if word := _failed_word(request, request.POST.get("pick", "")):
        return _shown(request, manual, typed.adding(word), is_looking=True)
    if request.POST.get("act") != SAVE:
        return _shown(request, manual, typed, is_looking=True)
    try:
        change = set_words(
            manual=manual,
            tags=typed.tags_after(present),
            sayings=typed.sayings,
            seen=typed.seen,
            actor=person_of(request.rights.officer),
            may=OfficerMay(request.rights),
        )
    except WrongStateError as problem:
        return _shown(request, manual, typed, problem=str(problem), has_moved=True)
    except EditingError as problem:
        return _shown(request, manual, typed, problem=str(problem))
    messages.success(request, _done(change))
    return redirect("office:manual_tags", manual.pk)


def _shown(
    request: OfficeRequest,
    manual: Manual,
    typed: TypedWords,
    *,
    form: WordsForm | None = None,
    is_looking: bool = False,
    problem: str = "",
    has_moved: bool = False,
    answer: tuple[int, str] = (0, ""),
) -> HttpResponse:
    """Show the page with what was typed; when the words moved on, with those that are there now.

    ``answer`` is what was typed about a proposal, with its number.
    """
    present = present_words(manual)
    page = words_page(request.rights, manual, present, typed, is_looking=is_looking)
    seen = {"seen": present.version} if has_moved else {}
    shown = form or WordsForm(initial=typed.initial() | seen)
    context = {"page": page, "form": shown, "problem": problem, "has_moved": has_moved}
    context["answered"], context["answer"] = answer
    status = 422 if problem or form else 200
    return render(request, "office/manual_tags.html", context, status=status)


def _proposed_words(manual: Manual, number: str) -> list[str]:
    """Return the words that the centre proposes for this manual, by the proposal's number."""
    if not _is_number(number):
        return []
    waiting = waiting_for(Manual.objects.filter(pk=manual.pk)).filter(pk=int(number)).first()
    return waiting.words if waiting is not None else []


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 15


def _failed_word(request: OfficeRequest, number: str) -> str:
    """Return the words of a search that the list shows as failed by its number, or nothing."""
    return unfound_text(int(number), request.rights.on) if _is_number(number) else ""


def _done(change: WordsChange) -> str:
    parts = [f"เพิ่มป้ายคำ {len(change.added)} คำ"] if change.added else []
    parts += [f"เอาออก {len(change.removed)} คำ"] if change.removed else []
    parts += ["บันทึกประโยคแล้ว"] if change.has_new_sayings else []
    if not parts:
        return "ไม่มีอะไรเปลี่ยน ป้ายคำเป็นอย่างเดิม"
    return f"{' '.join(parts)} ประชาชนค้นด้วยคำเหล่านี้ได้ในไม่กี่วินาที"
