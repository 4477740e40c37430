"""How Django's own widgets are written: they never cut what somebody pastes."""

from __future__ import annotations

from typing import Any

from django.forms.renderers import DjangoTemplates


class WholeTexts(DjangoTemplates):
    """Widgets that take a text of any length and leave it to the form to say that it is too long.

    A browser cuts what is pasted into a field with ``maxlength`` and says nothing. The length is
    written as ``data-most`` instead, for the counter of ``count.js``.
    """

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        """Write a widget, its longest length as ``data-most``."""
        attrs = context.get("widget", {}).get("attrs", {})
        if "maxlength" in attrs:
            attrs["data-most"] = attrs.pop("maxlength")
        return super().render(template_name, context, request)
