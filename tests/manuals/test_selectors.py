"""Reading manuals: what a citizen sees now, and what she saw then."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from infogo.manuals import services
from infogo.manuals.content import Fee, LocalOverrides
from infogo.manuals.models import Manual, ManualRevision, RevisionStatus
from infogo.manuals.part import Listing, ListingState
from infogo.manuals.selectors import (
    NotPublishedError,
    checked_manuals,
    edition_of,
    editions,
    merged_manual,
    unchecked_manuals,
)
from tests.factories import ACTOR, ProcedureFactory, adoption, manual_content, standard_manual

pytestmark = pytest.mark.django_db
NO_FEES = Listing[Fee](state=ListingState.NONE)


def publish(manual: Manual, **content: object) -> ManualRevision:
    return services.publish_standard(manual=manual, content=manual_content(**content), actor=ACTOR)


def override(manual: Manual, **sections: object) -> ManualRevision:
    return services.publish_overrides(
        manual=manual, overrides=LocalOverrides(**sections), actor=ACTOR
    )


def fresh(manual: Manual) -> Manual:
    return Manual.objects.select_related("current", "standard__current").get(pk=manual.pk)


def test_a_standard_manual_is_its_current_edition(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    manual = fresh(standard_manual(content=manual_content(remark="มาก่อนเที่ยง")))
    with django_assert_num_queries(0):
        merged = merged_manual(manual)
    assert merged.content.remark == "มาก่อนเที่ยง"
    assert merged.edition == merged.standard_edition == manual.current
    assert merged.local_sections == frozenset()


def test_an_adopter_without_overrides_follows_a_new_edition_by_itself() -> None:
    standard = standard_manual()
    local = adoption(standard)
    publish(standard, remark="ใหม่")
    assert merged_manual(fresh(local)).content.remark == "ใหม่"


def test_an_adopter_with_overrides_follows_in_all_other_sections() -> None:
    standard = standard_manual()
    local = adoption(standard)
    own = override(local, fees=NO_FEES)
    publish(standard, remark="ใหม่")
    merged = merged_manual(fresh(local))
    assert merged.content.fees.is_none
    assert merged.content.remark == "ใหม่"
    assert merged.edition == own
    assert merged.standard_edition.number == 2
    assert merged.local_sections == {"fees"}


def test_a_manual_without_an_edition_is_not_shown() -> None:
    procedure = ProcedureFactory()
    manual = Manual.objects.create(procedure=procedure, agency=procedure.owner)
    with pytest.raises(NotPublishedError):
        merged_manual(manual)
    with pytest.raises(NotPublishedError):
        edition_of(manual, 1)


def test_an_old_local_edition_rests_on_the_standard_of_its_time() -> None:
    standard = standard_manual(content=manual_content(remark="เดิม"))
    local = adoption(standard)
    override(local, fees=NO_FEES)
    publish(standard, remark="ใหม่")
    then = edition_of(fresh(local), 1)
    assert then.content.remark == "เดิม"
    assert then.content.fees.is_none


def test_an_adopter_that_never_wrote_anything_shows_the_standards_editions() -> None:
    standard = standard_manual()
    publish(standard, remark="ใหม่")
    local = fresh(adoption(standard))
    assert [revision.number for revision in editions(local)] == [2, 1]
    assert edition_of(local, 1).content.remark == ""


def test_who_follows_the_standard_again_has_nothing_to_check() -> None:
    """Nothing could be published for it, so that it would wait for ever."""
    standard = standard_manual()
    again, own = adoption(standard), adoption(standard)
    for local in (again, own):
        override(local, fees=NO_FEES)
    override(again)
    now = timezone.now()
    a_while_ago, year_ago = now - timedelta(days=400), now - timedelta(days=365)
    ManualRevision.objects.exclude(manual=standard).update(published_at=a_while_ago)
    manuals = Manual.objects.exclude(pk=standard.pk)
    assert list(unchecked_manuals(manuals, year_ago)) == [own]
    assert list(checked_manuals(manuals, year_ago)) == [again]
    ManualRevision.objects.filter(manual=standard).update(published_at=a_while_ago)
    assert not checked_manuals(manuals, year_ago).exists()


def test_drafts_are_no_editions() -> None:
    standard = standard_manual()
    publish(standard)
    ManualRevision.objects.filter(manual=standard, number=1).update(status=RevisionStatus.DRAFT)
    assert [revision.number for revision in editions(standard)] == [2]
    with pytest.raises(NotPublishedError):
        edition_of(standard, 1)
