"""Figures of the whole state: slices of it, sums kept by month, tables with their definitions."""
