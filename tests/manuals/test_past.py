"""A manual on a day, held against a plain loop over everything that was kept."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from infogo.core.dates import BANGKOK, end_of_day
from infogo.core.models import AuditEntry
from infogo.display.manual_head import find_manual
from infogo.manuals import services
from infogo.manuals.content import LocalOverrides, ManualContent
from infogo.manuals.models import Manual, ManualRevision, RevisionStatus
from infogo.manuals.part import Listing, ListingState, Text
from infogo.manuals.past import Past, Standing, as_of, history_of
from tests.factories import ACTOR, AgencyFactory, ProcedureFactory, adoption, standard_manual

pytestmark = pytest.mark.django_db
FIRST_DAY = date(2026, 4, 28)
DAYS = 12


def moment(day: int, hour: int, minute: int = 0) -> datetime:
    """Return an hour of the n-th day in Thai time."""
    on = FIRST_DAY + timedelta(days=day)
    return datetime(on.year, on.month, on.day, hour, minute, tzinfo=BANGKOK)


def then(manual: Manual, day: date) -> Past:
    found = find_manual(manual.procedure_id, None if manual.is_standard else manual.agency_id)
    assert found is not None
    return as_of(found, day, history_of(found))


def criteria(words: str) -> Listing[Text]:
    return Listing[Text](state=ListingState.LISTED, items=(words,))


def publish(manual: Manual, words: str, at: datetime) -> ManualRevision:
    content = ManualContent(remark=words)
    return services.publish_standard(manual=manual, content=content, actor=ACTOR, at=at)


def write_own(manual: Manual, words: str, at: datetime) -> ManualRevision:
    own = LocalOverrides(criteria=criteria(words))
    return services.publish_overrides(manual=manual, overrides=own, actor=ACTOR, at=at)


def a_manual(at: datetime) -> Manual:
    made = ProcedureFactory()
    manual = Manual.objects.create(procedure=made, agency=made.owner)
    publish(manual, "ฉบับแรก", at)
    return manual


def date_last_line(at: datetime) -> None:
    """Put the last line of the trail at another moment."""
    line = AuditEntry.objects.latest("number")
    AuditEntry.objects.filter(pk=line.pk).update(at=at)


def test_the_edition_of_the_end_of_the_day_counts() -> None:
    manual = a_manual(moment(0, 9))
    publish(manual, "ฉบับที่สอง", moment(3, 16, 30))

    words = [
        past.merged.content.remark if past.merged else past.period.standing
        for past in (then(manual, FIRST_DAY + timedelta(days=day)) for day in (-1, 0, 2, 3, 9))
    ]

    assert words == [Standing.NOT_YET, "ฉบับแรก", "ฉบับแรก", "ฉบับที่สอง", "ฉบับที่สอง"]
    changed = then(manual, FIRST_DAY + timedelta(days=3))
    assert changed.before is not None
    assert changed.before.standard_number == 1
    assert then(manual, FIRST_DAY + timedelta(days=4)).before is None


def test_midnight_belongs_to_the_day_that_begins() -> None:
    manual = a_manual(moment(0, 9))
    publish(manual, "ฉบับเที่ยงคืน", end_of_day(FIRST_DAY))

    assert then(manual, FIRST_DAY).period.standard_number == 1
    assert then(manual, FIRST_DAY + timedelta(days=1)).period.standard_number == 2


def test_an_edition_for_a_day_that_has_passed_applies_from_that_day() -> None:
    manual = a_manual(moment(0, 9))
    publish(manual, "ฉบับของวันที่ห้า", moment(5, 9))
    publish(manual, "ฉบับย้อนหลัง", moment(3, 9))

    words = [
        (past.merged.content.remark if past.merged else "")
        for past in (then(manual, FIRST_DAY + timedelta(days=day)) for day in (2, 3, 5, 8))
    ]

    assert words == ["ฉบับแรก", "ฉบับย้อนหลัง", "ฉบับย้อนหลัง", "ฉบับย้อนหลัง"]


def test_own_sections_stand_on_the_standard_manual_of_the_same_day() -> None:
    manual = a_manual(moment(0, 9))
    local = adoption(manual)
    date_last_line(moment(1, 9))
    write_own(local, "เฉพาะที่นี่", moment(3, 9))
    publish(manual, "กลางใหม่", moment(5, 9))

    def read(day: int) -> tuple[str, tuple[str, ...]]:
        merged = then(local, FIRST_DAY + timedelta(days=day)).merged
        assert merged is not None
        return merged.content.remark, merged.content.criteria.items

    assert then(local, FIRST_DAY).period.standing is Standing.NOT_YET
    assert read(1) == ("ฉบับแรก", ())
    assert read(3) == ("ฉบับแรก", ("เฉพาะที่นี่",))
    assert read(5) == ("กลางใหม่", ("เฉพาะที่นี่",))


def test_a_withdrawn_manual_is_read_on_the_days_before() -> None:
    manual = a_manual(moment(0, 9))
    services.withdraw_procedure(procedure=manual.procedure, reason="เลิกใช้", actor=ACTOR)
    date_last_line(moment(4, 12))
    services.reopen_procedure(procedure=manual.procedure, reason="ใช้อีก", actor=ACTOR)
    date_last_line(moment(8, 12))

    standings = [
        then(manual, FIRST_DAY + timedelta(days=day)).period.standing for day in (3, 4, 7, 8)
    ]

    assert standings == [Standing.IN_FORCE, Standing.ENDED, Standing.ENDED, Standing.IN_FORCE]


def test_an_end_that_nobody_dated_is_told_as_such() -> None:
    manual = a_manual(moment(0, 9))
    manual.procedure.status = "withdrawn"
    manual.procedure.save()
    found = find_manual(manual.procedure_id, None)
    assert found is not None

    history = history_of(found)

    assert not history.is_end_dated
    assert {period.standing for period in history.periods} == {Standing.ENDED}


# An independent reading of the same rows: every row again for every day.


@dataclass(frozen=True)
class Told:
    standing: str
    remark: str
    own: tuple[str, ...]


def loop(manual: Manual, day: date) -> Told:
    over = datetime(day.year, day.month, day.day, tzinfo=BANGKOK) + timedelta(days=1)
    standard_text = own_text = None
    for row in ManualRevision.objects.all().order_by("number"):
        if row.published_at is None or row.published_at >= over:
            continue
        if row.manual_id == (manual.standard_id or manual.pk):
            standard_text = row.content.get("remark", "")
        elif row.manual_id == manual.pk:
            own_text = row.content.get("criteria")
    if standard_text is None:
        return Told("not_yet", "", ())
    if ended_by(manual, over):
        return Told("ended", "", ())
    adopted = [line.at for line in AuditEntry.objects.filter(verb="adopt", target_id=manual.pk)]
    if adopted and adopted[0] >= over and not manual.is_standard:
        return Told("not_yet", "", ())
    return Told("in_force", standard_text, tuple((own_text or {}).get("items", ())))


def ended_by(manual: Manual, over: datetime) -> bool:
    """Whether the last line about the procedure, or about the agency's manual, ended it."""
    ours = {"procedure": manual.procedure_id}
    if not manual.is_standard:
        ours["manual"] = manual.pk
    ended = dict.fromkeys(ours, False)
    for line in AuditEntry.objects.filter(at__lt=over).order_by("number"):
        if ours.get(line.target) == line.target_id:
            if line.verb in {"withdraw", "merge", "retire_manual"}:
                ended[line.target] = True
            elif line.verb in {"reopen", "adopt"}:
                ended[line.target] = False
    return any(ended.values())


def random_past(seed: int) -> Sequence[Manual]:
    """Make a standard manual and an agency's one whose pasts are full of everything."""
    chance = random.Random(seed)  # nosec B311  (no secret)

    def some_moment() -> datetime:
        return moment(chance.randrange(DAYS), chance.choice([0, 7, 12, 23]), chance.choice([0, 59]))

    manual = a_manual(some_moment())
    local = adoption(manual, AgencyFactory())
    date_last_line(some_moment()) if chance.random() < 0.7 else AuditEntry.objects.filter(
        verb="adopt"
    ).delete()
    for number in range(chance.randrange(1, 6)):
        if chance.random() < 0.5:
            publish(manual, f"กลาง {number}", some_moment())
        else:
            write_own(local, f"ท้องถิ่น {number}", some_moment())
    switches = sorted(some_moment() for _n in range(chance.randrange(4)))
    for turn, at in enumerate(switches):
        withdraw_or_reopen(chance.choice(["procedure", "manual"]), turn, manual, local, at)
    return manual, local


def withdraw_or_reopen(what: str, turn: int, manual: Manual, local: Manual, at: datetime) -> None:
    """Write the line of the trail that a service would have written at that moment."""
    last = AuditEntry.objects.latest("number")
    AuditEntry.objects.create(
        number=last.number + 1,
        at=at,
        actor=ACTOR,
        verb="withdraw" if turn % 2 == 0 else "reopen",
        target=what,
        target_id=manual.procedure_id if what == "procedure" else local.pk,
        previous_hash="",
        entry_hash="",
    )


@pytest.mark.parametrize("seed", range(25))
def test_every_day_reads_as_the_loop_over_all_rows_does(seed: int) -> None:
    for manual in random_past(seed):
        for day in range(-1, DAYS + 1):
            on = FIRST_DAY + timedelta(days=day)
            past, expected = then(manual, on), loop(manual, on)
            merged = past.merged
            read = Told(
                past.period.standing.value,
                merged.content.remark if merged else "",
                merged.content.criteria.items if merged else (),
            )
            assert read == expected, (seed, manual, on)


def test_the_past_asks_the_database_as_often_for_many_editions(
    django_assert_num_queries: object,
) -> None:
    few, many = a_manual(moment(0, 9)), a_manual(moment(0, 9))
    for hour in range(1, 9):
        publish(many, f"ฉบับ {hour}", moment(hour, 9))
    for manual in (few, many):
        found = find_manual(manual.procedure_id, None)
        assert found is not None
        with django_assert_num_queries(3):  # type: ignore[operator]
            as_of(found, FIRST_DAY + timedelta(days=9), history_of(found))


def test_drafts_are_no_part_of_the_past() -> None:
    manual = standard_manual()
    with transaction.atomic():
        ManualRevision.objects.create(
            manual=manual,
            number=2,
            status=RevisionStatus.DRAFT,
            content={},
            author=ACTOR,
            created_at=timezone.now(),
            published_at=timezone.now(),
            previous_hash="",
            content_hash="",
        )
    assert then(manual, timezone.localdate(timezone=BANGKOK)).period.standard_number == 1
