"""The command that counts the rollups of the central workspace."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command

from infogo.oversight.models import BranchCell
from infogo.upkeep.management.commands.count_country import ROLLUPS
from tests.factories import ServicePointFactory


@pytest.mark.django_db
def test_it_counts_now_and_changes_nothing_when_run_again() -> None:
    ServicePointFactory()
    said = StringIO()
    call_command("count_country", stdout=said)
    call_command("count_country", stdout=said)
    lines = said.getvalue().splitlines()
    first, second = lines[: len(ROLLUPS)], lines[len(ROLLUPS) :]
    assert " 0 แถว" not in first[0]
    assert len(second) == len(ROLLUPS) and all(" 0 แถว" in line for line in second)
    assert BranchCell.objects.filter(branch=None, points=1).exists()
