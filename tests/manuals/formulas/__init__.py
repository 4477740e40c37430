"""Formulas: their language, their examples."""
