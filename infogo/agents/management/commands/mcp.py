"""Speak the Model Context Protocol over standard input and output, for an assistant here."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from infogo.agents.server import make_server


class Command(BaseCommand):
    """``./dev manage mcp``: what an assistant starts as a program of its own."""

    help = "เปิดช่องทางผู้ช่วย AI (MCP) ทาง stdio"

    def handle(self, *args: Any, **options: Any) -> None:
        """Serve until the assistant closes the stream; nothing else is written to it."""
        make_server().run("stdio")
