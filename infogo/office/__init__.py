"""The workspace of officers below /office/: sign-in, rights, and later manuals and points."""
