"""Measurements that back every figure in ``docs/``; run with ``./dev bench``."""
