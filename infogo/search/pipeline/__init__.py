"""One search from beginning to end: read, retrieve, rank, assemble a page.

Begin at ``finding``. ``reading`` has a query understood, ``weighing`` orders the best services
anew, ``stretches`` decides whether services or offices lead, ``convincing`` whether the first one
is surely meant.
"""
