"""The logo of an agency: writes by officers."""

from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from infogo.agencies.models import Agency
from infogo.core import audit
from infogo.core.models import OutboxTopic
from infogo.core.outbox import announce
from infogo.files.models import FileUse, Holder, StoredFile
from infogo.files.services import Actor, note_published, store_logo

LOGO_LONGEST_SIDE = 240
LOGO_MOST_BYTES = 20_000
"""It stands on every page of the agency: as much as the rest of the page weighs."""


def set_logo(*, agency_id: int, upload: UploadedFile, actor: Actor) -> StoredFile:
    """Show a picture as the logo of an agency, made small first.

    The agency does not count as edited by this: source files know nothing of logos, and the rest
    of it shall go on following them.

    Raises:
        FileRefusedError: it is no picture that can be used.
    """
    key = Agency.objects.values_list("key", flat=True).get(pk=agency_id)
    logo = store_logo(
        upload, actor, key, longest_side=LOGO_LONGEST_SIDE, most_bytes=LOGO_MOST_BYTES
    )
    _show(agency_id, logo, actor)
    return logo


@transaction.atomic
def _show(agency_id: int, logo: StoredFile, actor: Actor) -> None:
    agency = Agency.objects.select_for_update().get(pk=agency_id)
    FileUse.objects.filter(holder=Holder.AGENCY, holder_id=agency.pk).delete()
    note_published(Holder.AGENCY, agency.pk, "", logo.public_path, agency.key)
    _save(agency, logo, verb="set-logo", actor=actor)


@transaction.atomic
def remove_logo(*, agency_id: int, actor: Actor) -> None:
    """Show an agency without a logo again."""
    agency = Agency.objects.select_for_update().get(pk=agency_id)
    if agency.logo_id is not None:
        FileUse.objects.filter(holder=Holder.AGENCY, holder_id=agency.pk).delete()
        _save(agency, None, verb="remove-logo", actor=actor)


def _save(agency: Agency, logo: StoredFile | None, *, verb: str, actor: Actor) -> None:
    agency.logo = logo
    agency.save(update_fields=["logo", "updated_at"])
    audit.record(
        actor=f"{actor.id} {actor.name}",
        verb=verb,
        target="agency",
        target_id=agency.pk,
        detail={"file": logo.pk if logo else None},
    )
    announce(OutboxTopic.AGENCY, [agency.pk])
