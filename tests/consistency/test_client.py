"""The Python client is what its generator makes of the contract, and bears its version."""

from __future__ import annotations

import tomllib
from pathlib import Path

from tests.consistency.test_contract import SNAPSHOT_CONTRACT
from tools.client import CLIENT, GENERATED, NAME, generate


def sources(folder: Path) -> dict[str, str]:
    return {str(file.relative_to(folder)): file.read_text() for file in folder.rglob("*.py")}


def test_generating_the_client_again_gives_what_is_committed(tmp_path: Path) -> None:
    """When this fails: ``./dev client``."""
    generate(tmp_path)

    assert sources(tmp_path / NAME) == sources(GENERATED)


def test_the_client_has_the_version_of_the_contract() -> None:
    project = tomllib.loads((CLIENT / "pyproject.toml").read_text())["project"]

    assert project["version"] == SNAPSHOT_CONTRACT["info"]["version"]
    assert (CLIENT / "LICENSE").read_text() == (CLIENT.parents[1] / "LICENSE").read_text()
