"""The search index, queries, ranking and suggestions."""
