"""The door for assistants: tools that answer with receipts and never guess."""
