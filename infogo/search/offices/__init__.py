"""Offices of places: named rightly, misspelt, by ear, in the middle of talk, or asked for by kind.

Begin at ``spoken`` (an office within talk about it) and ``by_ear`` (names spelt as they sound).
Words for kinds of offices are read by ``infogo.search.understanding.office_words``.
"""
