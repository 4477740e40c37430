"""Writing one dataset in all its forms in one pass; memory holds one batch of rows."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import orjson

from infogo.core.cells import escaped
from infogo.opendata.columns import Column, arrow_schema, plain
from infogo.opendata.datasets import Dataset

ROWS_A_GROUP = 5_000
"""Rows that a Parquet file holds together: as many as memory ever holds."""
BOM = "\ufeff".encode()
DIGEST_BYTES = 12


@dataclass(frozen=True)
class WrittenFile:
    """A finished file of a dataset."""

    name: str
    format: str
    bytes: int
    sha256: str


@dataclass(frozen=True)
class Written:
    """A finished dataset."""

    rows: int
    files: tuple[WrittenFile, ...]


def write_dataset(dataset: Dataset, folder: Path) -> Written:
    """Write a dataset into a folder: every form of it, and the digests of its rows."""
    columns = dataset.columns
    with ExitStack() as open_files:
        forms: list[Form] = [
            open_files.enter_context(FORMS[ending](dataset, columns, folder))
            for ending in dataset.formats
        ]
        digests = open_files.enter_context((folder / f"{dataset.name}.digests").open("wb"))
        count = 0
        for record in dataset.rows():
            line = record.model_dump_json().encode()
            row = {} if dataset.is_whole else plain(record)
            for form in forms:
                form.add(row, line)
            digests.write(_digest(str(getattr(record, dataset.key)), line))
            count += 1
    files = tuple(_finished(folder / f"{dataset.name}.{ending}") for ending in dataset.formats)
    return Written(count, files)


def _digest(key: str, line: bytes) -> bytes:
    return f"{key}\t{hashlib.sha256(line).hexdigest()[: DIGEST_BYTES * 2]}\n".encode()


def _finished(path: Path) -> WrittenFile:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    ending = path.name.partition(".")[2]
    return WrittenFile(path.name, ending, path.stat().st_size, digest)


class Form:
    """One form of a dataset being written; ``add`` takes a flat row and the line of JSON."""

    def __init__(self, dataset: Dataset, columns: list[Column], folder: Path, ending: str) -> None:
        self.columns = columns
        self.path = folder / f"{dataset.name}.{ending}"

    def __enter__(self) -> Form:
        self.open()
        return self

    def __exit__(self, *problem: object) -> None:
        self.close()

    def open(self) -> None:
        """Begin the file."""
        raise NotImplementedError

    def add(self, row: dict[str, Any], line: bytes) -> None:
        """Write one row."""
        raise NotImplementedError

    def close(self) -> None:
        """End the file."""
        raise NotImplementedError


class CsvForm(Form):
    """A table for spreadsheets: UTF-8 with a byte order mark, without which Excel breaks Thai."""

    def __init__(self, dataset: Dataset, columns: list[Column], folder: Path) -> None:
        super().__init__(dataset, columns, folder, "csv")

    def open(self) -> None:
        """Begin with the names of the columns."""
        self.begin(self.path.open("wb"))

    def begin(self, file: IO[bytes]) -> None:
        """Write the mark and the names of the columns into a file."""
        file.write(BOM)
        self.text = io.TextIOWrapper(file, "utf-8", newline="")
        self.writer = csv.writer(self.text, lineterminator="\r\n")
        self.writer.writerow([column.name for column in self.columns])

    def add(self, row: dict[str, Any], line: bytes) -> None:
        """Write one row; an empty cell is no value, and no text is a formula."""
        self.writer.writerow([_cell(column.value(row)) for column in self.columns])

    def close(self) -> None:
        """End the file."""
        self.text.close()


class CsvZipForm(CsvForm):
    """The same table in a ZIP, which every desktop opens; dated alike, so same rows, same bytes."""

    def __init__(self, dataset: Dataset, columns: list[Column], folder: Path) -> None:
        super().__init__(dataset, columns, folder)
        self.inside, self.path = self.path.name, folder / f"{dataset.name}.csv.zip"

    def open(self) -> None:
        """Begin the only file of the ZIP."""
        self.box = zipfile.ZipFile(self.path, "w", zipfile.ZIP_DEFLATED)
        entry = zipfile.ZipInfo(self.inside)
        entry.compress_type = zipfile.ZIP_DEFLATED
        self.begin(self.box.open(entry, "w", force_zip64=True))

    def close(self) -> None:
        """End the file and the ZIP."""
        super().close()
        self.box.close()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return escaped(value.replace("\r\n", "\n"))
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


class JsonLinesForm(Form):
    """One record a line, as the API gives it; compressed, the same bytes for the same rows."""

    def __init__(self, dataset: Dataset, columns: list[Column], folder: Path) -> None:
        super().__init__(dataset, columns, folder, "jsonl.gz")

    def open(self) -> None:
        """Begin the file."""
        self.raw: IO[bytes] = self.path.open("wb")
        self.file = gzip.GzipFile(
            filename="", mode="wb", fileobj=self.raw, compresslevel=6, mtime=0
        )

    def add(self, row: dict[str, Any], line: bytes) -> None:
        """Write one line."""
        self.file.write(line + b"\n")

    def close(self) -> None:
        """End the file."""
        self.file.close()
        self.raw.close()


class ParquetForm(Form):
    """Typed columns for programs that analyse; written group by group."""

    def __init__(self, dataset: Dataset, columns: list[Column], folder: Path) -> None:
        super().__init__(dataset, columns, folder, "parquet")
        self.schema = arrow_schema(columns)
        self.waiting: list[dict[str, Any]] = []

    def open(self) -> None:
        """Begin the file."""
        import pyarrow.parquet as pq  # see ``arrow_schema``

        self.writer = pq.ParquetWriter(self.path, self.schema, compression="zstd")

    def add(self, row: dict[str, Any], line: bytes) -> None:
        """Keep one row until its group is full."""
        self.waiting.append({column.name: column.value(row) for column in self.columns})
        if len(self.waiting) >= ROWS_A_GROUP:
            self._flush()

    def close(self) -> None:
        """Write what waits and end the file."""
        self._flush()
        self.writer.close()

    def _flush(self) -> None:
        import pyarrow as pa

        if self.waiting:
            self.writer.write_table(pa.Table.from_pylist(self.waiting, schema=self.schema))
            self.waiting.clear()


class GeoJsonForm(Form):
    """A feature collection (RFC 7946) of the rows that have a position."""

    def __init__(self, dataset: Dataset, columns: list[Column], folder: Path) -> None:
        super().__init__(dataset, columns, folder, "geojson")

    def open(self) -> None:
        """Begin the collection."""
        self.file = self.path.open("wb")
        self.file.write(b'{"type":"FeatureCollection","features":[')
        self.is_first = True

    def add(self, row: dict[str, Any], line: bytes) -> None:
        """Write one feature."""
        place = row["position"]
        if place is None:
            return
        properties = {c.name: c.value(row) for c in self.columns if c.path[0] != "position"}
        feature = {
            "type": "Feature",
            "id": row["id"],
            "geometry": {"type": "Point", "coordinates": [place["lng"], place["lat"]]},
            "properties": properties,
        }
        self.file.write((b"" if self.is_first else b",\n") + orjson.dumps(feature))
        self.is_first = False

    def close(self) -> None:
        """End the collection."""
        self.file.write(b"]}\n")
        self.file.close()


FORMS: dict[str, type[Any]] = {
    "csv": CsvForm,
    "csv.zip": CsvZipForm,
    "jsonl.gz": JsonLinesForm,
    "parquet": ParquetForm,
    "geojson": GeoJsonForm,
}


def read_digests(path: Path) -> Iterator[tuple[str, str]]:
    """Give the keys of the rows of a dataset with their digests, in the order of the file."""
    with path.open("rb") as file:
        for line in file:
            key, _tab, digest = line.decode().rstrip("\n").partition("\t")
            yield key, digest
