"""Writing the draft of an article and taking it to citizens."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from infogo.articles.errors import ArticleError, ConflictError, RefusedTextError
from infogo.articles.models import Article, ArticleDraft, DraftState
from infogo.articles.rights import may_decide, may_write
from infogo.articles.services import drafts, workflow
from infogo.articles.services.steps import owner_key
from infogo.articles.texts import ArticleText, draft_text
from infogo.core.written import asked_words
from infogo.editing.may import person_of
from infogo.files.kinds import FileRefusedError
from infogo.files.services import store_file
from infogo.office.article_forms import (
    ArticleForm,
    DecideForm,
    PictureForm,
    SubmitForm,
    chosen_services,
)
from infogo.office.pages import article_text as pages
from infogo.office.pages.articles import open_draft
from infogo.office.views.articles import article_or_404
from infogo.workspace.errors import CONFLICT
from infogo.workspace.forms import begin_anew
from infogo.workspace.gate import OfficeRequest

form_page = require_http_methods(["GET", "HEAD", "POST"])


@form_page
def article_edit(request: OfficeRequest, article_id: int) -> HttpResponse:
    """Write the draft; a script saves by itself, searches services and gets fragments.

    What somebody wrote while the draft was submitted or ended meanwhile is shown again to her.
    """
    article = article_or_404(request, article_id, may_write)
    if request.method == "POST" and request.POST.get("do") == "begin":
        drafts.begin_draft(article_id=article.pk, rights=request.rights)
        return redirect("office:article_edit", article.pk)
    draft = open_draft(article)
    if request.method == "POST" and (written := draft or article.drafts.order_by("pk").last()):
        return _save(request, article, written)
    if draft is None or not draft.is_editable:
        messages.error(request, "ตอนนี้ไม่มีร่างที่แก้ได้")
        return redirect("office:article", article.pk)
    text, query = draft_text(draft), request.GET.get("q", "")
    if request.headers.get("HX-Request"):
        words = asked_words(query)
        hits = pages.search_services(words, text.services) if words else ()
        return render(request, "office/article_hits.html", {"query": query, "hits": hits})
    form = ArticleForm.holding(text, draft.text_version)
    return _editor(request, article, draft, form, text)


@require_safe
def article_preview(request: OfficeRequest, article_id: int) -> HttpResponse:
    """Show the draft as citizens will read it."""
    article = article_or_404(request, article_id)
    page = pages.preview_page(article, _draft_or_404(article))
    return render(request, "office/article_preview.html", {"page": page})


@form_page
def article_submit(request: OfficeRequest, article_id: int) -> HttpResponse:
    """Ask for approval."""
    article = article_or_404(request, article_id, may_write)
    draft = _draft_or_404(article)
    form = SubmitForm(request.POST or None, initial={"seen": draft.version})
    if request.method == "POST" and form.is_valid():
        try:
            workflow.submit_draft(
                draft_id=draft.pk,
                seen=form.cleaned_data["seen"],
                rights=request.rights,
                note=form.cleaned_data["note"],
                publish_at=form.cleaned_data["publish_at"],
            )
        except (ArticleError, RefusedTextError) as refusal:
            form.add_error(None, str(refusal))
            begin_anew(form, draft.version)
        else:
            messages.success(request, "ส่งให้ผู้อนุมัติแล้ว ประชาชนยังเห็นฉบับเดิม")
            return redirect("office:article", article.pk)
    findings = pages.findings_of(article, draft_text(draft))
    context = {"article": article, "draft": draft, "form": form, "findings_found": findings}
    status = 422 if form.errors else 200
    return render(request, "office/article_submit.html", context, status=status)


@form_page
def article_decide(request: OfficeRequest, article_id: int) -> HttpResponse:
    """Show what would change, and publish it or send it back."""
    article = article_or_404(request, article_id, may_decide)
    draft = _draft_or_404(article)
    form = DecideForm(request.POST or None, initial={"seen": draft.version})
    if request.method == "POST" and form.is_valid():
        try:
            done = _decide(request, draft, form)
        except ArticleError as refusal:
            form.add_error(None, str(refusal))
            begin_anew(form, draft.version)
        else:
            messages.success(request, done)
            return redirect("office:article", article.pk)
    context = {"page": pages.decide_page(request.rights, article, draft), "form": form}
    status = 422 if form.errors else 200
    return render(request, "office/article_decide.html", context, status=status)


@require_POST
def article_take_back(request: OfficeRequest, article_id: int) -> HttpResponse:
    """Take a waiting draft back to go on writing."""
    article = article_or_404(request, article_id, may_write)
    draft = _draft_or_404(article)
    try:
        workflow.take_back(draft_id=draft.pk, seen=_seen(request), rights=request.rights)
    except ArticleError as refusal:
        messages.error(request, str(refusal))
        return redirect("office:article", article.pk)
    messages.success(request, "เอาร่างกลับมาแก้แล้ว")
    return redirect("office:article_edit", article.pk)


@require_POST
def article_discard(request: OfficeRequest, article_id: int) -> HttpResponse:
    """Give a draft up."""
    article = article_or_404(request, article_id, may_write)
    draft = _draft_or_404(article)
    try:
        drafts.discard_draft(draft_id=draft.pk, seen=_seen(request), rights=request.rights)
    except ArticleError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "ทิ้งร่างแล้ว ฉบับที่เผยแพร่อยู่ไม่เปลี่ยน")
    return redirect("office:article", article.pk)


def _save(request: OfficeRequest, article: Article, draft: ArticleDraft) -> HttpResponse:
    """Save what was typed, then do what the button says; what cannot be saved is shown again."""
    form, services = ArticleForm(request.POST), chosen_services(request.POST)
    is_by_itself = bool(request.headers.get("HX-Request"))
    typed = ArticleText(title_th=request.POST.get("title_th", ""), services=services)
    if form.is_valid():
        typed = form.text(services)
        try:
            saved = _kept(request, draft, typed, form.cleaned_data["seen"])
        except ConflictError as meeting:
            return _both(request, article, draft, meeting, is_by_itself=is_by_itself)
        except ArticleError as refusal:
            form.add_error(None, str(refusal))
        else:
            if is_by_itself:
                return render(request, "office/article_saved.html", _saved(saved))
            if request.POST.get("do") != "picture":
                return _next(request, article)
            return _with_picture(request, article, saved, typed)
    if is_by_itself:
        problem = "; ".join(str(error) for errors in form.errors.values() for error in errors)
        return render(request, "office/article_saved.html", {"problem": problem, "seen": None})
    return _editor(request, article, draft, form, typed, status=422)


def _kept(
    request: OfficeRequest, draft: ArticleDraft, text: ArticleText, seen: int
) -> ArticleDraft:
    return drafts.save_draft(draft_id=draft.pk, text=text, seen=seen, rights=request.rights)


def _with_picture(
    request: OfficeRequest, article: Article, saved: ArticleDraft, text: ArticleText
) -> HttpResponse:
    """Take a picture in and put it at the end of the text."""
    form = PictureForm(request.POST, request.FILES)
    if form.is_valid():
        person, owner = person_of(request.rights.officer), owner_key(article)
        try:
            file = store_file(form.cleaned_data["file"], person, owner)
            body = f"{text.body_th}\n\n{form.words(file)}".strip()
            _kept(request, saved, replace(text, body_th=body), saved.text_version)
        except FileRefusedError as refusal:
            form.add_error("file", str(refusal))
        except ArticleError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "วางภาพไว้ท้ายเนื้อหาแล้ว ย้ายบรรทัดนั้นไปตรงที่ต้องการได้")
            return redirect(reverse("office:article_edit", args=[article.pk]))
    again = ArticleForm.holding(text, saved.text_version)
    return _editor(request, article, saved, again, text, picture=form, status=422)


def _both(
    request: OfficeRequest,
    article: Article,
    draft: ArticleDraft,
    meeting: ConflictError,
    *,
    is_by_itself: bool,
) -> HttpResponse:
    """Show both texts: hers in the form, and what differs from the one saved meanwhile."""
    if is_by_itself:
        context = {"problem": str(meeting), "seen": None}
        return render(request, "office/article_saved.html", context)
    form = ArticleForm.holding(meeting.mine, meeting.version)
    conflict = pages.conflict_of(meeting.mine, meeting.theirs, meeting.saved_by_name)
    return _editor(request, article, draft, form, meeting.mine, conflict=conflict, status=CONFLICT)


def _next(request: OfficeRequest, article: Article) -> HttpResponse:
    """Go where the button that was pressed leads."""
    do = request.POST.get("do")
    if do in {"preview", "submit"}:
        return redirect(f"office:article_{do}", article.pk)
    address = reverse("office:article_edit", args=[article.pk])
    if do == "find":
        asked = urlencode({"q": asked_words(request.POST.get("q"))})
        return redirect(f"{address}?{asked}#services")
    messages.success(request, "บันทึกร่างแล้ว ประชาชนยังไม่เห็น")
    return redirect(address)


def _editor(
    request: OfficeRequest,
    article: Article,
    draft: ArticleDraft,
    form: ArticleForm,
    text: ArticleText,
    **shown: Any,
) -> HttpResponse:
    status = shown.pop("status", 200)
    context = {
        "page": pages.edit_page(article, draft, text, request.GET.get("q", "")),
        "form": form,
        "picture": shown.get("picture") or PictureForm(),
        "conflict": shown.get("conflict"),
    }
    return render(request, "office/article_edit.html", context, status=status)


def _saved(draft: ArticleDraft) -> dict[str, Any]:
    return {"problem": "", "seen": draft.text_version, "saved": pages.saved_words(draft)}


def _decide(request: OfficeRequest, draft: ArticleDraft, form: DecideForm) -> str:
    """Publish or return; returns what to say."""
    seen = form.cleaned_data["seen"]
    if request.POST.get("do") == "return":
        reason = form.cleaned_data["reason"]
        workflow.return_draft(draft_id=draft.pk, seen=seen, reason=reason, rights=request.rights)
        return "ส่งกลับให้ผู้เขียนแก้แล้ว"
    decided = workflow.approve_draft(draft_id=draft.pk, seen=seen, rights=request.rights)
    if decided.state == DraftState.APPROVED:
        return "อนุมัติแล้ว ระบบเผยแพร่เองเมื่อถึงเวลา"
    return "เผยแพร่แล้ว ประชาชนเห็นทันที"


def _draft_or_404(article: Article) -> ArticleDraft:
    draft = open_draft(article)
    if draft is None:
        raise Http404
    return draft


def _seen(request: OfficeRequest) -> int:
    sent = request.POST.get("seen", "")
    return int(sent) if sent.isdecimal() and len(sent) < 10 else 0
