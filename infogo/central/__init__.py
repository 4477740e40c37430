"""The face of the central agencies below /central/: the whole state, inspection, care."""
