"""Pinning of manuals to the places that serve them."""
