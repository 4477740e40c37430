"""The search: from what somebody types to results, suggestions and direct answers.

The doors are ``search()`` in ``selectors``, ``suggest()`` in ``suggest`` and ``warm_up()`` in
``warmup``; what they give back is in ``results``, and ``stages`` lists every step in its order.
``docs/search.md`` tells how a search goes. The rooms, as a query passes through them:

- ``words`` curated words of the language, ``data/`` beside it: lexicon, synonyms, nicknames;
- ``understanding`` from what was typed to what is looked for;
- ``agencies``, ``offices`` who is named, or asked for by what it does;
- ``indexing`` the index: its fields, what is written into it, its life on disk;
- ``retrieval`` what the engine is asked, and how its hits become results;
- ``ranking`` what speaks for a service beside the engine's score;
- ``memory`` what a process keeps beside the index;
- ``pipeline`` one search from beginning to end, through all of the above;
- ``suggestions``, ``answers`` what is shown while somebody types, and above the results;
- ``curation`` for those who tend words: searches that failed, and what an edit would change.

Imports between the rooms go one way only (``pyproject.toml``).
"""
