"""A changed past is noticed, whichever way it was changed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from infogo.core.audit import FIRST_HASH
from infogo.manuals import services
from infogo.manuals.chain import RevisionFault, revision_hash, verify_revisions
from infogo.manuals.models import Manual, ManualRevision
from tests.factories import ACTOR, manual_content, standard_manual

pytestmark = pytest.mark.django_db
EDITIONS = 3


@pytest.fixture
def manual() -> Manual:
    made = standard_manual()
    for number in range(2, EDITIONS + 1):
        services.publish_standard(
            manual=made, content=manual_content(remark=f"ฉบับ {number}"), actor=ACTOR
        )
    return made


def second(manual: Manual) -> ManualRevision:
    return ManualRevision.objects.get(manual=manual, number=2)


def change_content(manual: Manual) -> None:
    revision = second(manual)
    revision.content["remark"] = "แก้ย้อนหลัง"
    revision.save()


def change_author(manual: Manual) -> None:
    ManualRevision.objects.filter(pk=second(manual).pk).update(author="คนอื่น")


def forge_hash(manual: Manual) -> None:
    """Change the content and give it a hash of its own that fits."""
    revision = second(manual)
    revision.content["remark"] = "แก้ย้อนหลัง"
    revision.content_hash = revision_hash(
        manual_id=manual.pk,
        number=2,
        content=revision.content,
        author=revision.author,
        previous_hash=revision.previous_hash,
    )
    revision.save()


def renumber(manual: Manual) -> None:
    ManualRevision.objects.filter(manual=manual, number=3).update(number=4)


def test_an_untouched_history_verifies(manual: Manual) -> None:
    assert verify_revisions(manual) is None
    assert ManualRevision.objects.get(manual=manual, number=1).previous_hash == FIRST_HASH


@pytest.mark.parametrize(
    ("tamper", "number"),
    [(change_content, 2), (change_author, 2), (forge_hash, 3), (renumber, 3)],
)
def test_tampering_is_found_at_the_edition_it_breaks(
    manual: Manual, tamper: Callable[[Manual], None], number: int
) -> None:
    tamper(manual)
    fault = verify_revisions(manual)
    assert isinstance(fault, RevisionFault)
    assert (fault.manual_id, fault.number) == (manual.pk, number)


def test_the_hash_does_not_depend_on_the_order_of_fields() -> None:
    def hashed(content: dict[str, object]) -> str:
        return revision_hash(
            manual_id=1, number=1, content=content, author="ก", previous_hash=FIRST_HASH
        )

    assert hashed({"a": 1, "b": 2}) == hashed({"b": 2, "a": 1})
    assert hashed({"a": 1}) != hashed({"a": 2})
