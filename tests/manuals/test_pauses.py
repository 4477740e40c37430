"""Times that a manual does not count: from what officers write to what citizens read."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import translation
from pydantic import ValidationError

from infogo.core.dates import bangkok_now
from infogo.core.durations import Duration
from infogo.display.key_facts import key_facts
from infogo.display.legal import legal_page
from infogo.display.pauses import pause_lines
from infogo.display.told_changes import Felt, told
from infogo.manuals import services
from infogo.manuals.chain import revision_hash, verify_revisions
from infogo.manuals.content import LocalOverrides, ManualContent, merge
from infogo.manuals.pauses import LONGEST_RULE, PauseRule
from infogo.manuals.selectors import merged_manual
from infogo.packs.manuals import manual_line
from tests.factories import ACTOR, manual_content, standard_manual

THIRTY = Duration.of(30, "day")
EXPLAINS = PauseRule(text="ผู้ยื่นคำขอชี้แจงข้อมูลที่ไม่ชัดเจน", limit=THIRTY, law="ระเบียบกรม ข้อ 12 วรรคสอง")
PAYS = PauseRule(text="รอผู้ยื่นชำระค่าธรรมเนียม")


@pytest.mark.parametrize(
    "text",
    [
        "ผู้ยื่นชี้แจงข้อมูล",
        "ไม่นับเวลาที่ผู้ยื่นชี้แจงข้อมูล",
        "ไม่รวมระยะเวลาที่ผู้ยื่นชี้แจงข้อมูล",
        "ไม่นับรวมระยะเวลาในการผู้ยื่นชี้แจงข้อมูล",
    ],
)
def test_what_happens_is_told_once_however_it_was_written(text: str) -> None:
    assert PauseRule(text=text).what == "ผู้ยื่นชี้แจงข้อมูล"


def test_the_words_of_a_rule_alone_stay() -> None:
    assert PauseRule(text="ไม่นับเวลาที่").what == "ไม่นับเวลาที่"


@pytest.mark.parametrize("limit", [(30, "minute"), (2, "hour"), (1.5, "day"), (0, "day")])
def test_a_clock_stands_still_for_whole_days(limit: tuple[float, str]) -> None:
    with pytest.raises(ValidationError, match="จำนวนเต็ม"):
        PauseRule(text="รอ", limit=Duration.of(*limit))
    with pytest.raises(ValidationError):
        PauseRule(text="ก" * (LONGEST_RULE + 1))


def test_citizens_read_it_in_plain_words() -> None:
    content = ManualContent(pause_rules=(EXPLAINS, PAYS))
    first, second = pause_lines(content)
    assert first.startswith("ไม่นับเวลาที่ผู้ยื่นคำขอชี้แจงข้อมูลที่ไม่ชัดเจน ไม่เกิน 30 วัน")
    assert first.endswith("ตามระเบียบกรม ข้อ 12 วรรคสอง")
    assert second == "ไม่นับเวลาที่รอผู้ยื่นชำระค่าธรรมเนียม"
    with translation.override("en"):
        (line, _other) = pause_lines(content)
        assert 'lang="th"' in line and "30 days" in line


def test_what_a_manual_says_is_no_markup() -> None:
    (line,) = pause_lines(ManualContent(pause_rules=(PauseRule(text="<b>รอ", law="<i>"),)))
    assert "<b>" not in line and "<i>" not in line


def test_an_agency_with_steps_of_its_own_has_rules_of_its_own() -> None:
    standard = ManualContent(total=THIRTY, pause_rules=(EXPLAINS,))
    follows = merge(standard, LocalOverrides(remark="ก"))
    own = merge(standard, LocalOverrides(total=Duration.of(20, "day")))
    assert (follows.pause_rules, own.pause_rules) == ((EXPLAINS,), ())


def test_a_new_rule_is_told_as_a_change_of_time() -> None:
    old = manual_content(total=THIRTY)
    (change,) = told(old, old.model_copy(update={"pause_rules": (EXPLAINS,)}))
    assert (change.felt, change.subject) == (Felt.TIME, EXPLAINS.text)


@pytest.mark.django_db
def test_editions_without_rules_have_the_digest_that_they_always_had() -> None:
    manual = standard_manual(content=manual_content(total=THIRTY))
    edition = manual.current
    assert edition is not None and "pause_rules" not in edition.content
    services.publish_standard(
        manual=manual, actor=ACTOR, content=manual_content(total=THIRTY, pause_rules=(EXPLAINS,))
    )
    assert manual.current.content["pause_rules"][0]["text"] == EXPLAINS.text
    assert verify_revisions(manual) is None
    assert edition.content_hash == revision_hash(
        manual_id=manual.pk, number=1, content=edition.content, author=edition.author,
        previous_hash=edition.previous_hash,
    )  # fmt: skip


@pytest.mark.django_db
def test_it_stands_beside_the_time_wherever_that_is_told(client: Client) -> None:
    manual = standard_manual(content=manual_content(total=THIRTY, pause_rules=(EXPLAINS,)))
    number = manual.procedure_id
    said = "ไม่นับเวลาที่ผู้ยื่นคำขอชี้แจงข้อมูลที่ไม่ชัดเจน"
    for path in ("", "/legal", "/easy"):
        page = client.get(f"/manual/{number}{path}", follow=True).content.decode()
        assert said in page.replace("\N{NO-BREAK SPACE}", " "), path
    merged = merged_manual(manual)
    (steps,) = [
        item for item in legal_page(merged, bangkok_now().date()).items if item.code == "steps"
    ]
    assert said in steps.answer.closing
    assert said in manual_line(manual).decode()
    (time,) = [fact for fact in key_facts(merged.content, 1) if fact.icon == "clock"]
    assert time.note == "มีช่วงที่ไม่นับเวลา"
