"""What an officer has picked so far: kept on the server until she saves or clears it.

A selection holds differences from the pins there are. What others pin meanwhile is not in it and
is not undone by it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from infogo.core.upsert import batches
from infogo.pins.models import PinSelection, SelectedPin
from infogo.pins.planning import CHUNK
from infogo.pins.services.changes import PinChange, change_pins
from infogo.pins.sides import Side


@transaction.atomic
def pick(*, side: Side, shown: Collection[int], picked: Collection[int]) -> None:
    """Keep what she ticked on one page: of the ``shown`` records, the ``picked`` shall be pinned.

    Ids that she may not choose are passed over.
    """
    known = side.candidates().filter(pk__in=shown).order_by()
    _set(side, known, set(picked))


@transaction.atomic
def pick_all(*, side: Side, found: QuerySet[Any], is_picked: bool) -> None:
    """Tick, or untick, everything in a result; ``found`` is a part of the side's candidates."""
    known = found.order_by()
    _set(side, known, set(known.values_list("pk", flat=True)) if is_picked else set())


def clear(*, side: Side) -> None:
    """Forget what she has picked."""
    PinSelection.objects.filter(**side.owner()).delete()


@transaction.atomic
def save_selection(*, side: Side) -> PinChange:
    """Pin and unpin what she has picked, as one act, and forget the selection.

    Raises:
        NotAllowedError: some of it is not hers to decide any more; the selection stays.
    """
    change = change_pins(
        rights=side.rights,
        add=side.pairs(_ids(side, is_added=True)),
        remove=side.pairs(_ids(side, is_added=False)),
        about=side.about,
    )
    clear(side=side)
    return change


def _ids(side: Side, *, is_added: bool) -> Iterable[int]:
    return side.picked(is_added=is_added).values_list("other_id", flat=True)


def _set(side: Side, known: QuerySet[Any], picked: set[int]) -> None:
    ids = set(known.values_list("pk", flat=True))
    pinned = set(
        side.pins.filter(**{f"{side.other}__in": known.values("pk")}).values_list(
            side.other, flat=True
        )
    )
    wanted = dict.fromkeys((ids & picked) - pinned, True)
    wanted |= dict.fromkeys(ids - picked & pinned, False)
    selection, _is_new = PinSelection.objects.get_or_create(**side.owner())
    for chunk in batches(sorted(ids), CHUNK):
        selection.items.filter(other_id__in=chunk).delete()
    SelectedPin.objects.bulk_create(
        [
            SelectedPin(selection=selection, other_id=other, is_added=is_added)
            for other, is_added in sorted(wanted.items())
        ],
        batch_size=CHUNK,
        update_conflicts=True,
        unique_fields=["selection", "other_id"],
        update_fields=["is_added"],
    )
    selection.save(update_fields=["updated_at"])
