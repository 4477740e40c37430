"""Our own rules about code that could be attacked; ``python -m tools.rules`` checks them all.

The files ``*.yaml`` are rules of semgrep; ``examples/`` holds, for each rule, code that it must
report (``# ruleid: name`` on the line before) and code that it must leave in peace
(``# ok: name``).
``regexes`` looks at the shapes of regular expressions.
"""
