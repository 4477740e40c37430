"""Curated words of the language of citizens and offices, read from ``infogo/search/data``.

Begin at ``lexicon``, which reads every list; ``synonyms`` are those that the centre has edited.
"""
