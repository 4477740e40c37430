"""For those who tend words: searches that failed, and what an edit would change.

``failed`` notes them without anybody who searched, ``unfound`` reads them again, and
``query_clusters`` puts those together that ask for the same thing. ``word_preview`` and
``synonym_preview`` show what new words would change, before anybody saves them.
"""
