"""Files that drafts and editions of manuals name."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from infogo.editing.errors import EditingError
from infogo.editing.services import drafts, workflow
from infogo.files.models import FileUse, Holder, StoredFile
from infogo.files.services import store_file, withdraw_file
from infogo.manuals.content import Form
from infogo.manuals.models import Manual
from infogo.manuals.part import Listing, ListingState
from tests.editing.office import ALL, AUTHOR, approve, begun, everything, submitted, write
from tests.files import samples


@pytest.fixture
def file(manual: Manual, settings: Settings, tmp_path: Path) -> StoredFile:
    settings.INFOGO = {**settings.INFOGO, "FILES_DIR": tmp_path / "files"}
    return store_file(samples.upload(samples.pdf(), "แบบ.pdf"), AUTHOR, manual.agency.key)


def naming(file: StoredFile) -> dict[str, object]:
    forms = Listing[Form](
        state=ListingState.LISTED, items=(Form(name="แบบคำขอ", url=file.public_path),)
    )
    return {"forms": forms.model_dump(mode="json")}


def uses() -> set[tuple[str, str]]:
    return set(FileUse.objects.values_list("holder", "part"))


def test_a_file_becomes_public_with_the_edition_that_names_it(
    manual: Manual, file: StoredFile
) -> None:
    draft = begun(manual)
    write(draft, "forms", **naming(file))
    assert uses() == {(Holder.MANUAL_DRAFT, "forms")}
    assert not StoredFile.objects.get().is_public
    approve(submitted(manual))
    assert uses() == {(Holder.MANUAL, "2")}
    assert StoredFile.objects.get().is_public


def test_a_draft_that_is_thrown_away_lets_go(manual: Manual, file: StoredFile) -> None:
    draft = begun(manual)
    write(draft, "forms", **naming(file))
    draft.refresh_from_db()
    drafts.discard_draft(draft_id=draft.pk, seen=draft.version, actor=AUTHOR, may=ALL)
    assert uses() == set()
    assert not StoredFile.objects.get().is_public


def test_a_file_that_is_gone_stops_the_submission(manual: Manual, file: StoredFile) -> None:
    draft = begun(manual)
    write(draft, "forms", **naming(file))
    withdraw_file(file_id=file.pk, reason="มีชื่อคน", actor=AUTHOR)
    before = everything()
    draft.refresh_from_db()
    with pytest.raises(EditingError, match="ไฟล์ที่ไม่มีแล้ว"):
        workflow.submit_draft(draft_id=draft.pk, seen=draft.version, actor=AUTHOR, may=ALL)
    assert everything() == before
