"""The door itself: both transports with the SDK's own client, and what it refuses."""

from __future__ import annotations

import json
import re
import threading
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from asgiref.sync import async_to_sync
from django.test import Client
from django.urls import resolve as resolve_address
from mcp import Client as Assistant

from infogo.agents.arguments import LARGEST_REQUEST
from infogo.agents.server import TOOLS, make_server
from tests.agents.asking import as_program, asked
from tests.factories import standard_manual

ASKED = {"HTTP_ACCEPT": "application/json, text/event-stream"}


def sent(method: str, **params: object) -> str:
    return json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params})


def post(body: str, **headers: str) -> object:
    return Client().post("/mcp", body, content_type="application/json", **ASKED, **headers)


@pytest.mark.country
def test_both_transports_answer_a_real_client_alike(served: str, country_home: Path) -> None:
    """Against a server process as it is run in production, and a program of its own."""

    async def talk(server: object) -> list[object]:
        async with asked(server) as call:  # type: ignore[arg-type]
            first = (await call("search_services", {"query": "บัตรประชาชนหาย"}))["services"][0]
            papers = await call("list_documents", {"procedure": first["procedure"]})
            wrong = await call("read_manual", {"procedure": 1, "colour": "red"})
            names = [paper["name_th"] for paper in papers["documents"]]
            return [first["code"], names, "colour" in wrong["error"]]

    over_http = async_to_sync(talk)(f"{served}/mcp")
    assert over_http == async_to_sync(talk)(as_program(country_home))
    assert over_http[0] == "DOPA-003"
    assert over_http[2]


def test_every_tool_has_strict_schemas_and_both_languages() -> None:
    async def listed() -> object:
        async with Assistant(make_server()) as client:
            tools = (await client.list_tools()).tools
            return tools, (await client.list_prompts()).prompts

    tools, prompts = async_to_sync(listed)()
    assert [tool.name for tool in tools] == [tool.__name__ for tool in TOOLS]
    for tool in tools:
        assert tool.input_schema["additionalProperties"] is False, tool.name
        assert tool.output_schema["type"] == "object", tool.name
        assert any("ก" <= letter <= "๛" for letter in tool.description), tool.name
        assert tool.annotations.read_only_hint
        for name, schema in tool.input_schema["properties"].items():
            kinds = [schema, *schema.get("anyOf", [])]
            texts = [one for one in kinds if one.get("type") == "string"]
            bounds = ("maxLength", "pattern", "enum", "format")
            assert all(any(key in one for key in bounds) for one in texts), (tool.name, name)
    assert [prompt.name for prompt in prompts] == ["prepare_visit"]


@pytest.mark.django_db
def test_a_manual_is_a_resource() -> None:
    key = standard_manual().procedure_id

    async def read(uri: str) -> str:
        async with Assistant(make_server()) as client:
            return (await client.read_resource(uri)).contents[0].text

    found = json.loads(async_to_sync(read)(f"infogo://manual/{key}"))
    assert found["procedure"] == key


@pytest.mark.django_db
def test_no_state_is_kept_and_no_cookie_set() -> None:
    key = standard_manual().procedure_id
    body = sent("tools/call", name="read_manual", arguments={"procedure": key})
    first = post(body)
    before = threading.active_count()
    for _n in range(3):
        answer = post(body, HTTP_COOKIE="infogo_office=1", HTTP_MCP_SESSION_ID="invented")
        assert (answer.status_code, answer.content) == (200, first.content)
    assert answer["Content-Type"] == "application/json"
    assert not answer.cookies
    assert "Mcp-Session-Id" not in answer
    assert answer["Cache-Control"] == "no-store"
    assert threading.active_count() <= before
    assert answer.json()["result"]["structuredContent"]["procedure"] == key


@pytest.mark.parametrize("method", ["get", "delete", "put"])
def test_there_is_no_stream_and_no_session(method: str) -> None:
    answer = getattr(Client(), method)("/mcp")
    assert (answer.status_code, answer["Allow"]) == (405, "POST, OPTIONS")


def test_pages_of_the_web_may_ask_and_others_may_not() -> None:
    preflight = Client().options("/mcp", HTTP_ORIGIN="https://example.org")
    assert (preflight.status_code, preflight["Access-Control-Allow-Origin"]) == (204, "*")
    assert "MCP-Protocol-Version" in preflight["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Credentials" not in preflight
    assert post(sent("ping"), HTTP_ORIGIN="https://example.org").status_code == 200
    for origin in ("null", "file://", "chrome-extension://x"):
        assert post(sent("ping"), HTTP_ORIGIN=origin).status_code == 403


def test_long_and_broken_messages_are_refused() -> None:
    assert post(sent("ping", padding="x" * LARGEST_REQUEST)).status_code == 413
    assert post(sent("ping"), CONTENT_LENGTH="many").status_code == 411
    for body in ("{", "[]", "[" * 5000, sent("no/such/method"), '{"jsonrpc":"2.0","id":1}'):
        answer = post(body)
        assert answer.status_code < 500
        assert "error" in answer.json()


def test_llms_txt_names_what_is_there_in_both_languages() -> None:
    answer = Client().get("/llms.txt")
    text = answer.content.decode()
    assert answer["Content-Type"].startswith("text/plain")
    assert text.startswith("# ")
    assert "ไม่ทราบ" in text and "unknown" in text
    links = re.findall(r"\]\((http[^)]+)\)", text)
    assert len(links) >= 8
    paths = [urlsplit(link).path for link in links]
    assert {"/mcp", "/api/v1/openapi.json", "/data"} <= set(paths)
    for path in paths:
        assert resolve_address(path)
    assert "/llms.txt" in Client().get("/robots.txt").content.decode()
