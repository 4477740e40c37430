"""A bound on uploads while they arrive, before any view is asked."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from infogo.files.checking import MEGABYTE

TOO_LARGE = "infogo.upload_too_large"
"""Key of the request's META under which a form learns that a file was dropped for its size."""


class BoundedUploads(FileUploadHandler):
    """Drops a file as soon as it is larger than any file may be; the rest of the form is read."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin to count."""
        super().new_file(*args, **kwargs)
        self._arrived = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Pass the bytes on.

        Raises:
            SkipFile: there are too many.
        """
        self._arrived += len(raw_data)
        if self._arrived > settings.INFOGO["FILE_MEGABYTES"] * MEGABYTE:
            if self.request is not None:
                self.request.META[TOO_LARGE] = True
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave it to the handlers behind to make the file."""
