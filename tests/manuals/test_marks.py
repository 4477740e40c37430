"""The mark of an edition on paper leads back to exactly what was printed."""

from __future__ import annotations

import pytest

from infogo.manuals import services
from infogo.manuals.content import LocalOverrides
from infogo.manuals.marks import EditionMark, as_printed, mark_of, read_mark
from infogo.manuals.models import Manual
from infogo.manuals.selectors import NotPublishedError, merged_manual
from tests.factories import ACTOR, adoption, manual_content, standard_manual

pytestmark = pytest.mark.django_db


def fresh(manual: Manual) -> Manual:
    return Manual.objects.select_related("current", "standard__current", "agency").get(pk=manual.pk)


def own(manual: Manual, remark: str) -> None:
    services.publish_overrides(
        manual=fresh(manual), overrides=LocalOverrides(remark=remark), actor=ACTOR
    )


@pytest.mark.parametrize("mark", [EditionMark(None, 3), EditionMark(0, 7), EditionMark(2, 7)])
def test_a_mark_is_read_as_it_is_written(mark: EditionMark) -> None:
    assert read_mark(str(mark)) == mark


@pytest.mark.parametrize(
    "text", ["", "0", "-1", "1.0", "1.2.3", "๑", "1000000000", "x", "1.", "01"]
)
def test_nothing_else_is_a_mark(text: str) -> None:
    assert read_mark(text) is None


def test_what_was_printed_is_found_again_after_both_texts_changed() -> None:
    standard = standard_manual(content=manual_content(remark="แรก"))
    local = adoption(standard)
    printed = []
    for change in (
        lambda: None,
        lambda: services.publish_standard(
            manual=fresh(standard), content=manual_content(fee_note="ใหม่"), actor=ACTOR
        ),
        lambda: own(local, "ปิดวันพุธ"),
        lambda: services.publish_standard(
            manual=fresh(standard), content=manual_content(fee_note="ใหม่กว่า"), actor=ACTOR
        ),
        lambda: own(local, "ปิดวันศุกร์"),
    ):
        change()
        for manual in (fresh(standard), fresh(local)):
            printed.append((manual.pk, mark_of(manual), merged_manual(manual).content))
    assert [str(mark) for _pk, mark, _content in printed] == [
        *("1", "0.1", "2", "0.2", "2", "1.2", "3", "1.3", "3", "2.3")
    ]
    for pk, mark, content in printed:
        manual = Manual.objects.select_related("standard", "agency").get(pk=pk)
        assert as_printed(manual, mark).content == content


@pytest.mark.parametrize("text", ["2", "0.1", "9.1"])
def test_what_was_never_published_is_not_found(text: str) -> None:
    mark = read_mark(text)
    assert mark is not None
    with pytest.raises(NotPublishedError):
        as_printed(standard_manual(), mark)


@pytest.mark.parametrize("text", ["1", "1.1", "0.2"])
def test_a_local_manual_has_marks_of_two_numbers_that_exist(text: str) -> None:
    mark = read_mark(text)
    assert mark is not None
    with pytest.raises(NotPublishedError):
        as_printed(adoption(standard_manual()), mark)
