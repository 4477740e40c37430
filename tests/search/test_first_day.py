"""A search in an installation that hardly keeps anything yet: an answer, never an error."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from infogo.search.results import Kind
from infogo.search.selectors import search
from infogo.search.suggest import suggest
from infogo.search.suggestions.completions import MOST
from tests.factories import AgencyFactory, standard_manual
from tests.search.hostile import HOSTILE, texts

NAMES = ("บัตรประจำตัวประชาชน", "กรมการปกครอง", "เทศบาลตำบลแม่ริม", "เชียงใหม่", "ต่อภาษีรถ")
ASKED = ("test", "มีบัตรประชาชน", "กรมไหนทำบัตร", "ใครดูแลวัด", *NAMES)


def nothing() -> None:
    """Keep nothing at all."""


def an_agency_alone() -> None:
    AgencyFactory.create(key="moi-dopa", kind="department", name_th="กรมการปกครอง")


def a_service_alone() -> None:
    standard_manual(owner=AgencyFactory.create(kind="sao"), name_th="มีบัตรประชาชน", code="ID-1")


@pytest.mark.parametrize("make", [nothing, an_agency_alone, a_service_alone])
def test_all_is_answered_where_hardly_anything_is_kept(
    make: Callable[[], object], indexed: Callable[[], None]
) -> None:
    make()
    indexed()
    for q in (*ASKED, *HOSTILE, *texts(7, 120, NAMES)):
        for kind in (None, *Kind):
            page = search(q, kind=kind, with_facets=True)
            assert page.is_ready
            assert page.total >= len(page.results)
        assert len(suggest(q)) <= MOST
