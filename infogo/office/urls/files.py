"""Files that manuals and articles name, and the logos of agencies."""

from __future__ import annotations

from django.urls import path

from infogo.office.views import files

urlpatterns = [
    path("files/", files.files, name="files"),
    path("files/upload", files.file_upload, name="file_upload"),
    path("files/<id:file_id>", files.file, name="file"),
    path("files/<id:file_id>/withdraw", files.file_withdraw, name="file_withdraw"),
    path("agency/<id:agency_id>/logo", files.agency_logo, name="agency_logo"),
]
