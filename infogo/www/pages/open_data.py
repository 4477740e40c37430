"""The page of open data: what there is, what every column means, and how it is used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from infogo.core.dates import BANGKOK, long_moment
from infogo.core.language import current_language, in_language
from infogo.display.filters import number
from infogo.opendata.catalogue import FORMAT_NAMES, file_url, licence_of, present, present_exports
from infogo.opendata.columns import Column
from infogo.opendata.datasets import LICENCE, Dataset
from infogo.opendata.dumps import Dump, all_dumps
from infogo.opendata.exports import Export

KILO, MEGA = 1_000, 1_000_000
OLDER_SHOWN = 13


@dataclass(frozen=True)
class FileRow:
    """One file: what it is called, how large it is, and its proof."""

    form: str
    href: str
    size: str
    sha256: str


@dataclass(frozen=True)
class ColumnRow:
    """One column in the page's language."""

    name: str
    kind: str
    meaning: str


@dataclass(frozen=True)
class DatasetRow:
    """One dataset with its files and columns; ``columns`` is empty where rows are nested."""

    name: str
    title: str
    about: str
    rows: str
    files: Sequence[FileRow]
    columns: Sequence[ColumnRow]
    schema_href: str
    licence: str
    licence_href: str
    sources: str


@dataclass(frozen=True)
class ExportRow:
    """The same data in a form of others."""

    name: str
    title: str
    about: str
    count: str
    files: Sequence[FileRow]


@dataclass(frozen=True)
class OpenDataPage:
    """What the page shows; without a dump only that one is on its way."""

    made_at: str
    datasets: Sequence[DatasetRow]
    exports: Sequence[ExportRow]
    older: Sequence[tuple[str, str]]
    parquet_href: str


def open_data_page() -> OpenDataPage:
    """Return the page of the newest dump."""
    dumps = all_dumps()
    newest = dumps[0] if dumps else None
    return OpenDataPage(
        made_at=_moment(newest) if newest else "",
        datasets=[_dataset(one, newest) for one in present(newest)] if newest else (),
        exports=[_export(one, newest) for one in present_exports(newest)] if newest else (),
        older=[(dump.name, _moment(dump)) for dump in dumps[1 : OLDER_SHOWN + 1]],
        parquet_href=file_url(newest, "points.parquet") if newest else "",
    )


def _moment(dump: Dump) -> str:
    return long_moment(dump.made_at.astimezone(BANGKOK), current_language())


def _dataset(dataset: Dataset, dump: Dump) -> DatasetRow:
    told = dump.manifest["datasets"][dataset.name]
    is_english = current_language() == "en"
    return DatasetRow(
        name=dataset.name,
        title=in_language(dataset.title_th, dataset.title_en)[0],
        about=in_language(dataset.about_th, dataset.about_en)[0],
        rows=number(told["rows"]),
        files=_files(told, dump),
        columns=()
        if dataset.is_whole
        else [_column(column, english=is_english) for column in dataset.columns],
        schema_href=reverse("site:data_schema", args=[dataset.name]),
        licence=LICENCE if dataset.is_ours else "",
        licence_href=licence_of(dataset)[1],
        sources=dataset.attribution_th,
    )


def _export(export: Export, dump: Dump) -> ExportRow:
    told = dump.exports[export.name]
    unit = in_language(export.unit_th, export.unit_en)[0]
    return ExportRow(
        name=export.name,
        title=in_language(export.title_th, export.title_en)[0],
        about=in_language(export.about_th, export.about_en)[0],
        count=f"{number(told['rows'])} {unit}",
        files=_files(told, dump),
    )


def _files(told: dict[str, Any], dump: Dump) -> list[FileRow]:
    return [
        FileRow(
            FORMAT_NAMES[file["format"]],
            file_url(dump, file["name"]),
            _size(file["bytes"]),
            file["sha256"],
        )
        for file in told["files"]
    ]


def _column(column: Column, *, english: bool) -> ColumnRow:
    kinds = {
        "string": _("ข้อความ"),
        "integer": _("จำนวนเต็ม"),
        "number": _("จำนวน"),
        "boolean": "true/false",
        "date": _("วันที่ ค.ศ."),
        "datetime": _("เวลา UTC"),
        "object": "JSON",
    }
    meaning = column.meaning_en if english else column.meaning_th
    return ColumnRow(column.name, kinds[column.kind], meaning)


def _size(count: int) -> str:
    if count < MEGA:
        return f"{max(round(count / KILO), 1):,} KB"
    return f"{count / MEGA:,.1f} MB"
