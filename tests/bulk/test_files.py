"""Files as they come: any encoding, any order of columns, and made to do harm."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from infogo.accounts.models import Officer
from infogo.bulk import archives, storage
from infogo.bulk.cells import clean, text_of
from infogo.bulk.errors import BulkError, FileError
from infogo.bulk.models import BulkJob, BulkRow
from infogo.bulk.reading import Upload, decoded, read_upload
from infogo.bulk.services import jobs
from infogo.bulk.sheet import MOST_ROWS, Sheet
from infogo.bulk.sheets import SHEETS
from infogo.bulk.writing import HELP_SHEET, LIST_SHEET, write_workbook
from infogo.core.cells import escaped, unescaped
from infogo.core.dates import BANGKOK
from infogo.points.models import ServicePoint
from tests.bulk.helping import as_csv, as_workbook, checked, downloaded, editor, uploaded, worked
from tests.factories import AgencyFactory, ServicePointFactory

pytestmark = pytest.mark.django_db
HEADS = "รหัสจุด,รหัสรุ่น,จุดสังเกต"
WIDE = '<c r="XFD1048576"><v>1</v></c>'


@pytest.fixture
def officer() -> Officer:
    return editor(AgencyFactory())


@pytest.fixture
def point(officer: Officer) -> ServicePoint:
    return ServicePointFactory(agency=officer.agency)


def refusal(officer: Officer, content: bytes) -> str:
    """Upload a file that is refused; nothing of it stays."""
    with pytest.raises(FileError) as caught:
        uploaded("points", officer, content)
    assert not BulkJob.objects.exists()
    assert not list(storage.folder().iterdir())
    return str(caught.value)


def workbook(fill: Callable[[xlsxwriter.Workbook], object]) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        fill(book)
    return stream.getvalue()


def changed(content: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """Return a workbook with one of its parts changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            body = old.read(name)
            new.writestr(name, change(body.decode()) if name == part else body)
    return stream.getvalue()


class TestWhatOfficesSend:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874", "utf-16", "utf-16-le"])
    @pytest.mark.parametrize("delimiter", [",", ";", "\t"])
    def test_every_encoding_and_delimiter(
        self, officer: Officer, point: ServicePoint, encoding: str, delimiter: str
    ) -> None:
        (row,) = downloaded("points", officer)
        # TIS-620 has no dash as hours are shown with; only the columns that change are sent.
        row = {head: row[head] for head in ("รหัสจุด", "รหัสรุ่น")} | {"จุดสังเกต": "ข้างวัด; ซ้าย, ขวา"}
        content = as_csv([row], encoding=encoding, delimiter=delimiter)
        job = worked(uploaded("points", officer, content))
        (found,) = BulkRow.objects.filter(job=job)
        assert found.changes == [{"column": "จุดสังเกต", "before": "", "after": "ข้างวัด; ซ้าย, ขวา"}]

    def test_columns_in_any_order_with_spaces_and_a_title_above(
        self, officer: Officer, point: ServicePoint
    ) -> None:
        (row,) = downloaded("points", officer)
        text = f"บัญชีจุดให้บริการ,,\n\n จุด สังเกต ,รหัสรุ่น,รหัส จุด\nข้างวัด,{row['รหัสรุ่น']},{point.pk}\n\n"
        job = worked(uploaded("points", officer, text.encode()))
        assert job.outcomes == {"change": 1}
        assert BulkRow.objects.get().number == 4

    def test_numbers_dates_and_results_of_formulas_are_read_as_shown(
        self, officer: Officer, point: ServicePoint
    ) -> None:
        (row,) = downloaded("points", officer)

        def fill(book: xlsxwriter.Workbook) -> None:
            page = book.add_worksheet("จุดให้บริการ")
            for place, head in enumerate(("รหัสจุด", "รหัสรุ่น", "รหัสไปรษณีย์", "จุดสังเกต", "ที่อยู่")):
                page.write_string(0, place, head)
            page.write_number(1, 0, point.pk)
            page.write_string(1, 1, row["รหัสรุ่น"])
            page.write_number(1, 2, 50100)
            page.write_datetime(1, 3, date(2026, 1, 5), book.add_format({"num_format": "d/m/yy"}))
            page.write_formula(1, 4, '="80 "&"ถนน"', None, "80 ถนน")

        job = worked(uploaded("points", officer, workbook(fill)))
        after = {change["column"]: change["after"] for change in BulkRow.objects.get().changes}
        assert job.outcomes == {"change": 1}
        assert after == {"รหัสไปรษณีย์": "50100", "จุดสังเกต": "5 ม.ค. 2569", "ที่อยู่": "80 ถนน"}

    def test_the_same_id_twice_is_wrong_the_second_time(
        self, officer: Officer, point: ServicePoint
    ) -> None:
        (row,) = downloaded("points", officer)
        rows = [{**row, "จุดสังเกต": text} for text in ("ก", "ข")]
        job = checked("points", officer, rows)
        assert job.outcomes == {"change": 1, "wrong": 1}
        (problem,) = BulkRow.objects.get(number=3).problems
        assert problem["reason"] == "รหัสซ้ำกับแถวที่ 2"

    def test_a_workbook_has_lists_notes_and_instructions(
        self, officer: Officer, point: ServicePoint, tmp_path: Path
    ) -> None:
        path = tmp_path / "x.xlsx"
        path.write_bytes(as_workbook("points", officer, tmp_path))
        book = CalamineWorkbook.from_path(str(path))
        assert book.sheet_names == ["จุดให้บริการ", LIST_SHEET, HELP_SHEET]
        lines = book.get_sheet_by_name(HELP_SHEET).to_python()
        assert len(lines) == len(SHEETS["points"].columns) + 3
        with zipfile.ZipFile(path) as archive:
            assert archive.read("xl/worksheets/sheet1.xml").count(b"<dataValidation ") == 10
            assert b"<comment " in archive.read("xl/comments1.xml")


class TestHarm:
    @pytest.mark.parametrize(
        ("content", "said"),
        [
            (b"", "ว่างเปล่า"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1", ".xls"),
            (b"PK\x03\x04nonsense", "เปิดไฟล์ไม่ได้"),
            (b"\x89PNG\r\n\x1a\n\x00\xff\x00", "อ่านตัวอักษรในไฟล์ไม่ได้"),
            (b"a,b,c\n1,2,3", "ไม่พบหัวตาราง"),
            (HEADS.encode(), "ไม่มีแถวข้อมูล"),
            (f"{HEADS},สี\n1,x,y,แดง".encode(), "ไม่รู้จักคอลัมน์ “สี”"),
            (f"{HEADS},จุดสังเกต\n1,x,y,z".encode(), "มีสองคอลัมน์"),
            ("รหัสจุด,จุดสังเกต\n1,y".encode(), "ไม่มีคอลัมน์ “รหัสรุ่น”"),
            (f'{HEADS}\n1,x,"{"y" * 140_000}"'.encode(), "อ่าน CSV ไม่ได้"),
        ],
    )
    def test_a_file_that_cannot_be_used_says_why(
        self, officer: Officer, content: bytes, said: str
    ) -> None:
        assert said in refusal(officer, content)

    def test_a_large_file_is_not_kept(self, officer: Officer) -> None:
        def pieces():
            for _ in range(200):
                yield b"x" * (1 << 16)
            raise AssertionError("read on after the limit")

        with pytest.raises(FileError, match="10 MB"):
            storage.keep(pieces())
        assert not list(storage.folder().iterdir())

    def test_too_many_rows(self, officer: Officer) -> None:
        rows = "\n".join(f"{n},x,y" for n in range(1, MOST_ROWS + 2))
        assert f"{MOST_ROWS:,} แถว" in refusal(officer, f"{HEADS}\n{rows}".encode())

    def test_another_kind_is_named(self, officer: Officer, tmp_path: Path) -> None:
        with pytest.raises(FileError, match="เลือกชนิดข้อมูลให้ตรง"):
            uploaded("pins", officer, as_workbook("fees", officer, tmp_path))

    def test_merged_cells(self, officer: Officer) -> None:
        def fill(book: xlsxwriter.Workbook) -> None:
            page = book.add_worksheet("จุดให้บริการ")
            page.write_row(0, 0, HEADS.split(","))
            page.merge_range(1, 0, 2, 0, "1")

        assert "ผสาน" in refusal(officer, workbook(fill))

    def test_a_cell_far_away_is_found_before_the_file_is_opened(self, officer: Officer) -> None:
        content = workbook(lambda book: book.add_worksheet("จุดให้บริการ").write(0, 0, "x"))
        part = "xl/worksheets/sheet1.xml"
        for place in (WIDE, WIDE.replace('r="', "r = '").replace('6"', "6'")):
            wide = changed(content, part, lambda xml, p=place: xml.replace("</row>", f"{p}</row>"))
            assert "ใหญ่เกินไป" in refusal(officer, wide)
        hidden = WIDE.replace("XFD", "&#88;FD")
        odd = changed(content, part, lambda xml: xml.replace("</row>", f"{hidden}</row>"))
        assert "เปิดไฟล์ไม่ได้" in refusal(officer, odd)

    def test_a_small_file_that_unfolds_into_much(
        self, officer: Officer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(archives, "MOST_UNPACKED_BYTES", 1 << 20)
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/workbook.xml", "<workbook/>")
            archive.writestr("xl/worksheets/sheet1.xml", " " * (2 << 20))
        content = stream.getvalue()
        assert len(content) < 10_000
        assert "ขยายแล้วใหญ่เกินไป" in refusal(officer, content)
        # The header may lie about the size: what counts is what comes out.
        size = (2 << 20).to_bytes(4, "little")
        assert "ไม่ได้" in refusal(officer, content.replace(size, (10).to_bytes(4, "little")))

    def test_whoever_may_not_is_refused_before_anything_is_kept(self) -> None:
        nobody = editor(AgencyFactory(), "viewer")
        with pytest.raises(BulkError, match="ไม่มีสิทธิ"):
            uploaded("points", nobody, HEADS.encode())
        assert not list(storage.folder().iterdir())

    def test_a_button_pressed_twice_makes_one_job(self, officer: Officer) -> None:
        file = f"{HEADS}\n1,x,y".encode()
        first = uploaded("points", officer, file)
        assert uploaded("points", officer, file) == first
        worked(first)
        assert uploaded("points", officer, file) != first, "asked again, it is checked again"

    def test_nobody_waits_while_a_file_is_read(
        self, officer: Officer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        held: list[bool] = []
        outside = len(connection.savepoint_ids)

        def reading(path: Path, sheet: Sheet) -> Upload:
            held.append(len(connection.savepoint_ids) > outside)
            return read_upload(path, sheet)

        monkeypatch.setattr(jobs, "read_upload", reading)
        uploaded("points", officer, f"{HEADS}\n1,x,y".encode())
        assert held == [False]

    def test_a_fourth_job_has_to_wait(self, officer: Officer) -> None:
        for number in range(jobs.MOST_AT_WORK):
            uploaded("points", officer, f"{HEADS}\n{number},x,y".encode())
        with pytest.raises(BulkError, match="รอให้เสร็จ"):
            uploaded("points", officer, f"{HEADS}\n1,x,y".encode())


class TestCells:
    def test_a_day_in_either_era_is_the_day_that_was_meant(self) -> None:
        assert text_of(date(2026, 8, 19)) == text_of(date(2569, 8, 19)) == "19 ส.ค. 2569"
        assert text_of(datetime(2569, 8, 19, 9, 5, tzinfo=BANGKOK)) == "19 ส.ค. 2569 09:05"
        # A leap year of one era is none of the other: the day is asked for again, not moved.
        assert text_of(date(2568, 2, 29)) == "29 ก.พ. 2568"

    @pytest.mark.parametrize("text", ["=1+1", "+66", "-5", "@x", "'=1", "''+x"])
    def test_no_text_becomes_a_formula(
        self, officer: Officer, point: ServicePoint, text: str, tmp_path: Path
    ) -> None:
        ServicePoint.objects.filter(pk=point.pk).update(landmark=text)
        (row,) = downloaded("points", officer)
        assert row["จุดสังเกต"] == f"'{text}"
        path = tmp_path / "x.xlsx"
        with path.open("wb") as stream:
            write_workbook(stream, SHEETS["points"], [{"landmark": text}])
        with zipfile.ZipFile(path) as archive:
            assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
        job = worked(uploaded("points", officer, as_workbook("points", officer, tmp_path)))
        assert job.outcomes == {"same": 1}

    @given(st.text())
    def test_what_is_escaped_comes_back(self, text: str) -> None:
        assert unescaped(escaped(text)) == text
        assert not escaped(text).startswith(("=", "+", "-", "@"))

    @given(st.text())
    def test_cleaning_twice_is_cleaning_once(self, text: str) -> None:
        assert clean(clean(text)) == clean(text)
        assert not set(clean(text)) & set("\u200b\ufeff\x00\u202e\u00a0\t\r")

    @given(st.one_of(st.none(), st.booleans(), st.floats(), st.dates(), st.datetimes(), st.text()))
    def test_every_cell_is_some_text(self, value: object) -> None:
        assert isinstance(text_of(value), str)

    @given(st.binary(max_size=300))
    def test_any_bytes_are_text_or_refused(self, content: bytes) -> None:
        try:
            assert isinstance(decoded(content), str)
        except FileError as refusal:
            assert "บันทึกเป็น" in str(refusal)

    @pytest.mark.parametrize("start", [b"", b"PK\x03\x04", HEADS.encode() + b"\n"])
    def test_noise_is_refused_or_read(self, officer: Officer, start: bytes, tmp_path: Path) -> None:
        path = tmp_path / "noise"

        @given(st.binary(max_size=200))
        def noise(rest: bytes) -> None:
            path.write_bytes(start + rest)
            try:
                assert read_upload(path, SHEETS["points"]).rows
            except FileError as refusal:
                assert str(refusal)

        noise()
