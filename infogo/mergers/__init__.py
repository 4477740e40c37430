"""Agencies are renamed, founded, ended, moved in the tree and merged, without losing history."""
