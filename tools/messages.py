"""Collect every text a reader sees into the English catalogue, and say which lack a translation.

Source texts are Thai, so English is the only catalogue. ``./dev messages`` calls this module and
then compiles; ``tests/consistency`` calls ``collect`` and ``untranslated`` to keep it complete.
"""

from __future__ import annotations

import contextlib
import re
import sys
import tempfile
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "infogo" / "locale" / "en" / "LC_MESSAGES" / "django.po"
# Lazy and plural forms that Babel does not know by itself; ``_`` and ``gettext`` it does.
KEYWORDS = (
    "gettext_lazy",
    "ngettext_lazy:1,2",
    "pgettext_lazy:1c,2",
    "npgettext_lazy:1c,2,3",
)
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")


def collect(template: Path) -> Catalog:
    """Write the texts of all templates and modules to ``template`` (a POT file) and return them.

    The mapping of files to extractors is ``[tool.babel]`` in ``pyproject.toml``.
    """
    keywords = [argument for keyword in KEYWORDS for argument in ("-k", keyword)]
    with contextlib.chdir(ROOT):  # else the catalogue would name the folders of this machine
        _pybabel(
            "extract --add-location file --no-wrap --sort-by-file --project infogo",
            *keywords,
            *("-F", "pyproject.toml", "-o", str(template), "."),
        )
    with template.open("rb") as file:
        return read_po(file)


def update(template: Path) -> None:
    """Add new texts to the English catalogue and drop those that no page uses any more."""
    _pybabel(
        "update -l en --init-missing --no-fuzzy-matching --ignore-obsolete --no-wrap"
        " --ignore-pot-creation-date",
        *("-i", str(template), "-o", str(CATALOGUE)),
    )


def _pybabel(words: str, *paths: str) -> None:
    CommandLineInterface().run(["pybabel", "-q", *words.split(), *paths])


def translations() -> Catalog:
    """Return the English catalogue as it stands."""
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="en")


def untranslated(texts: Catalog, english: Catalog) -> list[str]:
    """Return one line for each text whose English is missing, doubtful or loses a placeholder."""
    problems = []
    for text in texts:
        if not text.id:
            continue
        found = english.get(text.id, context=text.context)
        source = _forms(text.id)
        if found is None or not all(_forms(found.string)):
            problems.append(f"no English: {source[0]}")
        elif found.fuzzy:
            problems.append(f"fuzzy: {source[0]}")
        elif _placeholders(text) != _placeholders(found):
            problems.append(f"placeholders differ: {source[0]}")
        elif not all(map(_can_be_filled, [*source, *_forms(found.string)])):
            problems.append(f"a bare % ends the page that shows it: {source[0]}")
    return problems


class _Anything(dict[str, int]):
    def __missing__(self, _name: str) -> int:
        return 1


def _can_be_filled(text: str) -> bool:
    """Whether a text can be filled as templates fill every text, also one without placeholders."""
    try:
        text % _Anything()
    except (ValueError, TypeError):
        return False
    return True


def _forms(words: str | tuple[str, ...] | list[str] | None) -> list[str]:
    return [words or ""] if words is None or isinstance(words, str) else list(words)


def _placeholders(message: Message) -> set[str]:
    # A plural that has no translation yet is a tuple of empty forms, which is not empty itself.
    translated = _forms(message.string)
    words = translated if any(translated) else _forms(message.id)
    return {name for form in words for name in PLACEHOLDER.findall(form)}


def main() -> int:
    """Collect, update and report; return 1 while a text has no English."""
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder) / "django.pot"
        texts = collect(template)
        update(template)
    problems = untranslated(texts, translations())
    for problem in problems:
        print(problem)
    print(f"{len(texts)} texts, {len(problems)} without a good English translation")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
