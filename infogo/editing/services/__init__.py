"""Every write to drafts, tasks and cancellations: whole, audited, announced, or refused.

``drafts`` begins and saves, ``workflow`` moves a draft towards citizens, ``tasks`` looks after
adopting agencies, ``cancelling`` ends and reopens manuals. All lock the manual first, its draft
after it and the audit trail last, so that two transactions wait for each other instead of
deadlocking.
"""
