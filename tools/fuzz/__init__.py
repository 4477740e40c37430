"""Hostile inputs without end against everything that reads what others wrote.

``./dev fuzz [--inputs N] [--targets NAME…] [--seed N] [--engine atheris|own]``. Each target runs
in a process of its own with a bound on memory, so that even a reader in another language that ends
the process is told. What breaks is kept in ``artifacts/fuzz`` and becomes a test.
"""
