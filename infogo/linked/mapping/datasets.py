"""What we say of whole datasets, in the words of DCAT: records as such have no place there."""

from __future__ import annotations

from dataclasses import dataclass

from infogo.linked.mapping import reasons as why
from infogo.linked.mapping.reasons import Reason

DCAT = ("DCAT 2", "https://www.w3.org/TR/vocab-dcat-2/")


@dataclass(frozen=True)
class DatasetRow:
    """One fact of a dataset, and the property of DCAT that says it."""

    field: str
    thai: str
    english: str
    dcat: str = ""
    why: Reason = ("", "")


DATASET_ROWS = (
    DatasetRow("name", "ชื่อสั้น", "Short name", "dct:identifier"),
    DatasetRow("title_th", "ชื่อ", "Title in Thai", "dct:title"),
    DatasetRow("title_en", "ชื่ออังกฤษ", "Title in English", "dct:title"),
    DatasetRow("about_th", "คำอธิบาย", "Description in Thai", "dct:description"),
    DatasetRow("about_en", "คำอธิบายอังกฤษ", "Description in English", "dct:description"),
    DatasetRow("record", "โครงของแถว", "What a row is", why=why.ELSEWHERE),
    DatasetRow("rows", "แถว", "The rows", "dcat:distribution"),
    DatasetRow("key", "ช่องที่เป็นชื่อของแถว", "Field that names a row", why=why.NO_WORD),
    DatasetRow("has_positions", "มีพิกัด", "Whether rows have positions", why=why.NO_WORD),
    DatasetRow("is_whole", "ระเบียนเต็ม", "Whether rows are nested", why=why.NO_WORD),
    DatasetRow("is_large", "ชุดใหญ่", "Whether it is large", "dcat:distribution"),
    DatasetRow("data_type", "ประเภทข้อมูลของ data.go.th", "Type at data.go.th", why=why.NO_WORD),
    DatasetRow("is_ours", "สัญญาอนุญาต", "Licence", "dct:license"),
    DatasetRow("attribution_th", "ที่มา", "Sources", "dct:rights"),
    DatasetRow("keywords", "คำสำคัญ", "Keywords", "dcat:keyword"),
)
"""The fields of a dataset of the dumps, which a test holds them to."""
