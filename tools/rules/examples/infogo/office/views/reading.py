@require_safe
def bad(request: OfficeRequest, point_id: int) -> HttpResponse:
    point = get_object_or_404(request.rights.points(Act.VIEW), pk=point_id)
    # ruleid: write-in-reading-view
    services.confirm_point(point_id=point.pk)
    # ruleid: write-in-reading-view
    point.save(update_fields=["seen"])
    # ruleid: write-in-reading-view
    Visit.objects.create(point=point)
    # ruleid: write-in-reading-view
    Visit.objects.filter(point=point).delete()
    return render(request, "office/point.html", {"page": point})


@router.get("/points/{point_id}")
def bad_for_programs(request, point_id: int):
    # ruleid: write-in-reading-view
    return services.confirm_point(point_id=point_id)


@form_page
def bad_form(request: OfficeRequest, point_id: int) -> HttpResponse:
    # ruleid: write-before-post
    services.confirm_point(point_id=point_id)
    return render(request, "office/point.html", {})


# ruleid: view-of-any-method
def bad_methods(request: OfficeRequest) -> HttpResponse:
    return render(request, "office/point.html", {})


# ruleid: csrf-exempt
@csrf_exempt
@require_POST
def bad_door(request: HttpRequest) -> HttpResponse:
    return render(request, "office/point.html", {})


@require_safe
def good(request: OfficeRequest, point_id: int) -> HttpResponse:
    # ok: write-in-reading-view
    found = services.find_receipt(request.GET["code"])
    # ok: write-in-reading-view
    seen = services.version_of(found)
    # ok: write-in-reading-view
    count = Visit.objects.filter(point=point_id).count()
    return render(request, "office/point.html", {"page": (seen, count)})


# ok: view-of-any-method
# ok: csrf-exempt
@require_POST
def good_post(request: OfficeRequest, point_id: int) -> HttpResponse:
    # ok: write-in-reading-view
    services.confirm_point(point_id=point_id)
    return redirect("office:point", point_id)


@form_page
def good_form(request: OfficeRequest, point_id: int) -> HttpResponse:
    form = PointForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        # ok: write-before-post
        services.save_point(point_id=point_id, facts=form.facts)
        return redirect("office:point", point_id)
    return render(request, "office/point.html", {"form": form})


@form_page
def good_early(request: OfficeRequest, point_id: int) -> HttpResponse:
    if request.method != "POST":
        return render(request, "office/point.html", {})
    # ok: write-before-post
    services.end_point(point_id=point_id)
    return redirect("office:points")


def _good_helper(request: OfficeRequest) -> HttpResponse:
    return render(request, "office/point.html", {})
