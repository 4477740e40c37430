"""The same data in the forms of others, one file each: RDF and Open Referral HSDS."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from infogo.linked import rdf
from infogo.linked.hsds import export as hsds
from infogo.opendata.writing import Written, WrittenFile


@dataclass(frozen=True)
class Export:
    """One file beside the datasets; ``write`` tells how many things are in it.

    ``standards`` are the addresses of what it follows.
    """

    name: str
    format: str
    title_th: str
    title_en: str
    about_th: str
    about_en: str
    write: Callable[[IO[bytes]], int]
    standards: tuple[str, ...]
    unit_th: str
    unit_en: str


EXPORTS: Mapping[str, Export] = {
    one.name: one
    for one in (
        Export(
            "linked-data",
            "nt.gz",
            "ข้อมูลเชื่อมโยง (RDF)",
            "Linked data (RDF)",
            "บริการ หน่วยงาน จุดให้บริการ และเอกสาร ในคำศัพท์ CPSV-AP 3.2 เป็น N-Triples",
            "Services, agencies, points and documents in CPSV-AP 3.2, as N-Triples",
            rdf.write,
            ("https://semiceu.github.io/CPSV-AP/releases/3.2.0/",),
            "ข้อความ",
            "statements",
        ),
        Export(
            "hsds",
            "zip",
            "Open Referral HSDS",
            "Open Referral HSDS",
            "ตาราง CSV ตามมาตรฐาน HSDS 3.0 พร้อม datapackage.json",
            "Tables of HSDS 3.0 as CSV, with datapackage.json",
            hsds.write,
            ("https://github.com/openreferral/specification/tree/3.0",),
            "บริการ",
            "services",
        ),
    )
}


def write_export(export: Export, folder: Path) -> Written:
    """Write an export into a folder."""
    path = folder / f"{export.name}.{export.format}"
    with path.open("w+b") as file:
        count = export.write(file)
        file.seek(0)
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    written = WrittenFile(path.name, export.format, path.stat().st_size, digest)
    return Written(count, (written,))
