"""The index: what is written into it, and how it lives on disk and is read.

Begin at ``schema`` (the fields) and ``documents`` (what a record says in them). ``indexer`` is the
one process that writes, ``index`` what all others read; ``learnt`` keeps beside it what takes long
to lay out.
"""
