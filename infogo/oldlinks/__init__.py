"""Links of the site before this one, and the records here to which they lead."""
