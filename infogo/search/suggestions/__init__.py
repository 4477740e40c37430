"""Suggestions while somebody types (autocomplete), in memory, also without an index.

The door is ``infogo.search.suggest.suggest``; begin here at ``suggestible`` (what there is to be
suggested) and ``completions`` (found by how it begins); ``nearly`` forgives a slip.
"""
