@require_safe
def bad(request: OfficeRequest, manual_id: int) -> HttpResponse:
    # ruleid: object-outside-rights
    manual = get_object_or_404(Manual, pk=manual_id)
    # ruleid: object-outside-rights
    draft = get_object_or_404(Draft.objects.select_related("manual"), pk=manual_id)
    # ruleid: object-outside-rights
    point = ServicePoint.objects.get(pk=request.GET["point"])
    # ruleid: number-past-rights
    rows = Rating.objects.filter(pk=manual_id)
    # ruleid: number-past-rights
    several = Rating.objects.filter(pk__in=request.POST.getlist("rating"))
    # ruleid: rights-by-role
    if request.user.is_superuser:
        return render(request, "office/all.html", {"rows": rows, "several": several})
    return render(request, "office/manual.html", {"page": (manual, draft, point)})


@require_safe
def good(request: OfficeRequest, manual_id: int) -> HttpResponse:
    # ok: object-outside-rights
    manual = get_object_or_404(request.rights.manuals(Act.VIEW), pk=manual_id)
    # ok: object-outside-rights
    channel = get_object_or_404(AgencyEChannel, agency=manual.agency, pk=request.GET["channel"])
    # ok: object-outside-rights
    waiting = Manual.objects.filter(pk=manual.pk)
    # ok: number-past-rights
    drafts = Draft.objects.filter(manual=manual)
    # ok: rights-by-role
    if request.rights.everywhere(Act.VIEW):
        return render(request, "office/all.html", {"page": (waiting, drafts)})
    return render(request, "office/manual.html", {"page": (manual, channel)})
