"""Every write to pins: whole, audited, announced, or refused.

``changes`` adds and removes pins and takes the last change back, ``facts`` tells what differs at
a counter and that it still serves, ``selecting`` keeps what an officer has picked so far. All
lock the procedures first, in the order of their ids, and hold the audit trail last.
"""
