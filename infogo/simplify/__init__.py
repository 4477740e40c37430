"""The radar of simplification: what the state asks for and could do without, as a worklist."""
