"""Calls of the agent door through the SDK's own client, over both of its transports."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from mcp import Client, StdioServerParameters

from tests.agents.judging import Call
from tools import country

ROOT = country.ROOT


@asynccontextmanager
async def asked(server: str | StdioServerParameters) -> AsyncIterator[Call]:
    """Connect to the door at an address, or to one that is started as a program."""
    async with Client(server) as client:

        async def call(tool: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
            result = await client.call_tool(tool, dict(arguments))
            if result.is_error:
                return {"error": " ".join(getattr(one, "text", "") for one in result.content)}
            return dict(result.structured_content or {})

        yield call


def as_program(home: Path) -> StdioServerParameters:
    """Return how an assistant starts the door of a prepared folder."""
    return StdioServerParameters(
        command=sys.executable,
        args=["manage.py", "mcp"],
        cwd=str(ROOT),
        env=country.environment(home),
    )
