"""Why a channel, a declaration or a decision is refused; every text says in Thai what to do."""

from __future__ import annotations


class ChannelError(ValueError):
    """It cannot be done as asked; nothing changed."""


class ChannelFieldError(ChannelError):
    """One field cannot be used; ``field`` is its name."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field
