"""Screenshots of every page type, narrow and wide, in both languages, for people to look at.

``./dev screens [DIR]``; without a folder they lie in ``artifacts/screens``.
"""

from __future__ import annotations

import sys
from itertools import product
from pathlib import Path

from tests.e2e.pages import LANGUAGES, PAGES, find_examples
from tools import country
from tools.chromium import chromium
from tools.folders import named_folder

WIDTHS = (360, 1280)


def main(folder: Path) -> None:
    """Write ``<page>-<language>-<width>.png`` for each into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    home = country.kept_home()
    examples = find_examples(home)
    with country.served(home) as address, chromium() as browser:
        for width in WIDTHS:
            page = browser.new_page(viewport={"width": width, "height": 800})
            for page_type, language in product(PAGES, LANGUAGES):
                path = folder / f"{page_type.name}-{language}-{width}.png"
                page.goto(address + page_type.address(language, examples))
                page.evaluate("document.fonts.ready.then(() => 0)")
                page.screenshot(path=path, full_page=True)
                print(path)
            page.close()


if __name__ == "__main__":
    main(named_folder(sys.argv[1:], __doc__) or Path("artifacts/screens"))
