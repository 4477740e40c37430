"""A manual ends with a reason and a way on, and can come back as it was."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from infogo.editing.errors import EditingError, NotAllowedError, WrongStateError
from infogo.editing.models import Cancellation, DraftState
from infogo.editing.services.cancelling import cancel_manual, reopen_manual
from infogo.manuals.models import Manual, ManualStatus, ProcedureStatus
from infogo.manuals.services import ManualRuleError
from infogo.pins.counting import count_points, mark_pinned
from infogo.pins.models import Pin
from tests.editing.office import ALL, HEAD, NONE, audited, begun, everything, good_content
from tests.factories import PinFactory, ProcedureFactory, adoption, standard_manual


@pytest.fixture
def manual() -> Manual:
    return standard_manual(content=good_content())


def cancel(manual: Manual, **given: Any) -> Cancellation:
    said = {"reason": "กฎหมายยกเลิก", "instead": "ไม่ต้องขออนุญาตอีก", "actor": HEAD, "may": ALL}
    return cancel_manual(manual=manual, **{**said, **given})


def reopen(manual: Manual, **given: Any) -> Cancellation:
    return reopen_manual(
        manual=manual, **{"reason": "ศาลให้ใช้ต่อ", "actor": HEAD, "may": ALL, **given}
    )


def test_cancelling_a_standard_ends_the_procedure_and_names_its_successor(manual: Manual) -> None:
    successor = ProcedureFactory()
    draft = begun(manual)
    cancel(manual, successor=successor, instead="")
    procedure = manual.procedure
    procedure.refresh_from_db()
    assert (procedure.status, procedure.merged_into) == (ProcedureStatus.WITHDRAWN, successor)
    assert procedure.withdrawn_reason == "กฎหมายยกเลิก"
    draft.refresh_from_db()
    assert draft.state == DraftState.DISCARDED
    assert audited()[-1] == ("officer 3 จันทร์", "draft-discard")


def test_citizens_are_led_to_the_successor(manual: Manual, client: Client) -> None:
    successor = standard_manual(content=good_content(), name_th="จดแจ้งอาหาร").procedure
    cancel(manual, successor=successor)
    answer = client.get(f"/manual/{manual.procedure_id}")
    assert answer.status_code == 410
    page = answer.content.decode()
    assert "กฎหมายยกเลิก" in page
    assert f'href="/manual/{successor.pk}"' in page
    assert "จดแจ้งอาหาร" in page


def test_where_nothing_follows_the_page_says_what_to_do(manual: Manual) -> None:
    cancel(manual)
    manual.procedure.refresh_from_db()
    assert manual.procedure.withdrawn_reason == "กฎหมายยกเลิก ไม่ต้องขออนุญาตอีก"


def test_cancelling_an_adoption_leaves_the_others(manual: Manual) -> None:
    local, neighbour = adoption(manual), adoption(manual)
    cancel(local)
    local.refresh_from_db()
    neighbour.refresh_from_db()
    manual.procedure.refresh_from_db()
    assert (local.status, neighbour.status) == (ManualStatus.WITHDRAWN, ManualStatus.PUBLISHED)
    assert manual.procedure.status == ProcedureStatus.ACTIVE
    assert audited()[-1] == ("officer 3 จันทร์", "withdraw")


def test_a_service_that_ended_is_counted_nowhere_and_comes_back_as_it_was(manual: Manual) -> None:
    pins = [PinFactory(manual=each) for each in (manual, adoption(manual))]
    count_points([manual.procedure_id])
    mark_pinned()

    def counted() -> tuple[int, list[bool]]:
        manual.procedure.refresh_from_db()
        marks = Manual.objects.order_by("pk").values_list("is_pinned", flat=True)
        return manual.procedure.point_count, list(marks)

    assert counted() == (2, [True, True])
    cancel(manual)
    assert counted() == (0, [False, False])
    reopen(manual)
    assert counted() == (2, [True, True])
    assert Pin.objects.count() == len(pins)


def test_counters_of_an_agency_that_gave_it_up_are_counted_no_more(manual: Manual) -> None:
    local = adoption(manual)
    PinFactory(manual=manual)
    PinFactory(manual=local)
    procedure = manual.procedure
    for act, counted in ((cancel, 1), (reopen, 2)):
        act(local)
        procedure.refresh_from_db()
        local.refresh_from_db()
        assert (procedure.point_count, local.is_pinned) == (counted, counted == 2)


@pytest.mark.parametrize("kind", ["standard", "adoption"])
def test_reopening_brings_back_what_was_there(manual: Manual, kind: str) -> None:
    ended = manual if kind == "standard" else adoption(manual)
    status, current = ended.status, ended.current
    cancel(ended, successor=ProcedureFactory())
    done = reopen(ended)
    ended.refresh_from_db()
    ended.procedure.refresh_from_db()
    assert (ended.current, ended.procedure.status) == (current, ProcedureStatus.ACTIVE)
    assert ended.status == (ManualStatus.PUBLISHED if kind == "adoption" else status)
    assert (ended.procedure.merged_into, ended.procedure.withdrawn_reason) == (None, "")
    assert (done.reopen_reason, done.reopened_by) == ("ศาลให้ใช้ต่อ", "officer 3 จันทร์")
    assert begun(ended)
    cancel_again = cancel(ended)
    assert cancel_again.pk != done.pk


@pytest.mark.parametrize(
    ("given", "refused"),
    [
        ({"reason": " "}, EditingError),
        ({"instead": " "}, EditingError),
        ({"may": NONE}, NotAllowedError),
    ],
)
def test_cancelling_needs_a_reason_a_way_on_and_the_right(
    manual: Manual, given: dict[str, Any], refused: type[Exception]
) -> None:
    begun(manual)
    before = everything()
    with pytest.raises(refused):
        cancel(manual, **given)
    assert everything() == before


def test_a_successor_is_another_procedure_in_use(manual: Manual) -> None:
    ended = ProcedureFactory(status=ProcedureStatus.WITHDRAWN)
    before = everything()
    for successor in (manual.procedure, ended):
        with pytest.raises(ManualRuleError):
            cancel(manual, successor=successor)
    assert everything() == before


def test_what_ended_does_not_end_again_and_what_goes_on_is_not_reopened(manual: Manual) -> None:
    local = adoption(manual)
    before = everything()
    with pytest.raises(EditingError, match="ไม่ได้ยกเลิกไว้"):
        reopen(local)
    assert everything() == before
    cancel(local)
    before = everything()
    for refused, act in (
        (WrongStateError, lambda: cancel(local)),
        (EditingError, lambda: reopen(local, reason="")),
        (NotAllowedError, lambda: reopen(local, may=NONE)),
    ):
        with pytest.raises(refused):
            act()
    assert everything() == before
