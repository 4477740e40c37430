"""How well the agent door answers 150 questions, and how long a call takes on either transport."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Mapping
from datetime import date
from typing import Any

from mcp import StdioServerParameters

from bench.report import Table
from tests.agents.asking import as_program, asked
from tests.agents.judging import VERDICTS, Judged, ask_all, read_questions, table
from tools import country

COLUMNS = ("questions", "number", *VERDICTS)
Row = tuple[object, ...]


def agents() -> Table:
    """Ask all questions twice, of a server and of a program, and show what both answered."""
    home = country.kept_home()
    with country.served(home) as address:
        over_http, http_times = asyncio.run(_ask(f"{address}/mcp"))
    over_stdio, stdio_times = asyncio.run(_ask(as_program(home)))
    differing = sum(a.verdict != b.verdict for a, b in zip(over_http, over_stdio, strict=True))
    rows: list[Row] = [*table(over_http), ("answered otherwise over stdio", differing)]
    rows += [_spread("HTTP", http_times), _spread("stdio", stdio_times)]
    title = "Agent door (150 questions; the first result counts; no language model takes part)"
    return Table(title, COLUMNS, rows)


async def _ask(server: str | StdioServerParameters) -> tuple[list[Judged], list[float]]:
    times: list[float] = []
    async with asked(server) as call:
        await call("search_services", {"query": "บัตรประชาชน"})  # the first call loads the index

        async def timed(tool: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
            began = time.perf_counter()
            answer = await call(tool, arguments)
            times.append((time.perf_counter() - began) * 1000)
            return answer

        return await ask_all(timed, read_questions(), date.today()), times


def _spread(transport: str, times: list[float]) -> Row:
    cuts = statistics.quantiles(times, n=20)
    return (f"a call over {transport}: median, p95 ms", round(cuts[9]), round(cuts[18]))
