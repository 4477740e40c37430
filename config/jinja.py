"""The one template engine of the project's pages."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from functools import lru_cache
from types import BuiltinMethodType, FunctionType, MethodType
from typing import Any
from weakref import WeakKeyDictionary

from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext, npgettext, pgettext
from jinja2 import Environment, StrictUndefined
from jinja2.runtime import Context, Macro
from markupsafe import Markup

from infogo.core.written import LONGEST_ASKED
from infogo.display.filters import DOT, FILTERS

# Addresses, names of files and translations do not change while a process lives, and a page
# needs a hundred of them: they are worked out once. Bounds keep a crawler from filling memory.
_MOST_REMEMBERED = 4096


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """Return the address of a named page in the language being shown."""
    return _address(get_language(), name, args, tuple(kwargs.items()))


@lru_cache(maxsize=_MOST_REMEMBERED)
def _address(
    _language: str | None, name: str, args: tuple[Any, ...], kwargs: tuple[tuple[str, Any], ...]
) -> str:
    return reverse(name, args=args, kwargs=dict(kwargs))


def translated(message: str, **variables: Any) -> str:
    """Return a text of our own in the language being shown, safe to put into a page as it is."""
    if variables:
        return _translated(get_language(), message) % variables
    return _translated_alone(get_language(), message)


@lru_cache(maxsize=_MOST_REMEMBERED)
def _translated(_language: str | None, message: str) -> Markup:
    return Markup(gettext(message))  # noqa: S704  # nosec B704  (our own text)


@lru_cache(maxsize=_MOST_REMEMBERED)
def _translated_alone(_language: str | None, message: str) -> Markup:
    # As in all texts with variables, "%%" stands for "%".
    return _translated(_language, message) % {}


_made: WeakKeyDictionary[Any, dict[str, Markup]] = WeakKeyDictionary()


def once(source: Any, name: str, caller: Callable[[], Markup]) -> Markup:
    """Return a part of a page that is made from ``source`` alone, made only the first time.

    ``source`` is one frozen object that compares by identity and carries the words of one
    language; what was made from it goes when it goes. A template must not use anything else
    that can change inside such a part.
    """
    parts = _made.setdefault(source, {})
    if name not in parts:
        parts[name] = caller()
    return parts[name]


class _Context(Context):
    """Calls what a page calls most without asking five times whether it wants to know the page."""

    def call(self, obj: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        """Call as Jinja does."""
        if type(obj) not in _PLAIN or hasattr(obj, "jinja_pass_arg"):
            return super().call(obj, *args, **kwargs)
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        return obj(*args, **kwargs)


# A macro that is not told whether its page escapes what it shows takes it that it does; all do.
_PLAIN = frozenset({FunctionType, MethodType, BuiltinMethodType, type(lru_cache(url)), Macro})


class _Engine(Environment):
    """All templates have the same globals, in one plain dictionary.

    Jinja lays a dictionary over them for each template, through which every lookup, every include
    and every import of a page would go.
    """

    context_class = _Context

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the globals of a template."""
        return super().make_globals(d) if d else self.globals


def environment(**options: Any) -> Environment:
    """Build the environment: a missing variable is an error, never an empty string."""
    engine = _Engine(
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
    engine.globals.update(
        {
            "url": url,
            "static": lru_cache(maxsize=256)(static),
            "once": once,
            "DOT": DOT,
            "LONGEST_ASKED": LONGEST_ASKED,
            "gettext": translated,
            "_": translated,
        }
    )
    engine.filters.update(FILTERS)
    return engine
