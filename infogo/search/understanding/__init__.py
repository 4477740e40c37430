"""Query understanding: from what was typed to what is looked for, before the engine is asked.

Begin at ``understand``, which calls the others stage by stage: ``gazetteer`` knows names of places,
``office_words`` words for kinds of offices, ``actions`` what is to be done to a thing.
"""
