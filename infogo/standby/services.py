"""Making a copy of the public site: every page asked once, shared while it is true."""

from __future__ import annotations

import fcntl
import hashlib
import json
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from html import escape
from pathlib import Path
from typing import cast

from django.conf import settings
from django.templatetags.static import static
from django.utils import timezone, translation

from infogo.core import versions as data
from infogo.standby import copying, index, nginx, versions
from infogo.standby.addresses import ENGLISH, addresses
from infogo.standby.asking import Answer, Asking
from infogo.standby.versions import Known, Version, packed, page_file, raw_file
from infogo.standby.words import WORDS

OLD_AFTER = timedelta(days=7)
"""Pages also show counts and the day on which they were made: after this all are made anew."""
MISSING = "@missing"
SEARCH = "/search"
SITE_FILES = ("/robots.txt", "/manifest.webmanifest")
_OK = 200
_BROKEN = 500
_SAID_EVERY = 1000


class BusyError(RuntimeError):
    """Another process makes a copy here."""


class BrokenPageError(RuntimeError):
    """The site answered with an error of its own: the copy is not finished and not served."""


@dataclass
class Copy:
    """What one run did."""

    root: Path
    began: datetime
    counts: Counter[str] = field(default_factory=Counter)
    policy: str = ""
    folder: Path | None = None


def export(
    root: Path,
    *,
    languages: tuple[str, ...] = ("th", "en"),
    adoptions: bool = False,
    anew: bool = False,
    say: Callable[[str], None],
) -> Copy:
    """Copy the public site below ``root`` and let nginx serve it from there.

    A page whose data did not change is shared with the version before; one that was copied by a
    run that did not come to its end is not asked again while it is true, and gone if it went.
    Readers see the old copy until all of the new one is on the disk. Memory does not grow with
    the country.

    Raises:
        BusyError: another process makes a copy here.
        BrokenPageError: a page answered with an error; the copy before is served as it was.
    """
    # Addresses are those of the Thai pages; English ones are made from them.
    with _alone(root), translation.override("th"):
        run = _Run(root, anew=anew, say=say)
        try:
            for address in addresses(languages=languages, adoptions=adoptions):
                run.copy(address)
            while (found := run.version.next_waiting()) is not None:
                run.copy(found)
            return run.finish(languages)
        finally:
            run.version.let_go()


class _Run:
    """One run: what is known, what was made, what is asked."""

    def __init__(self, root: Path, *, anew: bool, say: Callable[[str], None]) -> None:
        if anew:
            shutil.rmtree(root / versions.UNFINISHED, ignore_errors=True)
        self.copy_made = Copy(root, timezone.now())
        self.version = Version(root / versions.UNFINISHED)
        self.version.begin()
        self._earlier = None if anew else versions.newest(root)
        self._asking = Asking()
        self._maker = _maker()
        self._say = say
        self._present: dict[tuple[str, ...], data.Tokens] = {}

    def copy(self, address: str) -> None:
        """Bring one page into the version, by the shortest way."""
        made = self.copy_made
        known = self.version.known(address)
        if known and self._is_true(known):
            self.version.see(address)
            self._count("kept", known.found)
            return
        earlier = self._earlier.known(address) if self._earlier else None
        if earlier and self._is_true(earlier) and self._share(earlier.file):
            self._note(address, earlier.file, earlier.tokens, earlier.made_at, earlier.found)
            self._count("shared", earlier.found)
            return
        answer = self._asking.get(address)
        if answer.status >= _BROKEN:
            raise BrokenPageError(f"{address}: {answer.status}")
        if answer.status != _OK:
            made.counts["skipped"] += 1
            return
        self._count("made", self._write(address, answer))

    def _share(self, file: str) -> bool:
        return self._earlier is not None and self.version.share(self._earlier, file)

    def _write(self, address: str, answer: Answer) -> list[str]:
        found: list[str] = []
        if answer.content_type.startswith("text/html"):
            html = answer.body.decode()
            path = address.partition("?")[0]
            found = copying.found_on(html, path)
            page = copying.copied(
                html, language=copying.language_of(path), made_at=self.copy_made.began
            )
            file = page_file(address)
            self.version.write(file, packed(page))
        else:
            file = raw_file(address)
            self.version.write(file, answer.body)
        self._note(address, file, answer.tokens, self.copy_made.began, found)
        return found

    def _note(
        self, address: str, file: str, tokens: data.Tokens, made_at: datetime, found: list[str]
    ) -> None:
        self.version.note(
            address, file=file, tokens=tokens, maker=self._maker, made_at=made_at, found=found
        )

    def _count(self, what: str, found: list[str]) -> None:
        counts = self.copy_made.counts
        counts[what] += 1
        self.version.wait_for([one for one in found if not self.version.is_seen(one)])
        total = counts["made"] + counts["shared"] + counts["kept"]
        if total % _SAID_EVERY == 0:
            self._say(f"{total:,}")

    def _is_true(self, known: Known) -> bool:
        """Whether a page is what would be made now; what nobody knows the data of is not."""
        if known.maker != self._maker or not known.tokens:
            return False
        if self.copy_made.began - known.made_at >= OLD_AFTER:
            return False
        keys = tuple(key for key, _token in known.tokens)
        if keys not in self._present:
            if len(self._present) > _SAID_EVERY:
                self._present.clear()
            self._present[keys] = tuple(data.tokens(keys).items())
        return self._present[keys] == known.tokens

    def finish(self, languages: tuple[str, ...]) -> Copy:
        """Add what no page is: search, index, files, the page for all else; then serve it."""
        made, version = self.copy_made, self.version
        version.drop_unseen()
        for name, body in index.index_files():
            version.write(f"{versions.RAW}/copy/{name}", body)
            version.write(f"{versions.RAW}/copy/{name}.gz", packed(body.decode()))
        for language in languages:
            prefix = "" if language == "th" else ENGLISH
            html = self._asking.get(prefix + SEARCH).body.decode()
            with translation.override(language):
                page = copying.with_search(html, box=_box(language), script=static("js/copy.js"))
            page = copying.copied(page, language=language, made_at=made.began)
            version.write(page_file(prefix + SEARCH), packed(page))
            answer = self._asking.get(f"{prefix}/help")
            made.policy = answer.policy
            missing = copying.missing_page(answer.body.decode(), language=language)
            version.write(f"{versions.PAGES}{prefix}/{MISSING}.html.gz", packed(missing))
        for address in SITE_FILES:
            version.write(raw_file(address), self._asking.get(address).body)
        shutil.copytree(settings.STATIC_ROOT, version.folder / versions.RAW / "static",
                        dirs_exist_ok=True)  # fmt: skip
        moment = made.began.isoformat(timespec="seconds")
        nginx.write_configuration(made.root, policy=made.policy, moment=moment)
        if self._earlier:
            self._earlier.close()
        made.folder = versions.serve(made.root, version, made.began.strftime("%Y%m%dT%H%M%S%fZ"))
        return made


def _box(language: str) -> str:
    """Return where the script of the search shows what it finds."""
    words = json.dumps(WORDS[language], ensure_ascii=False)
    files = {"thai": static("js/thai.js"), "pack": static("js/pack.js"), "index": "/copy/"}
    named = " ".join(f'data-{name}="{escape(value)}"' for name, value in files.items())
    prefix = "" if language == "th" else ENGLISH
    return (
        f'<div class="l-stack" data-static-search data-root="{prefix}" {named}'
        f' data-words="{escape(words)}"></div>'
    )


def _maker() -> str:
    """Return another value whenever the program would make other pages of the same data."""
    digest = hashlib.sha256(str(copying.MAKER).encode())
    named = (*settings.LOCALE_PATHS, *settings.STATICFILES_DIRS)
    folders = [
        Path(str(one)) for one in (*cast("list[Path]", settings.TEMPLATES[0]["DIRS"]), *named)
    ]
    for folder in folders:
        for path in sorted(folder.rglob("*.*")):
            digest.update(f"{path.name}:{path.stat().st_size}:{path.stat().st_mtime_ns}".encode())
    return digest.hexdigest()


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    root.mkdir(parents=True, exist_ok=True)
    with (root / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as problem:
            raise BusyError(str(root)) from problem
        yield
