"""What an article's text leads to: services, pictures."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from infogo.articles.models import ArticleDraft, DraftState
from infogo.articles.rendering import Picture, ServiceLink, service_codes
from infogo.files.kinds import IMAGES
from infogo.files.links import file_ids
from infogo.files.models import StoredFile
from infogo.manuals.models import Procedure, ProcedureStatus


def service_links(markdown: str, manual_url: Callable[[int], str]) -> Mapping[str, ServiceLink]:
    """Return where the service links of a text lead; merged services lead to the new one."""
    codes = service_codes(markdown)
    if not codes:
        return {}
    named = Procedure.objects.filter(code__in=codes).exclude(status=ProcedureStatus.DRAFT)
    return {procedure.code: _service_link(procedure, manual_url) for procedure in named}


def pictures_of(
    markdown: str, src: Callable[[StoredFile], str], files: QuerySet[StoredFile]
) -> Mapping[int, Picture]:
    """Return the pictures that a text may show, out of ``files``."""
    wanted = file_ids(markdown)
    if not wanted:
        return {}
    return {
        file.pk: Picture(src(file), file.width or 0, file.height or 0)
        for file in files.filter(pk__in=wanted, kind__in=IMAGES, withdrawn_at=None)
    }


def services_named(codes: Collection[str]) -> Mapping[str, Procedure]:
    """Return the services behind codes, whatever their state; unknown codes are missing."""
    return {found.code: found for found in Procedure.objects.filter(code__in=codes)}


def drafts_due(moment: datetime) -> QuerySet[ArticleDraft]:
    """Return approved drafts whose time has come, the oldest first."""
    due = ArticleDraft.objects.filter(state=DraftState.APPROVED, publish_at__lte=moment)
    return due.order_by("publish_at", "pk")


def _service_link(procedure: Procedure, manual_url: Callable[[int], str]) -> ServiceLink:
    if procedure.status == ProcedureStatus.WITHDRAWN:
        return ServiceLink(note=_("ยกเลิกแล้ว"))
    return ServiceLink(href=manual_url(procedure.merged_into_id or procedure.pk))
