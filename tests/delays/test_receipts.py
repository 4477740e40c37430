"""Receipts: codes that nobody guesses or mistypes, promises that nobody changes."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.test import override_settings
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from infogo.core.dates import BANGKOK
from infogo.core.durations import Duration, DurationUnit
from infogo.core.models import AuditEntry
from infogo.delays import receipts, receipts_code
from infogo.delays.errors import DelayError
from infogo.delays.receipts import (
    Filed,
    find_receipt,
    finish_receipt,
    issue_receipt,
    reopen_receipt,
    void_receipt,
)
from infogo.delays.receipts_code import ALPHABET, LENGTH, fits, grouped, new_code, read_code
from infogo.delays.receipts_models import Receipt
from infogo.delays.receipts_papers import slip_pdf
from infogo.delays.receipts_times import median, receipt_times
from infogo.manuals.models import Procedure, ProcedureStatus
from infogo.pins.models import Pin
from infogo.points.models import PointStatus, ServicePoint
from tests.accounts.watching import nothing_changes
from tests.editing.test_concurrency import at_once
from tests.factories import ACTOR, PinFactory, PublicHolidayFactory, manual_content, standard_manual

codes = st.builds(
    lambda n, says: new_code(says, lambda _below: n), st.integers(0, 2**35 - 1), st.text(max_size=9)
)
DAYS = Duration.of(Decimal(5), DurationUnit.WORKING_DAY)


def pin_of(length: Duration | None = DAYS) -> Pin:
    content = manual_content(total=length)
    return PinFactory(manual=standard_manual(content=content))


def issued(pin: Pin | None = None, key: str = "k" * 32, **filed: object) -> Receipt:
    return issue_receipt(pin=pin or pin_of(), request_key=key, actor=ACTOR, **filed)  # type: ignore[arg-type]


class TestCodes:
    @given(codes)
    def test_a_code_is_read_back_however_it_is_typed(self, code: str) -> None:
        assert len(code) == LENGTH
        typed = grouped(code).lower().replace("0", "o").replace("1", "l")
        assert read_code(f"  {typed} ") == code
        thai = code.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
        assert read_code(thai) == code

    @given(codes, st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET))
    def test_every_wrong_letter_is_noticed(self, code: str, place: int, letter: str) -> None:
        wrong = code[:place] + letter + code[place + 1 :]
        assert (read_code(wrong) == wrong) == (wrong == code)

    @given(codes, st.integers(0, LENGTH - 1), st.integers(0, LENGTH - 1))
    def test_any_two_letters_changed_about_are_noticed(
        self, code: str, one: int, other: int
    ) -> None:
        letters = list(code)
        letters[one], letters[other] = letters[other], letters[one]
        swapped = "".join(letters)
        assert (read_code(swapped) == swapped) == (swapped == code)

    @pytest.mark.parametrize("junk", ["", "U" * 12, "x" * 500, "ไม่ใช่รหัส", "7K3M", "\x00" * 12])
    def test_junk_is_no_code(self, junk: str) -> None:
        assert read_code(junk) is None

    @given(codes, st.text(max_size=9))
    def test_a_code_fits_only_what_it_was_made_for(self, code: str, says: str) -> None:
        mine = new_code(says)
        assert fits(mine, says)
        assert not fits(mine, says + "x")

    def test_guesses_do_not_fit(self) -> None:
        """Of ten thousand made-up codes none is signed: 1 in a million would be chance."""
        chance = random.Random(7)
        hits = 0
        for _ in range(10_000):
            body = "".join(chance.choices(ALPHABET, k=LENGTH - 1))
            hits += fits(body + receipts_code.check_character(body), "says")
        assert hits <= 1

    def test_a_new_signing_key_keeps_old_receipts_while_it_is_named(self) -> None:
        with override_settings(SECRET_KEY="old" * 20):
            code = new_code("says")
        with override_settings(SECRET_KEY="new" * 20):
            assert not fits(code, "says")
        with override_settings(SECRET_KEY="new" * 20, SECRET_KEY_FALLBACKS=["old" * 20]):
            assert fits(code, "says")


@pytest.mark.django_db
class TestIssuing:
    def test_it_says_what_the_manual_promises_and_nothing_of_anybody(self) -> None:
        moment = timezone.now() - timedelta(days=1)
        made = issued(filed=Filed(moment))
        assert (made.promised, made.edition.number) == (DAYS, 1)
        assert made.is_genuine
        assert made.received_at.second == 0
        entry = AuditEntry.objects.get(verb="issue_receipt")
        assert set(entry.detail) == {"manual", "point", "due_on"}
        personal = {"name", "phone", "email", "citizen", "applicant", "ip"}
        assert not personal & {field.name for field in Receipt._meta.get_fields()}

    def test_the_due_day_skips_holidays(self) -> None:
        monday = datetime(2026, 3, 2, 9, 0, tzinfo=BANGKOK)
        PublicHolidayFactory(on=date(2026, 3, 4))
        pin = pin_of()
        found = receipts.reckon(pin.manual, Filed(monday), receipts.Almanac.read())
        assert found.due_on == date(2026, 3, 10)

    def test_what_comes_online_at_night_counts_from_the_next_working_day(self) -> None:
        friday_night = datetime(2026, 3, 6, 22, 0, tzinfo=BANGKOK)
        pin, almanac = pin_of(), receipts.Almanac.read()
        online = receipts.reckon(pin.manual, Filed(friday_night, by_channel=True), almanac)
        counter = receipts.reckon(pin.manual, Filed(friday_night), almanac)
        assert (counter.due_on, online.due_on) == (date(2026, 3, 13), date(2026, 3, 16))

    def test_the_same_form_twice_is_one_receipt(self) -> None:
        pin = pin_of()
        first = issued(pin)
        with nothing_changes():
            assert issued(pin).pk == first.pk

    def test_a_form_that_gave_a_receipt_gives_none_for_something_else(self) -> None:
        pin = pin_of()
        issued(pin)
        elsewhere = PinFactory(manual=pin.manual)
        for other in (pin_of(), elsewhere):
            with nothing_changes(), pytest.raises(DelayError, match="ออกใบรับไปแล้ว"):
                issued(other)

    def test_what_ended_while_the_page_was_open_gives_none(self) -> None:
        ended, closed = pin_of(), pin_of()
        Procedure.objects.filter(pk=ended.procedure_id).update(status=ProcedureStatus.WITHDRAWN)
        ServicePoint.objects.filter(pk=closed.point_id).update(status=PointStatus.CLOSED)
        for pin in (ended, closed):
            with nothing_changes(), pytest.raises(DelayError, match="ไม่ได้ออกใบรับ"):
                issued(pin)

    @pytest.mark.parametrize("ahead", [timedelta(hours=1), timedelta(days=-61)])
    def test_other_moments_are_refused(self, ahead: timedelta) -> None:
        pin = pin_of()
        with nothing_changes(), pytest.raises(DelayError):
            issued(pin, filed=Filed(timezone.now() + ahead))

    def test_a_code_that_is_taken_is_made_anew(self, monkeypatch: pytest.MonkeyPatch) -> None:
        pin, numbers = pin_of(), iter([5, 5, 6])
        monkeypatch.setattr(receipts.new_code, "__defaults__", (lambda _below: next(numbers),))
        moment = Filed(timezone.now())
        made = [issued(pin, key * 32, filed=moment) for key in "ab"]
        assert made[0].code != made[1].code
        assert all(one.is_genuine for one in made)

    def test_a_row_that_somebody_altered_fits_its_code_no_more(self) -> None:
        made = issued()
        Receipt.objects.filter(pk=made.pk).update(due_on=made.due_on + timedelta(days=30))
        assert not Receipt.objects.get(pk=made.pk).is_genuine

    def test_the_slip_is_the_same_each_time(self) -> None:
        made = issued()
        given = {
            "address": "https://x/receipt/A",
            "qr": "<svg xmlns='http://www.w3.org/2000/svg'/>",
        }
        paper = slip_pdf(made, **given)
        assert paper.startswith(b"%PDF")
        assert paper == slip_pdf(made, **given)


@pytest.mark.django_db
class TestEnding:
    def test_finishing_counts_days_of_the_promised_kind(self) -> None:
        made = issued(filed=Filed(timezone.now() - timedelta(days=14)))
        done = finish_receipt(receipt_id=made.pk, finished_on=timezone.localdate(), actor=ACTOR)
        assert done.days_taken == 10

    def test_days_of_what_came_online_count_from_when_it_counts_as_received(self) -> None:
        friday_night = datetime(2026, 3, 6, 22, 0, tzinfo=BANGKOK)
        pin, almanac = pin_of(), receipts.Almanac.read()
        made = Receipt(manual=pin.manual, point=pin.point, promised_unit=DAYS.unit.value,
                       received_at=friday_night, by_channel=True)  # fmt: skip
        due_on = receipts.reckon(pin.manual, Filed(friday_night, True), almanac).due_on
        for finished_on, taken in ((due_on, 5), (date(2026, 3, 9), 0), (date(2026, 3, 7), 0)):
            made.finished_on = finished_on
            assert receipts.days_taken(made, almanac) == taken
        made.promised_unit, made.finished_on = DurationUnit.DAY.value, date(2026, 3, 7)
        assert receipts.days_taken(made, almanac) == 0

    def test_neither_before_the_receipt_nor_ahead_nor_twice(self) -> None:
        made = issued()
        today = timezone.localdate()
        for day in (today - timedelta(days=1), today + timedelta(days=1)):
            with nothing_changes(), pytest.raises(DelayError):
                finish_receipt(receipt_id=made.pk, finished_on=day, actor=ACTOR)
        finish_receipt(receipt_id=made.pk, finished_on=today, actor=ACTOR)
        with nothing_changes(), pytest.raises(DelayError, match="ปิดไปแล้ว"):
            finish_receipt(receipt_id=made.pk, finished_on=today, actor=ACTOR)

    def test_what_was_finished_by_mistake_is_open_again_and_can_be_finished_anew(self) -> None:
        made = issued(filed=Filed(timezone.now() - timedelta(days=14)))
        today = timezone.localdate()
        finish_receipt(receipt_id=made.pk, finished_on=today, actor=ACTOR)
        again = reopen_receipt(receipt_id=made.pk, reason="ปิดผิดใบ", actor=ACTOR)
        assert again.is_open
        assert again.days_taken is None
        assert again.is_genuine
        assert receipt_times(made.manual, today) is None
        entry = AuditEntry.objects.get(verb="reopen_receipt")
        assert (entry.target, entry.target_id, entry.actor) == ("receipt", made.pk, ACTOR)
        assert entry.detail["reason"] == "ปิดผิดใบ"
        assert entry.detail["finished_on"] == str(today)
        finish_receipt(receipt_id=made.pk, finished_on=today, actor=ACTOR)

    def test_only_what_is_finished_is_opened_again(self) -> None:
        made = issued()
        with nothing_changes(), pytest.raises(DelayError, match="ยังไม่ได้ปิด"):
            reopen_receipt(receipt_id=made.pk, reason="ปิดผิดใบ", actor=ACTOR)
        void_receipt(receipt_id=made.pk, actor=ACTOR)
        with nothing_changes(), pytest.raises(DelayError, match="ยกเลิก"):
            reopen_receipt(receipt_id=made.pk, reason="ปิดผิดใบ", actor=ACTOR)

    def test_a_void_receipt_is_found_and_counts_nowhere(self) -> None:
        made = issued()
        void_receipt(receipt_id=made.pk, actor=ACTOR)
        found = find_receipt(grouped(made.code).lower())
        assert found is not None
        assert found.voided_at is not None
        with nothing_changes(), pytest.raises(DelayError, match="ยกเลิก"):
            finish_receipt(receipt_id=made.pk, finished_on=timezone.localdate(), actor=ACTOR)
        assert receipt_times(made.manual, timezone.localdate()) is None


@given(st.dictionaries(st.integers(0, 60), st.integers(1, 9), min_size=1))
def test_half_took_no_longer_than_the_median(counts: dict[int, int]) -> None:
    every = sorted(value for value, n in counts.items() for _ in range(n))
    assert median(counts) == every[(len(every) - 1) // 2]


@pytest.mark.django_db(transaction=True)
def test_a_form_sent_twice_at_once_is_one_receipt() -> None:
    pin = pin_of()
    made = at_once(
        *[lambda: issued(Pin.objects.select_related("manual", "point").get(pk=pin.pk))] * 4
    )
    assert {one.pk for one in made} == set(Receipt.objects.values_list("pk", flat=True))
    assert Receipt.objects.count() == 1
    assert AuditEntry.objects.filter(verb="issue_receipt").count() == 1
