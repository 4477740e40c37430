"""A nation's load: a million manuals and what goes with them, and everything measured on top.

All that is made here says that it is simulated, in its name or on its row.
"""
