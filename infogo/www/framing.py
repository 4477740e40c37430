"""The only pages that other sites may show inside their own: cards of a manual or a point.

Everything else keeps ``frame-ancestors 'none'``. A card holds no script, no form and no file of
its own: its style stands inside it, allowed by its digest, so that it looks the same in a frame
that its surroundings have cut off from our origin (``sandbox``).
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from markupsafe import Markup

# Read at start: what is sent and what the policy allows are the same bytes.
_CSS = (Path(__file__).resolve().parents[1] / "static" / "css" / "embed.css").read_text()
STYLE = Markup(f"<style>{_CSS}</style>")  # noqa: S704  # nosec B704  (our own file)
_DIGEST = base64.b64encode(hashlib.sha256(_CSS.encode()).digest()).decode()
POLICY = "; ".join(
    [
        "default-src 'none'",
        f"style-src 'sha256-{_DIGEST}'",
        "form-action 'none'",
        "base-uri 'none'",
        "frame-ancestors *",
    ]
)


def framed(
    view: Callable[..., HttpResponse], *, not_found: Callable[[HttpRequest], HttpResponse]
) -> Callable[..., HttpResponse]:
    """Let other sites frame what ``view`` answers; where nothing is, ``not_found`` answers."""

    @wraps(view)
    def shown(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            answer = view(request, **kwargs)
        except Http404:
            answer = not_found(request)
        answer.headers["Content-Security-Policy"] = POLICY
        answer.headers["X-Robots-Tag"] = "noindex"
        answer.xframe_options_exempt = True
        return answer

    return shown
