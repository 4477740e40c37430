"""Commands of the door for assistants."""
