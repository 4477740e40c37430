"""Procedures and manuals: the one content definition, editions, adoption."""
