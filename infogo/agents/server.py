"""The MCP server: its tools, and one exchange of it over HTTP.

Loaded when the first assistant calls: the SDK takes two seconds and 27 to 55 MB, which readers of
pages must not pay for (docs/decisions/0023-agent-door.md).
"""

from __future__ import annotations

import functools
import inspect
import logging
import re
from collections.abc import Callable
from typing import Any

from asgiref.sync import sync_to_async
from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.mcpserver.tools import Tool
from mcp.server.mcpserver.utilities.func_metadata import ArgModelBase
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp.types import ToolAnnotations
from pydantic import ConfigDict, create_model

from infogo.agents import deadlines, fees, going, looking, searching
from infogo.agents.arguments import LARGEST_REQUEST
from infogo.agents.errors import ToolRefusedError

TOOLS: tuple[Callable[..., Any], ...] = (
    searching.search_services,
    looking.read_manual,
    looking.list_documents,
    going.find_points,
    fees.compute_fee,
    deadlines.compute_deadline,
    going.make_plan,
    searching.find_agency,
    searching.list_life_event,
)
INSTRUCTIONS = """\
Facts about dealing with the government of Thailand: services, documents, fees, times, places.
Begin with search_services in the person's own words. Every fact has a receipt: name its manual,
edition, day and address when you repeat it, and pass its caution on. Where a status is unknown or
stale, say so and send the person to the agency; never fill a gap from memory. Ask open_questions
before you list documents or fees as certain. Money is in satang (100 satang = 1 baht). วัน (day)
and วันทำการ (working day) are different units. ตอบด้วยข้อเท็จจริงที่มีใบอ้างอิงเท่านั้น ถ้าไม่ทราบให้บอกว่าไม่ทราบ
"""


def make_server() -> MCPServer[Any]:
    """Return a server with all tools."""
    server: MCPServer[Any] = MCPServer(
        name="infogo",
        title="ติดต่อราชการ · Thai Public Services",
        instructions=INSTRUCTIONS,
        version="1",
        subscriptions=False,
        log_level="WARNING",
        tools=[_tool(function) for function in TOOLS],
    )
    server.resource(
        "infogo://manual/{procedure}",
        name="manual",
        title="คู่มือสำหรับประชาชน · A standard manual",
        description="All that the standard manual of a procedure says, with receipts",
        mime_type="application/json",
    )(_asynchronous(manual_resource))
    server.prompt(
        name="prepare_visit",
        title="เตรียมตัวไปติดต่อราชการ · Prepare a visit",
        description="Find the service, ask what is open, then list papers, fee, time and place",
    )(prepare_visit)
    return server


class _Strict(ArgModelBase):
    """Arguments of which none may be unknown: a misspelt one is told and not ignored."""

    model_config = ConfigDict(extra="forbid")


def _strict(lenient: type[ArgModelBase]) -> Any:
    return create_model(lenient.__name__, __base__=(lenient, _Strict))


def _tool(function: Callable[..., Any]) -> Tool:
    """Return a function as a tool that refuses arguments it does not know."""
    tool = Tool.from_function(
        _asynchronous(function),
        name=function.__name__,
        annotations=ToolAnnotations(
            read_only_hint=True, idempotent_hint=True, open_world_hint=False
        ),
        structured_output=True,
    )
    tool.fn_metadata.arg_model = _strict(tool.fn_metadata.arg_model)
    tool.parameters = tool.fn_metadata.arg_model.model_json_schema(by_alias=True)
    return tool


def manual_resource(procedure: str) -> str:
    """Return a standard manual as JSON."""
    if not re.fullmatch("[1-9][0-9]{0,8}", procedure):
        raise ToolRefusedError("A manual is named by the id of its procedure: infogo://manual/3")
    return looking.read_manual(int(procedure)).model_dump_json()


def prepare_visit(errand: str) -> str:
    """Return what an assistant is asked to do."""
    return (
        f"ฉันต้องการ: {errand[:400]}\n"
        "1) search_services ด้วยคำพูดนี้ ถ้าได้ ask_which ให้ถามฉันก่อน "
        "2) list_documents แล้วถามฉันทีละข้อใน open_questions 3) compute_fee 4) find_points ใกล้ฉัน "
        "5) สรุปเอกสาร ค่าธรรมเนียม เวลา สถานที่ พร้อมใบอ้างอิงทุกข้อ ข้อใด unknown ให้บอกว่าไม่ทราบ\n"
        "(Do the same in English if I write in English.)"
    )


def _asynchronous(tool: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that asks the database in a thread where that is allowed."""
    inside = sync_to_async(tool, thread_sensitive=True)

    @functools.wraps(tool)
    async def call(*args: Any, **kwargs: Any) -> Any:
        try:
            return await inside(*args, **kwargs)
        except ToolRefusedError as refusal:
            raise ToolError(str(refusal)) from refusal

    # The SDK reads the parameters off the function that it is given.
    call.__signature__ = inspect.signature(tool, eval_str=True)  # type: ignore[attr-defined]
    call.__annotations__ = inspect.get_annotations(tool, eval_str=True)
    return call


_server = make_server()
# One line for each request says nothing that the access log does not.
logging.getLogger("mcp").setLevel(logging.WARNING)


async def exchange(scope: dict[str, Any], body: bytes) -> tuple[int, list[tuple[str, str]], bytes]:
    """Answer one request of the streamable HTTP transport; nothing is kept afterwards."""
    sent: list[dict[str, Any]] = []
    waiting = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> dict[str, Any]:
        return waiting.pop(0) if waiting else {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(dict(message))

    manager = StreamableHTTPSessionManager(
        app=_server._lowlevel_server,  # the SDK offers no other way to it
        json_response=True,
        stateless=True,
        max_request_body_size=LARGEST_REQUEST,
    )
    async with manager.run():
        await manager.handle_request(scope, receive, send)
    start = next(message for message in sent if message["type"] == "http.response.start")
    parts = [m.get("body", b"") for m in sent if m["type"] == "http.response.body"]
    headers = [(name.decode(), value.decode()) for name, value in start["headers"]]
    return start["status"], headers, b"".join(parts)
