"""Links from a document that is asked for to its form, and to how that looks when filled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from infogo.files.links import file_id_of
from infogo.files.models import StoredFile
from infogo.manuals.content import Form
from infogo.manuals.document_forms import forms_of_documents

if TYPE_CHECKING:
    from infogo.display.manual_parts import DocumentRow


def with_forms(
    rows: Sequence[DocumentRow], forms: Sequence[Form], ours: Mapping[int, StoredFile]
) -> list[DocumentRow]:
    """Return rows with the forms that a manual has for them, of which ``ours`` are stored here."""
    found = forms_of_documents((row.name for row in rows), forms)

    def href(form: Form | None) -> str:
        if form is None:
            return ""
        file = ours.get(file_id_of(form.url) or 0)
        return file.public_path if file else form.url

    linked = list(rows)
    for at, (form, example) in found.items():
        linked[at] = replace(
            linked[at],
            form_href=href(form),
            form_label=form.name if form else "",
            sample_href=href(example),
        )
    return linked
