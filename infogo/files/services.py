"""Taking files in, noting what names them, withdrawing them and clearing away the forgotten."""

from __future__ import annotations

import logging
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from infogo.core import audit
from infogo.core.models import OutboxTopic
from infogo.core.outbox import announce
from infogo.core.trouble import trouble_of
from infogo.files import store
from infogo.files.bucket import StoreAwayError
from infogo.files.checking import MEGABYTE, Limits, check_file, too_large
from infogo.files.images import small_picture
from infogo.files.kinds import CheckedFile, FileRefusedError
from infogo.files.links import file_ids
from infogo.files.models import DRAFTS, FileUse, Holder, StoredFile
from infogo.files.names import safe_stem

FORGOTTEN_AFTER = timedelta(days=30)
UNCLAIMED_SECONDS = 24 * 3600
"""Bytes that no row names are left alone for a day: their row may be on its way."""
LONGEST_REASON = 400
SHOWN_ON = {OutboxTopic.ARTICLE: Holder.ARTICLE, OutboxTopic.AGENCY: Holder.AGENCY}
"""Whose pages show a picture themselves; those of manuals lead to the file, which says it."""
AT_ONCE = 500
NO_ROOM = "ที่เก็บไฟล์เต็มหรือเขียนไม่ได้ในตอนนี้ แจ้งผู้ดูแลระบบ แล้วแนบไฟล์นี้อีกครั้ง"
log = logging.getLogger(__name__)


class Actor(Protocol):
    """Whoever acts: a stable id ("officer 12") and the name that others read."""

    @property
    def id(self) -> str:
        """Return the id."""

    @property
    def name(self) -> str:
        """Return the name."""


@dataclass(frozen=True)
class PutAway:
    """A file whose bytes are kept and which nothing names yet; ``name`` is what it is called."""

    sha256: str
    name: str
    checked: CheckedFile


@dataclass(frozen=True)
class Swept:
    """What was cleared away."""

    files: int
    contents: int


def limits() -> Limits:
    """Return how large files may be here."""
    return Limits(
        file_bytes=settings.INFOGO["FILE_MEGABYTES"] * MEGABYTE,
        image_bytes=settings.INFOGO["IMAGE_MEGABYTES"] * MEGABYTE,
    )


def store_file(upload: UploadedFile, actor: Actor, owner_key: str = "") -> StoredFile:
    """Take a file in; ``public_path`` of the result is what a manual or an article names.

    The same content under the same name for the same owner is the same file. Nobody can read it
    in public before something published names it.

    Args:
        upload: as the form brought it.
        actor: who brings it.
        owner_key: key of the agency it belongs to; empty for the centre.

    Raises:
        FileRefusedError: it is empty, too large, of an unknown kind, or unsafe.
    """
    return note_stored(put_away(upload), actor, owner_key)


def put_away(upload: UploadedFile) -> PutAway:
    """Check a file and keep its bytes, before anything is held; ``note_stored`` takes it in.

    Who then does not take it in need not clear up: ``sweep_files`` removes what no row names.

    Raises:
        FileRefusedError: it is empty, too large, of an unknown kind, or unsafe.
    """
    checked = check_file(_read(upload), upload.name or "", limits())
    return _kept(checked, upload.name or "")


@transaction.atomic
def note_stored(away: PutAway, actor: Actor, owner_key: str = "") -> StoredFile:
    """Take in a file whose bytes are put away; what ``store_file`` says of equal ones holds."""
    sha256, name, checked = away.sha256, away.name, away.checked
    same = StoredFile.objects.filter(
        sha256=sha256, name=name, owner_key=owner_key, withdrawn_at=None
    ).first()
    if same is not None:
        same.uploaded_at = timezone.now()  # begins anew to wait for somebody to name it
        same.save(update_fields=["uploaded_at"])
        return same
    file = StoredFile.objects.create(
        sha256=sha256,
        name=name,
        kind=checked.kind,
        byte_count=len(checked.data),
        width=checked.width,
        height=checked.height,
        owner_key=owner_key,
        uploader=actor.id,
        uploader_name=actor.name,
    )
    _record(actor, "upload", file, {"name": name, "sha256": sha256, "owner": owner_key})
    return file


def store_logo(
    upload: UploadedFile, actor: Actor, owner_key: str, *, longest_side: int, most_bytes: int
) -> StoredFile:
    """Take a picture in as a small one, such as the logo of an agency.

    Raises:
        FileRefusedError: it is no picture, or cannot be made that small.
    """
    read = _read(upload)
    if not read or len(read) > limits().image_bytes:
        raise FileRefusedError(too_large(limits().image_bytes) if read else "เลือกไฟล์ภาพ")
    small = small_picture(read, longest_side=longest_side, most_bytes=most_bytes)
    return note_stored(_kept(small, upload.name or ""), actor, owner_key)


@transaction.atomic
def note_draft(holder: Holder, holder_id: int, part: str, text: str, owner_key: str) -> None:
    """Note which files one part of a draft names now; what it no longer names is let go.

    Another owner's file counts only once it is public: naming it opens nothing.
    """
    mine = FileUse.objects.filter(holder=holder, holder_id=holder_id, part=part)
    wanted = file_ids(text)
    mine.exclude(file_id__in=wanted).delete()
    _note(holder, holder_id, part, wanted, owner_key)


@transaction.atomic
def forget_draft(holder: Holder, holder_id: int) -> None:
    """Let go of everything that a draft named; it ended."""
    FileUse.objects.filter(holder=holder, holder_id=holder_id, holder__in=DRAFTS).delete()


@transaction.atomic
def note_published(holder: Holder, holder_id: int, part: str, text: str, owner_key: str) -> None:
    """Note which files something published names: from now on citizens can have them.

    Another owner's file does not become public by being named.
    """
    wanted = file_ids(text)
    _note(holder, holder_id, part, wanted, owner_key)
    private = StoredFile.objects.filter(pk__in=wanted, owner_key=owner_key, published_at=None)
    private.update(published_at=timezone.now())


@transaction.atomic
def withdraw_file(*, file_id: int, reason: str, actor: Actor) -> StoredFile:
    """End a file everywhere, such as one that shows somebody's data; its address says so.

    Raises:
        FileRefusedError: no reason is given, or it is withdrawn already.
    """
    said = reason.strip()[:LONGEST_REASON]
    file = StoredFile.objects.select_for_update().get(pk=file_id)
    if not said:
        raise FileRefusedError("บอกเหตุผลที่ถอนไฟล์")
    if file.withdrawn_at is not None:
        raise FileRefusedError("ไฟล์นี้ถอนไปแล้ว")
    file.withdrawn_at, file.withdrawn_reason = timezone.now(), said
    file.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    _record(actor, "withdraw", file, {"reason": said})
    for topic, holder in SHOWN_ON.items():
        announce(topic, set(file.uses.filter(holder=holder).values_list("holder_id", flat=True)))
    return file


def sweep_files(now: datetime | None = None) -> Swept:
    """Remove files that nothing names after 30 days, and bytes that no file stands for.

    One that any edition ever named is public and stays. A withdrawn file keeps its row, which
    says why it is gone, and loses its bytes.
    """
    moment = now or timezone.now()
    removed = 0
    forgotten = StoredFile.objects.filter(
        published_at=None, uses=None, uploaded_at__lt=moment - FORGOTTEN_AFTER
    )
    for file_id in tuple(forgotten.values_list("pk", flat=True)[:AT_ONCE]):
        removed += _remove_forgotten(file_id, moment)
    contents = 0
    for name in store.kept_longer_than(UNCLAIMED_SECONDS):
        sha256 = store.digest_in(name)
        if not StoredFile.objects.filter(sha256=sha256, withdrawn_at=None).exists():
            store.remove(name)
            contents += 1
    return Swept(files=removed, contents=contents)


def _read(upload: UploadedFile) -> bytes:
    """Return the content, never more than may be stored and one byte."""
    most = limits().file_bytes
    if (upload.size or 0) > most:
        raise FileRefusedError(too_large(most))
    upload.seek(0)
    read: bytes = upload.read(most + 1)
    return read


def _kept(checked: CheckedFile, given: str) -> PutAway:
    # Before anything is held: a store that answers slowly lets nobody else wait.
    return PutAway(_put(checked.data), f"{safe_stem(given)}.{checked.kind}", checked)


def _put(data: bytes) -> str:
    try:
        return store.put(data)
    except StoreAwayError as problem:
        raise FileRefusedError("ตอนนี้ที่เก็บไฟล์ไม่ตอบ แนบไฟล์นี้อีกครั้งในอีกสักครู่") from problem
    except OSError as problem:
        if trouble_of(problem) is None:
            raise
        log.exception("a file could not be kept")
        raise FileRefusedError(NO_ROOM) from problem


def _note(
    holder: Holder, holder_id: int, part: str, wanted: Collection[int], owner_key: str
) -> None:
    if not wanted:
        return
    allowed = StoredFile.objects.filter(Q(owner_key=owner_key) | ~Q(published_at=None))
    FileUse.objects.bulk_create(
        [
            FileUse(file_id=file_id, holder=holder, holder_id=holder_id, part=part)
            for file_id in allowed.filter(pk__in=wanted).values_list("pk", flat=True)
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def _remove_forgotten(file_id: int, moment: datetime) -> int:
    file = StoredFile.objects.select_for_update().filter(pk=file_id).first()
    if file is None or file.published_at is not None or file.uses.exists():
        return 0
    if file.uploaded_at >= moment - FORGOTTEN_AFTER:
        return 0
    _record(None, "forget", file, {"name": file.name, "sha256": file.sha256})
    file.delete()
    return 1


def _record(actor: Actor | None, verb: str, file: StoredFile, detail: dict[str, str]) -> None:
    audit.record(
        actor=f"{actor.id} {actor.name}".strip() if actor else audit.SYSTEM,
        verb=verb,
        target="file",
        target_id=file.pk,
        detail=detail,
    )
