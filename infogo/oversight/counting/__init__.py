"""Counting the raw rows: each module reads one subject and returns the cells of its rollup."""
