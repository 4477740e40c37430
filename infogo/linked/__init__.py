"""Public vocabularies: the same records in words that other states' systems understand."""
