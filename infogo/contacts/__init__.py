"""Whether a phone, web address, e-mail or LINE account is one that the government gave us.

``reading`` and ``hosts`` read what was typed, ``resemblance`` compares names of sites; these are
pure. ``register`` gathers what agencies told, ``judging`` puts both together. Nothing typed is
kept, and nobody is asked over the network.
"""
