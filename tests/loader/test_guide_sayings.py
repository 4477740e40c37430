"""What people say of guides comes from a file of its own, and never over somebody's work."""

from __future__ import annotations

from pathlib import Path

from infogo.articles.models import Article
from tests.loader.small import write_csv
from tests.loader.test_load_country import Load, Report


def test_sayings_of_a_guide_follow_their_file_until_somebody_edits_them(
    load: Load, data: Path, report: Report
) -> None:
    path = data / "services/guide_sayings.csv"
    path.write_text("slug,words\n")  # as an older program loaded it, which knew of none
    load()
    assert Article.objects.get().sayings == []

    rows = [{"slug": "renew", "words": words} for words in ("บัตรหมดอายุ", " บัตร  หมดอายุ", "ต่อบัตร")]
    strange = [{"slug": "unknown", "words": "ใครก็ไม่รู้"}, {"slug": "renew", "words": "ย" * 201}]
    write_csv(path, [*rows, *strange])
    load()
    assert Article.objects.get().sayings == ["บัตรหมดอายุ", "บัตร หมดอายุ", "ต่อบัตร"]
    assert [line["ผล"] for line in report()] == ["ไม่ได้นำเข้าแถวนี้"] * 2

    Article.objects.update(sayings=["แก้ในระบบ"])
    write_csv(path, [{"slug": "renew", "words": "ต่ออายุบัตร"}])
    load()
    assert Article.objects.get().sayings == ["แก้ในระบบ"]
    assert [line["ผล"] for line in report()] == ["คงข้อมูลที่แก้ในระบบไว้"]
