"""The daily register: one root for all chains, and no way to rewrite what it noted."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from infogo.core.audit import FIRST_HASH
from infogo.core.models import AuditEntry, ContentVersion
from infogo.manuals import services
from infogo.manuals.chain import revision_hash
from infogo.manuals.merkle import root_from, root_hash, way_to_root
from infogo.manuals.models import Manual, ManualRevision, RegisterDay, RegisterLeaf
from infogo.manuals.register import (
    heads_on,
    inclusion_of,
    rewritten_since,
    root_of,
    verify_register,
)
from infogo.manuals.register_services import note_register
from tests.factories import ACTOR, manual_content, standard_manual

NOON = datetime(2026, 11, 27, 5, tzinfo=UTC)
lines = st.lists(st.text(max_size=6), min_size=1, max_size=40)


def tree(texts: list[str]) -> bytes:
    """Return the root as RFC 6962 defines it: split at the largest power of two."""
    if len(texts) == 1:
        return hashlib.sha256(b"\0" + texts[0].encode()).digest()
    split = 1
    while split * 2 < len(texts):
        split *= 2
    return hashlib.sha256(b"\1" + tree(texts[:split]) + tree(texts[split:])).digest()


@given(lines)
def test_the_root_is_that_of_the_standard_and_every_leaf_proves_itself(texts: list[str]) -> None:
    root = root_hash(texts)
    assert root == tree(texts).hex()
    for place, text in enumerate(texts):
        assert root_from(text, way_to_root(texts, place)) == root


@given(lines, st.data())
def test_another_line_leads_to_another_root(texts: list[str], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(texts) - 1))
    assert root_from(f"{texts[place]}!", way_to_root(texts, place)) != root_hash(texts)


def test_a_tree_needs_a_leaf() -> None:
    with pytest.raises(ValueError, match="leaf"):
        root_hash([])
    with pytest.raises(IndexError):
        way_to_root(["ก"], 1)


def publish(manual: Manual, words: str) -> None:
    services.publish_standard(manual=manual, content=manual_content(remark=words), actor=ACTOR)


@pytest.mark.django_db
class TestRegister:
    @pytest.fixture
    def manuals(self) -> list[Manual]:
        return [standard_manual() for _n in range(5)]

    def test_one_day_is_noted_once(self, manuals: list[Manual]) -> None:
        made = note_register(now=NOON)
        assert made is not None
        assert (made.day.isoformat(), made.manuals, made.previous_hash) == (
            "2026-11-27",
            5,
            FIRST_HASH,
        )
        assert note_register(now=NOON + timedelta(hours=11)) is None
        assert RegisterDay.objects.count() == 1
        assert AuditEntry.objects.filter(verb="note_register").count() == 1
        assert ContentVersion.objects.filter(key="register").exists()

    def test_the_day_is_that_of_thailand(self, manuals: list[Manual]) -> None:
        made = note_register(now=datetime(2026, 11, 26, 17, 30, tzinfo=UTC))
        assert made is not None
        assert made.day.isoformat() == "2026-11-27"

    def test_nothing_is_noted_while_nothing_is_published(self) -> None:
        assert note_register(now=NOON) is None
        assert not RegisterDay.objects.exists()

    def test_only_what_changed_takes_a_row_and_earlier_days_stay(
        self, manuals: list[Manual]
    ) -> None:
        first = note_register(now=NOON)
        publish(manuals[2], "ใหม่")
        manuals.append(standard_manual())
        second = note_register(now=NOON + timedelta(days=3))
        assert first
        assert second

        assert RegisterLeaf.objects.filter(register=second).count() == 2
        assert [head.number for head in heads_on(second)] == [1, 1, 2, 1, 1, 1]
        assert root_of(heads_on(first)) == first.root
        assert root_of(heads_on(second)) == second.root
        assert second.previous_hash == first.day_hash
        assert verify_register() is None

    def test_every_manual_proves_that_it_stands_in_it(self, manuals: list[Manual]) -> None:
        noted = note_register(now=NOON)
        assert noted
        for manual in manuals:
            inclusion = inclusion_of(manual)
            assert inclusion is not None
            assert root_from(inclusion.head.line, inclusion.way) == noted.root
        assert inclusion_of(standard_manual()) is None

    def test_a_chain_that_was_computed_anew_is_found(self, manuals: list[Manual]) -> None:
        """Somebody changes an edition and gives it a hash that fits: the chain alone is blind."""
        note_register(now=NOON)
        revision = ManualRevision.objects.get(manual=manuals[0])
        revision.content["remark"] = "แก้ย้อนหลัง"
        revision.content_hash = revision_hash(
            manual_id=manuals[0].pk,
            number=1,
            content=revision.content,
            author=revision.author,
            previous_hash=FIRST_HASH,
        )
        revision.save()

        found = rewritten_since(manuals[0], {1: revision.content_hash})

        assert found is not None
        assert found.number == 1
        fault = verify_register()
        assert fault is not None
        assert "was rewritten" in fault.reason
        with pytest.raises(CommandError, match="register of 2026-11-27"):
            call_command("verify_chains")

    @pytest.mark.parametrize(
        ("tamper", "reason"),
        [
            (lambda: RegisterDay.objects.filter(day="2026-11-27").update(root="0" * 64), "root"),
            (lambda: RegisterDay.objects.filter(day="2026-11-27").delete(), "root"),
            (
                lambda: RegisterDay.objects.filter(day="2026-11-28").update(previous_hash="1" * 64),
                "follow",
            ),
        ],
    )
    def test_a_changed_register_is_found(
        self, manuals: list[Manual], tamper: Callable[[], object], reason: str
    ) -> None:
        note_register(now=NOON)
        note_register(now=NOON + timedelta(days=1))
        assert verify_register() is None
        tamper()
        fault = verify_register()
        assert fault is not None
        assert reason in fault.reason
