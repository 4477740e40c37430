"""What anybody gets at /files/<id>/<name>."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from infogo.files import services, store
from infogo.files.models import Holder, StoredFile
from infogo.manuals.content import Form
from infogo.manuals.part import Listing, ListingState
from tests.consistency.readonly import reading_only
from tests.consistency.test_pages import missing_headers
from tests.factories import AgencyFactory, manual_content, standard_manual
from tests.files import samples
from tests.files.test_services import Somebody

pytestmark = pytest.mark.django_db
Taken = Callable[..., StoredFile]


@pytest.fixture
def taken(settings: Settings, tmp_path: Path) -> Taken:
    settings.INFOGO = {**settings.INFOGO, "FILES_DIR": tmp_path / "files"}

    def take(name: str, data: bytes, *, public: bool = True) -> StoredFile:
        file = services.store_file(samples.upload(data, name), Somebody())
        if public:
            services.note_published(Holder.MANUAL, 1, "1", file.public_path, "")
        return file

    return take


def test_the_address_of_a_file_is_the_one_that_texts_name(taken: Taken) -> None:
    file = taken("แบบ.pdf", samples.pdf())
    assert reverse("site:file", args=[file.pk, file.name]) == quote(file.public_path)


def test_a_form_is_saved_under_its_thai_name(client: Client, taken: Taken) -> None:
    file = taken("แบบคำขอ.pdf", samples.pdf())
    with reading_only():
        answer = client.get(file.public_path)
    assert (answer.status_code, answer.content) == (200, samples.pdf())
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Length"] == str(len(samples.pdf()))
    assert answer.headers["Content-Disposition"] == (
        f"attachment; filename=\"file-{file.pk}.pdf\"; filename*=UTF-8''{quote('แบบคำขอ.pdf')}"
    )
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert missing_headers(answer.headers) == []
    assert not answer.cookies
    assert "Cookie" not in answer.headers.get("Vary", "")


def test_a_picture_is_shown(client: Client, taken: Taken) -> None:
    file = taken("ภาพ.png", samples.picture("PNG"))
    answer = client.get(file.public_path)
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["Content-Disposition"].startswith("inline;")
    assert answer.content == store.path_of(file.sha256).read_bytes()


def test_whoever_has_it_already_gets_nothing_again(client: Client, taken: Taken) -> None:
    file = taken("แบบ.pdf", samples.pdf())
    etag = client.head(file.public_path).headers["ETag"]
    answer = client.get(file.public_path, headers={"If-None-Match": etag})
    assert (answer.status_code, answer.content) == (304, b"")


def test_its_head_is_the_head_of_the_whole(client: Client, taken: Taken) -> None:
    file = taken("แบบ.pdf", samples.pdf())
    head, whole = client.head(file.public_path), client.get(file.public_path)
    assert (head.status_code, head.content) == (200, b"")
    assert dict(head.headers) == dict(whole.headers)


def test_another_name_leads_to_the_one_address(client: Client, taken: Taken) -> None:
    file = taken("แบบ.pdf", samples.pdf())
    answer = client.get(f"/files/{file.pk}/other.html")
    assert (answer.status_code, answer.headers["Location"]) == (301, quote(file.public_path))


def test_what_nothing_published_names_is_not_there(client: Client, taken: Taken) -> None:
    file = taken("แบบ.pdf", samples.pdf(), public=False)
    assert client.get(file.public_path).status_code == 404
    assert client.get("/files/99999/x.pdf").status_code == 404


def test_a_withdrawn_file_says_so_and_not_why(client: Client, taken: Taken) -> None:
    file = taken("แบบ.pdf", samples.pdf())
    services.withdraw_file(file_id=file.pk, reason="มีเลขบัตรของใครคนหนึ่ง", actor=Somebody())
    answer = client.get(file.public_path)
    assert answer.status_code == 410
    assert "ถอนไฟล์นี้แล้ว" in answer.content.decode()
    assert "เลขบัตร" not in answer.content.decode()


def test_bytes_that_were_lost_are_not_found(client: Client, taken: Taken) -> None:
    file = taken("แบบ.pdf", samples.pdf())
    store.path_of(file.sha256).unlink()
    assert client.get(file.public_path).status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_nothing_is_written_there(client: Client, taken: Taken, method: str) -> None:
    file = taken("แบบ.pdf", samples.pdf())
    assert getattr(client, method)(file.public_path).status_code == 405


@pytest.mark.parametrize("page_of_manual", ["", "/legal"])
def test_a_manual_says_what_a_form_of_ours_is(
    client: Client, taken: Taken, page_of_manual: str
) -> None:
    agency = AgencyFactory()
    file = store_form(taken, agency.key)
    forms = Listing[Form](
        state=ListingState.LISTED,
        items=(
            Form(name="แบบของเรา", url=file.public_path),
            Form(name="แบบที่อื่น", url="https://example.go.th/form.pdf"),
        ),
    )
    manual = standard_manual(content=manual_content(forms=forms), owner=agency)
    page = client.get(f"/manual/{manual.procedure_id}{page_of_manual}").content.decode()
    link = re.search(r'<a href="(/files/[^"]*)">([^<]*)</a> <span[^>]*>([^<]*)<', page)
    assert link is not None
    assert link.groups() == (file.public_path, "แบบของเรา", "(PDF 1 KB)")
    assert '"https://example.go.th/form.pdf" rel="noopener external"' in page
    assert client.get(file.public_path).status_code == 200


def store_form(taken: Taken, owner_key: str) -> StoredFile:
    file = taken("แบบ.pdf", samples.pdf(), public=False)
    StoredFile.objects.filter(pk=file.pk).update(owner_key=owner_key)
    return file
