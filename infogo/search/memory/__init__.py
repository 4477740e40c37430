"""What a process keeps in memory beside the index, so that a search takes milliseconds.

Begin at ``knowledge``: everything learnt from the database and the index, made anew in the
background when they change. ``outcomes`` keeps what was found a moment ago.
"""
