"""Which field of ours becomes which of the standards, held to what is really written."""
