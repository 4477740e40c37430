"""Procedures at hand are never older than the database."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from infogo.core.models import OutboxTopic
from infogo.core.outbox import announce
from infogo.manuals import services
from infogo.manuals.content import Listing, ListingState, ManualContent
from infogo.search.shelf import Shelf
from tests.factories import ACTOR, standard_manual

pytestmark = pytest.mark.django_db


def test_what_is_at_hand_costs_one_query() -> None:
    ids = [standard_manual().procedure_id for _n in range(3)]
    shelf = Shelf()
    first = shelf.procedures(ids)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert shelf.procedures(reversed(ids)) == first[::-1]
    assert len(queries) == 1


def test_a_change_is_seen_at_once_in_words_facts_and_owner() -> None:
    manual = standard_manual()
    shelf = Shelf()
    shelf.procedures([manual.procedure_id])
    content = ManualContent.model_validate(manual.current.content)
    free = content.model_copy(update={"fees": Listing(state=ListingState.NONE)})
    services.publish_standard(manual=manual, content=free, actor=ACTOR)
    (found,) = shelf.procedures([manual.procedure_id])
    assert found.facts is not None
    assert found.facts.is_free

    owner = manual.procedure.owner
    with transaction.atomic():
        owner.name_th = "กรมชื่อใหม่"
        owner.save()
        announce(OutboxTopic.AGENCY, [owner.pk])
    (found,) = shelf.procedures([manual.procedure_id])
    assert found.procedure.owner.name_th == "กรมชื่อใหม่"


def test_what_does_not_exist_is_left_out() -> None:
    assert Shelf().procedures([987_654]) == []
