"""Retrieval: what the engine is asked, and how its hits become results that can be shown.

Begin at ``query`` (engine queries built as objects) and ``asking`` (the engine is asked); ``cards``
turns hits into results with what ``shelf`` keeps at hand of each record.
"""
