"""What a web process has loaded before anybody asks: all of it stays in its memory for good."""

from __future__ import annotations

import os
import subprocess
import sys

SELDOM = ("pyarrow", "numpy", "docx", "xlsxwriter")
"""Of a file that one request in thousands asks for; together 23 MB of each process."""
LOADED = f"""
import django, sys
django.setup()
from django.urls import get_resolver
assert get_resolver().reverse_dict, "no address was read"
import infogo.search.warmup
print([name for name in {SELDOM!r} if name in sys.modules])
"""


def test_what_is_seldom_needed_is_loaded_when_it_is() -> None:
    said = subprocess.run(
        [sys.executable, "-c", LOADED],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.test"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.strip() == "[]"
