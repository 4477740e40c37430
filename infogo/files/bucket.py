"""Contents in a bucket of an S3-compatible store."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import lru_cache
from typing import TypeVar

import obstore
from django.conf import settings
from django.utils import timezone
from obstore.exceptions import BaseError, NotFoundError
from obstore.store import S3Store

T = TypeVar("T")

PATIENCE = timedelta(seconds=10)
"""Of one question, all of its attempts together."""
_OURS = re.compile(r"[0-9a-f]{2}/[0-9a-f]{64}")


class StoreAwayError(Exception):
    """The store does not answer, or refuses us."""


class Bucket:
    """One folder of a bucket; objects there that are not named like ours are left alone."""

    def __init__(
        self, *, endpoint: str, is_plain: bool, bucket: str, folder: str,
        region: str, key: str, secret: str,
    ) -> None:  # fmt: skip
        """Take where it is; nothing is asked yet."""
        self._store = S3Store(
            bucket,
            prefix=folder or None,
            endpoint=endpoint,
            region=region,
            access_key_id=key,
            secret_access_key=secret,
            virtual_hosted_style_request=False,
            client_options={"timeout": "5s", "connect_timeout": "2s", "allow_http": is_plain},
            retry_config={"max_retries": 2, "retry_timeout": PATIENCE},
        )

    def put(self, name: str, data: bytes) -> None:
        """Keep a content; the store takes it whole or not at all.

        Raises:
            StoreAwayError: it takes nothing.
        """
        _ask(lambda: obstore.put(self._store, name, data))

    def read(self, name: str) -> bytes:
        """Return a content.

        Raises:
            FileNotFoundError: it is not there.
            StoreAwayError: the store does not answer.
        """
        return _ask(lambda: bytes(obstore.get(self._store, name).bytes()))

    def older_than(self, seconds: float) -> Iterator[str]:
        """Yield names of contents written longer ago than this."""
        before = timezone.now() - timedelta(seconds=seconds)
        for part in obstore.list(self._store):
            for each in part:
                if each["last_modified"] < before and _OURS.fullmatch(each["path"]):
                    yield each["path"]

    def remove(self, name: str) -> None:
        """Remove a content, if it is there.

        Raises:
            StoreAwayError: the store does not answer.
        """
        try:
            _ask(lambda: obstore.delete(self._store, name))
        except FileNotFoundError:
            return


def _ask(question: Callable[[], T]) -> T:
    try:
        return question()
    except NotFoundError as problem:
        raise FileNotFoundError("no such content") from problem
    except BaseError as problem:
        # Not what the store said: that may hold our key.
        raise StoreAwayError(type(problem).__name__) from None


def bucket() -> Bucket | None:
    """Return the bucket of the settings; ``None`` where files are on the disk."""
    chosen = settings.INFOGO["FILES_BUCKET"]
    return _bucket(tuple(sorted(chosen.items()))) if chosen else None


@lru_cache(maxsize=4)
def _bucket(chosen: tuple[tuple[str, str], ...]) -> Bucket:
    return Bucket(**dict(chosen))  # type: ignore[arg-type]  # as config.files makes them
