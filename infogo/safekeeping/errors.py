"""What can go wrong with a backup or a restore; every message says what to do."""


class SafekeepingError(Exception):
    """Nothing was changed; the message is for the operator, in Thai and English."""


class DamagedError(SafekeepingError):
    """A backup is not what its manifest says it is."""


class NotEmptyError(SafekeepingError):
    """A restore would overwrite something, and nobody asked for that."""


class ChangedError(SafekeepingError):
    """What was restored is not what was backed up; the mark of the restore stays."""
