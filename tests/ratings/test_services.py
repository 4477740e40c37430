"""Ratings come in once, are masked, counted and moderated; refusals change nothing."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import models

from infogo.accounts.models import Officer
from infogo.accounts.perms import Rights
from infogo.accounts.roles import Role
from infogo.core import audit
from infogo.core.models import AuditEntry
from infogo.manuals.models import Manual, ManualStatus
from infogo.points.models import PointStatus, ServicePoint
from infogo.ratings.errors import (
    NotAllowedError,
    NotRateableError,
    RatingError,
    WrongStateError,
)
from infogo.ratings.models import (
    LONGEST_COMMENT,
    ModerationStep,
    Rating,
    RatingState,
    RatingTally,
    Reason,
    ReplyKind,
    Suspicion,
)
from infogo.ratings.selectors import by_reference, ratings_for, unanswered, waiting
from infogo.ratings.services import (
    ALPHABET,
    decide,
    publish_improvement,
    rebuild_tallies,
    reply,
    withdraw_improvement,
)
from tests.accounts.watching import nothing_changes
from tests.factories import AgencyFactory, GrantFactory, OfficerFactory, PinFactory, adoption
from tests.mergers.handovers import hand_over
from tests.ratings.giving import counted, rate, served_manual, tallied

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)


def handler(record: Manual | ServicePoint, *, narrowed: bool = False) -> Rights:
    """Return the rights of an officer who looks after the ratings of a record's agency."""
    officer: Officer = OfficerFactory(agency=record.agency)
    only = [record] if narrowed else []
    GrantFactory(officer=officer, role=Role.FEEDBACK_HANDLER, only=only)
    return Rights.of(officer)


# ---------------------------------------------------------------- coming in


def test_a_rating_belongs_to_whoever_answers_for_the_counter() -> None:
    manual, point = served_manual()
    at_counter = rate(manual, point)
    online = rate(manual)
    assert at_counter.agency_id == point.agency_id != manual.agency_id
    assert online.agency_id == manual.agency_id
    assert at_counter.procedure_id == manual.procedure_id


def test_what_she_said_is_kept_and_counted() -> None:
    manual, point = served_manual()
    rating = rate(
        manual,
        point,
        overall=5,
        dimensions={"staff": 4, "quality": 2},
        facts={"in_time": True, "asked_for_copies": False, "paid_more": None},
        comment="  เร็วดี  ",
        visited_on=date(2026, 10, 17),
        now=NOW,
    )
    rating.refresh_from_db()
    assert (rating.overall, rating.staff, rating.process) == (5, 4, None)
    assert (rating.in_time, rating.asked_for_copies, rating.paid_more) == (True, False, None)
    assert rating.comment == "เร็วดี"
    assert rating.visited_on == date(2026, 10, 1)
    assert rating.month == date(2026, 11, 1)
    assert rating.state == RatingState.PUBLIC
    assert tallied() == counted()
    assert len(tallied()) == 4
    assert AuditEntry.objects.filter(verb="rate", target_id=rating.pk).exists()


def test_a_month_is_one_of_thai_time() -> None:
    manual, _point = served_manual()
    rating = rate(manual, now=datetime(2026, 11, 30, 18, 0, tzinfo=UTC))
    assert rating.month == date(2026, 12, 1)


def test_a_reference_can_be_read_aloud_and_typed_carelessly() -> None:
    manual, _point = served_manual()
    rating = rate(manual)
    letters = rating.reference.replace("-", "")
    assert len(letters) == 8
    assert set(letters) <= set(ALPHABET)
    assert not set(ALPHABET) & set("0OIL1UB8S5Z2")
    assert by_reference(f" {letters.lower()} ") == rating


def test_personal_data_is_never_stored() -> None:
    manual, _point = served_manual()
    rating = rate(manual, comment="โทร 081-234-5678 ถามนายสมชาย ใจดี")
    rating.refresh_from_db()
    assert rating.has_masked
    stored = " ".join(str(value) for value in Rating.objects.values().get().values())
    assert "5678" not in stored
    assert "สมชาย" not in stored


def test_no_column_can_hold_who_rated() -> None:
    """A new column has to be thought about here: no address, cookie, name or officer."""
    kinds = (models.ForeignKey, models.CharField, models.JSONField)
    columns = {f.name for f in Rating._meta.get_fields() if isinstance(f, kinds)}
    assert columns == {
        "reference",
        "manual",
        "procedure",
        "agency",
        "point",
        "channel",
        "comment",
        "comment_digest",
        "state",
        "suspicion",
        "idempotency_key",
    }


@pytest.mark.parametrize(
    "said",
    [
        {"overall": 0},
        {"overall": 6},
        {"dimensions": {"staff": 9}},
        {"dimensions": {"beauty": 3}},
        {"facts": {"smiled": True}},
        {"comment": "ก" * (LONGEST_COMMENT + 1)},
        {"comment": "ก\x00"},
    ],
)
def test_values_that_no_form_sends_are_refused(said: dict[str, object]) -> None:
    manual, _point = served_manual()
    with nothing_changes(), pytest.raises(RatingError):
        rate(manual, **said)


def test_only_what_citizens_can_use_is_rated() -> None:
    manual, point = served_manual()
    elsewhere = PinFactory(manual=served_manual()[0]).point
    with nothing_changes(), pytest.raises(NotRateableError):
        rate(manual, elsewhere)
    point.status = PointStatus.CLOSED
    point.save()
    with nothing_changes(), pytest.raises(NotRateableError):
        rate(manual, point)
    manual.status = ManualStatus.WITHDRAWN
    manual.save()
    with nothing_changes(), pytest.raises(NotRateableError):
        rate(manual)


# ---------------------------------------------------------------- what is unusual


def test_what_the_caller_suspects_waits_and_does_not_count() -> None:
    manual, point = served_manual()
    rating = rate(manual, point, suspected=[Suspicion.TRAP])
    assert rating.state == RatingState.HELD
    assert rating.suspicion == ["trap"]
    assert tallied() == {}
    step = ModerationStep.objects.get(rating=rating)
    assert (step.to_state, step.reason) == (RatingState.HELD, Reason.ARRIVED)


def test_the_same_words_again_wait_but_short_praise_does_not() -> None:
    manual, point = served_manual()
    other, _there = served_manual()
    words = "บริการแย่มากไม่ควรไปใช้ที่นี่"
    assert rate(manual, point, comment=words).state == RatingState.PUBLIC
    again = rate(other, comment="บริการแย่มาก!! ไม่ควรไป ใช้ที่นี่")
    assert again.suspicion == ["same_comment"]
    assert rate(manual, point, comment="ดีมาก").state == RatingState.PUBLIC
    assert rate(manual, point, comment="ดีมาก").state == RatingState.PUBLIC


def test_the_same_words_long_ago_are_forgotten() -> None:
    manual, _point = served_manual()
    words = "บริการแย่มากไม่ควรไปใช้ที่นี่"
    rate(manual, comment=words, now=NOW - timedelta(days=31))
    assert rate(manual, comment=words, now=NOW).state == RatingState.PUBLIC


def test_a_crowd_on_one_day_waits_and_a_usual_day_does_not() -> None:
    """Nine come as they like, the tenth of a day at a place that has none a day waits."""
    manual, point = served_manual()
    states = [rate(manual, point, now=NOW + timedelta(minutes=n)).state for n in range(12)]
    assert states == ["public"] * 9 + ["held"] * 3
    held = Rating.objects.filter(state=RatingState.HELD)
    assert all(r.suspicion == ["burst_point", "burst_manual"] for r in held)


def test_a_busy_place_is_measured_against_its_own_past() -> None:
    manual, point = served_manual()
    start = NOW - timedelta(days=60)
    for day in range(40):
        for n in range(10):
            rate(manual, point, now=start + timedelta(days=day, hours=n))
    Rating.objects.update(state=RatingState.PUBLIC)
    assert rate(manual, point, now=start + timedelta(days=40)).state == RatingState.PUBLIC


# ---------------------------------------------------------------- officers


def test_she_looks_after_ratings_of_her_points_and_of_her_manuals_only() -> None:
    standard, point = served_manual()
    local = adoption(standard, point.agency)
    PinFactory(manual=local, point=point)
    there, elsewhere = rate(local, point), rate(standard, None)
    other_point = PinFactory(manual=local).point
    for rights, expected in (
        (handler(point), {there.pk}),
        (handler(point, narrowed=True), {there.pk}),
        (handler(local, narrowed=True), {there.pk}),
        (handler(standard), {elsewhere.pk}),
        (handler(other_point), set()),
    ):
        assert set(ratings_for(rights).values_list("pk", flat=True)) == expected


def test_hiding_takes_a_rating_out_of_the_sums_and_releasing_puts_it_back() -> None:
    manual, point = served_manual()
    rate(manual, point, overall=5)
    rating = rate(manual, point, overall=1, dimensions={"staff": 1}, facts={"paid_more": True})
    rights = handler(point)
    before = tallied()
    decide(rating_id=rating.pk, to="hidden", reason=Reason.RUDE, rights=rights, text="คำหยาบ")
    assert tallied() == counted() != before
    decide(rating_id=rating.pk, to="public", reason=Reason.CHECKED, rights=rights)
    assert tallied() == counted() == before
    steps = list(ModerationStep.objects.filter(rating=rating).values_list("to_state", "text"))
    assert steps == [("hidden", "คำหยาบ"), ("public", "")]
    line = AuditEntry.objects.get(verb="rating-hidden")
    assert line.detail == {"from": "public", "reason": "rude", "text": "คำหยาบ"}
    assert audit.verify() is None


def test_a_held_rating_counts_once_released() -> None:
    manual, point = served_manual()
    rating = rate(manual, point, suspected=[Suspicion.TOO_FAST])
    rights = handler(point)
    assert list(waiting(ratings_for(rights))) == [rating]
    decide(rating_id=rating.pk, to="public", reason=Reason.CHECKED, rights=rights)
    assert tallied() == counted() != {}
    assert not waiting(ratings_for(rights)).exists()


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"to": "public"}, WrongStateError),
        ({"to": "gone"}, WrongStateError),
        ({"to": "hidden", "seen": "held"}, WrongStateError),
        ({"to": "hidden", "reason": Reason.CHECKED}, RatingError),
        ({"to": "hidden", "reason": Reason.ARRIVED}, RatingError),
        ({"to": "hidden", "reason": Reason.OTHER, "text": "  "}, RatingError),
        ({"to": "hidden", "text": "ก" * 401}, RatingError),
    ],
)
def test_a_decision_needs_a_reason_that_fits(
    given: dict[str, str], refusal: type[RatingError]
) -> None:
    manual, point = served_manual()
    rating, rights = rate(manual, point), handler(point)
    with nothing_changes(), pytest.raises(refusal):
        decide(**{"rating_id": rating.pk, "reason": Reason.RUDE, "rights": rights, **given})


def test_nobody_decides_or_answers_for_others() -> None:
    manual, point = served_manual()
    rating, stranger = rate(manual, point), handler(served_manual()[1])
    viewer: Officer = OfficerFactory(agency=point.agency)
    GrantFactory(officer=viewer, role=Role.VIEWER)
    for rights in (stranger, Rights.of(viewer)):
        with nothing_changes(), pytest.raises(NotAllowedError):
            decide(rating_id=rating.pk, to="hidden", reason=Reason.RUDE, rights=rights)
        with nothing_changes(), pytest.raises(NotAllowedError):
            reply(rating_id=rating.pk, kind=ReplyKind.PUBLIC, text="ขอบคุณ", rights=rights)


def test_an_answer_for_everybody_answers() -> None:
    manual, point = served_manual()
    rating, rights = rate(manual, point, comment="รอนาน"), handler(point)
    rate(manual, point)  # says nothing, so there is nothing to answer
    reply(rating_id=rating.pk, kind=ReplyKind.INTERNAL, text="ถามฝ่ายทะเบียน", rights=rights)
    assert list(unanswered(ratings_for(rights))) == [rating]
    made = reply(rating_id=rating.pk, kind=ReplyKind.PUBLIC, text=" เพิ่มช่องแล้ว ", rights=rights)
    assert made.text == "เพิ่มช่องแล้ว"
    assert made.agency_id == point.agency_id
    assert not unanswered(ratings_for(rights)).exists()


def test_whoever_took_a_counter_over_answers_in_her_own_name() -> None:
    manual, point = served_manual()
    rating, before = rate(manual, point, comment="รอนาน"), point.agency
    rights = handler(hand_over(point, AgencyFactory()))
    made = reply(rating_id=rating.pk, kind=ReplyKind.PUBLIC, text="เพิ่มช่องแล้ว", rights=rights)
    assert made.agency_id == rights.officer.agency_id != before.pk
    rating.refresh_from_db()
    assert rating.agency_id == before.pk


def test_an_answer_that_is_sent_twice_is_written_once() -> None:
    manual, point = served_manual()
    rating, rights = rate(manual, point, comment="รอนาน"), handler(point)
    said = {"rating_id": rating.pk, "kind": ReplyKind.PUBLIC, "text": "เพิ่มช่องแล้ว"}
    made = reply(rights=rights, **said)
    with nothing_changes():
        assert reply(rights=rights, **said) == made
    reply(rights=handler(point), **said)
    assert rating.replies.count() == 2


@pytest.mark.parametrize(
    ("kind", "text"),
    [("public", " "), ("loud", "ขอบคุณ"), ("public", "ก" * 2001), ("public", "1-1017-00230-70-8")],
)
def test_an_answer_that_is_none_is_refused(kind: str, text: str) -> None:
    manual, point = served_manual()
    rating, rights = rate(manual, point), handler(point)
    with nothing_changes(), pytest.raises(RatingError):
        reply(rating_id=rating.pk, kind=kind, text=text, rights=rights)


def test_improvements_name_an_edition_that_exists() -> None:
    manual, _point = served_manual()
    rights = handler(manual)
    said = {"agency_id": manual.agency_id, "theme": "รอนาน", "change": "เปิดช่องเพิ่ม"}
    with nothing_changes(), pytest.raises(RatingError):
        publish_improvement(rights=rights, manual_id=manual.pk, revision_number=7, **said)
    with nothing_changes(), pytest.raises(RatingError):
        publish_improvement(rights=rights, revision_number=1, **said)
    with nothing_changes(), pytest.raises(RatingError):
        publish_improvement(rights=rights, **{**said, "theme": " "})
    made = publish_improvement(rights=rights, manual_id=manual.pk, revision_number=1, **said)
    with nothing_changes(), pytest.raises(RatingError, match="เผยแพร่แล้ว"):
        publish_improvement(rights=rights, manual_id=manual.pk, revision_number=1, **said)
    stranger = handler(served_manual()[1])
    with nothing_changes(), pytest.raises(NotAllowedError):
        withdraw_improvement(improvement_id=made.pk, rights=stranger)
    with nothing_changes(), pytest.raises(NotAllowedError):
        publish_improvement(rights=stranger, **said)
    assert withdraw_improvement(improvement_id=made.pk, rights=rights).is_withdrawn
    with nothing_changes(), pytest.raises(WrongStateError):
        withdraw_improvement(improvement_id=made.pk, rights=rights)
    publish_improvement(rights=rights, manual_id=manual.pk, revision_number=1, **said)


# ---------------------------------------------------------------- sums


def test_sums_are_made_again_from_the_ratings() -> None:
    manual, point = served_manual()
    rate(manual, point, dimensions={"staff": 3}, facts={"in_time": True})
    rate(manual, None, overall=1, now=NOW - timedelta(days=70))
    rate(manual, point, suspected=[Suspicion.TRAP])
    RatingTally.objects.filter(scope="manual").update(n4=99)
    RatingTally.objects.filter(scope="point").delete()
    RatingTally.objects.create(scope="point", object_id=404, month=date(2020, 1, 1), n1=7)
    rebuild_tallies(actor="ผู้ทดสอบ")
    assert tallied() == counted()
    assert AuditEntry.objects.filter(verb="rebuild", target="rating-tally").exists()
