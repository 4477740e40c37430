"""The one template engine of the project's pages."""

from __future__ import annotations

from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext, ngettext, npgettext, pgettext
from jinja2 import Environment, StrictUndefined

from infogo.www.filters import FILTERS


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """Return the address of a named page in the language being shown."""
    return reverse(name, args=args, kwargs=kwargs)


def environment(**options: Any) -> Environment:
    """Build the environment: a missing variable is an error, never an empty string."""
    engine = Environment(
        loader=options["loader"],
        auto_reload=options["auto_reload"],
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    engine.install_gettext_callables(  # type: ignore[attr-defined]
        gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext
    )
    engine.globals.update(url=url, static=static)
    engine.filters.update(FILTERS)
    return engine
