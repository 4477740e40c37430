"""Direct answers to questions, told above the results in the sentences of the manual.

Begin at ``answering``; ``facts`` are what a manual alone tells, ``places`` where and when.
"""
