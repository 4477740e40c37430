"""Files that officers attach: forms, filled examples, pictures."""
