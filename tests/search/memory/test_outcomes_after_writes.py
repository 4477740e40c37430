"""A remembered search is never older than a write that a new one would show."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.db import transaction

from infogo.core.models import OutboxTopic
from infogo.core.outbox import announce
from infogo.manuals import services
from infogo.manuals.content import ManualContent
from infogo.manuals.part import Listing, ListingState
from infogo.search.indexing import index as index_module
from infogo.search.indexing.index import only_writer
from infogo.search.indexing.indexer import Follower
from infogo.search.memory.outcomes import pages
from infogo.search.results import SearchPage
from infogo.search.selectors import search
from infogo.search.services import GroupWording, add_group
from tests.factories import ACTOR
from tests.search.corpus import Country, make_country


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    pages.forget()
    yield
    pages.forget()


@pytest.fixture
def own_country(indexed: Callable[[], None], monkeypatch: pytest.MonkeyPatch) -> Country:
    monkeypatch.setattr(index_module, "RELOAD_SECONDS", 0.0)
    made = make_country()
    indexed()
    return made


def remembered(q: str) -> SearchPage:
    search(q)
    page = search(q)
    assert search(q) is page
    return page


def test_a_new_fact_is_seen_at_once(own_country: Country) -> None:
    manual = own_country.manuals["LAND-1"]
    before = remembered("โอนที่ดิน").results[0]
    assert before.code == "LAND-1"
    content = ManualContent.model_validate(manual.current.content)
    free = content.model_copy(update={"fees": Listing(state=ListingState.NONE)})
    services.publish_standard(manual=manual, content=free, actor=ACTOR)
    now = search("โอนที่ดิน").results[0]
    assert now.facts is not None
    assert before.facts is not None
    assert (before.facts.is_free, now.facts.is_free) == (False, True)


def test_a_new_name_is_found_after_the_index_followed(own_country: Country) -> None:
    assert remembered("เรือสำเภา").results == ()
    procedure = own_country.procedures["LAND-1"]
    procedure.name_th = "ซื้อขายเรือสำเภา"
    procedure.save()
    with transaction.atomic():
        announce(OutboxTopic.PROCEDURE, [procedure.pk])
    with only_writer():
        follower = Follower()
        follower.follow()
        follower.close()
    assert [result.code for result in search("เรือสำเภา").results] == ["LAND-1"]


def test_new_synonyms_are_used_at_once_in_this_process(
    own_country: Country, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    assert remembered("ตั๋วชีวิต").results == ()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        add_group(wording=GroupWording(("ตั๋วชีวิต",), ("บัตรประชาชน",), 0.5), actor=ACTOR)
    assert search("ตั๋วชีวิต").results
