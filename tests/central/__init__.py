"""The central agencies' workspace."""
