"""Programs that run in the environment of a node, and what they say; needs no Django itself."""

from __future__ import annotations

from dataclasses import dataclass

SCENE = """
import django, json; django.setup()
from tools.faults.scene import as_told, make_scene
print(json.dumps(as_told(make_scene())))
"""
AFTER = """
import django; django.setup()
from tools.faults.after import main
main()
"""


@dataclass(frozen=True)
class Scene:
    """Ids of what the load works on, and the cookie of the officer who edits it."""

    cookie: str
    session: str
    csrf_cookie: str
    agency: int
    points: tuple[int, ...]
    procedure: int
    run: str
