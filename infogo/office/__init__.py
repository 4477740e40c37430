"""The workspace of officers below /office/: sign-in, rights, manuals, points, reports."""
