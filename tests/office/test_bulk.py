"""The pages of bulk work: what they offer, what they say, and that long files cost no more."""

from __future__ import annotations

import csv
import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from infogo.accounts.models import Officer
from infogo.bulk.models import BulkJob, JobState
from infogo.points.models import ServicePoint
from tests.bulk.helping import Table, applied, as_csv, checked, downloaded, editor, worked
from tests.factories import AgencyFactory, ProvinceFactory, ServicePointFactory, SubdistrictFactory
from tests.office.people import signed_in
from tests.office.test_pages import queries, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_home(settings: Settings, tmp_path) -> None:
    settings.INFOGO = {**settings.INFOGO, "HOME": tmp_path}


@pytest.fixture
def officer() -> Officer:
    officer = editor(AgencyFactory(), "point_editor")
    more(officer)
    return officer


@pytest.fixture
def client(officer: Officer) -> Client:
    return signed_in(officer)


def more(officer: Officer, count: int = 4) -> None:
    subdistrict = SubdistrictFactory(district__province=ProvinceFactory(code="50"))
    for _ in range(count):
        ServicePointFactory(agency=officer.agency, subdistrict=subdistrict)


def edited(officer: Officer, *, wrong: int = 0) -> Table:
    table = downloaded("points", officer)
    for number, row in enumerate(table):
        row["จุดสังเกต"] = f"ใหม่ {number}"
        if number < wrong:
            row["อีเมล"] = "ไม่มี"
    return table


def send(client: Client, content: bytes, kind: str = "points"):
    file = SimpleUploadedFile("จุด.csv", content, "text/csv")
    return client.post(reverse("office:bulk_kind", args=[kind]), {"file": file})


def test_up_look_apply_and_undo(client: Client, officer: Officer) -> None:
    answer = send(client, as_csv(edited(officer, wrong=1)))
    job = BulkJob.objects.get()
    path = reverse("office:bulk_job", args=[job.pk])
    assert (answer.status_code, answer.headers["Location"]) == (302, path)
    assert "0 จาก 4 แถว" in text_of(client.get(path))
    fragment = client.get(path, headers={"HX-Request": "true"})
    assert "0 จาก 4 แถว" in text_of(fragment)
    assert "<html" not in fragment.content.decode()
    worked(job)
    assert client.get(path, headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"
    page = text_of(client.get(path))
    assert "แก้ 3 แถว" in page
    assert "อีเมล “ไม่มี”: ไม่ใช่อีเมล เขียนเช่น saraban@agency.go.th" in page
    assert "จุดสังเกต : ใหม่ 1" in text_of(client.get(path, {"show": "change"}))

    client.post(reverse("office:bulk_apply", args=[job.pk]))
    assert "0 จาก 3 แถว" in text_of(client.get(path))
    worked(job)
    assert "ย้อนกลับ 3 แถวที่บันทึก" in text_of(client.get(path))
    assert ServicePoint.objects.exclude(landmark="").count() == 3
    client.post(reverse("office:bulk_undo", args=[job.pk]))
    assert worked(job).state == JobState.UNDONE
    assert not ServicePoint.objects.exclude(landmark="").exists()
    again = client.post(reverse("office:bulk_apply", args=[job.pk]), follow=True)
    assert "งานนี้ย้อนกลับแล้ว จึงสั่งบันทึกไม่ได้" in text_of(again)


def test_the_file_of_errors_holds_the_wrong_rows_and_what_to_do(
    client: Client, officer: Officer
) -> None:
    job = checked("points", officer, edited(officer, wrong=2))
    answer = client.get(reverse("office:bulk_errors", args=[job.pk]))
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["จุดสังเกต"] for row in rows] == ["ใหม่ 0", "ใหม่ 1"]
    assert rows[0]["สิ่งที่ต้องแก้"] == "อีเมล: ไม่ใช่อีเมล เขียนเช่น saraban@agency.go.th"
    for row in rows:
        row["อีเมล"] = "a@b.go.th"
    assert applied(checked("points", officer, rows)).applied == 2


def test_a_workbook_of_errors_colours_the_cells(client: Client, officer: Officer) -> None:
    from_page = client.get(reverse("office:bulk_download", args=["points"]))
    assert from_page.headers["Content-Type"].startswith("application/vnd.openxml")
    content = b"".join(from_page.streaming_content)
    send(client, content)
    job = worked(BulkJob.objects.get())
    assert job.outcomes == {"same": 4}
    BulkJob.objects.update(state=JobState.CHECKED)
    job.rows.filter(number=2).update(
        outcome="wrong", problems=[{"column": "อีเมล", "value": "", "reason": "x", "advice": "y"}]
    )
    errors = client.get(reverse("office:bulk_errors", args=[job.pk]))
    with zipfile.ZipFile(io.BytesIO(b"".join(errors.streaming_content))) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        assert b"FCE4E4" in archive.read("xl/styles.xml")
    assert "อีเมล: x y" in sheet


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"a,b\n1,2", "ไม่พบหัวตาราง"), (b"", "ไฟล์ว่างเปล่า")],
)
def test_a_file_that_cannot_be_used_comes_back_with_the_form(
    client: Client, content: bytes, said: str
) -> None:
    answer = send(client, content)
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert not BulkJob.objects.exists()


def test_a_download_is_narrowed_by_province_and_name(client: Client, officer: Officer) -> None:
    elsewhere = SubdistrictFactory(district__province=ProvinceFactory(code="63"))
    ServicePointFactory(agency=officer.agency, name_th="สาขาตลาด", subdistrict=elsewhere)
    for narrow, count in (({}, 5), ({"province": "50"}, 4), ({"q": "ตลาด"}, 1)):
        page = client.get(reverse("office:bulk_kind", args=["points"]), narrow)
        assert f"คุณแก้ได้ {count} แถว" in text_of(page)
        file = client.get(
            reverse("office:bulk_download", args=["points"]), {**narrow, "file": "csv"}
        )
        assert len(b"".join(file.streaming_content).splitlines()) == count + 1


def test_too_many_rows_are_not_sent(
    client: Client, officer: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("infogo.bulk.sheet.Sheet.most", 2)
    answer = client.get(reverse("office:bulk_download", args=["points"]), follow=True)
    assert "มีมากกว่า 2 แถว" in text_of(answer)


def test_the_template_is_empty(client: Client) -> None:
    path = reverse("office:bulk_download", args=["points"])
    content = b"".join(client.get(path, {"file": "template"}).streaming_content)
    answer = send(client, content)
    assert "ไฟล์ไม่มีแถวข้อมูล" in text_of(answer)


def test_kinds_that_are_not_hers_are_not_offered(client: Client) -> None:
    page = text_of(client.get(reverse("office:bulk")))
    assert "หมุด" in page
    assert "ค่าธรรมเนียม" not in page
    assert client.get(reverse("office:bulk_kind", args=["fees"])).status_code == 403
    assert client.get(reverse("office:bulk_kind", args=["nothing"])).status_code == 404


def test_a_colleague_does_not_see_the_job(client: Client, officer: Officer) -> None:
    job = checked("points", editor(officer.agency), edited(officer))
    assert client.get(reverse("office:bulk_job", args=[job.pk])).status_code == 404
    assert client.post(reverse("office:bulk_apply", args=[job.pk])).status_code == 404
    job.refresh_from_db()
    assert job.state == JobState.CHECKED


def test_long_files_and_many_jobs_cost_no_more_queries(client: Client, officer: Officer) -> None:
    counts = []
    for _ in range(2):
        more(officer)
        job = checked("points", officer, edited(officer, wrong=2))
        counts.append(
            [
                queries(client, reverse("office:bulk")),
                queries(client, reverse("office:bulk_job", args=[job.pk])),
                queries(client, reverse("office:bulk_kind", args=["points"])),
                downloads(client),
            ]
        )
    assert counts[0] == counts[1]


def downloads(client: Client) -> int:
    with CaptureQueriesContext(connection) as caught:
        answer = client.get(reverse("office:bulk_download", args=["points"]), {"file": "csv"})
        assert b"".join(answer.streaming_content)
    return len(caught)


def test_a_file_without_a_row_to_save_offers_none(client: Client, officer: Officer) -> None:
    job = checked("points", officer, edited(officer, wrong=4))
    text = text_of(client.get(reverse("office:bulk_job", args=[job.pk])))
    assert "แก้ 4 แถวในไฟล์แล้วส่งใหม่" in text
    assert "ใช้เฉพาะแถวที่ถูกต้อง" not in text
