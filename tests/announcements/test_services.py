"""Announcements are published, changed and withdrawn, each with its trace."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from infogo.announcements.models import LONGEST_TEXT, Announcement, Place
from infogo.announcements.selectors import Where, above_page, for_officers, next_change, posted
from infogo.announcements.services import (
    change_announcement,
    publish_announcement,
    values_of,
    withdraw_announcement,
)
from infogo.core import versions
from infogo.core.models import AuditEntry
from infogo.core.refusal import MovedOnError, RefusalError, mark_of
from tests.accounts.watching import nothing_changes
from tests.announcements.making import ACTOR, facts, published

pytestmark = pytest.mark.django_db
NOW = timezone.now
HOUR = timedelta(hours=1)


def seen_of(held: Announcement) -> str:
    held.refresh_from_db()
    return mark_of(values_of(held))


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"text_th": "  "}, "text_th"),
        ({"text_th": "ก" * (LONGEST_TEXT + 1)}, "text_th"),
        ({"text_en": "x" * (LONGEST_TEXT + 1)}, "text_th"),
        ({"ends_at": NOW() - 2 * HOUR}, "ends_on"),
        ({"starts_at": NOW() - 3 * HOUR, "ends_at": NOW() - 2 * HOUR}, "ends_on"),
        ({"ends_at": NOW() + timedelta(days=500)}, "ends_on"),
        ({"place": Place.PROVINCE}, "province"),
        ({"place": Place.AGENCY}, "target"),
        ({"place": Place.PUBLIC, "target_id": 3}, "target"),
        ({"place": "moon"}, "place"),
    ],
)
def test_what_cannot_be_shown_is_refused(given: dict[str, Any], field: str) -> None:
    with nothing_changes(), pytest.raises(RefusalError) as refusal:
        published(**given)
    assert refusal.value.field == field


def test_a_change_is_traced_and_makes_pages_anew() -> None:
    held = published()
    token = versions.tokens(["announcement"])
    change_announcement(
        announcement_id=held.pk, facts=facts(text_th="เปิดแล้ว"), seen=seen_of(held), actor=ACTOR
    )
    held.refresh_from_db()
    assert held.text_th == "เปิดแล้ว"
    assert held.edited_at is not None
    assert versions.tokens(["announcement"]) != token
    entry = AuditEntry.objects.filter(target="announcement", target_id=held.pk).last()
    assert entry is not None
    assert entry.detail["before"]["text_th"] == "ระบบจะปิดปรับปรุงคืนนี้"


def test_who_saw_an_older_one_changes_nothing() -> None:
    held = published()
    seen = seen_of(held)
    change_announcement(announcement_id=held.pk, facts=facts(text_th="สอง"), seen=seen, actor=ACTOR)
    with nothing_changes(), pytest.raises(MovedOnError):
        change_announcement(
            announcement_id=held.pk, facts=facts(text_th="สาม"), seen=seen, actor=ACTOR
        )


def test_a_withdrawn_one_is_gone_and_stays_gone() -> None:
    held = published()
    withdraw_announcement(
        announcement_id=held.pk, seen=seen_of(held), reason="เสร็จแล้ว", actor=ACTOR
    )
    assert posted(NOW()) == ()
    with nothing_changes(), pytest.raises(RefusalError):
        change_announcement(announcement_id=held.pk, facts=facts(), seen=seen_of(held), actor=ACTOR)


def test_each_shows_where_and_when_it_should() -> None:
    now = NOW()
    everywhere = published()
    later = published(starts_at=now + HOUR, ends_at=now + 2 * HOUR)
    of_agency = published(place=Place.AGENCY, target_id=7)
    of_service = published(place=Place.PROCEDURE, target_id=9)
    officers = published(place=Place.OFFICERS)
    coming = posted(now)

    def ids(where: Where, when: Any = now) -> set[int]:
        return {one.id for one in above_page(coming, where, when)}

    assert ids(Where()) == {everywhere.pk}
    assert ids(Where(agencies=frozenset({7}))) == {everywhere.pk, of_agency.pk}
    assert ids(Where(procedure=9)) == {everywhere.pk, of_service.pk}
    assert ids(Where(), now + HOUR + timedelta(minutes=1)) == {later.pk}
    assert [one.id for one in for_officers(coming, now)] == [officers.pk]
    assert next_change(coming, now) == later.starts_at


def test_urgent_ones_come_first_and_no_more_than_three() -> None:
    for _number in range(4):
        published()
    urgent = published(level="urgent", starts_at=NOW() - 2 * HOUR)
    shown = above_page(posted(NOW()), Where(), NOW())
    assert len(shown) == 3
    assert shown[0].id == urgent.pk


def test_what_is_sent_again_because_its_answer_was_lost_shows_once() -> None:
    said = facts()
    first = publish_announcement(facts=said, actor=ACTOR)
    with nothing_changes(), pytest.raises(RefusalError, match="เผยแพร่แล้ว"):
        publish_announcement(facts=said, actor=ACTOR)
    withdraw_announcement(
        announcement_id=first.pk, seen=seen_of(first), reason="ลงผิดวัน", actor=ACTOR
    )
    assert publish_announcement(facts=said, actor=ACTOR).pk != first.pk
