"""Central agencies: known by their names, and by what they do.

Begin at ``central`` (who they are); ``named`` finds one in a sentence, ``duties`` those who are in
charge of something.
"""
