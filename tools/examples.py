"""Ask the demonstration country what the pages for programmers show as examples.

``./dev examples [HOME]`` refreshes ``infogo/www/developers/answers.json`` from a loaded folder,
without one from ``artifacts/country``. Long answers are abridged, and say so.
"""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path
from typing import Any
from urllib.parse import quote

import django

from tools.country import environment, kept_home
from tools.folders import named_folder

ROOT = Path(__file__).resolve().parent.parent
PUBLIC_URL = "https://info.example"
VOLATILE = re.compile(r'"\d{4}-\d\d-\d\dT[^"]*Z"|"[0-9a-f]{64}"')


def answers() -> dict[str, Any]:
    """Return the abridged answer to each example; Django must be set up over a loaded country."""
    from django.test import Client

    from infogo.www.developers.examples import abridged, addresses, example_ids

    ids, client = example_ids(), Client(headers={"host": "127.0.0.1"})
    found = {}
    for operation, address in addresses().items():
        response = client.get(quote(address.format(**ids), safe="/?&=%:,+"))
        if response.status_code != 200:
            said = response.content.decode()[:300]
            raise RuntimeError(f"{operation}: {address} answers {response.status_code} {said}")
        found[operation] = abridged(json.loads(response.content))
    return found


def lasting(text: str) -> str:
    """Return answers without what every loading gives anew: its moments and hashes."""
    return VOLATILE.sub('"*"', text)


def main(arguments: list[str]) -> int:
    """Write the answers of a home folder."""
    named = named_folder(arguments, __doc__)
    home = named.resolve() if named else kept_home()
    os.environ.update(environment(home), INFOGO_PUBLIC_URL=PUBLIC_URL)
    django.setup()
    from infogo.www.developers.examples import ANSWERS

    found = answers()
    text = json.dumps(found, ensure_ascii=False, indent=1) + "\n"
    # Another loading of the same country is no news.
    if not ANSWERS.exists() or lasting(text) != lasting(ANSWERS.read_text()):
        ANSWERS.write_text(text)
    print(f"✓ {ANSWERS.relative_to(ROOT)}: {len(found)} ตัวอย่าง · examples")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
