from __future__ import annotations

from infogo.search.offices import of_a_service
from infogo.search.understand import units


def test_a_service_is_not_looked_for_by_the_word_office() -> None:
    """``immigration office`` led to a divorce, which is registered "at the same office"."""
    said = of_a_service(units("immigration office", {}))
    assert [(unit.tokens, unit.is_stop) for unit in said] == [
        (("immigration",), False),
        (("office",), True),
    ]
