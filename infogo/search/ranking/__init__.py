"""Ranking signals: what speaks for a service beside the score of the engine.

Begin at ``sayings``: naive Bayes over how people speak of services. ``names`` reads what they are
called, ``profiles`` tells a service from its siblings, ``semantic`` is nearness of embeddings.
They are put together in ``infogo.search.pipeline.weighing``.
"""
