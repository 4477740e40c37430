"""The live legal lint: does a manual say what the law and its readers need?

``check`` runs pure functions over one manual; numbers, weights and law references come from the
rule set in force. Only ``subjects`` reads the database.
"""
