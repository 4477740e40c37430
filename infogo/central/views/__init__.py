"""Views of the central workspace: parse, call, render."""
