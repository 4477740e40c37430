"""Failed searches of the country, and words that are proposed to whoever can fix them."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from infogo.accounts.roles import Act
from infogo.central.exporting import list_file
from infogo.central.pages import searches as pages
from infogo.central.search_forms import (
    PROPOSE,
    PickForm,
    ProposalFilter,
    ProposeForm,
    SearchesFilter,
    cleaned,
)
from infogo.central.views.needing import needing_central
from infogo.editing.errors import EditingError
from infogo.editing.may import person_of
from infogo.editing.services.proposals import propose_words
from infogo.editing.words import LONGEST_TAG
from infogo.manuals.models import Manual
from infogo.search.curation.query_clusters import Cluster
from infogo.workspace.gate import OfficeRequest

for_centre = needing_central(Act.REVIEW, Act.ANALYSE)


@require_safe
@for_centre
def searches(request: OfficeRequest) -> HttpResponse:
    """List what the country does not find."""
    page = pages.searches_page(request.rights, cleaned(SearchesFilter(request.GET)))
    return render(request, "central/searches.html", {"page": page})


@require_safe
@for_centre
def searches_file(request: OfficeRequest, kind: str) -> HttpResponseBase:
    """Answer the list as a file."""
    asked = cleaned(SearchesFilter(request.GET))
    return list_file(pages.searches_table(request.rights, asked), kind)


@require_http_methods(["GET", "HEAD", "POST"])
@for_centre
def search(request: OfficeRequest, failed_id: int) -> HttpResponse:
    """Show one search and what words would change; a POST tries them or proposes them."""
    cluster = pages.cluster_of(failed_id, request.rights.on)
    if cluster is None:
        raise Http404
    asked = cleaned(PickForm(request.GET))
    manual = _manual(asked.get("manual"))
    first = cluster.head.text if len(cluster.head.text) <= LONGEST_TAG else ""
    form = ProposeForm(request.POST or None, initial={"words": first})
    problem = ""
    words = [first] if first else []
    if request.method == "POST" and form.is_valid() and manual is not None:
        words = form.cleaned_data["words"]
        if request.POST.get("act") == PROPOSE:
            problem = _propose(request, cluster, manual, form)
            if not problem:
                return redirect("central:searches")
    page = pages.search_page(request.rights, cluster, manual, asked.get("query") or "", words)
    context = {"page": page, "form": form, "problem": problem}
    status = 422 if problem or (form.is_bound and form.errors) else 200
    return render(request, "central/search.html", context, status=status)


@require_safe
@for_centre
def word_proposals(request: OfficeRequest) -> HttpResponse:
    """List the proposals of the centre and what became of them."""
    asked = cleaned(ProposalFilter(request.GET))
    page = pages.proposals_page(asked.get("state") or "", asked.get("page") or 1)
    return render(request, "central/word_proposals.html", {"page": page})


def _manual(manual_id: int | None) -> Manual | None:
    """Return a standard manual by its number, nothing without one.

    Raises:
        Http404: there is none of this number.
    """
    if not manual_id:
        return None
    standards = Manual.objects.filter(standard=None).select_related("procedure__owner", "agency")
    return get_object_or_404(standards, pk=manual_id)


def _propose(request: OfficeRequest, cluster: Cluster, manual: Manual, form: ProposeForm) -> str:
    """Propose the words of a valid form; return why not, or nothing."""
    try:
        propose_words(
            manual=manual,
            words=form.cleaned_data["words"],
            asked=cluster.texts,
            hours=cluster.hours,
            why=form.cleaned_data["why"],
            actor=person_of(request.rights.officer),
        )
    except EditingError as refusal:
        return str(refusal)
    messages.success(request, f"เสนอป้ายคำให้{manual.procedure.owner.name_th}แล้ว")
    return ""
