"""Targets that read files: spreadsheets that officers send, documents that they attach."""

from __future__ import annotations

import io
from pathlib import Path
from tempfile import mkdtemp

from tools.fuzz import mutate
from tools.fuzz.target import Ready

EXAMPLE_ROWS = 3


def _sheets() -> tuple[object, ...]:
    import django

    django.setup()
    from infogo.bulk.sheets import SHEETS

    return tuple(SHEETS.values())


def tables() -> Ready:
    """Read an uploaded CSV file and every cell of it."""
    sheets = _sheets()
    from infogo.bulk.writing import csv_lines

    seeds = [b"".join(csv_lines(sheet, _examples(sheet))) for sheet in sheets]  # type: ignore[arg-type]
    thai = seeds[0].decode("utf-8-sig")
    seeds += [thai.encode(name) for name in ("cp874", "utf-16")]
    return _uploads(seeds, mutate.text)


def workbooks() -> Ready:
    """Read an uploaded workbook and every cell of it."""
    seeds = []
    for sheet in _sheets():
        from infogo.bulk.writing import write_workbook

        target = io.BytesIO()
        write_workbook(target, sheet, _examples(sheet))  # type: ignore[arg-type]
        seeds.append(target.getvalue())
    from tests.bulk.bombs import cell, many_of_one_text, other_format, workbook

    seeds += [workbook(cell("B2"), "elsewhere/a.xml"), other_format(), many_of_one_text(3, 100)]
    return _uploads(seeds, mutate.archive)


def _examples(sheet: object) -> list[dict[str, str]]:
    return [{c.name: c.example or "1" for c in sheet.columns}] * EXAMPLE_ROWS  # type: ignore[attr-defined]


def _uploads(seeds: list[bytes], mutator: mutate.Mutator) -> Ready:
    sheets = _sheets()
    from infogo.bulk.errors import CellError, FileError
    from infogo.bulk.reading import read_upload

    path = Path(mkdtemp(prefix="infogo-fuzzed-")) / "upload"

    def run(data: bytes) -> str:
        path.write_bytes(data)
        refused = cells = 0
        for sheet in (sheets[len(data) % len(sheets)], sheets[0]):
            try:
                upload = read_upload(path, sheet)  # type: ignore[arg-type]
            except FileError:
                refused += 1
                continue
            for row in upload.rows[:200]:
                for column in sheet.read_columns:  # type: ignore[attr-defined]
                    if cell := row.cells.get(column.name, ""):
                        cells += 1
                        try:
                            column.show(column.read(cell))
                        except CellError:
                            refused += 1
        return f"{min(refused, 40)} {min(cells, 40)}"

    return Ready(run, seeds, mutator=mutator)


def documents() -> Ready:
    """Check a file as one that an officer attaches."""
    import django

    django.setup()
    import random
    from collections.abc import Sequence

    from infogo.files.checking import Limits, check_file
    from infogo.files.kinds import FileRefusedError
    from tests.files.samples import docx, open_document, pdf, pdf_stream, picture, xlsx

    limits = Limits(file_bytes=10_000_000, image_bytes=5_000_000)
    seeds = [
        docx(),
        docx({"word/_rels/document.xml.rels": "<Relationships/>"}),
        xlsx(),
        open_document(),
        pdf(),
        pdf(body=pdf_stream(b"1 0 << /Type /Page >>")),
        pdf("/Type /Catalog /OpenAction 2 0 R"),
        picture(),
        picture("PNG"),
        picture("WEBP"),
        picture("PNG", mode="P"),
    ]
    names = ("a.docx", "a.xlsx", "a.pdf", "a.png", "a", "a.b.c", "x" * 300, "")

    def run(data: bytes) -> str:
        checked = check_file(data, names[len(data) % len(names)], limits)
        return str(checked.kind)

    def change(dice: random.Random, data: bytes, others: Sequence[bytes]) -> bytes:
        if data.startswith(b"PK"):
            return mutate.archive(dice, data, others)
        return mutate.raw(dice, data, others)

    return Ready(run, seeds, (FileRefusedError,), change)
