"""Vendor Leaflet from its npm package (``npm pack leaflet@1.9.4``, unpacked)::

    python tools/leaflet.py path/to/package

Two changes, so that the files pass our content policy and hashed file names: the source map comment
is dropped (we do not ship the map), and so are style rules that point at images, because markers
are drawn as circles.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "infogo" / "static" / "vendor" / "leaflet"
RULE_WITH_URL = re.compile(r"[^{}]*\{[^{}]*url\([^{}]*\}")
COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)


def main(package: Path) -> None:
    """Write script, style, licence and version note."""
    TARGET.mkdir(parents=True, exist_ok=True)
    script = (package / "dist" / "leaflet.js").read_text(encoding="utf-8")
    script = re.sub(r"\n?//# sourceMappingURL=.*", "\n", script)
    (TARGET / "leaflet.js").write_text(script, encoding="utf-8")
    style = COMMENT.sub("", (package / "dist" / "leaflet.css").read_text(encoding="utf-8"))
    style = RULE_WITH_URL.sub("", style).lstrip()
    (TARGET / "leaflet.css").write_text(style, encoding="utf-8")
    shutil.copyfile(package / "LICENSE", TARGET / "LICENSE")
    version = json.loads((package / "package.json").read_text(encoding="utf-8"))["version"]
    (TARGET / "VERSION").write_text(
        f"Leaflet {version} (BSD-2-Clause), from npm leaflet {version}, by tools/leaflet.py\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
