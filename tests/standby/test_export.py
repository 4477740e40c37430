"""The copy holds every page once, is made anew only where data changed, and appears whole."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from infogo.agencies.models import Agency
from infogo.core.models import OutboxTopic
from infogo.core.outbox import announce
from infogo.manuals.models import Manual
from infogo.points.models import ServicePoint
from infogo.standby import index
from infogo.standby.asking import Answer, Asking
from infogo.standby.copying import copied as as_copied
from infogo.standby.copying import found_on
from infogo.standby.services import BrokenPageError, BusyError, Copy, _alone
from infogo.standby.versions import page_file

pytestmark = pytest.mark.django_db
Make = Callable[..., Copy]


def page(copy: Copy, address: str) -> str:
    return gzip.decompress((copy.root / "current" / page_file(address)).read_bytes()).decode()


class TestPages:
    def test_every_public_record_has_its_page_in_both_languages(
        self, site: Manual, copied: Make
    ) -> None:
        made = copied()
        point = ServicePoint.objects.get()
        paths = [f"/manual/{site.procedure_id}", f"/place/{point.pk}", "/", "/agency/", "/help"]
        paths += [f"/agency/{pk}" for pk in Agency.objects.values_list("pk", flat=True)]
        for path in paths:
            assert "สำเนา" in page(made, path)
            assert "This is a copy saved on" in page(made, f"/en{path}")
        assert site.procedure.name_th in page(made, paths[0])
        assert point.name_th in page(made, paths[1])

    def test_adoptions_are_copied_when_asked_for(self, site: Manual, copied: Make) -> None:
        adopted = Manual.objects.get(standard=site)
        path = reverse("www:local_manual", args=[site.procedure_id, adopted.agency_id])
        assert not (copied(languages=("th",)).root / "current" / page_file(path)).exists()
        made = copied(languages=("th",), adoptions=True)
        assert adopted.agency.name_th in page(made, path)

    def test_only_the_search_keeps_its_form(self, site: Manual, copied: Make) -> None:
        made = copied(languages=("th",))
        html = page(made, "/places")
        assert "<form" in html
        assert html.count("<form") == html.count('role="search"')
        assert "data-static-form" in html
        assert "data-suggest" not in html
        search = page(made, "/search")
        assert "data-static-search" in search
        assert "js/copy.js" in search
        box = search.index("data-static-search")
        assert search.index("</form>") < box < search.index("</main>")

    def test_nothing_says_what_is_open_now(self, site: Manual, copied: Make) -> None:
        point = ServicePoint.objects.get()
        path = f"/place/{point.pk}"
        assert "c-open--" in Asking().get(path).body.decode()
        assert "c-open--" not in page(copied(languages=("th",)), path)

    def test_nothing_says_what_is_today(self) -> None:
        html = "<main><h3>1 ธ.ค.</h3><p data-today><span>วันนี้</span></p>\n<p>วัด</p></main>"
        page = as_copied(html, language="th", made_at=datetime(2026, 12, 1, tzinfo=UTC))
        assert "วันนี้" not in page
        assert "<h3>1 ธ.ค.</h3>" in page and "<p>วัด</p>" in page

    def test_further_pages_and_files_are_found_on_pages(self) -> None:
        html = (
            '<a href="?page=2">2</a><a href="/places?page=3#list">3</a>'
            '<a href="/other?page=2">x</a>'
            '<a href="?page=9999">last</a><a href="?prov=50&amp;page=2">p</a>'
            '<a href="/files/7/แบบ.pdf">แบบ</a>'
        )
        assert found_on(html, "/places") == ["/places?page=2", "/places?page=3", "/files/7/แบบ.pdf"]

    def test_words_of_a_page_cannot_break_out_of_it(self) -> None:

        html = '<main id="main"><p>\\1 \\g<0></p></main>'
        page = as_copied(html, language="th", made_at=datetime(2026, 1, 1, tzinfo=UTC))
        assert "<p>\\1 \\g<0></p>" in page


class TestIndex:
    def test_services_and_offices_are_found_by_their_addresses(
        self, site: Manual, copied: Make
    ) -> None:
        made = copied(languages=("th",))
        folder = made.root / "current" / "raw" / "copy"
        everywhere = json.loads((folder / "services.json").read_text())
        told = everywhere["manuals"][f"/manual/{site.procedure_id}"]
        assert told["name"] == site.procedure.name_th
        assert ["50", "เชียงใหม่"] in everywhere["provinces"]
        (guide,) = [one for one in everywhere["points"] if one["id"].startswith("/article/")]
        assert guide["said"] == ["เถ้าแก่บอกไม่ต้องมาแล้ว"]
        there = json.loads((folder / "province-50.json").read_text())
        assert there["points"][0]["name"] == "ที่ว่าการอำเภอเมืองเชียงใหม่"
        packed = gzip.decompress((folder / "province-50.json.gz").read_bytes())
        assert json.loads(packed) == there


class TestAgain:
    def test_what_did_not_change_is_shared_and_what_did_is_new(
        self, site: Manual, copied: Make
    ) -> None:
        first = copied(languages=("th",))
        assert first.folder
        files = [first.folder / page_file(path) for path in ("/help", "/places")]
        help_before, places_before = (file.stat().st_ino for file in files)
        point = ServicePoint.objects.get()
        point.name_th = "ที่ว่าการอำเภอแห่งใหม่"
        point.save()
        announce(OutboxTopic.POINT, [point.pk])

        second = copied(languages=("th",))

        assert second.folder
        assert (second.folder / page_file("/help")).stat().st_ino == help_before
        assert (second.folder / page_file("/places")).stat().st_ino != places_before
        assert "ที่ว่าการอำเภอแห่งใหม่" in page(second, f"/place/{point.pk}")
        assert (
            "ที่ว่าการอำเภอแห่งใหม่"
            not in gzip.decompress(
                (first.folder / page_file(f"/place/{point.pk}")).read_bytes()
            ).decode()
        )
        assert second.counts["shared"] > 0
        assert "default-src" in (second.root / "headers.conf").read_text()
        assert (second.root / "current").resolve() == second.folder

    def test_a_copy_made_while_a_clock_was_ahead_does_not_drop_the_next(
        self, site: Manual, copied: Make
    ) -> None:
        for year in (2090, 2091):
            (copied().root / "versions" / f"{year}0101T000000000000Z").mkdir()
        made = copied(languages=("th",))
        assert "สำเนา" in page(made, "/help")
        assert len(list((made.root / "versions").iterdir())) == 2

    def test_only_two_versions_stay(self, copied: Make) -> None:
        made = [copied(languages=("th",)) for _time in range(3)]
        assert sorted((made[0].root / "versions").iterdir()) == [made[1].folder, made[2].folder]

    def test_a_record_that_went_is_not_in_the_next_copy(self, site: Manual, copied: Make) -> None:
        point = ServicePoint.objects.get()
        path = page_file(f"/place/{point.pk}")
        assert (copied(languages=("th",)).root / "current" / path).exists()
        announce(OutboxTopic.POINT, [point.pk])
        point.delete()
        assert not (copied(languages=("th",)).root / "current" / path).exists()


class TestInterruption:
    def test_an_interrupted_copy_shows_nothing_and_is_continued(
        self, site: Manual, copied: Make, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        first = copied(languages=("th",), anew=True)
        asked: list[str] = []
        get = Asking.get

        def killed_at_ten(self: Asking, address: str) -> Answer:
            asked.append(address)
            if len(asked) == 10:
                raise KeyboardInterrupt
            return get(self, address)

        with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
            patch.setattr(Asking, "get", killed_at_ten)
            copied(languages=("th",), anew=True)
        assert (first.root / "current").resolve() == first.folder

        second = copied(languages=("th",))
        assert second.counts["kept"] == 9
        assert not (second.root / "unfinished").exists()

    def test_what_went_since_the_interruption_is_not_in_the_copy(
        self, site: Manual, copied: Make, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        point = ServicePoint.objects.get()
        path = f"/place/{point.pk}"

        def killed() -> None:
            raise KeyboardInterrupt

        with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
            patch.setattr(index, "index_files", killed)
            copied(languages=("th",), anew=True)
        announce(OutboxTopic.POINT, [point.pk])
        point.delete()

        made = copied(languages=("th",))
        assert made.counts["kept"]
        assert not (made.root / "current" / page_file(path)).exists()

    def test_a_page_that_fails_leaves_the_copy_before(
        self, site: Manual, copied: Make, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        first = copied(languages=("th",))
        broken = Answer(500, b"", "text/html", "", ())
        monkeypatch.setattr(Asking, "get", lambda _self, _address: broken)
        with pytest.raises(BrokenPageError):
            copied(languages=("th",), anew=True)
        assert (first.root / "current").resolve() == first.folder

    def test_two_copies_are_not_made_at_once(self, copied: Make, tmp_path: Path) -> None:
        with _alone(tmp_path / "copy"), pytest.raises(BusyError):
            copied()


def test_the_command_says_what_it_did(site: Manual, tmp_path: Path) -> None:
    out = StringIO()
    call_command("export_static", str(tmp_path / "copy"), "--languages", "th", stdout=out)
    assert "ทำใหม่" in out.getvalue()
    with pytest.raises(CommandError, match="th,en"):
        call_command("export_static", str(tmp_path / "copy"), "--languages", "fr", stdout=out)
