"""Cut Sarabun down to what the public face uses and vendor it.

Reproduce with the npm package unpacked somewhere (``npm pack @fontsource/sarabun@5.3.0``)::

    python tools/fonts.py path/to/package

Kept: every Thai character, basic Latin with the punctuation Thai typography needs, the equal-width
digits, and the layout rules (GSUB/GPOS) that lift tone marks over vowels and long consonants.
Dropped: accented Latin and symbols our texts do not use, which fall back to the system font.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parent.parent
TARGET = HERE / "infogo" / "static" / "fonts"
WEIGHTS = (400, 700)
RANGES: dict[str, set[int]] = {
    # Thai block without the gaps; zero-width joiners; the dotted circle that carries a lone mark.
    "thai": {*range(0x0E01, 0x0E3B), *range(0x0E3F, 0x0E5C), 0x200C, 0x200D, 0x25CC},
    # ASCII, no-break space, ©, °, ², ±, middle dot, ×, dashes, quotes, bullet, ellipsis, minus.
    "latin": {*range(0x20, 0x7F), 0xA0, 0xA9, 0xB0, 0xB1, 0xB2, 0xB7, 0xD7, 0x2013, 0x2014}
    | {0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2026, 0x2212},
}
# ccmp, mark and mkmk place Thai marks; kern and liga are for Latin; frac and locl are not used.
FEATURES = ["ccmp", "mark", "mkmk", "kern", "liga"]


def cut(source: Path, target: Path, wanted: set[int]) -> None:
    """Write ``source`` reduced to the code points ``wanted`` as WOFF2."""
    options = Options()
    options.flavor = "woff2"
    options.layout_features = FEATURES
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 5, 13, 14]  # copyright, family, version, licence must stay (OFL)
    with TTFont(source, recalcTimestamp=False) as font:
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=wanted)
        subsetter.subset(font)
        font.flavor = "woff2"
        font.save(target)


def main(package: Path) -> None:
    """Cut all files, copy the licence, and note the version they came from."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for script, wanted in RANGES.items():
        for weight in WEIGHTS:
            source = package / "files" / f"sarabun-{script}-{weight}-normal.woff2"
            target = TARGET / f"sarabun-{script}-{weight}.woff2"
            cut(source, target, wanted)
            print(f"{target.name}: {source.stat().st_size:,} → {target.stat().st_size:,} bytes")
    shutil.copyfile(package / "LICENSE", TARGET / "OFL.txt")
    version = json.loads((package / "package.json").read_text(encoding="utf-8"))["version"]
    (TARGET / "VERSION").write_text(
        f"Sarabun 1.000 (Cadson Demak), SIL Open Font License 1.1\n"
        f"from npm @fontsource/sarabun {version}, cut by tools/fonts.py\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
